//! Moments typed on the clock of the house. A zone is how many minutes its clock is ahead of UTC at a moment, so that the
//! change of summer time is right whatever zone the browser is in.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};

const TYPED: &str = "%Y-%m-%dT%H:%M";

/// What an input of the browser holds: `2026-11-27T20:30`.
pub fn write(at: DateTime<Utc>, minutes_ahead: impl Fn(DateTime<Utc>) -> i64) -> String {
    (at + Duration::minutes(minutes_ahead(at))).naive_utc().format(TYPED).to_string()
}

/// The moment at which the clock shows what was typed; the first one when it shows it twice, and an hour later when it never
/// does, because the clock was put forward over it.
pub fn read(typed: &str, minutes_ahead: impl Fn(DateTime<Utc>) -> i64) -> Option<DateTime<Utc>> {
    let typed = typed.get(..16).unwrap_or(typed);
    let clock = NaiveDateTime::parse_from_str(typed, TYPED).ok()?.and_utc();
    let ahead = |at| Duration::minutes(minutes_ahead(at));
    // The zone as it is a day before and a day after: between them at most one change.
    let (before, after) = (ahead(clock - Duration::days(1)), ahead(clock + Duration::days(1)));
    let shows = |at: DateTime<Utc>| at + ahead(at) == clock;
    let candidates = [clock - before.max(after), clock - before.min(after)];
    let first = candidates.into_iter().find(|at| shows(*at));
    Some(first.unwrap_or(clock - before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// Paris in 2026: summer time from 29 March to 25 October, 01:00 UTC.
    fn paris(moment: DateTime<Utc>) -> i64 {
        let summer = at("2026-03-29T01:00:00Z")..at("2026-10-25T01:00:00Z");
        if summer.contains(&moment) { 120 } else { 60 }
    }

    #[test]
    fn winter_and_summer() {
        assert_eq!(read("2026-11-27T20:30", paris), Some(at("2026-11-27T19:30:00Z")));
        assert_eq!(read("2026-07-14T20:30", paris), Some(at("2026-07-14T18:30:00Z")));
        assert_eq!(write(at("2026-07-14T18:30:00Z"), paris), "2026-07-14T20:30");
        assert_eq!((read("", paris), read("2026-13-01T00:00", paris)), (None, None));
    }

    #[test]
    fn an_hour_that_is_skipped_is_the_one_after_and_one_that_comes_twice_is_the_first() {
        assert_eq!(read("2026-03-29T02:30", paris), Some(at("2026-03-29T01:30:00Z")));
        assert_eq!(write(at("2026-03-29T01:30:00Z"), paris), "2026-03-29T03:30");
        assert_eq!(read("2026-10-25T02:30", paris), Some(at("2026-10-25T00:30:00Z")));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(minutes in 0..525_600_i64) {
            let moment = at("2026-01-01T00:00:00Z") + Duration::minutes(minutes);
            let again = read(&write(moment, paris), paris).unwrap();
            prop_assert!(again == moment || again == moment - Duration::hours(1), "{} {}", moment, again);
            let twice = at("2026-10-25T01:00:00Z")..at("2026-10-25T02:00:00Z");
            prop_assert!(again == moment || twice.contains(&moment));
        }
    }
}
