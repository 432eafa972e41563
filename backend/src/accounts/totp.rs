//! Codes that change every half minute (RFC 6238, HMAC-SHA-1, six digits): what authenticator apps know. Pure.

use crate::clock::Moment;
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use url::Url;

/// How long one code is shown.
const STEP_SECONDS: i64 = 30;
/// How many steps a phone's clock may be wrong, either way.
const DRIFT: i64 = 1;
const DIGITS: usize = 6;

/// 160 bits, as RFC 4226 recommends.
pub type Key = [u8; 20];

/// The step for which `typed` is the code, if it is one of now.
pub fn step_of(key: &Key, typed: &str, now: Moment) -> Option<i64> {
    let present = now.timestamp().div_euclid(STEP_SECONDS);
    let is_code = typed.len() == DIGITS && typed.bytes().all(|byte| byte.is_ascii_digit());
    let mut steps = (present - DRIFT..=present + DRIFT).filter(|_| is_code);
    steps.find(|step| crate::secrets::same(code(key, *step).as_bytes(), typed.as_bytes()))
}

/// The key as it is typed into an app.
pub fn base32(key: &Key) -> String {
    BASE32_NOPAD.encode(key)
}

/// What apps read from the QR code; `None` cannot be written, which no name of a house brings about.
pub fn address(key: &Key, house: &str, account: &str) -> Option<String> {
    let mut url = Url::parse("otpauth://totp/").ok()?;
    url.path_segments_mut().ok()?.pop_if_empty().push(&format!("{house}:{account}"));
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("secret", &base32(key)).append_pair("issuer", house);
    // Some apps show the plus of a space as it is.
    url.set_query(Some(&query.finish().replace('+', "%20")));
    Some(url.into())
}

/// The code of a step.
pub fn code(key: &Key, step: i64) -> String {
    // HMAC fills a key up to its block of 64 bytes with zeros (RFC 2104).
    let mut block = [0_u8; 64];
    block.iter_mut().zip(key).for_each(|(place, byte)| *place = *byte);
    let mut mac = <Hmac<Sha1> as KeyInit>::new(&block.into());
    mac.update(&step.to_be_bytes());
    let mac = mac.finalize().into_bytes();
    let offset = usize::from(mac.last().copied().unwrap_or_default() & 0xf);
    let number = mac.iter().skip(offset).take(4).fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    const KEY: &Key = b"12345678901234567890";

    fn at(seconds: i64) -> Moment {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    /// RFC 6238, appendix B, without the first two of eight digits.
    #[test]
    fn codes_are_those_of_the_rfc() {
        let known = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (seconds, wanted) in known {
            assert_eq!(code(KEY, seconds / STEP_SECONDS), wanted);
            assert_eq!(step_of(KEY, wanted, at(seconds)), Some(seconds / STEP_SECONDS));
        }
    }

    #[test]
    fn a_clock_may_be_half_a_minute_wrong_and_no_more() {
        for (seconds, wanted) in [(-60, None), (-30, Some(40)), (0, Some(40)), (30, Some(40)), (60, None)] {
            assert_eq!(step_of(KEY, &code(KEY, 40), at(1_200 + seconds)), wanted, "{seconds}");
        }
    }

    #[test]
    fn what_is_no_code_fits_nothing() {
        for typed in ["", "28708", "2870822", "28708a", "８７０８２", "-87082"] {
            assert_eq!(step_of(KEY, typed, at(59)), None, "{typed}");
        }
    }

    #[test]
    fn the_address_names_house_and_account() {
        assert_eq!(
            address(KEY, "La Lanterne", "ada+door@example.org").unwrap(),
            "otpauth://totp/La%20Lanterne:ada+door@example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=La%20Lanterne"
        );
    }
}
