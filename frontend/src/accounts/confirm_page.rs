//! Confirming the address of a new account; then one is signed in.

use crate::accounts::form::Sending;
use crate::accounts::mail_link::MailLink;
use crate::address::use_navigator;
use crate::api;
use crate::route::Route;
use crate::state::basket::use_basket;
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::texts::use_texts;
use shared::accounts::ConfirmEmail;
use yew::prelude::*;

#[component]
pub fn ConfirmPage() -> Html {
    let words = &use_texts().accounts;
    let session = use_session();
    let notices = use_notices();
    let navigator = use_navigator();
    // Who was choosing seats goes on with them.
    let on = if use_basket().held() > 0 { Route::Basket } else { Route::Programme };
    let on_send = Callback::from(move |Sending { what, on_done }: Sending<ConfirmEmail>| {
        let (session, notices, navigator, on) = (session.clone(), notices.clone(), navigator.clone(), on.clone());
        wasm_bindgen_futures::spawn_local(async move {
            on_done.emit(api::confirm_account(&what).await.map(|answer| {
                notices.good(words.confirmed);
                session.put(answer);
                navigator.replace(&on);
            }));
        });
    });
    html! {
        <MailLink title={words.confirm_title} hint={words.confirm_hint} {on_send} again={Route::SignIn} again_name={words.sign_in} />
    }
}
