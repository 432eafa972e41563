//! Who changed a row, when, and what.

use crate::load::Load;
use crate::state::row::use_history;
use crate::texts::office::{Office, use_office};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use chrono::{DateTime, Utc};
use shared::admin::{Change, FieldChange};
use shared::forms::{Field, FieldKind, Section};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct HistoryProps {
    pub noun: AttrValue,
    pub id: AttrValue,
    pub version: i64,
    pub zone: AttrValue,
    /// The fields of the row as they are now, for the words of their choices.
    #[prop_or_default]
    pub sections: Vec<Section>,
}

#[component]
pub fn History(props: &HistoryProps) -> Html {
    let office = use_office();
    let loaded = use_history(&props.noun, &props.id, props.version);
    html! {
        <section class="history" aria-labelledby="history-title">
            <h2 id="history-title">{ office.form.history }</h2>
            { match &loaded.load {
                Load::Waiting => html! { <Skeleton /> },
                Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
                Load::Ready(changes) if changes.is_empty() => html! { <p class="soft">{ office.form.history_none }</p> },
                Load::Ready(changes) => html! { <ol>{ for changes.iter().map(|change| entry(office, change, &props.zone, &props.sections)) }</ol> },
            } }
        </section>
    }
}

/// One change in a line of time.
pub fn entry(office: &Office, change: &Change, zone: &str, sections: &[Section]) -> Html {
    let words = &office.form;
    let who = change.who.as_deref().unwrap_or(words.the_program);
    let who = change.on_behalf.as_ref().map_or_else(|| who.to_owned(), |real| (words.on_behalf)(who, real));
    let act = (words.act)(&change.act).map_or_else(|| change.act.replace('_', " "), str::to_owned);
    html! {
        <li>
            <p><b>{ who }</b>{ format!(" · {act}") }<br /><time class="soft" datetime={change.at.to_rfc3339()}>{ office.format().moment_short(change.at, zone) }</time></p>
            if !change.fields.is_empty() { <ul>{ for change.fields.iter().map(|field| field_change(office, field, zone, sections)) }</ul> }
        </li>
    }
}

fn field_change(office: &Office, field: &FieldChange, zone: &str, sections: &[Section]) -> Html {
    let known = sections.iter().flat_map(|section| &section.fields).find(|known| known.key == field.field);
    let or_nothing = |text: &str| {
        if text.is_empty() { office.form.nothing.to_owned() } else { told(office, known, text, zone) }
    };
    html! {
        <li>{ format!("{}{}", office.say(&field.label), office.colon()) }<del>{ or_nothing(&field.before) }</del>{ " → " }<ins>{ or_nothing(&field.after) }</ins></li>
    }
}

/// What was written down, in the words of the reader: choices by their names, moments on the clock of the house.
fn told(office: &Office, field: Option<&Field>, text: &str, zone: &str) -> String {
    if let Some(Field { kind: FieldKind::Choice { options }, .. }) = field
        && let Some(option) = options.iter().find(|option| option.value == text)
    {
        return office.say(&option.name).to_owned();
    }
    text.parse::<DateTime<Utc>>().map_or_else(|_| text.to_owned(), |at| office.format().moment_short(at, zone))
}
