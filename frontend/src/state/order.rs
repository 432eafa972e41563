//! One order, its tickets and the other seats it is offered, watched while they may change.

use crate::load::{Loaded, use_load};
use crate::orders::doing::Doing;
use crate::orders::facts::{has_tickets, may_change};
use crate::orders::order_key::{keep_order_key, use_order_key};
use crate::state::order_deeds::{OrderDeeds, use_deeds};
use crate::state::session::use_session;
use crate::{api, clock};
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use shared::ids::OrderId;
use shared::orders::{Order, Replacements};
use shared::rescheduling::Rescheduled;
use shared::tickets::Ticket;
use std::rc::Rc;
use web_sys::{Document, VisibilityState};
use yew::prelude::*;

/// How often an order that may change is looked at while its page is visible, in milliseconds.
const LOOK_EVERY_MS: u32 = 3_000;

/// An order as its pages see it.
#[derive(Clone)]
pub struct OrderAtHand {
    pub key: Option<String>,
    pub order: Loaded<Order>,
    pub tickets: Loaded<Vec<Ticket>>,
    /// None inside when none are offered.
    pub offers: Loaded<Option<Replacements>>,
    pub rescheduled: Loaded<Vec<Rescheduled>>,
    /// When it expires by the browser's clock, in milliseconds since 1970.
    pub ends_at_local_ms: Option<f64>,
    pub doing: UseReducerHandle<Doing>,
    pub deeds: OrderDeeds,
}

/// Loads an order and what belongs to it, and looks again every few seconds while it may change and is looked at.
#[hook]
pub fn use_order(id: OrderId) -> OrderAtHand {
    let key = use_order_key(id);
    let order = use_load((id, key.clone()), |(id, key)| async move { api::order(id, key.as_deref()).await });
    let shown = order.ready().cloned();
    use_kept_key(shown.as_deref());
    use_watch(shown.as_ref().is_some_and(|order| may_change(order)), order.reload.clone());

    let state = shown.as_ref().filter(|order| has_tickets(order)).map(|order| (order.state, order.refunded));
    let tickets = use_load((id, key.clone(), state), |(id, key, state)| async move {
        match state {
            Some(_) => api::tickets(id, key.as_deref()).await,
            None => Ok(Vec::new()),
        }
    });
    let until = shown.as_ref().and_then(|order| order.replacement_until);
    let offers = use_load((id, key.clone(), until), |(id, key, until)| async move {
        match until {
            Some(_) => api::replacements(id, key.as_deref()).await.map(Some),
            None => Ok(None),
        }
    });
    let paid = shown.as_ref().is_some_and(|order| order.paid_at.is_some());
    let rescheduled = use_load((id, key.clone(), paid), |(id, key, paid)| async move {
        if paid { api::rescheduling::rescheduling(id, key.as_deref()).await } else { Ok(Vec::new()) }
    });
    let doing = use_reducer(Doing::default);
    let again = {
        let all = [order.reload.clone(), tickets.reload.clone(), rescheduled.reload.clone()];
        Callback::from(move |()| all.iter().for_each(|reload| reload.emit(())))
    };
    let deeds = use_deeds(id, key.clone(), &order, &offers, &doing, again);
    OrderAtHand { ends_at_local_ms: use_end(shown.as_ref()), key, order, tickets, offers, rescheduled, doing, deeds }
}

/// The server's end of the order, by the browser's clock.
#[hook]
fn use_end(order: Option<&Rc<Order>>) -> Option<f64> {
    let server_now = order.map(|order| order.now);
    let ahead_ms = use_memo(server_now, |now| now.map(|now| clock::ms_of(now) - clock::now_ms()));
    let (order, ahead_ms) = (order?, (*ahead_ms)?);
    Some(clock::ms_of(order.expires_at) - ahead_ms)
}

/// A guest who comes from the checkout has no link yet: the key is kept so that a reload finds the order again.
#[hook]
fn use_kept_key(order: Option<&Order>) {
    let session = use_session();
    let guest = session.known && session.account.is_none();
    let key = order.filter(|_| guest).map(|order| (order.id, order.key.clone()));
    use_effect_with(key, |key| {
        if let Some((id, key)) = key {
            keep_order_key(*id, key);
        }
    });
}

/// Calls `look` every few seconds while `watching` and the page is visible, and when it becomes visible again.
#[hook]
pub fn use_watch(watching: bool, look: Callback<()>) {
    use_effect_with(watching, move |watching| {
        let watch = watching.then(|| {
            let again = look.clone();
            let ticking = Interval::new(LOOK_EVERY_MS, move || look_if_visible(&again));
            let seen = document()
                .map(|document| EventListener::new(&document, "visibilitychange", move |_| look_if_visible(&look)));
            (ticking, seen)
        });
        move || drop(watch)
    });
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn look_if_visible(look: &Callback<()>) {
    if document().is_some_and(|document| document.visibility_state() == VisibilityState::Visible) {
        look.emit(());
    }
}
