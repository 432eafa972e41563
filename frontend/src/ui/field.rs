//! A labelled input with its hint and its error, tied together for those who do not see them.

use crate::texts::use_texts;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// Unique on the page; also the input's name.
    pub id: AttrValue,
    pub label: AttrValue,
    pub value: AttrValue,
    pub on_input: Callback<String>,
    /// `text`, `email`, `password`, `date`, `search`, `tel`.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or(true)]
    pub required: bool,
    /// What the browser may fill in: `email`, `name`, `current-password`, `new-password`, `off`.
    #[prop_or_default]
    pub autocomplete: Option<AttrValue>,
    #[prop_or_default]
    pub max_length: Option<usize>,
    #[prop_or_default]
    pub min_length: Option<usize>,
    #[prop_or_default]
    pub min: Option<AttrValue>,
    #[prop_or_default]
    pub max: Option<AttrValue>,
    #[prop_or(false)]
    pub disabled: bool,
    /// More than a line: how many rows to show.
    #[prop_or_default]
    pub rows: Option<u32>,
    #[prop_or_default]
    pub input_ref: NodeRef,
}

/// The text of an input or text area that an event is about.
pub fn text_of(event: &InputEvent) -> String {
    let target = event.target();
    let input = target.as_ref().and_then(|target| target.dyn_ref::<HtmlInputElement>()).map(HtmlInputElement::value);
    input
        .or_else(|| {
            target.as_ref().and_then(|target| target.dyn_ref::<HtmlTextAreaElement>()).map(HtmlTextAreaElement::value)
        })
        .unwrap_or_default()
}

#[component]
pub fn Field(props: &FieldProps) -> Html {
    let texts = use_texts();
    let hint_id = format!("{}-hint", props.id);
    let error_id = format!("{}-error", props.id);
    let mut described = Vec::new();
    if props.error.is_some() {
        described.push(error_id.clone());
    }
    if props.hint.is_some() {
        described.push(hint_id.clone());
    }
    let described = (!described.is_empty()).then(|| described.join(" "));
    let invalid = props.error.is_some().then_some("true");
    let oninput = props.on_input.reform(|event: InputEvent| text_of(&event));
    let max_length = props.max_length.map(|length| length.to_string());
    html! {
        <div class={classes!("field", props.error.is_some().then_some("wrong"))}>
            <label for={props.id.clone()}>
                { props.label.clone() }
                if !props.required {
                    <span class="optional">{ format!(" ({})", texts.common.optional) }</span>
                }
            </label>
            if let Some(rows) = props.rows {
                <textarea ref={props.input_ref.clone()} id={props.id.clone()} name={props.id.clone()} rows={rows.to_string()}
                    value={props.value.clone()} {oninput} required={props.required} disabled={props.disabled}
                    maxlength={max_length} aria-describedby={described} aria-invalid={invalid} />
            } else {
                <input ref={props.input_ref.clone()} id={props.id.clone()} name={props.id.clone()} type={props.kind.clone()}
                    value={props.value.clone()} {oninput} required={props.required} disabled={props.disabled}
                    autocomplete={props.autocomplete.clone()} maxlength={max_length}
                    minlength={props.min_length.map(|length| length.to_string())} min={props.min.clone()} max={props.max.clone()}
                    aria-describedby={described} aria-invalid={invalid} />
            }
            if let Some(error) = &props.error {
                <p class="field-error" id={error_id}>{ error.clone() }</p>
            }
            if let Some(hint) = &props.hint {
                <p class="hint" id={hint_id}>{ hint.clone() }</p>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct CheckFieldProps {
    pub id: AttrValue,
    pub checked: bool,
    pub on_change: Callback<bool>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or(false)]
    pub required: bool,
    /// The label; may hold a link.
    pub children: Html,
}

/// A box to tick.
#[component]
pub fn CheckField(props: &CheckFieldProps) -> Html {
    let error_id = format!("{}-error", props.id);
    let onchange = props.on_change.reform(|event: Event| {
        event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            .is_some_and(|input| input.checked())
    });
    html! {
        <div class={classes!("field", "check", props.error.is_some().then_some("wrong"))}>
            <label for={props.id.clone()}>
                <input type="checkbox" id={props.id.clone()} name={props.id.clone()} checked={props.checked} {onchange}
                    required={props.required} aria-invalid={props.error.is_some().then_some("true")}
                    aria-describedby={props.error.is_some().then(|| error_id.clone())} />
                <span>{ props.children.clone() }</span>
            </label>
            if let Some(error) = &props.error {
                <p class="field-error" id={error_id}>{ error.clone() }</p>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct SelectFieldProps {
    pub id: AttrValue,
    pub label: AttrValue,
    /// The value chosen now.
    pub value: AttrValue,
    /// Values and what they are called.
    pub options: Vec<(AttrValue, AttrValue)>,
    pub on_change: Callback<String>,
    #[prop_or(false)]
    pub disabled: bool,
    /// The label is only read out.
    #[prop_or(false)]
    pub label_hidden: bool,
}

/// One of a few.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let onchange = props.on_change.reform(|event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlSelectElement>().ok());
        select.map(|select| select.value()).unwrap_or_default()
    });
    html! {
        <div class="field">
            <label for={props.id.clone()} class={props.label_hidden.then_some("only-read")}>{ props.label.clone() }</label>
            <select id={props.id.clone()} name={props.id.clone()} {onchange} disabled={props.disabled}>
                { for props.options.iter().map(|(value, name)| html! {
                    <option value={value.clone()} selected={*value == props.value}>{ name.clone() }</option>
                }) }
            </select>
        </div>
    }
}
