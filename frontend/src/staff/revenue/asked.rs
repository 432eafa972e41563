//! What is asked about revenue, in the page's address: the same members as the server's own.

use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value};
use shared::revenue::{AskRevenue, RevenueBy, RevenueKey};

pub const PAGE: &str = "/staff/revenue";

/// Members that are numbers; all others are words.
const NUMBERS: [&str; 6] = ["show", "performance", "venue", "rate", "vat", "limit"];

/// What the pairs of a query ask; what cannot be read leaves nothing out.
pub fn read(pairs: impl IntoIterator<Item = (String, String)>) -> AskRevenue {
    let mut members = Map::new();
    for (name, value) in pairs {
        let value = match value.parse::<i64>() {
            Ok(number) if NUMBERS.contains(&name.as_str()) => Value::from(number),
            _ => Value::from(value),
        };
        let mut tried = members.clone();
        tried.insert(name, value);
        if serde_json::from_value::<AskRevenue>(Value::Object(tried.clone())).is_ok() {
            members = tried;
        }
    }
    serde_json::from_value(Value::Object(members)).unwrap_or_default()
}

/// The members that say something, by their names.
pub fn pairs(ask: &AskRevenue) -> Vec<(String, String)> {
    let Ok(Value::Object(members)) = serde_json::to_value(ask) else {
        return Vec::new();
    };
    let text = |value: Value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    members.into_iter().map(|(name, value)| (name, text(value))).collect()
}

/// From the first to the last day of a year.
pub fn in_year(ask: &AskRevenue, year: i32) -> AskRevenue {
    let (from, to) = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31));
    AskRevenue { from, to, cursor: None, ..ask.clone() }
}

fn in_month(ask: &AskRevenue, year: i32, month: u32) -> AskRevenue {
    let from = NaiveDate::from_ymd_opt(year, month, 1);
    let next =
        if month >= 12 { NaiveDate::from_ymd_opt(year + 1, 1, 1) } else { NaiveDate::from_ymd_opt(year, month + 1, 1) };
    AskRevenue { from, to: next.and_then(|day| day.pred_opt()), cursor: None, ..ask.clone() }
}

/// One step down: what a row is made of. Its orders are listed below it.
pub fn below(ask: &AskRevenue, key: &RevenueKey) -> AskRevenue {
    let ask = AskRevenue { cursor: None, ..ask.clone() };
    let by = |by: RevenueBy, narrowed: AskRevenue| AskRevenue { by, ..narrowed };
    match key {
        RevenueKey::Year { year } => by(RevenueBy::Month, in_year(&ask, *year)),
        RevenueKey::Month { year, month } => by(RevenueBy::Show, in_month(&ask, *year, *month)),
        RevenueKey::Day { date } => by(RevenueBy::Show, AskRevenue { from: Some(*date), to: Some(*date), ..ask }),
        RevenueKey::Show { show, .. } => by(RevenueBy::Performance, AskRevenue { show: Some(*show), ..ask }),
        RevenueKey::Performance { performance, .. } => {
            by(RevenueBy::Rate, AskRevenue { performance: Some(*performance), ..ask })
        }
        RevenueKey::Rate { rate, .. } => by(RevenueBy::Category, AskRevenue { rate: Some(*rate), ..ask }),
        RevenueKey::Category { name } => by(RevenueBy::Rate, AskRevenue { category: Some(name.clone()), ..ask }),
        RevenueKey::Channel { channel } => by(RevenueBy::Method, AskRevenue { channel: Some(*channel), ..ask }),
        RevenueKey::Method { method } => by(RevenueBy::Show, AskRevenue { method: Some(*method), ..ask }),
        RevenueKey::Vat { rate_bp } => by(RevenueBy::Show, AskRevenue { vat: Some(*rate_bp), ..ask }),
    }
}

/// Whether a group was entered, so that its orders are wanted.
pub fn is_narrow(ask: &AskRevenue) -> bool {
    let day = ask.from.is_some() && ask.from == ask.to;
    let named = ask.show.is_some() || ask.performance.is_some() || ask.rate.is_some() || ask.venue.is_some();
    day || named || ask.category.is_some() || ask.channel.is_some() || ask.method.is_some() || ask.vat.is_some()
}

/// The year and, when the days are a whole month, its first day.
pub fn month_of(from: NaiveDate, to: NaiveDate) -> Option<NaiveDate> {
    let is_month = from.day() == 1 && from.year() == to.year() && from.month() == to.month();
    is_month.then_some(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::ShowId;

    #[test]
    fn what_is_asked_comes_back_from_its_address() {
        let year = in_year(&AskRevenue::default(), 2026);
        let month = below(&year, &RevenueKey::Month { year: 2026, month: 12 });
        assert_eq!((month.by, month.to), (RevenueBy::Show, NaiveDate::from_ymd_opt(2026, 12, 31)));
        let show = below(&month, &RevenueKey::Show { show: ShowId(7), title: "Phèdre".to_owned() });
        assert_eq!((show.by, show.show), (RevenueBy::Performance, Some(ShowId(7))));
        let named = below(&show, &RevenueKey::Category { name: "1".to_owned() });
        for ask in [AskRevenue::default(), year, month, show.clone(), named] {
            assert_eq!(read(pairs(&ask)), ask);
        }
        assert!(is_narrow(&show) && !is_narrow(&AskRevenue::default()));
    }

    #[test]
    fn what_cannot_be_read_leaves_nothing_out() {
        let odd = [("by", "moon"), ("show", "x"), ("surprise", "1"), ("by", "rate")];
        let ask = read(odd.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(ask, AskRevenue { by: RevenueBy::Rate, ..AskRevenue::default() });
    }
}
