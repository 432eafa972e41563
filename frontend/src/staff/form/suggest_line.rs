//! A line of text for which names are suggested that are there already, so that nobody is there twice.

use crate::load::Load;
use crate::state::choices::use_choices;
use web_sys::FocusEvent;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SuggestLineProps {
    pub id: AttrValue,
    /// Whose titles are suggested.
    pub noun: AttrValue,
    pub max: i64,
    pub text: AttrValue,
    pub on_input: Callback<InputEvent>,
    pub required: bool,
    pub disabled: bool,
    pub label: Option<AttrValue>,
    pub invalid: bool,
    pub described_by: Option<AttrValue>,
}

#[component]
pub fn SuggestLine(props: &SuggestLineProps) -> Html {
    let here = use_state_eq(|| false);
    let asked = here.then(|| props.text.to_string()).filter(|text| !text.trim().is_empty());
    let found = use_choices(&props.noun, asked);
    let set = |now: bool| {
        let here = here.setter();
        Callback::from(move |_: FocusEvent| here.set(now))
    };
    let list = format!("{}-names", props.id);
    html! {
        <>
            <input id={props.id.clone()} name={props.id.clone()} type="text" list={list.clone()} value={props.text.clone()} autocomplete="off"
                oninput={props.on_input.clone()} onfocus={set(true)} onblur={set(false)} required={props.required} disabled={props.disabled}
                maxlength={props.max.to_string()} aria-label={props.label.clone()} aria-invalid={props.invalid.then_some("true")}
                aria-describedby={props.described_by.clone()} />
            <datalist id={list}>
                if let Load::Ready(offers) = &found {
                    { for offers.iter().map(|offer| html! { <option key={offer.id.clone()} value={offer.title.clone()} /> }) }
                }
            </datalist>
        </>
    }
}
