//! The basket's contract with orders; the basket itself follows (its author replaces this file).

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::seating::Place;
use shared::ids::{PerformanceId, RateId, SeatId, VisitorId};
use shared::money::Money;

/// One place that is ready to be ordered.
#[derive(Debug, Clone)]
pub struct BasketItem {
    pub performance: PerformanceId,
    pub seat: SeatId,
    pub rate: RateId,
    pub rate_name: String,
    pub place: Place,
    pub price: Money,
    pub vat_rate_bp: i32,
}

/// A basket that can be ordered as it is.
#[derive(Debug, Clone)]
pub struct Checked {
    pub basket: i64,
    pub items: Vec<BasketItem>,
    pub total: Money,
}

pub fn items(_: &mut Conn, _: VisitorId, _: Moment) -> Fallible<Checked> {
    Err(Error::fault("check a basket", "comes with the basket"))
}

pub fn remove(_: &mut Conn, _: i64) -> Fallible<()> {
    Err(Error::fault("remove a basket", "comes with the basket"))
}
