//! What the back office writes: one after the other, with what was there before, and seen by whoever looks later.

use crate::auth::Staff;
use crate::changes::{self, Entry, field};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use shared::admin::FieldChange;
use shared::forms::{Field, FieldKind, Section};
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
    (before, after): (&Map<String, Value>, &Map<String, Value>),
    now: Moment,
) -> Fallible<()> {
    let nothing = Value::Null;
    let changed: Vec<FieldChange> = fields(sections)
        .filter_map(|known| {
            let before = before.get(&known.key).unwrap_or(&nothing);
            let after = after.get(&known.key).unwrap_or(&nothing);
            let differs = said(before) != said(after);
            differs.then(|| field(&known.key, known.label.clone(), said(before), said(after)))
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
        Some(field(&known.key, known.label.clone(), "", said(value)))
    });
    enter(conn, staff, written, told.collect(), now)
}

fn enter(conn: &mut Conn, staff: &Staff, written: &Written<'_>, fields: Vec<FieldChange>, now: Moment) -> Fallible<()> {
    let Written { noun, id, title, act } = written;
    let entry = Entry { by: Some(staff.actor()), noun, object: id.to_string(), title: title.clone(), act, fields };
    changes::record(conn, &entry, now)
}

/// A value in words, shortened.
fn said(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => "✓".to_owned(),
        Value::Bool(false) => "✗".to_owned(),
        Value::Array(rows) => rows.iter().map(said).collect::<Vec<_>>().join("; "),
        Value::Object(row) => row.values().map(said).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
    };
    text.chars().take(WORDS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_follows_the_values() {
        let values = |text: &str| serde_json::from_str::<Map<String, Value>>(text).unwrap();
        let one = version(&values(r#"{"a":1,"b":[{"c":"d"}]}"#));
        assert_eq!(one, version(&values(r#"{"b":[{"c":"d"}],"a":1}"#)));
        assert_ne!(one, version(&values(r#"{"a":1,"b":[{"c":"e"}]}"#)));
        assert!(one > 0 && one < 1 << 48, "exact as a double");
    }
}
