//! Vouchers: codes that make a basket cheaper, or open a rate that is otherwise not offered.

use crate::ids::{PerformanceId, RateId, ShowId, VoucherId};
use crate::money::Money;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Shortest and longest code that somebody may give, in letters and digits.
pub const CODE_MIN_LENGTH: usize = 4;
pub const CODE_MAX_LENGTH: usize = 40;
/// How many codes are made at once at most.
pub const BATCH_MAX: i64 = 5_000;

/// `PUT /basket/voucher`: uses a voucher for what is in the basket, instead of another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UseVoucher {
    /// As it is printed: case, spaces and hyphens do not matter.
    pub code: String,
}

/// The voucher of a basket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BasketVoucher {
    pub code: String,
    pub kind: VoucherKind,
    /// What it takes off now, already in the lines and the total.
    pub discount: Money,
    /// The rate that it opens, for lines of the basket to choose.
    pub opens: Option<RateId>,
    /// Why it gives nothing at all now.
    pub problem: Option<VoucherProblem>,
    /// How many places it needs.
    pub min_places: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VoucherKind {
    Percent,
    Amount,
    FixedPrice,
    HiddenRate,
}

/// Why a voucher gives nothing for a place, or for a whole basket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VoucherProblem {
    /// It is for other shows, performances, categories or rates.
    NotForThese,
    /// It needs more places than are held.
    TooFewPlaces,
    /// It is for fewer places; the dearest have it.
    TooManyPlaces,
    /// The place costs no more than the voucher's price anyway.
    CheapEnough,
    /// Its time is over, or has not come.
    Expired,
    /// Others have used it up, or all that it may give is given.
    UsedUp,
    /// It opens a rate, which is not chosen for this place yet.
    ChooseRate,
}

/// What a voucher does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum VoucherEffect {
    /// Takes a part off, in hundredths of a percent: 25 % is 2500.
    Percent { basis_points: i64 },
    /// Takes an amount off all places together.
    Amount { amount: Money },
    /// Each place costs this, if it costs more otherwise.
    FixedPrice { price: Money },
    /// Opens a rate that is otherwise not offered.
    HiddenRate { rate: RateId },
}

/// `POST /admin/vouchers`, `PUT /admin/vouchers/{id}` (with `If-Match`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteVoucher {
    /// Letters and digits, with hyphens to read them by; made up when empty.
    #[serde(default)]
    pub code: String,
    /// What it belongs to, such as a mailing; the list can be filtered by it.
    #[serde(default)]
    pub tag: String,
    /// For the staff.
    #[serde(default)]
    pub note: String,
    pub effect: VoucherEffect,
    #[serde(default)]
    pub limits: VoucherLimits,
    #[serde(default = "yes")]
    pub active: bool,
}

const fn yes() -> bool {
    true
}

/// What a voucher is for and how often; what is absent or empty limits nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct VoucherLimits {
    pub shows: Vec<ShowId>,
    pub performances: Vec<PerformanceId>,
    /// Names of seat categories, as the plans call them.
    pub categories: Vec<String>,
    pub rates: Vec<RateId>,
    pub valid_from: Option<DateTime<Utc>>,
    pub valid_until: Option<DateTime<Utc>>,
    pub max_uses: Option<i64>,
    pub max_uses_per_customer: Option<i64>,
    /// How many places must be held that it is for.
    pub min_places: i64,
    /// How many places one use makes cheaper at most: the dearest.
    pub max_places: Option<i64>,
    /// What all uses together may take off.
    pub budget: Option<Money>,
}

/// A voucher as the staff sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Voucher {
    pub id: VoucherId,
    pub code: String,
    pub tag: String,
    pub note: String,
    pub effect: VoucherEffect,
    pub limits: VoucherLimits,
    pub active: bool,
    /// Orders that have it for good.
    pub used: i64,
    /// Baskets and unpaid orders that have it for now.
    pub reserved: i64,
    /// What all of them take off together.
    pub given: Money,
    pub created_at: DateTime<Utc>,
    /// For `If-Match`.
    pub version: i64,
}

/// `POST /admin/vouchers/batch`: many codes that can be used once each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MakeVouchers {
    /// Between 1 and 5000.
    pub count: i64,
    /// Told apart from others by it: needed.
    pub tag: String,
    #[serde(default)]
    pub note: String,
    pub effect: VoucherEffect,
    /// `max_uses` is 1, whatever is said.
    #[serde(default)]
    pub limits: VoucherLimits,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VouchersMade {
    pub tag: String,
    pub codes: Vec<String>,
}
