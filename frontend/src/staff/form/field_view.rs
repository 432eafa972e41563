//! A field of a form: label, input, hint and error, tied together.

use super::check::{self, Wrong};
use super::input::Input;
use crate::texts::office::{Office, use_office};
use crate::ui::format::town_of;
use serde_json::{Map, Value};
use shared::forms::{Field, FieldKind, RowChoice};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FieldViewProps {
    pub id: AttrValue,
    pub field: Field,
    pub value: Value,
    pub zone: AttrValue,
    pub names: Map<String, Value>,
    pub on_typed: Callback<Value>,
    #[prop_or_default]
    pub on_named: Callback<(String, RowChoice)>,
    /// What the server said about it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Whether to say what is missing.
    #[prop_or(false)]
    pub tried: bool,
    #[prop_or(false)]
    pub disabled: bool,
}

#[component]
pub fn FieldView(props: &FieldViewProps) -> Html {
    let office = use_office();
    let field = &props.field;
    let own = check::wrong(field, &props.value)
        .filter(|wrong| props.tried || !matches!(wrong, Wrong::Missing | Wrong::Inside));
    // While an amount is being typed it is not yet wrong.
    let own = own.filter(|_| props.tried).map(|wrong| sentence(office, field, wrong).into());
    let error: Option<AttrValue> = own.or_else(|| props.error.clone());
    let (hint_id, error_id) = (format!("{}-hint", props.id), format!("{}-error", props.id));
    let mut hints: Vec<String> = field.hint.iter().map(|hint| office.say(hint).to_owned()).collect();
    if field.kind == FieldKind::Moment {
        hints.push((office.form.in_zone)(&town_of(&props.zone)));
    }
    let hint = hints.join(" · ");
    let described = [(error.is_some(), &error_id), (!hint.is_empty(), &hint_id)];
    let described: Vec<_> = described.into_iter().filter(|(there, _)| *there).map(|(_, id)| id.as_str()).collect();
    let described_by = (!described.is_empty()).then(|| AttrValue::from(described.join(" ")));
    let kind = kind_name(&field.kind);
    let is_many = matches!(field.kind, FieldKind::Children { .. });
    let label = office.say(&field.label).to_owned();
    let needs_word =
        !field.required && !is_many && !props.disabled && !matches!(field.kind, FieldKind::Fixed | FieldKind::Switch);
    let input = html! {
        <Input id={props.id.clone()} field={field.clone()} value={props.value.clone()} zone={props.zone.clone()} names={props.names.clone()}
            on_typed={props.on_typed.clone()} on_named={props.on_named.clone()} disabled={props.disabled}
            invalid={error.is_some()} {described_by} />
    };
    let inside = html! {
        <>
            if let Some(error) = &error { <p class="field-error" id={error_id}>{ error.clone() }</p> }
            if !hint.is_empty() { <p class="hint" id={hint_id}>{ hint }</p> }
        </>
    };
    let class = classes!("field", "office-field", kind, error.is_some().then_some("wrong"));
    if is_many {
        return html! { <fieldset {class} data-field={field.key.clone()}><legend>{ label }</legend>{ input }{ inside }</fieldset> };
    }
    html! {
        <div {class} data-field={field.key.clone()}>
            <label for={props.id.clone()}>{ label }
                if needs_word { <span class="optional">{ format!(" ({})", office.site().common.optional) }</span> }
            </label>
            { input }
            { inside }
        </div>
    }
}

fn sentence(office: &Office, field: &Field, wrong: Wrong) -> String {
    match (&field.kind, wrong) {
        (FieldKind::Color, Wrong::Unreadable) => office.form.wrong_color.to_owned(),
        _ => (office.form.wrong)(wrong),
    }
}

/// For the style: how wide a field is.
const fn kind_name(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Line { max } if *max <= 40 => "half",
        FieldKind::Line { .. } | FieldKind::Suggested { .. } | FieldKind::Email | FieldKind::Relation { .. } => "line",
        FieldKind::Text { .. } => "text",
        FieldKind::Switch => "is-switch",
        FieldKind::Children { .. } => "many",
        FieldKind::Picture => "is-picture",
        FieldKind::Color
        | FieldKind::Number { .. }
        | FieldKind::Money { .. }
        | FieldKind::Percent
        | FieldKind::Choice { .. }
        | FieldKind::Date
        | FieldKind::Moment
        | FieldKind::Fixed => "half",
    }
}
