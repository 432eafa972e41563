//! Proves who one is: by password, by code, or by both.

use crate::accounts::form::{Sending, use_form, use_typed};
use crate::accounts::form_error::FormError;
use crate::accounts::password_field::PasswordField;
use crate::accounts::wanted::password_missing;
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use crate::ui::field::Field;
use shared::accounts::ProveSecondFactor;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ProofFormProps {
    /// Begins the ids of its fields.
    pub id: AttrValue,
    #[prop_or(false)]
    pub asks_password: bool,
    #[prop_or(false)]
    pub asks_code: bool,
    pub go: AttrValue,
    #[prop_or_default]
    pub weight: Weight,
    /// What is not asked is empty.
    pub on_send: Callback<Sending<ProveSecondFactor>>,
}

#[component]
pub fn ProofForm(props: &ProofFormProps) -> Html {
    let office = use_office();
    let accounts = &office.site().accounts;
    let form = use_form();
    let (password, code) = (use_typed(String::new()), use_typed(String::new()));
    let (asks_password, asks_code) = (props.asks_password, props.asks_code);
    let code_missing = (asks_code && code.text.trim().is_empty()).then(|| office.team.code_needed.to_owned());
    let password_missing = password_missing(accounts, &password.text).filter(|_| asks_password);
    let onsubmit = {
        let (form, on_send) = (form.clone(), props.on_send.clone());
        let (password, code) = (password.text.clone(), code.text.clone());
        let fine = code_missing.is_none() && password_missing.is_none();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.busy() {
                return;
            }
            if !fine {
                return form.not_yet();
            }
            let what = ProveSecondFactor { password: (*password).clone(), code: code.trim().to_owned() };
            on_send.emit(Sending { what, on_done: form.sent() });
        })
    };
    html! {
        <form ref={form.node.clone()} {onsubmit} novalidate=true>
            <FormError sentence={form.general_error(&["password", "code"])} />
            if asks_password {
                <PasswordField id={format!("{}-password", props.id)} label={accounts.current_password} autocomplete="current-password"
                    typed={password.clone()} error={form.error(&["password"], password_missing)} />
            }
            if asks_code {
                <Field id={format!("{}-code", props.id)} label={office.team.code} hint={office.team.code_hint} autocomplete="one-time-code"
                    value={(*code.text).clone()} on_input={code.on_input.clone()} error={form.error(&["code"], code_missing)} />
            }
            <Button id={format!("{}-go", props.id)} submit=true weight={props.weight} busy={form.busy()}>{ props.go.clone() }</Button>
        </form>
    }
}
