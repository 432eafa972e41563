//! Rates: what people of a kind pay.

use crate::admin::fields::{hinted, line, needed, optional, read, text, untitled, values};
use crate::admin::noun::{Column, Draft, Editing, Filter, Kind, Narrowing, Noun, Touch, Writing};
use crate::catalogue::{self, keeping};
use crate::db::Conn;
use crate::error::Fallible;
use serde::{Deserialize, Serialize};
use serde_json::Map;
use shared::catalogue::WriteRate;
use shared::forms::FieldKind;
use shared::ids::RateId;

pub static RATES: Noun = Noun {
    key: "rates",
    one: ("Tarif", "Rate"),
    many: ("Tarifs", "Rates"),
    from: "rates",
    id: "rates.id",
    title: "rates.name",
    moment: None,
    only: "",
    columns: &[
        Column { key: "name", label: ("Nom", "Name"), sql: "rates.name", kind: Kind::Text },
        Column { key: "condition", label: ("Condition", "Condition"), sql: "rates.condition", kind: Kind::Text },
        Column { key: "position", label: ("Ordre", "Order"), sql: "rates.position", kind: Kind::Number },
        Column { key: "hidden", label: ("Caché", "Hidden"), sql: "rates.hidden", kind: Kind::Switch },
        Column {
            key: "sold",
            label: ("Places vendues", "Places sold"),
            sql: "(SELECT COUNT(*) FROM order_lines WHERE order_lines.rate_id = rates.id)",
            kind: Kind::Number,
        },
    ],
    search: &["rates.name", "rates.condition"],
    filters: &[Filter { key: "hidden", label: ("Caché", "Hidden"), sql: "rates.hidden", kind: Narrowing::Switch }],
    date: None,
    sort: "position",
    form: Some(&Editing {
        sections: |_| {
            Ok(untitled(vec![
                needed("name", ("Nom", "Name"), line(120)),
                hinted(
                    optional("condition", ("Condition", "Condition"), text(500)),
                    ("Qui y a droit, et quoi montrer à l’entrée", "Who may have it, and what to show at the door"),
                ),
                optional("position", ("Ordre", "Order"), FieldKind::Number { min: 0, max: 1_000 }),
                hinted(
                    optional("hidden", ("Caché", "Hidden"), FieldKind::Switch),
                    ("Proposé seulement avec un code", "Offered only with a code"),
                ),
            ]))
        },
        blank: |_| Ok(Draft::new(Map::new())),
        load,
        save,
        remove: Some(|conn, id, _| keeping::remove_rate(conn, RateId(id))),
        touches: &[
            Touch {
                what: ("prix à ce tarif", "prices at this rate"),
                count: "SELECT COUNT(*) AS number FROM prices WHERE rate_id = ?",
                forbids: true,
            },
            Touch {
                what: ("places vendues à ce tarif", "places sold at this rate"),
                count: "SELECT COUNT(*) AS number FROM order_lines WHERE rate_id = ?",
                forbids: true,
            },
            Touch {
                what: ("places au panier à ce tarif", "places in baskets at this rate"),
                count: "SELECT COUNT(*) AS number FROM basket_lines WHERE rate_id = ?",
                forbids: true,
            },
        ],
        adds: true,
        inline: &["name", "position", "hidden"],
        not_copied: &[],
        own_trail: false,
    }),
    actions: &[],
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rate {
    name: String,
    #[serde(default)]
    condition: Option<String>,
    #[serde(default)]
    position: Option<i32>,
    #[serde(default)]
    hidden: bool,
}

fn load(conn: &mut Conn, id: i64) -> Fallible<Draft> {
    let (WriteRate { name, condition, hidden }, position) = keeping::rate(conn, RateId(id))?;
    Ok(Draft::new(values(&Rate { name, condition: Some(condition), position: Some(position), hidden })?))
}

fn save(conn: &mut Conn, writing: &Writing<'_>) -> Fallible<i64> {
    let Rate { name, condition, position, hidden } = read(writing.values)?;
    let request = WriteRate { name, condition: condition.unwrap_or_default(), hidden };
    let rate = match writing.id {
        Some(rate) => RateId(rate),
        None => catalogue::keeping::write_rate(conn, &request)?.id,
    };
    let position = match position {
        Some(position) => position,
        None => keeping::rate(conn, rate)?.1,
    };
    keeping::change_rate(conn, rate, &request, position)?;
    Ok(rate.0)
}
