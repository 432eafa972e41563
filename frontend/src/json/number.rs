//! Numbers as they stand in JSON.

use super::{Read, Reader, Wrong};

/// A number as it stands in the text.
pub(super) enum Number {
    Whole(i64),
    Fraction(f64),
}

impl Reader<'_> {
    pub(super) fn number(&mut self) -> Read<Number> {
        let negative = self.peek()? == b'-';
        if negative {
            self.at += 1;
        }
        let (mut digits, mut whole, mut shift) = (0_u32, 0_i64, 0_i32);
        let mut in_fraction = false;
        loop {
            match self.next_byte() {
                Some(digit @ b'0'..=b'9') => {
                    digits += 1;
                    // More digits than fit: those beyond change nothing that a double could hold.
                    let longer = whole.checked_mul(10).and_then(|more| more.checked_add(i64::from(digit - b'0')));
                    shift += match (longer, in_fraction) {
                        (Some(_), true) => -1,
                        (None, false) => 1,
                        _ => 0,
                    };
                    whole = longer.unwrap_or(whole);
                }
                Some(b'.') if !in_fraction => in_fraction = true,
                _ => break,
            }
            self.at += 1;
        }
        if digits == 0 {
            return Err(Wrong);
        }
        let exponent = self.exponent()?;
        let whole = if negative { -whole } else { whole };
        match (in_fraction, exponent, shift) {
            (false, None, 0) => Ok(Number::Whole(whole)),
            (_, exponent, shift) => Ok(Number::Fraction(scaled(whole, shift + exponent.unwrap_or_default()))),
        }
    }

    fn exponent(&mut self) -> Read<Option<i32>> {
        if !matches!(self.next_byte(), Some(b'e' | b'E')) {
            return Ok(None);
        }
        self.at += 1;
        let start = self.at;
        while matches!(self.next_byte(), Some(b'+' | b'-' | b'0'..=b'9')) {
            self.at += 1;
        }
        let digits = self.text.get(start..self.at).ok_or(Wrong)?;
        digits.parse().map(Some).map_err(|_| Wrong)
    }
}

/// `whole` times ten to the `shift`: exact as far as a double is for up to 15 digits and 22 decimals, which is more than
/// a seating plan has.
fn scaled(whole: i64, shift: i32) -> f64 {
    #[expect(clippy::as_conversions, reason = "the standard library has no other way to f64")]
    let whole = whole as f64;
    let power = 10_f64.powi(shift.abs().min(400));
    if shift < 0 { whole / power } else { whole * power }
}
