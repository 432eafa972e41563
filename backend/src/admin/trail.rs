//! What the back office writes: one after the other, with what was there before, and seen by whoever looks later.

use super::noun::Draft;
use crate::auth::Staff;
use crate::changes::{self, Entry, field};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use shared::admin::FieldChange;
use shared::forms::{Field, FieldKind, Section};
use shared::money::Money;
use std::collections::BTreeMap;

/// Longest text of a change that is kept, in characters.
const WORDS_MAX: usize = 500;

/// A row that was written.
pub struct Written<'a> {
    pub noun: &'a str,
    pub id: i64,
    pub title: String,
    pub act: &'a str,
}

/// The version of what a form holds: the same values have the same one.
pub fn version(values: &Map<String, Value>) -> i64 {
    let sorted: BTreeMap<&String, &Value> = values.iter().collect();
    let digest = Sha256::digest(format!("{sorted:?}").as_bytes());
    let bytes = digest.iter().take(6).fold(0_i64, |sum, byte| (sum << 8) | i64::from(*byte));
    bytes.max(1)
}

/// Waits until nobody else writes in the back office, so that what was compared stays as it is.
pub fn take_turns(conn: &mut Conn) -> Fallible<()> {
    crate::numbers::next(conn, "back office").map(drop)
}

/// The values that are written; those of fixed fields are only shown.
pub fn without_fixed(sections: &[Section], values: &Map<String, Value>) -> Map<String, Value> {
    let mut written = values.clone();
    for field in fields(sections).filter(|field| field.kind == FieldKind::Fixed) {
        written.remove(&field.key);
    }
    written
}

fn fields(sections: &[Section]) -> impl Iterator<Item = &Field> {
    sections.iter().flat_map(|section| &section.fields)
}

/// Writes down what is different now. Nothing is written when nothing is.
pub fn record(
    conn: &mut Conn,
    staff: &Staff,
    written: &Written<'_>,
    sections: &[Section],
    (before, after): (&Draft, &Draft),
    now: Moment,
) -> Fallible<()> {
    let nothing = Value::Null;
    let changed: Vec<FieldChange> = fields(sections)
        .filter_map(|known| {
            let say = |of: &Draft| said(&known.kind, of.values.get(&known.key).unwrap_or(&nothing), &of.names);
            let (before, after) = (say(before), say(after));
            (before != after).then(|| field(&known.key, known.label.clone(), shortened(&before), shortened(&after)))
        })
        .collect();
    if changed.is_empty() && written.act == "changed" {
        return Ok(());
    }
    enter(conn, staff, written, changed, now)
}

/// Writes down what was done with a row, and with which words.
pub fn record_deed(
    conn: &mut Conn,
    staff: &Staff,
    written: &Written<'_>,
    asked: &[Field],
    values: &Map<String, Value>,
    now: Moment,
) -> Fallible<()> {
    let told = asked.iter().filter_map(|known| {
        let value = values.get(&known.key)?;
        let told = said(&known.kind, value, &Map::new());
        Some(field(&known.key, known.label.clone(), "", shortened(&told)))
    });
    enter(conn, staff, written, told.collect(), now)
}

fn enter(conn: &mut Conn, staff: &Staff, written: &Written<'_>, fields: Vec<FieldChange>, now: Moment) -> Fallible<()> {
    let Written { noun, id, title, act } = written;
    let entry = Entry { by: Some(staff.actor()), noun, object: id.to_string(), title: title.clone(), act, fields };
    changes::record(conn, &entry, now)
}

/// A value in words: amounts in units, rows of other nouns by their names.
fn said(kind: &FieldKind, value: &Value, names: &Map<String, Value>) -> String {
    match (kind, value) {
        (_, Value::Null) => String::new(),
        (FieldKind::Money { currency }, Value::Number(minor)) => {
            let money = currency.parse().ok().zip(minor.as_i64()).map(|(currency, minor)| Money::new(minor, currency));
            money.map_or_else(|| minor.to_string(), |money| money.to_string())
        }
        (FieldKind::Percent, Value::Number(hundredths)) => match hundredths.as_i64() {
            Some(hundredths) => format!("{}.{:02} %", hundredths / 100, (hundredths % 100).abs()),
            None => hundredths.to_string(),
        },
        (FieldKind::Relation { noun }, Value::String(id)) => {
            names.get(&format!("{noun}:{id}")).and_then(Value::as_str).unwrap_or(id).to_owned()
        }
        (FieldKind::Children { fields, .. }, Value::Array(rows)) => {
            rows.iter().map(|row| child(fields, row, names)).collect::<Vec<_>>().join("; ")
        }
        (_, Value::String(text)) => text.clone(),
        (_, Value::Bool(true)) => "✓".to_owned(),
        (_, Value::Bool(false)) => "✗".to_owned(),
        (_, other) => other.to_string(),
    }
}

fn child(fields: &[Field], row: &Value, names: &Map<String, Value>) -> String {
    let told = fields.iter().filter_map(|field| Some(said(&field.kind, row.get(&field.key)?, names)));
    told.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

fn shortened(text: &str) -> String {
    text.chars().take(WORDS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admin::fields::{optional, relation};

    #[test]
    fn a_version_follows_the_values() {
        let values = |text: &str| serde_json::from_str::<Map<String, Value>>(text).unwrap();
        let one = version(&values(r#"{"a":1,"b":[{"c":"d"}]}"#));
        assert_eq!(one, version(&values(r#"{"b":[{"c":"d"}],"a":1}"#)));
        assert_ne!(one, version(&values(r#"{"a":1,"b":[{"c":"e"}]}"#)));
        assert!(one > 0 && one < 1 << 48, "exact as a double");
    }

    #[test]
    fn values_are_told_in_words() {
        let names = serde_json::from_str::<Map<String, Value>>(r#"{"rates:3":"Tarif plein"}"#).unwrap();
        let rate = optional("rate", ("Tarif", "Rate"), relation("rates"));
        let price = optional("price", ("Prix", "Price"), FieldKind::Money { currency: "EUR".to_owned() });
        let prices = FieldKind::Children { fields: vec![rate, price], max: 9 };
        let rows = serde_json::json!([{ "price": 1250, "rate": "3" }, { "rate": "4", "price": null }]);
        assert_eq!(said(&prices, &rows, &names), "Tarif plein 12.50 EUR; 4");
        assert_eq!(said(&FieldKind::Percent, &550.into(), &names), "5.50 %");
        assert_eq!(said(&FieldKind::Switch, &true.into(), &names), "✓");
    }
}
