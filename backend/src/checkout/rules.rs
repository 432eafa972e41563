//! Whose an order is, and from when to when a period goes.

use crate::clock::Moment;
use crate::house::Rules;
use crate::orders;
use crate::secrets;
use chrono::{Datelike, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use shared::ids::{AccountId, VisitorId};
use shared::orders::Period;

/// Who asks for an order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asker {
    pub visitor: Option<VisitorId>,
    pub account: Option<AccountId>,
    /// The key of the link in the mail.
    pub key: Option<String>,
}

/// Whether an order is the asker's: their account's, bought with this browser, or shown by its key.
pub fn is_theirs(order: &orders::Facts, asker: &Asker) -> bool {
    let by_account = order.account.is_some() && order.account == asker.account;
    // Once an order belongs to an account, the browser alone shows it no more: somebody else may use it.
    let by_browser = order.account.is_none() && order.visitor.is_some() && order.visitor == asker.visitor;
    let by_key = asker.key.as_ref().is_some_and(|key| secrets::same(key.as_bytes(), order.key.as_bytes()));
    by_account || by_browser || by_key
}

/// Until when the buyer may give a paid order back.
pub fn cancel_until_of(rules: &Rules, first_start: Option<Moment>, now: Moment) -> Option<Moment> {
    orders::rules::cancel_until(rules.cancel_before, first_start, now)
}

/// The first moment of a period by the house's calendar; none for all times.
pub fn period_start(period: Period, zone: Tz, now: Moment) -> Option<Moment> {
    let today = now.with_timezone(&zone).date_naive();
    let first = match period {
        Period::All => return None,
        Period::ThisYear => NaiveDate::from_ymd_opt(today.year(), 1, 1)?,
        Period::ThisMonth => today.with_day(1)?,
    };
    let midnight = first.and_hms_opt(0, 0, 0)?;
    zone.from_local_datetime(&midnight).earliest().map(|start| start.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_begins_at_midnight_of_the_house() {
        let now = at("2026-06-30T22:30:00Z");
        let start = period_start(Period::ThisMonth, chrono_tz::Europe::Paris, now);
        assert_eq!(start, Some(at("2026-06-30T22:00:00Z")));
    }

    #[test]
    fn a_year_begins_at_midnight_of_the_house() {
        let now = at("2025-12-31T23:30:00Z");
        let start = period_start(Period::ThisYear, chrono_tz::Europe::Paris, now);
        assert_eq!(start, Some(at("2025-12-31T23:00:00Z")));
        assert_eq!(period_start(Period::All, chrono_tz::Europe::Paris, now), None);
    }
}
