//! When the demonstration plays: forty performances around today, and the two seasons before.

use super::dice::Dice;
use chrono::{Datelike, Days, NaiveDate, NaiveTime};

/// How full a performance is, or why it cannot be bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// So many of a hundred places are sold.
    Percent(i64),
    /// All places but so many are sold.
    AllBut(i64),
    /// Cancelled after so many of a hundred places had been sold.
    Cancelled(i64),
    /// Its sale opens in ten days.
    NotYet,
    /// Costs nothing; so many of a hundred places are taken.
    Free(i64),
}

/// A performance to be made, by the show's position in the programme and the house's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evening {
    pub show: usize,
    pub day: NaiveDate,
    pub time: NaiveTime,
    pub fill: Fill,
}

/// Days from today, show, hour and minute.
const AROUND_TODAY: [(i64, usize, (u32, u32), Fill); 40] = [
    (-24, 5, (20, 0), Fill::Percent(58)),
    (-23, 5, (20, 0), Fill::Percent(66)),
    (-22, 5, (16, 0), Fill::Percent(49)),
    (-17, 0, (20, 30), Fill::Percent(63)),
    (-16, 0, (20, 30), Fill::Percent(78)),
    (-15, 0, (16, 0), Fill::Percent(55)),
    (-12, 8, (15, 0), Fill::Percent(88)),
    (-12, 8, (17, 0), Fill::Percent(72)),
    (-10, 9, (20, 0), Fill::Percent(44)),
    (-8, 1, (19, 30), Fill::Percent(71)),
    (-7, 1, (19, 30), Fill::Percent(86)),
    (-6, 1, (15, 0), Fill::Percent(69)),
    (-5, 11, (10, 30), Fill::Free(90)),
    (-3, 4, (20, 30), Fill::Percent(52)),
    (-2, 4, (20, 30), Fill::Percent(64)),
    (-1, 4, (20, 30), Fill::Percent(73)),
    (0, 4, (20, 30), Fill::Percent(81)),
    (0, 6, (20, 0), Fill::Percent(70)),
    (1, 4, (20, 30), Fill::AllBut(7)),
    (1, 6, (20, 0), Fill::Percent(61)),
    (2, 1, (19, 30), Fill::AllBut(0)),
    (3, 1, (15, 0), Fill::Percent(74)),
    (4, 8, (15, 0), Fill::Percent(92)),
    (4, 8, (17, 0), Fill::Percent(45)),
    (6, 0, (20, 30), Fill::Percent(48)),
    (7, 0, (20, 30), Fill::Percent(57)),
    (8, 0, (16, 0), Fill::Percent(36)),
    (10, 10, (20, 0), Fill::Percent(41)),
    (11, 10, (17, 0), Fill::Percent(29)),
    (14, 3, (20, 0), Fill::Percent(33)),
    (15, 3, (20, 0), Fill::Cancelled(18)),
    (17, 11, (10, 30), Fill::Percent(55)),
    (17, 11, (15, 0), Fill::Percent(38)),
    (21, 7, (20, 0), Fill::Percent(24)),
    (22, 7, (20, 0), Fill::Percent(17)),
    (28, 2, (20, 30), Fill::Percent(15)),
    (29, 2, (16, 0), Fill::Percent(11)),
    (36, 9, (20, 0), Fill::Percent(9)),
    (45, 5, (20, 0), Fill::Percent(5)),
    (62, 3, (20, 0), Fill::NotYet),
];

/// The order in which last season's shows were played.
const LAST_SEASON: [usize; 12] = [0, 8, 2, 10, 1, 11, 3, 4, 9, 6, 7, 5];
const LAST_SEASONS_EVENINGS: u64 = 60;

/// All performances, soonest first, around this day and in two seasons before.
pub fn around(today: NaiveDate, dice: &mut Dice) -> Vec<Evening> {
    let mut evenings = vec![];
    for (number, show) in (0..LAST_SEASONS_EVENINGS).zip(LAST_SEASON.iter().cycle()) {
        let Some(day) = today.checked_sub_days(Days::new(44 + number * 11)) else { continue };
        // The house is closed in the summer.
        if !matches!(day.month(), 7 | 8) {
            let fill = Fill::Percent(dice.between(24, 52));
            evenings.push(Evening { show: *show, day, time: clock(20, 0), fill });
        }
    }
    for (offset, show, (hour, minute), fill) in AROUND_TODAY {
        let by = Days::new(offset.unsigned_abs());
        let day = if offset < 0 { today.checked_sub_days(by) } else { today.checked_add_days(by) };
        evenings.extend(day.map(|day| Evening { show, day, time: clock(hour, minute), fill }));
    }
    evenings.sort_by_key(|evening| (evening.day, evening.time));
    evenings
}

fn clock(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_are_around_today_and_the_summer_is_quiet() {
        for month in 1..=12 {
            let today = NaiveDate::from_ymd_opt(2026, month, 15).unwrap();
            let evenings = around(today, &mut Dice::new("evenings", 1));
            let near = |evening: &&Evening| {
                (evening.day - today).num_days().abs() <= 62 && (evening.day - today).num_days() > -44
            };
            assert_eq!(evenings.iter().filter(near).count(), 40);
            let past: Vec<&Evening> =
                evenings.iter().filter(|evening| (evening.day - today).num_days() <= -44).collect();
            assert!((36..=60).contains(&past.len()), "{}", past.len());
            assert!(past.iter().all(|evening| !matches!(evening.day.month(), 7 | 8)));
            assert!(past.iter().any(|evening| (today - evening.day).num_days() > 600));
        }
    }
}
