-- The audit trail: who of the staff changed what, in words.
CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    happened_at TIMESTAMP NOT NULL,
    account_id BIGINT REFERENCES accounts (id),
    impersonator_id BIGINT REFERENCES accounts (id),
    noun TEXT NOT NULL,
    object_id TEXT NOT NULL,
    title TEXT NOT NULL,
    act TEXT NOT NULL,
    fields TEXT NOT NULL
);
CREATE INDEX changes_of_object ON changes (noun, object_id, id);
CREATE INDEX changes_by_time ON changes (happened_at);
