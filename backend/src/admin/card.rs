//! A row that has no form: what its columns say, to be read.

use super::fields::optional;
use super::noun::{Column, Draft, Kind, Noun, choices};
use serde_json::{Map, Value};
use shared::admin::ListRow;
use shared::forms::{FieldKind, Section};

/// Numbers that are exact in every program.
const WIDEST: i64 = 1 << 53;

/// One section with a field for each column.
pub fn sections(noun: &Noun, currency: &str) -> Vec<Section> {
    let fields = noun.columns.iter().map(|column| optional(column.key, column.label, kind(column.kind, currency)));
    vec![Section { title: None, fields: fields.collect() }]
}

fn kind(kind: Kind, currency: &str) -> FieldKind {
    match kind {
        Kind::Text => FieldKind::Fixed,
        Kind::Number => FieldKind::Number { min: -WIDEST, max: WIDEST },
        Kind::Money => FieldKind::Money { currency: currency.to_owned() },
        Kind::Percent => FieldKind::Percent,
        Kind::Switch => FieldKind::Switch,
        Kind::Moment => FieldKind::Moment,
        Kind::Choice(options) => FieldKind::Choice { options: choices(options) },
        Kind::Link { noun, .. } => FieldKind::Relation { noun: noun.to_owned() },
        Kind::Color => FieldKind::Color,
    }
}

/// The values of a line of the list, with the names of the rows it points at.
pub fn draft(noun: &Noun, row: &ListRow) -> Draft {
    let mut draft = Draft::new(Map::new());
    for (column, cell) in noun.columns.iter().zip(&row.cells) {
        let value = match link(column, cell) {
            Some((noun, id, title)) => {
                draft.names.insert(format!("{noun}:{id}"), title);
                id.into()
            }
            None => cell.clone(),
        };
        draft.values.insert(column.key.to_owned(), value);
    }
    draft
}

/// Noun, id and title of the row that a cell points at.
fn link(column: &Column, cell: &Value) -> Option<(&'static str, String, Value)> {
    let Kind::Link { noun, .. } = column.kind else { return None };
    let (id, title) = (cell.get(0)?.as_str()?, cell.get(1)?.clone());
    Some((noun, id.to_owned(), title))
}
