//! The first run of a new house, and what needs attention once it runs.

use crate::catalogue::PerformanceState;
use crate::email::Email;
use crate::house::Locale;
use crate::ids::{PerformanceId, ShowId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Characters that a setup code is written with: none looks like another.
pub const SETUP_CODE_LETTERS: &str = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

/// `GET /setup`: whether this house has no staff yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupState {
    pub needed: bool,
    /// What there is to do; empty when the house has staff (`GET /admin/setup` tells them).
    pub steps: Vec<SetupStepState>,
}

/// `GET /admin/setup`: how far the house is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupProgress {
    pub steps: Vec<SetupStepState>,
    /// Whether the house can sell: everything is done that a sale needs.
    pub can_sell: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupStepState {
    pub step: SetupStep,
    pub done: bool,
    /// Whether one can sell without it.
    pub optional: bool,
}

/// In the order in which they are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SetupStep {
    /// Somebody of the staff.
    Staff,
    /// Name, address, rules.
    Identity,
    Venue,
    /// A seating plan, or free seating.
    Plan,
    Show,
    /// A performance that can be bought.
    Performance,
    /// PayPal.
    Payment,
    /// A member of the staff with a second factor.
    SecondFactor,
}

/// `POST /setup/staff`: makes the first admin and signs them in; answered with the session. The code is what `billetterie serve` prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MakeFirstStaff {
    pub code: String,
    pub name: String,
    pub email: Email,
    pub password: String,
    #[serde(default)]
    pub locale: Locale,
}

/// `GET /admin/dashboard`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dashboard {
    pub now: DateTime<Utc>,
    /// The IANA time zone in which days are meant.
    pub time_zone: String,
    /// Of today, in the house's time zone, soonest first.
    pub today: Vec<UpcomingPerformance>,
    /// The next ones after today.
    pub next: Vec<UpcomingPerformance>,
    pub attention: NeedsAttention,
    /// What a new house still has to do; empty once everything is done.
    pub setup: Vec<SetupStepState>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpcomingPerformance {
    pub performance: PerformanceId,
    pub show: ShowId,
    pub show_title: String,
    pub venue_name: String,
    pub starts_at: DateTime<Utc>,
    /// The venue's time zone.
    pub time_zone: String,
    pub state: PerformanceState,
    pub capacity: i64,
    pub sold: i64,
    /// In baskets and in orders that are not paid yet.
    pub held: i64,
    /// Kept by the house.
    pub blocked: i64,
}

/// How many of each wait for somebody; 0 for what is not the caller's business.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NeedsAttention {
    /// Money that a person should look at.
    pub money: i64,
    /// Open conversations whose last word is the visitor's.
    pub unanswered_conversations: i64,
    /// Comments with a report that nobody has dealt with.
    pub reported_comments: i64,
    /// Mails and other jobs that were given up.
    pub failed_jobs: i64,
    /// Orders that have waited for PayPal's decision for an hour or more.
    pub stuck_orders: i64,
}
