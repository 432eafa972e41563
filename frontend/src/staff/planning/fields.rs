//! What all performances of a run have in common, as fields of the one form.

use crate::texts::office::Office;
use serde_json::{Map, Value, json};
use shared::admin::{Choice, Tone, Words};
use shared::forms::{Field, FieldKind};
use shared::money::Currency;

/// The rate of French theatre tickets after the first performances, in hundredths of a percent.
const VAT_RATE_BP: i64 = 550;
const MINUTES_MAX: i64 = 10_080;
const DAYS_MAX: i64 = 730;
const LIST_MAX: i64 = 100;

fn spoken(word: &str) -> Words {
    Words::new(word, word)
}

fn field(key: &str, label: &str, required: bool, kind: FieldKind) -> Field {
    Field { key: key.to_owned(), label: spoken(label), hint: None, required, kind, only_when: None }
}

fn choice(options: &[(&str, &str)]) -> FieldKind {
    let option =
        |(value, name): &(&str, &str)| Choice { value: (*value).to_owned(), name: spoken(name), tone: Tone::Plain };
    FieldKind::Choice { options: options.iter().map(option).collect() }
}

fn relation(noun: &str) -> FieldKind {
    FieldKind::Relation { noun: noun.to_owned() }
}

/// What is played, and where.
pub fn what(office: &Office) -> Vec<Field> {
    let words = &office.planning;
    vec![field("show", words.show, true, relation("shows")), field("plan", words.plan, true, relation("plans"))]
}

/// Days besides those of the rules, and days without.
pub fn by_hand(office: &Office) -> Vec<Field> {
    let words = &office.planning;
    let day = || field("date", words.day, true, FieldKind::Date);
    let at = vec![day(), field("time", words.time_hint, true, FieldKind::Line { max: 5 })];
    vec![
        field("extra", words.extra, false, FieldKind::Children { fields: at, max: LIST_MAX }),
        field("except", words.except, false, FieldKind::Children { fields: vec![day()], max: LIST_MAX }),
    ]
}

/// How it is sold.
pub fn sale(office: &Office) -> Vec<Field> {
    let words = &office.planning;
    let minutes = FieldKind::Number { min: 0, max: MINUTES_MAX };
    vec![
        field("state", words.state, true, choice(&[("draft", words.draft), ("on_sale", words.on_sale)])),
        field(
            "sale_opens",
            words.opens,
            true,
            choice(&[("at_once", words.at_once), ("days_before", words.days_before)]),
        ),
        field("days", words.days, true, FieldKind::Number { min: 0, max: DAYS_MAX }),
        field("closes", words.closes, false, minutes.clone()),
        field("doors", words.doors, false, minutes),
        field("vat_rate_bp", words.vat, true, FieldKind::Percent),
        field("note", words.note, false, FieldKind::Text { max: 500 }),
        field(
            "on_conflict",
            words.on_conflict,
            true,
            choice(&[("refuse", words.refuse), ("skip", words.skip), ("allow", words.allow)]),
        ),
    ]
}

/// What it costs.
pub fn prices(office: &Office, currency: Currency) -> Vec<Field> {
    let words = &office.planning;
    let inside = vec![
        field("category", words.category, true, relation("categories")),
        field("rate", words.rate, true, relation("rates")),
        field("price_minor", words.price, true, FieldKind::Money { currency: currency.code().to_owned() }),
    ];
    vec![
        field("prices_from", words.prices_from, true, choice(&[("copied", words.copied), ("given", words.given)])),
        field("copy_from", words.copy_from, true, relation("performances")),
        field("prices", words.prices, false, FieldKind::Children { fields: inside, max: LIST_MAX }),
    ]
}

/// Whether a field counts for what was chosen so far.
pub fn counts(field: &Field, values: &Map<String, Value>) -> bool {
    let is = |key: &str, word: &str| values.get(key).and_then(Value::as_str) == Some(word);
    match field.key.as_str() {
        "days" => is("sale_opens", "days_before"),
        "copy_from" => is("prices_from", "copied"),
        "prices" => is("prices_from", "given"),
        _ => true,
    }
}

/// What the form begins with.
pub fn begins(currency: Currency, show: Option<String>) -> Map<String, Value> {
    let values = json!({
        "state": "draft", "sale_opens": "at_once", "vat_rate_bp": VAT_RATE_BP, "on_conflict": "refuse",
        "prices_from": "copied", "currency": currency.code(), "show": show,
    });
    values.as_object().cloned().unwrap_or_default()
}
