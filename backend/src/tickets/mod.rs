//! Tickets: one admission for one person, one seat, one price; on paper, on a screen, in a calendar and at the door.

pub mod calendar;
mod code;
pub mod http;
pub mod paper;
pub mod pdf;
mod rules;
mod store;
pub mod words;

use crate::catalogue::{Audience, programme};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::orders::{self, Line};
use crate::partners::hooks::{self, Event};
use crate::request::text;
use crate::{catalogue, house, journal, numbers, secrets};
use chrono::TimeDelta;
pub use code::{Keys, Secret, hash};
pub use rules::number;
use shared::catalogue::Sale;
use shared::ids::{AccountId, OrderId, OrderLineId, PerformanceId, ShowId, TicketId};
use shared::refusal::Refusal;
use shared::tickets::{CheckTicket, Entry, Ticket, TicketState};
use std::collections::{HashMap, HashSet};
use store::Stored;

/// Longest name of a door, in characters.
const DOOR_MAX: usize = 80;
/// Orders looked through at once for what a customer has seen.
const ORDERS_AT_ONCE: i64 = 200;

/// Gives every line that is not void its ticket; a line that has one gets no other.
///
/// Whoever calls this holds the order's lock, or has just made it: two at once would each issue.
pub fn issue(conn: &mut Conn, order: &orders::Facts, now: Moment) -> Fallible<()> {
    let served = store::served(conn, order.id)?;
    for line in orders::lines(conn, order.id)?.iter().filter(|line| !line.void && !served.contains(&line.id)) {
        let secret: Secret = secrets::random()?;
        let new = store::New {
            number: &rules::number(numbers::next(conn, "tickets")?),
            order: order.id,
            line: line.id,
            performance: line.performance,
            seat: line.seat,
            secret: &secret,
            secret_hash: &code::hash(&secret),
            holder: &order.buyer_name,
            sold_at: order.channel,
        };
        store::insert(conn, &new, now)?;
    }
    Ok(())
}

/// Makes the tickets of these lines void for good; returns how many were not void before.
pub fn void(conn: &mut Conn, lines: &[OrderLineId], now: Moment) -> Fallible<usize> {
    store::void(conn, lines, now)
}

/// How many tickets of a performance are not void, and how many of these were let in.
pub fn counted(conn: &mut Conn, performance: PerformanceId) -> Fallible<(i64, i64)> {
    store::counted(conn, performance)
}

/// The lines of an order whose ticket was let in.
pub fn used(conn: &mut Conn, order: OrderId) -> Fallible<HashSet<OrderLineId>> {
    store::used(conn, order)
}

/// A ticket as the staff looks at it, without its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub id: TicketId,
    pub number: String,
    pub line: OrderLineId,
    pub state: TicketState,
    pub holder: String,
    pub issued_at: Moment,
    pub used_at: Option<Moment>,
    pub used_where: String,
    pub voided_at: Option<Moment>,
}

/// All tickets of an order, void ones too, in the order of its lines.
pub fn held(conn: &mut Conn, order: OrderId) -> Fallible<Vec<Held>> {
    store::held(conn, order)
}

/// Puts another name on a ticket that is not void; its code stays.
pub fn rename(conn: &mut Conn, order: OrderId, ticket: TicketId, holder: &str) -> Fallible<()> {
    let known = store::held(conn, order)?.into_iter().find(|held| held.id == ticket).ok_or(Refusal::NotFound)?;
    if known.state == TicketState::Void {
        return Err(Refusal::TicketVoid.into());
    }
    store::rename(conn, ticket, holder)
}

/// The newest ticket of each line of an order; lines without one are left out.
pub fn ids(conn: &mut Conn, order: OrderId) -> Fallible<HashMap<OrderLineId, TicketId>> {
    store::ids(conn, order)
}

/// The tickets of an order with everything a ticket must say, in the order of its lines; void ones too, as those of a
/// cancelled performance are.
///
/// Their codes let people in: only for whom the order belongs to.
pub fn of_order(conn: &mut Conn, keys: &Keys, order: &orders::Facts) -> Fallible<Vec<Ticket>> {
    let lines: HashMap<OrderLineId, Line> =
        orders::lines(conn, order.id)?.into_iter().map(|line| (line.id, line)).collect();
    let stored = store::of_order(conn, order.id)?;
    let organiser = house::show(conn)?.name;
    let evenings = evenings(conn, &stored, order.placed_at)?;
    let mut tickets = Vec::with_capacity(stored.len());
    for Stored { id, number, line, performance, secret, holder, state, sold_at, issued_at } in stored {
        let line = lines.get(&line).ok_or_else(|| incomplete(id))?;
        if line.performance != performance {
            // Exchanged: the line is for another evening now, and has another ticket.
            continue;
        }
        let evening = evenings.get(&performance).ok_or_else(|| incomplete(id))?;
        let state = if evening.is_cancelled { TicketState::Void } else { state };
        let code = keys.write(&secret);
        tickets.push(Ticket {
            id,
            number,
            state,
            order: order.id,
            order_number: order.number.clone(),
            performance,
            organiser: organiser.clone(),
            show_title: evening.show_title.clone(),
            venue_name: evening.venue_name.clone(),
            venue_address: evening.venue_address.clone(),
            time_zone: evening.time_zone.clone(),
            starts_at: evening.starts_at,
            place: line.place.clone(),
            rate_name: line.rate_name.clone(),
            price: line.price,
            holder,
            issued_at,
            sold_at,
            qr: crate::qr::rows(&code)?,
            code,
        });
    }
    Ok(tickets)
}

/// How long the shows of these tickets last; those that do not say are left out.
pub fn durations(conn: &mut Conn, tickets: &[Ticket]) -> Fallible<HashMap<PerformanceId, TimeDelta>> {
    let mut durations = HashMap::new();
    let Some(moment) = tickets.iter().map(|ticket| ticket.issued_at).max() else { return Ok(durations) };
    let performances: Vec<PerformanceId> = tickets.iter().map(|ticket| ticket.performance).collect();
    for (performance, card) in catalogue::cards(conn, &performances, moment)? {
        let show = programme::show(conn, card.show, Audience::BoxOffice, moment)?;
        durations.extend(show.duration_minutes.map(|minutes| (performance, TimeDelta::minutes(minutes.into()))));
    }
    Ok(durations)
}

/// Whether the account has a ticket, not void, for a performance of the show that is over.
pub fn held_seen(conn: &mut Conn, account: AccountId, show: ShowId, now: Moment) -> Fallible<bool> {
    let mut since = orders::Since::default();
    loop {
        let page = orders::list(conn, account, since, ORDERS_AT_ONCE)?;
        let ids: Vec<OrderId> = page.items.iter().map(|order| order.id).collect();
        let performances = store::performances(conn, &ids)?;
        let cards = catalogue::cards(conn, &performances, now)?;
        if cards.values().any(|card| card.show == show && card.starts_at < now && card.sale != Sale::Cancelled) {
            return Ok(true);
        }
        let Some(last) = ids.last().filter(|_| page.next.is_some()) else { return Ok(false) };
        since.before = Some(*last);
    }
}

/// Lets somebody in with what their code says, once; else says why not.
pub fn check(conn: &mut Conn, keys: &Keys, request: &CheckTicket, staff: AccountId, now: Moment) -> Fallible<Entry> {
    let door = text("door", &request.door, 0, DOOR_MAX)?;
    let secret = keys.read(&request.code).ok_or(Refusal::TicketUnknown)?;
    let secret_hash = code::hash(&secret);
    let Some(admitted) = store::admit(conn, &secret_hash, request.performance, &door, now)? else {
        return Err(why_not(conn, &secret_hash, request.performance, now)?.into());
    };
    let lines = orders::lines(conn, admitted.order)?;
    let line = lines.into_iter().find(|line| line.id == admitted.line).ok_or_else(|| incomplete(admitted.id))?;
    let body = (&admitted.number, request.performance, &door, staff);
    let (ticket, order) = (admitted.id, admitted.order);
    let event = Event::TicketUsed { ticket, order, performance: request.performance };
    hooks::raise(conn, &format!("msg_used_{ticket}"), event, now)?;
    journal::record(conn, "entry", Some(admitted.order), &body, now)?;
    Ok(Entry {
        ticket: admitted.id,
        number: admitted.number,
        holder: admitted.holder,
        place: line.place,
        rate_name: line.rate_name,
        entered_at: now,
    })
}

fn why_not(conn: &mut Conn, secret_hash: &str, wanted: PerformanceId, now: Moment) -> Fallible<Refusal> {
    let Some(found) = store::find(conn, secret_hash, wanted)? else { return Ok(Refusal::TicketUnknown) };
    let card = catalogue::cards(conn, &[found.performance], now)?.remove(&found.performance);
    let evening = card.map(|card| {
        let zone = card.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC);
        format!("{}, {}", card.show_title, card.starts_at.with_timezone(&zone).format("%d/%m/%Y %H:%M"))
    });
    Ok(rules::why_not(&found.shown, &evening.unwrap_or_default()))
}

/// What a ticket says about its performance.
struct Evening {
    show_title: String,
    venue_name: String,
    venue_address: String,
    time_zone: String,
    starts_at: Moment,
    is_cancelled: bool,
}

fn evenings(conn: &mut Conn, tickets: &[Stored], now: Moment) -> Fallible<HashMap<PerformanceId, Evening>> {
    let mut performances: Vec<PerformanceId> = tickets.iter().map(|ticket| ticket.performance).collect();
    performances.sort_unstable();
    performances.dedup();
    let mut evenings = HashMap::new();
    for (performance, card) in catalogue::cards(conn, &performances, now)? {
        let venue = programme::venue(conn, card.venue)?;
        let address = [venue.address, venue.city];
        let address: Vec<String> = address.into_iter().filter(|part| !part.is_empty()).collect();
        let evening = Evening {
            show_title: card.show_title,
            venue_name: card.venue_name,
            venue_address: address.join(", "),
            time_zone: card.time_zone,
            starts_at: card.starts_at,
            is_cancelled: card.sale == Sale::Cancelled,
        };
        evenings.insert(performance, evening);
    }
    Ok(evenings)
}

fn incomplete(ticket: TicketId) -> Error {
    Error::fault("read a ticket", format!("ticket {ticket} has no line or no performance"))
}

/// Takes the names of their holders off the tickets of these orders.
pub fn forget_holders(conn: &mut Conn, orders: &[OrderId]) -> Fallible<()> {
    store::forget_holders(conn, orders)
}
