//! How full performances are.

use super::rules::{self, Period};
use super::store::places::PlayedRow;
use super::store::{self, Chosen, When};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house;
use crate::payments::sales;
use crate::word::Word;
use chrono::Days;
use shared::catalogue::PerformanceState;
use shared::ids::PerformanceId;
use shared::revenue::{AskFill, AskRevenue, FillRate, FillRates, Places};
use std::collections::HashMap;

/// The period when nothing is said, around today.
const DAYS_BACK: u64 = 30;
const DAYS_AHEAD: u64 = 60;
/// No report has more performances.
const PERFORMANCES_MAX: i64 = 5_000;

/// Places and money of every announced performance of a period.
pub fn fill_rates(conn: &mut Conn, ask: &AskFill, now: Moment) -> Fallible<FillRates> {
    let house = house::rules(conn)?;
    let today = sales::day(now, house.time_zone);
    let from = ask.from.or_else(|| ask.to.unwrap_or(today).checked_sub_days(Days::new(DAYS_BACK))).unwrap_or(today);
    let to = ask.to.or_else(|| from.max(today).checked_add_days(Days::new(DAYS_AHEAD))).unwrap_or(today);
    let period = Period::new(from, to)?;
    let span = rules::span(period, house.time_zone);
    let played = store::places::played(conn, ask, span, PERFORMANCES_MAX + 1)?;
    if i64::try_from(played.len()).unwrap_or(i64::MAX) > PERFORMANCES_MAX {
        return Err(Error::invalid("to", format!("the period has more than {PERFORMANCES_MAX} performances")));
    }
    let places = places(conn, &played, now)?;
    let ask = AskRevenue { show: ask.show, venue: ask.venue, ..AskRevenue::default() };
    let chosen = Chosen { ask: &ask, currency: house.currency, when: When::Played(span.0, span.1) };
    let mut earned: HashMap<i64, i64> = HashMap::new();
    for (performance, sum) in store::by_performance(conn, &chosen)? {
        *earned.entry(performance).or_default() += sum.amount;
    }
    let rows: Vec<FillRate> = played
        .into_iter()
        .map(|row| FillRate {
            performance: PerformanceId(row.id),
            cancelled: is_cancelled(&row),
            title: row.title,
            venue: row.venue,
            starts_at: row.starts_at.and_utc(),
            time_zone: row.time_zone,
            places: places.get(&row.id).copied().unwrap_or_default(),
            net_minor: earned.get(&row.id).copied().unwrap_or_default(),
        })
        .collect();
    let total = counted(rows.iter().filter(|row| !row.cancelled).map(|row| row.places));
    let total_net_minor = rows.iter().map(|row| row.net_minor).sum();
    Ok(FillRates { from, to, currency: house.currency, rows, total, total_net_minor })
}

pub fn is_cancelled(row: &PlayedRow) -> bool {
    row.state == PerformanceState::Cancelled.word()
}

/// The places of these performances now.
pub fn places(conn: &mut Conn, played: &[PlayedRow], now: Moment) -> Fallible<HashMap<i64, Places>> {
    let ids: Vec<i64> = played.iter().map(|row| row.id).collect();
    let start = |row: &PlayedRow| (row.id, Places { capacity: row.capacity, ..Places::default() });
    let mut all: HashMap<i64, Places> = played.iter().map(start).collect();
    for (performance, status, count) in store::places::claimed(conn, &ids, now)? {
        let Some(places) = all.get_mut(&performance) else { continue };
        match status.as_str() {
            "sold" => places.sold += count,
            "blocked" => places.blocked += count,
            _ => places.held += count,
        }
    }
    Ok(all.into_iter().map(|(id, places)| (id, counted([places]))).collect())
}

/// Places added up, with what is free of them and how full that is.
fn counted(all: impl IntoIterator<Item = Places>) -> Places {
    let mut sum = Places::default();
    for places in all {
        sum.capacity += places.capacity;
        sum.sold += places.sold;
        sum.held += places.held;
        sum.blocked += places.blocked;
    }
    sum.free = (sum.capacity - sum.sold - sum.held - sum.blocked).max(0);
    sum.fill_permille = rules::permille(sum.sold, sum.capacity);
    sum
}
