//! Who bought what when: a year of orders that look like a theatre's, thought up without a database.

use super::dice::Dice;
use super::evenings::Fill;
use super::programme::{Staged, ZONE, local};
use super::seats::{House, Spot};
use crate::clock::Moment;
use chrono::{NaiveTime, TimeDelta};
use shared::basket::PlaceLabel;
use shared::house::Locale;
use shared::ids::{AccountId, CategoryId, SeatId};
use shared::payments::PaymentMethod;

/// Positions in the list of rates.
const FULL: usize = 0;
const REDUCED: usize = 1;
const CHILD: usize = 2;

/// A seat of a plan.
#[derive(Clone)]
pub struct Seat {
    pub id: SeatId,
    pub category: CategoryId,
    pub place: PlaceLabel,
    pub spot: Spot,
}

pub struct Buyer {
    pub name: String,
    pub email: String,
    pub account: Option<AccountId>,
    pub locale: Locale,
}

/// What became of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Paid,
    Expired,
    /// Cancelled before it was paid.
    Cancelled,
    Refunded {
        at: Moment,
        places: usize,
    },
}

/// One order, of one performance.
pub struct Sale {
    /// Position in the list of performances.
    pub evening: usize,
    /// Position in the list of buyers.
    pub buyer: usize,
    pub method: PaymentMethod,
    /// Position of each seat in its plan's list, and of its rate.
    pub places: Vec<(usize, usize)>,
    pub placed_at: Moment,
    pub fate: Fate,
}

impl Sale {
    pub const fn is_at_desk(&self) -> bool {
        matches!(
            self.method,
            PaymentMethod::Cash | PaymentMethod::CardTerminal | PaymentMethod::Cheque | PaymentMethod::Gift
        )
    }
}

/// What the demonstration's customer, the first of the buyers, has bought.
struct Wish {
    show: usize,
    is_past: bool,
    rates: &'static [usize],
    method: PaymentMethod,
    fate: WishedFate,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum WishedFate {
    Paid,
    Expired,
    Refunded,
}

/// Upcoming ones are paid at the box office, so that whoever tries cancelling them sees the money come back.
const WISHES: [Wish; 5] = [
    Wish { show: 0, is_past: true, rates: &[FULL, FULL], method: PaymentMethod::Paypal, fate: WishedFate::Paid },
    Wish { show: 9, is_past: true, rates: &[REDUCED], method: PaymentMethod::Paypal, fate: WishedFate::Refunded },
    Wish { show: 4, is_past: false, rates: &[FULL, REDUCED], method: PaymentMethod::Paypal, fate: WishedFate::Expired },
    Wish { show: 1, is_past: false, rates: &[FULL, FULL], method: PaymentMethod::CardTerminal, fate: WishedFate::Paid },
    Wish { show: 10, is_past: false, rates: &[FULL, FULL, CHILD], method: PaymentMethod::Cash, fate: WishedFate::Paid },
];

/// All orders of all performances, in the order in which they were placed. `plans` are the seats of each plan.
pub fn think_up(staged: &[Staged], plans: &[Vec<Seat>], buyers: &[Buyer], now: Moment, dice: &mut Dice) -> Vec<Sale> {
    let mut sales = vec![];
    for (evening, stage) in staged.iter().enumerate() {
        let Some(seats) = plans.get(stage.plan) else { continue };
        let mut crowd = Crowd { evening, stage, now, house: House::new(&spots(seats)), buyers: buyers.len() };
        for wish in WISHES.iter().filter(|wish| is_for(wish, staged, evening, now)) {
            sales.extend(crowd.wished(wish, dice));
        }
        let sold = crowd.places_to_sell(seats.len());
        let goal = seats.len() - sold;
        while crowd.house.free() > goal {
            let most = crowd.house.free() - goal;
            sales.push(crowd.order(most, dice));
        }
        if !sales.is_empty() && sold > 0 && goal > 3 {
            sales.extend((0..dice.between(0, 3)).map(|_| crowd.given_up(dice)));
        }
    }
    sales.sort_by_key(|sale| sale.placed_at);
    sales
}

fn spots(seats: &[Seat]) -> Vec<Spot> {
    seats.iter().enumerate().map(|(seat, known)| Spot { seat, ..known.spot }).collect()
}

/// A wish goes to the last performance that was, or the first that comes.
fn is_for(wish: &Wish, staged: &[Staged], evening: usize, now: Moment) -> bool {
    let fits = |stage: &Staged| stage.show == wish.show && (stage.starts_at < now) == wish.is_past;
    let found = if wish.is_past { staged.iter().rposition(fits) } else { staged.iter().position(fits) };
    found == Some(evening)
}

/// The people who want to see one performance.
struct Crowd<'a> {
    evening: usize,
    stage: &'a Staged,
    now: Moment,
    house: House,
    buyers: usize,
}

impl Crowd<'_> {
    fn places_to_sell(&self, capacity: usize) -> usize {
        let share = |percent: i64| capacity * usize::try_from(percent).unwrap_or(0) / 100;
        match self.stage.fill {
            Fill::Percent(percent) | Fill::Cancelled(percent) | Fill::Free(percent) => share(percent),
            Fill::AllBut(left) => capacity - usize::try_from(left).unwrap_or(0).min(capacity),
            Fill::NotYet => 0,
        }
    }

    fn order(&mut self, most: usize, dice: &mut Dice) -> Sale {
        let people = match dice.between(1, 100) {
            1..=22 => 1,
            23..=70 => 2,
            71..=82 => 3,
            83..=95 => 4,
            _ => 6,
        };
        let seats = self.house.take(people.min(most), dice);
        let places: Vec<(usize, usize)> = seats.into_iter().map(|seat| (seat, self.rate(dice))).collect();
        let placed_at = self.placed_at(dice);
        let method = self.method(dice);
        let fate = self.fate(method, placed_at, places.len(), dice);
        Sale { evening: self.evening, buyer: self.buyer(dice), method, places, placed_at, fate }
    }

    /// An order that nobody paid; its seats went to others.
    fn given_up(&self, dice: &mut Dice) -> Sale {
        let places = (0..dice.between(1, 3)).map(|place| (usize::try_from(place).unwrap_or(0) + 20, FULL)).collect();
        let fate = if dice.percent(75) { Fate::Expired } else { Fate::Cancelled };
        let placed_at = self.placed_at(dice);
        let buyer = self.buyer(dice);
        Sale { evening: self.evening, buyer, method: PaymentMethod::Paypal, places, placed_at, fate }
    }

    fn wished(&mut self, wish: &Wish, dice: &mut Dice) -> Option<Sale> {
        let placed_at = (self.stage.starts_at - TimeDelta::days(9)).min(self.now - TimeDelta::days(3));
        let fate = match wish.fate {
            WishedFate::Paid => Fate::Paid,
            WishedFate::Expired => Fate::Expired,
            WishedFate::Refunded => Fate::Refunded { at: placed_at + TimeDelta::days(4), places: wish.rates.len() },
        };
        let seats = match wish.fate {
            WishedFate::Paid => self.house.take(wish.rates.len(), dice),
            WishedFate::Expired | WishedFate::Refunded => (40..40 + wish.rates.len()).collect(),
        };
        let places: Vec<(usize, usize)> = seats.into_iter().zip(wish.rates.iter().copied()).collect();
        let sale = Sale { evening: self.evening, buyer: 0, method: wish.method, places, placed_at, fate };
        (!sale.places.is_empty()).then_some(sale)
    }

    fn rate(&self, dice: &mut Dice) -> usize {
        let young = matches!(self.stage.show, 8 | 11);
        match (dice.between(1, 100), young) {
            (1..=45, true) | (1..=5, false) => CHILD,
            (46..=55, true) | (6..=31, false) => REDUCED,
            _ => FULL,
        }
    }

    fn method(&self, dice: &mut Dice) -> PaymentMethod {
        if matches!(self.stage.fill, Fill::Free(_)) {
            return PaymentMethod::Free;
        }
        match dice.between(1, 100) {
            1..=78 => PaymentMethod::Paypal,
            79..=88 => PaymentMethod::Cash,
            89..=96 => PaymentMethod::CardTerminal,
            97..=98 => PaymentMethod::Cheque,
            _ => PaymentMethod::Gift,
        }
    }

    fn fate(&self, method: PaymentMethod, placed_at: Moment, places: usize, dice: &mut Dice) -> Fate {
        let moves_money = !matches!(method, PaymentMethod::Free | PaymentMethod::Gift);
        if matches!(self.stage.fill, Fill::Cancelled(_)) {
            let at = self.now - TimeDelta::minutes(dice.between(600, 900));
            return Fate::Refunded { at: at.max(placed_at + TimeDelta::minutes(30)), places };
        }
        let at = placed_at + TimeDelta::hours(dice.between(5, 200));
        let in_time = at < self.now - TimeDelta::hours(1) && at < self.stage.starts_at - TimeDelta::hours(48);
        let sells_well = matches!(self.stage.fill, Fill::AllBut(_));
        if !moves_money || !in_time || sells_well || !dice.percent(4) {
            return Fate::Paid;
        }
        Fate::Refunded { at, places: if dice.percent(50) { places } else { 1 } }
    }

    /// Most come back; a fifth of the orders are of people with an account.
    fn buyer(&self, dice: &mut Dice) -> usize {
        let last = i64::try_from(self.buyers).unwrap_or(1) - 1;
        let highest = if dice.percent(20) { last.min(28) } else { last };
        usize::try_from(dice.between(1, highest)).unwrap_or(1)
    }

    /// By day, and rather in the last weeks than in the first.
    fn placed_at(&self, dice: &mut Dice) -> Moment {
        let open = self.stage.opens_at;
        let end = (self.stage.starts_at - TimeDelta::minutes(40)).min(self.now - TimeDelta::minutes(20));
        let back = f64::from(dice.real(0.0, 1.0)).powi(2);
        let span = i32::try_from((end - open).num_minutes().max(1)).map_or(1.0, f64::from);
        let minutes = dice.between(0, 59);
        let day = (end - TimeDelta::seconds(bounded(back * span) * 60)).with_timezone(&ZONE).date_naive();
        let hour = [8, 9, 10, 11, 12, 13, 14, 17, 18, 19, 20, 20, 21, 21, 22]
            .get(usize::try_from(dice.between(0, 14)).unwrap_or(0));
        let hour = u32::try_from(hour.copied().unwrap_or(12)).unwrap_or(12);
        let time = NaiveTime::from_hms_opt(hour, u32::try_from(minutes).unwrap_or(0), 0).unwrap_or_default();
        let moment = local(day.and_time(time)) + TimeDelta::seconds(dice.between(0, 59));
        if moment > open && moment < end { moment } else { end - TimeDelta::minutes(dice.between(1, 90)) }
    }
}

/// A number of minutes as a whole one.
fn bounded(minutes: f64) -> i64 {
    // A span of the demonstration is far below what an f64 holds exactly.
    format!("{:.0}", minutes.clamp(0.0, 1e9)).parse().unwrap_or(0)
}
