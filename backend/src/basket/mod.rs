//! The basket: places held for a visitor until one shared end. A visitor has one basket for all shows, also after
//! signing in. What expired stays visible and can be taken again while it is free.
//!
//! Seats left alone are looked at when the basket is ordered, not while it is being filled: who chooses seat by seat
//! passes through choices that would be refused.

mod contents;
pub mod desk;
pub mod freeing;
pub mod http;
mod offers;
mod retaking;
mod rules;
mod store;
pub mod voucher;

use crate::announce::{Announcement, announce};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house::Rules;
use crate::seating::{Holder, PerformanceSeat, Place, Wanted};
use crate::{catalogue, house, seating};
use catalogue::OnSale;
use chrono::TimeDelta;
use offers::rate_for;
use rules::Timer;
use shared::basket::{Basket, ChangeLine, HoldBestAvailable, HoldPlaces, HoldSeats, LineState};
use shared::ids::{LineId, PerformanceId, RateId, SeatId, VisitorId};
use shared::money::Money;
use shared::refusal::Refusal;
use std::collections::{HashMap, HashSet};
use store::Line;

/// How long a basket that has ended is remembered, so that its lines can be taken again.
const REMEMBERED: TimeDelta = TimeDelta::days(7);

/// A basket that can be ordered as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub basket: i64,
    pub items: Vec<BasketItem>,
    pub total: Money,
    /// Whether the basket's voucher is of use: it made something cheaper, or opened a rate that is chosen.
    pub has_voucher: bool,
}

/// A held place at today's price, and what is to be paid for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasketItem {
    pub performance: PerformanceId,
    pub seat: SeatId,
    pub rate: RateId,
    pub rate_name: String,
    pub place: Place,
    pub list_price: Money,
    pub price: Money,
    pub vat_rate_bp: i32,
}

/// What a visitor has chosen, and what of it is still held.
pub fn show(conn: &mut Conn, visitor: Option<VisitorId>, now: Moment) -> Fallible<Basket> {
    contents::show(conn, visitor, now)
}

/// Holds named seats, all or none. A seat that is held already stays so, at the rate that is named now.
pub fn hold_seats(conn: &mut Conn, visitor: VisitorId, request: &HoldSeats, now: Moment) -> Fallible<Basket> {
    let on_sale = catalogue::on_sale(conn, request.performance, now)?;
    let rules = house::rules(conn)?;
    rules::check_room(0, request.seats.len(), &rules)?;
    let seats: Vec<SeatId> = request.seats.iter().map(|wanted| wanted.seat).collect();
    let places = numbered_places(conn, &on_sale, &seats)?;
    let offer = offers::of(conn, visitor, (on_sale.performance, on_sale.plan), now)?;
    let mut chosen = Vec::with_capacity(seats.len());
    for wanted in &request.seats {
        let category =
            places.get(&wanted.seat).map(|place| place.category).ok_or_else(|| seats_unknown(wanted.seat))?;
        chosen.push((wanted.seat, rate_for(&offer, category, wanted.rate)?));
    }
    let mut open = Open::of(conn, visitor, rules, now)?;
    open.check_room(on_sale.performance, &seats)?;
    seating::claim(conn, on_sale.performance, on_sale.plan, &seats, open.holder(), Some(open.timer.expires_at), now)?;
    open.add(conn, on_sale.performance, &chosen, now)?;
    open.close(conn, now)?;
    show(conn, Some(visitor), now)
}

/// Holds places without a number; as many as are left, when the visitor agreed to fewer.
pub fn hold_places(conn: &mut Conn, visitor: VisitorId, request: &HoldPlaces, now: Moment) -> Fallible<Basket> {
    let on_sale = catalogue::on_sale(conn, request.performance, now)?;
    let rules = house::rules(conn)?;
    let people = rules::people(&request.people, &rules)?;
    let category = seating::category_of_zone(conn, on_sale.plan, request.zone)?;
    let offer = offers::of(conn, visitor, (on_sale.performance, on_sale.plan), now)?;
    people.iter().try_for_each(|rate| rate_for(&offer, category, Some(*rate)).map(drop))?;
    let mut open = Open::of(conn, visitor, rules, now)?;
    rules::check_room(open.live.len(), people.len(), &open.rules)?;
    let OnSale { performance, plan, .. } = on_sale;
    let (holder, until) = (open.holder(), Some(open.timer.expires_at));
    let seats = seating::claim_free(conn, performance, plan, request.zone, count(people.len()), holder, until, now)?;
    let is_enough = seats.len() == people.len() || (request.accept_fewer && !seats.is_empty());
    if !is_enough {
        return Err(Refusal::OnlyLeft { available: count(seats.len()) }.into());
    }
    let chosen: Vec<(SeatId, RateId)> = seats.into_iter().zip(people).collect();
    open.add(conn, performance, &chosen, now)?;
    open.close(conn, now)?;
    show(conn, Some(visitor), now)
}

/// Holds the best seats together for some people, or tells for how many there are any.
pub fn hold_best_available(
    conn: &mut Conn,
    visitor: VisitorId,
    request: &HoldBestAvailable,
    now: Moment,
) -> Fallible<Basket> {
    let OnSale { performance, plan, .. } = catalogue::on_sale(conn, request.performance, now)?;
    let rules = house::rules(conn)?;
    let people = rules::people(&request.people, &rules)?;
    let offer = offers::of(conn, visitor, (performance, plan), now)?;
    let mut open = Open::of(conn, visitor, rules, now)?;
    rules::check_room(open.live.len(), people.len(), &open.rules)?;
    let want = Wanted { count: count(people.len()), category: request.category, zone: request.zone, like: None };
    let until = Some(open.timer.expires_at);
    let Some(seats) = seating::claim_best(conn, performance, plan, want, open.holder(), until, now)? else {
        let available = seating::most_available(conn, performance, plan, want, now)?;
        return Err(Refusal::OnlyLeft { available }.into());
    };
    let places = seating::places(conn, &seats)?;
    let mut chosen = Vec::with_capacity(seats.len());
    for (seat, rate) in seats.into_iter().zip(people) {
        let category = places.get(&seat).map(|place| place.category).ok_or_else(|| seats_unknown(seat))?;
        chosen.push((seat, rate_for(&offer, category, Some(rate))?));
    }
    open.add(conn, performance, &chosen, now)?;
    open.close(conn, now)?;
    show(conn, Some(visitor), now)
}

/// Gives a line another rate.
pub fn change_line(
    conn: &mut Conn,
    visitor: VisitorId,
    line: LineId,
    request: ChangeLine,
    now: Moment,
) -> Fallible<Basket> {
    let rules = house::rules(conn)?;
    let open = Open::of(conn, visitor, rules, now)?;
    let line = open.line(line)?;
    let places = seating::places(conn, &[line.seat])?;
    let place = places.get(&line.seat).ok_or_else(|| seats_unknown(line.seat))?;
    let offer = offers::of(conn, visitor, (line.performance, place.plan), now)?;
    let rate = rate_for(&offer, place.category, Some(request.rate))?;
    store::set_rate(conn, line.id, rate)?;
    open.close(conn, now)?;
    show(conn, Some(visitor), now)
}

/// Takes a line out and frees its seat at once.
pub fn release_line(conn: &mut Conn, visitor: VisitorId, line: LineId, now: Moment) -> Fallible<Basket> {
    let rules = house::rules(conn)?;
    let open = Open::of(conn, visitor, rules, now)?;
    let line = open.line(line)?;
    seating::release(conn, open.holder(), &[(line.performance, line.seat)], now)?;
    store::remove_lines(conn, &[line.id])?;
    open.close(conn, now)?;
    show(conn, Some(visitor), now)
}

/// Frees everything.
pub fn clear(conn: &mut Conn, visitor: VisitorId, now: Moment) -> Fallible<Basket> {
    if let Some(kept) = store::find_locked(conn, visitor)? {
        seating::release_all(conn, Holder::Basket(kept.id), now)?;
        remove(conn, kept.id)?;
    }
    show(conn, Some(visitor), now)
}

/// Gives more time, once. What has expired does not come back by it.
pub fn extend(conn: &mut Conn, visitor: VisitorId, now: Moment) -> Fallible<Basket> {
    let rules = house::rules(conn)?;
    let mut open = Open::of(conn, visitor, rules, now)?;
    if open.live.is_empty() {
        return Err(nothing_held(&open.lines));
    }
    open.timer = open.timer.extend(&open.rules)?;
    open.close(conn, now)?;
    show(conn, Some(visitor), now)
}

/// Takes again what expired and is still free and on sale, at today's price; the rest goes.
pub fn retake(conn: &mut Conn, visitor: VisitorId, now: Moment) -> Fallible<Basket> {
    let rules = house::rules(conn)?;
    let open = Open::of(conn, visitor, rules, now)?;
    retaking::retake(conn, &open, now)?;
    open.close(conn, now)?;
    show(conn, Some(visitor), now)
}

/// The basket for ordering: everything in it is held, on sale and has a price, and nobody's neighbour is left alone
/// without need. For a transaction that writes: nobody else changes the basket until it ends.
///
/// Refuses `BasketEmpty`, `BasketExpired` with the lines, `NotOnSale`, `PerformanceCancelled`, `RateUnknown`,
/// `TooManyPlaces`, `LonelySeat` with the seats, `VoucherTooFewPlaces`.
pub fn items(conn: &mut Conn, visitor: VisitorId, now: Moment) -> Fallible<Checked> {
    let rules = house::rules(conn)?;
    let kept = store::find_locked(conn, visitor)?.ok_or(Refusal::BasketEmpty)?;
    let contents = contents::look(conn, kept.id, now)?;
    let over: Vec<Line> =
        contents.lines.iter().filter(|line| contents.state(line) != LineState::Held).copied().collect();
    if contents.lines.is_empty() || !over.is_empty() {
        return Err(nothing_held(&over));
    }
    for performance in contents.performances() {
        catalogue::on_sale(conn, performance, now)?;
    }
    rules::check_room(contents.lines.len(), 0, &rules)?;
    let contents = voucher::settle(conn, kept, contents, now)?;
    let mut items = Vec::with_capacity(contents.lines.len());
    for line in &contents.lines {
        let place = contents.places.get(&line.seat).cloned().ok_or_else(|| seats_unknown(line.seat))?;
        let list_price = contents.price(line).ok_or(Refusal::RateUnknown)?;
        let offer = contents.offers.get(&line.performance).ok_or(Refusal::RateUnknown)?;
        let rate = offer.rates.iter().find(|rate| rate.id == line.rate).ok_or(Refusal::RateUnknown)?;
        items.push(BasketItem {
            performance: line.performance,
            seat: line.seat,
            rate: line.rate,
            rate_name: rate.name.clone(),
            place,
            list_price,
            price: contents.to_pay(line, list_price),
            vat_rate_bp: offer.vat_rate_bp,
        });
    }
    refuse_lonely(conn, &items, now)?;
    let total = rules.money(items.iter().map(|item| item.price.minor).sum());
    Ok(Checked { basket: kept.id, items, total, has_voucher: contents.uses_voucher() })
}

/// Removes a basket whose seats went to an order.
pub fn remove(conn: &mut Conn, basket: i64) -> Fallible<()> {
    if let Some(visitor) = store::remove(conn, basket)? {
        announce(conn, Announcement::Basket { visitor });
    }
    Ok(())
}

/// How many places each of these visitors holds; who holds none is left out.
pub fn held(conn: &mut Conn, visitors: &[VisitorId], now: Moment) -> Fallible<HashMap<VisitorId, i64>> {
    let mut held = HashMap::new();
    for (visitor, basket) in store::of_visitors(conn, visitors)? {
        let places = seating::claims_of(conn, Holder::Basket(basket), now)?.len();
        if places > 0 {
            held.insert(visitor, count(places));
        }
    }
    Ok(held)
}

/// Baskets that end between two moments, with their visitors and ends.
pub fn ending(conn: &mut Conn, after: Moment, until: Moment) -> Fallible<Vec<(VisitorId, Moment)>> {
    store::ending(conn, after, until)
}

/// Forgets baskets and claims that ended long ago. Nothing waits for it.
pub fn tidy(conn: &mut Conn, now: Moment) -> Fallible<()> {
    store::remove_ended(conn, now - REMEMBERED)?;
    seating::expire(conn, now)
}

/// A visitor's basket while it is being changed.
struct Open {
    id: i64,
    visitor: VisitorId,
    rules: Rules,
    timer: Timer,
    lines: Vec<Line>,
    /// What it still holds.
    live: HashSet<PerformanceSeat>,
}

impl Open {
    /// Finds or makes the visitor's basket; its time begins anew when it holds nothing, and is renewed otherwise.
    fn of(conn: &mut Conn, visitor: VisitorId, rules: Rules, now: Moment) -> Fallible<Self> {
        let fresh = Timer::begin(now, &rules);
        let kept = match store::find_locked(conn, visitor)? {
            Some(kept) => kept,
            None => {
                store::create(conn, visitor, fresh)?;
                // Emptied by another request of the same visitor meanwhile.
                store::find_locked(conn, visitor)?
                    .ok_or_else(|| Error::overtaken("open a basket", "it is not there"))?
            }
        };
        let lines = store::lines(conn, kept.id)?;
        let live: HashSet<PerformanceSeat> =
            seating::claims_of(conn, Holder::Basket(kept.id), now)?.into_iter().collect();
        let timer = if live.is_empty() { fresh } else { kept.timer.after_change(now, &rules) };
        Ok(Self { id: kept.id, visitor, rules, timer, lines, live })
    }

    const fn holder(&self) -> Holder {
        Holder::Basket(self.id)
    }

    /// A line of this basket; one of another basket is not found.
    fn line(&self, line: LineId) -> Fallible<Line> {
        self.lines.iter().find(|known| known.id == line).copied().ok_or_else(|| Refusal::NotFound.into())
    }

    fn is_live(&self, line: &Line) -> bool {
        self.live.contains(&(line.performance, line.seat))
    }

    fn check_room(&self, performance: PerformanceId, seats: &[SeatId]) -> Fallible<()> {
        let more = seats.iter().filter(|seat| !self.live.contains(&(performance, **seat))).count();
        rules::check_room(self.live.len(), more, &self.rules)
    }

    /// Writes lines for seats that were claimed; a seat that had a line keeps it, at the new rate.
    fn add(
        &mut self,
        conn: &mut Conn,
        performance: PerformanceId,
        places: &[(SeatId, RateId)],
        now: Moment,
    ) -> Fallible<()> {
        let known: HashMap<SeatId, &Line> =
            self.lines.iter().filter(|line| line.performance == performance).map(|line| (line.seat, line)).collect();
        for (seat, rate) in places {
            if let Some(line) = known.get(seat).filter(|line| line.rate != *rate) {
                store::set_rate(conn, line.id, *rate)?;
            }
        }
        let new: Vec<(SeatId, RateId)> = places.iter().filter(|(seat, _)| !known.contains_key(seat)).copied().collect();
        store::add_lines(conn, self.id, performance, &new, now)
    }

    /// Gives everything that is held the new end.
    fn close(&self, conn: &mut Conn, now: Moment) -> Fallible<()> {
        seating::renew(conn, self.holder(), Some(self.timer.expires_at), now)?;
        store::set_timer(conn, self.id, self.timer)?;
        voucher::renew(conn, self.id, self.timer.expires_at, now)?;
        announce(conn, Announcement::Basket { visitor: self.visitor });
        Ok(())
    }
}

/// The places of numbered seats of the performance's plan.
fn numbered_places(conn: &mut Conn, on_sale: &OnSale, seats: &[SeatId]) -> Fallible<HashMap<SeatId, Place>> {
    if seats.is_empty() {
        return Err(Error::invalid("seats", "must have a seat"));
    }
    let places = seating::places(conn, seats)?;
    let is_known =
        |seat: &SeatId| places.get(seat).is_some_and(|place| place.plan == on_sale.plan && place.label.numbered);
    let unknown: Vec<SeatId> = seats.iter().filter(|seat| !is_known(seat)).copied().collect();
    if !unknown.is_empty() {
        return Err(Refusal::SeatsUnknown { seats: unknown }.into());
    }
    if places.len() < seats.len() {
        return Err(Error::invalid("seats", "has a seat twice"));
    }
    Ok(places)
}

fn refuse_lonely(conn: &mut Conn, items: &[BasketItem], now: Moment) -> Fallible<()> {
    let numbered = items.iter().filter(|item| item.place.label.numbered);
    let chosen: Vec<PerformanceSeat> = numbered.map(|item| (item.performance, item.seat)).collect();
    let mut seats: Vec<SeatId> = seating::lonely(conn, &chosen, now)?.into_values().flatten().collect();
    seats.sort_unstable();
    if seats.is_empty() { Ok(()) } else { Err(Refusal::LonelySeat { seats }.into()) }
}

fn nothing_held(lines: &[Line]) -> Error {
    if lines.is_empty() {
        return Refusal::BasketEmpty.into();
    }
    Refusal::BasketExpired { lines: lines.iter().map(|line| line.id).collect() }.into()
}

fn seats_unknown(seat: SeatId) -> Error {
    Refusal::SeatsUnknown { seats: vec![seat] }.into()
}

fn count(places: usize) -> i64 {
    i64::try_from(places).unwrap_or(i64::MAX)
}
