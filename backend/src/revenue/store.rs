//! Sums from the book of sales, and the names of what they are told apart by. Reads other capabilities' tables.

pub mod books;
pub mod places;

use super::rules::{Kind, Period, Sum};
use crate::db::query::SumI64;
use crate::db::{Conn, MultiBackend};
use crate::error::{Error, Fallible};
use crate::payments::sales::{FREE, RETURN, SALE, VOID};
use crate::schema::{orders, performances, rates, sales_lines, seating_plans, shows, venues};
use crate::word::Word;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{OrderId, PerformanceId, ShowId};
use shared::money::Currency;
use shared::revenue::AskRevenue;
use std::collections::HashMap;

/// Which rows count.
#[derive(Debug, Clone)]
pub struct Chosen<'a> {
    pub ask: &'a AskRevenue,
    pub currency: Currency,
    pub when: When,
}

/// Which date of a row counts.
#[derive(Debug, Clone, Copy)]
pub enum When {
    /// The day on which it was booked.
    Booked(Period),
    /// The moment of its performance: from the first, before the second.
    Played(NaiveDateTime, NaiveDateTime),
    Ever,
}

type Condition = Box<dyn BoxableExpression<sales_lines::table, MultiBackend, SqlType = Bool>>;

impl Chosen<'_> {
    fn condition(&self) -> Condition {
        let ask = self.ask;
        let mut all: Condition = Box::new(sales_lines::currency.eq(self.currency.code()));
        if let When::Booked(period) = self.when {
            all = Box::new(all.and(sales_lines::booked_day.between(period.from, period.to)));
        }
        if let Some(performance) = ask.performance {
            all = Box::new(all.and(sales_lines::performance_id.eq(performance.0)));
        }
        if let Some(rate) = ask.rate {
            all = Box::new(all.and(sales_lines::rate_id.eq(rate.0)));
        }
        if let Some(category) = ask.category.clone() {
            all = Box::new(all.and(sales_lines::category_name.eq(category)));
        }
        if let Some(channel) = ask.channel {
            all = Box::new(all.and(sales_lines::channel.eq(channel.word())));
        }
        if let Some(method) = ask.method {
            all = Box::new(all.and(sales_lines::method.eq(method.word())));
        }
        if let Some(vat) = ask.vat {
            all = Box::new(all.and(sales_lines::vat_rate_bp.eq(vat)));
        }
        let is_played = matches!(self.when, When::Played(..));
        if is_played || ask.show.is_some() || ask.venue.is_some() {
            all = self.of_performances(all);
        }
        all
    }

    fn of_performances(&self, all: Condition) -> Condition {
        let (from, before) = match self.when {
            When::Played(from, before) => (from, before),
            When::Booked(_) | When::Ever => ever(),
        };
        let (show, venue) = (self.ask.show.map(|show| show.0), self.ask.venue.map(|venue| venue.0));
        // A query that is put together step by step cannot stand inside another one on both engines.
        let these = performances::table
            .inner_join(seating_plans::table)
            .filter(performances::starts_at.ge(from).and(performances::starts_at.lt(before)))
            .filter(performances::show_id.eq(show.unwrap_or_default()).or(show.is_none().into_sql::<Bool>()))
            .filter(seating_plans::venue_id.eq(venue.unwrap_or_default()).or(venue.is_none().into_sql::<Bool>()))
            .select(performances::id);
        Box::new(all.and(sales_lines::performance_id.eq_any(these)))
    }
}

/// From before all performances to after all.
fn ever() -> (NaiveDateTime, NaiveDateTime) {
    let epoch = DateTime::UNIX_EPOCH.naive_utc();
    (epoch, epoch + TimeDelta::days(100_000))
}

type Row<K> = (K, i32, String, i64, i64, i64);

fn read<K>(rows: Vec<Row<K>>) -> Fallible<Vec<(K, Sum)>> {
    let sum = |(key, vat_rate_bp, kind, amount, discount, tickets): Row<K>| {
        Ok((key, Sum { kind: kind_of(&kind)?, vat_rate_bp, amount, discount, tickets }))
    };
    rows.into_iter().map(sum).collect()
}

fn kind_of(word: &str) -> Fallible<Kind> {
    match word {
        SALE => Ok(Kind::Sale),
        FREE => Ok(Kind::Free),
        RETURN => Ok(Kind::Return),
        VOID => Ok(Kind::Void),
        other => Err(Error::fault("read the book of sales", format!("unknown word {other}"))),
    }
}

type Sums = (SumI64<sales_lines::amount_minor>, SumI64<sales_lines::discount_minor>, SumI64<sales_lines::tickets>);

const SUMS: Sums =
    (SumI64(sales_lines::amount_minor), SumI64(sales_lines::discount_minor), SumI64(sales_lines::tickets));

pub fn by_day(conn: &mut Conn, chosen: &Chosen<'_>) -> Fallible<Vec<(NaiveDate, Sum)>> {
    let key = (sales_lines::booked_day, sales_lines::vat_rate_bp, sales_lines::kind);
    let rows = sales_lines::table.filter(chosen.condition()).group_by(key);
    read(rows.select((key.0, key.1, key.2, SUMS.0, SUMS.1, SUMS.2)).load(conn)?)
}

pub fn by_performance(conn: &mut Conn, chosen: &Chosen<'_>) -> Fallible<Vec<(i64, Sum)>> {
    let key = (sales_lines::performance_id, sales_lines::vat_rate_bp, sales_lines::kind);
    let rows = sales_lines::table.filter(chosen.condition()).group_by(key);
    read(rows.select((key.0, key.1, key.2, SUMS.0, SUMS.1, SUMS.2)).load(conn)?)
}

pub fn by_rate(conn: &mut Conn, chosen: &Chosen<'_>) -> Fallible<Vec<(i64, Sum)>> {
    let key = (sales_lines::rate_id, sales_lines::vat_rate_bp, sales_lines::kind);
    let rows = sales_lines::table.filter(chosen.condition()).group_by(key);
    read(rows.select((key.0, key.1, key.2, SUMS.0, SUMS.1, SUMS.2)).load(conn)?)
}

pub fn by_category(conn: &mut Conn, chosen: &Chosen<'_>) -> Fallible<Vec<(String, Sum)>> {
    let key = (sales_lines::category_name, sales_lines::vat_rate_bp, sales_lines::kind);
    let rows = sales_lines::table.filter(chosen.condition()).group_by(key);
    read(rows.select((key.0, key.1, key.2, SUMS.0, SUMS.1, SUMS.2)).load(conn)?)
}

pub fn by_channel(conn: &mut Conn, chosen: &Chosen<'_>) -> Fallible<Vec<(String, Sum)>> {
    let key = (sales_lines::channel, sales_lines::vat_rate_bp, sales_lines::kind);
    let rows = sales_lines::table.filter(chosen.condition()).group_by(key);
    read(rows.select((key.0, key.1, key.2, SUMS.0, SUMS.1, SUMS.2)).load(conn)?)
}

pub fn by_method(conn: &mut Conn, chosen: &Chosen<'_>) -> Fallible<Vec<(String, Sum)>> {
    let key = (sales_lines::method, sales_lines::vat_rate_bp, sales_lines::kind);
    let rows = sales_lines::table.filter(chosen.condition()).group_by(key);
    read(rows.select((key.0, key.1, key.2, SUMS.0, SUMS.1, SUMS.2)).load(conn)?)
}

/// One sum for each VAT rate and kind.
pub fn by_vat(conn: &mut Conn, chosen: &Chosen<'_>) -> Fallible<Vec<(i32, Sum)>> {
    let key = (sales_lines::vat_rate_bp, sales_lines::kind);
    let rows = sales_lines::table.filter(chosen.condition()).group_by(key);
    read(rows.select((key.0, key.0, key.1, SUMS.0, SUMS.1, SUMS.2)).load(conn)?)
}

/// The orders of what is chosen, newest first, before one of them; with what each added.
pub fn orders(
    conn: &mut Conn,
    chosen: &Chosen<'_>,
    before: Option<OrderId>,
    limit: i64,
) -> Fallible<Vec<(OrderRow, Vec<Sum>)>> {
    let before = before.map_or(i64::MAX, |order| order.0);
    let ids: Vec<i64> = sales_lines::table
        .filter(chosen.condition())
        .filter(sales_lines::order_id.lt(before))
        .select(sales_lines::order_id)
        .distinct()
        .order(sales_lines::order_id.desc())
        .limit(limit)
        .load(conn)?;
    let key = (sales_lines::order_id, sales_lines::vat_rate_bp, sales_lines::kind);
    let rows = sales_lines::table
        .filter(chosen.condition())
        .filter(sales_lines::order_id.eq_any(&ids))
        .group_by(key)
        .select((key.0, key.1, key.2, SUMS.0, SUMS.1, SUMS.2));
    let mut sums: HashMap<i64, Vec<Sum>> = HashMap::new();
    for (order, sum) in read(rows.load::<Row<i64>>(conn)?)? {
        sums.entry(order).or_default().push(sum);
    }
    let rows: Vec<OrderRow> = orders::table
        .filter(orders::id.eq_any(&ids))
        .order(orders::id.desc())
        .select((orders::id, orders::number, orders::buyer_name, orders::placed_at))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let sums = sums.remove(&row.id).unwrap_or_default();
            (row, sums)
        })
        .collect())
}

#[derive(Debug, Queryable)]
pub struct OrderRow {
    pub id: i64,
    pub number: String,
    pub buyer_name: String,
    pub placed_at: NaiveDateTime,
}

/// A performance as reports name it.
#[derive(Debug, Clone, Queryable)]
pub struct PerformanceRow {
    pub id: i64,
    pub show: i64,
    pub title: String,
    pub starts_at: NaiveDateTime,
    pub time_zone: String,
}

impl PerformanceRow {
    pub const fn performance(&self) -> PerformanceId {
        PerformanceId(self.id)
    }

    pub const fn show(&self) -> ShowId {
        ShowId(self.show)
    }
}

/// Those of these performances that there are, by id.
pub fn performances(conn: &mut Conn, ids: &[i64]) -> Fallible<HashMap<i64, PerformanceRow>> {
    let rows: Vec<PerformanceRow> = performances::table
        .inner_join(shows::table)
        .inner_join(seating_plans::table.inner_join(venues::table))
        .filter(performances::id.eq_any(ids))
        .select((performances::id, shows::id, shows::title, performances::starts_at, venues::time_zone))
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The names of all rates.
pub fn rates(conn: &mut Conn) -> Fallible<HashMap<i64, String>> {
    let rows: Vec<(i64, String)> = rates::table.select((rates::id, rates::name)).load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Every currency in which something was sold.
pub fn currencies(conn: &mut Conn) -> Fallible<Vec<Currency>> {
    let words: Vec<String> = sales_lines::table.select(sales_lines::currency).distinct().load(conn)?;
    let read = |word: String| word.parse().map_err(|cause: String| Error::fault("read the book of sales", cause));
    words.into_iter().map(read).collect()
}
