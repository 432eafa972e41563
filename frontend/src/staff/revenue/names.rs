//! What a row, a grouping and a filter are called.

use crate::texts::office::Office;
use chrono::NaiveDate;
use shared::money::{Currency, Money};
use shared::revenue::{AskRevenue, RevenueKey};

pub fn key_name(office: &Office, key: &RevenueKey) -> String {
    let format = office.format();
    match key {
        RevenueKey::Year { year } => year.to_string(),
        RevenueKey::Month { year, month } => {
            NaiveDate::from_ymd_opt(*year, *month, 1).map(|day| format.month(day)).unwrap_or_default()
        }
        RevenueKey::Day { date } => format.calendar_day(*date),
        RevenueKey::Show { title, .. } => title.clone(),
        RevenueKey::Performance { title, starts_at, time_zone, .. } => {
            format!("{title}, {}", format.moment_short(*starts_at, time_zone))
        }
        RevenueKey::Rate { name, .. } | RevenueKey::Category { name } if name.is_empty() => {
            office.revenue.unnamed.to_owned()
        }
        RevenueKey::Rate { name, .. } | RevenueKey::Category { name } => name.clone(),
        RevenueKey::Channel { channel } => (office.revenue.channel)(*channel).to_owned(),
        RevenueKey::Method { method } => (office.site().orders.method)(*method).to_owned(),
        RevenueKey::Vat { rate_bp } => percent(office, *rate_bp),
    }
}

/// «5,5 %» of hundredths of a percent.
pub fn percent(office: &Office, rate_bp: i32) -> String {
    format!("{}\u{a0}%", crate::staff::form::amount::write_brief(i64::from(rate_bp), office.locale))
}

pub fn money(office: &Office, minor: i64, currency: Currency) -> String {
    office.format().money(Money { minor, currency })
}

/// The filters that are set: what each is called, and what is asked without it.
pub fn filters(office: &Office, ask: &AskRevenue, known: &[RevenueKey]) -> Vec<(String, AskRevenue)> {
    let words = &office.revenue;
    let title = known.iter().find_map(|key| match key {
        RevenueKey::Show { title, .. } => Some(title.clone()),
        _ => None,
    });
    let evening =
        known.iter().find(|key| matches!(key, RevenueKey::Performance { .. })).map(|key| key_name(office, key));
    let rate = known.iter().find(|key| matches!(key, RevenueKey::Rate { .. })).map(|key| key_name(office, key));
    let mut set = Vec::new();
    let mut add = |name: String, without: AskRevenue| set.push((name, AskRevenue { cursor: None, ..without }));
    if ask.show.is_some() {
        add(title.unwrap_or_else(|| words.show.to_owned()), AskRevenue { show: None, ..ask.clone() });
    }
    if ask.performance.is_some() {
        add(evening.unwrap_or_else(|| words.performance.to_owned()), AskRevenue { performance: None, ..ask.clone() });
    }
    if ask.venue.is_some() {
        add(words.venue.to_owned(), AskRevenue { venue: None, ..ask.clone() });
    }
    if ask.rate.is_some() {
        add(rate.unwrap_or_else(|| words.rate.to_owned()), AskRevenue { rate: None, ..ask.clone() });
    }
    if let Some(category) = &ask.category {
        add(
            key_name(office, &RevenueKey::Category { name: category.clone() }),
            AskRevenue { category: None, ..ask.clone() },
        );
    }
    if let Some(channel) = ask.channel {
        add(key_name(office, &RevenueKey::Channel { channel }), AskRevenue { channel: None, ..ask.clone() });
    }
    if let Some(method) = ask.method {
        add(key_name(office, &RevenueKey::Method { method }), AskRevenue { method: None, ..ask.clone() });
    }
    if let Some(rate_bp) = ask.vat {
        add(key_name(office, &RevenueKey::Vat { rate_bp }), AskRevenue { vat: None, ..ask.clone() });
    }
    set
}
