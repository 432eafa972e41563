//! A sale at the desk while it is put together: which places, for whom, how it is paid. Without the browser.

use super::offer::Offer;
use crate::staff::form::amount;
use shared::basket::{RateQuantity, WantedSeat};
use shared::dossier::{DeskPlaces, SellAtDesk};
use shared::email::Email;
use shared::house::Locale;
use shared::ids::{CategoryId, RateId, SeatId, ZoneId};
use shared::money::Money;
use shared::payments::{PaymentMethod, TakePayment};
use std::rc::Rc;
use yew::Reducible;

/// Most places of one sale: a school class comes at once.
pub const PLACES_MAX: i64 = 60;

/// How the places are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// So many at each rate; the house picks the best seats together.
    Best,
    /// Seat by seat.
    Seats,
    /// So many places without a number.
    Zone(ZoneId),
}

/// A seat that was picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picked {
    pub seat: SeatId,
    pub category: CategoryId,
    pub rate: RateId,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Sale {
    pub way: Way,
    pub seats: Vec<Picked>,
    /// For the ways that count people; kept when the way changes.
    pub people: Vec<RateQuantity>,
    /// Where the best seats are looked for.
    pub category: Option<CategoryId>,
    pub zone: Option<ZoneId>,
    pub name: String,
    pub email: String,
    /// What the mail and the tickets are written in.
    pub locale: Locale,
    pub method: PaymentMethod,
    /// Why it is a gift.
    pub reason: String,
    /// What was put on the desk in cash.
    pub given: String,
}

/// What is missing before it can be sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacks {
    Places,
    Email,
    Reason,
    /// The cash on the desk is no amount, or not enough.
    Given,
}

pub enum SaleMove {
    Way(Way),
    /// A seat was tapped; it is sold at this rate if it is new.
    Seat(Picked),
    /// These are not wanted any more.
    Drop(Vec<SeatId>),
    Rate(SeatId, RateId),
    /// So many people at a rate.
    People(RateId, i64),
    Category(Option<CategoryId>),
    Zone(Option<ZoneId>),
    Name(String),
    Email(String),
    Locale(Locale),
    Method(PaymentMethod),
    Reason(String),
    Given(String),
    /// It is sold: the next customer.
    Next,
}

impl Sale {
    /// Nothing chosen yet; none when nothing of the performance can be sold.
    pub fn begin(offer: &Offer, locale: Locale) -> Option<Self> {
        Some(Self {
            way: offer.ways().first().copied()?,
            seats: Vec::new(),
            people: Vec::new(),
            category: offer.categories().next().map(|category| category.id),
            zone: None,
            name: String::new(),
            email: String::new(),
            locale,
            method: PaymentMethod::Cash,
            reason: String::new(),
            given: String::new(),
        })
    }

    /// The category that counted places are of; none where it is not one.
    pub fn counted_category(&self, offer: &Offer) -> Option<CategoryId> {
        match self.way {
            Way::Best => self.category,
            Way::Seats => None,
            Way::Zone(zone) => offer.free_zones().find(|known| known.id == zone).and_then(|zone| zone.category),
        }
    }

    /// The people that there is a price for where they are to sit.
    pub fn counted(&self, offer: &Offer) -> Vec<RateQuantity> {
        let category = self.counted_category(offer);
        let has_price = |rate: RateId| category.is_some_and(|category| offer.price(category, rate).is_some());
        self.people.iter().filter(|people| people.quantity > 0 && has_price(people.rate)).copied().collect()
    }

    /// How many places are chosen.
    pub fn count(&self, offer: &Offer) -> i64 {
        match self.way {
            Way::Seats => i64::try_from(self.seats.len()).unwrap_or(i64::MAX),
            Way::Best | Way::Zone(_) => self.counted(offer).iter().map(|people| people.quantity).sum(),
        }
    }

    /// What all places cost together; none while none is chosen.
    pub fn total(&self, offer: &Offer) -> Option<Money> {
        let prices: Vec<(Money, i64)> = match self.way {
            Way::Seats => {
                self.seats.iter().filter_map(|seat| Some((offer.price(seat.category, seat.rate)?, 1))).collect()
            }
            Way::Best | Way::Zone(_) => {
                let category = self.counted_category(offer)?;
                let counted = self.counted(offer).into_iter();
                counted.filter_map(|people| Some((offer.price(category, people.rate)?, people.quantity))).collect()
            }
        };
        let currency = prices.first()?.0.currency;
        Some(Money::new(prices.iter().map(|(price, count)| price.minor.saturating_mul(*count)).sum(), currency))
    }

    /// What to give back of the cash on the desk, or, below zero, what is missing; none when nothing was typed.
    pub fn change(&self, total: Money) -> Option<Money> {
        let given = amount::read(&self.given).filter(|_| self.method == PaymentMethod::Cash)?;
        (!self.given.trim().is_empty()).then(|| Money::new(given - total.minor, total.currency))
    }

    /// The rate of the seat that is picked next: that of the last one, where it has a price.
    pub fn next_rate(&self, offer: &Offer, category: CategoryId) -> Option<RateId> {
        let last = self.seats.last().map(|picked| picked.rate);
        last.filter(|rate| offer.price(category, *rate).is_some()).or_else(|| offer.first_rate(category))
    }

    /// What is asked of the server, or the first thing that it lacks.
    ///
    /// # Errors
    /// What is missing.
    pub fn wish(&self, offer: &Offer) -> Result<SellAtDesk, Lacks> {
        let total = self.total(offer).ok_or(Lacks::Places)?;
        let typed = self.email.trim();
        let email = if typed.is_empty() { None } else { Some(typed.parse::<Email>().map_err(|_| Lacks::Email)?) };
        let is_gift = self.method == PaymentMethod::Gift;
        let reason = if is_gift { self.reason.trim().to_owned() } else { String::new() };
        if is_gift && reason.is_empty() {
            return Err(Lacks::Reason);
        }
        let is_cash = self.method == PaymentMethod::Cash && !self.given.trim().is_empty();
        if is_cash && self.change(total).is_none_or(|change| change.minor < 0) {
            return Err(Lacks::Given);
        }
        Ok(SellAtDesk {
            performance: offer.performance.id,
            places: self.places(offer),
            name: self.name.trim().to_owned(),
            email,
            locale: self.locale,
            payment: TakePayment { method: self.method, reason },
            total: Some(total),
        })
    }

    fn places(&self, offer: &Offer) -> DeskPlaces {
        let people = self.counted(offer);
        match self.way {
            Way::Best => DeskPlaces::BestAvailable { people, category: self.category, zone: self.zone },
            Way::Zone(zone) => DeskPlaces::Zone { zone, people },
            Way::Seats => {
                let wanted = |picked: &Picked| WantedSeat { seat: picked.seat, rate: Some(picked.rate) };
                DeskPlaces::Seats { seats: self.seats.iter().map(wanted).collect() }
            }
        }
    }

    fn after(mut self, step: SaleMove) -> Self {
        match step {
            SaleMove::Way(way) => self.way = way,
            SaleMove::Seat(picked) if self.seats.iter().any(|known| known.seat == picked.seat) => {
                self.seats.retain(|known| known.seat != picked.seat);
            }
            SaleMove::Seat(picked) => self.seats.push(picked),
            SaleMove::Drop(seats) => self.seats.retain(|known| !seats.contains(&known.seat)),
            SaleMove::Rate(seat, rate) => {
                self.seats.iter_mut().filter(|known| known.seat == seat).for_each(|known| known.rate = rate);
            }
            SaleMove::People(rate, quantity) => {
                self.people.retain(|people| people.rate != rate);
                if quantity > 0 {
                    self.people.push(RateQuantity { rate, quantity: quantity.min(PLACES_MAX) });
                }
            }
            SaleMove::Category(category) => self.category = category,
            SaleMove::Zone(zone) => self.zone = zone,
            SaleMove::Name(name) => self.name = name,
            SaleMove::Email(email) => self.email = email,
            SaleMove::Locale(locale) => self.locale = locale,
            SaleMove::Method(method) => self.method = method,
            SaleMove::Reason(reason) => self.reason = reason,
            SaleMove::Given(given) => self.given = given,
            SaleMove::Next => {
                self.seats.clear();
                self.people.clear();
                for typed in [&mut self.name, &mut self.email, &mut self.reason, &mut self.given] {
                    typed.clear();
                }
            }
        }
        self
    }
}

impl Reducible for Sale {
    type Action = SaleMove;

    fn reduce(self: Rc<Self>, action: SaleMove) -> Rc<Self> {
        Rc::new((*self).clone().after(action))
    }
}

/// What people are likely to put on the desk: the exact amount, then what the next coins and notes make of it. In minor units.
pub fn likely_cash(total: i64) -> Vec<i64> {
    let rounded = [500, 1_000, 2_000, 5_000, 10_000].map(|note| (total + note - 1).div_euclid(note) * note);
    let mut amounts: Vec<i64> = std::iter::once(total).chain(rounded).collect();
    amounts.sort_unstable();
    amounts.dedup();
    amounts.truncate(4);
    amounts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seating::scene::tests::house;
    use shared::catalogue::{Performance, PerformanceState, PlacesLeft, Price, Rate, ShowCard, Venue};
    use shared::ids::{PerformanceId, ShowId, VenueId};
    use shared::money::Currency;

    const GOLD: CategoryId = CategoryId(1);
    const FULL: RateId = RateId(1);
    const PRESS: RateId = RateId(2);

    fn offer() -> Offer {
        let rate = |id, hidden| Rate { id, name: String::new(), condition: String::new(), hidden };
        let price = |rate, minor| Price { category: GOLD, rate, price: Money::new(minor, Currency::Eur) };
        let scene = house(2);
        let venue = Venue {
            id: VenueId(1),
            name: String::new(),
            address: String::new(),
            city: String::new(),
            time_zone: "UTC".to_owned(),
            access: String::new(),
        };
        let show = ShowCard {
            id: ShowId(1),
            slug: String::new(),
            title: String::new(),
            subtitle: String::new(),
            genre: None,
            authors: vec![],
            picture: None,
            duration_minutes: None,
            age_from: None,
            performances: vec![],
            performance_count: 0,
        };
        let performance = Performance {
            id: PerformanceId(7),
            show,
            venue,
            plan: scene.plan.id,
            starts_at: "2026-11-28T19:30:00Z".parse().unwrap(),
            doors_at: None,
            state: PerformanceState::OnSale,
            sale: shared::catalogue::Sale::Closed,
            places_left: PlacesLeft::SoldOut,
            rates: vec![rate(PRESS, true), rate(FULL, false)],
            prices: vec![price(PRESS, 500), price(FULL, 2_400)],
            note: String::new(),
            version: 1,
        };
        Offer { performance: Rc::new(performance), plan: scene.plan }
    }

    fn picked(seat: i64) -> SaleMove {
        SaleMove::Seat(Picked { seat: SeatId(seat), category: GOLD, rate: FULL })
    }

    #[test]
    fn places_are_counted_priced_and_asked_for_in_the_way_that_is_shown() {
        let offer = offer();
        let sale = Sale::begin(&offer, Locale::Fr).unwrap();
        assert_eq!((sale.way, sale.category, sale.wish(&offer)), (Way::Best, Some(GOLD), Err(Lacks::Places)));
        let sale = sale.after(SaleMove::People(FULL, 2)).after(SaleMove::People(PRESS, 1));
        assert_eq!((sale.count(&offer), sale.total(&offer)), (3, Some(Money::new(5_300, Currency::Eur))));
        let by_seat = sale.clone().after(SaleMove::Way(Way::Seats)).after(picked(3)).after(picked(4));
        assert_eq!(by_seat.total(&offer), Some(Money::new(4_800, Currency::Eur)));
        let by_seat = by_seat.after(SaleMove::Rate(SeatId(4), PRESS)).after(picked(3));
        let seats = vec![WantedSeat { seat: SeatId(4), rate: Some(PRESS) }];
        assert_eq!(by_seat.wish(&offer).unwrap().places, DeskPlaces::Seats { seats });
        // What was counted before is there again.
        let back = by_seat.after(SaleMove::Way(Way::Best));
        assert_eq!(back.count(&offer), 3);
        let next = back.after(SaleMove::Next);
        assert_eq!((next.count(&offer), next.category), (0, Some(GOLD)));
    }

    #[test]
    fn the_rate_of_everybody_comes_first_and_the_last_one_is_kept() {
        let offer = offer();
        let sale = Sale::begin(&offer, Locale::Fr).unwrap();
        assert_eq!(sale.next_rate(&offer, GOLD), Some(FULL));
        let sale = sale.after(picked(1)).after(SaleMove::Rate(SeatId(1), PRESS));
        assert_eq!(sale.next_rate(&offer, GOLD), Some(PRESS));
    }

    #[test]
    fn cash_is_given_back_and_too_little_is_not_sold_for() {
        let offer = offer();
        let sale = Sale::begin(&offer, Locale::Fr).unwrap().after(SaleMove::People(FULL, 1));
        let total = sale.total(&offer).unwrap();
        assert!(sale.change(total).is_none() && sale.wish(&offer).is_ok(), "the exact amount needs no typing");
        let more = sale.clone().after(SaleMove::Given("50".to_owned()));
        assert_eq!(more.change(total), Some(Money::new(2_600, Currency::Eur)));
        let less = sale.clone().after(SaleMove::Given("20".to_owned()));
        assert_eq!(less.wish(&offer), Err(Lacks::Given));
        let by_card = less.after(SaleMove::Method(PaymentMethod::CardTerminal));
        assert!(by_card.wish(&offer).is_ok(), "cash does not count then");
        let gift = sale.clone().after(SaleMove::Method(PaymentMethod::Gift));
        assert_eq!(gift.wish(&offer), Err(Lacks::Reason));
        let nowhere = sale.after(SaleMove::Email("nowhere".to_owned()));
        assert_eq!(nowhere.wish(&offer), Err(Lacks::Email));
    }

    #[test]
    fn likely_cash_is_what_people_have() {
        assert_eq!(likely_cash(4_800), [4_800, 5_000, 6_000, 10_000]);
        assert_eq!(likely_cash(5_000), [5_000, 6_000, 10_000]);
        assert_eq!(likely_cash(1_250), [1_250, 1_500, 2_000, 5_000]);
    }
}
