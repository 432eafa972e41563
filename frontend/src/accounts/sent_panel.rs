//! A mail is on its way: what to do now.

use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SentPanelProps {
    pub sentence: AttrValue,
    /// Back to the form, with what was typed.
    pub on_again: Callback<()>,
}

#[component]
pub fn SentPanel(props: &SentPanelProps) -> Html {
    let texts = use_texts();
    html! {
        <div class="sent card" role="status">
            <svg viewBox="0 0 64 48" aria-hidden="true" focusable="false"><path d="M4 4h56v40H4z" /><path class="light" d="M4 4l28 22L60 4" /></svg>
            <h2>{ texts.accounts.look_in_mail }</h2>
            <p>{ props.sentence.clone() }</p>
            <p class="soft">{ texts.accounts.not_arrived }</p>
            <Button weight={Weight::Quiet} onclick={props.on_again.reform(|_| ())}>{ texts.common.back }</Button>
        </div>
    }
}
