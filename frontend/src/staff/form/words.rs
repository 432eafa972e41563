//! A field's value in words, to be read beside another.

use crate::staff::table::cell::plain;
use crate::texts::office::Office;
use serde_json::{Map, Value};
use shared::admin::CellKind;
use shared::forms::{Field, FieldKind};

pub fn words(office: &Office, field: Option<&Field>, value: &Value, names: &Map<String, Value>, zone: &str) -> String {
    let Some(field) = field else {
        return plain(office, &CellKind::Text, value, zone);
    };
    let kind = match &field.kind {
        FieldKind::Number { .. } => CellKind::Number,
        FieldKind::Money { currency } => CellKind::Money { currency: currency.clone() },
        FieldKind::Percent => CellKind::Percent,
        FieldKind::Switch => CellKind::Switch,
        FieldKind::Moment => CellKind::Moment,
        FieldKind::Choice { options } => CellKind::Choice { options: options.clone() },
        FieldKind::Relation { noun } => {
            let id = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            return names.get(&format!("{noun}:{id}")).and_then(Value::as_str).map_or(id, str::to_owned);
        }
        FieldKind::Children { fields, .. } => {
            let rows = value.as_array().map(Vec::as_slice).unwrap_or_default();
            let row = |row: &Value| {
                let cells = fields
                    .iter()
                    .map(|field| words(office, Some(field), row.get(&field.key).unwrap_or(&Value::Null), names, zone));
                cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
            };
            return rows.iter().map(row).collect::<Vec<_>>().join(" · ");
        }
        _ => CellKind::Text,
    };
    plain(office, &kind, value, zone)
}
