//! Seating plans: versions that never change once they are published.

use crate::admin::noun::{Column, Filter, Kind, Narrowing, Noun};

pub static PLANS: Noun = Noun {
    key: "plans",
    one: ("Plan de salle", "Seating plan"),
    many: ("Plans de salle", "Seating plans"),
    from: "seating_plans JOIN venues ON venues.id = seating_plans.venue_id",
    id: "seating_plans.id",
    title: "(seating_plans.name || ' ' || seating_plans.version)",
    moment: None,
    only: "",
    columns: &[
        Column { key: "name", label: ("Nom", "Name"), sql: "seating_plans.name", kind: Kind::Text },
        Column { key: "version", label: ("Version", "Version"), sql: "seating_plans.version", kind: Kind::Number },
        Column {
            key: "venue",
            label: ("Salle", "Venue"),
            sql: "venues.name",
            kind: Kind::Link { noun: "venues", id: "venues.id" },
        },
        Column { key: "capacity", label: ("Places", "Places"), sql: "seating_plans.capacity", kind: Kind::Number },
        Column {
            key: "performances",
            label: ("Séances", "Performances"),
            sql: "(SELECT COUNT(*) FROM performances WHERE performances.plan_id = seating_plans.id)",
            kind: Kind::Number,
        },
        Column {
            key: "created_at",
            label: ("Publié le", "Published"),
            sql: "seating_plans.created_at",
            kind: Kind::Moment,
        },
    ],
    search: &["seating_plans.name", "venues.name"],
    filters: &[Filter {
        key: "venue",
        label: ("Salle", "Venue"),
        sql: "seating_plans.venue_id = ?",
        kind: Narrowing::Related("venues"),
    }],
    date: None,
    sort: "-created_at",
    form: None,
    actions: &[],
};

pub static CATEGORIES: Noun = Noun {
    key: "categories",
    one: ("Catégorie", "Category"),
    many: ("Catégories de places", "Seat categories"),
    from: "plan_categories JOIN seating_plans ON seating_plans.id = plan_categories.plan_id",
    id: "plan_categories.id",
    title: "(plan_categories.name || ' · ' || seating_plans.name || ' ' || seating_plans.version)",
    moment: None,
    only: "",
    columns: &[
        Column { key: "name", label: ("Nom", "Name"), sql: "plan_categories.name", kind: Kind::Text },
        Column { key: "color", label: ("Couleur", "Colour"), sql: "plan_categories.color", kind: Kind::Color },
        Column {
            key: "plan",
            label: ("Plan", "Plan"),
            sql: "seating_plans.name",
            kind: Kind::Link { noun: "plans", id: "seating_plans.id" },
        },
        Column {
            key: "seats",
            label: ("Places", "Seats"),
            sql: "(SELECT COUNT(*) FROM seats WHERE seats.category_id = plan_categories.id)",
            kind: Kind::Number,
        },
    ],
    search: &["plan_categories.name", "seating_plans.name"],
    filters: &[Filter {
        key: "plan",
        label: ("Plan", "Plan"),
        sql: "plan_categories.plan_id = ?",
        kind: Narrowing::Related("plans"),
    }],
    date: None,
    sort: "name",
    form: None,
    actions: &[],
};
