//! Orders: what was asked for, at which price, and what became of it.

use crate::basket::PlaceLabel;
use crate::catalogue::PerformanceCard;
use crate::email::Email;
use crate::house::Locale;
use crate::ids::{OrderId, OrderLineId, PaymentId, RateId, RefundId, SeatId, TicketId};
use crate::money::Money;
use crate::payments::{PaymentMethod, PaymentState};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where an order was sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// On the site.
    Online,
    /// At the desk.
    BoxOffice,
}

/// Where an order is on its way; see domain.md for the moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    AwaitingPayment,
    /// PayPal is deciding: the seats are kept, no second payment is taken.
    PaymentPending,
    Paid,
    PartlyRefunded,
    Refunded,
    Expired,
    Cancelled,
}

/// `POST /orders`: turns the whole basket into an order. Needs an `Idempotency-Key`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlaceOrder {
    /// Name and address for the tickets; a signed-in customer's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer: Option<Buyer>,
    #[serde(default)]
    pub locale: Locale,
    /// What the page showed: another total is refused with `price_changed`.
    pub total: Money,
    pub terms_accepted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Buyer {
    pub name: String,
    pub email: Email,
}

/// `GET /orders/{id}`. A guest shows the order's key (`?key=`, from the mail) or comes from the browser that bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Order {
    pub id: OrderId,
    /// Gap-free, for people: `2026-000123`.
    pub number: String,
    pub state: OrderState,
    pub buyer_name: String,
    pub buyer_email: Email,
    pub performances: Vec<OrderPerformance>,
    pub total: Money,
    /// The code of the voucher that made it cheaper.
    #[serde(default)]
    pub voucher: Option<String>,
    pub refunded: Money,
    pub placed_at: DateTime<Utc>,
    /// Until when it can be paid while it awaits payment.
    pub expires_at: DateTime<Utc>,
    pub paid_at: Option<DateTime<Utc>>,
    pub payments: Vec<OrderPayment>,
    pub refunds: Vec<OrderRefund>,
    /// Until when the buyer may cancel; none when not (or no more).
    pub cancel_until: Option<DateTime<Utc>>,
    /// Money came but the seats were gone: other seats can be chosen until then, else everything is refunded.
    pub replacement_until: Option<DateTime<Utc>>,
    /// What happened with the money, in one word, for the sentence on top of the page.
    pub outcome: Outcome,
    /// Shows the order without an account; only given to whom it belongs.
    pub key: String,
    pub now: DateTime<Utc>,
}

/// What the buyer is told about the money; always true (invariant I11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing was charged yet; the order can be paid.
    ToPay,
    /// Being decided; the seats are kept.
    Pending,
    /// The last try was declined and nothing was charged; try again.
    Declined,
    /// Paid, tickets issued.
    Paid,
    /// Free of charge, tickets issued.
    Free,
    /// Expired unpaid; nothing was charged.
    ExpiredNotCharged,
    /// The buyer came late and the seats are gone; nothing was charged.
    SeatsGoneNotCharged,
    /// Money was taken but the seats are gone: choose others or everything is refunded.
    SeatsGoneCharged,
    /// Everything was or is being paid back.
    Refunded,
    PartlyRefunded,
    /// Cancelled; nothing was charged.
    CancelledNotCharged,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderPerformance {
    pub performance: PerformanceCard,
    pub lines: Vec<OrderLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderLine {
    pub id: OrderLineId,
    pub seat: SeatId,
    pub place: PlaceLabel,
    pub rate: RateId,
    pub rate_name: String,
    /// What was or is to be paid.
    pub price: Money,
    /// The price before a voucher.
    pub list_price: Money,
    /// The ticket, once issued; the newest when one was issued again.
    pub ticket: Option<TicketId>,
    /// Whether the line was refunded or cancelled: its ticket is void.
    pub void: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderPayment {
    pub id: PaymentId,
    pub method: PaymentMethod,
    pub state: PaymentState,
    pub amount: Money,
    pub created_at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderRefund {
    pub id: RefundId,
    pub amount: Money,
    pub state: crate::payments::RefundState,
    pub created_at: DateTime<Utc>,
}

/// `GET /orders`: the caller's own, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ListOrders {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// When an order was placed, by the house's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Period {
    #[default]
    All,
    ThisYear,
    ThisMonth,
}

/// An order as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderCard {
    pub id: OrderId,
    pub number: String,
    pub state: OrderState,
    pub placed_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub total: Money,
    pub refunded: Money,
    pub places: i64,
    /// Titles of the shows with the first performance of each.
    pub performances: Vec<OrderCardPerformance>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderCardPerformance {
    pub show_title: String,
    pub show_slug: String,
    pub venue_name: String,
    pub time_zone: String,
    pub starts_at: DateTime<Utc>,
}

/// `GET /orders/{id}/replacements`: other seats for an order whose own are gone, one offer a performance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Replacements {
    /// For each line that has no seat: the seat offered instead, of the same category, together and nearest.
    pub offers: Vec<Replacement>,
    /// False when not every line has one.
    pub complete: bool,
    pub until: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Replacement {
    pub line: OrderLineId,
    pub seat: SeatId,
    pub place: PlaceLabel,
}

/// `POST /orders/{id}/replacements`: takes exactly the seats that were offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptReplacements {
    pub seats: Vec<AcceptReplacement>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptReplacement {
    pub line: OrderLineId,
    pub seat: SeatId,
}
