//! What the staff do with one order and with money that needs a person.

use crate::api;
use crate::load::Refused;
use crate::state::notices::use_notices;
use crate::texts::office::use_office;
use crate::ui::error_panel::use_explain;
use gloo_timers::callback::Timeout;
use shared::dossier::{ActOnOrder, Dossier, Reconcile};
use shared::ids::OrderId;
use shared::payments::ResolveAttention;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// One thing to do with an order.
pub struct OrderDeed {
    pub order: OrderId,
    pub wish: ActOnOrder,
    pub on_done: Callback<Result<Dossier, Refused>>,
}

#[hook]
pub fn use_act_on_order() -> Callback<OrderDeed> {
    Callback::from(move |deed: OrderDeed| {
        spawn_local(async move {
            deed.on_done.emit(api::dossier::act_on_order(deed.order, &deed.wish).await);
        });
    })
}

/// When PayPal is likely to have answered, in milliseconds.
const ANSWERS_MS: [u32; 3] = [800, 2_500, 7_000];

/// Asks PayPal again about payments; `on_asked` hears when to look for its answers.
#[hook]
pub fn use_reconcile(on_asked: Callback<()>) -> Callback<Reconcile> {
    let (office, told, explain) = (use_office(), use_notices(), use_explain());
    Callback::from(move |which: Reconcile| {
        let (told, explain, on_asked) = (told.clone(), explain.clone(), on_asked.clone());
        spawn_local(async move {
            match api::dossier::reconcile_payments(&which).await {
                Ok(started) => {
                    told.good((office.dossier.asked)(started.payments));
                    for wait in ANSWERS_MS {
                        let on_asked = on_asked.clone();
                        Timeout::new(wait, move || on_asked.emit(())).forget();
                    }
                }
                Err(refused) => told.bad(explain.emit(refused)),
            }
        });
    })
}

/// Somebody has looked at a case.
pub struct Resolved {
    pub id: i64,
    pub note: String,
    pub on_done: Callback<Result<(), Refused>>,
}

#[hook]
pub fn use_resolve_attention() -> Callback<Resolved> {
    Callback::from(move |case: Resolved| {
        spawn_local(async move {
            let wish = ResolveAttention { note: case.note };
            case.on_done.emit(api::dossier::resolve_attention(case.id, &wish).await);
        });
    })
}
