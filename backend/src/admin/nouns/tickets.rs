//! Tickets, as the door and the box office look for them.

use crate::admin::noun::{Column, Filter, Kind, Narrowing, Noun, Option3};
use shared::admin::Tone;

const STATES: &[Option3] = &[
    ("valid", ("Valable", "Valid"), Tone::Good),
    ("used", ("Contrôlé", "Used"), Tone::Plain),
    ("void", ("Annulé", "Void"), Tone::Bad),
];

pub static TICKETS: Noun = Noun {
    key: "tickets",
    one: ("Billet", "Ticket"),
    many: ("Billets", "Tickets"),
    from: "tickets JOIN order_lines ON order_lines.id = tickets.order_line_id JOIN orders ON orders.id = tickets.order_id \
           JOIN performances ON performances.id = tickets.performance_id JOIN shows ON shows.id = performances.show_id",
    id: "tickets.id",
    title: "tickets.number",
    moment: None,
    only: "",
    columns: &[
        Column { key: "number", label: ("Numéro", "Number"), sql: "tickets.number", kind: Kind::Text },
        Column { key: "holder", label: ("Au nom de", "Holder"), sql: "tickets.holder", kind: Kind::Text },
        Column { key: "state", label: ("État", "State"), sql: "tickets.state", kind: Kind::Choice(STATES) },
        Column { key: "show", label: ("Spectacle", "Show"), sql: "shows.title", kind: Kind::Text },
        Column {
            key: "starts_at",
            label: ("Séance", "Performance"),
            sql: "performances.starts_at",
            kind: Kind::Moment,
        },
        Column { key: "zone", label: ("Zone", "Zone"), sql: "order_lines.zone_name", kind: Kind::Text },
        Column { key: "row", label: ("Rang", "Row"), sql: "order_lines.row_label", kind: Kind::Text },
        Column { key: "seat", label: ("Place", "Seat"), sql: "order_lines.seat_label", kind: Kind::Text },
        Column { key: "rate", label: ("Tarif", "Rate"), sql: "order_lines.rate_name", kind: Kind::Text },
        Column { key: "price", label: ("Prix", "Price"), sql: "order_lines.price_minor", kind: Kind::Money },
        Column {
            key: "order",
            label: ("Commande", "Order"),
            sql: "orders.number",
            kind: Kind::Link { noun: "orders", id: "orders.id" },
        },
        Column { key: "used_at", label: ("Contrôlé le", "Used"), sql: "tickets.used_at", kind: Kind::Moment },
        Column { key: "issued_at", label: ("Émis le", "Issued"), sql: "tickets.issued_at", kind: Kind::Moment },
    ],
    search: &["tickets.number", "tickets.holder", "orders.number", "orders.buyer_email", "shows.search_key"],
    filters: &[
        Filter { key: "state", label: ("État", "State"), sql: "tickets.state", kind: Narrowing::Choice(STATES) },
        Filter {
            key: "performance",
            label: ("Séance", "Performance"),
            sql: "tickets.performance_id = ?",
            kind: Narrowing::Related("performances"),
        },
        Filter {
            key: "order",
            label: ("Commande", "Order"),
            sql: "tickets.order_id = ?",
            kind: Narrowing::Related("orders"),
        },
        Filter {
            key: "used",
            label: ("Contrôlé entre", "Used between"),
            sql: "tickets.used_at",
            kind: Narrowing::Dates,
        },
    ],
    date: Some("performances.starts_at"),
    sort: "-issued_at",
    form: None,
    actions: &[],
};
