//! Changing the password; every other session ends.

use crate::accounts::form::{Sending, use_form, use_typed};
use crate::accounts::form_error::FormError;
use crate::accounts::password_field::PasswordField;
use crate::accounts::wanted::{new_password_problem, password_missing};
use crate::texts::use_texts;
use crate::ui::button::Button;
use shared::accounts::{ChangePassword, PASSWORD_MIN_LENGTH};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ChangePasswordProps {
    /// Tells a password keeper whose password this is.
    pub email: AttrValue,
    pub on_send: Callback<Sending<ChangePassword>>,
}

#[component]
pub fn ChangePasswordForm(props: &ChangePasswordProps) -> Html {
    let texts = use_texts();
    let words = &texts.accounts;
    let form = use_form();
    let (current, new) = (use_typed(String::new()), use_typed(String::new()));
    let onsubmit = {
        let (form, on_send, typed_current, typed_new) =
            (form.clone(), props.on_send.clone(), current.clone(), new.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.busy() {
                return;
            }
            let what = ChangePassword {
                current_password: (*typed_current.text).clone(),
                new_password: (*typed_new.text).clone(),
            };
            if what.current_password.is_empty() || new_password_problem(words, &what.new_password).is_some() {
                return form.not_yet();
            }
            let (done, current, new) = (form.sent(), typed_current.on_input.clone(), typed_new.on_input.clone());
            let on_done = Callback::from(move |answer: Result<(), _>| {
                if answer.is_ok() {
                    current.emit(String::new());
                    new.emit(String::new());
                }
                done.emit(answer);
            });
            on_send.emit(Sending { what, on_done });
        })
    };
    html! {
        <section class="card" aria-labelledby="password">
            <h2 id="password">{ words.change_password }</h2>
            <p>{ words.change_password_hint }</p>
            <form ref={form.node.clone()} {onsubmit} novalidate=true>
                <input type="text" hidden=true autocomplete="username" readonly=true value={props.email.clone()} />
                <FormError sentence={form.general_error(&["current_password", "password", "new_password"])} />
                <PasswordField id="current-password" label={words.current_password} autocomplete="current-password" typed={current.clone()}
                    error={form.error(&["current_password", "password"], password_missing(words, &current.text))} />
                <PasswordField id="changed-password" label={words.new_password} autocomplete="new-password" typed={new.clone()}
                    hint={(words.password_hint)(PASSWORD_MIN_LENGTH)} error={form.error(&["new_password"], new_password_problem(words, &new.text))} />
                <Button id="change-password" submit=true busy={form.busy()}>{ texts.common.save }</Button>
            </form>
        </section>
    }
}
