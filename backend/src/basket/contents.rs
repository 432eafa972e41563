//! What is in a basket: its lines with their places, prices and states. However much it is, the database is asked the
//! same number of times.

use super::rules::Timer;
use super::store::{self, Kept, Line};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::house::Rules;
use crate::seating::{Holder, PerformanceSeat, Place};
use crate::vouchers::{self, Given, InBasket, Share};
use crate::{catalogue, house, seating};
use catalogue::Offer;
use shared::basket::{Basket, BasketLine, BasketPerformance, LineState};
use shared::ids::{LineId, PerformanceId, RateId, SeatId, VisitorId, ZoneId};
use shared::money::Money;
use shared::vouchers::{BasketVoucher, VoucherKind};
use std::collections::{HashMap, HashSet};

/// A basket with everything that says what becomes of its lines.
pub struct Contents {
    pub lines: Vec<Line>,
    pub places: HashMap<SeatId, Place>,
    pub offers: HashMap<PerformanceId, Offer>,
    /// Each line's state.
    pub states: HashMap<LineId, LineState>,
    pub voucher: Option<InBasket>,
    /// What the voucher does for the lines that are held.
    pub given: Option<Given>,
}

impl Contents {
    /// What a line costs today without the voucher; none when its rate is no longer offered.
    pub fn price(&self, line: &Line) -> Option<Money> {
        self.price_at(line, line.rate)
    }

    pub fn price_at(&self, line: &Line, rate: RateId) -> Option<Money> {
        let place = self.places.get(&line.seat)?;
        let offer = self.offers.get(&line.performance)?;
        let voucher = self.voucher.as_ref().filter(|voucher| voucher.opens() == Some(rate));
        let is_closed =
            voucher.is_some_and(|voucher| !voucher.opens_for(offer.show, line.performance, &place.label.category));
        offer.prices.get(&(place.category, rate)).copied().filter(|_| !is_closed)
    }

    /// What the voucher does for a line; none for a line that is not held.
    pub fn share(&self, line: &Line) -> Option<Share> {
        let index = self.held().position(|held| held.id == line.id)?;
        self.given.as_ref()?.shares.get(index).copied()
    }

    /// What is to be paid for a line that costs `list_price` without the voucher.
    pub fn to_pay(&self, line: &Line, list_price: Money) -> Money {
        let discount = self.share(line).map_or(0, |share| share.discount);
        Money { minor: list_price.minor - discount, ..list_price }
    }

    /// Whether the voucher makes something cheaper, or opens a rate that is chosen.
    pub fn uses_voucher(&self) -> bool {
        self.given.as_ref().is_some_and(|given| given.problem.is_none() && !given.shares.is_empty())
    }

    /// The lines that are held and have a price, as the voucher looks at them, in their order.
    pub fn held(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| self.state(line) == LineState::Held && self.price(line).is_some())
    }

    pub fn held_places(&self) -> Vec<vouchers::Place> {
        let place = |line: &Line| {
            Some(vouchers::Place {
                show: self.offers.get(&line.performance)?.show,
                performance: line.performance,
                category: self.places.get(&line.seat)?.label.category.clone(),
                rate: line.rate,
                price: self.price(line)?.minor,
            })
        };
        self.held().filter_map(place).collect()
    }

    pub fn state(&self, line: &Line) -> LineState {
        self.states.get(&line.id).copied().unwrap_or(LineState::Lost)
    }

    pub fn performances(&self) -> Vec<PerformanceId> {
        distinct(self.lines.iter().map(|line| line.performance))
    }
}

/// Looks at everything in a basket.
pub fn look(conn: &mut Conn, basket: i64, now: Moment) -> Fallible<Contents> {
    let lines = store::lines(conn, basket)?;
    let live: HashSet<PerformanceSeat> = seating::claims_of(conn, Holder::Basket(basket), now)?.into_iter().collect();
    let places = seating::places(conn, &lines.iter().map(|line| line.seat).collect::<Vec<_>>())?;
    let voucher = vouchers::of_basket(conn, basket, now)?;
    let opened = voucher.as_ref().and_then(InBasket::opens);
    let offers = catalogue::offers(conn, &distinct(lines.iter().map(|line| line.performance)))?;
    let offers = offers.into_iter().map(|(performance, offer)| (performance, offer.open_to(opened))).collect();
    let mut contents = Contents { lines, places, offers, states: HashMap::new(), voucher, given: None };
    contents.states = states(conn, &contents, &live, now)?;
    if let Some(voucher) = &contents.voucher {
        contents.given = Some(vouchers::give(conn, voucher, &contents.held_places(), now)?);
    }
    Ok(contents)
}

fn states(
    conn: &mut Conn,
    contents: &Contents,
    live: &HashSet<PerformanceSeat>,
    now: Moment,
) -> Fallible<HashMap<LineId, LineState>> {
    let is_live = |line: &&Line| live.contains(&(line.performance, line.seat));
    let over: Vec<&Line> = contents.lines.iter().filter(|line| !is_live(line)).collect();
    let mut states: HashMap<LineId, LineState> =
        contents.lines.iter().filter(is_live).map(|line| (line.id, LineState::Held)).collect();
    if over.is_empty() {
        return Ok(states);
    }
    let performances = distinct(over.iter().map(|line| line.performance));
    let seats = distinct(over.iter().map(|line| line.seat));
    let zone_of =
        |line: &Line| contents.places.get(&line.seat).filter(|place| !place.label.numbered).map(|place| place.zone);
    let zones = distinct(over.iter().filter_map(|line| zone_of(line)));
    let taken = seating::taken_of(conn, &performances, &seats, now)?;
    let mut free = seating::free_in_zones(conn, &performances, &zones, now)?;
    for line in over {
        let is_free = match zone_of(line) {
            // One place without a number is as good as another.
            Some(zone) => take_one(&mut free, (line.performance, zone)),
            None => !taken.contains(&(line.performance, line.seat)),
        };
        let can_be_taken = is_free && contents.price(line).is_some();
        states.insert(line.id, if can_be_taken { LineState::Expired } else { LineState::Lost });
    }
    Ok(states)
}

fn take_one(free: &mut HashMap<(PerformanceId, ZoneId), i64>, key: (PerformanceId, ZoneId)) -> bool {
    match free.get_mut(&key) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    }
}

/// A visitor's basket as pages show it; an unknown visitor's is empty.
pub fn show(conn: &mut Conn, visitor: Option<VisitorId>, now: Moment) -> Fallible<Basket> {
    let rules = house::rules(conn)?;
    let kept = match visitor {
        Some(visitor) => store::find(conn, visitor)?,
        None => None,
    };
    match kept {
        Some(Kept { id, timer }) => show_kept(conn, id, timer, &rules, now),
        None => Ok(empty(&rules, now)),
    }
}

const fn empty(rules: &Rules, now: Moment) -> Basket {
    let total = rules.money(0);
    Basket { performances: Vec::new(), total, voucher: None, held: 0, expires_at: None, may_extend: false, now }
}

fn show_kept(conn: &mut Conn, basket: i64, timer: Timer, rules: &Rules, now: Moment) -> Fallible<Basket> {
    let contents = look(conn, basket, now)?;
    let mut cards = catalogue::cards(conn, &contents.performances(), now)?;
    let mut answer = empty(rules, now);
    for performance in contents.performances() {
        let Some(card) = cards.remove(&performance) else { continue };
        let offer = contents.offers.get(&performance);
        let of_performance = contents.lines.iter().filter(|line| line.performance == performance);
        let lines: Vec<BasketLine> =
            of_performance.filter_map(|line| show_line(&contents, line, offer, rules)).collect();
        for line in lines.iter().filter(|line| line.state == LineState::Held) {
            answer.held += 1;
            answer.total.minor += line.price.minor;
        }
        let rates = offer.map(|offer| offer.rates.clone()).unwrap_or_default();
        answer.performances.push(BasketPerformance { performance: card, rates, lines });
    }
    answer.voucher = show_voucher(&contents, rules);
    answer.performances.sort_by_key(|shown| (shown.performance.starts_at, shown.performance.id));
    if answer.held > 0 {
        answer.expires_at = Some(timer.expires_at);
        answer.may_extend = timer.may_extend(rules);
    }
    Ok(answer)
}

fn show_voucher(contents: &Contents, rules: &Rules) -> Option<BasketVoucher> {
    let (voucher, given) = (contents.voucher.as_ref()?, contents.given.as_ref()?);
    Some(BasketVoucher {
        code: voucher.code().to_owned(),
        kind: voucher.kind(),
        discount: rules.money(given.discount()),
        opens: voucher.opens().filter(|_| voucher.kind() == VoucherKind::HiddenRate),
        problem: given.problem,
        min_places: voucher.min_places(),
    })
}

fn show_line(contents: &Contents, line: &Line, offer: Option<&Offer>, rules: &Rules) -> Option<BasketLine> {
    let place = contents.places.get(&line.seat)?;
    // A rate that is no longer offered: the line cannot be ordered, and another rate can be chosen.
    let list_price = contents.price(line).unwrap_or(rules.money(0));
    let rates = offer.map(|offer| offer.rates.as_slice()).unwrap_or_default();
    Some(BasketLine {
        id: line.id,
        seat: line.seat,
        place: place.label.clone(),
        rate: line.rate,
        price: contents.to_pay(line, list_price),
        list_price,
        voucher: contents.share(line).and_then(|share| share.problem),
        prices: rates.iter().filter_map(|rate| Some((rate.id, contents.price_at(line, rate.id)?))).collect(),
        state: contents.state(line),
    })
}

fn distinct<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}
