//! Amounts of money, exact, in the smallest unit of their currency.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A currency of two decimals by its ISO 4217 code, such as `EUR`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    Eur,
    Chf,
    Gbp,
    Usd,
    Cad,
}

impl Currency {
    /// Every currency a house may choose.
    pub const ALL: [Self; 5] = [Self::Eur, Self::Chf, Self::Gbp, Self::Usd, Self::Cad];

    /// The ISO 4217 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Eur => "EUR",
            Self::Chf => "CHF",
            Self::Gbp => "GBP",
            Self::Usd => "USD",
            Self::Cad => "CAD",
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|currency| currency.code() == text)
            .ok_or_else(|| format!("{text} is not one of EUR, CHF, GBP, USD, CAD"))
    }
}

/// An amount in the smallest unit (cents) of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

impl Money {
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// The amount as a decimal text with two decimals and a point, such as `12.50`: what PayPal and CSV files want.
    pub fn decimal(self) -> String {
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        format!("{sign}{}.{:02}", minor / 100, minor % 100)
    }

    /// Reads what [`Money::decimal`] writes; `None` for anything else than at most two decimals.
    pub fn from_decimal(text: &str, currency: Currency) -> Option<Self> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, cents) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || cents.len() > 2 || !all_digits(whole) || !all_digits(cents) {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let cents: i64 = format!("{cents:0<2}").parse().ok()?;
        let minor = whole.checked_mul(100)?.checked_add(cents)?;
        Some(Self::new(if negative { -minor } else { minor }, currency))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn decimal_reads_back(minor in -1_000_000_000_i64..1_000_000_000) {
            let money = Money::new(minor, Currency::Eur);
            prop_assert_eq!(Money::from_decimal(&money.decimal(), Currency::Eur), Some(money));
        }

        #[test]
        fn from_decimal_never_panics(text in ".{0,24}") {
            let _ = Money::from_decimal(&text, Currency::Eur);
        }
    }

    #[test]
    fn from_decimal_refuses_what_is_no_amount() {
        for text in ["", ".", "1.234", "1,50", "+1", "--1", "1e3", " 1", "99999999999999999999"] {
            assert_eq!(Money::from_decimal(text, Currency::Eur), None, "{text}");
        }
        assert_eq!(Money::from_decimal("12.5", Currency::Eur), Some(Money::new(1250, Currency::Eur)));
    }
}
