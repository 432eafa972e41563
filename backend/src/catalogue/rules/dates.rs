//! From days of the week and hands full of dates to moments, by the venue's clock; and what overlaps with what.

use crate::clock::Moment;
use crate::error::{Error, Fallible};
use chrono::{Datelike, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use shared::ids::PerformanceId;
use shared::planning::{Conflict, DateRule, PlanRun, RUN_MAX, SaleOpens};
use std::collections::BTreeMap;

const RULES_MAX: usize = 20;
/// Days between the first and the last day of a rule.
const SPAN_MAX_DAYS: i64 = 750;
const MINUTES_MAX: i64 = 7 * 24 * 60;
const DAYS_MAX: i64 = 750;
/// How long a performance takes when its show does not say.
const USUAL_DURATION: TimeDelta = TimeDelta::minutes(120);

/// One moment of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    pub starts_at: Moment,
    /// Clocks are put forward over the wanted time.
    pub moved: bool,
}

/// When something is played, for how long, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Played {
    pub performance: Option<PerformanceId>,
    pub show_title: String,
    pub starts_at: Moment,
    pub duration: TimeDelta,
}

/// A show's duration, or the usual one.
pub fn duration(minutes: Option<i32>) -> TimeDelta {
    minutes.map_or(USUAL_DURATION, |minutes| TimeDelta::minutes(minutes.into()))
}

/// The moments of a run, soonest first, each once; refuses none at all and too many.
pub fn moments(run: &PlanRun, zone: Tz) -> Fallible<Vec<Planned>> {
    check(run)?;
    let mut wanted: Vec<NaiveDateTime> = run.extra.clone();
    for rule in &run.rules {
        let days = rule.from.iter_days().take_while(|day| *day <= rule.to);
        let days = days.filter(|day| rule.weekdays.contains(&day.weekday()) && !run.except.contains(day));
        wanted.extend(days.map(|day| day.and_time(rule.time)));
    }
    let mut found: BTreeMap<Moment, bool> = BTreeMap::new();
    for local in wanted {
        super::check_year("extra", local.date())?;
        let (starts_at, moved) = at(local, zone);
        let entry = found.entry(starts_at).or_insert(moved);
        *entry = *entry && moved;
    }
    match found.len() {
        0 => Err(Error::invalid("rules", "make no performance")),
        count if count > RUN_MAX => {
            Err(Error::invalid("rules", format!("make {count} performances; at most {RUN_MAX} at once")))
        }
        _ => Ok(found.into_iter().map(|(starts_at, moved)| Planned { starts_at, moved }).collect()),
    }
}

fn check(run: &PlanRun) -> Fallible<()> {
    if run.rules.len() > RULES_MAX {
        return Err(Error::invalid("rules", format!("must be at most {RULES_MAX}")));
    }
    for (field, count) in [("extra", run.extra.len()), ("except", run.except.len())] {
        if count > RUN_MAX {
            return Err(Error::invalid(field, format!("must be at most {RUN_MAX}")));
        }
    }
    run.rules.iter().enumerate().try_for_each(|(place, rule)| check_rule(&format!("rules[{place}]"), rule))?;
    for (field, minutes) in [
        ("doors_minutes_before", run.doors_minutes_before),
        ("sale_closes_minutes_before", run.sale_closes_minutes_before),
    ] {
        if minutes.is_some_and(|minutes| !(0..=MINUTES_MAX).contains(&minutes)) {
            return Err(Error::invalid(field, format!("must be between 0 and {MINUTES_MAX}")));
        }
    }
    match run.sale_opens {
        SaleOpens::DaysBefore { days } if !(0..=DAYS_MAX).contains(&days) => {
            Err(Error::invalid("sale_opens.days", format!("must be between 0 and {DAYS_MAX}")))
        }
        _ => Ok(()),
    }
}

fn check_rule(field: &str, rule: &DateRule) -> Fallible<()> {
    super::check_year(&format!("{field}.from"), rule.from)?;
    super::check_year(&format!("{field}.to"), rule.to)?;
    if rule.weekdays.is_empty() {
        return Err(Error::invalid(format!("{field}.weekdays"), "must have a day"));
    }
    let days = rule.to.signed_duration_since(rule.from).num_days();
    if !(0..=SPAN_MAX_DAYS).contains(&days) {
        let problem = format!("must be the first day or one of the {SPAN_MAX_DAYS} after it");
        return Err(Error::invalid(format!("{field}.to"), problem));
    }
    Ok(())
}

/// The moment of a local time, and whether clocks are put forward over it: then it is that much later by the clock. Of a
/// time that comes twice it is the first.
fn at(local: NaiveDateTime, zone: Tz) -> (Moment, bool) {
    if let Some(found) = zone.from_local_datetime(&local).earliest() {
        return (found.with_timezone(&Utc), false);
    }
    // As if the clocks of the day before still went.
    let before = zone.offset_from_utc_datetime(&(local - TimeDelta::days(1))).fix();
    (Utc.from_utc_datetime(&(local - before)), true)
}

/// When the sale of a performance opens.
pub fn opens_at(rule: SaleOpens, starts_at: Moment, zone: Tz, now: Moment) -> Moment {
    match rule {
        SaleOpens::AtOnce => now,
        SaleOpens::At { at } => at,
        SaleOpens::DaysBefore { days } => {
            at(starts_at.with_timezone(&zone).naive_local() - TimeDelta::days(days), zone).0
        }
    }
}

/// What of `others` is played while `this` is.
pub fn conflicts(this: &Played, others: &[Played]) -> Vec<Conflict> {
    let overlaps = |other: &&Played| {
        this.starts_at < other.starts_at + other.duration && other.starts_at < this.starts_at + this.duration
    };
    let conflict = |other: &Played| Conflict {
        performance: other.performance,
        show_title: other.show_title.clone(),
        starts_at: other.starts_at,
    };
    others.iter().filter(overlaps).map(conflict).collect()
}

/// From and until when something must start to overlap with one of these moments: no show takes longer than a day.
pub fn around(moments: &[Moment]) -> Option<(Moment, Moment)> {
    let (first, last) = (moments.iter().min()?, moments.iter().max()?);
    Some((*first - TimeDelta::days(1), *last + TimeDelta::days(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, Weekday};
    use proptest::prelude::*;
    use shared::catalogue::PerformanceState;
    use shared::ids::{PlanId, ShowId};
    use shared::planning::{OnConflict, RunPrices};

    fn run(rules: Vec<DateRule>) -> PlanRun {
        PlanRun {
            show: ShowId(1),
            plan: PlanId(1),
            rules,
            extra: Vec::new(),
            except: Vec::new(),
            doors_minutes_before: None,
            sale_opens: SaleOpens::AtOnce,
            sale_closes_minutes_before: None,
            state: PerformanceState::Draft,
            vat_rate_bp: 0,
            note: String::new(),
            prices: RunPrices::Given { prices: Vec::new() },
            on_conflict: OnConflict::Refuse,
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rule(weekdays: &[Weekday], time: &str, from: &str, to: &str) -> DateRule {
        DateRule { weekdays: weekdays.to_vec(), time: time.parse().unwrap(), from: day(from), to: day(to) }
    }

    fn texts(run: &PlanRun, zone: Tz) -> Vec<String> {
        moments(run, zone).unwrap().iter().map(|planned| planned.starts_at.to_rfc3339()).collect()
    }

    #[test]
    fn fridays_and_saturdays_stay_at_eight_when_the_clocks_change() {
        let rule = rule(&[Weekday::Fri, Weekday::Sat], "20:00:00", "2026-10-23", "2026-10-31");
        let expected = [
            "2026-10-23T18:00:00+00:00",
            "2026-10-24T18:00:00+00:00",
            "2026-10-30T19:00:00+00:00",
            "2026-10-31T19:00:00+00:00",
        ];
        assert_eq!(texts(&run(vec![rule]), Tz::Europe__Paris), expected);
    }

    #[test]
    fn days_are_excepted_and_added_by_hand_and_each_moment_is_there_once() {
        let friday = rule(&[Weekday::Fri], "20:00:00", "2026-12-01", "2026-12-31");
        let mut run = run(vec![friday.clone(), friday]);
        run.except = vec![day("2026-12-25")];
        run.extra = vec!["2026-12-31T21:00:00".parse().unwrap(), "2026-12-04T20:00:00".parse().unwrap()];
        let expected = [
            "2026-12-04T19:00:00+00:00",
            "2026-12-11T19:00:00+00:00",
            "2026-12-18T19:00:00+00:00",
            "2026-12-31T20:00:00+00:00",
        ];
        assert_eq!(texts(&run, Tz::Europe__Paris), expected);
    }

    #[test]
    fn a_time_that_clocks_leave_out_is_said_to_be_moved() {
        let mut run = run(Vec::new());
        run.extra = vec!["2026-03-29T02:30:00".parse().unwrap(), "2026-10-25T02:30:00".parse().unwrap()];
        let found = moments(&run, Tz::Europe__Paris).unwrap();
        let told: Vec<_> = found.iter().map(|planned| (planned.starts_at.to_rfc3339(), planned.moved)).collect();
        assert_eq!(
            told,
            [("2026-03-29T01:30:00+00:00".to_owned(), true), ("2026-10-25T00:30:00+00:00".to_owned(), false)]
        );
    }

    #[test]
    fn nothing_too_much_and_the_wrong_way_round_are_refused() {
        let all = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
        for bad in [
            run(Vec::new()),
            run(vec![rule(&all, "20:00:00", "2026-01-01", "2026-12-31")]),
            run(vec![rule(&all, "20:00:00", "2026-02-01", "2026-01-01")]),
            run(vec![rule(&[], "20:00:00", "2026-01-01", "2026-01-31")]),
            run(vec![rule(&[Weekday::Mon], "20:00:00", "2026-01-06", "2026-01-07")]),
        ] {
            assert!(moments(&bad, Tz::Europe__Paris).is_err(), "{:?}", bad.rules);
        }
    }

    #[test]
    fn the_sale_opens_days_before_at_the_same_hour() {
        let start = "2026-10-30T19:00:00Z".parse().unwrap();
        let opens = opens_at(SaleOpens::DaysBefore { days: 10 }, start, Tz::Europe__Paris, start);
        assert_eq!(opens.to_rfc3339(), "2026-10-20T18:00:00+00:00");
    }

    #[test]
    fn a_matinee_leaves_the_evening_free() {
        let played = |hour: u32| Played {
            performance: None,
            show_title: String::new(),
            starts_at: Utc.with_ymd_and_hms(2026, 3, 1, hour, 0, 0).unwrap(),
            duration: TimeDelta::minutes(110),
        };
        assert!(conflicts(&played(14), &[played(20)]).is_empty());
        assert_eq!(conflicts(&played(14), &[played(15), played(16), played(13)]).len(), 2);
    }

    proptest! {
        #[test]
        fn a_run_is_sorted_and_goes_by_the_venues_clock(first in 0_i64..700, days in 0_i64..190, hour in 4_u32..24, weekday in 0_u8..7) {
            let from = day("2026-01-01") + TimeDelta::days(first);
            let weekday = Weekday::try_from(weekday).unwrap();
            let time = chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
            let rule = DateRule { weekdays: vec![weekday], time, from, to: from + TimeDelta::days(days) };
            // The slow, obvious version: each day is looked at.
            let expected: Vec<NaiveDateTime> = (0..=days)
                .map(|after| (from + TimeDelta::days(after)).and_time(time))
                .filter(|local| local.weekday() == weekday)
                .collect();
            let found = moments(&run(vec![rule]), Tz::Europe__Paris);
            prop_assert_eq!(found.is_err(), expected.is_empty());
            let locals: Vec<NaiveDateTime> = found
                .unwrap_or_default()
                .iter()
                .map(|planned| planned.starts_at.with_timezone(&Tz::Europe__Paris).naive_local())
                .collect();
            prop_assert_eq!(locals, expected);
        }
    }
}
