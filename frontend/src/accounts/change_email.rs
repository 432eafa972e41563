//! Changing the address of an account: the new one is confirmed by a link before it counts.

use crate::accounts::form::{Sending, use_form, use_typed};
use crate::accounts::form_error::FormError;
use crate::accounts::password_field::PasswordField;
use crate::accounts::wanted::{email_problem, password_missing};
use crate::texts::use_texts;
use crate::ui::button::Button;
use crate::ui::field::Field;
use shared::accounts::{Account, ChangeEmail};
use shared::email::Email;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ChangeEmailProps {
    pub account: Rc<Account>,
    pub on_send: Callback<Sending<ChangeEmail>>,
}

#[component]
pub fn ChangeEmailForm(props: &ChangeEmailProps) -> Html {
    let words = &use_texts().accounts;
    let form = use_form();
    let (email, password) = (use_typed(String::new()), use_typed(String::new()));
    let onsubmit = {
        let (form, on_send, typed_email, typed_password) =
            (form.clone(), props.on_send.clone(), email.clone(), password.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.busy() {
                return;
            }
            let password = (*typed_password.text).clone();
            let Some(new_email) = typed_email.text.parse::<Email>().ok().filter(|_| !password.is_empty()) else {
                return form.not_yet();
            };
            let (done, email, secret) = (form.sent(), typed_email.on_input.clone(), typed_password.on_input.clone());
            let on_done = Callback::from(move |answer: Result<(), _>| {
                if answer.is_ok() {
                    email.emit(String::new());
                    secret.emit(String::new());
                }
                done.emit(answer);
            });
            on_send.emit(Sending { what: ChangeEmail { new_email, password }, on_done });
        })
    };
    html! {
        <section class="card" aria-labelledby="email">
            <h2 id="email">{ words.change_email }</h2>
            <p>{ (words.email_now)(props.account.email.as_str()) }</p>
            if let Some(waiting) = &props.account.new_email {
                <p class="waiting-for-mail">{ (words.email_waiting)(waiting.as_str()) }</p>
            }
            <form ref={form.node.clone()} {onsubmit} novalidate=true>
                <FormError sentence={form.general_error(&["new_email", "email", "password"])} />
                <Field id="new-email" kind="email" label={words.new_email} autocomplete="email" value={(*email.text).clone()}
                    on_input={email.on_input.clone()} error={form.error(&["new_email", "email"], email_problem(words, &email.text))} />
                <PasswordField id="new-email-password" label={words.current_password} autocomplete="current-password" typed={password.clone()}
                    error={form.error(&["password"], password_missing(words, &password.text))} />
                <Button id="change-email" submit=true busy={form.busy()}>{ words.change_email_go }</Button>
            </form>
        </section>
    }
}
