//! The tickets' rows.

use super::Held;
use super::rules::Shown;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::tickets;
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{OrderId, OrderLineId, PerformanceId, SeatId, TicketId};
use shared::orders::Channel;
use shared::tickets::TicketState;
use std::collections::{HashMap, HashSet};

/// A ticket as it is stored, without what the order line and the programme know.
pub struct Stored {
    pub id: TicketId,
    pub number: String,
    pub line: OrderLineId,
    pub performance: PerformanceId,
    pub secret: Vec<u8>,
    pub holder: String,
    pub state: TicketState,
    pub sold_at: Channel,
    pub issued_at: Moment,
}

/// A ticket that is about to be issued.
pub struct New<'a> {
    pub number: &'a str,
    pub order: OrderId,
    pub line: OrderLineId,
    pub performance: PerformanceId,
    pub seat: SeatId,
    pub secret: &'a [u8],
    pub secret_hash: &'a str,
    pub holder: &'a str,
    pub sold_at: Channel,
}

/// Who was let in.
pub struct Admitted {
    pub id: TicketId,
    pub number: String,
    pub order: OrderId,
    pub line: OrderLineId,
    pub holder: String,
}

/// A ticket that was not let in.
pub struct Found {
    pub performance: PerformanceId,
    pub shown: Shown,
}

pub fn insert(conn: &mut Conn, new: &New<'_>, now: Moment) -> Fallible<()> {
    let row = (
        tickets::number.eq(new.number),
        tickets::order_id.eq(new.order.0),
        tickets::order_line_id.eq(new.line.0),
        tickets::performance_id.eq(new.performance.0),
        tickets::seat_id.eq(new.seat.0),
        tickets::secret_hash.eq(new.secret_hash),
        tickets::secret.eq(new.secret),
        tickets::holder.eq(new.holder),
        tickets::state.eq(TicketState::Valid.word()),
        tickets::sold_at.eq(new.sold_at.word()),
        tickets::issued_at.eq(now.naive_utc()),
        tickets::used_where.eq(""),
    );
    diesel::insert_into(tickets::table).values(row).execute(conn)?;
    Ok(())
}

/// Makes the tickets of these lines void, used ones too; returns how many were not void before.
pub fn void(conn: &mut Conn, lines: &[OrderLineId], now: Moment) -> Fallible<usize> {
    let lines: Vec<i64> = lines.iter().map(|line| line.0).collect();
    let live = tickets::order_line_id.eq_any(lines).and(tickets::state.ne(TicketState::Void.word()));
    let voided = diesel::update(tickets::table.filter(live))
        .set((tickets::state.eq(TicketState::Void.word()), tickets::voided_at.eq(now.naive_utc())))
        .execute(conn)?;
    Ok(voided)
}

/// The lines of an order that have a ticket which is not void.
pub fn served(conn: &mut Conn, order: OrderId) -> Fallible<HashSet<OrderLineId>> {
    let lines: Vec<i64> = tickets::table
        .filter(tickets::order_id.eq(order.0).and(tickets::state.ne(TicketState::Void.word())))
        .select(tickets::order_line_id)
        .load(conn)?;
    Ok(lines.into_iter().map(OrderLineId).collect())
}

pub fn used(conn: &mut Conn, order: OrderId) -> Fallible<HashSet<OrderLineId>> {
    let lines: Vec<i64> = tickets::table
        .filter(tickets::order_id.eq(order.0).and(tickets::state.eq(TicketState::Used.word())))
        .select(tickets::order_line_id)
        .load(conn)?;
    Ok(lines.into_iter().map(OrderLineId).collect())
}

pub fn counted(conn: &mut Conn, performance: PerformanceId) -> Fallible<(i64, i64)> {
    let of_state = |state: TicketState| {
        tickets::table.filter(tickets::performance_id.eq(performance.0).and(tickets::state.eq(state.word()))).count()
    };
    let valid: i64 = of_state(TicketState::Valid).get_result(conn)?;
    let used: i64 = of_state(TicketState::Used).get_result(conn)?;
    Ok((valid + used, used))
}

/// All tickets of an order in the order of its lines, void ones too.
pub fn of_order(conn: &mut Conn, order: OrderId) -> Fallible<Vec<Stored>> {
    let rows: Vec<TicketRow> = tickets::table
        .filter(tickets::order_id.eq(order.0))
        .order((tickets::order_line_id, tickets::id))
        .select((
            tickets::id,
            tickets::number,
            tickets::order_line_id,
            tickets::performance_id,
            tickets::secret,
            tickets::holder,
            tickets::state,
            tickets::sold_at,
            tickets::issued_at,
        ))
        .load(conn)?;
    rows.into_iter().map(TicketRow::into_stored).collect()
}

/// All tickets of an order as the staff looks at them.
pub fn held(conn: &mut Conn, order: OrderId) -> Fallible<Vec<Held>> {
    type Row =
        ((i64, String, i64, String, String), (NaiveDateTime, Option<NaiveDateTime>, String, Option<NaiveDateTime>));
    let rows: Vec<Row> = tickets::table
        .filter(tickets::order_id.eq(order.0))
        .order((tickets::order_line_id, tickets::id))
        .select((
            (tickets::id, tickets::number, tickets::order_line_id, tickets::state, tickets::holder),
            (tickets::issued_at, tickets::used_at, tickets::used_where, tickets::voided_at),
        ))
        .load(conn)?;
    let read = |((id, number, line, state, holder), (issued_at, used_at, used_where, voided_at)): Row| {
        Ok(Held {
            id: TicketId(id),
            number,
            line: OrderLineId(line),
            state: TicketState::of_word(&state)?,
            holder,
            issued_at: issued_at.and_utc(),
            used_at: used_at.map(|at| at.and_utc()),
            used_where,
            voided_at: voided_at.map(|at| at.and_utc()),
        })
    };
    rows.into_iter().map(read).collect()
}

pub fn rename(conn: &mut Conn, ticket: TicketId, holder: &str) -> Fallible<()> {
    diesel::update(tickets::table.find(ticket.0)).set(tickets::holder.eq(holder)).execute(conn)?;
    Ok(())
}

/// The newest ticket of each line of an order.
pub fn ids(conn: &mut Conn, order: OrderId) -> Fallible<HashMap<OrderLineId, TicketId>> {
    let pairs: Vec<(i64, i64)> = tickets::table
        .filter(tickets::order_id.eq(order.0))
        .order(tickets::id)
        .select((tickets::order_line_id, tickets::id))
        .load(conn)?;
    Ok(pairs.into_iter().map(|(line, ticket)| (OrderLineId(line), TicketId(ticket))).collect())
}

/// Performances for which one of these orders has a ticket that is not void.
pub fn performances(conn: &mut Conn, orders: &[OrderId]) -> Fallible<Vec<PerformanceId>> {
    let orders: Vec<i64> = orders.iter().map(|order| order.0).collect();
    let ids: Vec<i64> = tickets::table
        .filter(tickets::order_id.eq_any(orders).and(tickets::state.ne(TicketState::Void.word())))
        .select(tickets::performance_id)
        .distinct()
        .load(conn)?;
    Ok(ids.into_iter().map(PerformanceId).collect())
}

/// Lets a ticket in, if it is valid and for this performance; of two doors at once, one gets it.
pub fn admit(
    conn: &mut Conn,
    secret_hash: &str,
    performance: PerformanceId,
    door: &str,
    now: Moment,
) -> Fallible<Option<Admitted>> {
    let valid = tickets::secret_hash
        .eq(secret_hash)
        .and(tickets::performance_id.eq(performance.0))
        .and(tickets::state.eq(TicketState::Valid.word()));
    let row: Option<(i64, String, i64, i64, String)> = diesel::update(tickets::table.filter(valid))
        .set((
            tickets::state.eq(TicketState::Used.word()),
            tickets::used_at.eq(now.naive_utc()),
            tickets::used_where.eq(door),
        ))
        .returning((tickets::id, tickets::number, tickets::order_id, tickets::order_line_id, tickets::holder))
        .get_result(conn)
        .optional()?;
    Ok(row.map(|(id, number, order, line, holder)| Admitted {
        id: TicketId(id),
        number,
        order: OrderId(order),
        line: OrderLineId(line),
        holder,
    }))
}

/// The ticket of a secret, to tell why it was not let in.
pub fn find(conn: &mut Conn, secret_hash: &str, wanted: PerformanceId) -> Fallible<Option<Found>> {
    let row: Option<(i64, String, Option<NaiveDateTime>, String)> = tickets::table
        .filter(tickets::secret_hash.eq(secret_hash))
        .select((tickets::performance_id, tickets::state, tickets::used_at, tickets::used_where))
        .first(conn)
        .optional()?;
    let Some((performance, state, used_at, used_where)) = row else { return Ok(None) };
    let shown = Shown {
        state: TicketState::of_word(&state)?,
        right_performance: performance == wanted.0,
        used_at: used_at.map(|moment| moment.and_utc()),
        used_where,
    };
    Ok(Some(Found { performance: PerformanceId(performance), shown }))
}

#[derive(Queryable)]
struct TicketRow {
    id: i64,
    number: String,
    order_line_id: i64,
    performance_id: i64,
    secret: Vec<u8>,
    holder: String,
    state: String,
    sold_at: String,
    issued_at: NaiveDateTime,
}

impl TicketRow {
    fn into_stored(self) -> Fallible<Stored> {
        let Self { id, number, order_line_id, performance_id, secret, holder, state, sold_at, issued_at } = self;
        Ok(Stored {
            id: TicketId(id),
            number,
            line: OrderLineId(order_line_id),
            performance: PerformanceId(performance_id),
            secret,
            holder,
            state: TicketState::of_word(&state)?,
            sold_at: Channel::of_word(&sold_at)?,
            issued_at: issued_at.and_utc(),
        })
    }
}

pub fn forget_holders(conn: &mut Conn, orders: &[OrderId]) -> Fallible<()> {
    let orders = orders.iter().map(|order| order.0);
    diesel::update(tickets::table.filter(tickets::order_id.eq_any(orders)))
        .set(tickets::holder.eq(""))
        .execute(conn)?;
    Ok(())
}
