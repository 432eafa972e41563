-- When somebody of the staff has dealt with a report; none while it waits.
ALTER TABLE comment_reports ADD COLUMN settled_at TIMESTAMP;
