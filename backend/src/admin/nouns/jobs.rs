//! Work that is left to the worker and not done yet: mails, refunds, webhooks; above all what it gave up.

use crate::admin::noun::{Column, Deed, Filter, Kind, Narrowing, Noun, Option3};
use crate::outbox;
use shared::admin::Tone;

const KINDS: &[Option3] = &[
    ("send_mail", ("E-mail", "Mail"), Tone::Plain),
    ("mail_order", ("E-mail sur une commande", "Mail about an order"), Tone::Plain),
    (
        "mail_rescheduled",
        ("E-mail d’annulation ou de report", "Mail about a cancellation or postponement"),
        Tone::Plain,
    ),
    ("mail_missed", ("E-mail sur une réponse non lue", "Mail about an unread answer"), Tone::Plain),
    ("settle", ("Vérification d’un paiement", "Check of a payment"), Tone::Plain),
    ("refund", ("Remboursement chez PayPal", "Refund at PayPal"), Tone::Plain),
    ("tell", ("Notification", "Notice"), Tone::Plain),
    ("call_hook", ("Webhook", "Webhook"), Tone::Plain),
];

const STATES: &[Option3] =
    &[("waiting", ("En attente", "Waiting"), Tone::Waiting), ("given_up", ("Abandonnée", "Given up"), Tone::Bad)];

pub static JOBS: Noun = Noun {
    key: "jobs",
    one: ("Tâche", "Task"),
    many: ("Tâches en attente", "Tasks waiting"),
    from: "outbox LEFT JOIN orders ON orders.id = outbox.order_id",
    id: "outbox.id",
    title: "('Nº ' || outbox.id)",
    moment: None,
    only: "outbox.done_at IS NULL",
    columns: &[
        Column { key: "kind", label: ("Quoi", "What"), sql: "outbox.kind", kind: Kind::Choice(KINDS) },
        Column { key: "state", label: ("État", "State"), sql: STATE, kind: Kind::Choice(STATES) },
        Column {
            key: "order",
            label: ("Commande", "Order"),
            sql: "orders.number",
            kind: Kind::Link { noun: "orders", id: "orders.id" },
        },
        Column { key: "created_at", label: ("Depuis le", "Since"), sql: "outbox.created_at", kind: Kind::Moment },
        Column { key: "attempts", label: ("Essais", "Tries"), sql: "outbox.attempts", kind: Kind::Number },
        Column { key: "due_at", label: ("Prochain essai", "Next try"), sql: NEXT, kind: Kind::Moment },
        Column { key: "error", label: ("Dernière erreur", "Last error"), sql: "outbox.last_error", kind: Kind::Text },
    ],
    search: &["orders.number", "outbox.last_error"],
    filters: &[
        Filter { key: "state", label: ("État", "State"), sql: STATE, kind: Narrowing::Choice(STATES) },
        Filter { key: "kind", label: ("Quoi", "What"), sql: "outbox.kind", kind: Narrowing::Choice(KINDS) },
    ],
    date: Some("outbox.created_at"),
    sort: "-created_at",
    form: None,
    actions: &[Deed {
        key: "again",
        label: ("Essayer à nouveau", "Try again"),
        destructive: false,
        fields: Vec::new,
        touches: &[],
        own_trail: false,
        act: |conn, id, _, hand| outbox::again(conn, id, hand.now),
    }],
};

const STATE: &str = "(CASE WHEN outbox.failed_at IS NULL THEN 'waiting' ELSE 'given_up' END)";
/// Of what was given up there is none.
const NEXT: &str = "(CASE WHEN outbox.failed_at IS NULL THEN outbox.due_at END)";
