//! Addresses that are told what happens, what an admin does about them, and how it went.

use crate::accounts::form::Sending;
use crate::api;
use crate::load::{Load, Loaded, Refused, use_load};
use crate::state::notices::use_notices;
use crate::texts::office::use_office;
use crate::ui::error_panel::use_explain;
use gloo_timers::callback::Timeout;
use shared::ids::EndpointId;
use shared::paging::Page;
use shared::partners::{Delivery, DeliveryState, Endpoint, ListDeliveries, WriteEndpoint};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How long to wait before looking again whether something that was just sent has arrived.
const LOOK_AGAIN_MS: u32 = 1_500;

/// What an admin does with an address, besides writing it.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    Test(Endpoint),
    Remove(Endpoint),
}

/// An address as it was written; without an id it is a new one.
pub type Written = (Option<EndpointId>, WriteEndpoint);

/// As the page sees it.
pub struct Webhooks {
    pub endpoints: Loaded<Vec<Endpoint>>,
    /// The secret of the address that was just added, this once.
    pub secret: UseStateHandle<Option<String>>,
    pub on_write: Callback<Sending<Written>>,
    pub on_do: Callback<Deed>,
    /// How often something was sent to try it: the log looks again.
    pub tests: u32,
}

/// `on_changed` hears of an address that was changed or removed.
#[hook]
pub fn use_webhooks(on_changed: Callback<()>) -> Webhooks {
    let endpoints = use_load((), |()| api::webhooks::list_endpoints());
    let (office, told, explain) = (use_office(), use_notices(), use_explain());
    let (secret, tests) = (use_state_eq(|| None), use_state_eq(|| 0_u32));
    let on_write = {
        let (reload, secret, on_changed) = (endpoints.reload.clone(), secret.setter(), on_changed.clone());
        Callback::from(move |Sending { what: (id, wish), on_done }: Sending<Written>| {
            let (reload, secret, on_changed) = (reload.clone(), secret.clone(), on_changed.clone());
            spawn_local(async move {
                let answer = match id {
                    None => api::webhooks::create_endpoint(&wish).await.map(|new| secret.set(Some(new.secret))),
                    Some(id) => api::webhooks::change_endpoint(id, &wish).await.map(|_| on_changed.emit(())),
                };
                on_done.emit(answer);
                reload.emit(());
            });
        })
    };
    let on_do = {
        let (reload, sent) = (endpoints.reload.clone(), tests.clone());
        Callback::from(move |deed: Deed| {
            let (reload, on_changed, sent) = (reload.clone(), on_changed.clone(), sent.clone());
            let (told, explain) = (told.clone(), explain.clone());
            spawn_local(async move {
                match done(&deed).await {
                    Ok(()) => told.good((office.webhooks.done)(&deed)),
                    Err(refused) => told.bad(explain.emit(refused)),
                }
                match deed {
                    Deed::Test(_) => sent.set(sent.wrapping_add(1)),
                    Deed::Remove(_) => on_changed.emit(()),
                }
                reload.emit(());
            });
        })
    };
    Webhooks { endpoints, secret, on_write, on_do, tests: *tests }
}

async fn done(deed: &Deed) -> Result<(), Refused> {
    match deed {
        Deed::Test(endpoint) => api::webhooks::test_endpoint(endpoint.id).await.map(|_| ()),
        Deed::Remove(endpoint) => api::webhooks::remove_endpoint(endpoint.id).await,
    }
}

/// The newest `limit` things an address was told; asked again after a test and while one is on its way. `on_arrived` hears
/// when none is any more: the answer may have ended the address.
#[hook]
pub fn use_deliveries(
    endpoint: EndpointId,
    limit: i64,
    tests: u32,
    on_arrived: Callback<()>,
) -> Loaded<Page<Delivery>> {
    let loaded = use_load((endpoint, limit), |(endpoint, limit)| async move {
        let which = ListDeliveries { limit: Some(limit), cursor: None };
        api::webhooks::list_deliveries(endpoint, &which).await
    });
    use_effect_with(tests, {
        let reload = loaded.reload.clone();
        move |_| reload.emit(())
    });
    let was_on_its_way = use_mut_ref(|| false);
    use_effect_with(loaded.load.clone(), {
        let reload = loaded.reload.clone();
        move |load| {
            let is_on_its_way = is_on_its_way(load);
            if was_on_its_way.replace(is_on_its_way) && !is_on_its_way {
                on_arrived.emit(());
            }
            let look_again = is_on_its_way.then(|| Timeout::new(LOOK_AGAIN_MS, move || reload.emit(())));
            move || drop(look_again)
        }
    });
    loaded
}

fn is_on_its_way(load: &Load<Page<Delivery>>) -> bool {
    let Load::Ready(page) = load else { return false };
    page.items.iter().any(|delivery| delivery.state == DeliveryState::Waiting && delivery.attempts == 0)
}
