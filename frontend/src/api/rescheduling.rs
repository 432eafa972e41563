//! The requests about performances that were cancelled or moved, named as their handlers.

use super::request::{Answer, query, read};
use shared::ids::PerformanceId;
use shared::paging::Page;
use shared::rescheduling::{Affected, AnswerState, ListRescheduledOrders, RescheduledOrder, Rescheduling};

/// What a cancellation or a postponement would touch.
pub fn show_affected(performance: PerformanceId) -> impl Future<Output = Answer<Affected>> + use<> {
    read(&format!("/admin/performances/{performance}/affected"))
}

pub fn list_reschedulings(performance: PerformanceId) -> impl Future<Output = Answer<Vec<Rescheduling>>> + use<> {
    read(&format!("/admin/performances/{performance}/reschedulings"))
}

pub fn list_rescheduled_orders(
    rescheduling: i64,
    which: &ListRescheduledOrders,
) -> impl Future<Output = Answer<Page<RescheduledOrder>>> + use<> {
    let members = [("state", which.state.map(word)), ("cursor", which.cursor.as_deref())];
    read(&format!("/admin/reschedulings/{rescheduling}/orders{}", query(&members)))
}

const fn word(state: AnswerState) -> &'static str {
    match state {
        AnswerState::Open => "open",
        AnswerState::Refunding => "refunding",
        AnswerState::Refunded => "refunded",
        AnswerState::Exchanged => "exchanged",
        AnswerState::Kept => "kept",
        AnswerState::Nothing => "nothing",
    }
}
