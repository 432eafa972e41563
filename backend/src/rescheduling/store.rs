//! What was decided about performances, and where each order with places of them is.

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::insert_all;
use crate::schema::{rescheduled_orders, reschedulings};
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{AccountId, OrderId, PerformanceId};
use shared::rescheduling::{AnswerState, ReschedulingKind};

/// A cancellation or a postponement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub id: i64,
    pub performance: PerformanceId,
    pub kind: ReschedulingKind,
    pub exchange_to: Option<PerformanceId>,
    pub reason: String,
    pub previous_starts_at: Moment,
    pub answer_until: Option<Moment>,
    pub decided_by: AccountId,
    pub decided_at: Moment,
}

/// An order that a decision touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub rescheduling: i64,
    pub order: OrderId,
    pub state: AnswerState,
    /// When the worker looks at it next; none when nothing is left to do.
    pub due_at: Option<Moment>,
    pub refund_minor: i64,
    pub by_hand: bool,
}

/// Keeps a decision (its `id` is of no account) and returns its id.
pub fn insert(conn: &mut Conn, decision: &Decision) -> Fallible<i64> {
    Ok(diesel::insert_into(reschedulings::table)
        .values((
            reschedulings::performance_id.eq(decision.performance.0),
            reschedulings::kind.eq(decision.kind.word()),
            reschedulings::exchange_to.eq(decision.exchange_to.map(|to| to.0)),
            reschedulings::reason.eq(&decision.reason),
            reschedulings::previous_starts_at.eq(decision.previous_starts_at.naive_utc()),
            reschedulings::answer_until.eq(decision.answer_until.map(|until| until.naive_utc())),
            reschedulings::decided_by.eq(decision.decided_by.0),
            reschedulings::decided_at.eq(decision.decided_at.naive_utc()),
        ))
        .returning(reschedulings::id)
        .get_result(conn)?)
}

pub fn insert_entries(conn: &mut Conn, entries: &[Entry], now: Moment) -> Fallible<()> {
    const STEP: usize = 500;
    let row = |entry: &Entry| EntryRow {
        rescheduling_id: entry.rescheduling,
        order_id: entry.order.0,
        state: entry.state.word().to_owned(),
        due_at: entry.due_at.map(|at| at.naive_utc()),
        refund_minor: entry.refund_minor,
        by_hand: entry.by_hand,
        changed_at: now.naive_utc(),
    };
    let rows: Vec<EntryRow> = entries.iter().map(row).collect();
    for part in rows.chunks(STEP) {
        insert_all!(conn, rescheduled_orders::table, part)?;
    }
    Ok(())
}

pub fn find(conn: &mut Conn, id: i64) -> Fallible<Decision> {
    reschedulings::table.find(id).first::<DecisionRow>(conn)?.into_decision()
}

/// Newest first.
pub fn of_performance(conn: &mut Conn, performance: PerformanceId) -> Fallible<Vec<Decision>> {
    let rows: Vec<DecisionRow> = reschedulings::table
        .filter(reschedulings::performance_id.eq(performance.0))
        .order(reschedulings::id.desc())
        .load(conn)?;
    rows.into_iter().map(DecisionRow::into_decision).collect()
}

/// What was decided about an order's performances, newest first.
pub fn of_order(conn: &mut Conn, order: OrderId) -> Fallible<Vec<(Decision, Entry)>> {
    let rows: Vec<(DecisionRow, EntryRow)> = reschedulings::table
        .inner_join(rescheduled_orders::table)
        .filter(rescheduled_orders::order_id.eq(order.0))
        .order(reschedulings::id.desc())
        .load(conn)?;
    rows.into_iter().map(|(decision, entry)| Ok((decision.into_decision()?, entry.into_entry()?))).collect()
}

pub fn entry(conn: &mut Conn, rescheduling: i64, order: OrderId) -> Fallible<Option<Entry>> {
    let row: Option<EntryRow> = rescheduled_orders::table.find((rescheduling, order.0)).first(conn).optional()?;
    row.map(EntryRow::into_entry).transpose()
}

/// Orders that the worker should look at, the longest due first.
pub fn due(conn: &mut Conn, limit: i64, now: Moment) -> Fallible<Vec<(i64, OrderId)>> {
    let rows: Vec<(i64, i64)> = rescheduled_orders::table
        .filter(rescheduled_orders::due_at.le(now.naive_utc()))
        .order((rescheduled_orders::due_at, rescheduled_orders::order_id))
        .limit(limit)
        .select((rescheduled_orders::rescheduling_id, rescheduled_orders::order_id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(rescheduling, order)| (rescheduling, OrderId(order))).collect())
}

/// Replaces what is kept of an order. Whoever calls this holds the order's lock.
pub fn update(conn: &mut Conn, entry: &Entry, now: Moment) -> Fallible<()> {
    diesel::update(rescheduled_orders::table.find((entry.rescheduling, entry.order.0)))
        .set((
            rescheduled_orders::state.eq(entry.state.word()),
            rescheduled_orders::due_at.eq(entry.due_at.map(|at| at.naive_utc())),
            rescheduled_orders::refund_minor.eq(entry.refund_minor),
            rescheduled_orders::by_hand.eq(entry.by_hand),
            rescheduled_orders::changed_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends what was asked about a performance before: a newer decision counts.
pub fn end_earlier(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<()> {
    let earlier: Vec<i64> = of_performance(conn, performance)?.iter().map(|decision| decision.id).collect();
    let open =
        rescheduled_orders::rescheduling_id.eq_any(earlier).and(rescheduled_orders::state.eq(AnswerState::Open.word()));
    diesel::update(rescheduled_orders::table.filter(open))
        .set((
            rescheduled_orders::state.eq(AnswerState::Kept.word()),
            rescheduled_orders::due_at.eq(None::<NaiveDateTime>),
            rescheduled_orders::changed_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Some orders of a decision after the one that `after` names, by id, with when each changed last.
pub fn entries(
    conn: &mut Conn,
    rescheduling: i64,
    state: Option<AnswerState>,
    after: OrderId,
    limit: i64,
) -> Fallible<Vec<(Entry, Moment)>> {
    let mut query = rescheduled_orders::table
        .filter(rescheduled_orders::rescheduling_id.eq(rescheduling).and(rescheduled_orders::order_id.gt(after.0)))
        .order(rescheduled_orders::order_id)
        .limit(limit)
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(rescheduled_orders::state.eq(state.word()));
    }
    let rows: Vec<EntryRow> = query.load(conn)?;
    let entry = |row: EntryRow| {
        let changed_at = row.changed_at.and_utc();
        Ok((row.into_entry()?, changed_at))
    };
    rows.into_iter().map(entry).collect()
}

/// The orders of a decision.
pub fn orders(conn: &mut Conn, rescheduling: i64) -> Fallible<Vec<OrderId>> {
    let orders: Vec<i64> = rescheduled_orders::table
        .filter(rescheduled_orders::rescheduling_id.eq(rescheduling))
        .select(rescheduled_orders::order_id)
        .load(conn)?;
    Ok(orders.into_iter().map(OrderId).collect())
}

/// What is paid back of a decision, in minor units: by itself, and by hand.
pub fn paid_back(conn: &mut Conn, rescheduling: i64) -> Fallible<(i64, i64)> {
    let sums: Vec<(bool, i64)> = rescheduled_orders::table
        .filter(rescheduled_orders::rescheduling_id.eq(rescheduling).and(rescheduled_orders::refund_minor.gt(0)))
        .select((rescheduled_orders::by_hand, rescheduled_orders::refund_minor))
        .load(conn)?;
    let sum = |wanted: bool| sums.iter().filter(|(by_hand, _)| *by_hand == wanted).map(|(_, minor)| minor).sum();
    Ok((sum(false), sum(true)))
}

/// How many orders of a decision are in which state.
pub fn counted(conn: &mut Conn, rescheduling: i64) -> Fallible<Vec<(AnswerState, i64)>> {
    let rows: Vec<(String, i64)> = rescheduled_orders::table
        .filter(rescheduled_orders::rescheduling_id.eq(rescheduling))
        .group_by(rescheduled_orders::state)
        .select((rescheduled_orders::state, diesel::dsl::count_star()))
        .order(rescheduled_orders::state)
        .load(conn)?;
    rows.into_iter().map(|(state, count)| Ok((AnswerState::of_word(&state)?, count))).collect()
}

#[derive(Queryable)]
struct DecisionRow {
    id: i64,
    performance_id: i64,
    kind: String,
    exchange_to: Option<i64>,
    reason: String,
    previous_starts_at: NaiveDateTime,
    answer_until: Option<NaiveDateTime>,
    decided_by: i64,
    decided_at: NaiveDateTime,
}

impl DecisionRow {
    fn into_decision(self) -> Fallible<Decision> {
        Ok(Decision {
            id: self.id,
            performance: PerformanceId(self.performance_id),
            kind: ReschedulingKind::of_word(&self.kind)?,
            exchange_to: self.exchange_to.map(PerformanceId),
            reason: self.reason,
            previous_starts_at: self.previous_starts_at.and_utc(),
            answer_until: self.answer_until.map(|until| until.and_utc()),
            decided_by: AccountId(self.decided_by),
            decided_at: self.decided_at.and_utc(),
        })
    }
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = rescheduled_orders)]
struct EntryRow {
    rescheduling_id: i64,
    order_id: i64,
    state: String,
    due_at: Option<NaiveDateTime>,
    refund_minor: i64,
    by_hand: bool,
    changed_at: NaiveDateTime,
}

impl EntryRow {
    fn into_entry(self) -> Fallible<Entry> {
        Ok(Entry {
            rescheduling: self.rescheduling_id,
            order: OrderId(self.order_id),
            state: AnswerState::of_word(&self.state)?,
            due_at: self.due_at.map(|at| at.and_utc()),
            refund_minor: self.refund_minor,
            by_hand: self.by_hand,
        })
    }
}
