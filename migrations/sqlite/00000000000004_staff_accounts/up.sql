-- A member of the staff who cannot sign in any more.
ALTER TABLE accounts ADD COLUMN disabled_at TIMESTAMP;

-- Whether the staff must have a second factor.
ALTER TABLE house ADD COLUMN second_factor_required BOOLEAN NOT NULL DEFAULT FALSE;

-- The member of the staff who acts as the session's account, and the visitor they were before.
ALTER TABLE sessions ADD COLUMN impersonator_id BIGINT;
ALTER TABLE sessions ADD COLUMN impersonator_visitor_id BIGINT;
CREATE INDEX sessions_impersonator_id ON sessions (impersonator_id);

-- The secret itself is not stored: it comes from the salt and the key of the house.
CREATE TABLE second_factors (
    account_id BIGINT PRIMARY KEY NOT NULL REFERENCES accounts (id),
    salt TEXT NOT NULL,
    confirmed_at TIMESTAMP,
    last_step BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    failed_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);

-- For when the app is lost; each is good once. Only a keyed hash is stored.
CREATE TABLE recovery_codes (
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    code_hash TEXT NOT NULL,
    used_at TIMESTAMP,
    PRIMARY KEY (account_id, code_hash)
);

-- Who was asked to join the staff. At most one waits for each account.
CREATE TABLE invitations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    invited_by BIGINT NOT NULL REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    accepted BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX invitations_waiting ON invitations (account_id) WHERE ended_at IS NULL;

-- Programs of third parties; of a key only its hash.
CREATE TABLE api_clients (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_by BIGINT NOT NULL REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP,
    revoked_at TIMESTAMP,
    UNIQUE (prefix),
    UNIQUE (key_hash)
);

-- Addresses that are told what happens. The secret comes from the salt and the key of the house.
CREATE TABLE webhook_endpoints (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL,
    description TEXT NOT NULL,
    events TEXT NOT NULL,
    salt TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    disabled_at TIMESTAMP
);

-- What they were told, and how that went.
CREATE TABLE webhook_deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    endpoint_id BIGINT NOT NULL REFERENCES webhook_endpoints (id),
    message TEXT NOT NULL,
    event TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    last_attempt_at TIMESTAMP,
    last_status INTEGER,
    last_error TEXT NOT NULL,
    UNIQUE (endpoint_id, message)
);
CREATE INDEX webhook_deliveries_created_at ON webhook_deliveries (created_at);
