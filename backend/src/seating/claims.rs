//! Who has which seat of which performance. A claim is live when it is sold or blocked, or held without an end or with one
//! that is still to come; a claim that has ended stays as a row. Every change is announced, so that whoever looks at the seats
//! sees it.

use super::Holder;
use crate::announce::{Announcement, announce};
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::LockRows;
use crate::error::Fallible;
use crate::schema::{claims, plan_zones};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{OrderId, PerformanceId, PlanId, SeatId, ZoneId};
use std::collections::BTreeMap;

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

/// What is asked about claims; these use the conditions above.
pub mod filling;
pub mod reading;

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
    tell(conn, performance, seats.to_vec());
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
    let taken = crate::insert_new!(conn, claims::table, &rows)?;
    tell(conn, performance, seats.to_vec());
    Ok(taken)
}

/// Gives the holder's live holds another end; returns them.
pub fn renew(conn: &mut Conn, holder: Holder, until: Option<Moment>, now: Moment) -> Fallible<Vec<PerformanceSeat>> {
    // `changed_at` stays: nobody else sees a difference, but for when the seats come back.
    let renewed = diesel::update(claims::table.filter(held_by!(holder)).filter(held_live!(now.naive_utc())))
        .set(claims::expires_at.eq(until.map(|until| until.naive_utc())))
        .returning((claims::performance_id, claims::seat_id))
        .get_results(conn)?;
    Ok(told(conn, renewed))
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
    let freed = diesel::update(mine).set(Freed::at(now)).returning((claims::performance_id, claims::seat_id));
    let freed = freed.get_results(conn)?;
    Ok(told(conn, freed).len())
}

/// Ends all live holds of the holder.
pub fn release_all(conn: &mut Conn, holder: Holder, now: Moment) -> Fallible<usize> {
    let mine = claims::table.filter(held_by!(holder)).filter(held_live!(now.naive_utc()));
    let freed = diesel::update(mine).set(Freed::at(now)).returning((claims::performance_id, claims::seat_id));
    let freed = freed.get_results(conn)?;
    Ok(told(conn, freed).len())
}

/// Ends all live holds that baskets have of a performance.
pub fn release_baskets(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<usize> {
    let held = claims::table
        .filter(claims::performance_id.eq(performance.0).and(claims::basket_id.is_not_null()))
        .filter(held_live!(now.naive_utc()));
    let freed = diesel::update(held).set(Freed::at(now)).returning((claims::performance_id, claims::seat_id));
    let freed = freed.get_results(conn)?;
    Ok(told(conn, freed).len())
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
    let freed = diesel::update(sold).set(Freed::at(now)).returning((claims::performance_id, claims::seat_id));
    let freed = freed.get_results(conn)?;
    Ok(told(conn, freed).len())
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
        .returning((claims::performance_id, claims::seat_id))
        .get_results(conn)?;
    Ok(told(conn, moved).len())
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
        .returning((claims::performance_id, claims::seat_id))
        .get_results(conn)?;
    Ok(told(conn, sold).len())
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

fn numbers(seats: &[SeatId]) -> Vec<i64> {
    seats.iter().map(|seat| seat.0).collect()
}

/// Announces seats whose claims were changed.
fn told(conn: &mut Conn, rows: Vec<(i64, i64)>) -> Vec<PerformanceSeat> {
    let changed = performance_seats(rows);
    for (performance, seats) in by_performance(&changed) {
        tell(conn, performance, seats);
    }
    changed
}

fn tell(conn: &mut Conn, performance: PerformanceId, seats: Vec<SeatId>) {
    if !seats.is_empty() {
        announce(conn, Announcement::Seats { performance, seats });
    }
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
