//! What a visitor may choose of: the rates with a price, hidden ones only where their voucher opens them.

use super::store;
use crate::catalogue::{self, Offer};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::{seating, vouchers};
use shared::ids::{CategoryId, PerformanceId, PlanId, RateId, VisitorId};
use shared::refusal::Refusal;
use std::collections::HashSet;

/// The offer of a performance for a visitor.
pub fn of(
    conn: &mut Conn,
    visitor: VisitorId,
    (performance, plan): (PerformanceId, PlanId),
    now: Moment,
) -> Fallible<Offer> {
    let offer = catalogue::offers(conn, &[performance])?.remove(&performance).ok_or(Refusal::RateUnknown)?;
    if !offer.has_hidden() {
        return Ok(offer);
    }
    let voucher = match store::find(conn, visitor)? {
        Some(kept) => vouchers::of_basket(conn, kept.id, now)?,
        None => None,
    };
    let opened = voucher.as_ref().and_then(vouchers::InBasket::opens);
    let Some((voucher, opened)) = voucher.zip(opened) else { return Ok(offer.open_to(None)) };
    let show = offer.show;
    let categories = seating::categories(conn, plan)?.into_iter();
    let open = categories.filter(|category| voucher.opens_for(show, performance, &category.name));
    let open: HashSet<CategoryId> = open.map(|category| category.id).collect();
    let mut offer = offer.open_to(Some(opened));
    offer.prices.retain(|(category, rate), _| *rate != opened || open.contains(category));
    Ok(offer)
}

/// The wanted rate if it has a price for the category; the first that has one when none is named.
pub fn rate_for(offer: &Offer, category: CategoryId, wanted: Option<RateId>) -> Fallible<RateId> {
    let has_price = |rate: &RateId| offer.prices.contains_key(&(category, *rate));
    let found = match wanted {
        Some(rate) => Some(rate).filter(has_price),
        None => offer.rates.iter().map(|rate| rate.id).find(has_price),
    };
    found.ok_or_else(|| Refusal::RateUnknown.into())
}
