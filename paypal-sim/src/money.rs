//! Amounts as PayPal writes them: a currency code and a decimal string, kept here in exact hundredths.

use serde::{Serialize, Serializer, ser::SerializeStruct};
use serde_json::Value;

use crate::refusal::{Refusal, invalid, missing, unprocessable};

/// What PayPal takes and pays out.
const CURRENCIES: [&str; 24] = [
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "JPY", "MXN", "MYR", "NOK",
    "NZD", "PHP", "PLN", "SEK", "SGD", "THB", "TWD", "USD",
];

/// Currencies that PayPal handles without decimals.
const WHOLE_ONLY: [&str; 3] = ["HUF", "JPY", "TWD"];

/// The longest decimal string PayPal accepts.
const LONGEST_VALUE: usize = 32;

/// A sum of money; `hundredths` is exact whatever the currency's own smallest unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    pub currency: String,
    pub hundredths: i64,
}

impl Amount {
    /// The same currency with another sum.
    pub fn with(&self, hundredths: i64) -> Self {
        Self { currency: self.currency.clone(), hundredths }
    }

    /// The decimal string: two decimals, or none for currencies without them.
    pub fn decimal(&self) -> String {
        let sign = if self.hundredths < 0 { "-" } else { "" };
        let whole = self.hundredths.unsigned_abs();
        if WHOLE_ONLY.contains(&self.currency.as_str()) {
            return format!("{sign}{}", whole / 100);
        }
        format!("{sign}{}.{:02}", whole / 100, whole % 100)
    }

    /// What PayPal keeps of a payment of this amount: 2.90 % rounded half up, and 35 hundredths; never more than all.
    pub fn fee(&self) -> Self {
        let share = self.hundredths.saturating_mul(29).saturating_add(500) / 1000;
        self.with(share.saturating_add(35).min(self.hundredths))
    }

    /// Reads `{currency_code, value}`, found at `at` in the request, as a positive amount. Refuses with the issue and
    /// the field that PayPal names.
    pub fn read(from: Option<&Value>, at: &str) -> Result<Self, Refusal> {
        let amount = Self::read_any(from, at)?;
        if amount.hundredths <= 0 {
            let field = format!("{at}/value");
            return Err(unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE", "Must be greater than zero.").at(field));
        }
        Ok(amount)
    }

    /// Like [`Amount::read`], but nothing is an amount too.
    pub fn read_any(from: Option<&Value>, at: &str) -> Result<Self, Refusal> {
        let (code_at, value_at) = (format!("{at}/currency_code"), format!("{at}/value"));
        let from = from.ok_or_else(|| missing(at))?;
        let code = from.get("currency_code").ok_or_else(|| missing(&code_at))?;
        let value = from.get("value").ok_or_else(|| missing(&value_at))?;
        let code = code.as_str().filter(|code| code.len() == 3).ok_or_else(|| {
            invalid("INVALID_STRING_LENGTH", "The value of a field is either too short or too long.")
                .at(code_at.clone())
        })?;
        if !CURRENCIES.contains(&code) {
            return Err(unprocessable("CURRENCY_NOT_SUPPORTED", "Currency code is not supported.").at(code_at));
        }
        let syntax = || {
            invalid("INVALID_PARAMETER_SYNTAX", "The value of a field does not conform to the expected format.")
                .at(value_at.clone())
        };
        let text = value.as_str().filter(|text| text.len() <= LONGEST_VALUE).ok_or_else(syntax)?;
        let (unsigned, negative) = text.strip_prefix('-').map_or((text, false), |rest| (rest, true));
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let nothing_after_point = unsigned.contains('.') && decimals.is_empty();
        if !digits(whole) || !digits(decimals) || nothing_after_point || unsigned.is_empty() {
            return Err(syntax());
        }
        let allowed = if WHOLE_ONLY.contains(&code) { 0 } else { 2 };
        if decimals.len() > allowed {
            let says = format!("The value of the field should not be more than {allowed} decimal places.");
            return Err(unprocessable("DECIMAL_PRECISION", &says).at(value_at));
        }
        let hundredths: i64 = format!("{whole}{decimals:0<2}").parse().map_err(|_| syntax())?;
        Ok(Self { currency: code.to_owned(), hundredths: if negative { -hundredths } else { hundredths } })
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Amount", 2)?;
        fields.serialize_field("currency_code", &self.currency)?;
        fields.serialize_field("value", &self.decimal())?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(code: &str, value: &str) -> Result<Amount, String> {
        let given = json!({"currency_code": code, "value": value});
        Amount::read(Some(&given), "/amount").map_err(|refusal| refusal.issue().to_owned())
    }

    #[test]
    fn decimals_are_read_and_written_exactly() {
        for (value, hundredths, written) in
            [("12.50", 1250, "12.50"), ("7", 700, "7.00"), (".5", 50, "0.50"), ("0.07", 7, "0.07")]
        {
            let amount = read("EUR", value).unwrap();
            assert_eq!((amount.hundredths, amount.decimal().as_str()), (hundredths, written));
        }
        assert_eq!(read("JPY", "1200").unwrap().decimal(), "1200");
    }

    #[test]
    fn wrong_amounts_name_the_issue() {
        for (code, value, issue) in [
            ("EUR", "1.234", "DECIMAL_PRECISION"),
            ("JPY", "1.5", "DECIMAL_PRECISION"),
            ("EUR", "0.00", "CANNOT_BE_ZERO_OR_NEGATIVE"),
            ("EUR", "-1.00", "CANNOT_BE_ZERO_OR_NEGATIVE"),
            ("EUR", "1,00", "INVALID_PARAMETER_SYNTAX"),
            ("EUR", "1.", "INVALID_PARAMETER_SYNTAX"),
            ("EUR", "", "INVALID_PARAMETER_SYNTAX"),
            ("EUR", "99999999999999999999", "INVALID_PARAMETER_SYNTAX"),
            ("XYZ", "1.00", "CURRENCY_NOT_SUPPORTED"),
            ("EURO", "1.00", "INVALID_STRING_LENGTH"),
        ] {
            assert_eq!(read(code, value), Err(issue.to_owned()), "{code} {value}");
        }
    }

    #[test]
    fn the_fee_never_exceeds_the_payment() {
        assert_eq!(read("EUR", "0.10").unwrap().fee().hundredths, 10);
        assert_eq!(read("EUR", "100.00").unwrap().fee().hundredths, 325);
    }
}
