//! Revenue from the ledger's book of sales, told apart by anything, with the year before beside it; how full the house was;
//! what stands on a receipts statement and in a daily closing.

pub mod closings;
pub mod files;
pub mod http;
mod overview;
pub mod paper;
mod places;
mod report;
mod rules;
mod statement;
mod store;
pub mod tables;
mod words;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house::{self, Rules};
use crate::payments::sales;
use crate::word::Word;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
pub use overview::overview;
pub use places::fill_rates;
use rules::{Period, Step, Sum, Tally};
use shared::ids::{OrderId, RateId};
use shared::money::Money;
use shared::orders::Channel;
use shared::paging::Page;
use shared::payments::PaymentMethod;
use shared::revenue::{AskRevenue, Revenue, RevenueBasis, RevenueBy, RevenueKey, RevenueOrder, RevenueRow};
pub use statement::statement;
use std::collections::HashMap;
use store::{Chosen, When};

/// Revenue of a period told apart by one thing, beside the same period of the year before.
pub fn revenue(conn: &mut Conn, ask: &AskRevenue, now: Moment) -> Fallible<Revenue> {
    refuse_page(ask)?;
    let house = house::rules(conn)?;
    let today = sales::day(now, house.time_zone);
    let period = rules::period(ask, today)?;
    let before = period.year_before();
    let currency = ask.currency.unwrap_or(house.currency);
    let (now_sums, before_sums) = (sums(conn, ask, &house, period)?, sums(conn, ask, &house, before)?);
    let mut other_currencies = store::currencies(conn)?;
    other_currencies.retain(|other| *other != currency);
    let (total, before_total) = (total(&now_sums), total(&before_sums));
    Ok(Revenue {
        by: ask.by,
        basis: ask.basis,
        from: period.from,
        to: period.to,
        before_from: before.from,
        before_to: before.to,
        currency,
        other_currencies,
        time_zone: house.time_zone.name().to_owned(),
        rows: rows(ask.by, period, today, now_sums, before_sums),
        total: total.figures(),
        before_total: before_total.figures(),
        vat: total.vat(),
    })
}

/// Only the list of orders comes in pages.
fn refuse_page(ask: &AskRevenue) -> Fallible<()> {
    if ask.cursor.is_some() || ask.limit.is_some() {
        return Err(Error::invalid("cursor", "only the list of orders comes in pages"));
    }
    Ok(())
}

fn total(sums: &[(RevenueKey, Sum)]) -> Tally {
    rules::total(sums.iter().map(|(_, sum)| sum))
}

/// What the orders of a period added to it, newest order first.
pub fn orders(conn: &mut Conn, ask: &AskRevenue, limit: i64, now: Moment) -> Fallible<Page<RevenueOrder>> {
    let house = house::rules(conn)?;
    let period = rules::period(ask, sales::day(now, house.time_zone))?;
    let chosen = chosen(ask, &house, period);
    let not_a_cursor = |_| Error::invalid("cursor", "must be the `next` of a page");
    let before: Option<OrderId> = ask.cursor.as_deref().map(str::parse).transpose().map_err(not_a_cursor)?;
    let mut found = store::orders(conn, &chosen, before, limit + 1)?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = found.len() > wanted;
    found.truncate(wanted);
    let items: Vec<RevenueOrder> = found
        .into_iter()
        .map(|(row, sums)| {
            let figures = rules::total(&sums).figures();
            RevenueOrder {
                order: OrderId(row.id),
                number: row.number,
                buyer_name: row.buyer_name,
                placed_at: row.placed_at.and_utc(),
                gross: Money::new(figures.gross_minor, chosen.currency),
                refunds: Money::new(figures.refunds_minor, chosen.currency),
                tickets: figures.tickets_sold + figures.tickets_free - figures.tickets_refunded,
            }
        })
        .collect();
    let next = items.last().filter(|_| has_more).map(|last| last.order.to_string());
    Ok(Page { items, next })
}

fn chosen<'a>(ask: &'a AskRevenue, house: &Rules, period: Period) -> Chosen<'a> {
    let when = match ask.basis {
        RevenueBasis::Payment => When::Booked(period),
        RevenueBasis::Performance => {
            let (from, before) = rules::span(period, house.time_zone);
            When::Played(from, before)
        }
    };
    Chosen { ask, currency: ask.currency.unwrap_or(house.currency), when }
}

/// The sums of a period with the keys of their rows; several may have the same key.
fn sums(conn: &mut Conn, ask: &AskRevenue, house: &Rules, period: Period) -> Fallible<Vec<(RevenueKey, Sum)>> {
    let chosen = chosen(ask, house, period);
    let step = step(ask.by);
    match (ask.by, step, ask.basis) {
        (_, Some(step), RevenueBasis::Payment) => {
            let by_day = store::by_day(conn, &chosen)?.into_iter();
            Ok(by_day.map(|(day, sum)| (calendar_key(step, day), sum)).collect())
        }
        (_, Some(step), RevenueBasis::Performance) => by_performance(conn, &chosen, |row| {
            calendar_key(step, sales::day(row.starts_at.and_utc(), house.time_zone))
        }),
        (RevenueBy::Show, ..) => {
            by_performance(conn, &chosen, |row| RevenueKey::Show { show: row.show(), title: row.title.clone() })
        }
        (RevenueBy::Performance, ..) => by_performance(conn, &chosen, |row| RevenueKey::Performance {
            performance: row.performance(),
            title: row.title.clone(),
            starts_at: row.starts_at.and_utc(),
            time_zone: row.time_zone.clone(),
        }),
        (RevenueBy::Rate, ..) => {
            let names = store::rates(conn)?;
            let by_rate = store::by_rate(conn, &chosen)?.into_iter();
            let named = |(id, sum)| {
                let name = names.get(&id).cloned().unwrap_or_default();
                (RevenueKey::Rate { rate: RateId(id), name }, sum)
            };
            Ok(by_rate.map(named).collect())
        }
        (RevenueBy::Category, ..) => {
            let by_category = store::by_category(conn, &chosen)?.into_iter();
            Ok(by_category.map(|(name, sum)| (RevenueKey::Category { name }, sum)).collect())
        }
        (RevenueBy::Channel, ..) => store::by_channel(conn, &chosen)?
            .into_iter()
            .map(|(word, sum)| Ok((RevenueKey::Channel { channel: Channel::of_word(&word)? }, sum)))
            .collect(),
        (RevenueBy::Method, ..) => store::by_method(conn, &chosen)?
            .into_iter()
            .map(|(word, sum)| Ok((RevenueKey::Method { method: PaymentMethod::of_word(&word)? }, sum)))
            .collect(),
        (RevenueBy::Vat | RevenueBy::Year | RevenueBy::Month | RevenueBy::Day, ..) => {
            let by_vat = store::by_vat(conn, &chosen)?.into_iter();
            Ok(by_vat.map(|(rate_bp, sum)| (RevenueKey::Vat { rate_bp }, sum)).collect())
        }
    }
}

fn by_performance(
    conn: &mut Conn,
    chosen: &Chosen<'_>,
    key: impl Fn(&store::PerformanceRow) -> RevenueKey,
) -> Fallible<Vec<(RevenueKey, Sum)>> {
    let found = store::by_performance(conn, chosen)?;
    let mut ids: Vec<i64> = found.iter().map(|(id, _)| *id).collect();
    ids.dedup();
    let known = store::performances(conn, &ids)?;
    Ok(found.into_iter().filter_map(|(id, sum)| Some((key(known.get(&id)?), sum))).collect())
}

const fn step(by: RevenueBy) -> Option<Step> {
    match by {
        RevenueBy::Year => Some(Step::Year),
        RevenueBy::Month => Some(Step::Month),
        RevenueBy::Day => Some(Step::Day),
        _ => None,
    }
}

fn calendar_key(step: Step, day: NaiveDate) -> RevenueKey {
    match step {
        Step::Year => RevenueKey::Year { year: day.year() },
        Step::Month => RevenueKey::Month { year: day.year(), month: day.month() },
        Step::Day => RevenueKey::Day { date: day },
    }
}

/// The day by which a row of the calendar is put in order; none for other rows.
fn day_of(key: &RevenueKey) -> Option<NaiveDate> {
    match key {
        RevenueKey::Year { year } => NaiveDate::from_ymd_opt(*year, 1, 1),
        RevenueKey::Month { year, month } => NaiveDate::from_ymd_opt(*year, *month, 1),
        RevenueKey::Day { date } => Some(*date),
        _ => None,
    }
}

/// The row beside which something of the year before stands.
fn a_year_later(by: RevenueBy, key: RevenueKey) -> RevenueKey {
    match (step(by), day_of(&key)) {
        (Some(step), Some(day)) => calendar_key(step, rules::a_year_later(day)),
        _ => key,
    }
}

fn rows(
    by: RevenueBy,
    period: Period,
    today: NaiveDate,
    now: Vec<(RevenueKey, Sum)>,
    before: Vec<(RevenueKey, Sum)>,
) -> Vec<RevenueRow> {
    let mut tallies: HashMap<RevenueKey, (Tally, Tally)> = HashMap::new();
    for (key, sum) in now {
        tallies.entry(key).or_default().0.add(&sum);
    }
    for (key, sum) in before {
        tallies.entry(a_year_later(by, key)).or_default().1.add(&sum);
    }
    if let Some(step) = step(by) {
        let newest = tallies.keys().filter_map(day_of).max().unwrap_or(today).max(today);
        for day in step.all(period.from, period.to.min(newest)) {
            tallies.entry(calendar_key(step, day)).or_default();
        }
    }
    let row = |(key, (now, before)): (RevenueKey, (Tally, Tally))| RevenueRow {
        key,
        figures: now.figures(),
        before: before.figures(),
    };
    let mut rows: Vec<RevenueRow> = tallies.into_iter().map(row).collect();
    rows.sort_by_cached_key(|row| {
        let first = day_of(&row.key);
        let net = if first.is_some() { 0 } else { -row.figures.net_minor };
        (first, net, -row.before.net_minor, name(&row.key))
    });
    rows
}

/// By which rows of the same figures are put in order.
fn name(key: &RevenueKey) -> (String, Option<DateTime<Utc>>) {
    match key {
        RevenueKey::Performance { title, starts_at, .. } => (title.clone(), Some(*starts_at)),
        RevenueKey::Show { title: name, .. } | RevenueKey::Rate { name, .. } | RevenueKey::Category { name } => {
            (name.clone(), None)
        }
        RevenueKey::Channel { channel } => (channel.word().to_owned(), None),
        RevenueKey::Method { method } => (method.word().to_owned(), None),
        RevenueKey::Vat { rate_bp } => (format!("{rate_bp:09}"), None),
        RevenueKey::Year { .. } | RevenueKey::Month { .. } | RevenueKey::Day { .. } => (String::new(), None),
    }
}
