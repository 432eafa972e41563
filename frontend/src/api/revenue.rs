//! Revenue, fill rates, receipts statements and daily closings, and where they can be downloaded.

use super::request::{Answer, BASE, change, query, read};
use crate::staff::revenue::asked::pairs;
use gloo_net::http::Method;
use shared::house::Locale;
use shared::ids::PerformanceId;
use shared::paging::Page;
use shared::receipts::{CloseDay, ClosingCard, DailyClosing, ReceiptsStatement};
use shared::revenue::{AskFill, AskRevenue, FillRates, Revenue, RevenueBy, RevenueKey, RevenueOrder};

fn asked(ask: &AskRevenue) -> String {
    let pairs = pairs(ask);
    query(&pairs.iter().map(|(name, value)| (name.as_str(), Some(value.as_str()))).collect::<Vec<_>>())
}

/// Without the page of its orders.
fn whole(ask: &AskRevenue) -> AskRevenue {
    AskRevenue { cursor: None, limit: None, ..ask.clone() }
}

pub fn revenue(ask: &AskRevenue) -> impl Future<Output = Answer<Revenue>> + use<> {
    read(&format!("/admin/revenue{}", asked(&whole(ask))))
}

pub fn orders(ask: &AskRevenue) -> impl Future<Output = Answer<Page<RevenueOrder>>> + use<> {
    read(&format!("/admin/revenue/orders{}", asked(&AskRevenue { limit: Some(50), ..ask.clone() })))
}

/// What the show, the performance and the rate that are asked for are called.
pub async fn names(ask: AskRevenue) -> Answer<Vec<RevenueKey>> {
    let mut names = Vec::new();
    let wanted = [
        (RevenueBy::Show, ask.show.is_some()),
        (RevenueBy::Performance, ask.performance.is_some()),
        (RevenueBy::Rate, ask.rate.is_some()),
    ];
    for (by, _) in wanted.into_iter().filter(|(_, is_wanted)| *is_wanted) {
        names.extend(revenue(&AskRevenue { by, ..ask.clone() }).await?.rows.into_iter().next().map(|row| row.key));
    }
    Ok(names)
}

pub fn table_address(ask: &AskRevenue, locale: Locale, end: &str) -> String {
    format!("{BASE}/admin/revenue/table.{end}{}", asked(&AskRevenue { locale: Some(locale), ..whole(ask) }))
}

pub fn orders_address(ask: &AskRevenue, locale: Locale, end: &str) -> String {
    format!("{BASE}/admin/revenue/orders.{end}{}", asked(&AskRevenue { locale: Some(locale), ..whole(ask) }))
}

fn fill_query(ask: &AskFill, locale: Option<Locale>) -> String {
    let (from, to) = (ask.from.map(|day| day.to_string()), ask.to.map(|day| day.to_string()));
    query(&[("from", from.as_deref()), ("to", to.as_deref()), ("locale", locale.map(Locale::code))])
}

pub fn fill_rates(ask: &AskFill) -> impl Future<Output = Answer<FillRates>> + use<> {
    read(&format!("/admin/fill-rates{}", fill_query(ask, None)))
}

pub fn fill_address(ask: &AskFill, locale: Locale, end: &str) -> String {
    format!("{BASE}/admin/fill-rates/table.{end}{}", fill_query(ask, Some(locale)))
}

pub fn statement(id: PerformanceId) -> impl Future<Output = Answer<ReceiptsStatement>> + use<> {
    read(&format!("/admin/performances/{id}/statement"))
}

pub fn statement_address(id: PerformanceId, locale: Locale, end: &str) -> String {
    format!("{BASE}/admin/performances/{id}/statement.{end}?locale={}", locale.code())
}

pub fn closings(cursor: Option<&str>) -> impl Future<Output = Answer<Page<ClosingCard>>> + use<> {
    read(&format!("/admin/closings{}", query(&[("limit", Some("30")), ("cursor", cursor)])))
}

/// `day`: `2026-11-27`.
pub fn closing(day: &str) -> impl Future<Output = Answer<DailyClosing>> + use<> {
    read(&format!("/admin/closings/{}", super::request::encoded(day)))
}

pub fn close_day(wish: &CloseDay) -> impl Future<Output = Answer<DailyClosing>> + use<> {
    change(Method::POST, "/admin/closings", wish)
}

pub fn closing_address(day: &str, locale: Locale, end: &str) -> String {
    format!("{BASE}/admin/closings/{}/document.{end}?locale={}", super::request::encoded(day), locale.code())
}
