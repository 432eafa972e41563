//! Revenue in a few figures, for the dashboard.

use super::calendar_key;
use super::rules::{self, Period, Step, Sum, Tally};
use super::store::{self, Chosen, When};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::house;
use crate::payments::sales;
use chrono::{Months, NaiveDate};
use shared::revenue::{AskRevenue, Compared, RevenueOverview, RevenueRow};

/// Months that are shown, this one last.
const MONTHS: u32 = 12;

/// Today, this month, this year, and twelve months, each beside the same a year ago.
pub fn overview(conn: &mut Conn, now: Moment) -> Fallible<RevenueOverview> {
    let house = house::rules(conn)?;
    let today = sales::day(now, house.time_zone);
    let this_month = rules::first_of_month(today);
    let first = this_month.checked_sub_months(Months::new(MONTHS - 1)).unwrap_or(this_month);
    let period = Period::new(rules::a_year_before(first), today)?;
    let ask = AskRevenue::default();
    let currency = house.currency;
    let days = store::by_day(conn, &Chosen { ask: &ask, currency, when: When::Booked(period) })?;
    let month = |day: NaiveDate| RevenueRow {
        key: calendar_key(Step::Month, day),
        figures: tally(&days, month_of(day)).figures(),
        before: tally(&days, month_of(rules::a_year_before(day))).figures(),
    };
    let compared = |from: NaiveDate| {
        let period = Period { from, to: today };
        Compared { now: tally(&days, period).figures(), before: tally(&days, period.year_before()).figures() }
    };
    Ok(RevenueOverview {
        currency,
        time_zone: house.time_zone.name().to_owned(),
        today,
        day: compared(today),
        month: compared(this_month),
        year: compared(rules::first_of_year(today)),
        months: Step::Month.all(first, today).into_iter().map(month).collect(),
    })
}

fn month_of(first: NaiveDate) -> Period {
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    Period { from: first, to: next.pred_opt().unwrap_or(first) }
}

fn tally(days: &[(NaiveDate, Sum)], period: Period) -> Tally {
    rules::total(days.iter().filter(|(day, _)| (period.from..=period.to).contains(day)).map(|(_, sum)| sum))
}
