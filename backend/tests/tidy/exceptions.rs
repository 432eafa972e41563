//! The only places where a rule may be broken: file, word, and why.

pub const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("backend/src/auth.rs", "db.read", "the cookie is looked up before the handler, in a transaction of its own"),
    ("backend/src/auth.rs", "db.write", "a session is started or renewed even when the handler refuses"),
    ("backend/src/main.rs", "db.write", "a command is its own request"),
    ("backend/src/demo.rs", "db.read", "a command is its own request"),
    ("backend/src/demo.rs", "db.write", "a command is its own request"),
    ("backend/src/site.rs", "db.read", "a page of the front end is a request like those of http.rs"),
    ("backend/src/schema.rs", "length", "one table after the other; read by name, not from top to bottom"),
    (
        "backend/src/db/query.rs",
        "macro_rules",
        "insert_all and insert_new: a batch insert cannot be generic over two engines",
    ),
    (
        "backend/benches/box_office/filling.rs",
        "macro_rules",
        "many rows of a table, whose types cannot be written down",
    ),
    ("backend/src/seating/claims.rs", "macro_rules", "conditions on claims, whose types cannot be written down"),
    (
        "backend/src/payments/settle.rs",
        "db.read",
        "asks PayPal between two transactions, for handlers and the worker alike",
    ),
    (
        "backend/src/payments/settle.rs",
        "db.write",
        "asks PayPal between two transactions, for handlers and the worker alike",
    ),
    ("backend/src/partners/delivering.rs", "db.read", "sends between two transactions, for the worker"),
    ("backend/src/partners/delivering.rs", "db.write", "sends between two transactions, for the worker"),
    ("backend/src/live/socket.rs", "actix", "carries texts between the network and live/hearing.rs"),
    (
        "backend/src/live/seats.rs",
        "db.read",
        "work without a request, like the worker's: what was announced is read, then told",
    ),
    (
        "backend/src/live/telling.rs",
        "db.read",
        "work without a request, like the worker's: what was announced is read, then told",
    ),
    (
        "backend/src/live/conversations.rs",
        "db.read",
        "work without a request, like the worker's: what was announced is read, then told",
    ),
    ("backend/src/live/hearing.rs", "db.read", "a frame is a request: the session is looked up for each"),
    ("frontend/src/state/comments.rs", "use_comments", "one callback after the other over the same list"),
    ("backend/src/demo/books.rs", "length", "a year of orders told in one go"),
    ("backend/src/demo/posters/night.rs", "length", "one drawing after the other"),
    ("backend/src/demo/posters/stage.rs", "length", "one drawing after the other"),
    ("shared/src/ids.rs", "macro_rules", "ids!: the one macro of the domain"),
    ("backend/src/catalogue/store/performances.rs", "seating_plans", "a performance is at the venue of its plan"),
    ("backend/src/catalogue/store/programme.rs", "seating_plans", "a performance is at the venue of its plan"),
    ("frontend/src/texts/common.rs", "common", "the words of no capability, such as yes and close"),
];
