//! What was decided about a performance, looked at again while the worker still has something to do.

use crate::api::rescheduling::{list_rescheduled_orders, list_reschedulings, show_affected};
use crate::load::{Loaded, use_load};
use crate::state::order::use_watch;
use shared::ids::PerformanceId;
use shared::paging::Page;
use shared::rescheduling::{Affected, AnswerState, ListRescheduledOrders, RescheduledOrder, Rescheduling};
use yew::prelude::*;

/// What a cancellation or a postponement would touch.
#[hook]
pub fn use_affected(performance: PerformanceId) -> Loaded<Affected> {
    use_load(performance, show_affected)
}

#[hook]
pub fn use_reschedulings(performance: PerformanceId) -> Loaded<Vec<Rescheduling>> {
    let loaded = use_load(performance, list_reschedulings);
    let moves = loaded.ready().is_some_and(|known| known.iter().any(moves_by_itself));
    use_watch(moves, loaded.reload.clone());
    loaded
}

/// Whether places are about to be paid back, or mails about to go.
fn moves_by_itself(one: &Rescheduling) -> bool {
    one.mails.waiting > 0 || one.orders.iter().any(|orders| orders.state == AnswerState::Refunding)
}

/// Which orders of a decision, and from where on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    pub state: Option<AnswerState>,
    pub cursor: Option<String>,
}

/// The orders of a decision; asked again when the decision is as it was not before.
#[hook]
pub fn use_rescheduled_orders(decision: &Rescheduling, shown: &Shown) -> Loaded<Page<RescheduledOrder>> {
    let loaded = use_load((decision.id, shown.clone()), |(id, Shown { state, cursor })| {
        list_rescheduled_orders(id, &ListRescheduledOrders { state, limit: None, cursor })
    });
    let first = use_mut_ref(|| true);
    let reload = loaded.reload.clone();
    use_effect_with(decision.clone(), move |_| {
        // The first time they are asked for anyway.
        if !first.replace(false) {
            reload.emit(());
        }
    });
    loaded
}
