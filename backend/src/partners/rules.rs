//! Scopes in words, what address may be told things, and when it is tried again. Pure decisions.

use crate::error::{Error, Fallible};
use crate::secrets;
use crate::word::Word;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::TimeDelta;
use shared::partners::Scope;
use url::{Host, Url};

/// Longest address of an endpoint, in characters.
const URL_MAX: usize = 500;
/// How long after each failed attempt the next follows: three days in all, as Standard Webhooks proposes.
const PAUSES_MINUTES: [i64; 10] = [0, 5, 30, 120, 300, 600, 840, 840, 840, 840];

/// The values once each, in the order of their words.
pub fn distinct<T: Word>(values: &[T]) -> Vec<T> {
    T::WORDS.iter().map(|(value, _)| *value).filter(|value| values.contains(value)).collect()
}

/// Values as words separated by spaces.
pub fn in_words<T: Word>(values: &[T]) -> String {
    values.iter().map(|value| value.word()).collect::<Vec<_>>().join(" ")
}

/// What [`in_words`] wrote; words of another version are left out.
pub fn of_words<T: Word>(text: &str) -> Vec<T> {
    text.split(' ')
        .filter_map(|word| T::WORDS.iter().find(|(_, known)| *known == word))
        .map(|(value, _)| *value)
        .collect()
}

/// The scopes `wanted`, all without a wish; `None` when one is not among those the program `has`.
pub fn narrowed(has: &[Scope], wanted: Option<&str>) -> Option<Vec<Scope>> {
    let wanted = wanted.map(|wanted| wanted.split_whitespace().collect::<Vec<_>>()).filter(|words| !words.is_empty());
    let Some(wanted) = wanted else { return Some(has.to_vec()) };
    let is_had = |word: &&str| has.iter().any(|scope| scope.word() == *word);
    wanted.iter().all(is_had).then(|| has.iter().filter(|scope| wanted.contains(&scope.word())).copied().collect())
}

/// Where a webhook may go: https, or (in a demonstration) http to this very computer. Whether the address is a public one
/// is looked at again each time something is sent.
pub fn endpoint_url(text: &str, is_demonstration: bool) -> Fallible<Url> {
    let refused = |problem: &str| Error::invalid("url", problem);
    if text.len() > URL_MAX {
        return Err(refused("is too long"));
    }
    let url = Url::parse(text.trim()).map_err(|_| refused("must be an address such as https://example.org/hook"))?;
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(refused("must have no user, no password and no fragment"));
    }
    match url.scheme() {
        "https" if url.host().is_some() => Ok(url),
        "http" if is_demonstration && is_loopback(&url) => Ok(url),
        _ => Err(refused("must begin with https://")),
    }
}

/// Whether an address names this very computer.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// How long to wait after the attempt with this number, from 1; none when it was the last.
pub fn pause(attempts: i32) -> Option<TimeDelta> {
    let place = usize::try_from(attempts).ok()?;
    let minutes = PAUSES_MINUTES.get(place).copied()?;
    Some(TimeDelta::minutes(minutes))
}

/// The header `webhook-signature` of Standard Webhooks: over id, moment and body.
pub fn signature(key: &[u8; 32], message: &str, timestamp: i64, body: &str) -> String {
    let signed = secrets::hmac(key, format!("{message}.{timestamp}.{body}").as_bytes());
    format!("v1,{}", BASE64_STANDARD.encode(signed))
}

/// A key as receivers are told it.
pub fn shown_key(key: &[u8; 32]) -> String {
    format!("whsec_{}", BASE64_STANDARD.encode(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_narrowed_and_never_widened() {
        let has = [Scope::OrdersRead, Scope::TicketsCheck];
        assert_eq!(narrowed(&has, None), Some(has.to_vec()));
        assert_eq!(narrowed(&has, Some(" ")), Some(has.to_vec()));
        assert_eq!(narrowed(&has, Some("tickets:check")), Some(vec![Scope::TicketsCheck]));
        assert_eq!(narrowed(&has, Some("tickets:check orders:write")), None);
        assert_eq!(narrowed(&has, Some("everything")), None);
        assert_eq!(of_words::<Scope>(&in_words(&has)), has);
    }

    #[test]
    fn only_https_is_told_anything_but_in_a_demonstration() {
        for text in ["https://example.org/hook?a=1", "https://192.0.2.1:8443/"] {
            assert!(endpoint_url(text, false).is_ok(), "{text}");
        }
        for text in
            ["", "example.org", "ftp://example.org", "https://u:p@example.org", "https://example.org/#a", "http://a.b"]
        {
            assert!(endpoint_url(text, true).is_err(), "{text}");
        }
        for text in ["http://127.0.0.1:9/hook", "http://localhost/", "http://[::1]/"] {
            assert!(endpoint_url(text, true).is_ok() && endpoint_url(text, false).is_err(), "{text}");
        }
    }

    #[test]
    fn it_is_tried_again_for_three_days() {
        let total: TimeDelta = (1..).map_while(pause).sum();
        assert!((TimeDelta::days(2)..=TimeDelta::days(4)).contains(&total), "{total}");
        assert_eq!(pause(1), Some(TimeDelta::minutes(5)));
        assert_eq!(pause(10), None);
    }

    /// The wanted one was computed by another program.
    #[test]
    fn the_signature_covers_id_moment_and_body() {
        let key = [7; 32];
        let signed = signature(&key, "msg_1", 1_700_000_000, "{}");
        assert_eq!(signed, "v1,nuLLyheCKcS2N8JNOFt5stk98R+umYWr26/ZTfdtGM8=");
        for other in [
            signature(&[8; 32], "msg_1", 1_700_000_000, "{}"),
            signature(&key, "msg_2", 1_700_000_000, "{}"),
            signature(&key, "msg_1", 1_700_000_001, "{}"),
            signature(&key, "msg_1", 1_700_000_000, "{ }"),
        ] {
            assert_ne!(signed, other);
        }
    }
}
