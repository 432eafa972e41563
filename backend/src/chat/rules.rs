//! How long a message may be, how often somebody may write, and how far a mark may move. Pure.

use crate::clock::Moment;
use crate::error::{Error, Fallible};
use chrono::TimeDelta;
use shared::chat::{ATTACHMENTS_MAX, MESSAGE_MAX, Mark, REASON_MAX, SEARCH_MAX, SendMessage};
use shared::refusal::Refusal;

/// Messages that a visitor may send within [`WINDOW`].
pub const PER_WINDOW: usize = 20;
pub const WINDOW: TimeDelta = TimeDelta::minutes(1);
/// Files that were uploaded and not sent, of one browser.
pub const UNSENT_MAX: i64 = 20;
/// How long a file may wait for its message.
pub const UNSENT_KEPT: TimeDelta = TimeDelta::days(1);
/// How long an answer may stay unread before a mail tells of it.
pub const MISSED_AFTER: TimeDelta = TimeDelta::minutes(10);
const EXCERPT_MAX: usize = 120;

/// The text of a message as it is kept; empty only when files say it all.
pub fn clean(request: &SendMessage) -> Fallible<String> {
    let word = &request.client_id;
    if !(8..=64).contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::invalid("client_id", "must have 8 to 64 visible characters"));
    }
    if request.attachments.len() > ATTACHMENTS_MAX {
        return Err(Error::invalid("attachments", format!("must be at most {ATTACHMENTS_MAX}")));
    }
    let text = cleaned(&request.text);
    let length = text.chars().count();
    if length > MESSAGE_MAX || (length == 0 && request.attachments.is_empty()) {
        return Err(Refusal::MessageLength { max: u64::try_from(MESSAGE_MAX).unwrap_or(u64::MAX) }.into());
    }
    Ok(text)
}

/// A text of 1 to `max` characters, cleaned like a message.
pub fn clean_text(field: &str, text: &str, max: usize) -> Fallible<String> {
    let text = cleaned(text);
    let length = text.chars().count();
    if length == 0 || length > max {
        return Err(Error::invalid(field, format!("must have 1 to {max} characters")));
    }
    Ok(text)
}

/// A reason for a report or a block.
pub fn clean_reason(text: &str) -> Fallible<String> {
    clean_text("reason", text, REASON_MAX)
}

/// Without control characters and signs that turn the writing direction of what stands around them.
fn cleaned(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept = text.replace("\r\n", "\n");
    let kept: String = kept.chars().filter(|c| *c == '\n' || *c == '\t' || (!c.is_control() && !turns(*c))).collect();
    kept.trim().to_owned()
}

/// The beginning of a message on one line; the name of the first file when there is no text.
pub fn excerpt(text: &str, first_file: Option<&str>) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = if line.is_empty() { first_file.unwrap_or_default().to_owned() } else { line };
    if line.chars().count() <= EXCERPT_MAX {
        return line;
    }
    let cut: String = line.chars().take(EXCERPT_MAX - 1).collect();
    format!("{}…", cut.trim_end())
}

/// What a search looks in: small letters without accents.
pub fn search_key(text: &str) -> String {
    deunicode::deunicode(text).to_lowercase()
}

/// The words of a search, as they stand in [`search_key`]; nothing that LIKE understands otherwise.
pub fn search_words(search: &str) -> Fallible<Vec<String>> {
    if search.chars().count() > SEARCH_MAX {
        return Err(Error::invalid("search", format!("must have at most {SEARCH_MAX} characters")));
    }
    let key = search_key(search);
    let words = key.split(|c: char| !(c.is_alphanumeric() || c == '@' || c == '.' || c == '-'));
    Ok(words.filter(|word| !word.is_empty()).map(str::to_owned).collect())
}

/// Refuses who has written as much as one may; `written` are the newest [`PER_WINDOW`] moments, newest first.
pub fn check_pace(written: &[Moment], now: Moment) -> Fallible<()> {
    let Some(first) = written.get(PER_WINDOW - 1).filter(|first| now - **first < WINDOW) else { return Ok(()) };
    let wait = (*first + WINDOW - now).num_seconds().max(0);
    Err(Refusal::TooManyRequests { retry_after_seconds: u64::try_from(wait).unwrap_or(0) + 1 }.into())
}

/// Where a mark stands after somebody said how far they are: only forward, never beyond the last message.
pub fn advance(mark: Mark, said: Mark, last: i64) -> Mark {
    let read = mark.read.max(said.read.min(last));
    let delivered = mark.delivered.max(said.delivered.min(last)).max(read);
    Mark { delivered, read }
}

/// A file's name as it is offered for saving: without folders and signs that a header or a disk minds.
pub fn file_name(name: &str, extension: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let kept: String = stem
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '(' | ')' | '\''))
        .take(80)
        .collect();
    let kept = kept.trim_matches(['.', ' ']);
    format!("{}.{extension}", if kept.is_empty() { "file" } else { kept })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};
    use proptest::prelude::*;

    fn message(text: &str, files: usize) -> SendMessage {
        SendMessage {
            client_id: "word-0001".into(),
            text: text.into(),
            attachments: vec![shared::ids::AttachmentId(1); files],
            contact: None,
            locale: shared::house::Locale::Fr,
        }
    }

    #[test]
    fn a_message_is_text_or_files() {
        assert_eq!(clean(&message("  <b>Bonjour</b>\r\n\u{202e}!\u{7} ", 0)).unwrap(), "<b>Bonjour</b>\n!");
        assert_eq!(clean(&message("", 1)).unwrap(), "");
        assert!(clean(&message(" \n", 0)).is_err());
        assert!(clean(&message("x", 6)).is_err());
        assert!(clean(&message(&"é".repeat(4_000), 0)).is_ok());
        assert!(clean(&message(&"é".repeat(4_001), 0)).is_err());
        for word in ["short", &"x".repeat(65), "with a space", "accentué-1"] {
            assert!(clean(&SendMessage { client_id: word.into(), ..message("x", 0) }).is_err(), "{word}");
        }
    }

    #[test]
    fn an_excerpt_is_a_short_line() {
        assert_eq!(excerpt("Bonjour,\n\n est-ce  libre ?", None), "Bonjour, est-ce libre ?");
        assert_eq!(excerpt("", Some("plan.pdf")), "plan.pdf");
        assert_eq!(excerpt(&"é".repeat(200), None).chars().count(), EXCERPT_MAX);
    }

    #[test]
    fn a_file_name_is_only_a_name() {
        for (name, kept) in [
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\x\\Facture é (1).exe", "Facture é (1).pdf"),
            ("a\"b\r\nSet-Cookie: x.pdf", "abSet-Cookie x.pdf"),
            (".pdf", "file.pdf"),
            ("", "file.pdf"),
        ] {
            assert_eq!(file_name(name, "pdf"), kept);
        }
    }

    #[test]
    fn twenty_messages_a_minute() {
        let at = |second: i64| Utc.with_ymd_and_hms(2026, 5, 1, 20, 0, 0).unwrap() + TimeDelta::seconds(second);
        let written: Vec<Moment> = (0..20).rev().map(at).collect();
        assert!(check_pace(&written[1..], at(20)).is_ok());
        assert!(check_pace(&written, at(20)).is_err());
        assert!(check_pace(&written, at(60)).is_ok());
    }

    #[test]
    fn a_search_has_no_wildcards() {
        assert_eq!(search_words(" Élan_100% ada@example.org ").unwrap(), ["elan", "100", "ada@example.org"]);
        assert!(search_words(&"x".repeat(101)).is_err());
    }

    proptest! {
        #[test]
        fn marks_only_move_forward(before in (0..9_i64, 0..9_i64), said in (-5..20_i64, -5..20_i64), last in 0..12_i64) {
            let mark = |(delivered, read): (i64, i64)| Mark { delivered, read };
            let before = advance(Mark::default(), mark(before), last);
            let after = advance(before, mark(said), last);
            prop_assert!(after.read >= before.read && after.delivered >= before.delivered);
            prop_assert!(after.read <= after.delivered && after.delivered <= last);
        }
    }
}
