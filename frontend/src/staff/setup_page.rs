//! `/staff/setup`: the first member of the staff of a house that has none, with the code that the server printed.

use crate::accounts::form::{use_form, use_typed};
use crate::accounts::form_error::FormError;
use crate::accounts::password_field::PasswordField;
use crate::accounts::wanted::{email_problem, name_problem, new_password_problem};
use crate::api;
use crate::layout::title::use_page_title;
use crate::texts::office::use_office;
use crate::texts::{use_language, use_texts};
use crate::ui::button::{Button, Weight};
use crate::ui::field::Field;
use shared::accounts::{NAME_MAX_LENGTH, PASSWORD_MIN_LENGTH};
use shared::setup::MakeFirstStaff;
use yew::prelude::*;

#[component]
pub fn SetupPage() -> Html {
    let words = &use_texts().accounts;
    let office = &use_office().shell;
    let locale = use_language().locale;
    let form = use_form();
    let (code, name) = (use_typed(String::new()), use_typed(String::new()));
    let (email, password) = (use_typed(String::new()), use_typed(String::new()));
    use_page_title(office.setup);
    let onsubmit = {
        let (form, code, name) = (form.clone(), code.text.clone(), name.text.clone());
        let (email, password) = (email.text.clone(), password.text.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.busy() {
                return;
            }
            let fine = !code.trim().is_empty()
                && name_problem(words, &name).is_none()
                && new_password_problem(words, &password).is_none();
            let Some(email) = email.parse().ok().filter(|_| fine) else {
                return form.not_yet();
            };
            let who = MakeFirstStaff {
                code: code.trim().to_owned(),
                name: name.trim().to_owned(),
                email,
                password: (*password).clone(),
                locale,
            };
            let done = form.sent();
            wasm_bindgen_futures::spawn_local(async move {
                let answer = api::tables::make_first_staff(&who).await;
                done.emit(answer.map(|_| to_the_desk()));
            });
        })
    };
    let code_problem = code.text.trim().is_empty().then(|| office.setup_code_needed.to_owned());
    html! {
        <main id="content" class="page account-page" tabindex="-1">
            <div class="card account-card">
                <h1 tabindex="-1">{ office.setup }</h1>
                <p class="soft">{ office.setup_hint }</p>
                <form ref={form.node.clone()} {onsubmit} novalidate=true>
                    <FormError sentence={form.general_error(&["code", "name", "email", "password", "new_password"])} />
                    <Field id="setup-code" label={office.setup_code} autocomplete="off" value={(*code.text).clone()}
                        on_input={code.on_input.clone()} error={form.error(&["code"], code_problem)} />
                    <Field id="setup-name" label={words.name} autocomplete="name" max_length={NAME_MAX_LENGTH} value={(*name.text).clone()}
                        on_input={name.on_input.clone()} error={form.error(&["name"], name_problem(words, &name.text))} />
                    <Field id="setup-email" kind="email" label={words.email} autocomplete="email" value={(*email.text).clone()}
                        on_input={email.on_input.clone()} error={form.error(&["email"], email_problem(words, &email.text))} />
                    <PasswordField id="setup-password" label={words.password} autocomplete="new-password" typed={password.clone()}
                        hint={(words.password_hint)(PASSWORD_MIN_LENGTH)}
                        error={form.error(&["password", "new_password"], new_password_problem(words, &password.text))} />
                    <Button id="setup-go" submit=true weight={Weight::Primary} class="wide" busy={form.busy()}>{ office.setup_go }</Button>
                </form>
            </div>
        </main>
    }
}

/// The session is another one now: everything begins anew.
fn to_the_desk() {
    if let Some(window) = web_sys::window() {
        // A browser that refuses leaves the page as it is; the menu leads on.
        let _ = window.location().assign("/staff/setup");
    }
}
