//! The input of a field: what the browser offers for its kind.

use super::children::Children;
use super::color::ColorInput;
use super::picture::PictureInput;
use super::price_axes::price_field;
use super::price_table::PriceTable;
use super::relation::Relation;
use super::suggest_line::SuggestLine;
use super::typed;
use crate::texts::office::{Office, use_office};
use crate::ui::field::text_of;
use crate::ui::format::minutes_ahead;
use serde_json::{Map, Value};
use shared::forms::{Field, FieldKind, RowChoice};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct InputProps {
    /// Unique on the page.
    pub id: AttrValue,
    pub field: Field,
    pub value: Value,
    pub zone: AttrValue,
    /// What related rows are called: `people:12`.
    pub names: Map<String, Value>,
    pub on_typed: Callback<Value>,
    /// A related row was chosen that `names` does not know.
    #[prop_or_default]
    pub on_named: Callback<(String, RowChoice)>,
    /// The accessible name, where no `<label for>` gives it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or(false)]
    pub disabled: bool,
    #[prop_or(false)]
    pub invalid: bool,
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
}

#[component]
pub fn Input(props: &InputProps) -> Html {
    let office = use_office();
    // What is typed stays as it is while it is typed: «12,5» does not become «12,50» under the hands.
    let raw = use_state_eq(|| None::<String>);
    let zone = props.zone.clone();
    let ahead = move |at| minutes_ahead(at, &zone);
    let kind = &props.field.kind;
    let shown = (*raw).clone().filter(|raw| typed::value(kind, raw, &ahead) == props.value);
    let shown = shown.unwrap_or_else(|| typed::text(kind, &props.value, office.locale, &ahead));
    let oninput = {
        let (raw, kind, on_typed) = (raw.setter(), kind.clone(), props.on_typed.clone());
        Callback::from(move |event: InputEvent| {
            let text = text_of(&event);
            on_typed.emit(typed::value(&kind, &text, &ahead));
            raw.set(Some(text));
        })
    };
    let invalid = props.invalid.then_some("true");
    let line = |kind: &'static str, mode: Option<&'static str>, max: Option<i64>| {
        html! {
            <input id={props.id.clone()} name={props.id.clone()} type={kind} inputmode={mode} value={shown.clone()} oninput={oninput.clone()}
                required={props.field.required} disabled={props.disabled} maxlength={max.map(|max| max.to_string())} autocomplete="off"
                aria-label={props.label.clone()} aria-invalid={invalid} aria-describedby={props.described_by.clone()} />
        }
    };
    match kind {
        FieldKind::Line { max } => line("text", None, Some(*max)),
        FieldKind::Suggested { noun, max } => html! {
            <SuggestLine id={props.id.clone()} noun={noun.clone()} max={*max} text={shown.clone()} on_input={oninput.clone()} required={props.field.required}
                disabled={props.disabled} label={props.label.clone()} invalid={props.invalid} described_by={props.described_by.clone()} />
        },
        FieldKind::Email => line("email", None, None),
        FieldKind::Date => line("date", None, None),
        FieldKind::Moment => line("datetime-local", None, None),
        FieldKind::Number { .. } => html! { <span class="short">{ line("text", Some("numeric"), None) }</span> },
        FieldKind::Money { currency } => {
            html! { <span class="with-unit">{ line("text", Some("decimal"), None) }<span aria-hidden="true">{ currency.clone() }</span></span> }
        }
        FieldKind::Percent => {
            html! { <span class="with-unit">{ line("text", Some("decimal"), None) }<span aria-hidden="true">{ "%" }</span></span> }
        }
        FieldKind::Text { max } => html! {
            <textarea id={props.id.clone()} name={props.id.clone()} value={shown.clone()} {oninput} required={props.field.required} disabled={props.disabled}
                maxlength={max.to_string()} aria-label={props.label.clone()} aria-invalid={invalid} aria-describedby={props.described_by.clone()} />
        },
        FieldKind::Switch => switch(props),
        FieldKind::Choice { .. } => choice(office, props),
        FieldKind::Fixed => html! { <output id={props.id.clone()} class="fixed">{ shown }</output> },
        FieldKind::Color => {
            html! { <ColorInput id={props.id.clone()} value={props.value.clone()} on_typed={props.on_typed.clone()} disabled={props.disabled} described_by={props.described_by.clone()} /> }
        }
        FieldKind::Picture => {
            html! { <PictureInput id={props.id.clone()} value={props.value.clone()} on_typed={props.on_typed.clone()} disabled={props.disabled} /> }
        }
        FieldKind::Relation { noun } => html! {
            <Relation id={props.id.clone()} noun={noun.clone()} label={props.label.clone()} value={props.value.clone()} names={props.names.clone()}
                on_typed={props.on_typed.clone()} on_named={props.on_named.clone()} required={props.field.required} disabled={props.disabled}
                invalid={props.invalid} described_by={props.described_by.clone()} />
        },
        FieldKind::Children { fields, max } => match price_field(fields) {
            Some(price) => html! {
            <PriceTable id={props.id.clone()} field={price.clone()} value={props.value.clone()} zone={props.zone.clone()} names={props.names.clone()}
                on_typed={props.on_typed.clone()} on_named={props.on_named.clone()} disabled={props.disabled} />
            },
            None => html! {
            <Children id={props.id.clone()} fields={fields.clone()} max={*max} value={props.value.clone()} zone={props.zone.clone()} names={props.names.clone()}
                on_typed={props.on_typed.clone()} on_named={props.on_named.clone()} disabled={props.disabled} />
            },
        },
    }
}

fn switch(props: &InputProps) -> Html {
    let onchange = props.on_typed.reform(|event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        Value::from(input.is_some_and(|input| input.checked()))
    });
    html! {
        <input id={props.id.clone()} name={props.id.clone()} type="checkbox" class="switch" checked={props.value.as_bool().unwrap_or_default()} {onchange}
            disabled={props.disabled} aria-label={props.label.clone()} aria-describedby={props.described_by.clone()} />
    }
}

fn choice(office: &Office, props: &InputProps) -> Html {
    let FieldKind::Choice { options } = &props.field.kind else {
        return Html::default();
    };
    let now = props.value.as_str().unwrap_or_default();
    let onchange = props.on_typed.reform(|event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let value = select.map(|select| select.value()).filter(|value| !value.is_empty());
        value.map_or(Value::Null, Value::from)
    });
    let may_be_empty = !props.field.required || now.is_empty();
    html! {
        <select id={props.id.clone()} name={props.id.clone()} {onchange} disabled={props.disabled} required={props.field.required} aria-label={props.label.clone()}
            aria-invalid={props.invalid.then_some("true")} aria-describedby={props.described_by.clone()}>
            if may_be_empty { <option value="" selected={now.is_empty()}>{ "—" }</option> }
            { for options.iter().map(|option| html! {
                <option value={option.value.clone()} selected={option.value == now}>{ office.say(&option.name).to_owned() }</option>
            }) }
        </select>
    }
}
