//! A row that is only read: each field with what it holds.

use super::words::words;
use crate::staff::place::{Go, row_of};
use crate::texts::office::Office;
use serde_json::Value;
use shared::forms::{Field, FieldKind, Form, Section};
use yew::prelude::*;

/// The sections of a row, and where visitors see it.
pub fn card_view(office: &Office, form: &Form) -> Html {
    html! {
        <div class="row-card">
            { for form.sections.iter().map(|section| section_view(office, form, section)) }
            if let Some(path) = &form.on_site {
                <p class="actions"><a class="button quiet small" href={path.clone()} target="_blank">{ office.form.on_site }</a></p>
            }
        </div>
    }
}

fn section_view(office: &Office, form: &Form, section: &Section) -> Html {
    html! {
        <section class="card form-section">
            if let Some(title) = &section.title { <h2>{ office.say(title).to_owned() }</h2> }
            <dl class="read-fields">
                { for section.fields.iter().map(|field| html! {
                    <div key={field.key.clone()} data-field={field.key.clone()}>
                        <dt>{ office.say(&field.label).to_owned() }</dt>
                        <dd>{ held(office, form, field) }</dd>
                    </div>
                }) }
            </dl>
        </section>
    }
}

fn held(office: &Office, form: &Form, field: &Field) -> Html {
    let value = form.values.get(&field.key).unwrap_or(&Value::Null);
    let text = words(office, Some(field), value, &form.names, &form.time_zone);
    if text.is_empty() {
        return html! { <span class="soft">{ office.form.nothing }</span> };
    }
    match (&field.kind, value) {
        (FieldKind::Relation { noun }, Value::String(id)) => html! { <Go to={row_of(noun, id)}>{ text }</Go> },
        (FieldKind::Children { fields, .. }, Value::Array(rows)) => {
            let row = |row: &Value| {
                let cells = fields.iter().map(|field| {
                    words(
                        office,
                        Some(field),
                        row.get(&field.key).unwrap_or(&Value::Null),
                        &form.names,
                        &form.time_zone,
                    )
                });
                cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ")
            };
            html! { <ul>{ for rows.iter().map(|child| html! { <li>{ row(child) }</li> }) }</ul> }
        }
        _ => html! { { text } },
    }
}
