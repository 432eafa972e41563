ALTER TABLE comment_reports DROP COLUMN settled_at;
