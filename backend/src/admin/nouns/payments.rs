//! Money that moved, and money that somebody should look at.

use super::METHODS;
use crate::admin::noun::{Column, Filter, Kind, Narrowing, Noun, Option3};
use shared::admin::Tone;

const STATES: &[Option3] = &[
    ("created", ("Créé", "Created"), Tone::Plain),
    ("awaiting_approval", ("Chez PayPal", "At PayPal"), Tone::Waiting),
    ("capturing", ("En encaissement", "Capturing"), Tone::Waiting),
    ("pending", ("En examen", "Pending"), Tone::Waiting),
    ("completed", ("Encaissé", "Completed"), Tone::Good),
    ("declined", ("Refusé", "Declined"), Tone::Bad),
    ("abandoned", ("Abandonné", "Abandoned"), Tone::Plain),
];

const REFUND_STATES: &[Option3] = &[
    ("requested", ("Demandé", "Requested"), Tone::Waiting),
    ("pending", ("En cours", "Pending"), Tone::Waiting),
    ("completed", ("Versé", "Completed"), Tone::Good),
    ("failed", ("Échoué", "Failed"), Tone::Bad),
];

const ATTENTION_KINDS: &[Option3] = &[
    ("captured_without_seats", ("Encaissé sans places", "Captured without seats"), Tone::Bad),
    ("second_capture", ("Encaissé deux fois", "Captured twice"), Tone::Bad),
    ("amount_mismatch", ("Montant différent", "Another amount"), Tone::Bad),
    ("refund_failed", ("Remboursement échoué", "Refund failed"), Tone::Bad),
    ("refund_outside", ("Remboursé ailleurs", "Refunded elsewhere"), Tone::Waiting),
    ("reversed", ("Paiement repris", "Reversed"), Tone::Bad),
    ("dispute", ("Litige", "Dispute"), Tone::Bad),
    ("stuck", ("Bloqué", "Stuck"), Tone::Waiting),
    ("pay_back_by_hand", ("À rendre à la main", "To be paid back by hand"), Tone::Waiting),
];

pub static PAYMENTS: Noun = Noun {
    key: "payments",
    one: ("Paiement", "Payment"),
    many: ("Paiements", "Payments"),
    from: "payments JOIN orders ON orders.id = payments.order_id",
    id: "payments.id",
    title: "orders.number",
    moment: None,
    only: "",
    columns: &[
        Column {
            key: "order",
            label: ("Commande", "Order"),
            sql: "orders.number",
            kind: Kind::Link { noun: "orders", id: "orders.id" },
        },
        Column { key: "buyer", label: ("Acheteur", "Buyer"), sql: "orders.buyer_name", kind: Kind::Text },
        Column { key: "created_at", label: ("Le", "On"), sql: "payments.created_at", kind: Kind::Moment },
        Column { key: "method", label: ("Moyen", "Method"), sql: "payments.method", kind: Kind::Choice(METHODS) },
        Column { key: "state", label: ("État", "State"), sql: "payments.state", kind: Kind::Choice(STATES) },
        Column { key: "amount", label: ("Montant", "Amount"), sql: "payments.amount_minor", kind: Kind::Money },
        Column {
            key: "completed_at",
            label: ("Encaissé le", "Completed"),
            sql: "payments.completed_at",
            kind: Kind::Moment,
        },
        Column {
            key: "provider",
            label: ("Nº PayPal", "PayPal number"),
            sql: "payments.provider_capture_id",
            kind: Kind::Text,
        },
    ],
    search: &[
        "orders.number",
        "orders.buyer_name",
        "orders.buyer_email",
        "payments.provider_order_id",
        "payments.provider_capture_id",
    ],
    filters: &[
        Filter { key: "state", label: ("État", "State"), sql: "payments.state", kind: Narrowing::Choice(STATES) },
        Filter { key: "method", label: ("Moyen", "Method"), sql: "payments.method", kind: Narrowing::Choice(METHODS) },
        Filter {
            key: "completed",
            label: ("Encaissé entre", "Completed between"),
            sql: "payments.completed_at",
            kind: Narrowing::Dates,
        },
    ],
    date: Some("payments.created_at"),
    sort: "-created_at",
    form: None,
    actions: &[],
};

pub static REFUNDS: Noun = Noun {
    key: "refunds",
    one: ("Remboursement", "Refund"),
    many: ("Remboursements", "Refunds"),
    from: "refunds JOIN orders ON orders.id = refunds.order_id LEFT JOIN accounts ON accounts.id = refunds.requested_by",
    id: "refunds.id",
    title: "orders.number",
    moment: None,
    only: "",
    columns: &[
        Column {
            key: "order",
            label: ("Commande", "Order"),
            sql: "orders.number",
            kind: Kind::Link { noun: "orders", id: "orders.id" },
        },
        Column { key: "created_at", label: ("Le", "On"), sql: "refunds.created_at", kind: Kind::Moment },
        Column { key: "state", label: ("État", "State"), sql: "refunds.state", kind: Kind::Choice(REFUND_STATES) },
        Column { key: "amount", label: ("Montant", "Amount"), sql: "refunds.amount_minor", kind: Kind::Money },
        Column { key: "reason", label: ("Motif", "Reason"), sql: "refunds.reason", kind: Kind::Text },
        Column { key: "by", label: ("Demandé par", "Requested by"), sql: "accounts.name", kind: Kind::Text },
        Column {
            key: "completed_at",
            label: ("Versé le", "Completed"),
            sql: "refunds.completed_at",
            kind: Kind::Moment,
        },
    ],
    search: &["orders.number", "orders.buyer_name", "orders.buyer_email", "refunds.reason"],
    filters: &[
        Filter {
            key: "state", label: ("État", "State"), sql: "refunds.state", kind: Narrowing::Choice(REFUND_STATES)
        },
        Filter {
            key: "completed",
            label: ("Versé entre", "Completed between"),
            sql: "refunds.completed_at",
            kind: Narrowing::Dates,
        },
    ],
    date: Some("refunds.created_at"),
    sort: "-created_at",
    form: None,
    actions: &[],
};

pub static ATTENTION: Noun = Noun {
    key: "attention",
    one: ("Argent à vérifier", "Money to look at"),
    many: ("Argent à vérifier", "Money to look at"),
    from: "attention LEFT JOIN orders ON orders.id = attention.order_id LEFT JOIN accounts ON accounts.id = attention.resolved_by",
    id: "attention.id",
    title: "attention.subject",
    moment: None,
    only: "",
    columns: &[
        Column { key: "created_at", label: ("Depuis le", "Since"), sql: "attention.created_at", kind: Kind::Moment },
        Column { key: "kind", label: ("Quoi", "What"), sql: "attention.kind", kind: Kind::Choice(ATTENTION_KINDS) },
        Column {
            key: "order",
            label: ("Commande", "Order"),
            sql: "orders.number",
            kind: Kind::Link { noun: "orders", id: "orders.id" },
        },
        Column { key: "detail", label: ("Détail", "Detail"), sql: "attention.detail", kind: Kind::Text },
        Column {
            key: "resolved_at",
            label: ("Réglé le", "Resolved"),
            sql: "attention.resolved_at",
            kind: Kind::Moment,
        },
        Column { key: "resolved_by", label: ("Par", "By"), sql: "accounts.name", kind: Kind::Text },
    ],
    search: &["attention.subject", "attention.detail", "orders.number"],
    filters: &[
        Filter {
            key: "kind",
            label: ("Quoi", "What"),
            sql: "attention.kind",
            kind: Narrowing::Choice(ATTENTION_KINDS),
        },
        Filter {
            key: "open",
            label: ("À régler", "Open"),
            sql: "attention.resolved_at IS NULL",
            kind: Narrowing::Switch,
        },
    ],
    date: Some("attention.created_at"),
    sort: "-created_at",
    form: None,
    actions: &[],
};
