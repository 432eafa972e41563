//! Places for somebody who stands at the desk: held in a basket of their own for the moment of the sale. The desk sells every
//! rate, also while the site does not sell.

use super::rules::{self, Timer};
use super::{BasketItem, Checked, numbered_places, offers::rate_for, store};
use crate::catalogue::{self, Offer, OnSale};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house::{self, Rules};
use crate::seating::{self, Holder, Wanted};
use shared::basket::RateQuantity;
use shared::dossier::DeskPlaces;
use shared::ids::{PerformanceId, RateId, SeatId, VisitorId};
use shared::refusal::Refusal;

/// Most places of one sale at the desk: a school class comes at once.
const PLACES_MAX: i64 = 60;

/// Holds places at the desk, ready to be ordered in the same transaction.
pub fn items(
    conn: &mut Conn,
    visitor: VisitorId,
    performance: PerformanceId,
    places: &DeskPlaces,
    now: Moment,
) -> Fallible<Checked> {
    let rules = Rules { max_places_per_order: PLACES_MAX, ..house::rules(conn)? };
    let on_sale = catalogue::on_sale_at_desk(conn, performance, now)?;
    let offer = catalogue::offers(conn, &[performance])?.remove(&performance).ok_or(Refusal::RateUnknown)?;
    let timer = Timer::begin(now, &rules);
    store::create(conn, visitor, timer)?;
    let kept = store::find_locked(conn, visitor)?.ok_or_else(|| Error::fault("sell at the desk", "no basket"))?;
    let claim = Claim { on_sale, holder: Holder::Basket(kept.id), until: timer.expires_at, now };
    let chosen = claim.take(conn, places, &rules)?;
    let items = priced(conn, &offer, performance, &chosen)?;
    let total = rules.money(items.iter().map(|item| item.price.minor).sum());
    Ok(Checked { basket: kept.id, items, total, has_voucher: false })
}

/// What is needed to take places.
struct Claim {
    on_sale: OnSale,
    holder: Holder,
    until: Moment,
    now: Moment,
}

impl Claim {
    /// Takes the places, with the rate that is wanted for each.
    fn take(&self, conn: &mut Conn, places: &DeskPlaces, rules: &Rules) -> Fallible<Vec<(SeatId, Option<RateId>)>> {
        let OnSale { performance, plan, .. } = self.on_sale;
        let (holder, until, now) = (self.holder, Some(self.until), self.now);
        let taken = |seats: Vec<SeatId>, people: &[RateQuantity]| {
            let people = rules::people(people, rules)?;
            if seats.len() < people.len() {
                return Err(Refusal::OnlyLeft { available: super::count(seats.len()) }.into());
            }
            Ok(seats.into_iter().zip(people.into_iter().map(Some)).collect())
        };
        match places {
            DeskPlaces::Seats { seats: wanted } => {
                let seats: Vec<SeatId> = wanted.iter().map(|wanted| wanted.seat).collect();
                rules::check_room(0, seats.len(), rules)?;
                numbered_places(conn, &self.on_sale, &seats)?;
                seating::claim(conn, performance, plan, &seats, holder, until, now)?;
                Ok(wanted.iter().map(|wanted| (wanted.seat, wanted.rate)).collect())
            }
            DeskPlaces::BestAvailable { people, category, zone } => {
                let count = super::count(rules::people(people, rules)?.len());
                let want = Wanted { count, category: *category, zone: *zone, like: None };
                match seating::claim_best(conn, performance, plan, want, holder, until, now)? {
                    Some(seats) => taken(seats, people),
                    None => {
                        let available = seating::most_available(conn, performance, plan, want, now)?;
                        Err(Refusal::OnlyLeft { available }.into())
                    }
                }
            }
            DeskPlaces::Zone { zone, people } => {
                let count = super::count(rules::people(people, rules)?.len());
                let seats = seating::claim_free(conn, performance, plan, *zone, count, holder, until, now)?;
                taken(seats, people)
            }
        }
    }
}

fn priced(
    conn: &mut Conn,
    offer: &Offer,
    performance: PerformanceId,
    chosen: &[(SeatId, Option<RateId>)],
) -> Fallible<Vec<BasketItem>> {
    let seats: Vec<SeatId> = chosen.iter().map(|(seat, _)| *seat).collect();
    let mut places = seating::places(conn, &seats)?;
    let mut items = Vec::with_capacity(chosen.len());
    for (seat, wanted) in chosen {
        let place = places.remove(seat).ok_or_else(|| Refusal::SeatsUnknown { seats: vec![*seat] })?;
        let rate = rate_for(offer, place.category, *wanted)?;
        let price = offer.prices.get(&(place.category, rate)).copied().ok_or(Refusal::RateUnknown)?;
        let name = offer.rates.iter().find(|known| known.id == rate).map(|known| known.name.clone());
        items.push(BasketItem {
            performance,
            seat: *seat,
            rate,
            rate_name: name.unwrap_or_default(),
            place,
            list_price: price,
            price,
            vat_rate_bp: offer.vat_rate_bp,
        });
    }
    Ok(items)
}
