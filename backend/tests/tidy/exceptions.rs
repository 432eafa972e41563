//! The only places where a rule may be broken: file, word, and why.

pub const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("backend/src/auth.rs", "db.read", "the cookie is looked up before the handler, in a transaction of its own"),
    ("backend/src/auth.rs", "db.write", "a session is started or renewed even when the handler refuses"),
    ("backend/src/main.rs", "db.write", "a command is its own request"),
    ("backend/src/schema.rs", "585 lines", "one table after the other; read by name, not from top to bottom"),
    ("backend/src/db/query.rs", "macro_rules", "insert_all and insert_new: a batch insert cannot be generic over two engines"),
];
