//! Tickets: one admission for one person, one seat, one price; on paper, on a screen, in a calendar and at the door.

pub mod calendar;
#[expect(dead_code, reason = "orders come next")]
mod code;
mod paper;
pub mod pdf;
pub mod qr;
#[cfg_attr(not(test), expect(dead_code, reason = "orders come next"))]
mod rules;
#[expect(dead_code, reason = "orders come next")]
mod store;
pub mod words;

pub use code::Keys;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::orders;
use shared::ids::{OrderId, OrderLineId, PerformanceId, TicketId};
use shared::tickets::Ticket;
use std::collections::HashMap;

pub fn issue(_: &mut Conn, _: &orders::Facts, _: Moment) -> Fallible<()> {
    Err(Error::fault("issue tickets", "comes with tickets"))
}
pub fn void(_: &mut Conn, _: &[OrderLineId], _: Moment) -> Fallible<()> {
    Err(Error::fault("void tickets", "comes with tickets"))
}
pub fn of_order(_: &mut Conn, _: &Keys, _: &orders::Facts) -> Fallible<Vec<Ticket>> {
    Err(Error::fault("list tickets", "comes with tickets"))
}
pub fn ids(_: &mut Conn, _: OrderId) -> Fallible<HashMap<OrderLineId, TicketId>> {
    Err(Error::fault("list tickets", "comes with tickets"))
}
pub fn durations(_: &mut Conn, _: &[Ticket]) -> Fallible<HashMap<PerformanceId, chrono::TimeDelta>> {
    Err(Error::fault("list durations", "comes with tickets"))
}
