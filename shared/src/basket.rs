//! The basket: places held for a visitor until one shared end.

use crate::catalogue::{PerformanceCard, Rate};
use crate::ids::{CategoryId, LineId, PerformanceId, RateId, SeatId, ZoneId};
use crate::money::Money;
use crate::seating::SeatKind;
use crate::vouchers::{BasketVoucher, VoucherProblem};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `POST /basket/seats`: named seats, all or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HoldSeats {
    pub performance: PerformanceId,
    pub seats: Vec<WantedSeat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WantedSeat {
    pub seat: SeatId,
    /// The performance's first rate when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<RateId>,
}

/// How many people at which rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RateQuantity {
    pub rate: RateId,
    pub quantity: i64,
}

/// `POST /basket/places`: places without a number; the server picks them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HoldPlaces {
    pub performance: PerformanceId,
    pub zone: ZoneId,
    pub people: Vec<RateQuantity>,
    /// Whether fewer places than asked for are welcome too.
    #[serde(default)]
    pub accept_fewer: bool,
}

/// `POST /basket/best-available`: the best seats together for these people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HoldBestAvailable {
    pub performance: PerformanceId,
    pub people: Vec<RateQuantity>,
    /// Any category when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneId>,
}

/// `PATCH /basket/lines/{id}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeLine {
    pub rate: RateId,
}

/// `GET /basket`, and the answer of everything that changes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Basket {
    /// Lines in the order they were chosen, grouped by performance (soonest first).
    pub performances: Vec<BasketPerformance>,
    /// What all lines that are still held cost together, with the voucher.
    pub total: Money,
    #[serde(default)]
    pub voucher: Option<BasketVoucher>,
    /// How many places are held.
    pub held: i64,
    /// When the seats go back; none when nothing is held.
    pub expires_at: Option<DateTime<Utc>>,
    /// Whether the time can still be extended by hand.
    pub may_extend: bool,
    /// The server's clock.
    pub now: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BasketPerformance {
    pub performance: PerformanceCard,
    /// The rates offered, for changing a line.
    pub rates: Vec<Rate>,
    pub lines: Vec<BasketLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BasketLine {
    pub id: LineId,
    pub seat: SeatId,
    pub place: PlaceLabel,
    pub rate: RateId,
    /// What is to be paid.
    pub price: Money,
    /// The price without the voucher.
    pub list_price: Money,
    /// Why the basket's voucher gives nothing for this place.
    #[serde(default)]
    pub voucher: Option<VoucherProblem>,
    /// What it would cost at each of the performance's rates.
    pub prices: Vec<(RateId, Money)>,
    pub state: LineState,
}

/// How a place is called on a page and on a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceLabel {
    pub zone: String,
    /// False for free seating: row and seat are then empty.
    pub numbered: bool,
    pub row: String,
    pub seat: String,
    pub category: String,
    pub kind: SeatKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LineState {
    Held,
    /// Its time is over and the seat is still free: it can be taken again.
    Expired,
    /// Its time is over and somebody else has the seat.
    Lost,
}
