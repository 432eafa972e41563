//! A password, hidden until somebody wants to see what they type.

use crate::accounts::form::Typed;
use crate::texts::use_texts;
use crate::ui::field::Field;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PasswordFieldProps {
    /// Unique on the page.
    pub id: AttrValue,
    pub label: AttrValue,
    pub typed: Typed,
    /// `current-password` or `new-password`.
    pub autocomplete: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

#[component]
pub fn PasswordField(props: &PasswordFieldProps) -> Html {
    let words = &use_texts().accounts;
    let shown = use_state_eq(|| false);
    let onclick = {
        let shown = shown.clone();
        move |_: MouseEvent| shown.set(!*shown)
    };
    html! {
        <div class="password">
            <Field id={props.id.clone()} label={props.label.clone()} kind={if *shown { "text" } else { "password" }}
                value={(*props.typed.text).clone()} on_input={props.typed.on_input.clone()} autocomplete={props.autocomplete.clone()}
                hint={props.hint.clone()} error={props.error.clone()} />
            <button type="button" class="reveal" {onclick} aria-controls={props.id.clone()} aria-pressed={shown.to_string()}
                aria-label={format!("{}, {}", words.show_password, props.label)}>
                { if *shown { words.hide_password } else { words.show_password } }
            </button>
        </div>
    }
}
