//! `/staff/partners`: the keys with which programs of third parties call the API.

use super::partners::key_form::KeyForm;
use super::partners::keys::keys;
use super::secret_dialog::SecretDialog;
use crate::accounts::form::Sending;
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, use_load};
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::texts::office::use_office;
use crate::ui::dialog::Confirm;
use crate::ui::error_panel::{ErrorPanel, use_explain};
use crate::ui::skeleton::Skeleton;
use shared::partners::{ApiClient, CreateApiClient};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[component]
pub fn PartnersPage() -> Html {
    let office = use_office();
    let words = &office.team;
    let session = use_session();
    use_page_title(words.keys);
    let clients = use_load((), |()| api::team::list_api_clients());
    let asked = use_state_eq(|| None::<ApiClient>);
    let made = use_state_eq(|| None::<String>);
    // Another one of these begins the form anew.
    let turn = use_state_eq(|| 0_u32);
    let on_send = {
        let (reload, made) = (clients.reload.clone(), made.setter());
        Callback::from(move |Sending { what, on_done }: Sending<CreateApiClient>| {
            let (reload, made) = (reload.clone(), made.clone());
            spawn_local(async move {
                let answer = api::team::create_api_client(&what).await;
                on_done.emit(answer.map(|new| made.set(Some(new.key))));
                reload.emit(());
            });
        })
    };
    let on_ask = {
        let asked = asked.setter();
        Callback::from(move |client: ApiClient| asked.set(Some(client)))
    };
    let on_close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let on_kept = {
        let (made, turn) = (made.setter(), turn.clone());
        Callback::from(move |()| {
            made.set(None);
            turn.set(turn.wrapping_add(1));
        })
    };
    let on_revoke = use_revoke(clients.reload.clone(), on_close.clone());
    let listed = match &clients.load {
        Load::Waiting => html! { <Skeleton count={3} /> },
        Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={clients.reload.clone()} /> },
        Load::Ready(all) => keys(office, all, session.time_zone(), &on_ask),
    };
    html! {
        <div class="office-page partners-page">
            <header class="page-head"><h1 tabindex="-1">{ words.keys }</h1></header>
            <p class="soft">{ words.keys_hint }</p>
            { listed }
            <section class="card" aria-labelledby="new-key-title">
                <h2 id="new-key-title">{ words.new_key }</h2>
                <div key={*turn}><KeyForm {on_send} /></div>
            </section>
            if let Some(key) = &*made {
                <SecretDialog title={words.key_made} hint={words.key_made_hint} secret={key.clone()} {on_kept} />
            }
            if let Some(client) = &*asked {
                <Confirm title={words.revoke} question={(words.revoke_question)(&client.name)} action={words.revoke}
                    on_confirm={let client = client.clone(); on_revoke.reform(move |()| client.clone())} {on_close} />
            }
        </div>
    }
}

#[hook]
fn use_revoke(reload: Callback<()>, on_close: Callback<()>) -> Callback<ApiClient> {
    let (office, told, explain) = (use_office(), use_notices(), use_explain());
    Callback::from(move |client: ApiClient| {
        let (told, explain, reload, on_close) = (told.clone(), explain.clone(), reload.clone(), on_close.clone());
        spawn_local(async move {
            match api::team::revoke_api_client(client.id).await {
                Ok(()) => told.good((office.team.key_revoked)(&client.name)),
                Err(refused) => told.bad(explain.emit(refused)),
            }
            on_close.emit(());
            reload.emit(());
        });
    })
}
