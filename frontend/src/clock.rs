//! The browser's clock and calendar days in a time zone. Only this file asks what time it is.

use crate::ui::format;
use chrono::{DateTime, NaiveDate, Utc};

/// The browser's clock, in milliseconds since 1970; it may be wrong, see [`crate::state::basket`].
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// A moment in milliseconds since 1970, from then until 2106.
pub fn ms_of(at: DateTime<Utc>) -> f64 {
    let seconds = u32::try_from(at.timestamp()).unwrap_or_default();
    f64::from(seconds) * 1_000.0 + f64::from(at.timestamp_subsec_millis())
}

/// Today in an IANA time zone.
pub fn today(zone: &str) -> NaiveDate {
    format::day_at_ms(now_ms(), zone)
}

/// The whole number below; 0 for what is no number.
#[expect(clippy::as_conversions, reason = "the standard library has no other way from f64; `as` saturates")]
pub fn whole(number: f64) -> i64 {
    number.floor() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_become_milliseconds() {
        let at: DateTime<Utc> = "2026-11-23T19:30:00.250Z".parse().unwrap();
        assert_eq!(ms_of(at), 1_795_462_200_250.0);
        assert_eq!(whole(ms_of(at) / 1_000.0), at.timestamp());
        assert_eq!(whole(-0.5), -1);
    }
}
