//! Years, months and days of the house as spans of moments, and the steps from one to the next.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

/// How many years back the first step goes.
const YEARS_MAX: i32 = 40;

/// From a moment until before another, in UTC; open where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: Option<NaiveDateTime>,
    pub until: Option<NaiveDateTime>,
}

impl Span {
    /// From the first day to the last, both included.
    pub fn of_days(first: Option<NaiveDate>, last: Option<NaiveDate>, zone: Tz) -> Self {
        let after = last.and_then(|last| last.checked_add_days(Days::new(1)));
        Self { from: first.map(|day| begins(day, zone)), until: after.map(|day| begins(day, zone)) }
    }
}

/// When a day begins in the zone, in UTC. Where midnight is skipped, the day begins when the clock goes on.
fn begins(day: NaiveDate, zone: Tz) -> NaiveDateTime {
    let midnight = day.and_time(NaiveTime::MIN);
    let local = zone.from_local_datetime(&midnight).earliest();
    local
        .or_else(|| zone.from_local_datetime(&(midnight + chrono::TimeDelta::hours(1))).earliest())
        .map_or(midnight, |local| local.naive_utc())
}

/// What a text such as `2026`, `2026-11` or `2026-11-27` means.
pub fn span_of(when: &str, zone: Tz) -> Option<Span> {
    let (first, after) = match when.len() {
        4 => {
            let first = NaiveDate::from_ymd_opt(when.parse().ok()?, 1, 1)?;
            (first, first.checked_add_months(Months::new(12))?)
        }
        7 => {
            let first = format!("{when}-01").parse::<NaiveDate>().ok()?;
            (first, first.checked_add_months(Months::new(1))?)
        }
        10 => {
            let first = when.parse::<NaiveDate>().ok()?;
            (first, first.checked_add_days(Days::new(1))?)
        }
        _ => return None,
    };
    Some(Span { from: Some(begins(first, zone)), until: Some(begins(after, zone)) })
}

/// The steps below `when`: years, the months of a year, the days of a month; none below a day.
pub fn steps(when: &str, first: NaiveDateTime, last: NaiveDateTime, zone: Tz) -> Vec<(String, Span)> {
    let year_of = |at: NaiveDateTime| zone.from_utc_datetime(&at).year();
    let names: Vec<String> = match when.len() {
        0 => {
            let last = year_of(last);
            (year_of(first).max(last - YEARS_MAX)..=last).map(|year| format!("{year:04}")).collect()
        }
        4 => (1..=12).map(|month| format!("{when}-{month:02}")).collect(),
        7 => (1..=31).map(|day| format!("{when}-{day:02}")).collect(),
        _ => Vec::new(),
    };
    names.into_iter().filter_map(|name| span_of(&name, zone).map(|span| (name, span))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARIS: Tz = chrono_tz::Europe::Paris;

    #[test]
    fn a_month_begins_at_the_houses_midnight() {
        let span = span_of("2026-11", PARIS).unwrap();
        assert_eq!(span.from.unwrap().to_string(), "2026-10-31 23:00:00");
        assert_eq!(span.until.unwrap().to_string(), "2026-11-30 23:00:00");
        let summer = span_of("2026-03-29", PARIS).unwrap();
        assert_eq!(summer.until.unwrap() - summer.from.unwrap(), chrono::TimeDelta::hours(23));
        for wrong in ["", "26", "2026-13", "2026-02-30", "20x6", "2026-1-1"] {
            assert_eq!(span_of(wrong, PARIS), None, "{wrong}");
        }
    }

    #[test]
    fn steps_go_from_years_to_days() {
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let (first, last) = (at("2024-12-31T23:30:00"), at("2026-06-01T00:00:00"));
        let names = |when: &str| steps(when, first, last, PARIS).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(""), ["2025", "2026"], "half past midnight in Paris");
        assert_eq!(names("2026").len(), 12);
        assert_eq!(names("2026-02").len(), 28);
        assert!(names("2026-02-03").is_empty());
    }
}
