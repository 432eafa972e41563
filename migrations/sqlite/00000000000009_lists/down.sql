DROP INDEX payments_by_created;
DROP INDEX tickets_by_issued;
DROP INDEX comments_by_written;
DROP TABLE saved_views;
ALTER TABLE comments DROP COLUMN reply;
