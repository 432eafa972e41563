//! Receipts statements of performances and daily closings, as they are printed: both rest on the journal and the ledger.

use crate::ids::{OrderId, PerformanceId};
use crate::money::{Currency, Money};
use crate::payments::PaymentMethod;
use crate::revenue::{Figures, Places, VatSum};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `GET /admin/performances/{id}/statement`: the receipts statement of a performance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptsStatement {
    pub performance: PerformanceId,
    pub organiser: String,
    pub organiser_address: String,
    pub show_title: String,
    pub venue: String,
    pub venue_address: String,
    pub starts_at: DateTime<Utc>,
    pub time_zone: String,
    pub cancelled: bool,
    pub currency: Currency,
    pub places: Places,
    /// Tickets that cost something, by category, rate and unit price.
    pub sold: Vec<ReceiptsLine>,
    /// Tickets that cost nothing, by category and rate.
    pub free: Vec<ReceiptsLine>,
    /// Tickets that were given back, by category, rate and what was paid for each.
    pub refunded: Vec<ReceiptsLine>,
    pub figures: Figures,
    pub vat: Vec<VatSum>,
    /// When this was made.
    pub edited_at: DateTime<Utc>,
    /// The operations it rests on; none when nothing was sold.
    pub journal: Option<JournalSpan>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptsLine {
    pub category: String,
    pub rate: String,
    pub unit_price_minor: i64,
    pub count: i64,
    /// `count` times `unit_price_minor`.
    pub amount_minor: i64,
}

/// Operations of the journal from one number to another, and the hash that seals all before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JournalSpan {
    pub first_number: i64,
    pub last_number: i64,
    /// How many of them are meant.
    pub operations: i64,
    /// Hash of the last one.
    pub hash: String,
}

/// `POST /admin/closings`: closes a day that is over, for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CloseDay {
    pub day: NaiveDate,
    /// The cash that was counted at the end of the day, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_cash: Option<Money>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// `GET /admin/closings/{day}`: the closing of a day; a draft while the day is not closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DailyClosing {
    /// Gap-free; none for a draft.
    pub number: Option<i64>,
    pub day: NaiveDate,
    pub time_zone: String,
    pub organiser: String,
    /// When it was closed, or when the draft was made.
    pub edited_at: DateTime<Utc>,
    pub closed_by: Option<String>,
    pub note: String,
    /// What was taken and handed back by each method.
    pub methods: Vec<ClosingMethod>,
    /// Every movement of money of the day, in its order.
    pub operations: Vec<ClosingOperation>,
    pub books: Vec<ClosingBook>,
    /// What was earned on the day.
    pub figures: Figures,
    pub currency: Currency,
    pub vat: Vec<VatSum>,
    /// All operations of the day; none when nothing happened.
    pub journal: Option<JournalSpan>,
    pub counted_cash: Option<Money>,
    /// Counted less what the book of cash holds at the end of the day: negative when some is missing.
    pub difference: Option<Money>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClosingMethod {
    pub method: PaymentMethod,
    pub received: Money,
    pub payments: i64,
    pub paid_back: Money,
    pub refunds: i64,
    pub net: Money,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClosingOperation {
    pub at: DateTime<Utc>,
    pub method: PaymentMethod,
    pub order: OrderId,
    pub order_number: String,
    /// Negative when it was paid back.
    pub amount: Money,
}

/// A book of the ledger over a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClosingBook {
    /// `paypal`, `cash`, `card_terminal`, `cheque`: what the house holds; `customers`: what it owes; `sales`: what it earned.
    pub book: String,
    pub opening: Money,
    pub added: Money,
    pub taken: Money,
    pub closing: Money,
}

/// `GET /admin/closings`, a page of these, newest day first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClosingCard {
    pub number: i64,
    pub day: NaiveDate,
    pub closed_at: DateTime<Utc>,
    pub closed_by: String,
    /// What was earned on the day.
    pub net: Money,
    pub difference: Option<Money>,
}

/// `GET /admin/closings`: which page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct ListClosings {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}
