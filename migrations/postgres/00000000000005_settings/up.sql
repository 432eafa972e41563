-- What staff may set besides what was there; the version counts every change of the settings.
ALTER TABLE house ADD COLUMN accessibility TEXT NOT NULL DEFAULT '';
ALTER TABLE house ADD COLUMN logo TEXT;
ALTER TABLE house ADD COLUMN logo_width INTEGER;
ALTER TABLE house ADD COLUMN logo_height INTEGER;
ALTER TABLE house ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- The file that house.logo names, a PNG.
CREATE TABLE house_logos (
    sha256 TEXT PRIMARY KEY NOT NULL,
    bytes BYTEA NOT NULL
);

-- Mails whose text is no longer the program's own.
CREATE TABLE mail_templates (
    kind TEXT NOT NULL,
    locale TEXT NOT NULL,
    subject TEXT NOT NULL,
    opening TEXT NOT NULL,
    closing TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (kind, locale)
);

-- The account at PayPal: one row at most. The secret is encrypted with a key derived from SECRET_KEY.
CREATE TABLE paypal_account (
    id BIGINT PRIMARY KEY NOT NULL,
    place TEXT NOT NULL,
    base_url TEXT NOT NULL,
    client_id TEXT NOT NULL,
    sealed_secret TEXT NOT NULL,
    secret_end TEXT NOT NULL,
    webhook_id TEXT,
    version BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    CHECK (id = 1)
);
