//! Who changed a row, when, and what.

use crate::load::Load;
use crate::state::row::use_history;
use crate::texts::office::{Office, use_office};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::admin::{Change, FieldChange};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct HistoryProps {
    pub noun: AttrValue,
    pub id: AttrValue,
    pub version: i64,
    pub zone: AttrValue,
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
                Load::Ready(changes) => html! { <ol>{ for changes.iter().map(|change| entry(office, change, &props.zone)) }</ol> },
            } }
        </section>
    }
}

/// One change in a line of time.
pub fn entry(office: &Office, change: &Change, zone: &str) -> Html {
    let words = &office.form;
    let who = change.who.as_deref().unwrap_or(words.the_program);
    let who = change.on_behalf.as_ref().map_or_else(|| who.to_owned(), |real| (words.on_behalf)(who, real));
    let act = (words.act)(&change.act).map_or_else(|| change.act.replace('_', " "), str::to_owned);
    html! {
        <li>
            <p><b>{ who }</b>{ format!(" · {act}") }<br /><time class="soft" datetime={change.at.to_rfc3339()}>{ office.format().moment_short(change.at, zone) }</time></p>
            if !change.fields.is_empty() { <ul>{ for change.fields.iter().map(|field| field_change(office, field)) }</ul> }
        </li>
    }
}

fn field_change(office: &Office, field: &FieldChange) -> Html {
    let or_nothing = |text: &str| if text.is_empty() { office.form.nothing.to_owned() } else { text.to_owned() };
    html! {
        <li>{ format!("{}{}", office.say(&field.label), office.colon()) }<del>{ or_nothing(&field.before) }</del>{ " → " }<ins>{ or_nothing(&field.after) }</ins></li>
    }
}
