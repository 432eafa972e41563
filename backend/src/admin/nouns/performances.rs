//! Performances with their prices.

use super::PERFORMANCE_STATES;
use super::moving::{AFFECTED, cancel, cancel_fields, postpone, postpone_fields};
use crate::admin::actions::set;
use crate::admin::fields::{choice, hinted, needed, needed_id, optional, read, relation, section, text, values};
use crate::admin::noun::{Column, Deed, Draft, Editing, Filter, Kind, Narrowing, Noun, Touch, Writing};
use crate::catalogue::{self, Audience, keeping, programme};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use shared::catalogue::{Performance, PerformanceState, Price, WritePerformance};
use shared::forms::{FieldKind, Section};
use shared::ids::{CategoryId, PerformanceId, PlanId, RateId, ShowId};
use shared::planning::{ChangePrices, PriceChange};

/// The rate of French theatre tickets after the first performances, in hundredths of a percent.
const VAT_RATE_BP: i32 = 550;

const SOLD: &str =
    "(SELECT COUNT(*) FROM claims WHERE claims.performance_id = performances.id AND claims.status = 'sold')";

const DAY: &str = "SUBSTR(CAST(performances.starts_at AS TEXT), 1, 10)";

pub static PERFORMANCES: Noun = Noun {
    key: "performances",
    one: ("Séance", "Performance"),
    many: ("Séances", "Performances"),
    from: "performances JOIN shows ON shows.id = performances.show_id JOIN seating_plans ON seating_plans.id = performances.plan_id \
           JOIN venues ON venues.id = seating_plans.venue_id",
    id: "performances.id",
    title: "shows.title",
    moment: Some("performances.starts_at"),
    only: "",
    columns: &[
        Column { key: "starts_at", label: ("Date", "Date"), sql: "performances.starts_at", kind: Kind::Moment },
        Column {
            key: "show",
            label: ("Spectacle", "Show"),
            sql: "shows.title",
            kind: Kind::Link { noun: "shows", id: "shows.id" },
        },
        Column {
            key: "venue",
            label: ("Salle", "Venue"),
            sql: "venues.name",
            kind: Kind::Link { noun: "venues", id: "venues.id" },
        },
        Column {
            key: "state",
            label: ("État", "State"),
            sql: "performances.state",
            kind: Kind::Choice(PERFORMANCE_STATES),
        },
        Column { key: "sold", label: ("Vendues", "Sold"), sql: SOLD, kind: Kind::Number },
        Column { key: "capacity", label: ("Places", "Places"), sql: "seating_plans.capacity", kind: Kind::Number },
        Column {
            key: "sale_opens_at",
            label: ("Vente dès", "Sale from"),
            sql: "performances.sale_opens_at",
            kind: Kind::Moment,
        },
        Column {
            key: "sale_closes_at",
            label: ("Jusqu’à", "Until"),
            sql: "performances.sale_closes_at",
            kind: Kind::Moment,
        },
        Column { key: "vat", label: ("TVA", "VAT"), sql: "performances.vat_rate_bp", kind: Kind::Percent },
    ],
    search: &["shows.search_key", "shows.title", "venues.name", DAY],
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
            key: "venue",
            label: ("Salle", "Venue"),
            sql: "seating_plans.venue_id = ?",
            kind: Narrowing::Related("venues"),
        },
        Filter {
            key: "plan",
            label: ("Plan", "Plan"),
            sql: "performances.plan_id = ?",
            kind: Narrowing::Related("plans"),
        },
        Filter { key: "starts", label: ("Entre", "Between"), sql: "performances.starts_at", kind: Narrowing::Dates },
    ],
    date: Some("performances.starts_at"),
    sort: "-starts_at",
    form: Some(&Editing {
        sections,
        blank,
        load,
        save,
        remove: Some(|conn, id, _| keeping::remove_performance(conn, PerformanceId(id))),
        touches: &[
            Touch {
                what: ("places vendues ou réservées", "places sold or held"),
                count: "SELECT COUNT(*) AS number FROM claims WHERE performance_id = ?",
                forbids: true,
            },
            Touch {
                what: ("lignes de commandes", "lines of orders"),
                count: "SELECT COUNT(*) AS number FROM order_lines WHERE performance_id = ?",
                forbids: true,
            },
            Touch {
                what: ("prix", "prices"),
                count: "SELECT COUNT(*) AS number FROM prices WHERE performance_id = ?",
                forbids: false,
            },
        ],
        adds: true,
        inline: &["sale_opens_at", "sale_closes_at"],
        not_copied: &["starts_at", "doors_at", "sale_opens_at", "sale_closes_at", "state"],
        own_trail: false,
    }),
    actions: &[
        Deed {
            key: "put_on_sale",
            label: ("Mettre en vente", "Put on sale"),
            destructive: false,
            fields: Vec::new,
            touches: &[],
            own_trail: false,
            act: |conn, id, _, hand| set(conn, &PERFORMANCES, id, ("state", "on_sale".into()), hand),
        },
        Deed {
            key: "back_to_draft",
            label: ("Remettre en brouillon", "Back to draft"),
            destructive: true,
            fields: Vec::new,
            touches: &[],
            own_trail: false,
            act: |conn, id, _, hand| set(conn, &PERFORMANCES, id, ("state", "draft".into()), hand),
        },
        Deed {
            key: "cancel",
            label: ("Annuler la séance…", "Cancel the performance…"),
            destructive: true,
            fields: cancel_fields,
            touches: AFFECTED,
            own_trail: true,
            act: cancel,
        },
        Deed {
            key: "postpone",
            label: ("Reporter la séance…", "Postpone the performance…"),
            destructive: true,
            fields: postpone_fields,
            touches: AFFECTED,
            own_trail: true,
            act: postpone,
        },
        Deed {
            key: "copy_prices",
            label: ("Reprendre les prix de…", "Take over the prices of…"),
            destructive: false,
            fields: || vec![needed("from", ("Séance", "Performance"), relation("performances"))],
            touches: &[],
            own_trail: true,
            act: |conn, id, values, hand| {
                let from = PerformanceId(needed_id("from", values.get("from").and_then(Value::as_str))?);
                let change = PriceChange::Copy { from };
                let request = ChangePrices { performances: vec![PerformanceId(id)], change };
                catalogue::prices::change_prices(conn, &request, hand.by, hand.now).map(drop)
            },
        },
    ],
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PerformanceForm {
    show: Option<String>,
    plan: Option<String>,
    starts_at: Option<Moment>,
    #[serde(default)]
    doors_at: Option<Moment>,
    #[serde(default)]
    sale_opens_at: Option<Moment>,
    #[serde(default)]
    sale_closes_at: Option<Moment>,
    state: PerformanceState,
    vat_rate_bp: i32,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    prices: Option<Vec<PriceForm>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PriceForm {
    category: String,
    rate: Option<String>,
    price_minor: i64,
}

fn sections(conn: &mut Conn) -> Fallible<Vec<Section>> {
    let currency = house::rules(conn)?.currency.code().to_owned();
    let prices = vec![
        needed("category", ("Catégorie", "Category"), relation("categories")),
        needed("rate", ("Tarif", "Rate"), relation("rates")),
        needed("price_minor", ("Prix", "Price"), FieldKind::Money { currency }),
    ];
    Ok(vec![
        section(
            ("Quoi, où, quand", "What, where, when"),
            vec![
                needed("show", ("Spectacle", "Show"), relation("shows")),
                needed("plan", ("Plan de salle", "Seating plan"), relation("plans")),
                needed("starts_at", ("Début", "Start"), FieldKind::Moment),
                optional("doors_at", ("Ouverture des portes", "Doors"), FieldKind::Moment),
                optional("note", ("Un mot du théâtre", "A word of the theatre"), text(500)),
            ],
        ),
        section(
            ("Vente", "Sale"),
            vec![
                needed("state", ("État", "State"), choice(PERFORMANCE_STATES)),
                hinted(
                    optional("sale_opens_at", ("Ouvre le", "Opens"), FieldKind::Moment),
                    ("Vide : tout de suite", "Empty: at once"),
                ),
                hinted(
                    optional("sale_closes_at", ("Ferme le", "Closes"), FieldKind::Moment),
                    ("Vide : selon les règles de la maison", "Empty: by the rules of the house"),
                ),
                needed("vat_rate_bp", ("TVA", "VAT"), FieldKind::Percent),
            ],
        ),
        section(
            ("Prix", "Prices"),
            vec![optional("prices", ("Prix", "Prices"), FieldKind::Children { fields: prices, max: 400 })],
        ),
    ])
}

fn blank(_: &mut Conn) -> Fallible<Draft> {
    let mut values = Map::new();
    values.insert("state".to_owned(), "draft".into());
    values.insert("vat_rate_bp".to_owned(), VAT_RATE_BP.into());
    Ok(Draft::new(values))
}

fn load(conn: &mut Conn, id: i64) -> Fallible<Draft> {
    let id = PerformanceId(id);
    let found = programme::performance(conn, id, Audience::BoxOffice, Moment::UNIX_EPOCH)?;
    let kept = keeping::performance(conn, id)?;
    let Performance { show, plan, starts_at, doors_at, state, rates, prices, note, .. } = found;
    let price = |Price { category, rate, price }: Price| PriceForm {
        category: category.to_string(),
        rate: Some(rate.to_string()),
        price_minor: price.minor,
    };
    let form = PerformanceForm {
        show: Some(show.id.to_string()),
        plan: Some(plan.to_string()),
        starts_at: Some(starts_at),
        doors_at,
        sale_opens_at: Some(kept.sale_opens_at),
        sale_closes_at: Some(kept.sale_closes_at),
        state,
        vat_rate_bp: kept.vat_rate_bp,
        note: Some(note),
        prices: Some(prices.into_iter().map(price).collect()),
    };
    let mut names: Map<String, Value> = Map::new();
    names.insert(format!("shows:{}", show.id), show.title.into());
    names.insert(format!("plans:{plan}"), kept.plan_name.into());
    names.extend(rates.into_iter().map(|rate| (format!("rates:{}", rate.id), rate.name.into())));
    let categories = crate::seating::categories(conn, plan)?;
    names.extend(categories.into_iter().map(|category| (format!("categories:{}", category.id), category.name.into())));
    let on_site = (state == PerformanceState::OnSale).then(|| format!("/performances/{id}/seats"));
    Ok(Draft { values: values(&form)?, names, on_site })
}

fn save(conn: &mut Conn, writing: &Writing<'_>) -> Fallible<i64> {
    let form: PerformanceForm = read(writing.values)?;
    let currency = house::rules(conn)?;
    let mut prices = Vec::new();
    for (number, PriceForm { category, rate, price_minor }) in form.prices.unwrap_or_default().into_iter().enumerate() {
        let field = |name: &str| format!("prices[{number}].{name}");
        prices.push(Price {
            category: CategoryId(needed_id(&field("category"), Some(&category))?),
            rate: RateId(needed_id(&field("rate"), rate.as_deref())?),
            price: currency.money(price_minor),
        });
    }
    let request = WritePerformance {
        show: ShowId(needed_id("show", form.show.as_deref())?),
        plan: PlanId(needed_id("plan", form.plan.as_deref())?),
        starts_at: form.starts_at.ok_or_else(|| Error::invalid("starts_at", "must be given"))?,
        doors_at: form.doors_at,
        sale_opens_at: form.sale_opens_at,
        sale_closes_at: form.sale_closes_at,
        state: form.state,
        vat_rate_bp: form.vat_rate_bp,
        note: form.note.unwrap_or_default(),
        prices,
    };
    let written = match writing.id {
        None => catalogue::create_performance(conn, &request, writing.hand.now)?,
        Some(id) => {
            let id = PerformanceId(id);
            let version = programme::performance(conn, id, Audience::BoxOffice, writing.hand.now)?.version;
            catalogue::change_performance(conn, id, version, &request, writing.hand.now)?
        }
    };
    Ok(written.id.0)
}
