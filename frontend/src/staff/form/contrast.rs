//! How well white text is read on a colour, as WCAG measures it.

use crate::numbers::pow;

/// From 1 (not at all) to 21; none for what is no `#rrggbb`.
pub fn with_white(color: &str) -> Option<f64> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok().map(linear);
    let light = 0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?;
    Some(1.05 / (light + 0.05))
}

fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.040_45 { part / 12.92 } else { pow((part + 0.055) / 1.055, 2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_and_white_are_the_ends() {
        let rounded = |color| with_white(color).map(|contrast| (contrast * 10.0).round());
        assert_eq!((rounded("#000000"), rounded("#ffffff")), (Some(210.0), Some(10.0)));
        assert!(with_white("#a3163a").unwrap() > 4.5 && with_white("#ffcc00").unwrap() < 4.5);
        assert_eq!((with_white("a3163a"), with_white("#a31"), with_white("#zzzzzz")), (None, None, None));
    }
}
