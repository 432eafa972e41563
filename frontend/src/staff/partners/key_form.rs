//! Gives a program a key: its name and what it may do.

use crate::accounts::form::{Sending, use_form, use_typed};
use crate::accounts::form_error::FormError;
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use crate::ui::field::{CheckField, Field};
use shared::partners::{CreateApiClient, Scope};
use yew::prelude::*;

const SCOPES: [(&str, Scope); 5] = [
    ("programme-read", Scope::ProgrammeRead),
    ("orders-read", Scope::OrdersRead),
    ("orders-write", Scope::OrdersWrite),
    ("tickets-check", Scope::TicketsCheck),
    ("revenue-read", Scope::RevenueRead),
];

#[derive(Properties, PartialEq)]
pub struct KeyFormProps {
    pub on_send: Callback<Sending<CreateApiClient>>,
}

#[component]
pub fn KeyForm(props: &KeyFormProps) -> Html {
    let words = &use_office().team;
    let form = use_form();
    let name = use_typed(String::new());
    let scopes = use_state_eq(Vec::<Scope>::new);
    let name_missing = name.text.trim().is_empty().then(|| words.name_needed.to_owned());
    let scope_missing = scopes.is_empty().then(|| words.scope_needed.to_owned());
    let onsubmit = {
        let (form, on_send, name, scopes) = (form.clone(), props.on_send.clone(), name.text.clone(), scopes.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.busy() {
                return;
            }
            if name.trim().is_empty() || scopes.is_empty() {
                return form.not_yet();
            }
            let what = CreateApiClient { name: name.trim().to_owned(), scopes: (*scopes).clone() };
            on_send.emit(Sending { what, on_done: form.sent() });
        })
    };
    html! {
        <form ref={form.node.clone()} {onsubmit} novalidate=true>
            <FormError sentence={form.general_error(&["name", "scopes"])} />
            <Field id="key-name" label={words.key_name} max_length={80} autocomplete="off" value={(*name.text).clone()}
                on_input={name.on_input.clone()} error={form.error(&["name"], name_missing)} />
            <fieldset>
                <legend>{ words.scopes }</legend>
                { for SCOPES.into_iter().map(|(id, scope)| {
                    let (setter, now) = (scopes.setter(), (*scopes).clone());
                    let on_change = Callback::from(move |wanted: bool| {
                        let mut next: Vec<_> = now.iter().copied().filter(|known| *known != scope).collect();
                        if wanted { next.push(scope); }
                        setter.set(next);
                    });
                    html! { <CheckField key={id} id={format!("scope-{id}")} checked={scopes.contains(&scope)} {on_change}>{ (words.scope)(scope) }</CheckField> }
                }) }
                if let Some(error) = form.error(&["scopes"], scope_missing) { <p class="field-error" role="alert">{ error }</p> }
            </fieldset>
            <Button id="make-key" submit=true weight={Weight::Primary} busy={form.busy()}>{ words.make_key }</Button>
        </form>
    }
}
