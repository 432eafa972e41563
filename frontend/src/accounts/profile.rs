//! Name and language of an account.

use crate::accounts::form::{Sending, use_form, use_typed};
use crate::accounts::form_error::FormError;
use crate::accounts::wanted::name_problem;
use crate::texts::use_texts;
use crate::ui::button::Button;
use crate::ui::field::{Field, SelectField};
use shared::accounts::{Account, ChangeProfile, NAME_MAX_LENGTH};
use shared::house::Locale;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ProfileProps {
    pub account: Rc<Account>,
    pub on_send: Callback<Sending<ChangeProfile>>,
}

#[component]
pub fn Profile(props: &ProfileProps) -> Html {
    let texts = use_texts();
    let words = &texts.accounts;
    let form = use_form();
    let name = use_typed(props.account.name.clone());
    let locale = use_state_eq(|| props.account.locale);
    let onsubmit = {
        let (form, name, locale, on_send) = (form.clone(), name.text.clone(), locale.clone(), props.on_send.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.busy() {
                return;
            }
            if name_problem(words, &name).is_some() {
                return form.not_yet();
            }
            let what = ChangeProfile { name: name.trim().to_owned(), locale: *locale };
            on_send.emit(Sending { what, on_done: form.sent() });
        })
    };
    let on_change = {
        let locale = locale.setter();
        Callback::from(move |code: String| locale.set(Locale::from_code(&code)))
    };
    let options =
        vec![(Locale::Fr.code().into(), words.french.into()), (Locale::En.code().into(), words.english.into())];
    html! {
        <section class="card" aria-labelledby="profile">
            <h2 id="profile">{ words.profile }</h2>
            <form ref={form.node.clone()} {onsubmit} novalidate=true>
                <FormError sentence={form.general_error(&["name"])} />
                <Field id="profile-name" label={words.name} autocomplete="name" max_length={NAME_MAX_LENGTH} value={(*name.text).clone()}
                    on_input={name.on_input.clone()} hint={words.name_hint} error={form.error(&["name"], name_problem(words, &name.text))} />
                <SelectField id="profile-locale" label={words.language} value={locale.code()} {options} {on_change} />
                <p class="hint">{ words.language_hint }</p>
                <Button id="save-profile" submit=true busy={form.busy()}>{ texts.common.save }</Button>
            </form>
        </section>
    }
}
