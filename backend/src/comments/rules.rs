//! How long a comment may be, and how often somebody may write.

use crate::clock::Moment;
use crate::error::{Error, Fallible};
use chrono::TimeDelta;
use shared::comments::{COMMENT_MAX, COMMENT_MIN, REPORT_REASON_MAX};
use shared::refusal::Refusal;

/// Comments, or reports, that one account may write within [`WINDOW`].
pub const PER_WINDOW: usize = 10;
pub const WINDOW: TimeDelta = TimeDelta::hours(1);

/// The comment as it is kept: trimmed, without signs that turn the writing direction of what stands around it, and with
/// at most one empty line in a row.
pub fn clean(text: &str) -> Fallible<String> {
    let cleaned = cleaned(text);
    let length = cleaned.chars().count();
    if !(COMMENT_MIN..=COMMENT_MAX).contains(&length) {
        let of = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        return Err(Refusal::CommentLength { min: of(COMMENT_MIN), max: of(COMMENT_MAX) }.into());
    }
    Ok(cleaned)
}

/// The reason of a report, cleaned like a comment.
pub fn clean_reason(text: &str) -> Fallible<String> {
    let cleaned = cleaned(text);
    let length = cleaned.chars().count();
    if length == 0 || length > REPORT_REASON_MAX {
        return Err(Error::invalid("reason", format!("must have 1 to {REPORT_REASON_MAX} characters")));
    }
    Ok(cleaned)
}

/// Refuses who has written as much as one may; `written` are the moments within the window, oldest first.
pub fn check_pace(written: &[Moment], now: Moment) -> Fallible<()> {
    let Some(first) = written.len().checked_sub(PER_WINDOW).and_then(|place| written.get(place)) else { return Ok(()) };
    let wait = (*first + WINDOW - now).num_seconds().max(0);
    Err(Refusal::TooManyRequests { retry_after_seconds: u64::try_from(wait).unwrap_or(0) + 1 }.into())
}

fn cleaned(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept = text.replace("\r\n", "\n");
    let kept: String = kept.chars().filter(|c| *c == '\n' || (!c.is_control() && !turns(*c))).collect();
    let mut lines: Vec<&str> = Vec::new();
    for line in kept.trim().lines().map(str::trim_end) {
        if !(line.is_empty() && lines.last().is_some_and(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};
    use proptest::prelude::*;

    #[test]
    fn comments_are_trimmed_counted_in_characters_and_kept_as_text() {
        assert_eq!(clean("  Bravo !\r\n\r\n\r\n\r\nEncore.\u{202e} ").unwrap(), "Bravo !\n\nEncore.");
        assert_eq!(clean("<b>Oh</b>").unwrap(), "<b>Oh</b>");
        assert!(clean(" é ").is_err());
        assert!(clean("né").is_ok());
        assert!(clean(&"é".repeat(COMMENT_MAX)).is_ok());
        assert!(clean(&"é".repeat(COMMENT_MAX + 1)).is_err());
        assert!(clean("\u{202e}\u{202e}\u{7}").is_err());
    }

    #[test]
    fn the_eleventh_comment_waits_until_the_first_is_an_hour_old() {
        let at = |minute: i64| Utc.with_ymd_and_hms(2026, 5, 1, 20, 0, 0).unwrap() + TimeDelta::minutes(minute);
        let written: Vec<Moment> = (0..10).map(at).collect();
        assert!(check_pace(&written[..9], at(10)).is_ok());
        match check_pace(&written, at(10)) {
            Err(Error::Refused(Refusal::TooManyRequests { retry_after_seconds })) => {
                assert_eq!(retry_after_seconds, 3_001)
            }
            other => panic!("{other:?}"),
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "[ -~é\n\r\t]{0,60}") {
            let once = cleaned(&text);
            prop_assert_eq!(cleaned(&once), once);
        }
    }
}
