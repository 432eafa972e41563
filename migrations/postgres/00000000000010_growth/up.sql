-- What the lists sort by first.
CREATE INDEX accounts_by_name ON accounts (name);
CREATE INDEX refunds_by_created ON refunds (created_at);
CREATE INDEX attention_by_created ON attention (created_at);

-- What genres count their shows by.
CREATE INDEX shows_genre_id ON shows (genre_id);
