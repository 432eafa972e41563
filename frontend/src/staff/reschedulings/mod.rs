//! What a cancellation or a postponement of a performance would touch, and what came of it.

pub mod affected;
pub mod decision;
pub mod orders;

use crate::staff::place::reschedulings_of;
use affected::AffectedView;
use shared::admin::{Action, Selection};
use shared::ids::PerformanceId;
use yew::prelude::*;

/// Most performances of which a dialog tells everything.
const TOLD_MAX: usize = 5;

/// Whether an action cancels or moves performances.
fn is_rescheduling(noun: &str, action: &Action) -> bool {
    noun == "performances" && matches!(action.key.as_str(), "cancel" | "postpone")
}

/// What an action would touch, for the performances that would be cancelled or moved: orders, tickets, money.
pub fn would_touch(noun: &str, action: &Action, rows: &Selection) -> Option<Html> {
    match rows {
        Selection::These { ids } if is_rescheduling(noun, action) && ids.len() <= TOLD_MAX => {
            let performances = ids.iter().filter_map(|id| id.parse().ok());
            let one = |id: PerformanceId| html! { <AffectedView key={id.to_string()} {id} /> };
            Some(html! { { for performances.map(one) } })
        }
        Selection::These { .. } | Selection::All { .. } => None,
    }
}

/// Where it is seen what became of an action: the page of the one performance that was cancelled or moved.
pub fn seen_at(noun: &str, action: &Action, rows: &Selection) -> Option<String> {
    match rows {
        Selection::These { ids } if is_rescheduling(noun, action) && ids.len() == 1 => {
            ids.first().map(|one| reschedulings_of(one))
        }
        Selection::These { .. } | Selection::All { .. } => None,
    }
}
