//! What buyers see of their cancelled and moved performances, and what they choose.

use super::store::{self, Decision, Entry};
use super::{exchange, rules, work};
use crate::catalogue::{self, moving};
use crate::checkout;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::orders;
use crate::payments::refunds::{self, Due};
use shared::catalogue::{PerformanceCard, Sale};
use shared::ids::{AccountId, OrderId, PerformanceId, VisitorId};
use shared::money::Money;
use shared::refusal::Refusal;
use shared::rescheduling::{AnswerRescheduling, AnswerState, Choice, Rescheduled};
use std::collections::{HashMap, HashSet};

/// Who asks for an order.
#[derive(Debug, Clone, Default)]
pub struct Asker {
    pub visitor: Option<VisitorId>,
    pub account: Option<AccountId>,
    /// From the link in the mail.
    pub key: Option<String>,
}

/// The cancelled and moved performances of the asker's order, soonest first.
pub fn show(conn: &mut Conn, order: OrderId, asker: &Asker, now: Moment) -> Fallible<Vec<Rescheduled>> {
    let order = theirs(conn, order, asker)?;
    of_order(conn, &order, now)
}

/// The buyer chooses. The same again changes nothing; what was decided otherwise or too late is refused as `OfferExpired`.
pub fn answer(
    conn: &mut Conn,
    order: OrderId,
    asker: &Asker,
    wish: AnswerRescheduling,
    now: Moment,
) -> Fallible<Vec<Rescheduled>> {
    theirs(conn, order, asker)?;
    let order = orders::lock(conn, order)?;
    let known = newest(conn, order.id)?;
    let found = known.into_iter().find(|(decision, _)| decision.performance == wish.performance);
    let (decision, entry) = found.ok_or(Refusal::NotFound)?;
    if rules::is_done(entry.state, wish.choice) {
        return of_order(conn, &order, now);
    }
    if !orders::rules::has_tickets(order.state) {
        return Err(Refusal::OrderState { state: order.state }.into());
    }
    let until = (entry.state, decision.answer_until);
    let can_exchange = decision.exchange_to.is_some();
    if !rules::choices(decision.kind, until, order.state, can_exchange, now).contains(&wish.choice) {
        return Err(Refusal::OfferExpired.into());
    }
    match wish.choice {
        Choice::Refund => work::give_back(conn, &decision, entry, &order, now)?,
        Choice::Keep => work::settle(conn, entry, AnswerState::Kept, now)?,
        Choice::Exchange => swap(conn, &decision, entry, &order, now)?,
    }
    let order = orders::find(conn, order.id)?;
    of_order(conn, &order, now)
}

/// The cancelled and moved performances of an order, soonest first.
pub fn of_order(conn: &mut Conn, order: &orders::Facts, now: Moment) -> Fallible<Vec<Rescheduled>> {
    let known = newest(conn, order.id)?;
    let mut performances: Vec<PerformanceId> =
        known.iter().flat_map(|(decision, _)| [Some(decision.performance), decision.exchange_to]).flatten().collect();
    performances.sort_unstable();
    performances.dedup();
    let cards = catalogue::cards(conn, &performances, now)?;
    let mut shown = Vec::with_capacity(known.len());
    for (decision, entry) in known {
        shown.push(describe(conn, order, (decision, entry), &cards, now)?);
    }
    shown.sort_by_key(|one| (one.performance.starts_at, one.performance.id));
    Ok(shown)
}

fn describe(
    conn: &mut Conn,
    order: &orders::Facts,
    (decision, entry): (Decision, Entry),
    cards: &HashMap<PerformanceId, PerformanceCard>,
    now: Moment,
) -> Fallible<Rescheduled> {
    let card = cards.get(&decision.performance).cloned();
    let performance = card.ok_or_else(|| Error::fault("describe an order", "a performance is gone"))?;
    let lines = work::lines_of(conn, &decision, order.id)?;
    let is_waiting = matches!(entry.state, AnswerState::Open | AnswerState::Refunding);
    let state = if is_waiting && lines.is_empty() { AnswerState::Nothing } else { entry.state };
    let other = decision.exchange_to.and_then(|to| cards.get(&to));
    let is_open = |card: &&PerformanceCard| card.sale != Sale::Cancelled && card.starts_at > now;
    let choices = rules::choices(
        decision.kind,
        (state, decision.answer_until),
        order.state,
        other.filter(is_open).is_some(),
        now,
    );
    let shows_other = state == AnswerState::Exchanged || choices.contains(&Choice::Exchange);
    let (refund, by_hand) = if state == AnswerState::Refunded {
        (Money::new(entry.refund_minor, order.currency()), entry.by_hand)
    } else {
        let Due { amount, by_hand, .. } = refunds::due_for(conn, order, &lines)?;
        (amount, by_hand)
    };
    Ok(Rescheduled {
        performance,
        kind: decision.kind,
        reason: decision.reason,
        previous_starts_at: decision.previous_starts_at,
        exchange_to: other.filter(|_| shows_other).cloned(),
        state,
        choices,
        answer_until: decision.answer_until,
        refund,
        by_hand,
    })
}

/// Of each performance what was decided last.
fn newest(conn: &mut Conn, order: OrderId) -> Fallible<Vec<(Decision, Entry)>> {
    let mut seen = HashSet::new();
    let mut known = store::of_order(conn, order)?;
    known.retain(|(decision, _)| seen.insert(decision.performance));
    Ok(known)
}

fn swap(conn: &mut Conn, decision: &Decision, entry: Entry, order: &orders::Facts, now: Moment) -> Fallible<()> {
    let to = decision.exchange_to.ok_or(Refusal::OfferExpired)?;
    let other = moving::open_to_exchange(conn, to, now)?;
    let lines = work::lines_of(conn, decision, order.id)?;
    if lines.is_empty() {
        return Err(Refusal::OfferExpired.into());
    }
    exchange::move_lines(conn, order, &lines, (to, other.plan), (None, now))?;
    work::settle(conn, entry, AnswerState::Exchanged, now)
}

fn theirs(conn: &mut Conn, order: OrderId, asker: &Asker) -> Fallible<orders::Facts> {
    checkout::of_asker(conn, order, (asker.visitor, asker.account), asker.key.clone())
}
