//! Which seats of a performance are taken, counted and listed.

use super::{BLOCKED, HELD, PerformanceSeat, numbers, performance_seats};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::{claims, seats};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{PerformanceId, SeatId, ZoneId};
use shared::seating::SeatStatus;
use std::collections::HashMap;

diesel::allow_columns_to_appear_in_same_group_by_clause!(claims::performance_id, seats::zone_id);

/// A place as everybody sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The place's position in the plan.
    pub position: i32,
    pub zone: ZoneId,
    /// Free, or whatever a claim says of it.
    pub status: SeatStatus,
    /// When a hold ends, if nothing else happens.
    pub until: Option<Moment>,
}

/// How many seats of each performance are not free.
pub fn count_taken(
    conn: &mut Conn,
    performances: &[PerformanceId],
    now: Moment,
) -> Fallible<HashMap<PerformanceId, i64>> {
    let rows = claims::table
        .filter(claims::performance_id.eq_any(all(performances)))
        .filter(claims::status.ne(HELD).or(held_live!(now.naive_utc())))
        .group_by(claims::performance_id)
        .select((claims::performance_id, diesel::dsl::count_star()))
        .load::<(i64, i64)>(conn)?;
    Ok(rows.into_iter().map(|(performance, count)| (PerformanceId(performance), count)).collect())
}

/// How many places of a performance baskets hold.
pub fn held_by_baskets(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<i64> {
    let held = claims::table
        .filter(claims::performance_id.eq(performance.0).and(claims::basket_id.is_not_null()))
        .filter(held_live!(now.naive_utc()));
    Ok(held.count().get_result(conn)?)
}

/// Those of some seats, of any of some performances, that are not free.
pub fn taken_of(
    conn: &mut Conn,
    performances: &[PerformanceId],
    seats: &[SeatId],
    now: Moment,
) -> Fallible<Vec<PerformanceSeat>> {
    let rows = claims::table
        .filter(claims::performance_id.eq_any(all(performances)))
        .filter(claims::seat_id.eq_any(numbers(seats)))
        .filter(claims::status.ne(HELD).or(held_live!(now.naive_utc())))
        .select((claims::performance_id, claims::seat_id))
        .load::<(i64, i64)>(conn)?;
    Ok(performance_seats(rows))
}

/// All seats of a performance that are not free.
pub fn all_taken(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<Vec<SeatId>> {
    let rows = claims::table
        .filter(claims::performance_id.eq(performance.0))
        .filter(claims::status.ne(HELD).or(held_live!(now.naive_utc())))
        .select(claims::seat_id)
        .load::<i64>(conn)?;
    Ok(rows.into_iter().map(SeatId).collect())
}

/// Up to `count` free places of a zone, in the plan's order.
pub fn free_of_zone(
    conn: &mut Conn,
    performance: PerformanceId,
    zone: ZoneId,
    count: i64,
    now: Moment,
) -> Fallible<Vec<SeatId>> {
    let claim_of_performance = claims::seat_id.eq(seats::id).and(claims::performance_id.eq(performance.0));
    let free = claims::seat_id.nullable().is_null().or(ended!(now.naive_utc()).nullable().assume_not_null());
    let rows = seats::table
        .left_join(claims::table.on(claim_of_performance))
        .filter(seats::zone_id.eq(zone.0))
        .filter(free)
        .order(seats::position)
        .limit(count)
        .select(seats::id)
        .load::<i64>(conn)?;
    Ok(rows.into_iter().map(SeatId).collect())
}

/// How many places of these zones are not free, for each of these performances.
pub fn taken_in_zones(
    conn: &mut Conn,
    performances: &[PerformanceId],
    zones: &[ZoneId],
    now: Moment,
) -> Fallible<HashMap<(PerformanceId, ZoneId), i64>> {
    let rows = claims::table
        .inner_join(seats::table)
        .filter(claims::performance_id.eq_any(all(performances)))
        .filter(seats::zone_id.eq_any(zones.iter().map(|zone| zone.0).collect::<Vec<_>>()))
        .filter(claims::status.ne(HELD).or(held_live!(now.naive_utc())))
        .group_by((claims::performance_id, seats::zone_id))
        .select((claims::performance_id, seats::zone_id, diesel::dsl::count_star()))
        .load::<(i64, i64, i64)>(conn)?;
    let counted = |(performance, zone, count)| ((PerformanceId(performance), ZoneId(zone)), count);
    Ok(rows.into_iter().map(counted).collect())
}

/// Every place of a performance that is not free.
pub fn shown(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<Vec<Shown>> {
    let rows: Vec<ShownRow> = claims::table
        .inner_join(seats::table)
        .filter(claims::performance_id.eq(performance.0))
        .filter(claims::status.ne(HELD).or(held_live!(now.naive_utc())))
        .select((seats::position, seats::zone_id, claims::status.nullable(), claims::expires_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|row| shown_now(row, now)).collect())
}

/// Some places of a performance, free or not.
pub fn shown_of(conn: &mut Conn, performance: PerformanceId, wanted: &[SeatId], now: Moment) -> Fallible<Vec<Shown>> {
    let claim_of_performance = claims::seat_id.eq(seats::id).and(claims::performance_id.eq(performance.0));
    let rows: Vec<ShownRow> = seats::table
        .left_join(claims::table.on(claim_of_performance))
        .filter(seats::id.eq_any(numbers(wanted)))
        .select((seats::position, seats::zone_id, claims::status.nullable(), claims::expires_at.nullable()))
        .load(conn)?;
    Ok(rows.into_iter().map(|row| shown_now(row, now)).collect())
}

type ShownRow = (i32, i64, Option<String>, Option<NaiveDateTime>);

fn shown_now((position, zone, status, expires_at): ShownRow, now: Moment) -> Shown {
    let has_ended = expires_at.is_some_and(|end| end <= now.naive_utc());
    let status = match status.as_deref() {
        None => SeatStatus::Free,
        Some(HELD) if has_ended => SeatStatus::Free,
        Some(HELD) => SeatStatus::Held,
        Some(BLOCKED) => SeatStatus::Blocked,
        Some(_) => SeatStatus::Sold,
    };
    let until = expires_at.filter(|_| status == SeatStatus::Held).map(|end| end.and_utc());
    Shown { position, zone: ZoneId(zone), status, until }
}

fn all(performances: &[PerformanceId]) -> Vec<i64> {
    performances.iter().map(|performance| performance.0).collect()
}
