//! A value of a list as it is read: amounts, moments, words with their tone, links to other rows.

use crate::staff::place::{Go, row_of};
use crate::texts::office::Office;
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::icon::{Icon, Sign};
use chrono::{DateTime, Utc};
use serde_json::Value;
use shared::admin::{CellKind, Choice, Tone};
use shared::money::Money;
use yew::prelude::*;

/// The value as it stands in a cell.
pub fn cell(office: &Office, kind: &CellKind, value: &Value, zone: &str) -> Html {
    match kind {
        CellKind::Choice { options } => chosen(office, options, value),
        CellKind::Switch => match value.as_bool() {
            Some(true) => html! { <span class="yes"><Icon sign={Sign::Check} /><span class="only-read">{ office.table.yes }</span></span> },
            Some(false) => html! { <span class="soft" aria-label={office.table.no}>{ "–" }</span> },
            None => Html::default(),
        },
        CellKind::Link { noun } => linked(noun, value),
        CellKind::Color => value.as_str().map_or_else(Html::default, |color| {
            html! { <span class="swatch"><svg viewBox="0 0 16 16" aria-hidden="true"><rect width="16" height="16" rx="4" fill={color.to_owned()} /></svg>{ color.to_owned() }</span> }
        }),
        CellKind::Text => match plain(office, kind, value, zone) {
            text if text.is_empty() => Html::default(),
            text => html! { <span class="long">{ text }</span> },
        },
        _ => html! { { plain(office, kind, value, zone) } },
    }
}

/// The value in words, without links and colours.
pub fn plain(office: &Office, kind: &CellKind, value: &Value, zone: &str) -> String {
    let format = office.format();
    match (kind, value) {
        (_, Value::Null) => String::new(),
        (CellKind::Number, Value::Number(_)) => {
            value.as_i64().map_or_else(|| value.to_string(), |number| format.number(number))
        }
        (CellKind::Money { currency }, Value::Number(_)) => {
            let money = currency.parse().ok().zip(value.as_i64()).map(|(currency, minor)| Money { minor, currency });
            money.map_or_else(|| value.to_string(), |money| format.money(money))
        }
        (CellKind::Percent, Value::Number(_)) => value.as_i64().map_or_else(String::new, |hundredths| {
            format!("{}\u{a0}%", crate::staff::form::amount::write_brief(hundredths, office.locale))
        }),
        (CellKind::Moment, Value::String(text)) => match text.parse::<DateTime<Utc>>() {
            Ok(at) => format.moment_short(at, zone),
            Err(_) => text.clone(),
        },
        (CellKind::Choice { options }, Value::String(text)) => {
            let option = options.iter().find(|option| option.value == *text);
            option.map_or_else(|| text.clone(), |option| office.say(&option.name).to_owned())
        }
        (CellKind::Switch, Value::Bool(yes)) => (if *yes { office.table.yes } else { office.table.no }).to_owned(),
        (CellKind::Link { .. }, Value::Array(parts)) => {
            parts.get(1).and_then(Value::as_str).unwrap_or_default().to_owned()
        }
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

fn chosen(office: &Office, options: &[Choice], value: &Value) -> Html {
    let Some(text) = value.as_str() else {
        return Html::default();
    };
    let option = options.iter().find(|option| option.value == text);
    let (name, tone) = option.map_or((text, Tone::Plain), |option| (office.say(&option.name), option.tone));
    let tone = match tone {
        Tone::Plain => BadgeTone::Plain,
        Tone::Good => BadgeTone::Good,
        Tone::Waiting => BadgeTone::Warm,
        Tone::Bad => BadgeTone::Bad,
    };
    html! { <Badge {tone}>{ name.to_owned() }</Badge> }
}

fn linked(noun: &str, value: &Value) -> Html {
    let parts = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let id = parts.first().map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    let title = parts.get(1).and_then(Value::as_str).unwrap_or_default();
    id.map_or_else(Html::default, |id| html! { <Go to={row_of(noun, &id)}>{ title.to_owned() }</Go> })
}

/// Whether values of this kind stand at the right, under each other.
pub const fn is_number(kind: &CellKind) -> bool {
    matches!(kind, CellKind::Number | CellKind::Money { .. } | CellKind::Percent)
}
