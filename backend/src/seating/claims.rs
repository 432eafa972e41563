//! Who has which seat of which performance. A claim is live when it is sold or blocked, or held without an end or with one
//! that is still to come; a claim that has ended stays as a row, so that it can be told when the seat last changed.

use super::Holder;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::LockRows;
use crate::error::Fallible;
use crate::schema::{claims, plan_zones, seats};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{OrderId, PerformanceId, PlanId, SeatId, ZoneId};
use shared::seating::SeatStatus;
use std::collections::{BTreeMap, HashMap};

diesel::allow_columns_to_appear_in_same_group_by_clause!(claims::performance_id, seats::zone_id);

const HELD: &str = "held";
const SOLD: &str = "sold";
const BLOCKED: &str = "blocked";

/// A seat of a performance.
pub type PerformanceSeat = (PerformanceId, SeatId);

/// What is known of a seat that somebody has or had.
pub struct Known {
    pub seat: SeatId,
    pub is_live: bool,
    pub holder: Option<Holder>,
}

/// A claim as a seat map shows it.
pub struct Shown {
    /// The seat's position in the plan.
    pub position: i32,
    pub zone: ZoneId,
    /// None for a claim that has ended.
    pub status: Option<SeatStatus>,
    /// When the seat was last taken or freed.
    pub changed_at: Moment,
}

impl Holder {
    const fn basket(self) -> Option<i64> {
        match self {
            Self::Basket(basket) => Some(basket),
            Self::Order(_) => None,
        }
    }

    const fn order(self) -> Option<i64> {
        match self {
            Self::Basket(_) => None,
            Self::Order(order) => Some(order.0),
        }
    }

    const fn of_columns(basket: Option<i64>, order: Option<i64>) -> Option<Self> {
        match (basket, order) {
            (Some(basket), _) => Some(Self::Basket(basket)),
            (None, Some(order)) => Some(Self::Order(OrderId(order))),
            (None, None) => None,
        }
    }
}

/// The claim is held and its end has passed.
macro_rules! ended {
    ($now:expr) => {
        claims::status.eq(HELD).and(claims::expires_at.is_not_null()).and(claims::expires_at.assume_not_null().le($now))
    };
}

/// The claim is held, with no end or one still to come.
macro_rules! held_live {
    ($now:expr) => {
        claims::status.eq(HELD).and(claims::expires_at.is_null().or(claims::expires_at.assume_not_null().gt($now)))
    };
}

/// The claim belongs to the holder.
macro_rules! held_by {
    ($holder:expr) => {
        // One of the two is NULL, and nothing equals NULL.
        claims::basket_id.eq($holder.basket()).or(claims::order_id.eq($holder.order()))
    };
}

/// What is known of these seats of a performance. Their rows are locked, in the order of the seats.
pub fn lock(conn: &mut Conn, performance: PerformanceId, seats: &[SeatId], now: Moment) -> Fallible<Vec<Known>> {
    let rows = claims::table
        .filter(claims::performance_id.eq(performance.0))
        .filter(claims::seat_id.eq_any(numbers(seats)))
        .order(claims::seat_id)
        .select((claims::seat_id, claims::status, claims::expires_at, claims::basket_id, claims::order_id))
        .lock_rows()
        .load::<(i64, String, Option<NaiveDateTime>, Option<i64>, Option<i64>)>(conn)?;
    let known = |(seat, status, expires_at, basket, order): (i64, String, Option<NaiveDateTime>, _, _)| Known {
        seat: SeatId(seat),
        is_live: status != HELD || expires_at.is_none_or(|end| end > now.naive_utc()),
        holder: Holder::of_columns(basket, order),
    };
    Ok(rows.into_iter().map(known).collect())
}

/// Takes seats whose claims have ended; returns how many were taken.
pub fn take_ended(
    conn: &mut Conn,
    performance: PerformanceId,
    seats: &[SeatId],
    holder: Holder,
    until: Option<Moment>,
    now: Moment,
) -> Fallible<usize> {
    if seats.is_empty() {
        return Ok(0);
    }
    let mine = claims::table
        .filter(claims::performance_id.eq(performance.0))
        .filter(claims::seat_id.eq_any(numbers(seats)))
        .filter(ended!(now.naive_utc()));
    let taken = diesel::update(mine)
        .set((
            claims::basket_id.eq(holder.basket()),
            claims::order_id.eq(holder.order()),
            claims::expires_at.eq(until.map(|until| until.naive_utc())),
            claims::reason.eq(""),
            claims::changed_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(taken)
}

/// Takes seats that nobody ever had; returns how many were taken.
pub fn take_new(
    conn: &mut Conn,
    performance: PerformanceId,
    seats: &[SeatId],
    holder: Holder,
    until: Option<Moment>,
    now: Moment,
) -> Fallible<usize> {
    if seats.is_empty() {
        return Ok(0);
    }
    let row = |seat: &SeatId| ClaimRow {
        performance_id: performance.0,
        seat_id: seat.0,
        status: HELD,
        basket_id: holder.basket(),
        order_id: holder.order(),
        expires_at: until.map(|until| until.naive_utc()),
        reason: "",
        changed_at: now.naive_utc(),
    };
    let rows: Vec<ClaimRow> = seats.iter().map(row).collect();
    Ok(crate::insert_new!(conn, claims::table, &rows)?)
}

/// Gives the holder's live holds another end; returns them.
pub fn renew(conn: &mut Conn, holder: Holder, until: Option<Moment>, now: Moment) -> Fallible<Vec<PerformanceSeat>> {
    // `changed_at` stays: nobody else sees a difference.
    let renewed = diesel::update(claims::table.filter(held_by!(holder)).filter(held_live!(now.naive_utc())))
        .set(claims::expires_at.eq(until.map(|until| until.naive_utc())))
        .returning((claims::performance_id, claims::seat_id))
        .get_results::<(i64, i64)>(conn)?;
    Ok(performance_seats(renewed))
}

/// Ends the holder's live holds of a performance's seats.
pub fn release(
    conn: &mut Conn,
    holder: Holder,
    performance: PerformanceId,
    seats: &[SeatId],
    now: Moment,
) -> Fallible<usize> {
    let mine = claims::table
        .filter(claims::performance_id.eq(performance.0))
        .filter(claims::seat_id.eq_any(numbers(seats)))
        .filter(held_by!(holder))
        .filter(held_live!(now.naive_utc()));
    Ok(diesel::update(mine).set(Freed::at(now)).execute(conn)?)
}

/// Ends all live holds of the holder.
pub fn release_all(conn: &mut Conn, holder: Holder, now: Moment) -> Fallible<usize> {
    let mine = claims::table.filter(held_by!(holder)).filter(held_live!(now.naive_utc()));
    Ok(diesel::update(mine).set(Freed::at(now)).execute(conn)?)
}

/// Frees seats of a performance that were sold to the order.
pub fn free_sold(
    conn: &mut Conn,
    order: OrderId,
    performance: PerformanceId,
    seats: &[SeatId],
    now: Moment,
) -> Fallible<usize> {
    let sold = claims::table
        .filter(claims::performance_id.eq(performance.0))
        .filter(claims::seat_id.eq_any(numbers(seats)))
        .filter(claims::order_id.eq(order.0))
        .filter(claims::status.eq(SOLD));
    Ok(diesel::update(sold).set(Freed::at(now)).execute(conn)?)
}

/// Gives a basket's live holds to an order.
pub fn hand_over(conn: &mut Conn, basket: i64, order: OrderId, until: Moment, now: Moment) -> Fallible<usize> {
    let held = claims::table.filter(claims::basket_id.eq(basket)).filter(held_live!(now.naive_utc()));
    let moved = diesel::update(held)
        .set((
            claims::basket_id.eq(None::<i64>),
            claims::order_id.eq(order.0),
            claims::expires_at.eq(until.naive_utc()),
            claims::changed_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(moved)
}

/// Turns an order's live holds into sold seats.
pub fn sell(conn: &mut Conn, order: OrderId, now: Moment) -> Fallible<usize> {
    let held = claims::table.filter(claims::order_id.eq(order.0)).filter(held_live!(now.naive_utc()));
    let sold = diesel::update(held)
        .set((
            claims::status.eq(SOLD),
            claims::expires_at.eq(None::<NaiveDateTime>),
            claims::changed_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(sold)
}

/// The holder's live claims, held or sold.
pub fn of_holder(conn: &mut Conn, holder: Holder, now: Moment) -> Fallible<Vec<PerformanceSeat>> {
    let rows = claims::table
        .filter(held_by!(holder))
        .filter(claims::status.ne(HELD).or(held_live!(now.naive_utc())))
        .order((claims::performance_id, claims::seat_id))
        .select((claims::performance_id, claims::seat_id))
        .load::<(i64, i64)>(conn)?;
    Ok(performance_seats(rows))
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

/// Makes others that pick places of this zone wait until this transaction ends. None when the plan has no such zone of
/// places without a number.
pub fn lock_zone(conn: &mut Conn, plan: PlanId, zone: ZoneId) -> Fallible<Option<ZoneId>> {
    let found = plan_zones::table
        .find(zone.0)
        .filter(plan_zones::plan_id.eq(plan.0).and(plan_zones::numbered.eq(false)))
        .select(plan_zones::id)
        .lock_rows()
        .get_result::<i64>(conn)
        .optional()?;
    Ok(found.map(ZoneId))
}

/// Every claim of a performance, also those that have ended.
pub fn shown(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<Vec<Shown>> {
    let rows = claims::table
        .inner_join(seats::table)
        .filter(claims::performance_id.eq(performance.0))
        .select((seats::position, seats::zone_id, claims::status, claims::expires_at, claims::changed_at))
        .load::<(i32, i64, String, Option<NaiveDateTime>, NaiveDateTime)>(conn)?;
    let shown = |(position, zone, status, expires_at, changed_at): (i32, i64, String, Option<NaiveDateTime>, _)| {
        let ended_at = expires_at.filter(|end| status == HELD && *end <= now.naive_utc());
        let status = match status.as_str() {
            HELD if ended_at.is_some() => None,
            HELD => Some(SeatStatus::Held),
            BLOCKED => Some(SeatStatus::Blocked),
            _ => Some(SeatStatus::Sold),
        };
        let changed_at: NaiveDateTime = ended_at.map_or(changed_at, |ended_at| ended_at.max(changed_at));
        Shown { position, zone: ZoneId(zone), status, changed_at: changed_at.and_utc() }
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// Removes claims that ended before `before`; returns how many.
pub fn remove_ended(conn: &mut Conn, before: Moment) -> Fallible<usize> {
    Ok(diesel::delete(claims::table.filter(ended!(before.naive_utc()))).execute(conn)?)
}

/// Runs `work` so that nothing of it is kept when it is refused.
pub fn all_or_nothing<T>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Fallible<T>) -> Fallible<T> {
    conn.transaction(work)
}

/// The same seats, grouped.
pub fn by_performance(seats: &[PerformanceSeat]) -> BTreeMap<PerformanceId, Vec<SeatId>> {
    let mut grouped: BTreeMap<PerformanceId, Vec<SeatId>> = BTreeMap::new();
    for (performance, seat) in seats {
        grouped.entry(*performance).or_default().push(*seat);
    }
    grouped
}

fn all(performances: &[PerformanceId]) -> Vec<i64> {
    performances.iter().map(|performance| performance.0).collect()
}

fn numbers(seats: &[SeatId]) -> Vec<i64> {
    seats.iter().map(|seat| seat.0).collect()
}

fn performance_seats(rows: Vec<(i64, i64)>) -> Vec<PerformanceSeat> {
    rows.into_iter().map(|(performance, seat)| (PerformanceId(performance), SeatId(seat))).collect()
}

#[derive(Insertable)]
#[diesel(table_name = claims, treat_none_as_default_value = false)]
struct ClaimRow {
    performance_id: i64,
    seat_id: i64,
    status: &'static str,
    basket_id: Option<i64>,
    order_id: Option<i64>,
    expires_at: Option<NaiveDateTime>,
    reason: &'static str,
    changed_at: NaiveDateTime,
}

/// A claim that ends now and belongs to nobody.
#[derive(AsChangeset)]
#[diesel(table_name = claims, treat_none_as_null = true)]
struct Freed {
    status: &'static str,
    basket_id: Option<i64>,
    order_id: Option<i64>,
    expires_at: Option<NaiveDateTime>,
    reason: &'static str,
    changed_at: NaiveDateTime,
}

impl Freed {
    const fn at(now: Moment) -> Self {
        let now = now.naive_utc();
        Self { status: HELD, basket_id: None, order_id: None, expires_at: Some(now), reason: "", changed_at: now }
    }
}
