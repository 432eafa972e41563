-- A performance that was cancelled or put off, and what its buyers get.
CREATE TABLE reschedulings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    performance_id BIGINT NOT NULL REFERENCES performances (id),
    kind TEXT NOT NULL,
    exchange_to BIGINT REFERENCES performances (id),
    reason TEXT NOT NULL,
    previous_starts_at TIMESTAMP NOT NULL,
    answer_until TIMESTAMP,
    decided_by BIGINT NOT NULL REFERENCES accounts (id),
    decided_at TIMESTAMP NOT NULL
);
CREATE INDEX reschedulings_performance_id ON reschedulings (performance_id);

-- Where each order with places of it is, and when the worker looks at it next.
CREATE TABLE rescheduled_orders (
    rescheduling_id BIGINT NOT NULL REFERENCES reschedulings (id),
    order_id BIGINT NOT NULL REFERENCES orders (id),
    state TEXT NOT NULL,
    due_at TIMESTAMP,
    refund_minor BIGINT NOT NULL,
    by_hand BOOLEAN NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (rescheduling_id, order_id)
);
CREATE INDEX rescheduled_orders_order_id ON rescheduled_orders (order_id);
CREATE INDEX rescheduled_orders_due_at ON rescheduled_orders (due_at);
