//! Revenue: what was earned, with which tickets, by month, show, rate and so on; receipts statements and daily closings.
//!
//! Every figure comes from the ledger's book `sales`, split by order line as it was booked. Days and months are the house's.

use crate::house::Locale;
use crate::ids::{OrderId, PerformanceId, RateId, ShowId, VenueId};
use crate::money::{Currency, Money};
use crate::orders::Channel;
use crate::payments::PaymentMethod;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// By what revenue is told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RevenueBy {
    Year,
    #[default]
    Month,
    Day,
    Show,
    Performance,
    Rate,
    /// The seat's category, by its name.
    Category,
    Channel,
    Method,
    Vat,
}

impl RevenueBy {
    pub const ALL: [Self; 10] = [
        Self::Year,
        Self::Month,
        Self::Day,
        Self::Show,
        Self::Performance,
        Self::Rate,
        Self::Category,
        Self::Channel,
        Self::Method,
        Self::Vat,
    ];
}

/// Which date counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RevenueBasis {
    /// The day on which tickets were paid, or money was given back.
    #[default]
    Payment,
    /// The day of the performance, whenever money moved.
    Performance,
}

/// `GET /admin/revenue`: a period and what is left out of it. Absent members leave nothing out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct AskRevenue {
    pub by: RevenueBy,
    pub basis: RevenueBasis,
    /// First and last day, both counted; the year so far that `now` falls into when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show: Option<ShowId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub performance: Option<PerformanceId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub venue: Option<VenueId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<RateId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<PaymentMethod>,
    /// VAT rate in hundredths of a percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat: Option<i32>,
    /// The house's when absent: amounts of two currencies are never added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// For the headings of files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// Only for `GET /admin/revenue/orders`: the page that follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

/// `GET /admin/revenue`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revenue {
    pub by: RevenueBy,
    pub basis: RevenueBasis,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The same period of the year before.
    pub before_from: NaiveDate,
    pub before_to: NaiveDate,
    pub currency: Currency,
    /// Other currencies in which something was sold, to ask for.
    pub other_currencies: Vec<Currency>,
    pub time_zone: String,
    /// Years, months and days in their order, without gaps up to today; everything else by net revenue, most first.
    pub rows: Vec<RevenueRow>,
    pub total: Figures,
    pub before_total: Figures,
    /// The total's VAT by rate.
    pub vat: Vec<VatSum>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevenueRow {
    pub key: RevenueKey,
    pub figures: Figures,
    pub before: Figures,
}

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RevenueKey {
    Year { year: i32 },
    Month { year: i32, month: u32 },
    Day { date: NaiveDate },
    Show { show: ShowId, title: String },
    Performance { performance: PerformanceId, title: String, starts_at: DateTime<Utc>, time_zone: String },
    Rate { rate: RateId, name: String },
    Category { name: String },
    Channel { channel: Channel },
    Method { method: PaymentMethod },
    Vat { rate_bp: i32 },
}

/// What was earned. Amounts are in the answer's currency, in its smallest unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    /// What was paid for tickets, VAT included.
    pub gross_minor: i64,
    /// What was given back of it.
    pub refunds_minor: i64,
    /// `gross_minor` less `refunds_minor`.
    pub net_minor: i64,
    /// The VAT that `net_minor` contains: for each VAT rate once on the sum, rounded to the nearest unit, halves away from
    /// zero, then added. So a total's VAT may differ from the sum of its rows' by a few units; the total's is the one to declare.
    pub vat_minor: i64,
    /// What vouchers took off the prices of the tickets sold; not part of `gross_minor`.
    pub discount_minor: i64,
    /// Tickets that cost something.
    pub tickets_sold: i64,
    /// Tickets that cost nothing: free of charge or a gift.
    pub tickets_free: i64,
    /// Tickets of both kinds that were given back.
    pub tickets_refunded: i64,
    /// `gross_minor` by `tickets_sold`, rounded; 0 when nothing was sold.
    pub average_price_minor: i64,
}

/// VAT contained in what was earned at one VAT rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VatSum {
    /// In hundredths of a percent: 210 is 2.1 %.
    pub rate_bp: i32,
    /// VAT included.
    pub net_minor: i64,
    pub vat_minor: i64,
    /// `net_minor` less `vat_minor`.
    pub without_vat_minor: i64,
}

/// `GET /admin/revenue/orders`, a page of these: what an order added to the period, newest order first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevenueOrder {
    pub order: OrderId,
    pub number: String,
    pub buyer_name: String,
    pub placed_at: DateTime<Utc>,
    pub gross: Money,
    pub refunds: Money,
    pub tickets: i64,
}

/// `GET /admin/revenue/overview`: for the dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevenueOverview {
    pub currency: Currency,
    pub time_zone: String,
    pub today: NaiveDate,
    /// Today, beside the same day a year ago.
    pub day: Compared,
    /// This month up to today, beside the same days a year ago.
    pub month: Compared,
    /// This year up to today, beside the same days a year ago.
    pub year: Compared,
    /// Twelve whole months, this one last, each beside the same month a year ago.
    pub months: Vec<RevenueRow>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Compared {
    pub now: Figures,
    pub before: Figures,
}

/// `GET /admin/fill`: how full performances are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct AskFill {
    /// First and last day of performances, both counted; from 30 days ago until in 60 days when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show: Option<ShowId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub venue: Option<VenueId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FillRates {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub currency: Currency,
    /// Soonest first.
    pub rows: Vec<FillRate>,
    pub total: Places,
    pub total_net_minor: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FillRate {
    pub performance: PerformanceId,
    pub title: String,
    pub venue: String,
    pub starts_at: DateTime<Utc>,
    pub time_zone: String,
    pub cancelled: bool,
    pub places: Places,
    /// Earned with it until now.
    pub net_minor: i64,
}

/// How many places of a house are what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Places {
    pub capacity: i64,
    pub sold: i64,
    /// In baskets and in orders that are not paid yet.
    pub held: i64,
    pub blocked: i64,
    pub free: i64,
    /// `sold` in thousandths of `capacity`.
    pub fill_permille: i64,
}

/// In which language a file is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct FileLocale {
    pub locale: Locale,
}
