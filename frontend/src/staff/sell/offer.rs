//! What can be sold for a performance: its ways of choosing, categories and rates with their prices.

use super::sale::Way;
use crate::seating::prices::price;
use shared::catalogue::{Performance, Rate};
use shared::ids::{CategoryId, RateId};
use shared::money::Money;
use shared::seating::{Category, SeatingPlan, Zone};
use std::rc::Rc;

/// A performance with its plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    pub performance: Rc<Performance>,
    pub plan: Rc<SeatingPlan>,
}

impl Offer {
    /// How places can be chosen; numbered seats first.
    pub fn ways(&self) -> Vec<Way> {
        let numbered = [Way::Best, Way::Seats].into_iter().filter(|_| self.numbered_zones().next().is_some());
        numbered.chain(self.free_zones().map(|zone| Way::Zone(zone.id))).collect()
    }

    pub fn numbered_zones(&self) -> impl Iterator<Item = &Zone> {
        self.plan.zones.iter().filter(|zone| zone.rows.iter().any(|row| !row.seats.is_empty()))
    }

    pub fn free_zones(&self) -> impl Iterator<Item = &Zone> {
        self.plan.zones.iter().filter(|zone| !zone.numbered && zone.capacity > 0)
    }

    /// The categories of numbered seats that have a price.
    pub fn categories(&self) -> impl Iterator<Item = &Category> {
        let has_seats = |category: CategoryId| {
            let mut seats = self.plan.zones.iter().flat_map(|zone| &zone.rows).flat_map(|row| &row.seats);
            seats.any(|seat| seat.category == category)
        };
        self.plan
            .categories
            .iter()
            .filter(move |category| self.first_rate(category.id).is_some() && has_seats(category.id))
    }

    /// The rates of a category with their prices; those that vouchers open are the desk's, too.
    pub fn rates(&self, category: CategoryId) -> impl Iterator<Item = (&Rate, Money)> {
        let rates = self.performance.rates.iter();
        rates.filter_map(move |rate| price(&self.performance, category, rate.id).map(|price| (rate, price)))
    }

    pub fn price(&self, category: CategoryId, rate: RateId) -> Option<Money> {
        price(&self.performance, category, rate)
    }

    /// The rate of somebody of whom nothing special is known.
    pub fn first_rate(&self, category: CategoryId) -> Option<RateId> {
        let open = self.rates(category).find(|(rate, _)| !rate.hidden);
        open.or_else(|| self.rates(category).next()).map(|(rate, _)| rate.id)
    }
}
