//! Prices of all performances side by side. They are changed in the form of their performance, or for many at once there.

use super::PERFORMANCE_STATES;
use crate::admin::noun::{Column, Filter, Kind, Narrowing, Noun};

pub static PRICES: Noun = Noun {
    key: "prices",
    one: ("Prix", "Price"),
    many: ("Prix", "Prices"),
    from: "prices JOIN performances ON performances.id = prices.performance_id JOIN shows ON shows.id = performances.show_id \
           JOIN plan_categories ON plan_categories.id = prices.category_id JOIN rates ON rates.id = prices.rate_id",
    id: "(prices.performance_id || '-' || prices.category_id || '-' || prices.rate_id)",
    title: "shows.title",
    moment: Some("performances.starts_at"),
    only: "",
    columns: &[
        Column {
            key: "show",
            label: ("Spectacle", "Show"),
            sql: "shows.title",
            kind: Kind::Link { noun: "performances", id: "performances.id" },
        },
        Column {
            key: "starts_at",
            label: ("Séance", "Performance"),
            sql: "performances.starts_at",
            kind: Kind::Moment,
        },
        Column {
            key: "state",
            label: ("État", "State"),
            sql: "performances.state",
            kind: Kind::Choice(PERFORMANCE_STATES),
        },
        Column { key: "category", label: ("Catégorie", "Category"), sql: "plan_categories.name", kind: Kind::Text },
        Column {
            key: "rate",
            label: ("Tarif", "Rate"),
            sql: "rates.name",
            kind: Kind::Link { noun: "rates", id: "rates.id" },
        },
        Column { key: "price", label: ("Prix", "Price"), sql: "prices.price_minor", kind: Kind::Money },
    ],
    search: &["shows.search_key", "shows.title", "plan_categories.name", "rates.name"],
    filters: &[
        Filter {
            key: "state",
            label: ("État", "State"),
            sql: "performances.state",
            kind: Narrowing::Choice(PERFORMANCE_STATES),
        },
        Filter {
            key: "show",
            label: ("Spectacle", "Show"),
            sql: "performances.show_id = ?",
            kind: Narrowing::Related("shows"),
        },
        Filter {
            key: "performance",
            label: ("Séance", "Performance"),
            sql: "prices.performance_id = ?",
            kind: Narrowing::Related("performances"),
        },
        Filter {
            key: "category",
            label: ("Catégorie", "Category"),
            sql: "prices.category_id = ?",
            kind: Narrowing::Related("categories"),
        },
        Filter { key: "rate", label: ("Tarif", "Rate"), sql: "prices.rate_id = ?", kind: Narrowing::Related("rates") },
    ],
    date: Some("performances.starts_at"),
    sort: "-starts_at",
    form: None,
    actions: &[],
};
