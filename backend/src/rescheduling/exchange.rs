//! Places that go to another performance at the price that was paid: the new ones are taken before the old ones are freed, old
//! tickets are void, new ones issued, all in one transaction.

use crate::catalogue::{self, moving, prices};
use crate::changes::{self, Actor, Entry, field};
use crate::checkout;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::journal;
use crate::orders::{self, Line};
use crate::outbox::{self, Job, OrderMail};
use crate::payments::sales;
use crate::seating::equivalents::{self, Search};
use crate::seating::{self, Holder, Place};
use crate::tickets;
use shared::admin::Words;
use shared::ids::{AccountId, CategoryId, OrderId, OrderLineId, PerformanceId, PlanId, SeatId};
use shared::money::Money;
use shared::refusal::Refusal;
use shared::rescheduling::{ExchangeOrder, Exchanged};
use std::collections::{BTreeMap, HashMap};

/// The staff moves some places of an order. Refuses `OnlyLeft` when there are not enough of their category.
pub fn exchange_order(
    conn: &mut Conn,
    order: OrderId,
    request: &ExchangeOrder,
    by: AccountId,
    now: Moment,
) -> Fallible<Exchanged> {
    let order = orders::lock(conn, order)?;
    if !orders::rules::has_tickets(order.state) {
        return Err(Refusal::OrderState { state: order.state }.into());
    }
    let lines = chosen(conn, order.id, request)?;
    let to = moving::open_to_exchange(conn, request.to_performance, now)?;
    move_lines(conn, &order, &lines, (request.to_performance, to.plan), (Some(by), now))?;
    let moved: Vec<OrderLineId> = lines.iter().map(|line| line.id).collect();
    let entry = Entry {
        by: Some(Actor::of(by)),
        noun: "orders",
        object: order.id.to_string(),
        title: order.number.clone(),
        act: "exchanged",
        fields: vec![field("places", Words::new("Places", "Places"), "", moved.len().to_string())],
    };
    changes::record(conn, &entry, now)?;
    let not_charged = not_charged(conn, &order, &moved, request.to_performance)?;
    let order = orders::find(conn, order.id)?;
    Ok(Exchanged { order: checkout::describe(conn, order, now)?, not_charged })
}

/// Whether everything that was sold of a performance has its category in a plan.
pub fn has_same_categories(conn: &mut Conn, performance: PerformanceId, plan: PlanId) -> Fallible<bool> {
    let from = moving::moved(conn, performance)?.plan;
    let same = prices::same_categories(conn, from, plan)?;
    for order in orders::with_places_of(conn, performance)? {
        let lines = orders::lines(conn, order.id)?;
        let here = |line: &&Line| line.performance == performance && !line.void;
        if lines.iter().filter(here).any(|line| !same.contains_key(&line.category)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Moves lines of a paid order to equivalent places of another performance, and mails the new tickets. Whoever calls this holds
/// the order's lock.
pub fn move_lines(
    conn: &mut Conn,
    order: &orders::Facts,
    lines: &[Line],
    (to, plan): (PerformanceId, PlanId),
    (by, now): (Option<AccountId>, Moment),
) -> Fallible<()> {
    let taken = claim(conn, order, lines, (to, plan), now)?;
    let sold = seating::sell(conn, order.id, now)?;
    if usize::try_from(sold) != Ok(lines.len()) {
        return Err(Error::fault("exchange places", format!("{sold} of {} were taken", lines.len())));
    }
    let ids: Vec<OrderLineId> = lines.iter().map(|line| line.id).collect();
    tickets::void(conn, &ids, now)?;
    seating::free_sold(conn, order.id, &orders::seats(lines), now)?;
    let places = seating::places(conn, &taken.values().copied().collect::<Vec<_>>())?;
    let mut body = Vec::with_capacity(lines.len());
    for line in lines {
        let place = taken.get(&line.id).and_then(|seat| places.get(seat));
        let place = place.ok_or_else(|| Error::fault("exchange places", format!("line {} has none", line.id)))?;
        orders::exchange_line(conn, line.id, to, place)?;
        sales::moved(conn, order.id, line.id, now)?;
        body.push((line.id, line.performance, line.seat, place.seat, line.price));
    }
    tickets::issue(conn, order, now)?;
    journal::record(conn, "exchange", Some(order.id), &(&order.number, to, by, body), now)?;
    outbox::push(conn, &Job::MailOrder { order: order.id, about: OrderMail::Exchanged }, now)
}

/// Takes a place for each line, category by category.
fn claim(
    conn: &mut Conn,
    order: &orders::Facts,
    lines: &[Line],
    (to, plan): (PerformanceId, PlanId),
    now: Moment,
) -> Fallible<HashMap<OrderLineId, SeatId>> {
    let seats: Vec<SeatId> = lines.iter().map(|line| line.seat).collect();
    let places = seating::places(conn, &seats)?;
    let mut groups: BTreeMap<CategoryId, Vec<(&Line, Place)>> = BTreeMap::new();
    for line in lines {
        let place = places.get(&line.seat).cloned();
        let place = place.ok_or_else(|| Error::fault("exchange places", format!("line {} has no seat", line.id)))?;
        groups.entry(line.category).or_default().push((line, place));
    }
    let mut taken = HashMap::new();
    for (category, group) in groups {
        let had: Vec<Place> = group.iter().map(|(_, place)| place.clone()).collect();
        let Some(from) = had.first().map(|place| place.plan) else { continue };
        let same = prices::same_categories(conn, from, plan)?.get(&category).copied();
        let category = same.ok_or(Refusal::OnlyLeft { available: 0 })?;
        let search = Search { performance: to, plan, category, holder: Holder::Order(order.id) };
        let found = equivalents::claim_equivalents(conn, search, &had, now)?;
        taken.extend(group.iter().map(|(line, _)| line.id).zip(found));
    }
    Ok(taken)
}

/// The lines that the staff named: of this order, valid, unused, and of another performance.
fn chosen(conn: &mut Conn, order: OrderId, request: &ExchangeOrder) -> Fallible<Vec<Line>> {
    let wrong = |problem: &str| Err(Error::invalid("lines", problem));
    let used = tickets::used(conn, order)?;
    let is_wanted = |line: &Line| !line.void && request.lines.contains(&line.id);
    let lines: Vec<Line> = orders::lines(conn, order)?.into_iter().filter(is_wanted).collect();
    if lines.is_empty() || lines.len() != request.lines.len() {
        return wrong("must be valid places of this order, each once");
    }
    if lines.iter().any(|line| line.performance == request.to_performance) {
        return wrong("are of that performance already");
    }
    if lines.iter().any(|line| used.contains(&line.id)) {
        return wrong("were used at the door");
    }
    Ok(lines)
}

/// What moved places cost today less what was paid for them; a rate that is not offered there makes no difference.
fn not_charged(conn: &mut Conn, order: &orders::Facts, moved: &[OrderLineId], to: PerformanceId) -> Fallible<Money> {
    let offer = catalogue::offers(conn, &[to])?.remove(&to).unwrap_or_default();
    let difference = |line: &Line| {
        let today = offer.prices.get(&(line.category, line.rate)).map_or(line.price.minor, |price| price.minor);
        today - line.price.minor
    };
    let lines = orders::lines(conn, order.id)?;
    let minor = lines.iter().filter(|line| moved.contains(&line.id)).map(difference).sum();
    Ok(Money::new(minor, order.currency()))
}
