//! Whether the box office is there, and how often a page may speak. Pure.

use crate::clock::Moment;
use chrono::{Datelike, Days, TimeDelta, TimeZone};
use chrono_tz::Tz;
use shared::live::{BoxOfficePresence, FRAMES_PER_MINUTE, OpeningHours, PresenceState};

/// What a member of the staff says of themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    pub state: PresenceState,
    pub back_at: Option<Moment>,
}

impl Word {
    /// What it means now: who said to be back by now is back.
    pub fn now(self, now: Moment) -> Self {
        let is_over = self.back_at.is_some_and(|back_at| back_at <= now);
        if is_over { Self { state: PresenceState::Here, back_at: None } } else { self }
    }
}

/// What visitors see. `here` are the words of staff who are on the site, `words` of all.
pub fn office(here: &[Word], words: &[Word], hours: &[OpeningHours], zone: Tz, now: Moment) -> BoxOfficePresence {
    let states: Vec<PresenceState> = here.iter().map(|word| word.now(now).state).collect();
    let state = [PresenceState::Here, PresenceState::Busy].into_iter().find(|state| states.contains(state));
    let state = state.unwrap_or(PresenceState::Away);
    let promised = words.iter().filter_map(|word| word.back_at).filter(|back_at| *back_at > now).min();
    let back_at = match state {
        PresenceState::Here => None,
        PresenceState::Busy => promised,
        PresenceState::Away => promised.or_else(|| next_opening(hours, zone, now)),
    };
    BoxOfficePresence { state, back_at, hours: hours.to_vec() }
}

/// When the box office opens next, in the house's time zone; none without hours.
pub fn next_opening(hours: &[OpeningHours], zone: Tz, now: Moment) -> Option<Moment> {
    let today = now.with_timezone(&zone).date_naive();
    let days = (0..8).filter_map(|days| today.checked_add_days(Days::new(days)));
    let openings = days.flat_map(|day| {
        let weekday = i32::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
        let spans = hours.iter().filter(move |span| span.weekday == weekday);
        spans.filter_map(move |span| {
            let opens = day.and_hms_opt(0, 0, 0)? + TimeDelta::minutes(i64::from(span.opens_minute));
            // An hour that is skipped in spring opens when the clock says the next one.
            let local = zone.from_local_datetime(&opens).earliest();
            local.or_else(|| zone.from_local_datetime(&(opens + TimeDelta::hours(1))).earliest())
        })
    });
    openings.map(|opening| opening.to_utc()).filter(|opening| *opening > now).min()
}

/// Counts the frames of one socket by the minute.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    began_at: Moment,
    frames: u32,
}

impl Pace {
    pub const fn begin(now: Moment) -> Self {
        Self { began_at: now, frames: 0 }
    }

    /// Counts one more; false when it is one too many.
    pub fn count(&mut self, now: Moment) -> bool {
        if now - self.began_at >= TimeDelta::minutes(1) {
            *self = Self::begin(now);
        }
        self.frames += 1;
        self.frames <= FRAMES_PER_MINUTE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Utc;

    const PARIS: Tz = chrono_tz::Europe::Paris;

    /// 24 November 2026 is a Tuesday.
    fn at(day: u32, hour: u32, minute: u32) -> Moment {
        PARIS.with_ymd_and_hms(2026, 11, day, hour, minute, 0).unwrap().to_utc()
    }

    fn hours() -> Vec<OpeningHours> {
        let span = |weekday, opens: i32, closes: i32| OpeningHours {
            weekday,
            opens_minute: opens * 60,
            closes_minute: closes * 60,
        };
        vec![span(1, 10, 12), span(1, 14, 18), span(4, 14, 18)]
    }

    const fn word(state: PresenceState, back_at: Option<Moment>) -> Word {
        Word { state, back_at }
    }

    #[test]
    fn somebody_who_is_there_answers() {
        use PresenceState::{Away, Busy, Here};
        let now = at(24, 11, 0);
        let office = |here: &[Word]| {
            let office = office(here, here, &hours(), PARIS, now);
            (office.state, office.back_at)
        };
        assert_eq!(office(&[word(Here, None)]), (Here, None));
        assert_eq!(office(&[word(Away, None), word(Here, None), word(Busy, None)]), (Here, None));
        assert_eq!(office(&[word(Busy, Some(at(24, 11, 30)))]), (Busy, Some(at(24, 11, 30))));
        assert_eq!(office(&[word(Away, Some(at(24, 13, 0)))]), (Away, Some(at(24, 13, 0))));
        assert_eq!(office(&[word(Away, Some(at(24, 10, 59)))]), (Here, None), "back by now");
        assert_eq!(office(&[word(Away, None)]), (Away, Some(at(24, 14, 0))));
    }

    #[test]
    fn nobody_is_there_until_the_next_hours() {
        assert_eq!(next_opening(&hours(), PARIS, at(24, 9, 0)), Some(at(24, 10, 0)));
        assert_eq!(next_opening(&hours(), PARIS, at(24, 10, 0)), Some(at(24, 14, 0)));
        assert_eq!(next_opening(&hours(), PARIS, at(24, 20, 0)), Some(at(27, 14, 0)));
        assert_eq!(
            next_opening(&hours(), PARIS, at(27, 15, 0)),
            PARIS.with_ymd_and_hms(2026, 12, 1, 10, 0, 0).earliest().map(|at| at.to_utc())
        );
        assert_eq!(next_opening(&[], PARIS, at(27, 15, 0)), None);
        // 2:30 is skipped on 29 March 2026, a Sunday.
        let night = [OpeningHours { weekday: 6, opens_minute: 150, closes_minute: 300 }];
        let before = Utc.with_ymd_and_hms(2026, 3, 28, 12, 0, 0).unwrap();
        assert_eq!(next_opening(&night, PARIS, before), Utc.with_ymd_and_hms(2026, 3, 29, 1, 30, 0).earliest());
    }

    #[test]
    fn a_hundred_frames_a_minute() {
        let mut pace = Pace::begin(at(24, 9, 0));
        assert!((0..100).all(|_| pace.count(at(24, 9, 0))));
        assert!(!pace.count(at(24, 9, 0)));
        assert!(pace.count(at(24, 9, 1)));
    }
}
