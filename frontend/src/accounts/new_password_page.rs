//! The link of a mail leads here to choose a new password; then one is signed in.

use crate::accounts::form::{use_form, use_typed};
use crate::accounts::form_error::FormError;
use crate::accounts::password_field::PasswordField;
use crate::accounts::wanted::new_password_problem;
use crate::address::use_navigator;
use crate::api;
use crate::layout::title::use_page_title;
use crate::route::{Link, Route, use_query};
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use shared::accounts::{PASSWORD_MIN_LENGTH, ResetPassword};
use yew::prelude::*;

#[component]
pub fn NewPasswordPage() -> Html {
    let words = &use_texts().accounts;
    let session = use_session();
    let notices = use_notices();
    let navigator = use_navigator();
    let token = use_query("token");
    let form = use_form();
    let password = use_typed(String::new());
    use_page_title(words.new_password_title);
    let onsubmit = {
        let (form, token, password) = (form.clone(), token.clone(), password.text.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.busy() {
                return;
            }
            let Some(token) = token.clone().filter(|_| new_password_problem(words, &password).is_none()) else {
                return form.not_yet();
            };
            let (reset, done) = (ResetPassword { token, new_password: (*password).clone() }, form.sent());
            let (session, notices, navigator) = (session.clone(), notices.clone(), navigator.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let answer = api::reset_password(&reset).await;
                done.emit(answer.map(|answer| {
                    notices.good(words.password_changed);
                    session.put(answer);
                    navigator.replace(&Route::Account);
                }));
            });
        })
    };
    let incomplete = token.is_none().then(|| words.link_incomplete.to_owned());
    html! {
        <div class="page account-page">
            <div class="card account-card">
                <h1 tabindex="-1">{ words.new_password_title }</h1>
                <p class="soft">{ words.new_password_hint }</p>
                <form ref={form.node.clone()} {onsubmit} novalidate=true>
                    <FormError sentence={incomplete.or_else(|| form.general_error(&["new_password"]))}>
                        <Link to={Route::RequestReset}>{ words.reset_go }</Link>
                    </FormError>
                    <PasswordField id="new-password" label={words.new_password} autocomplete="new-password" typed={password.clone()}
                        hint={(words.password_hint)(PASSWORD_MIN_LENGTH)}
                        error={form.error(&["new_password"], new_password_problem(words, &password.text))} />
                    <Button id="save-password" submit=true weight={Weight::Primary} class="wide" busy={form.busy()}>{ words.new_password_go }</Button>
                </form>
            </div>
        </div>
    }
}
