//! The days of a month as a calendar shows them: whole weeks from Monday on.

use crate::catalogue::filter::{first_of_month, monday_of, next_month};
use chrono::{Datelike, NaiveDate};

/// The days from the Monday on or before the first of the month of `day` to the Sunday on or after its last.
pub fn weeks_of_month(day: NaiveDate) -> Vec<NaiveDate> {
    let first = first_of_month(day);
    let end = next_month(first);
    let mut days: Vec<NaiveDate> = monday_of(first).iter_days().take_while(|day| *day < end).collect();
    let missing = (7 - days.len() % 7) % 7;
    days.extend(end.iter_days().take(missing));
    days
}

pub fn same_month(one: NaiveDate, other: NaiveDate) -> bool {
    one.year() == other.year() && one.month() == other.month()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Weekday;

    #[test]
    fn whole_weeks_that_hold_every_day_once() {
        let mut month: NaiveDate = "2024-01-01".parse().unwrap();
        for _ in 0..60 {
            let days = weeks_of_month(month);
            assert_eq!(days.len() % 7, 0);
            assert_eq!(days[0].weekday(), Weekday::Mon);
            assert!(days.windows(2).all(|pair| pair[0].succ_opt() == Some(pair[1])));
            let inside = days.iter().filter(|day| same_month(**day, month)).count();
            assert_eq!(Some(inside), next_month(month).pred_opt().map(|last| usize::try_from(last.day()).unwrap()));
            month = next_month(month);
        }
    }
}
