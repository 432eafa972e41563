-- What the theatre answers below a comment.
ALTER TABLE comments ADD COLUMN reply TEXT;

-- Lists of the back office with their filters, kept under a name.
CREATE TABLE saved_views (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    noun TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    shared BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX saved_views_of_account ON saved_views (account_id);

-- What the lists sort by first.
CREATE INDEX payments_by_created ON payments (created_at);
CREATE INDEX tickets_by_issued ON tickets (issued_at);
CREATE INDEX comments_by_written ON comments (written_at);
