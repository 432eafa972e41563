//! Which opening hours make sense.

use crate::error::{Error, Fallible};
use shared::live::OpeningHours;

/// Spans a week may have.
const SPANS_MAX: usize = 28;
const MINUTES_A_DAY: i32 = 24 * 60;

/// The hours in the order of the week; refuses spans that end before they begin or overlap.
pub fn sorted(hours: &[OpeningHours]) -> Fallible<Vec<OpeningHours>> {
    if hours.len() > SPANS_MAX {
        return Err(Error::invalid("hours", format!("must have at most {SPANS_MAX} spans")));
    }
    let is_span = |span: &OpeningHours| {
        (0..7).contains(&span.weekday)
            && span.opens_minute >= 0
            && span.opens_minute < span.closes_minute
            && span.closes_minute <= MINUTES_A_DAY
    };
    if !hours.iter().all(is_span) {
        return Err(Error::invalid("hours", "must be a weekday from 0 to 6 and minutes that begin before they end"));
    }
    let mut hours = hours.to_vec();
    hours.sort_by_key(|span| (span.weekday, span.opens_minute));
    let overlap = hours.windows(2).any(|pair| match pair {
        [first, second] => first.weekday == second.weekday && second.opens_minute < first.closes_minute,
        _ => false,
    });
    if overlap { Err(Error::invalid("hours", "must not overlap")) } else { Ok(hours) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(weekday: i32, opens_minute: i32, closes_minute: i32) -> OpeningHours {
        OpeningHours { weekday, opens_minute, closes_minute }
    }

    #[test]
    fn hours_are_sorted_and_must_make_sense() {
        let hours = [span(4, 840, 1080), span(1, 600, 720), span(1, 840, 1080)];
        assert_eq!(sorted(&hours).unwrap(), [hours[1], hours[2], hours[0]]);
        for wrong in [span(7, 0, 1), span(-1, 0, 1), span(0, 60, 60), span(0, 0, 1441), span(0, -1, 5)] {
            assert!(sorted(&[wrong]).is_err(), "{wrong:?}");
        }
        assert!(sorted(&[span(1, 600, 720), span(1, 719, 800)]).is_err());
        assert!(sorted(&[span(1, 600, 720), span(1, 720, 800)]).is_ok());
    }
}
