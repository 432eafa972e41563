//! Other seats for an order whose money came when its own were gone: same category, together, nearest.

use super::rules::Asker;
use super::{describe, theirs};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::orders::{self, Line};
use crate::payments;
use crate::seating::{self, Holder, Place, Wanted};
use shared::ids::{CategoryId, OrderId, PerformanceId, SeatId};
use shared::orders::{AcceptReplacements, Order, Replacement, Replacements};
use shared::refusal::Refusal;
use std::collections::{BTreeMap, HashMap};

/// What can be offered now; nothing is held by looking.
pub fn offer(conn: &mut Conn, order: OrderId, asker: &Asker, now: Moment) -> Fallible<Replacements> {
    let order = theirs(conn, order, asker)?;
    let until = order.replacement_until.filter(|until| *until > now).ok_or(Refusal::OfferExpired)?;
    let lines = orders::lines(conn, order.id)?;
    let wanted = lines.iter().filter(|line| !line.void).count();
    let places = places_of(conn, &lines)?;
    let mut offers = Vec::new();
    for ((performance, category), group) in groups(&lines) {
        offers.extend(offer_group(conn, (performance, category), &group, &places, now)?);
    }
    Ok(Replacements { complete: offers.len() == wanted, offers, until: Some(until) })
}

/// Takes exactly the seats that were offered, and issues the tickets.
pub fn accept(
    conn: &mut Conn,
    order: OrderId,
    asker: &Asker,
    wish: &AcceptReplacements,
    now: Moment,
) -> Fallible<Order> {
    theirs(conn, order, asker)?;
    let order = orders::lock(conn, order)?;
    if order.replacement_until.is_none_or(|until| until <= now) {
        return Err(Refusal::OfferExpired.into());
    }
    let lines = orders::lines(conn, order.id)?;
    let open: Vec<&Line> = lines.iter().filter(|line| !line.void).collect();
    let chosen: HashMap<_, _> = wish.seats.iter().map(|choice| (choice.line, choice.seat)).collect();
    if wish.seats.len() != open.len() || open.iter().any(|line| !chosen.contains_key(&line.id)) {
        return Err(Error::invalid("seats", "must name one seat for each place of the order"));
    }
    let seats: Vec<SeatId> = chosen.values().copied().collect();
    let places = seating::places(conn, &seats)?;
    for line in &open {
        let place = chosen.get(&line.id).and_then(|seat| places.get(seat));
        let place = place.ok_or_else(|| Refusal::SeatsUnknown { seats: seats.clone() })?;
        // What was paid is for this category: another one is another price.
        if place.category != line.category {
            return Err(Error::invalid("seats", "must be of the category that was paid"));
        }
        seating::claim(conn, line.performance, place.plan, &[place.seat], Holder::Order(order.id), None, now)?;
        orders::move_line(conn, line.id, place.seat, &place.label)?;
    }
    payments::complete_replaced(conn, &order, now)?;
    let order = orders::find(conn, order.id)?;
    describe(conn, order, now)
}

type Groups<'a> = BTreeMap<(PerformanceId, CategoryId), Vec<&'a Line>>;

fn groups(lines: &[Line]) -> Groups<'_> {
    let mut groups: Groups<'_> = BTreeMap::new();
    for line in lines.iter().filter(|line| !line.void) {
        groups.entry((line.performance, line.category)).or_default().push(line);
    }
    groups
}

fn places_of(conn: &mut Conn, lines: &[Line]) -> Fallible<HashMap<SeatId, Place>> {
    let seats: Vec<SeatId> = lines.iter().map(|line| line.seat).collect();
    seating::places(conn, &seats)
}

/// Seats for the places of one performance and category: the own seats where they are free again, else the best ones.
fn offer_group(
    conn: &mut Conn,
    (performance, category): (PerformanceId, CategoryId),
    lines: &[&Line],
    places: &HashMap<SeatId, Place>,
    now: Moment,
) -> Fallible<Vec<Replacement>> {
    let Some(first) = lines.first().and_then(|line| places.get(&line.seat)) else { return Ok(Vec::new()) };
    let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let wanted = Wanted { count, category: Some(category), zone: None, like: Some(first.seat) };
    let found = if first.label.numbered {
        seating::best_available(conn, performance, first.plan, wanted, now)?.unwrap_or_default()
    } else {
        seating::free_places(conn, performance, first.zone, count, now)?
    };
    let found_places = seating::places(conn, &found)?;
    let pairs = lines.iter().zip(&found);
    Ok(pairs
        .filter_map(|(line, seat)| {
            let place = found_places.get(seat)?.label.clone();
            Some(Replacement { line: line.id, seat: *seat, place })
        })
        .collect())
}
