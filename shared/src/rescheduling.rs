//! Performances that do not take place, or at another time: what the staff decides, and what the buyers may choose.

use crate::catalogue::PerformanceCard;
use crate::ids::{OrderId, OrderLineId, PerformanceId};
use crate::money::Money;
use crate::orders::Order;
use crate::payments::PaymentMethod;
use crate::planning::Conflict;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What buyers of a cancelled performance get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Their money, without being asked.
    Refund,
    /// Equivalent places in this other performance at the price they paid, or their money; they choose.
    ExchangeTo(PerformanceId),
}

/// `POST /admin/performances/{id}/cancel`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelPerformance {
    /// Told to the buyers as it is.
    pub reason: String,
    pub remedy: Remedy,
    /// Needed for an exchange: whoever has not answered by then is paid back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_until: Option<DateTime<Utc>>,
}

/// `POST /admin/performances/{id}/postpone`; `If-Match` carries the version that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PostponePerformance {
    pub starts_at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doors_at: Option<DateTime<Utc>>,
    /// Told to the buyers as it is.
    pub reason: String,
    /// Until when tickets may be given back for all their money.
    pub refund_until: DateTime<Utc>,
}

/// `GET /admin/performances/{id}/affected`: what a cancellation or a postponement would touch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Affected {
    pub performance: PerformanceCard,
    /// For `If-Match`.
    pub version: i64,
    /// Paid orders with places of it.
    pub orders: i64,
    /// Tickets of these orders that are not void.
    pub tickets: i64,
    /// Those of them that were let in already.
    pub used: i64,
    /// What the places cost, by how they were paid.
    pub money: Vec<MoneyOf>,
    /// Orders that are not paid yet, and places in baskets: they are freed.
    pub unpaid_orders: i64,
    pub held_places: i64,
    /// Coming performances of the same show, with the free places of each.
    pub exchangeable: Vec<Exchangeable>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MoneyOf {
    pub method: PaymentMethod,
    pub orders: i64,
    pub amount: Money,
    /// Not paid back by a machine: somebody must hand it over.
    pub by_hand: bool,
}

/// A performance to which places could be exchanged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Exchangeable {
    pub performance: PerformanceCard,
    pub free_places: i64,
    /// Whether every category that was sold is there, too.
    pub same_categories: bool,
}

/// What came of a cancellation or a postponement so far. `GET /admin/performances/{id}/reschedulings` lists them, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rescheduling {
    pub id: i64,
    pub performance: PerformanceCard,
    pub kind: ReschedulingKind,
    pub reason: String,
    pub previous_starts_at: DateTime<Utc>,
    pub exchange_to: Option<PerformanceCard>,
    pub answer_until: Option<DateTime<Utc>>,
    pub decided_at: DateTime<Utc>,
    /// Who decided it.
    pub decided_by: String,
    /// How many orders are where.
    pub orders: Vec<OrdersIn>,
    /// What was or is being paid back without anybody's hands.
    pub paid_back: Money,
    /// What is handed over at the box office, done or not.
    pub by_hand: Money,
    pub mails: MailsOf,
    /// What else is played there at the new time.
    pub conflicts: Vec<Conflict>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrdersIn {
    pub state: AnswerState,
    pub orders: i64,
}

/// What became of the mails about a cancellation or a postponement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailsOf {
    pub sent: i64,
    /// Not sent yet.
    pub waiting: i64,
    /// Given up.
    pub failed: i64,
}

/// `GET /admin/reschedulings/{id}/orders`: which of the orders that a cancellation or a postponement touches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ListRescheduledOrders {
    /// Only those that are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<AnswerState>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// An order that a cancellation or a postponement touches, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RescheduledOrder {
    pub order: OrderId,
    pub number: String,
    /// Empty when the buyer was taken out of the order.
    pub buyer_name: String,
    pub state: AnswerState,
    /// What was or is being paid back; nothing as long as that is not decided.
    pub refund: Money,
    /// That money is handed over at the box office.
    pub by_hand: bool,
    pub changed_at: DateTime<Utc>,
    pub mails: MailsOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReschedulingKind {
    Cancelled,
    Postponed,
}

/// Where an order of a rescheduled performance is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnswerState {
    /// The buyer may choose.
    Open,
    /// Its places are about to be given back and paid back.
    Refunding,
    /// Its places are given back; the money is on its way, or waits at the box office.
    Refunded,
    Exchanged,
    /// The tickets stay as they are, valid for the new time.
    Kept,
    /// Nothing was left to do: never paid, or given back before.
    Nothing,
}

/// `GET /orders/{id}/rescheduling`: the performances of an order that were cancelled or postponed, and what may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rescheduled {
    /// As it is now: cancelled, or at its new time.
    pub performance: PerformanceCard,
    pub kind: ReschedulingKind,
    pub reason: String,
    pub previous_starts_at: DateTime<Utc>,
    /// Where places may be exchanged to; only while that can be chosen, or when it was.
    pub exchange_to: Option<PerformanceCard>,
    pub state: AnswerState,
    /// What can be chosen now; nothing when it is decided or too late.
    pub choices: Vec<Choice>,
    pub answer_until: Option<DateTime<Utc>>,
    /// What would be, is being or was paid back for it.
    pub refund: Money,
    /// That money is handed over at the box office, it does not come by itself.
    pub by_hand: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    Exchange,
    Refund,
    /// Keeps the tickets for the new time.
    Keep,
}

/// `POST /orders/{id}/rescheduling`. Answers all [`Rescheduled`] of the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerRescheduling {
    pub performance: PerformanceId,
    pub choice: Choice,
}

/// `POST /admin/orders/{id}/exchange`: moves places to another performance at the price that was paid. A difference in price is
/// neither charged nor paid back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExchangeOrder {
    pub lines: Vec<OrderLineId>,
    pub to_performance: PerformanceId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Exchanged {
    pub order: Order,
    /// What the new places cost today less what was paid for the old ones: not charged, and not paid back.
    pub not_charged: Money,
}
