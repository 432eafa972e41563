//! Prices of many performances at once. What was sold or ordered has its price in its order, which nothing here touches.

use super::{Audience, find, offers, rules, store, trail};
use crate::changes::field;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::{house, seating};
use shared::admin::Words;
use shared::catalogue::{Price, Rate};
use shared::ids::{AccountId, CategoryId, PerformanceId, PlanId, RateId};
use shared::money::Money;
use shared::planning::{ChangePrices, PriceChange, PricesChanged, RUN_MAX};
use std::collections::BTreeMap;

/// Changes prices of many performances, all or none of them.
pub fn change_prices(conn: &mut Conn, request: &ChangePrices, by: AccountId, now: Moment) -> Fallible<PricesChanged> {
    let mut wanted = request.performances.clone();
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.is_empty() || wanted.len() > RUN_MAX {
        return Err(Error::invalid("performances", format!("must be 1 to {RUN_MAX}")));
    }
    let rates: Vec<RateId> = store::rates(conn)?.into_iter().map(|rate: Rate| rate.id).collect();
    let currency = house::rules(conn)?.currency;
    let mut changed = Vec::new();
    for performance in wanted {
        store::performances::lock(conn, performance)?;
        let facts = find(conn, performance, Audience::BoxOffice)?;
        let before = offers(conn, &[performance])?.remove(&performance).unwrap_or_default().listed();
        let after = match &request.change {
            PriceChange::Copy { from } => copied(conn, *from, facts.plan)?,
            PriceChange::Set { prices, removed } => {
                let gone: Vec<(CategoryId, RateId)> = removed.iter().map(|gone| (gone.category, gone.rate)).collect();
                set(&before, prices, &gone)
            }
        };
        let categories: Vec<CategoryId> =
            seating::categories(conn, facts.plan)?.into_iter().map(|category| category.id).collect();
        rules::check_prices(&after, facts.window.state, &categories, &rates, currency)?;
        if sorted(&before) != sorted(&after) {
            store::performances::replace_prices(conn, performance, &after)?;
            store::performances::touch(conn, performance)?;
            let fields = vec![field("prices", Words::new("Prix", "Prices"), told(&before), told(&after))];
            trail::record(conn, performance, ("changed", fields), by, now)?;
            changed.push(performance);
        }
    }
    Ok(PricesChanged { performances: changed })
}

/// The prices of a performance for places of a plan: the categories of the same name when it is another plan.
pub fn copied(conn: &mut Conn, from: PerformanceId, plan: PlanId) -> Fallible<Vec<Price>> {
    let not_there = || Error::invalid("from", format!("there is no performance {from}"));
    let source = store::performances::facts(conn, &[from])?.pop().ok_or_else(not_there)?;
    let prices = offers(conn, &[from])?.remove(&from).unwrap_or_default().listed();
    if source.plan == plan {
        return Ok(prices);
    }
    let same = same_categories(conn, source.plan, plan)?;
    let price = |price: &Price| {
        let category = same.get(&price.category).copied();
        let category = category.ok_or_else(|| Error::invalid("from", "has a category that the plan has not"))?;
        Ok(Price { category, ..*price })
    };
    prices.iter().map(price).collect()
}

/// Which categories of one plan are those of another: itself, or those of the same name.
pub fn same_categories(conn: &mut Conn, from: PlanId, to: PlanId) -> Fallible<BTreeMap<CategoryId, CategoryId>> {
    let theirs = seating::categories(conn, to)?;
    let pair = |category: shared::seating::Category| {
        let same = theirs.iter().find(|their| their.id == category.id || their.name == category.name)?;
        Some((category.id, same.id))
    };
    Ok(seating::categories(conn, from)?.into_iter().filter_map(pair).collect())
}

fn set(before: &[Price], wanted: &[Price], removed: &[(CategoryId, RateId)]) -> Vec<Price> {
    let is_replaced = |price: &&Price| {
        let key = (price.category, price.rate);
        removed.contains(&key) || wanted.iter().any(|new| (new.category, new.rate) == key)
    };
    before.iter().filter(|price| !is_replaced(price)).chain(wanted).copied().collect()
}

/// All prices from the lowest to the highest, in a few words.
fn told(prices: &[Price]) -> String {
    let mut sums: Vec<Money> = prices.iter().map(|price| price.price).collect();
    sums.sort_by_key(|price| price.minor);
    sums.iter().map(Money::to_string).collect::<Vec<_>>().join(", ")
}

fn sorted(prices: &[Price]) -> Vec<(CategoryId, RateId, i64)> {
    let mut keys: Vec<_> = prices.iter().map(|price| (price.category, price.rate, price.price.minor)).collect();
    keys.sort_unstable();
    keys
}
