//! What a seat costs whom, looked up in a performance.

use shared::catalogue::Performance;
use shared::ids::{CategoryId, RateId};
use shared::money::Money;
use shared::seating::SeatingPlan;

/// The price of a category at a rate; none when it is not sold so.
pub fn price(performance: &Performance, category: CategoryId, rate: RateId) -> Option<Money> {
    performance.prices.iter().find(|price| price.category == category && price.rate == rate).map(|price| price.price)
}

/// What a seat costs when it is chosen: the price at the first rate offered for it.
pub fn first_price(performance: &Performance, category: CategoryId) -> Option<Money> {
    performance.rates.iter().find_map(|rate| price(performance, category, rate.id))
}

/// The lowest price of a category.
pub fn least_price(performance: &Performance, category: CategoryId) -> Option<Money> {
    let prices = performance.prices.iter().filter(|price| price.category == category);
    prices.map(|price| price.price).min_by_key(|price| price.minor)
}

/// Which of the plan's categories are sold for the performance, in the plan's order.
pub fn sold_categories(performance: &Performance, plan: &SeatingPlan) -> Vec<bool> {
    plan.categories.iter().map(|category| first_price(performance, category.id).is_some()).collect()
}
