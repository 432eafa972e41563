//! Amounts and percentages as people type them, in the style of their language, and as the server wants them: hundredths.

use shared::house::Locale;

/// «12,50», «12.5», «1 250», with or without a sign of currency or percent; none when it is no number, or finer than
/// hundredths.
pub fn read(typed: &str) -> Option<i64> {
    let kept: String = typed.chars().filter(|c| !c.is_whitespace() && !"€$£%".contains(*c)).collect();
    let (sign, digits) = kept.strip_prefix(['-', '−']).map_or((1, kept.as_str()), |rest| (-1, rest));
    let (whole, fraction) = digits.rsplit_once([',', '.']).unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) || fraction.len() > 2 || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let fraction: i64 = format!("{fraction:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(fraction)?.checked_mul(sign)
}

/// «12,50» in French, «12.50» in English.
pub fn write(hundredths: i64, locale: Locale) -> String {
    let point = match locale {
        Locale::Fr => ',',
        Locale::En => '.',
    };
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}{point}{:02}", size / 100, size % 100)
}

/// «5,5», «20»: without zeros that say nothing.
pub fn write_brief(hundredths: i64, locale: Locale) -> String {
    let text = write(hundredths, locale);
    text.trim_end_matches('0').trim_end_matches([',', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(hundredths in -1_000_000_000_i64..1_000_000_000) {
            for locale in [Locale::Fr, Locale::En] {
                prop_assert_eq!(read(&write(hundredths, locale)), Some(hundredths));
                prop_assert_eq!(read(&write_brief(hundredths, locale)), Some(hundredths));
            }
        }
    }

    #[test]
    fn amounts_as_people_type_them() {
        let typed = ["12", "12,5", "12.50", " 1\u{202f}250,00 €", "-3", ",5", "20 %"].map(read);
        assert_eq!(typed, [1200, 1250, 1250, 125_000, -300, 50, 2000].map(Some));
        assert_eq!(["", "douze", "1,2,3", "12,345", "1.250,00", "99999999999999999999"].map(read), [None; 6]);
    }

    #[test]
    fn brief_ones_lose_their_zeros() {
        assert_eq!((write_brief(2000, Locale::Fr), write_brief(550, Locale::Fr)), ("20".to_owned(), "5,5".to_owned()));
        assert_eq!(write(5, Locale::En), "0.05");
    }
}
