//! Support that acts as a customer: how it begins and ends. Either way another person is signed in, so the page begins anew.

use crate::api;
use crate::load::Refused;
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::ui::error_panel::use_explain;
use shared::accounts::Session;
use shared::ids::AccountId;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Acts as a customer and leads to the visitors' first page; whether that is under way.
#[hook]
pub fn use_begin_impersonation() -> (bool, Callback<AccountId>) {
    let arrive = use_arrival();
    let busy = use_state_eq(|| false);
    let on_begin = {
        let busy = busy.setter();
        Callback::from(move |customer: AccountId| {
            let (arrive, busy) = (arrive.clone(), busy.clone());
            busy.set(true);
            spawn_local(async move {
                let answer = api::team::begin_impersonation(customer).await;
                busy.set(answer.is_ok());
                arrive.emit((answer, "/".to_owned()));
            });
        })
    };
    (*busy, on_begin)
}

/// Ends it and leads back to the customer's form.
#[hook]
pub fn use_end_impersonation() -> Callback<()> {
    let arrive = use_arrival();
    let customer = use_session().account.as_ref().map(|account| account.id);
    Callback::from(move |()| {
        let arrive = arrive.clone();
        let back = customer.map_or_else(|| "/staff".to_owned(), |id| format!("/staff/t/customers/{id}"));
        spawn_local(async move { arrive.emit((api::team::end_impersonation().await, back)) });
    })
}

/// Loads the page where the other person begins, or says why not.
#[hook]
fn use_arrival() -> Callback<(Result<Session, Refused>, String)> {
    let (told, explain) = (use_notices(), use_explain());
    Callback::from(move |(answer, page): (Result<Session, Refused>, String)| match (answer, web_sys::window()) {
        (Err(refused), _) => told.bad(explain.emit(refused)),
        // A browser that goes nowhere shows the other person on the next page.
        (Ok(_), Some(window)) => drop(window.location().assign(&page)),
        (Ok(_), None) => {}
    })
}
