//! Short ways to describe the fields of a form.

use super::noun::{Option3, Said, choices, words};
use crate::error::{Error, Fallible};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use shared::forms::{Field, FieldKind, OnlyWhen, Section};

/// A field that must be filled in.
pub fn needed(key: &str, label: Said, kind: FieldKind) -> Field {
    Field { key: key.to_owned(), label: words(label), hint: None, required: true, kind, only_when: None }
}

/// The field, which counts only while the choice `key` is `value`.
pub fn only_when(field: Field, key: &str, value: &str) -> Field {
    Field { only_when: Some(OnlyWhen { field: key.to_owned(), is: value.to_owned() }), ..field }
}

/// A field that may stay empty.
pub fn optional(key: &str, label: Said, kind: FieldKind) -> Field {
    Field { required: false, ..needed(key, label, kind) }
}

/// The field with a word of help.
pub fn hinted(field: Field, hint: Said) -> Field {
    Field { hint: Some(words(hint)), ..field }
}

pub const fn line(max: i64) -> FieldKind {
    FieldKind::Line { max }
}

pub const fn text(max: i64) -> FieldKind {
    FieldKind::Text { max }
}

pub fn relation(noun: &str) -> FieldKind {
    FieldKind::Relation { noun: noun.to_owned() }
}

pub fn choice(options: &[Option3]) -> FieldKind {
    FieldKind::Choice { options: choices(options) }
}

pub fn section(title: Said, fields: Vec<Field>) -> Section {
    Section { title: Some(words(title)), fields }
}

pub fn untitled(fields: Vec<Field>) -> Vec<Section> {
    vec![Section { title: None, fields }]
}

/// The values of a form from what is stored.
pub fn values(stored: &impl Serialize) -> Fallible<Map<String, Value>> {
    match serde_json::to_value(stored) {
        Ok(Value::Object(values)) => Ok(values),
        Ok(_) => Err(Error::fault("write a form", "it is no object")),
        Err(cause) => Err(Error::fault("write a form", cause)),
    }
}

/// What is stored from the values of a form; the refusal names the field.
pub fn read<T: DeserializeOwned>(values: &Map<String, Value>) -> Fallible<T> {
    let value = Value::Object(values.clone());
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        Error::invalid(if path == "." { "values".to_owned() } else { path }, error.into_inner().to_string())
    })
}

/// The id that a relation holds, a text in forms.
pub fn id(field: &str, value: Option<&str>) -> Fallible<Option<i64>> {
    let number = |text: &str| text.parse().map_err(|_| Error::invalid(field, "must be the id of a row"));
    value.filter(|text| !text.is_empty()).map(number).transpose()
}

/// The id that a relation must hold.
pub fn needed_id(field: &str, value: Option<&str>) -> Fallible<i64> {
    id(field, value)?.ok_or_else(|| Error::invalid(field, "must be chosen"))
}
