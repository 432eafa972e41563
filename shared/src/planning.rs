//! Runs of a show planned at once, and prices of many performances changed at once.

use crate::catalogue::{PerformanceState, Price};
use crate::ids::{CategoryId, PerformanceId, PlanId, RateId, ShowId};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use serde::{Deserialize, Serialize};

/// Most performances that one run has, and whose prices are changed at once.
pub const RUN_MAX: usize = 200;

/// `POST /admin/performances/run/preview` says what it would make, `POST /admin/performances/run` makes it. Times of day and
/// dates are those of the venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanRun {
    pub show: ShowId,
    pub plan: PlanId,
    /// Fridays and Saturdays at 20:00 until 12 December.
    #[serde(default)]
    pub rules: Vec<DateRule>,
    /// Moments besides, by the venue's clock: `2026-12-31T21:00:00`.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub extra: Vec<NaiveDateTime>,
    /// Days on which the rules make no performance.
    #[serde(default)]
    pub except: Vec<NaiveDate>,
    /// How long before the start the doors open; not said when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doors_minutes_before: Option<i64>,
    #[serde(default)]
    pub sale_opens: SaleOpens,
    /// How long before the start the sale ends; the house's rule when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale_closes_minutes_before: Option<i64>,
    /// `draft` or `on_sale`.
    pub state: PerformanceState,
    /// In hundredths of a percent.
    pub vat_rate_bp: i32,
    #[serde(default)]
    pub note: String,
    pub prices: RunPrices,
    #[serde(default)]
    pub on_conflict: OnConflict,
}

/// Days of the week at one time, from a first to a last day, both of them included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DateRule {
    /// `Mon`, `Tue`, `Wed`, `Thu`, `Fri`, `Sat`, `Sun`.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub weekdays: Vec<Weekday>,
    /// By the venue's clock: `20:00:00`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub time: NaiveTime,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// From when places of a run are sold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum SaleOpens {
    #[default]
    AtOnce,
    At {
        at: DateTime<Utc>,
    },
    /// So many days before each performance, at the same time of day.
    DaysBefore {
        days: i64,
    },
}

/// Where the prices of a run come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum RunPrices {
    Given {
        prices: Vec<Price>,
    },
    /// Those of another performance; between plans the categories of the same name are matched.
    Copied {
        from: PerformanceId,
    },
}

/// What becomes of moments at which the venue is taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OnConflict {
    /// Nothing is made.
    #[default]
    Refuse,
    /// They are left out.
    Skip,
    /// They are made all the same.
    Allow,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunPreview {
    /// The venue's.
    pub time_zone: String,
    /// Soonest first.
    pub moments: Vec<RunMoment>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunMoment {
    pub starts_at: DateTime<Utc>,
    pub doors_at: Option<DateTime<Utc>>,
    pub sale_opens_at: DateTime<Utc>,
    pub sale_closes_at: DateTime<Utc>,
    /// Clocks are put forward over the wanted time: this is the moment right after.
    pub moved: bool,
    pub is_past: bool,
    /// What else is played there at that time.
    pub conflicts: Vec<Conflict>,
}

/// Something that is played at the same venue at the same time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Conflict {
    /// None for another moment of the same run.
    pub performance: Option<PerformanceId>,
    pub show_title: String,
    pub starts_at: DateTime<Utc>,
}

/// What was made, soonest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunPlanned {
    pub performances: Vec<PerformanceId>,
    /// Moments left out because the venue is taken.
    pub skipped: Vec<DateTime<Utc>>,
}

/// `POST /admin/performances/prices`: changes prices of many performances at once. What was sold or ordered keeps its price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePrices {
    pub performances: Vec<PerformanceId>,
    pub change: PriceChange,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum PriceChange {
    /// These are set, those are taken away, all others stay.
    Set {
        #[serde(default)]
        prices: Vec<Price>,
        #[serde(default)]
        removed: Vec<PriceOf>,
    },
    /// All prices become those of another performance.
    Copy { from: PerformanceId },
}

/// Whose price it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PriceOf {
    pub category: CategoryId,
    pub rate: RateId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PricesChanged {
    /// Those whose prices are other ones now.
    pub performances: Vec<PerformanceId>,
}
