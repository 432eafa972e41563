//! The requests about performances that were cancelled or moved, named as their handlers.

use super::order_path;
use super::request::{Answer, change, query, read};
use gloo_net::http::Method;
use shared::ids::{OrderId, PerformanceId};
use shared::paging::Page;
use shared::rescheduling::{
    Affected, AnswerRescheduling, AnswerState, ListRescheduledOrders, Rescheduled, RescheduledOrder, Rescheduling,
};

/// The performances of an order that were cancelled or moved.
pub fn rescheduling(id: OrderId, key: Option<&str>) -> impl Future<Output = Answer<Vec<Rescheduled>>> + use<> {
    read(&order_path(id, "/rescheduling", key))
}

pub fn answer_rescheduling(
    id: OrderId,
    key: Option<&str>,
    chosen: &AnswerRescheduling,
) -> impl Future<Output = Answer<Vec<Rescheduled>>> + use<> {
    change(Method::POST, &order_path(id, "/rescheduling", key), chosen)
}

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
