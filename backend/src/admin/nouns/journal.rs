//! What is written down and never changed: operations, and what the staff did.

use super::told::{ACTS, OBJECTS, OPERATIONS};
use crate::admin::noun::{Column, Filter, Kind, Narrowing, Noun};

pub static JOURNAL: Noun = Noun {
    key: "journal",
    one: ("Écriture", "Entry"),
    many: ("Journal", "Journal"),
    from: "journal LEFT JOIN orders ON orders.id = journal.order_id",
    id: "journal.number",
    title: "('Nº ' || journal.number)",
    moment: None,
    only: "",
    columns: &[
        Column { key: "number", label: ("Nº", "No."), sql: "journal.number", kind: Kind::Number },
        Column { key: "happened_at", label: ("Le", "On"), sql: "journal.happened_at", kind: Kind::Moment },
        Column { key: "kind", label: ("Opération", "Operation"), sql: "journal.kind", kind: Kind::Choice(OPERATIONS) },
        Column {
            key: "order",
            label: ("Commande", "Order"),
            sql: "orders.number",
            kind: Kind::Link { noun: "orders", id: "orders.id" },
        },
        Column { key: "body", label: ("Contenu", "Content"), sql: "journal.body", kind: Kind::Text },
        Column { key: "hash", label: ("Sceau", "Seal"), sql: "journal.hash", kind: Kind::Text },
    ],
    search: &["journal.kind", "orders.number", "journal.body"],
    filters: &[
        Filter {
            key: "kind",
            label: ("Opération", "Operation"),
            sql: "journal.kind",
            kind: Narrowing::Choice(OPERATIONS),
        },
        Filter {
            key: "order",
            label: ("Commande", "Order"),
            sql: "journal.order_id = ?",
            kind: Narrowing::Related("orders"),
        },
        Filter { key: "happened", label: ("Entre", "Between"), sql: "journal.happened_at", kind: Narrowing::Dates },
    ],
    date: Some("journal.happened_at"),
    sort: "-number",
    form: None,
    actions: &[],
};

pub static CHANGES: Noun = Noun {
    key: "changes",
    one: ("Modification", "Change"),
    many: ("Modifications", "Changes"),
    from: "changes LEFT JOIN accounts ON accounts.id = changes.account_id \
           LEFT JOIN accounts AS behind ON behind.id = changes.impersonator_id",
    id: "changes.id",
    title: "changes.title",
    moment: None,
    only: "",
    columns: &[
        Column { key: "happened_at", label: ("Le", "On"), sql: "changes.happened_at", kind: Kind::Moment },
        Column { key: "who", label: ("Qui", "Who"), sql: "accounts.name", kind: Kind::Text },
        Column { key: "behind", label: ("Agissant pour", "Acting through"), sql: "behind.name", kind: Kind::Text },
        Column { key: "act", label: ("Action", "Act"), sql: "changes.act", kind: Kind::Choice(ACTS) },
        Column { key: "noun", label: ("Sur", "On what"), sql: "changes.noun", kind: Kind::Choice(OBJECTS) },
        Column { key: "title", label: ("Objet", "Object"), sql: "changes.title", kind: Kind::Text },
    ],
    search: &["accounts.name", "changes.title", "changes.noun", "changes.act"],
    filters: &[
        Filter { key: "noun", label: ("Sur", "On what"), sql: "changes.noun", kind: Narrowing::Choice(OBJECTS) },
        Filter { key: "who", label: ("Qui", "Who"), sql: "changes.account_id = ?", kind: Narrowing::Related("staff") },
        Filter { key: "happened", label: ("Entre", "Between"), sql: "changes.happened_at", kind: Narrowing::Dates },
    ],
    date: Some("changes.happened_at"),
    sort: "-happened_at",
    form: None,
    actions: &[],
};
