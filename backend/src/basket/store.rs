//! Baskets and their lines.

use super::rules::Timer;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::{Both, LockRows};
use crate::error::Fallible;
use crate::schema::{basket_lines, baskets};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{LineId, PerformanceId, RateId, SeatId, VisitorId};

/// A visitor's basket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    pub id: i64,
    pub timer: Timer,
}

/// A place wanted in a basket, held or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub id: LineId,
    pub performance: PerformanceId,
    pub seat: SeatId,
    pub rate: RateId,
}

type KeptRow = (i64, NaiveDateTime, NaiveDateTime, bool);

const COLUMNS: (baskets::id, baskets::started_at, baskets::expires_at, baskets::extended) =
    (baskets::id, baskets::started_at, baskets::expires_at, baskets::extended);

fn kept((id, started_at, expires_at, extended): KeptRow) -> Kept {
    Kept { id, timer: Timer { started_at: started_at.and_utc(), expires_at: expires_at.and_utc(), extended } }
}

pub fn find(conn: &mut Conn, visitor: VisitorId) -> Fallible<Option<Kept>> {
    let row = baskets::table.filter(baskets::visitor_id.eq(visitor.0)).select(COLUMNS).first::<KeptRow>(conn);
    Ok(row.optional()?.map(kept))
}

/// The visitor's basket, which nobody else changes until this transaction ends.
pub fn find_locked(conn: &mut Conn, visitor: VisitorId) -> Fallible<Option<Kept>> {
    let row = baskets::table.filter(baskets::visitor_id.eq(visitor.0)).select(COLUMNS).lock_rows();
    Ok(row.get_result::<KeptRow>(conn).optional()?.map(kept))
}

/// Makes a basket unless the visitor has one.
pub fn create(conn: &mut Conn, visitor: VisitorId, timer: Timer) -> Fallible<()> {
    let row = (
        baskets::visitor_id.eq(visitor.0),
        baskets::started_at.eq(timer.started_at.naive_utc()),
        baskets::expires_at.eq(timer.expires_at.naive_utc()),
        baskets::extended.eq(timer.extended),
    );
    Both(diesel::insert_into(baskets::table).values(row).on_conflict_do_nothing()).execute(conn)?;
    Ok(())
}

pub fn set_timer(conn: &mut Conn, basket: i64, timer: Timer) -> Fallible<()> {
    diesel::update(baskets::table.find(basket))
        .set((
            baskets::started_at.eq(timer.started_at.naive_utc()),
            baskets::expires_at.eq(timer.expires_at.naive_utc()),
            baskets::extended.eq(timer.extended),
        ))
        .execute(conn)?;
    Ok(())
}

/// Removes a basket with its lines; returns whose it was.
pub fn remove(conn: &mut Conn, basket: i64) -> Fallible<Option<VisitorId>> {
    diesel::delete(basket_lines::table.filter(basket_lines::basket_id.eq(basket))).execute(conn)?;
    let removed = diesel::delete(baskets::table.find(basket)).returning(baskets::visitor_id);
    Ok(removed.get_result::<i64>(conn).optional()?.map(VisitorId))
}

/// The baskets of some visitors.
pub fn of_visitors(conn: &mut Conn, visitors: &[VisitorId]) -> Fallible<Vec<(VisitorId, i64)>> {
    let wanted: Vec<i64> = visitors.iter().map(|visitor| visitor.0).collect();
    let rows = baskets::table
        .filter(baskets::visitor_id.eq_any(wanted))
        .select((baskets::visitor_id, baskets::id))
        .load::<(i64, i64)>(conn)?;
    Ok(rows.into_iter().map(|(visitor, basket)| (VisitorId(visitor), basket)).collect())
}

/// Whose baskets have lines of a performance and have not ended.
pub fn visitors_of(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<Vec<VisitorId>> {
    let rows: Vec<i64> = basket_lines::table
        .inner_join(baskets::table)
        .filter(basket_lines::performance_id.eq(performance.0).and(baskets::expires_at.gt(now.naive_utc())))
        .select(baskets::visitor_id)
        .distinct()
        .order(baskets::visitor_id)
        .load(conn)?;
    Ok(rows.into_iter().map(VisitorId).collect())
}

/// Removes the lines of a performance from all baskets; returns whose these are.
pub fn remove_lines_of(conn: &mut Conn, performance: PerformanceId) -> Fallible<Vec<VisitorId>> {
    let of_performance = basket_lines::table.filter(basket_lines::performance_id.eq(performance.0));
    let ids: Vec<i64> = diesel::delete(of_performance).returning(basket_lines::basket_id).get_results(conn)?;
    let rows: Vec<i64> = baskets::table.filter(baskets::id.eq_any(ids)).select(baskets::visitor_id).load(conn)?;
    Ok(rows.into_iter().map(VisitorId).collect())
}

/// Baskets whose end is after one moment and not after another, at most 500.
pub fn ending(conn: &mut Conn, after: Moment, until: Moment) -> Fallible<Vec<(VisitorId, Moment)>> {
    let rows = baskets::table
        .filter(baskets::expires_at.gt(after.naive_utc()).and(baskets::expires_at.le(until.naive_utc())))
        .order(baskets::expires_at)
        .limit(500)
        .select((baskets::visitor_id, baskets::expires_at))
        .load::<(i64, NaiveDateTime)>(conn)?;
    Ok(rows.into_iter().map(|(visitor, end)| (VisitorId(visitor), end.and_utc())).collect())
}

/// Removes the baskets that ended before `before`; their lines go with them.
pub fn remove_ended(conn: &mut Conn, before: Moment) -> Fallible<()> {
    diesel::delete(baskets::table.filter(baskets::expires_at.lt(before.naive_utc()))).execute(conn)?;
    Ok(())
}

/// In the order in which they were chosen.
pub fn lines(conn: &mut Conn, basket: i64) -> Fallible<Vec<Line>> {
    let rows = basket_lines::table
        .filter(basket_lines::basket_id.eq(basket))
        .order(basket_lines::id)
        .select((basket_lines::id, basket_lines::performance_id, basket_lines::seat_id, basket_lines::rate_id))
        .load::<(i64, i64, i64, i64)>(conn)?;
    let line = |(id, performance, seat, rate)| Line {
        id: LineId(id),
        performance: PerformanceId(performance),
        seat: SeatId(seat),
        rate: RateId(rate),
    };
    Ok(rows.into_iter().map(line).collect())
}

pub fn add_lines(
    conn: &mut Conn,
    basket: i64,
    performance: PerformanceId,
    places: &[(SeatId, RateId)],
    now: Moment,
) -> Fallible<()> {
    let row = |(seat, rate): &(SeatId, RateId)| LineRow {
        basket_id: basket,
        performance_id: performance.0,
        seat_id: seat.0,
        rate_id: rate.0,
        added_at: now.naive_utc(),
    };
    let rows: Vec<LineRow> = places.iter().map(row).collect();
    if !rows.is_empty() {
        crate::insert_all!(conn, basket_lines::table, &rows)?;
    }
    Ok(())
}

pub fn set_rate(conn: &mut Conn, line: LineId, rate: RateId) -> Fallible<()> {
    diesel::update(basket_lines::table.find(line.0)).set(basket_lines::rate_id.eq(rate.0)).execute(conn)?;
    Ok(())
}

pub fn set_seat(conn: &mut Conn, line: LineId, seat: SeatId) -> Fallible<()> {
    diesel::update(basket_lines::table.find(line.0)).set(basket_lines::seat_id.eq(seat.0)).execute(conn)?;
    Ok(())
}

pub fn remove_lines(conn: &mut Conn, lines: &[LineId]) -> Fallible<()> {
    let lines: Vec<i64> = lines.iter().map(|line| line.0).collect();
    diesel::delete(basket_lines::table.filter(basket_lines::id.eq_any(lines))).execute(conn)?;
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = basket_lines)]
struct LineRow {
    basket_id: i64,
    performance_id: i64,
    seat_id: i64,
    rate_id: i64,
    added_at: NaiveDateTime,
}
