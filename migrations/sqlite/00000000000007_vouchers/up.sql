-- Vouchers, what they took off, and what the staff keeps of an order and of PayPal's answers.

ALTER TABLE rates ADD COLUMN hidden BOOLEAN NOT NULL DEFAULT FALSE;

-- The price before a voucher: absent where nothing was taken off.
ALTER TABLE order_lines ADD COLUMN list_price_minor BIGINT;

ALTER TABLE orders ADD COLUMN note TEXT NOT NULL DEFAULT '';

CREATE TABLE vouchers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL,
    -- The code without marks and case: two codes that read alike are one.
    code_key TEXT NOT NULL,
    tag TEXT NOT NULL,
    note TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- Basis points, or the smallest unit of the house's currency; 0 for a rate.
    value BIGINT NOT NULL,
    rate_id BIGINT REFERENCES rates (id),
    valid_from TIMESTAMP,
    valid_until TIMESTAMP,
    max_uses BIGINT,
    max_uses_per_customer BIGINT,
    min_places BIGINT NOT NULL,
    max_places BIGINT,
    budget_minor BIGINT,
    active BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (code_key)
);
CREATE INDEX vouchers_tag ON vouchers (tag);

-- What a voucher is for: of each kind that has rows, one of them must fit.
CREATE TABLE voucher_limits (
    voucher_id BIGINT NOT NULL REFERENCES vouchers (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (voucher_id, kind, target)
) WITHOUT ROWID;

-- Who uses a voucher: a basket, then its order. Without an end it is used up; after its end it counts no more.
CREATE TABLE voucher_uses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    voucher_id BIGINT NOT NULL REFERENCES vouchers (id),
    basket_id BIGINT REFERENCES baskets (id) ON DELETE CASCADE,
    order_id BIGINT REFERENCES orders (id),
    visitor_id BIGINT,
    account_id BIGINT,
    email_key TEXT NOT NULL,
    code TEXT NOT NULL,
    discount_minor BIGINT NOT NULL,
    expires_at TIMESTAMP,
    used_at TIMESTAMP NOT NULL,
    UNIQUE (basket_id),
    UNIQUE (order_id)
);
CREATE INDEX voucher_uses_voucher_id ON voucher_uses (voucher_id);

ALTER TABLE attention ADD COLUMN resolution TEXT NOT NULL DEFAULT '';

-- What PayPal said when it was asked last.
ALTER TABLE payments ADD COLUMN seen_state TEXT NOT NULL DEFAULT '';
ALTER TABLE payments ADD COLUMN seen_captured_minor BIGINT;
ALTER TABLE payments ADD COLUMN seen_refunded_minor BIGINT;
ALTER TABLE payments ADD COLUMN seen_at TIMESTAMP;

-- Which order a job is about, and how: stays when the job is done and its body forgotten.
ALTER TABLE outbox ADD COLUMN order_id BIGINT;
ALTER TABLE outbox ADD COLUMN about TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_order_id ON outbox (order_id);
