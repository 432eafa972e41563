//! Vouchers with what they have given so far. They are made and changed by routes of their own.

use crate::admin::noun::{Column, Filter, Kind, Narrowing, Noun, Option3};
use shared::admin::Tone;

const KINDS: &[Option3] = &[
    ("percent", ("Pourcentage", "Percent"), Tone::Plain),
    ("amount", ("Montant", "Amount"), Tone::Plain),
    ("fixed_price", ("Prix fixe", "Fixed price"), Tone::Plain),
    ("hidden_rate", ("Tarif caché", "Hidden rate"), Tone::Plain),
];

pub static VOUCHERS: Noun = Noun {
    key: "vouchers",
    one: ("Code", "Voucher"),
    many: ("Codes", "Vouchers"),
    from: "vouchers LEFT JOIN rates ON rates.id = vouchers.rate_id",
    id: "vouchers.id",
    title: "vouchers.code",
    version: Some("vouchers.version"),
    only: "",
    columns: &[
        Column { key: "code", label: ("Code", "Code"), sql: "vouchers.code", kind: Kind::Text },
        Column { key: "tag", label: ("Étiquette", "Tag"), sql: "vouchers.tag", kind: Kind::Text },
        Column { key: "kind", label: ("Sorte", "Kind"), sql: "vouchers.kind", kind: Kind::Choice(KINDS) },
        Column { key: "active", label: ("Actif", "Active"), sql: "vouchers.active", kind: Kind::Switch },
        Column {
            key: "rate",
            label: ("Tarif", "Rate"),
            sql: "rates.name",
            kind: Kind::Link { noun: "rates", id: "rates.id" },
        },
        Column { key: "valid_from", label: ("Dès le", "From"), sql: "vouchers.valid_from", kind: Kind::Moment },
        Column { key: "valid_until", label: ("Jusqu’au", "Until"), sql: "vouchers.valid_until", kind: Kind::Moment },
        Column {
            key: "max_uses",
            label: ("Utilisations max.", "Uses at most"),
            sql: "vouchers.max_uses",
            kind: Kind::Number,
        },
        Column { key: "budget", label: ("Budget", "Budget"), sql: "vouchers.budget_minor", kind: Kind::Money },
        Column { key: "note", label: ("Note", "Note"), sql: "vouchers.note", kind: Kind::Text },
        Column { key: "created_at", label: ("Créé le", "Made"), sql: "vouchers.created_at", kind: Kind::Moment },
    ],
    search: &["vouchers.code_key", "vouchers.code", "vouchers.tag", "vouchers.note"],
    filters: &[
        Filter { key: "kind", label: ("Sorte", "Kind"), sql: "vouchers.kind", kind: Narrowing::Choice(KINDS) },
        Filter { key: "active", label: ("Actif", "Active"), sql: "vouchers.active", kind: Narrowing::Switch },
        Filter {
            key: "limited",
            label: ("Limité en nombre", "Limited in number"),
            sql: "vouchers.max_uses IS NOT NULL",
            kind: Narrowing::Switch,
        },
        Filter {
            key: "valid",
            label: ("Finit entre", "Ends between"),
            sql: "vouchers.valid_until",
            kind: Narrowing::Dates,
        },
    ],
    date: Some("vouchers.created_at"),
    sort: "-created_at",
    form: None,
    actions: &[],
};
