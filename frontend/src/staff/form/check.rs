//! What is missing or no value of its kind, before the server is asked. It knows better and is asked in any case.

use serde_json::{Map, Value};
use shared::forms::{Field, FieldKind, OnlyWhen};

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    Missing,
    /// Typed, but no amount, number, date or colour.
    Unreadable,
    /// Fewer or more than the field takes.
    OutOfRange {
        min: i64,
        max: i64,
    },
    TooLong {
        max: i64,
    },
    /// In one of the rows inside it.
    Inside,
}

/// What is wrong with a field, if anything. What could not be read as a value was left as the text that was typed.
pub fn wrong(field: &Field, value: &Value) -> Option<Wrong> {
    let is_empty = match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    };
    if is_empty {
        let must =
            field.required && !matches!(field.kind, FieldKind::Fixed | FieldKind::Switch | FieldKind::Children { .. });
        return must.then_some(Wrong::Missing);
    }
    match &field.kind {
        FieldKind::Line { max } | FieldKind::Suggested { max, .. } | FieldKind::Text { max } => {
            let length = value.as_str().map_or(0, |text| text.chars().count());
            (i64::try_from(length).unwrap_or(i64::MAX) > *max).then_some(Wrong::TooLong { max: *max })
        }
        FieldKind::Number { min, max } => match value.as_i64() {
            None => Some(Wrong::Unreadable),
            Some(number) if number < *min || number > *max => Some(Wrong::OutOfRange { min: *min, max: *max }),
            Some(_) => None,
        },
        FieldKind::Money { .. } | FieldKind::Percent => value.as_i64().is_none().then_some(Wrong::Unreadable),
        FieldKind::Color => (!is_color(value)).then_some(Wrong::Unreadable),
        FieldKind::Children { fields, .. } => {
            let rows = value.as_array().map(Vec::as_slice).unwrap_or_default();
            rows.iter().filter_map(Value::as_object).any(|row| any_wrong(fields, row)).then_some(Wrong::Inside)
        }
        _ => None,
    }
}

/// Whether the field counts while the form has these values.
pub fn counts(field: &Field, values: &Map<String, Value>) -> bool {
    let is = |when: &OnlyWhen| values.get(&when.field).and_then(Value::as_str) == Some(&when.is);
    field.only_when.as_ref().is_none_or(is)
}

/// The first field with something wrong.
pub fn first_wrong<'f>(fields: impl Iterator<Item = &'f Field>, values: &Map<String, Value>) -> Option<&'f Field> {
    let mut fields = fields;
    fields.find(|field| counts(field, values) && wrong(field, values.get(&field.key).unwrap_or(&Value::Null)).is_some())
}

fn any_wrong(fields: &[Field], row: &Map<String, Value>) -> bool {
    first_wrong(fields.iter(), row).is_some()
}

fn is_color(value: &Value) -> bool {
    let digits = value.as_str().and_then(|text| text.strip_prefix('#'));
    digits.is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use shared::admin::Words;

    fn field(kind: FieldKind, required: bool) -> Field {
        Field { key: "x".to_owned(), label: Words::new("x", "x"), hint: None, required, kind, only_when: None }
    }

    #[test]
    fn what_is_needed_must_be_there_and_a_switch_always_is() {
        let line = FieldKind::Line { max: 3 };
        assert_eq!(wrong(&field(line.clone(), true), &json!("  ")), Some(Wrong::Missing));
        assert_eq!(wrong(&field(line.clone(), false), &Value::Null), None);
        assert_eq!(wrong(&field(FieldKind::Switch, true), &Value::Null), None);
        assert_eq!(wrong(&field(line.clone(), true), &json!("été")), None);
        assert_eq!(wrong(&field(line, true), &json!("étés")), Some(Wrong::TooLong { max: 3 }));
    }

    #[test]
    fn what_was_typed_must_be_a_value() {
        let money = FieldKind::Money { currency: "EUR".to_owned() };
        assert_eq!(wrong(&field(money.clone(), true), &json!("douze")), Some(Wrong::Unreadable));
        assert_eq!(wrong(&field(money, true), &json!(1200)), None);
        let number = FieldKind::Number { min: 1, max: 9 };
        assert_eq!(wrong(&field(number, true), &json!(10)), Some(Wrong::OutOfRange { min: 1, max: 9 }));
        let colors = [json!("#a3163a"), json!("rouge"), json!("#12345g")];
        let found = colors.map(|color| wrong(&field(FieldKind::Color, true), &color));
        assert_eq!(found, [None, Some(Wrong::Unreadable), Some(Wrong::Unreadable)]);
    }

    #[test]
    fn a_field_of_another_kind_is_not_asked_for() {
        let when = OnlyWhen { field: "kind".to_owned(), is: "percent".to_owned() };
        let percent = Field { only_when: Some(when), ..field(FieldKind::Percent, true) };
        let of = |kind: &str| Map::from_iter([("kind".to_owned(), json!(kind))]);
        assert!(counts(&percent, &of("percent")) && !counts(&percent, &of("amount")));
        assert!(first_wrong([&percent].into_iter(), &of("percent")).is_some());
        assert!(first_wrong([&percent].into_iter(), &of("amount")).is_none());
    }

    #[test]
    fn rows_inside_are_looked_at() {
        let fields = vec![field(FieldKind::Line { max: 9 }, true)];
        let children = field(FieldKind::Children { fields, max: 5 }, true);
        assert_eq!(wrong(&children, &json!([{ "x": "a" }, { "x": "" }])), Some(Wrong::Inside));
        assert_eq!(wrong(&children, &json!([{ "x": "a" }])), None);
        assert_eq!(first_wrong([&children].into_iter(), &Map::new()), None);
    }
}
