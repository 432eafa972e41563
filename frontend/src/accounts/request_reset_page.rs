//! Asking for a link to choose a new password; answered alike whether or not the address has an account.

use crate::accounts::form::{use_form, use_typed};
use crate::accounts::form_error::FormError;
use crate::accounts::sent_panel::SentPanel;
use crate::accounts::wanted::email_problem;
use crate::api;
use crate::layout::title::use_page_title;
use crate::route::{Link, Route};
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::field::Field;
use shared::accounts::RequestPasswordReset;
use yew::prelude::*;

#[component]
pub fn RequestResetPage() -> Html {
    let words = &use_texts().accounts;
    let form = use_form();
    let sent_to = use_state_eq(|| None::<String>);
    let email = use_typed(String::new());
    use_page_title(words.reset);
    let onsubmit = {
        let (form, sent_to, email) = (form.clone(), sent_to.setter(), email.text.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.busy() {
                return;
            }
            let Ok(email) = email.parse() else {
                return form.not_yet();
            };
            let (whose, done, sent_to) = (RequestPasswordReset { email }, form.sent(), sent_to.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let answer = api::request_password_reset(&whose).await;
                done.emit(answer.map(|()| sent_to.set(Some(whose.email.to_string()))));
            });
        })
    };
    let on_again = {
        let sent_to = sent_to.setter();
        Callback::from(move |()| sent_to.set(None))
    };
    html! {
        <div class="page account-page">
            if let Some(address) = &*sent_to {
                <div>
                    <h1 class="only-read">{ words.reset }</h1>
                    <SentPanel sentence={(words.reset_sent)(address)} {on_again} />
                </div>
            } else {
                <div class="card account-card">
                    <h1 tabindex="-1">{ words.reset }</h1>
                    <p class="soft">{ words.reset_hint }</p>
                    <form ref={form.node.clone()} {onsubmit} novalidate=true>
                        <FormError sentence={form.general_error(&["email"])} />
                        <Field id="reset-email" kind="email" label={words.email} autocomplete="username" value={(*email.text).clone()}
                            on_input={email.on_input.clone()} error={form.error(&["email"], email_problem(words, &email.text))} />
                        <Button id="reset" submit=true weight={Weight::Primary} class="wide" busy={form.busy()}>{ words.reset_go }</Button>
                    </form>
                    <p class="account-links"><Link to={Route::SignIn}>{ words.sign_in }</Link></p>
                </div>
            }
        </div>
    }
}
