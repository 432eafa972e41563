//! Signing in, and on to where somebody wanted to go. The basket stays.

use crate::accounts::demo_sign_ins::DemoSignIns;
use crate::accounts::form::{use_form, use_typed};
use crate::accounts::form_error::FormError;
use crate::accounts::password_field::PasswordField;
use crate::accounts::wanted::{email_problem, password_missing};
use crate::address::use_navigator;
use crate::api;
use crate::layout::title::use_page_title;
use crate::route::{Link, Route, go_to, use_query};
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::field::Field;
use shared::accounts::{Session, SignIn};
use shared::email::Email;
use shared::refusal::Refusal;
use yew::prelude::*;

/// The query that takes where somebody wanted to go along to another page.
pub fn next_query(next: Option<&str>) -> String {
    next.map(|next| format!("?next={}", String::from(js_sys::encode_uri_component(next)))).unwrap_or_default()
}

#[component]
pub fn SignInPage() -> Html {
    let words = &use_texts().accounts;
    let session = use_session();
    let notices = use_notices();
    let navigator = use_navigator();
    let next = use_query("next");
    let form = use_form();
    let (email, password) = (use_typed(String::new()), use_typed(String::new()));
    let (code, asks_code) = (use_typed(String::new()), use_state_eq(|| false));
    use_page_title(words.sign_in);
    let onsubmit = {
        let (form, session, notices, navigator, next) =
            (form.clone(), session.clone(), notices, navigator, next.clone());
        let (email, password) = (email.text.clone(), password.text.clone());
        let (code, asks_code) = (code.text.clone(), asks_code.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.busy() {
                return;
            }
            let Some(email) = email.parse::<Email>().ok().filter(|_| !password.is_empty()) else {
                return form.not_yet();
            };
            let code = Some((*code).clone()).filter(|code| !code.is_empty());
            let (who, done) = (SignIn { email, password: (*password).clone(), code }, form.sent());
            let asks_code = asks_code.clone();
            let (session, notices, navigator, next) =
                (session.clone(), notices.clone(), navigator.clone(), next.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let answer = api::sign_in(&who).await;
                if answer.as_ref().is_err_and(|refused| refused.refusal() == Some(&Refusal::SecondFactorNeeded)) {
                    asks_code.set(true);
                }
                done.emit(answer.map(|answer| {
                    notices.good((words.welcome)(&name_of(&answer)));
                    session.put(answer);
                    go_to(&navigator, next.as_deref().unwrap_or("/"));
                }));
            });
        })
    };
    let on_choose = {
        let (email, password) = (email.on_input.clone(), password.on_input.clone());
        Callback::from(move |(address, secret): (String, String)| {
            email.emit(address);
            password.emit(secret);
        })
    };
    let query = next_query(next.as_deref());
    html! {
        <div class="page account-page">
            <div class="card account-card">
                <h1 tabindex="-1">{ words.sign_in }</h1>
                <p class="soft">{ words.sign_in_hint }</p>
                if let Some(account) = &session.account {
                    <p role="status">{ (words.signed_in_as)(&account.name) }</p>
                }
                <form ref={form.node.clone()} {onsubmit} novalidate=true>
                    <FormError sentence={form.general_error(&["email", "password", "code"])} />
                    <Field id="sign-in-email" kind="email" label={words.email} autocomplete="username" value={(*email.text).clone()}
                        on_input={email.on_input.clone()} error={form.error(&["email"], email_problem(words, &email.text))} />
                    <PasswordField id="sign-in-password" label={words.password} autocomplete="current-password" typed={password.clone()}
                        error={form.error(&["password"], password_missing(words, &password.text))} />
                    if *asks_code {
                        <Field id="sign-in-code" label={words.code} autocomplete="one-time-code" value={(*code.text).clone()}
                            on_input={code.on_input.clone()} error={form.error(&["code"], None)} />
                    }
                    <Button id="sign-in" submit=true weight={Weight::Primary} class="wide" busy={form.busy()}>{ words.sign_in }</Button>
                </form>
                <p class="account-links">
                    <Link to={Route::RequestReset}>{ words.forgotten }</Link>
                    <span>{ words.no_account }{ " " }<Link to={Route::Register} {query}>{ words.register }</Link></span>
                </p>
            </div>
            if session.house.as_ref().is_some_and(|house| house.demonstration) {
                <DemoSignIns {on_choose} />
            }
        </div>
    }
}

/// How somebody is greeted.
fn name_of(session: &Session) -> String {
    let name = session.account.as_ref().map(|account| account.name.as_str()).unwrap_or_default();
    name.split_whitespace().next().unwrap_or_default().to_owned()
}
