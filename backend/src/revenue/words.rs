//! What stands in files and on paper, in French and in English.

use chrono::NaiveDate;
use chrono_tz::Tz;
use shared::house::Locale;
use shared::money::{Currency, Money};
use shared::orders::Channel;
use shared::payments::PaymentMethod;
use shared::revenue::{RevenueBy, RevenueKey};

/// One of two texts.
pub const fn pick(locale: Locale, french: &'static str, english: &'static str) -> &'static str {
    match locale {
        Locale::Fr => french,
        Locale::En => english,
    }
}

/// By what revenue is told apart: the heading of the first column.
pub const fn by(by: RevenueBy, locale: Locale) -> &'static str {
    match by {
        RevenueBy::Year => pick(locale, "Année", "Year"),
        RevenueBy::Month => pick(locale, "Mois", "Month"),
        RevenueBy::Day => pick(locale, "Jour", "Day"),
        RevenueBy::Show => pick(locale, "Spectacle", "Show"),
        RevenueBy::Performance => pick(locale, "Séance", "Performance"),
        RevenueBy::Rate => pick(locale, "Tarif", "Rate"),
        RevenueBy::Category => pick(locale, "Catégorie", "Category"),
        RevenueBy::Channel => pick(locale, "Canal de vente", "Channel"),
        RevenueBy::Method => pick(locale, "Moyen de paiement", "Payment method"),
        RevenueBy::Vat => pick(locale, "Taux de TVA", "VAT rate"),
    }
}

/// What a row is about.
pub fn key(key: &RevenueKey, locale: Locale) -> String {
    match key {
        RevenueKey::Year { year } => year.to_string(),
        RevenueKey::Month { year, month } => format!("{year}-{month:02}"),
        RevenueKey::Day { date } => date.to_string(),
        RevenueKey::Show { title, .. } => title.clone(),
        RevenueKey::Performance { title, starts_at, time_zone, .. } => {
            let zone: Tz = time_zone.parse().unwrap_or(Tz::UTC);
            format!("{title} · {}", starts_at.with_timezone(&zone).format("%Y-%m-%d %H:%M"))
        }
        RevenueKey::Rate { name, .. } | RevenueKey::Category { name } => name.clone(),
        RevenueKey::Channel { channel } => self::channel(*channel, locale).to_owned(),
        RevenueKey::Method { method } => self::method(*method, locale).to_owned(),
        RevenueKey::Vat { rate_bp } => percent(*rate_bp, locale),
    }
}

pub const fn channel(channel: Channel, locale: Locale) -> &'static str {
    match channel {
        Channel::Online => pick(locale, "En ligne", "Online"),
        Channel::BoxOffice => pick(locale, "Guichet", "Box office"),
    }
}

pub const fn method(method: PaymentMethod, locale: Locale) -> &'static str {
    match method {
        PaymentMethod::Paypal => "PayPal",
        PaymentMethod::Free => pick(locale, "Gratuit", "Free"),
        PaymentMethod::Cash => pick(locale, "Espèces", "Cash"),
        PaymentMethod::CardTerminal => pick(locale, "Carte (terminal)", "Card terminal"),
        PaymentMethod::Cheque => pick(locale, "Chèque", "Cheque"),
        PaymentMethod::Gift => pick(locale, "Invitation", "Gift"),
    }
}

/// A book of the ledger.
pub fn book(name: &str, locale: Locale) -> &'static str {
    match name {
        "paypal" => "PayPal",
        "cash" => pick(locale, "Caisse (espèces)", "Till (cash)"),
        "card_terminal" => pick(locale, "Carte (terminal)", "Card terminal"),
        "cheque" => pick(locale, "Chèques", "Cheques"),
        "customers" => pick(locale, "Dû aux clients", "Owed to customers"),
        _ => pick(locale, "Ventes", "Sales"),
    }
}

/// `2,1 %`, `2.1%`.
pub fn percent(rate_bp: i32, locale: Locale) -> String {
    let (whole, part) = (rate_bp / 100, rate_bp % 100);
    let number = if part % 10 == 0 { format!("{whole}.{}", part / 10) } else { format!("{whole}.{part:02}") };
    let number = number.strip_suffix(".0").unwrap_or(&number).to_owned();
    match locale {
        Locale::Fr => format!("{}\u{a0}%", number.replace('.', ",")),
        Locale::En => format!("{number}%"),
    }
}

/// `1 234,50 €`, `€1,234.50`; nothing is an amount, too.
pub fn amount(minor: i64, currency: Currency, locale: Locale) -> String {
    let plain = Money::new(minor, currency).decimal();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("\u{2212}", digits));
    let (whole, cents) = digits.split_once('.').unwrap_or((digits, "00"));
    let gap = pick(locale, "\u{a0}", ",");
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push_str(gap);
        }
        grouped.push(digit);
    }
    let symbol = match currency {
        Currency::Eur => "€",
        Currency::Gbp => "£",
        Currency::Usd => "$",
        Currency::Chf => "CHF",
        Currency::Cad => "CA$",
    };
    match (locale, currency) {
        (Locale::Fr, _) => format!("{sign}{grouped},{cents}\u{a0}{symbol}"),
        (Locale::En, Currency::Chf) => format!("{sign}CHF\u{a0}{grouped}.{cents}"),
        (Locale::En, _) => format!("{sign}{symbol}{grouped}.{cents}"),
    }
}

/// `vendredi 27 novembre 2026`.
pub fn day(date: NaiveDate, locale: Locale) -> String {
    let noon = date.and_hms_opt(12, 0, 0).unwrap_or_default().and_utc();
    crate::tickets::words::day(noon, Tz::UTC, locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_rates_read_as_people_write_them() {
        assert_eq!(amount(123_456_789, Currency::Eur, Locale::Fr), "1\u{a0}234\u{a0}567,89\u{a0}€");
        assert_eq!(amount(-123_450, Currency::Gbp, Locale::En), "\u{2212}£1,234.50");
        assert_eq!(amount(0, Currency::Chf, Locale::En), "CHF\u{a0}0.00");
        assert_eq!(percent(210, Locale::Fr), "2,1\u{a0}%");
        assert_eq!(
            [percent(2_000, Locale::En), percent(550, Locale::En), percent(5, Locale::En)],
            ["20%", "5.5%", "0.05%"]
        );
    }
}
