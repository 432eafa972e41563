//! What became of a performance's places.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::SumI64;
use crate::error::Fallible;
use crate::payments::sales::{FREE, SALE, VOID};
use crate::schema::{claims, performances, rates, sales_lines, seating_plans, shows, venues};
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::catalogue::PerformanceState;
use shared::ids::PerformanceId;
use shared::money::Currency;
use shared::receipts::ReceiptsLine;
use shared::revenue::AskFill;
use std::collections::HashMap;

/// A performance with the house it plays in.
#[derive(Debug, Clone, Queryable)]
pub struct PlayedRow {
    pub id: i64,
    pub title: String,
    pub starts_at: NaiveDateTime,
    pub state: String,
    pub capacity: i64,
    pub venue: String,
    pub venue_address: String,
    pub venue_city: String,
    pub time_zone: String,
}

/// Performances from one moment to before another that were announced, soonest first.
pub fn played(
    conn: &mut Conn,
    ask: &AskFill,
    (from, before): (NaiveDateTime, NaiveDateTime),
    limit: i64,
) -> Fallible<Vec<PlayedRow>> {
    let mut query = performances::table
        .inner_join(shows::table)
        .inner_join(seating_plans::table.inner_join(venues::table))
        .filter(performances::starts_at.ge(from).and(performances::starts_at.lt(before)))
        .filter(performances::state.ne(PerformanceState::Draft.word()))
        .into_boxed();
    if let Some(show) = ask.show {
        query = query.filter(performances::show_id.eq(show.0));
    }
    if let Some(venue) = ask.venue {
        query = query.filter(seating_plans::venue_id.eq(venue.0));
    }
    Ok(query
        .order((performances::starts_at, performances::id))
        .limit(limit)
        .select((
            performances::id,
            shows::title,
            performances::starts_at,
            performances::state,
            seating_plans::capacity,
            venues::name,
            venues::address,
            venues::city,
            venues::time_zone,
        ))
        .load(conn)?)
}

/// One performance, announced or not.
pub fn find_played(conn: &mut Conn, performance: PerformanceId) -> Fallible<PlayedRow> {
    Ok(performances::table
        .inner_join(shows::table)
        .inner_join(seating_plans::table.inner_join(venues::table))
        .filter(performances::id.eq(performance.0))
        .select((
            performances::id,
            shows::title,
            performances::starts_at,
            performances::state,
            seating_plans::capacity,
            venues::name,
            venues::address,
            venues::city,
            venues::time_zone,
        ))
        .first(conn)?)
}

/// How many places of each performance are claimed in each way: performance, status, count. Holds that have ended are free.
pub fn claimed(conn: &mut Conn, of: &[i64], now: Moment) -> Fallible<Vec<(i64, String, i64)>> {
    let is_unended = claims::expires_at.is_null().or(claims::expires_at.assume_not_null().gt(now.naive_utc()));
    Ok(claims::table
        .filter(claims::performance_id.eq_any(of))
        .filter(claims::status.ne("held").or(is_unended))
        .group_by((claims::performance_id, claims::status))
        .select((claims::performance_id, claims::status, diesel::dsl::count_star()))
        .load(conn)?)
}

/// Tickets of a performance by kind of row, category, rate and price, the dearest first.
pub fn receipts(
    conn: &mut Conn,
    performance: PerformanceId,
    currency: Currency,
) -> Fallible<Vec<(String, ReceiptsLine)>> {
    let key = (sales_lines::kind, sales_lines::category_name, sales_lines::rate_id, sales_lines::price_minor);
    let rows: Vec<(String, String, i64, i64, i64)> = sales_lines::table
        .filter(sales_lines::performance_id.eq(performance.0).and(sales_lines::currency.eq(currency.code())))
        .filter(sales_lines::kind.eq_any([SALE, FREE, VOID]))
        .group_by(key)
        .select((key.0, key.1, key.2, key.3, SumI64(sales_lines::tickets)))
        .load(conn)?;
    let names: Vec<(i64, String)> = rates::table.select((rates::id, rates::name)).load(conn)?;
    let names: HashMap<i64, String> = names.into_iter().collect();
    let line = |(kind, category, rate, price, tickets): (String, String, i64, i64, i64)| {
        let count = if kind == VOID { -tickets } else { tickets };
        let rate = names.get(&rate).cloned().unwrap_or_default();
        (kind, ReceiptsLine { category, rate, unit_price_minor: price, count, amount_minor: price * count })
    };
    let mut lines: Vec<(String, ReceiptsLine)> =
        rows.into_iter().map(line).filter(|(_, line)| line.count != 0).collect();
    lines.sort_by(|(_, left), (_, right)| {
        let by_price = right.unit_price_minor.cmp(&left.unit_price_minor);
        by_price.then_with(|| (&left.category, &left.rate).cmp(&(&right.category, &right.rate)))
    });
    Ok(lines)
}
