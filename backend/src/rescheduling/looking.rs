//! What a cancellation or a postponement would touch, and what came of those that were decided.

use super::store::{self, Decision};
use super::{exchange, progress};
use crate::accounts;
use crate::basket;
use crate::catalogue::{self, moving, planning};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house;
use crate::orders::{self, Line};
use crate::payments::refunds;
use crate::seating;
use crate::tickets;
use shared::catalogue::PerformanceCard;
use shared::ids::PerformanceId;
use shared::payments::PaymentMethod;
use shared::rescheduling::{Affected, Exchangeable, MoneyOf, OrdersIn, Rescheduling, ReschedulingKind};
use std::collections::BTreeMap;

/// Most other performances that are named.
const EXCHANGEABLE_MAX: i64 = 50;

/// What a cancellation or a postponement of a performance would touch now.
pub fn affected(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<Affected> {
    let about = moving::moved(conn, performance)?;
    let card = card(conn, performance, now)?;
    let mut money: BTreeMap<&'static str, MoneyOf> = BTreeMap::new();
    let (mut paid, mut unpaid_orders) = (0, 0);
    for order in orders::with_places_of(conn, performance)? {
        if !orders::rules::has_tickets(order.state) {
            unpaid_orders += 1;
            continue;
        }
        paid += 1;
        let lines: Vec<Line> =
            orders::lines(conn, order.id)?.into_iter().filter(|line| line.performance == performance).collect();
        let due = refunds::due_for(conn, &order, &lines)?;
        let nothing = MoneyOf {
            method: due.method,
            orders: 0,
            amount: shared::money::Money::new(0, due.amount.currency),
            by_hand: due.by_hand,
        };
        let sum = money.entry(word(due.method)).or_insert(nothing);
        sum.orders += 1;
        sum.amount.minor += due.amount.minor;
    }
    let (tickets, used) = tickets::counted(conn, performance)?;
    Ok(Affected {
        performance: card,
        version: about.version,
        orders: paid,
        tickets,
        used,
        money: money.into_values().collect(),
        unpaid_orders,
        held_places: basket::freeing::held_places(conn, performance, now)?,
        exchangeable: exchangeable(conn, performance, about, now)?,
    })
}

/// Everything that was decided about a performance, newest first.
pub fn reschedulings(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<Vec<Rescheduling>> {
    moving::moved(conn, performance)?;
    store::of_performance(conn, performance)?.into_iter().map(|decision| describe(conn, decision, now)).collect()
}

/// One decision with what came of it so far.
pub fn show(conn: &mut Conn, id: i64, now: Moment) -> Fallible<Rescheduling> {
    let decision = store::find(conn, id)?;
    describe(conn, decision, now)
}

fn describe(conn: &mut Conn, decision: Decision, now: Moment) -> Fallible<Rescheduling> {
    let performance = card(conn, decision.performance, now)?;
    let conflicts = match decision.kind {
        ReschedulingKind::Cancelled => Vec::new(),
        ReschedulingKind::Postponed => planning::conflicts_at(conn, decision.performance, performance.starts_at)?,
    };
    let exchange_to = decision.exchange_to.map(|to| card(conn, to, now)).transpose()?;
    let counted = store::counted(conn, decision.id)?;
    let (paid_back, by_hand) = store::paid_back(conn, decision.id)?;
    let rules = house::rules(conn)?;
    let decided_by = accounts::names(conn, &[decision.decided_by])?.remove(&decision.decided_by);
    Ok(Rescheduling {
        id: decision.id,
        performance,
        kind: decision.kind,
        reason: decision.reason,
        previous_starts_at: decision.previous_starts_at,
        exchange_to,
        answer_until: decision.answer_until,
        decided_at: decision.decided_at,
        decided_by: decided_by.unwrap_or_default(),
        orders: counted.into_iter().map(|(state, orders)| OrdersIn { state, orders }).collect(),
        paid_back: rules.money(paid_back),
        by_hand: rules.money(by_hand),
        mails: progress::mails(conn, decision.id)?,
        conflicts,
    })
}

fn exchangeable(
    conn: &mut Conn,
    performance: PerformanceId,
    about: moving::Moved,
    now: Moment,
) -> Fallible<Vec<Exchangeable>> {
    let coming = moving::coming(conn, about.show, EXCHANGEABLE_MAX, now)?;
    let others: Vec<PerformanceId> = coming.into_iter().filter(|other| *other != performance).collect();
    let mut cards = catalogue::cards(conn, &others, now)?;
    let taken = seating::taken(conn, &others, now)?;
    let mut found = Vec::new();
    for other in others {
        let Ok(to) = crate::db::attempt(conn, |conn| moving::open_to_exchange(conn, other, now))? else { continue };
        let Some(performance_card) = cards.remove(&other) else { continue };
        let capacity = seating::capacity(conn, &[to.plan])?.get(&to.plan).copied().unwrap_or(0);
        found.push(Exchangeable {
            performance: performance_card,
            free_places: capacity - taken.get(&other).copied().unwrap_or(0),
            same_categories: exchange::has_same_categories(conn, performance, to.plan)?,
        });
    }
    Ok(found)
}

fn card(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<PerformanceCard> {
    let card = catalogue::cards(conn, &[performance], now)?.remove(&performance);
    card.ok_or_else(|| Error::fault("describe a rescheduling", "a performance is gone"))
}

fn word(method: PaymentMethod) -> &'static str {
    crate::word::Word::word(method)
}
