//! Signing out, from wherever the button stands.

use crate::address::use_navigator;
use crate::api;
use crate::route::Route;
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::error_panel::use_explain;
use yew::prelude::*;

/// Signs out and leads home, so that nothing of the account stays on the screen.
#[hook]
pub fn use_sign_out() -> Callback<()> {
    let words = &use_texts().accounts;
    let (session, notices, explain) = (use_session(), use_notices(), use_explain());
    let navigator = use_navigator();
    Callback::from(move |()| {
        let (session, notices, explain) = (session.clone(), notices.clone(), explain.clone());
        let navigator = navigator.clone();
        wasm_bindgen_futures::spawn_local(async move {
            if let Err(refused) = api::sign_out().await {
                return notices.bad(explain.emit(refused));
            }
            notices.good(words.signed_out);
            session.forget_account();
            navigator.push(&Route::Programme);
        });
    })
}
