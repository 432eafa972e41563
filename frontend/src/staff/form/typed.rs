//! What is typed into an input, and the value it stands for. What cannot be read stays the text that was typed, so that the
//! check can say so and nothing is lost.

use super::{amount, moments};
use chrono::{DateTime, Utc};
use serde_json::Value;
use shared::forms::FieldKind;
use shared::house::Locale;

/// The text that an input shows for a value.
pub fn text(kind: &FieldKind, value: &Value, locale: Locale, minutes_ahead: impl Fn(DateTime<Utc>) -> i64) -> String {
    match (kind, value) {
        (_, Value::Null) => String::new(),
        (FieldKind::Money { .. }, Value::Number(_)) => {
            value.as_i64().map_or_else(String::new, |minor| amount::write(minor, locale))
        }
        (FieldKind::Percent, Value::Number(_)) => {
            value.as_i64().map_or_else(String::new, |hundredths| amount::write_brief(hundredths, locale))
        }
        (FieldKind::Moment, Value::String(text)) => {
            text.parse().map_or_else(|_| text.clone(), |at| moments::write(at, minutes_ahead))
        }
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

/// The value of a text.
pub fn value(kind: &FieldKind, text: &str, minutes_ahead: impl Fn(DateTime<Utc>) -> i64) -> Value {
    let trimmed = text.trim();
    if trimmed.is_empty()
        && !matches!(kind, FieldKind::Text { .. } | FieldKind::Line { .. } | FieldKind::Suggested { .. })
    {
        return Value::Null;
    }
    let number = match kind {
        FieldKind::Number { .. } => trimmed.parse::<i64>().ok(),
        FieldKind::Money { .. } | FieldKind::Percent => amount::read(trimmed),
        FieldKind::Moment => {
            let at = moments::read(trimmed, minutes_ahead);
            return Value::from(
                at.map_or_else(|| text.to_owned(), |at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
            );
        }
        _ => None,
    };
    number.map_or_else(|| Value::from(text), Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn utc(_: DateTime<Utc>) -> i64 {
        60
    }

    #[test]
    fn values_are_typed_in_the_style_of_the_language() {
        let money = FieldKind::Money { currency: "EUR".to_owned() };
        assert_eq!(text(&money, &json!(1250), Locale::Fr, utc), "12,50");
        assert_eq!(value(&money, "12,5", utc), json!(1250));
        assert_eq!(value(&FieldKind::Percent, "5,5 %", utc), json!(550));
        assert_eq!(value(&FieldKind::Moment, "2026-11-27T20:30", utc), json!("2026-11-27T19:30:00Z"));
        assert_eq!(text(&FieldKind::Moment, &json!("2026-11-27T19:30:00Z"), Locale::En, utc), "2026-11-27T20:30");
    }

    #[test]
    fn what_cannot_be_read_is_kept_and_nothing_is_null() {
        let number = FieldKind::Number { min: 0, max: 9 };
        assert_eq!(value(&number, "sept", utc), json!("sept"));
        assert_eq!(
            (value(&number, " ", utc), text(&number, &Value::Null, Locale::Fr, utc)),
            (Value::Null, String::new())
        );
        assert_eq!(value(&FieldKind::Text { max: 9 }, "", utc), json!(""));
    }
}
