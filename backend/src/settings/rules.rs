//! Which settings make sense: each refusal names the member.

use crate::error::{Error, Fallible};
use crate::house::Rules;
use crate::request::text;
use chrono::TimeDelta;
use chrono_tz::Tz;
use shared::settings::{
    ADDRESS_MAX, Identity, LEGAL_TEXT_MAX, LegalTexts, NAME_MAX, OPENING_HOURS_MAX, PHONE_MAX, PaypalPlace,
    PlaceLimits, SalesRules, TAGLINE_MAX, WritePaypal,
};
use std::ops::RangeInclusive;
use url::{Host, Url};

pub const PAYPAL_LIVE: &str = "https://api-m.paypal.com";
pub const PAYPAL_SANDBOX: &str = "https://api-m.sandbox.paypal.com";
const PAYPAL_WORD_MAX: usize = 200;
const DAY_MINUTES: i64 = 24 * 60;
/// WCAG 2.2, level AA, for text of any size.
const CONTRAST_MIN: f64 = 4.5;

/// The identity, trimmed; the second value tells whether the accent was made darker.
pub fn identity(wanted: &Identity) -> Fallible<(Identity, bool)> {
    let accent = wanted.accent.as_deref().map(readable_accent).transpose()?;
    let is_adjusted = accent.as_ref().is_some_and(|(_, is_adjusted)| *is_adjusted);
    let identity = Identity {
        name: text("identity.name", &wanted.name, 1, NAME_MAX)?,
        tagline: text("identity.tagline", &wanted.tagline, 0, TAGLINE_MAX)?,
        address: text("identity.address", &wanted.address, 0, ADDRESS_MAX)?,
        phone: text("identity.phone", &wanted.phone, 0, PHONE_MAX)?,
        email: wanted.email.clone(),
        opening_hours: text("identity.opening_hours", &wanted.opening_hours, 0, OPENING_HOURS_MAX)?,
        accent: accent.map(|(accent, _)| accent),
    };
    if identity.name.contains('\n') {
        return Err(Error::invalid("identity.name", "must be one line"));
    }
    Ok((identity, is_adjusted))
}

pub fn texts(wanted: &LegalTexts) -> Fallible<LegalTexts> {
    Ok(LegalTexts {
        legal_notice: text("texts.legal_notice", &wanted.legal_notice, 0, LEGAL_TEXT_MAX)?,
        terms: text("texts.terms", &wanted.terms, 0, LEGAL_TEXT_MAX)?,
        accessibility: text("texts.accessibility", &wanted.accessibility, 0, LEGAL_TEXT_MAX)?,
    })
}

/// The rules after a change of the sales rules.
pub fn sales(before: &Rules, wanted: &SalesRules, is_sold: bool) -> Fallible<Rules> {
    if is_sold && wanted.currency != before.currency {
        return Err(Error::invalid("sales.currency", "must stay: something was sold in it"));
    }
    let time_zone: Tz = wanted
        .time_zone
        .parse()
        .map_err(|_| Error::invalid("sales.time_zone", "must be an IANA name such as Europe/Paris"))?;
    within("sales.hold_minutes", wanted.hold_minutes, 2..=120)?;
    within("sales.hold_cap_minutes", wanted.hold_cap_minutes, wanted.hold_minutes..=DAY_MINUTES)?;
    within("sales.order_minutes", wanted.order_minutes, 5..=DAY_MINUTES)?;
    within("sales.sale_closes_minutes", wanted.sale_closes_minutes, 0..=7 * DAY_MINUTES)?;
    if let Some(hours) = wanted.cancel_hours_before {
        within("sales.cancel_hours_before", hours, 0..=365 * 24)?;
    }
    Ok(Rules {
        currency: wanted.currency,
        time_zone,
        hold: TimeDelta::minutes(wanted.hold_minutes),
        hold_cap: TimeDelta::minutes(wanted.hold_cap_minutes),
        order: TimeDelta::minutes(wanted.order_minutes),
        sale_closes: TimeDelta::minutes(wanted.sale_closes_minutes),
        cancel_before: wanted.cancel_hours_before.map(TimeDelta::hours),
        ..before.clone()
    })
}

/// The rules after a change of the limits.
pub fn limits(before: &Rules, wanted: &PlaceLimits) -> Fallible<Rules> {
    let PlaceLimits { max_places_per_order, max_places_per_customer } = *wanted;
    within("limits.max_places_per_order", max_places_per_order, 1..=200)?;
    within("limits.max_places_per_customer", max_places_per_customer, max_places_per_order..=1_000)?;
    Ok(Rules { max_places_per_order, max_places_per_customer, ..before.clone() })
}

/// An account at PayPal as it was asked for; without a secret it is the one that is known.
#[derive(Debug)]
pub struct Paypal {
    pub base_url: Url,
    pub client_id: String,
    pub secret: Option<String>,
    pub webhook_id: Option<String>,
}

pub fn paypal(wanted: &WritePaypal) -> Fallible<Paypal> {
    let base_url = match (wanted.place, &wanted.base_url) {
        (PaypalPlace::Sandbox, _) => PAYPAL_SANDBOX,
        (PaypalPlace::Live, _) => PAYPAL_LIVE,
        (PaypalPlace::Custom, Some(url)) => url,
        (PaypalPlace::Custom, None) => {
            return Err(Error::invalid("base_url", "must be written for a place of its own"));
        }
    };
    let base_url = Url::parse(base_url.trim()).ok().filter(is_safe);
    let base_url =
        base_url.ok_or_else(|| Error::invalid("base_url", "must be https://HOST, or http on this machine"))?;
    let secret = wanted.secret.as_deref().map(|secret| word("secret", secret, "")).transpose()?;
    let webhook_id = wanted.webhook_id.as_deref().map(|id| word("webhook_id", id, "-")).transpose()?;
    let client_id = word("client_id", &wanted.client_id, "")?;
    Ok(Paypal { base_url, client_id, secret, webhook_id })
}

/// What may be shown of a secret: its last four characters, and nothing of a short one.
pub fn secret_end(secret: &str) -> String {
    let length = secret.chars().count();
    if length < 8 { String::new() } else { secret.chars().skip(length - 4).collect() }
}

fn is_safe(url: &Url) -> bool {
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let has_no_password = url.username().is_empty() && url.password().is_none();
    is_bare && has_no_password && url.has_host() && (url.scheme() == "https" || (url.scheme() == "http" && is_here))
}

/// A text of visible characters; if `also` says which, only these and letters and digits.
fn word(field: &str, value: &str, also: &str) -> Fallible<String> {
    let value = value.trim();
    let fits = |character: char| {
        character.is_ascii_graphic()
            && (also.is_empty() || character.is_ascii_alphanumeric() || also.contains(character))
    };
    if value.is_empty() || value.len() > PAYPAL_WORD_MAX || !value.chars().all(fits) {
        return Err(Error::invalid(field, format!("must have 1 to {PAYPAL_WORD_MAX} characters as PayPal gave them")));
    }
    Ok(value.to_owned())
}

fn within(field: &str, value: i64, range: RangeInclusive<i64>) -> Fallible<()> {
    if range.contains(&value) {
        return Ok(());
    }
    Err(Error::invalid(field, format!("must be from {} to {}", range.start(), range.end())))
}

/// The colour, or one of its hue as light as white text on it allows; the second value tells which.
fn readable_accent(color: &str) -> Fallible<(String, bool)> {
    let wrong = || Error::invalid("identity.accent", "must be a colour such as #a3163a");
    let digits = color.trim().strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(wrong)?;
    let mut channels = [0_u8; 3];
    hex::decode_to_slice(digits, &mut channels).map_err(|_| wrong())?;
    // Black carries white text, so one of these is found.
    let dimmed = (0..=100_u32).rev().map(|percent| channels.map(|channel| dim(channel, percent)));
    let readable = dimmed.into_iter().find(|channels| contrast_with_white(*channels) >= CONTRAST_MIN);
    let readable = readable.unwrap_or_default();
    Ok((format!("#{}", hex::encode(readable)), readable != channels))
}

fn dim(channel: u8, percent: u32) -> u8 {
    u8::try_from(u32::from(channel) * percent / 100).unwrap_or(u8::MAX)
}

/// WCAG 2.2's contrast ratio.
fn contrast_with_white(channels: [u8; 3]) -> f64 {
    let [red, green, blue] = channels.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    1.05 / (luminance + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accent_carries_white_text() {
        assert_eq!(readable_accent("#A3163a").unwrap(), ("#a3163a".to_owned(), false));
        assert_eq!(readable_accent("#000000").unwrap(), ("#000000".to_owned(), false));
        for light in ["#ffffff", "#ffd700", "#7fffd4", "#ff6666"] {
            let (darker, is_adjusted) = readable_accent(light).unwrap();
            assert!(is_adjusted, "{light}");
            // What was made darker is fine the next time.
            assert_eq!(readable_accent(&darker).unwrap(), (darker, false), "{light}");
        }
        for wrong in ["", "red", "#fff", "#12345g", "a3163a", "#a3163a00"] {
            assert!(readable_accent(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_secret_goes_nowhere_unsafe() {
        let at = |base_url: &str| {
            paypal(&WritePaypal {
                place: PaypalPlace::Custom,
                base_url: Some(base_url.to_owned()),
                client_id: "client".to_owned(),
                secret: None,
                webhook_id: None,
            })
        };
        for fine in ["https://api.example.org", "http://127.0.0.1:8091", "http://localhost:8091/", "http://[::1]:1"] {
            assert!(at(fine).is_ok(), "{fine}");
        }
        for wrong in [
            "",
            "api.example.org",
            "http://example.org",
            "https://example.org/v1",
            "https://me:you@example.org",
            "file:///etc",
            "https://example.org/?a",
            "http://127.0.0.1.example.org",
        ] {
            assert!(at(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn little_of_a_secret_is_shown() {
        assert_eq!(secret_end("EKx1-secret-9876"), "9876");
        assert_eq!((secret_end("1234567"), secret_end("")), (String::new(), String::new()));
    }

    #[test]
    fn black_and_white_have_the_contrast_that_the_norm_says() {
        assert!((contrast_with_white([0, 0, 0]) - 21.0).abs() < 1e-9);
        assert!((contrast_with_white([255, 255, 255]) - 1.0).abs() < 1e-9);
        // The lightest grey of the norm's own examples.
        assert!(contrast_with_white([0x76, 0x76, 0x76]) >= 4.5);
        assert!(contrast_with_white([0x77, 0x77, 0x77]) < 4.5);
    }
}
