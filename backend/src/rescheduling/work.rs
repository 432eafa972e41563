//! Brings the orders of cancelled and moved performances to their end, one at a time; twice does no harm.

use super::progress;
use super::store::{self, Decision, Entry};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::orders::{self, Line};
use crate::payments::{self, refunds};
use chrono::TimeDelta;
use shared::ids::OrderId;
use shared::orders::OrderState;
use shared::rescheduling::{AnswerState, ReschedulingKind};

/// How long an order is left whose payment is being decided, or with which something went wrong.
const AGAIN: TimeDelta = TimeDelta::minutes(1);

/// An order that should be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub rescheduling: i64,
    pub order: OrderId,
}

/// Which orders should be looked at now, at most `limit`.
pub fn due(conn: &mut Conn, limit: i64, now: Moment) -> Fallible<Vec<Due>> {
    let found = store::due(conn, limit, now)?;
    Ok(found.into_iter().map(|(rescheduling, order)| Due { rescheduling, order }).collect())
}

/// Brings one order on: it is paid back, or its time to answer is over.
pub fn bring_on(conn: &mut Conn, due: Due, now: Moment) -> Fallible<()> {
    let order = orders::lock(conn, due.order)?;
    // Somebody else may have been faster.
    let entry = store::entry(conn, due.rescheduling, due.order)?;
    let Some(entry) = entry.filter(|entry| entry.due_at.is_some_and(|at| at <= now)) else { return Ok(()) };
    let decision = store::find(conn, entry.rescheduling)?;
    match (entry.state, decision.kind) {
        (AnswerState::Open, ReschedulingKind::Postponed) => settle(conn, entry, AnswerState::Kept, now),
        (AnswerState::Open | AnswerState::Refunding, _) => give_back(conn, &decision, entry, &order, now),
        (state, _) => settle(conn, entry, state, now),
    }
}

/// Looks at an order later.
pub fn put_off(conn: &mut Conn, due: Due, now: Moment) -> Fallible<()> {
    let Some(entry) = store::entry(conn, due.rescheduling, due.order)? else { return Ok(()) };
    store::update(conn, &Entry { due_at: Some(now + AGAIN), ..entry }, now)
}

/// Takes an order's places of the performance back, with their money. Whoever calls this holds the order's lock.
pub fn give_back(
    conn: &mut Conn,
    decision: &Decision,
    entry: Entry,
    order: &orders::Facts,
    now: Moment,
) -> Fallible<()> {
    match order.state {
        OrderState::AwaitingPayment => {
            payments::abandon_open(conn, order.id, now)?;
            orders::cancel_unpaid(conn, order, now)?;
            settle(conn, entry, AnswerState::Nothing, now)
        }
        // Its money comes or not: then it is looked at again.
        OrderState::PaymentPending => {
            let state = AnswerState::Refunding;
            store::update(conn, &Entry { state, due_at: Some(now + AGAIN), ..entry }, now)
        }
        OrderState::Paid | OrderState::PartlyRefunded => give_back_paid(conn, decision, entry, order, now),
        // The money had come when the seats were gone, and others cannot be chosen now.
        OrderState::Expired if order.replacement_until.is_some() => {
            orders::end_replacement(conn, order.id)?;
            refunds::refund_everything(conn, order, &decision.reason, now)?;
            settle(conn, entry, AnswerState::Nothing, now)
        }
        OrderState::Expired | OrderState::Refunded | OrderState::Cancelled => {
            settle(conn, entry, AnswerState::Nothing, now)
        }
    }
}

fn give_back_paid(
    conn: &mut Conn,
    decision: &Decision,
    entry: Entry,
    order: &orders::Facts,
    now: Moment,
) -> Fallible<()> {
    let lines = lines_of(conn, decision, order.id)?;
    if lines.is_empty() {
        return settle(conn, entry, AnswerState::Nothing, now);
    }
    let due = refunds::give_back(conn, order, &lines, (&decision.reason, None), now)?;
    let entry = Entry { refund_minor: due.amount.minor, by_hand: due.by_hand, ..entry };
    settle(conn, entry, AnswerState::Refunded, now)?;
    progress::mail(conn, (decision.id, order.id), progress::Told::PaidBack, now)
}

/// The places of an order that a decision is about, void ones left out.
pub fn lines_of(conn: &mut Conn, decision: &Decision, order: OrderId) -> Fallible<Vec<Line>> {
    let lines = orders::lines(conn, order)?;
    Ok(lines.into_iter().filter(|line| line.performance == decision.performance && !line.void).collect())
}

/// An order is at its end.
pub fn settle(conn: &mut Conn, entry: Entry, state: AnswerState, now: Moment) -> Fallible<()> {
    store::update(conn, &Entry { state, due_at: None, ..entry }, now)
}
