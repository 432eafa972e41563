//! A colour: the browser's own choice, its code, and whether text on it can be read.

use super::contrast::with_white;
use crate::texts::office::use_office;
use crate::ui::field::text_of;
use serde_json::Value;
use yew::prelude::*;

/// What WCAG 2.2 asks of text.
const READABLE: f64 = 4.5;

#[derive(Properties, PartialEq)]
pub struct ColorInputProps {
    pub id: AttrValue,
    pub value: Value,
    pub on_typed: Callback<Value>,
    pub disabled: bool,
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
}

#[component]
pub fn ColorInput(props: &ColorInputProps) -> Html {
    let office = use_office();
    let value = props.value.as_str().unwrap_or_default().to_owned();
    let contrast = with_white(&value);
    let picked = props.on_typed.reform(|event: InputEvent| Value::from(text_of(&event)));
    let typed = props.on_typed.reform(|event: InputEvent| {
        let text = text_of(&event);
        if text.trim().is_empty() { Value::Null } else { Value::from(text.trim().to_lowercase()) }
    });
    html! {
        <div class="color-input">
            <input type="color" aria-label={office.form.color_none} value={if contrast.is_some() { value.clone() } else { "#a3163a".to_owned() }} oninput={picked} disabled={props.disabled} />
            <input id={props.id.clone()} type="text" {value} maxlength="7" placeholder="#a3163a" oninput={typed} disabled={props.disabled} spellcheck="false" aria-describedby={props.described_by.clone()} />
            if let Some(contrast) = contrast {
                <span class="hint">{ if contrast < READABLE { office.form.color_low } else { office.form.color_fine } }</span>
            }
        </div>
    }
}
