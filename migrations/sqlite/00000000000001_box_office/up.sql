-- The house itself: one row.
CREATE TABLE house (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    tagline TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT,
    opening_hours TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    currency TEXT NOT NULL,
    accent TEXT,
    legal_notice TEXT NOT NULL,
    terms TEXT NOT NULL,
    hold_minutes BIGINT NOT NULL,
    hold_cap_minutes BIGINT NOT NULL,
    order_minutes BIGINT NOT NULL,
    sale_closes_minutes BIGINT NOT NULL,
    max_places_per_order BIGINT NOT NULL,
    max_places_per_customer BIGINT NOT NULL,
    cancel_hours_before BIGINT,
    demonstration BOOLEAN NOT NULL,
    CHECK (id = 1)
);

-- Gap-free numbers, drawn inside the transaction that uses them.
CREATE TABLE counters (
    name TEXT PRIMARY KEY NOT NULL,
    value BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    new_email TEXT,
    email_confirmed_at TIMESTAMP,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    role TEXT,
    locale TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    erased_at TIMESTAMP,
    UNIQUE (email_key)
);

CREATE TABLE visitors (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    visitor_id BIGINT NOT NULL REFERENCES visitors (id),
    account_id BIGINT REFERENCES accounts (id),
    token_hash TEXT NOT NULL,
    previous_token_hash TEXT,
    rotated_at TIMESTAMP NOT NULL,
    device TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);
CREATE INDEX sessions_account_id ON sessions (account_id);
CREATE INDEX sessions_visitor_id ON sessions (visitor_id);

-- Secrets of links in mails, hashed; used once. A registration waits here with the name and password it was made with.
CREATE TABLE mail_tokens (
    token_hash TEXT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    purpose TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT,
    password_hash TEXT,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX mail_tokens_account_id ON mail_tokens (account_id);

CREATE TABLE genres (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    parent_id BIGINT REFERENCES genres (id),
    name TEXT NOT NULL
);

CREATE TABLE people (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    UNIQUE (name_key)
);

CREATE TABLE pictures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    alt TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE picture_files (
    picture_id BIGINT NOT NULL REFERENCES pictures (id),
    width INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (picture_id, width)
);

CREATE TABLE shows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    subtitle TEXT NOT NULL,
    genre_id BIGINT REFERENCES genres (id),
    picture_id BIGINT REFERENCES pictures (id),
    presentation TEXT NOT NULL,
    duration_minutes INTEGER,
    age_from INTEGER,
    language TEXT,
    published BOOLEAN NOT NULL,
    search_key TEXT NOT NULL,
    comment_count BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (slug)
);

CREATE TABLE credits (
    show_id BIGINT NOT NULL REFERENCES shows (id),
    position INTEGER NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    part TEXT NOT NULL,
    character_name TEXT NOT NULL,
    PRIMARY KEY (show_id, position)
);
CREATE INDEX credits_person_id ON credits (person_id);

CREATE TABLE venues (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    city TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    access TEXT NOT NULL
);

CREATE TABLE seating_plans (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    venue_id BIGINT NOT NULL REFERENCES venues (id),
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    width DOUBLE NOT NULL,
    height DOUBLE NOT NULL,
    focus_x DOUBLE NOT NULL,
    focus_y DOUBLE NOT NULL,
    document TEXT NOT NULL,
    capacity BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (venue_id, name, version)
);

CREATE TABLE plan_categories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_id BIGINT NOT NULL REFERENCES seating_plans (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    color TEXT NOT NULL,
    UNIQUE (plan_id, position)
);

CREATE TABLE plan_zones (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_id BIGINT NOT NULL REFERENCES seating_plans (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    numbered BOOLEAN NOT NULL,
    capacity BIGINT NOT NULL,
    category_id BIGINT REFERENCES plan_categories (id),
    UNIQUE (plan_id, position)
);

-- Every place of a plan; those of an unnumbered zone have no label.
CREATE TABLE seats (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_id BIGINT NOT NULL REFERENCES seating_plans (id),
    zone_id BIGINT NOT NULL REFERENCES plan_zones (id),
    category_id BIGINT NOT NULL REFERENCES plan_categories (id),
    position INTEGER NOT NULL,
    guid TEXT NOT NULL,
    row_position INTEGER NOT NULL,
    row_label TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    block INTEGER NOT NULL,
    x DOUBLE NOT NULL,
    y DOUBLE NOT NULL,
    radius DOUBLE NOT NULL,
    UNIQUE (plan_id, position),
    UNIQUE (plan_id, guid)
);
CREATE INDEX seats_zone_id ON seats (zone_id);

CREATE TABLE rates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    condition TEXT NOT NULL,
    position INTEGER NOT NULL
);

CREATE TABLE performances (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    show_id BIGINT NOT NULL REFERENCES shows (id),
    plan_id BIGINT NOT NULL REFERENCES seating_plans (id),
    starts_at TIMESTAMP NOT NULL,
    doors_at TIMESTAMP,
    sale_opens_at TIMESTAMP NOT NULL,
    sale_closes_at TIMESTAMP NOT NULL,
    state TEXT NOT NULL,
    vat_rate_bp INTEGER NOT NULL,
    note TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX performances_starts_at ON performances (starts_at);
CREATE INDEX performances_show_id_starts_at ON performances (show_id, starts_at);

CREATE TABLE prices (
    performance_id BIGINT NOT NULL REFERENCES performances (id),
    category_id BIGINT NOT NULL REFERENCES plan_categories (id),
    rate_id BIGINT NOT NULL REFERENCES rates (id),
    price_minor BIGINT NOT NULL,
    PRIMARY KEY (performance_id, category_id, rate_id)
) WITHOUT ROWID;

CREATE TABLE baskets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    visitor_id BIGINT NOT NULL REFERENCES visitors (id),
    started_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    extended BOOLEAN NOT NULL,
    UNIQUE (visitor_id)
);

CREATE TABLE basket_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    basket_id BIGINT NOT NULL REFERENCES baskets (id) ON DELETE CASCADE,
    performance_id BIGINT NOT NULL REFERENCES performances (id),
    seat_id BIGINT NOT NULL REFERENCES seats (id),
    rate_id BIGINT NOT NULL REFERENCES rates (id),
    added_at TIMESTAMP NOT NULL,
    UNIQUE (basket_id, performance_id, seat_id)
);

CREATE TABLE orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    visitor_id BIGINT REFERENCES visitors (id),
    account_id BIGINT REFERENCES accounts (id),
    key TEXT NOT NULL,
    state TEXT NOT NULL,
    outcome TEXT NOT NULL,
    buyer_name TEXT NOT NULL,
    buyer_email TEXT NOT NULL,
    locale TEXT NOT NULL,
    channel TEXT NOT NULL,
    currency TEXT NOT NULL,
    total_minor BIGINT NOT NULL,
    refunded_minor BIGINT NOT NULL,
    placed_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    paid_at TIMESTAMP,
    closed_at TIMESTAMP,
    replacement_until TIMESTAMP,
    UNIQUE (number)
);
CREATE INDEX orders_account_id_placed_at ON orders (account_id, placed_at);
CREATE INDEX orders_visitor_id ON orders (visitor_id);
CREATE INDEX orders_state_expires_at ON orders (state, expires_at);
CREATE INDEX orders_placed_at ON orders (placed_at);

CREATE TABLE order_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id BIGINT NOT NULL REFERENCES orders (id),
    performance_id BIGINT NOT NULL REFERENCES performances (id),
    seat_id BIGINT NOT NULL REFERENCES seats (id),
    rate_id BIGINT NOT NULL REFERENCES rates (id),
    zone_name TEXT NOT NULL,
    numbered BOOLEAN NOT NULL,
    row_label TEXT NOT NULL,
    seat_label TEXT NOT NULL,
    category_id BIGINT NOT NULL REFERENCES plan_categories (id),
    category_name TEXT NOT NULL,
    seat_kind TEXT NOT NULL,
    rate_name TEXT NOT NULL,
    price_minor BIGINT NOT NULL,
    vat_rate_bp INTEGER NOT NULL,
    void BOOLEAN NOT NULL
);
CREATE INDEX order_lines_order_id ON order_lines (order_id);
CREATE INDEX order_lines_performance_id ON order_lines (performance_id);

-- Who has which seat of which performance. A released claim stays with an end in the past, so that changes can be told.
CREATE TABLE claims (
    performance_id BIGINT NOT NULL REFERENCES performances (id),
    seat_id BIGINT NOT NULL REFERENCES seats (id),
    status TEXT NOT NULL,
    basket_id BIGINT,
    order_id BIGINT,
    expires_at TIMESTAMP,
    reason TEXT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (performance_id, seat_id)
) WITHOUT ROWID;
CREATE INDEX claims_basket_id ON claims (basket_id);
CREATE INDEX claims_order_id ON claims (order_id);

CREATE TABLE tickets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    order_id BIGINT NOT NULL REFERENCES orders (id),
    order_line_id BIGINT NOT NULL REFERENCES order_lines (id),
    performance_id BIGINT NOT NULL REFERENCES performances (id),
    seat_id BIGINT NOT NULL REFERENCES seats (id),
    secret_hash TEXT NOT NULL,
    secret BLOB NOT NULL,
    holder TEXT NOT NULL,
    state TEXT NOT NULL,
    sold_at TEXT NOT NULL,
    issued_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    used_where TEXT NOT NULL,
    voided_at TIMESTAMP,
    UNIQUE (number),
    UNIQUE (secret_hash)
);
CREATE INDEX tickets_order_id ON tickets (order_id);
CREATE INDEX tickets_performance_id_state ON tickets (performance_id, state);

CREATE TABLE payments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id BIGINT NOT NULL REFERENCES orders (id),
    method TEXT NOT NULL,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    provider_order_id TEXT,
    provider_capture_id TEXT,
    approve_url TEXT,
    reason TEXT NOT NULL,
    checks INTEGER NOT NULL,
    next_check_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    completed_at TIMESTAMP,
    UNIQUE (provider_order_id),
    UNIQUE (provider_capture_id),
    UNIQUE (order_id, attempt)
);
CREATE INDEX payments_next_check_at ON payments (next_check_at);

CREATE TABLE refunds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id BIGINT NOT NULL REFERENCES orders (id),
    payment_id BIGINT NOT NULL REFERENCES payments (id),
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    provider_refund_id TEXT,
    requested_by BIGINT REFERENCES accounts (id),
    checks INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    completed_at TIMESTAMP,
    UNIQUE (provider_refund_id)
);
CREATE INDEX refunds_order_id ON refunds (order_id);
CREATE INDEX refunds_payment_id ON refunds (payment_id);
CREATE INDEX refunds_state ON refunds (state);

-- Double entry: the amounts of one movement add up to zero.
CREATE TABLE ledger_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    movement TEXT NOT NULL,
    ledger_account TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    order_id BIGINT REFERENCES orders (id),
    payment_id BIGINT REFERENCES payments (id),
    refund_id BIGINT REFERENCES refunds (id),
    booked_at TIMESTAMP NOT NULL,
    UNIQUE (movement, ledger_account)
);
CREATE INDEX ledger_entries_order_id ON ledger_entries (order_id);
CREATE INDEX ledger_entries_booked_at ON ledger_entries (booked_at);

-- Every operation, numbered without gaps and hash-chained.
CREATE TABLE journal (
    number BIGINT PRIMARY KEY NOT NULL,
    happened_at TIMESTAMP NOT NULL,
    kind TEXT NOT NULL,
    order_id BIGINT,
    body TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX journal_order_id ON journal (order_id);

CREATE TABLE webhook_events (
    event_id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    resource_id TEXT NOT NULL,
    received_at TIMESTAMP NOT NULL,
    handled_at TIMESTAMP
);

CREATE TABLE attention (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    order_id BIGINT REFERENCES orders (id),
    payment_id BIGINT REFERENCES payments (id),
    detail TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    resolved_at TIMESTAMP,
    resolved_by BIGINT REFERENCES accounts (id),
    UNIQUE (kind, subject)
);

-- Work written in a transaction and done later, at least once.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    dedupe TEXT,
    due_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    last_error TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    done_at TIMESTAMP,
    failed_at TIMESTAMP,
    UNIQUE (dedupe)
);
CREATE INDEX outbox_done_at_due_at ON outbox (done_at, due_at);

CREATE TABLE comments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    show_id BIGINT NOT NULL REFERENCES shows (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    body TEXT NOT NULL,
    has_seen_it BOOLEAN NOT NULL,
    written_at TIMESTAMP NOT NULL,
    edited_at TIMESTAMP,
    removed_at TIMESTAMP,
    hidden_reason TEXT
);
CREATE INDEX comments_show_id_written_at ON comments (show_id, written_at);
CREATE INDEX comments_account_id ON comments (account_id);

CREATE TABLE comment_reports (
    comment_id BIGINT NOT NULL REFERENCES comments (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    reason TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (comment_id, account_id)
);

CREATE TABLE idempotency_keys (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER,
    answer TEXT,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);
