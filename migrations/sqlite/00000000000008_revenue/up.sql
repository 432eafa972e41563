-- What each order line added to the ledger's book of sales or took from it: the parts of one movement add up to it.
-- `booked_day` is the house's day. Tickets that are given back or move to another performance have lines, too.
CREATE TABLE sales_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    movement TEXT NOT NULL,
    kind TEXT NOT NULL,
    order_id BIGINT NOT NULL REFERENCES orders (id),
    order_line_id BIGINT NOT NULL REFERENCES order_lines (id),
    performance_id BIGINT NOT NULL REFERENCES performances (id),
    rate_id BIGINT NOT NULL REFERENCES rates (id),
    category_name TEXT NOT NULL,
    vat_rate_bp INTEGER NOT NULL,
    channel TEXT NOT NULL,
    method TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    price_minor BIGINT NOT NULL,
    discount_minor BIGINT NOT NULL,
    tickets BIGINT NOT NULL,
    booked_at TIMESTAMP NOT NULL,
    booked_day DATE NOT NULL,
    UNIQUE (movement, order_line_id)
);
CREATE INDEX sales_lines_booked_day ON sales_lines (booked_day);
CREATE INDEX sales_lines_performance_id ON sales_lines (performance_id);
CREATE INDEX sales_lines_order_id ON sales_lines (order_id);
CREATE INDEX journal_happened_at ON journal (happened_at);

-- What was sold before: each line at its price.
INSERT INTO sales_lines (movement, kind, order_id, order_line_id, performance_id, rate_id, category_name, vat_rate_bp,
    channel, method, currency, amount_minor, price_minor, discount_minor, tickets, booked_at, booked_day)
SELECT 'sale:' || payments.id,
    CASE WHEN payments.method IN ('free', 'gift') OR order_lines.price_minor = 0 THEN 'free' ELSE 'sale' END, orders.id, order_lines.id, order_lines.performance_id, order_lines.rate_id,
    order_lines.category_name, order_lines.vat_rate_bp, orders.channel, payments.method, orders.currency,
    CASE WHEN payments.method IN ('free', 'gift') THEN 0 ELSE order_lines.price_minor END,
    CASE WHEN payments.method IN ('free', 'gift') THEN 0 ELSE order_lines.price_minor END,
    COALESCE(order_lines.list_price_minor, order_lines.price_minor) - order_lines.price_minor, 1, orders.paid_at, date(orders.paid_at)
FROM orders
JOIN payments ON payments.order_id = orders.id AND payments.state = 'completed'
JOIN order_lines ON order_lines.order_id = orders.id
WHERE orders.paid_at IS NOT NULL AND (payments.method IN ('free', 'gift') OR EXISTS (
    SELECT 1 FROM ledger_entries WHERE ledger_entries.movement = 'sale:' || payments.id
    AND ledger_entries.ledger_account = 'sales'));

-- Tickets that were given back before.
INSERT INTO sales_lines (movement, kind, order_id, order_line_id, performance_id, rate_id, category_name, vat_rate_bp,
    channel, method, currency, amount_minor, price_minor, discount_minor, tickets, booked_at, booked_day)
SELECT 'void:' || sold.order_line_id, 'void', sold.order_id, sold.order_line_id, sold.performance_id, sold.rate_id,
    sold.category_name, sold.vat_rate_bp, sold.channel, sold.method, sold.currency, 0, sold.price_minor, 0, -1,
    tickets.voided_at, date(tickets.voided_at)
FROM sales_lines AS sold
JOIN tickets ON tickets.order_line_id = sold.order_line_id
WHERE tickets.voided_at IS NOT NULL;

-- Money that was given back before; which line it was for is not known any more, so the order's first line bears it.
INSERT INTO sales_lines (movement, kind, order_id, order_line_id, performance_id, rate_id, category_name, vat_rate_bp,
    channel, method, currency, amount_minor, price_minor, discount_minor, tickets, booked_at, booked_day)
SELECT ledger_entries.movement, 'return', sold.order_id, sold.order_line_id, sold.performance_id, sold.rate_id,
    sold.category_name, sold.vat_rate_bp, sold.channel, sold.method, sold.currency, -ledger_entries.amount_minor,
    sold.price_minor, 0, 0, ledger_entries.booked_at, date(ledger_entries.booked_at)
FROM ledger_entries
JOIN sales_lines AS sold ON sold.kind IN ('sale', 'free') AND sold.order_line_id = (
    SELECT MIN(order_lines.id) FROM order_lines WHERE order_lines.order_id = ledger_entries.order_id)
WHERE ledger_entries.ledger_account = 'sales' AND ledger_entries.refund_id IS NOT NULL;

-- Days that are closed for good, with everything that was said of them.
CREATE TABLE closings (
    number BIGINT PRIMARY KEY NOT NULL,
    day DATE NOT NULL,
    closed_at TIMESTAMP NOT NULL,
    closed_by BIGINT NOT NULL REFERENCES accounts (id),
    document TEXT NOT NULL,
    UNIQUE (day)
);
