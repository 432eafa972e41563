-- When the box office answers, in the house's time zone; weekday 0 is Monday.
CREATE TABLE opening_hours (
    weekday INTEGER NOT NULL,
    opens_minute INTEGER NOT NULL,
    closes_minute INTEGER NOT NULL,
    PRIMARY KEY (weekday, opens_minute)
);

-- What a member of the staff says of being there.
CREATE TABLE staff_presence (
    account_id BIGINT PRIMARY KEY NOT NULL REFERENCES accounts (id),
    state TEXT NOT NULL,
    back_at TIMESTAMP,
    set_at TIMESTAMP NOT NULL
);

-- One conversation for each account, and for each browser without one.
CREATE TABLE conversations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id BIGINT REFERENCES accounts (id),
    visitor_id BIGINT REFERENCES visitors (id),
    last_visitor_id BIGINT REFERENCES visitors (id),
    name TEXT NOT NULL,
    email TEXT,
    locale TEXT NOT NULL,
    state TEXT NOT NULL,
    assigned_to BIGINT REFERENCES accounts (id),
    last_sequence BIGINT NOT NULL,
    last_side TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    search_key TEXT NOT NULL,
    last_at TIMESTAMP NOT NULL,
    visitor_delivered BIGINT NOT NULL,
    visitor_read BIGINT NOT NULL,
    staff_delivered BIGINT NOT NULL,
    staff_read BIGINT NOT NULL,
    blocked_at TIMESTAMP,
    blocked_reason TEXT NOT NULL,
    report_count BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (account_id),
    UNIQUE (visitor_id)
);
CREATE INDEX conversations_last_at ON conversations (last_at);

CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id BIGINT NOT NULL REFERENCES conversations (id),
    sequence BIGINT NOT NULL,
    client_id TEXT NOT NULL,
    side TEXT NOT NULL,
    account_id BIGINT REFERENCES accounts (id),
    body TEXT NOT NULL,
    search_key TEXT NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    UNIQUE (conversation_id, sequence),
    UNIQUE (conversation_id, client_id)
);

-- Files; one without a message was uploaded and not sent yet.
CREATE TABLE attachments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    visitor_id BIGINT NOT NULL REFERENCES visitors (id),
    message_id BIGINT REFERENCES messages (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    uploaded_at TIMESTAMP NOT NULL
);
CREATE INDEX attachments_message_id ON attachments (message_id);
CREATE INDEX attachments_visitor_id ON attachments (visitor_id);

CREATE TABLE conversation_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id BIGINT NOT NULL REFERENCES conversations (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    body TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL
);
CREATE INDEX conversation_notes_conversation_id ON conversation_notes (conversation_id);

CREATE TABLE conversation_reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id BIGINT NOT NULL REFERENCES conversations (id),
    side TEXT NOT NULL,
    reason TEXT NOT NULL,
    reported_at TIMESTAMP NOT NULL
);
CREATE INDEX conversation_reports_conversation_id ON conversation_reports (conversation_id);

CREATE TABLE prepared_answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    body TEXT NOT NULL
);

-- What somebody should see; the dedupe key makes telling twice telling once.
CREATE TABLE notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id BIGINT REFERENCES accounts (id),
    visitor_id BIGINT REFERENCES visitors (id),
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    dedupe TEXT NOT NULL,
    happened_at TIMESTAMP NOT NULL,
    read_at TIMESTAMP,
    UNIQUE (dedupe)
);
CREATE INDEX notices_account_id_happened_at ON notices (account_id, happened_at);
CREATE INDEX notices_visitor_id_happened_at ON notices (visitor_id, happened_at);

CREATE TABLE notice_settings (
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    wanted BOOLEAN NOT NULL,
    PRIMARY KEY (account_id, kind)
);

CREATE INDEX baskets_expires_at ON baskets (expires_at);
