//! Creating an account: a mail says what to do next, whether or not the address has one already.

use crate::accounts::form::{use_form, use_typed};
use crate::accounts::form_error::FormError;
use crate::accounts::password_field::PasswordField;
use crate::accounts::sent_panel::SentPanel;
use crate::accounts::sign_in_page::next_query;
use crate::accounts::wanted::{email_problem, name_problem, new_password_problem};
use crate::api;
use crate::layout::title::use_page_title;
use crate::route::{Link, Route, use_query};
use crate::texts::{use_language, use_texts};
use crate::ui::button::{Button, Weight};
use crate::ui::field::Field;
use shared::accounts::{NAME_MAX_LENGTH, PASSWORD_MIN_LENGTH, Register};
use yew::prelude::*;

#[component]
pub fn RegisterPage() -> Html {
    let words = &use_texts().accounts;
    let locale = use_language().locale;
    let next = use_query("next");
    let form = use_form();
    let sent_to = use_state_eq(|| None::<String>);
    let (name, email, password) = (use_typed(String::new()), use_typed(String::new()), use_typed(String::new()));
    use_page_title(words.register);
    let onsubmit = {
        let (form, sent_to) = (form.clone(), sent_to.setter());
        let (name, email, password) = (name.text.clone(), email.text.clone(), password.text.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.busy() {
                return;
            }
            let fine = name_problem(words, &name).is_none() && new_password_problem(words, &password).is_none();
            let Some(email) = email.parse().ok().filter(|_| fine) else {
                return form.not_yet();
            };
            let who = Register { name: name.trim().to_owned(), email, password: (*password).clone(), locale };
            let (done, sent_to) = (form.sent(), sent_to.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let answer = api::register(&who).await;
                done.emit(answer.map(|()| sent_to.set(Some(who.email.to_string()))));
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
                    <h1 class="only-read">{ words.register }</h1>
                    <SentPanel sentence={(words.registered)(address)} {on_again} />
                </div>
            } else {
                <div class="card account-card">
                    <h1 tabindex="-1">{ words.register }</h1>
                    <p class="soft">{ words.register_hint }</p>
                    <form ref={form.node.clone()} {onsubmit} novalidate=true>
                        <FormError sentence={form.general_error(&["name", "email", "password", "new_password"])} />
                        <Field id="register-name" label={words.name} autocomplete="name" max_length={NAME_MAX_LENGTH} value={(*name.text).clone()}
                            on_input={name.on_input.clone()} hint={words.name_hint} error={form.error(&["name"], name_problem(words, &name.text))} />
                        <Field id="register-email" kind="email" label={words.email} autocomplete="email" value={(*email.text).clone()}
                            on_input={email.on_input.clone()} error={form.error(&["email"], email_problem(words, &email.text))} />
                        <PasswordField id="register-password" label={words.password} autocomplete="new-password" typed={password.clone()}
                            hint={(words.password_hint)(PASSWORD_MIN_LENGTH)}
                            error={form.error(&["password", "new_password"], new_password_problem(words, &password.text))} />
                        <Button id="register" submit=true weight={Weight::Primary} class="wide" busy={form.busy()}>{ words.register_go }</Button>
                    </form>
                    <p class="account-links">
                        <span>{ words.have_account }{ " " }<Link to={Route::SignIn} query={next_query(next.as_deref())}>{ words.sign_in }</Link></span>
                    </p>
                </div>
            }
        </div>
    }
}
