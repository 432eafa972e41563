//! Erasing an account, with what that means said before and the password asked.

use crate::accounts::form::{Sending, use_form, use_typed};
use crate::accounts::form_error::FormError;
use crate::accounts::password_field::PasswordField;
use crate::accounts::wanted::password_missing;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Dialog;
use shared::accounts::EraseAccount;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct EraseProps {
    pub on_send: Callback<Sending<EraseAccount>>,
}

/// The button and, when pressed, the question.
#[component]
pub fn Erase(props: &EraseProps) -> Html {
    let words = &use_texts().accounts;
    let asking = use_state_eq(|| false);
    let ask = |open: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(open))
    };
    html! {
        <>
            <Button id="erase" weight={Weight::Danger} onclick={ask(true).reform(|_| ())}>{ words.erase }</Button>
            if *asking {
                <EraseDialog on_send={props.on_send.clone()} on_close={ask(false)} />
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct EraseDialogProps {
    on_send: Callback<Sending<EraseAccount>>,
    on_close: Callback<()>,
}

#[component]
fn EraseDialog(props: &EraseDialogProps) -> Html {
    let texts = use_texts();
    let words = &texts.accounts;
    let form = use_form();
    let password = use_typed(String::new());
    let onsubmit = {
        let (form, on_send, password) = (form.clone(), props.on_send.clone(), password.text.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.busy() {
                return;
            }
            if password.is_empty() {
                return form.not_yet();
            }
            on_send.emit(Sending { what: EraseAccount { password: (*password).clone() }, on_done: form.sent() });
        })
    };
    html! {
        <Dialog title={words.erase_title} on_close={props.on_close.clone()}>
            { for words.erase_question.iter().map(|paragraph| html! { <p>{ *paragraph }</p> }) }
            <form ref={form.node.clone()} {onsubmit} novalidate=true>
                <FormError sentence={form.general_error(&["password"])} />
                <PasswordField id="erase-password" label={words.current_password} autocomplete="current-password" typed={password.clone()}
                    error={form.error(&["password"], password_missing(words, &password.text))} />
                <footer class="actions">
                    <Button onclick={props.on_close.reform(|_| ())}>{ texts.common.cancel }</Button>
                    <Button id="erase-really" submit=true weight={Weight::Danger} busy={form.busy()}>{ words.erase_go }</Button>
                </footer>
            </form>
        </Dialog>
    }
}
