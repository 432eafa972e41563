//! Vouchers with what they have given so far.

use crate::admin::actions::set;
use crate::admin::fields::{
    choice, hinted, line, needed, needed_id, only_when, optional, read, relation, section, text, values,
};
use crate::admin::noun::{Column, Deed, Draft, Editing, Filter, Hand, Kind, Narrowing, Noun, Option3, Writing};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house;
use crate::vouchers::writing;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use shared::admin::Tone;
use shared::forms::{FieldKind, Section};
use shared::ids::{PerformanceId, RateId, ShowId, VoucherId};
use shared::money::Money;
use shared::vouchers::{BATCH_MAX, MakeVouchers, Voucher, VoucherEffect, VoucherLimits, WriteVoucher};

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
    moment: None,
    only: "",
    columns: &[
        Column { key: "code", label: ("Code", "Code"), sql: "vouchers.code", kind: Kind::Text },
        Column { key: "tag", label: ("Étiquette", "Tag"), sql: "vouchers.tag", kind: Kind::Text },
        Column { key: "kind", label: ("Sorte", "Kind"), sql: "vouchers.kind", kind: Kind::Choice(KINDS) },
        Column {
            key: "percent",
            label: ("Pourcentage", "Percent"),
            sql: "CASE WHEN vouchers.kind = 'percent' THEN vouchers.value END",
            kind: Kind::Percent,
        },
        Column {
            key: "amount",
            label: ("Montant", "Amount"),
            sql: "CASE WHEN vouchers.kind IN ('amount', 'fixed_price') THEN vouchers.value END",
            kind: Kind::Money,
        },
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
            key: "used",
            label: ("Utilisations", "Uses"),
            sql: "(SELECT COUNT(*) FROM voucher_uses WHERE voucher_uses.voucher_id = vouchers.id AND voucher_uses.expires_at IS NULL)",
            kind: Kind::Number,
        },
        Column {
            key: "max_uses",
            label: ("Utilisations max.", "Uses at most"),
            sql: "vouchers.max_uses",
            kind: Kind::Number,
        },
        Column {
            key: "given",
            label: ("Remises", "Given"),
            sql: "(SELECT CAST(COALESCE(SUM(voucher_uses.discount_minor), 0) AS BIGINT) FROM voucher_uses WHERE voucher_uses.voucher_id = vouchers.id AND voucher_uses.expires_at IS NULL)",
            kind: Kind::Money,
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
    form: Some(&Editing {
        sections,
        blank: |_| {
            Ok(Draft::new(Map::from_iter([("active".to_owned(), true.into()), ("kind".to_owned(), "percent".into())])))
        },
        load,
        save,
        remove: Some(|conn, id, hand| writing::remove(conn, VoucherId(id), hand.by, hand.now)),
        touches: &[],
        adds: true,
        inline: &["active", "tag", "note"],
        not_copied: &["code"],
        own_trail: true,
    }),
    actions: &[
        Deed {
            key: "activate",
            label: ("Activer", "Activate"),
            destructive: false,
            fields: Vec::new,
            touches: &[],
            own_trail: true,
            act: |conn, id, _, hand| set(conn, &VOUCHERS, id, ("active", true.into()), hand),
        },
        Deed {
            key: "deactivate",
            label: ("Désactiver", "Deactivate"),
            destructive: true,
            fields: Vec::new,
            touches: &[],
            own_trail: true,
            act: |conn, id, _, hand| set(conn, &VOUCHERS, id, ("active", false.into()), hand),
        },
        Deed {
            key: "copies",
            label: ("Créer d’autres codes pareils…", "Make more codes like this…"),
            destructive: false,
            fields: || {
                vec![
                    needed("count", ("Combien", "How many"), FieldKind::Number { min: 1, max: BATCH_MAX }),
                    hinted(
                        needed("tag", ("Étiquette", "Tag"), line(80)),
                        (
                            "Chacun sert une fois ; l’étiquette les retrouve",
                            "Each is good once; the tag finds them again",
                        ),
                    ),
                ]
            },
            touches: &[],
            own_trail: true,
            act: copies,
        },
    ],
};

#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct VoucherForm {
    code: Option<String>,
    tag: Option<String>,
    note: Option<String>,
    active: bool,
    kind: String,
    basis_points: Option<i64>,
    amount_minor: Option<i64>,
    price_minor: Option<i64>,
    rate: Option<String>,
    valid_from: Option<Moment>,
    valid_until: Option<Moment>,
    max_uses: Option<i64>,
    max_uses_per_customer: Option<i64>,
    min_places: Option<i64>,
    max_places: Option<i64>,
    budget_minor: Option<i64>,
    shows: Option<Vec<ShowOf>>,
    performances: Option<Vec<PerformanceOf>>,
    categories: Option<Vec<CategoryOf>>,
    rates: Option<Vec<RateOf>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShowOf {
    show: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PerformanceOf {
    performance: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryOf {
    category: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RateOf {
    rate: Option<String>,
}

const COUNT: FieldKind = FieldKind::Number { min: 0, max: 1_000_000 };
const LIMITED_TO_MAX: i64 = 100;

fn sections(conn: &mut Conn) -> Fallible<Vec<Section>> {
    let currency = house::rules(conn)?.currency.code().to_owned();
    let money = || FieldKind::Money { currency: currency.clone() };
    let children = |key: &str, label, inside| {
        let field = optional(key, label, FieldKind::Children { fields: vec![inside], max: LIMITED_TO_MAX });
        hinted(field, ("Vide : pour tout", "Empty: for all"))
    };
    Ok(vec![
        section(
            ("Le code", "The code"),
            vec![
                hinted(optional("code", ("Code", "Code"), line(60)), ("Vide : inventé", "Empty: made up")),
                optional("tag", ("Étiquette", "Tag"), line(80)),
                optional("active", ("Actif", "Active"), FieldKind::Switch),
                optional("note", ("Note", "Note"), text(1_000)),
            ],
        ),
        section(
            ("Ce qu’il donne", "What it gives"),
            vec![
                needed("kind", ("Sorte", "Kind"), choice(KINDS)),
                only_when(needed("basis_points", ("Pourcentage", "Percent"), FieldKind::Percent), "kind", "percent"),
                hinted(
                    only_when(needed("amount_minor", ("Montant", "Amount"), money()), "kind", "amount"),
                    ("Sur toutes les places ensemble", "Off all places together"),
                ),
                only_when(needed("price_minor", ("Prix par place", "Price a place"), money()), "kind", "fixed_price"),
                only_when(needed("rate", ("Tarif caché", "Hidden rate"), relation("rates")), "kind", "hidden_rate"),
            ],
        ),
        section(
            ("Limites", "Limits"),
            vec![
                optional("valid_from", ("Dès le", "From"), FieldKind::Moment),
                optional("valid_until", ("Jusqu’au", "Until"), FieldKind::Moment),
                optional("max_uses", ("Utilisations au plus", "Uses at most"), COUNT),
                optional("max_uses_per_customer", ("Par personne au plus", "Per person at most"), COUNT),
                optional("min_places", ("Dès tant de places", "From so many places"), COUNT),
                optional("max_places", ("Pour tant de places au plus", "For so many places at most"), COUNT),
                optional("budget_minor", ("Budget", "Budget"), money()),
            ],
        ),
        section(
            ("Pour quoi", "For what"),
            vec![
                children("shows", ("Spectacles", "Shows"), needed("show", ("Spectacle", "Show"), relation("shows"))),
                children(
                    "performances",
                    ("Séances", "Performances"),
                    needed("performance", ("Séance", "Performance"), relation("performances")),
                ),
                children(
                    "categories",
                    ("Catégories", "Categories"),
                    needed("category", ("Nom de la catégorie", "Name of the category"), line(80)),
                ),
                children("rates", ("Tarifs", "Rates"), needed("rate", ("Tarif", "Rate"), relation("rates"))),
            ],
        ),
    ])
}

fn load(conn: &mut Conn, id: i64) -> Fallible<Draft> {
    let Voucher { code, tag, note, effect, limits, active, .. } =
        writing::find(conn, VoucherId(id), Moment::UNIX_EPOCH)?;
    let mut names = Map::new();
    for (noun, ids) in [
        ("shows", limits.shows.iter().map(|show| show.0).collect::<Vec<_>>()),
        ("performances", limits.performances.iter().map(|performance| performance.0).collect()),
        ("rates", limits.rates.iter().map(|rate| rate.0).collect()),
    ] {
        for id in ids {
            names.extend(super::named(conn, noun, id)?);
        }
    }
    let mut form = VoucherForm {
        code: Some(code),
        tag: Some(tag),
        note: Some(note),
        active,
        valid_from: limits.valid_from,
        valid_until: limits.valid_until,
        max_uses: limits.max_uses,
        max_uses_per_customer: limits.max_uses_per_customer,
        min_places: (limits.min_places > 0).then_some(limits.min_places),
        max_places: limits.max_places,
        budget_minor: limits.budget.map(|budget| budget.minor),
        shows: Some(limits.shows.iter().map(|show| ShowOf { show: Some(show.to_string()) }).collect()),
        performances: Some(
            limits.performances.iter().map(|id| PerformanceOf { performance: Some(id.to_string()) }).collect(),
        ),
        categories: Some(limits.categories.into_iter().map(|category| CategoryOf { category }).collect()),
        rates: Some(limits.rates.iter().map(|rate| RateOf { rate: Some(rate.to_string()) }).collect()),
        ..VoucherForm::default()
    };
    let kind = match effect {
        VoucherEffect::Percent { basis_points } => {
            form.basis_points = Some(basis_points);
            "percent"
        }
        VoucherEffect::Amount { amount } => {
            form.amount_minor = Some(amount.minor);
            "amount"
        }
        VoucherEffect::FixedPrice { price } => {
            form.price_minor = Some(price.minor);
            "fixed_price"
        }
        VoucherEffect::HiddenRate { rate } => {
            form.rate = Some(rate.to_string());
            names.extend(super::named(conn, "rates", rate.0)?);
            "hidden_rate"
        }
    };
    kind.clone_into(&mut form.kind);
    Ok(Draft { values: values(&form)?, names, on_site: None })
}

fn wanted(conn: &mut Conn, form: VoucherForm) -> Fallible<WriteVoucher> {
    let currency = house::rules(conn)?.currency;
    let given = |field: &str, value: Option<i64>| value.ok_or_else(|| Error::invalid(field, "must be given"));
    let effect = match form.kind.as_str() {
        "percent" => VoucherEffect::Percent { basis_points: given("basis_points", form.basis_points)? },
        "amount" => VoucherEffect::Amount { amount: Money::new(given("amount_minor", form.amount_minor)?, currency) },
        "fixed_price" => {
            VoucherEffect::FixedPrice { price: Money::new(given("price_minor", form.price_minor)?, currency) }
        }
        "hidden_rate" => VoucherEffect::HiddenRate { rate: RateId(needed_id("rate", form.rate.as_deref())?) },
        _ => return Err(Error::invalid("kind", "must be one of the kinds")),
    };
    let shows = form.shows.unwrap_or_default().into_iter();
    let performances = form.performances.unwrap_or_default().into_iter();
    let rates = form.rates.unwrap_or_default().into_iter();
    let limits = VoucherLimits {
        shows: shows.map(|of| needed_id("shows", of.show.as_deref()).map(ShowId)).collect::<Fallible<_>>()?,
        performances: performances
            .map(|of| needed_id("performances", of.performance.as_deref()).map(PerformanceId))
            .collect::<Fallible<_>>()?,
        categories: form.categories.unwrap_or_default().into_iter().map(|of| of.category).collect(),
        rates: rates.map(|of| needed_id("rates", of.rate.as_deref()).map(RateId)).collect::<Fallible<_>>()?,
        valid_from: form.valid_from,
        valid_until: form.valid_until,
        max_uses: form.max_uses,
        max_uses_per_customer: form.max_uses_per_customer,
        min_places: form.min_places.unwrap_or_default(),
        max_places: form.max_places,
        budget: form.budget_minor.map(|minor| Money::new(minor, currency)),
    };
    let text = Option::unwrap_or_default;
    Ok(WriteVoucher {
        code: text(form.code),
        tag: text(form.tag),
        note: text(form.note),
        effect,
        limits,
        active: form.active,
    })
}

fn save(conn: &mut Conn, written: &Writing<'_>) -> Fallible<i64> {
    let request = wanted(conn, read(written.values)?)?;
    let hand = &written.hand;
    let voucher = match written.id {
        None => writing::create(conn, &request, hand.by, hand.now)?,
        Some(id) => {
            let version = writing::find(conn, VoucherId(id), hand.now)?.version;
            writing::change(conn, VoucherId(id), version, &request, hand.by, hand.now)?
        }
    };
    Ok(voucher.id.0)
}

/// Makes codes for one use each that do what this one does.
fn copies(conn: &mut Conn, id: i64, values: &Map<String, Value>, hand: &Hand<'_>) -> Fallible<()> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Copies {
        count: i64,
        tag: String,
    }
    let Copies { count, tag } = read(values)?;
    let Voucher { note, effect, limits, .. } = writing::find(conn, VoucherId(id), hand.now)?;
    writing::make_many(conn, &MakeVouchers { count, tag, note, effect, limits }, hand.by, hand.now).map(drop)
}
