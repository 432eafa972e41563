//! Confirming a new address of an account that exists.

use crate::accounts::form::Sending;
use crate::accounts::mail_link::MailLink;
use crate::address::use_navigator;
use crate::api;
use crate::route::Route;
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::texts::use_texts;
use shared::accounts::ConfirmEmail;
use yew::prelude::*;

#[component]
pub fn ConfirmEmailPage() -> Html {
    let words = &use_texts().accounts;
    let session = use_session();
    let notices = use_notices();
    let navigator = use_navigator();
    let on_send = Callback::from(move |Sending { what, on_done }: Sending<ConfirmEmail>| {
        let (session, notices, navigator) = (session.clone(), notices.clone(), navigator.clone());
        wasm_bindgen_futures::spawn_local(async move {
            on_done.emit(api::confirm_email(&what).await.map(|answer| {
                notices.good(words.email_confirmed);
                session.put(answer);
                navigator.replace(&Route::Account);
            }));
        });
    });
    html! {
        <MailLink title={words.confirm_email_title} hint={words.confirm_email_hint} {on_send} again={Route::Account} again_name={words.title} />
    }
}
