//! The programme: shows and the people who make them, venues, performances, what places cost, and when they are sold.

pub mod http;
pub mod keeping;
pub mod moving;
pub mod pictures;
pub mod planning;
pub mod prices;
pub mod programme;
mod rules;
mod store;
pub mod trail;
pub mod upcoming;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::outbox::{self, Happening, Job};
use crate::request::text;
use crate::{house, seating};
use chrono::TimeDelta;
use rules::SaleWindow;
use shared::catalogue::{
    Performance, PerformanceCard, PerformanceState, PlacesLeft, Price, Rate, Sale, Show, Venue, WritePerformance,
    WriteShow,
};
use shared::ids::{CategoryId, PerformanceId, PlanId, RateId, ShowId};
use shared::money::Money;
use shared::refusal::Refusal;
use std::collections::HashMap;

/// How long after its start a performance is still sold at the desk: people come late.
const DESK_CLOSES_AFTER: TimeDelta = TimeDelta::hours(1);

/// Who looks: visitors see what is published, the box office sees drafts as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    Public,
    BoxOffice,
}

/// A performance whose places may be bought now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnSale {
    pub performance: PerformanceId,
    pub show: ShowId,
    pub plan: PlanId,
    pub starts_at: Moment,
}

/// What the places of a performance cost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// In the order in which they are offered; the first is the default.
    pub rates: Vec<Rate>,
    pub prices: HashMap<(CategoryId, RateId), Money>,
    pub vat_rate_bp: i32,
    /// The show that is played.
    pub show: Option<ShowId>,
}

/// A performance with what stands around it, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Facts {
    id: PerformanceId,
    show: ShowId,
    show_slug: String,
    show_title: String,
    show_published: bool,
    venue: Venue,
    plan: PlanId,
    starts_at: Moment,
    doors_at: Option<Moment>,
    window: SaleWindow,
    vat_rate_bp: i32,
    note: String,
    version: i64,
}

impl Facts {
    fn is_shown_to(&self, audience: Audience) -> bool {
        audience == Audience::BoxOffice || (self.show_published && self.window.state != PerformanceState::Draft)
    }
}

impl Offer {
    /// What somebody may choose: hidden rates only if a voucher opens them.
    #[must_use]
    pub fn open_to(mut self, opened: Option<RateId>) -> Self {
        self.rates.retain(|rate| !rate.hidden || Some(rate.id) == opened);
        let offered: Vec<RateId> = self.rates.iter().map(|rate| rate.id).collect();
        self.prices.retain(|(_, rate), _| offered.contains(rate));
        self
    }

    pub fn has_hidden(&self) -> bool {
        self.rates.iter().any(|rate| rate.hidden)
    }

    /// The prices in the order of the rates, then of the categories.
    fn listed(&self) -> Vec<Price> {
        let of_rate = |rate: &Rate| {
            let rate = rate.id;
            let here = self.prices.iter().filter(move |((_, of), _)| *of == rate);
            let mut here: Vec<Price> = here
                .map(|((category, rate), price)| Price { category: *category, rate: *rate, price: *price })
                .collect();
            here.sort_by_key(|price| price.category);
            here
        };
        self.rates.iter().flat_map(of_rate).collect()
    }
}

/// The plan of a performance that visitors may see; a draft is not found.
pub fn plan_of(conn: &mut Conn, performance: PerformanceId) -> Fallible<PlanId> {
    Ok(find(conn, performance, Audience::Public)?.plan)
}

/// The performance, if its places may be bought now; else the reason why not. A draft is not found.
pub fn on_sale(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<OnSale> {
    let facts = find(conn, performance, Audience::Public)?;
    match facts.window.at(now) {
        Sale::Open { .. } => Ok(OnSale { performance, show: facts.show, plan: facts.plan, starts_at: facts.starts_at }),
        Sale::NotYet { opens_at } => Err(Refusal::NotOnSale { opens_at: Some(opens_at), closed: false }.into()),
        Sale::Closed => Err(Refusal::NotOnSale { opens_at: None, closed: true }.into()),
        Sale::Cancelled => Err(Refusal::PerformanceCancelled.into()),
    }
}

/// The performance, if the desk may sell its places now: also before and after the sale on the site, until it is over
/// for good. A draft or a cancelled one is refused.
pub fn on_sale_at_desk(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<OnSale> {
    let facts = find(conn, performance, Audience::BoxOffice)?;
    match facts.window.state {
        PerformanceState::Cancelled => Err(Refusal::PerformanceCancelled.into()),
        PerformanceState::OnSale if now < facts.starts_at + DESK_CLOSES_AFTER => {
            Ok(OnSale { performance, show: facts.show, plan: facts.plan, starts_at: facts.starts_at })
        }
        _ => Err(Refusal::NotOnSale { opens_at: None, closed: true }.into()),
    }
}

/// Performances as lists show them, also past and cancelled ones. A fixed number of queries, however many are asked for.
pub fn cards(
    conn: &mut Conn,
    performances: &[PerformanceId],
    now: Moment,
) -> Fallible<HashMap<PerformanceId, PerformanceCard>> {
    if performances.is_empty() {
        return Ok(HashMap::new());
    }
    let found = store::performances::facts(conn, performances)?;
    let lowest = store::performances::lowest_prices(conn, performances)?;
    let left = places_left(conn, &found, now)?;
    let rules = house::rules(conn)?;
    let card = |facts: Facts| {
        let card = PerformanceCard {
            id: facts.id,
            show: facts.show,
            show_slug: facts.show_slug,
            show_title: facts.show_title,
            venue: facts.venue.id,
            venue_name: facts.venue.name,
            time_zone: facts.venue.time_zone,
            starts_at: facts.starts_at,
            sale: facts.window.at(now),
            places_left: left.get(&facts.id).copied().unwrap_or(PlacesLeft::SoldOut),
            from_price: lowest.get(&facts.id).map(|minor| rules.money(*minor)),
        };
        (facts.id, card)
    };
    Ok(found.into_iter().map(card).collect())
}

/// What places cost, by performance; one without prices has an empty offer.
pub fn offers(conn: &mut Conn, performances: &[PerformanceId]) -> Fallible<HashMap<PerformanceId, Offer>> {
    if performances.is_empty() {
        return Ok(HashMap::new());
    }
    let rules = house::rules(conn)?;
    let mut offers: HashMap<PerformanceId, Offer> = store::performances::vat_rates(conn, performances)?
        .into_iter()
        .map(|(performance, show, vat_rate_bp)| {
            (performance, Offer { vat_rate_bp, show: Some(show), ..Offer::default() })
        })
        .collect();
    for (performance, category, rate, minor) in store::performances::prices(conn, performances)? {
        let Some(offer) = offers.get_mut(&performance) else { continue };
        offer.prices.insert((category, rate.id), rules.money(minor));
        if offer.rates.iter().all(|known| known.id != rate.id) {
            offer.rates.push(rate);
        }
    }
    Ok(offers)
}

/// Every rate of the house, in the order in which they are offered.
pub fn rates(conn: &mut Conn) -> Fallible<Vec<Rate>> {
    store::rates(conn)
}

/// Makes a show; its address comes from its title and stays when the title changes.
pub fn create_show(conn: &mut Conn, request: &WriteShow, now: Moment) -> Fallible<Show> {
    let (request, search_key) = check_show(conn, request)?;
    let show = store::shows::insert(conn, &request, &search_key, now)?;
    programme::show(conn, show, Audience::BoxOffice, now)
}

/// Replaces what a show says; refused as outdated when somebody else changed it since `version`.
pub fn change_show(conn: &mut Conn, show: ShowId, version: i64, request: &WriteShow, now: Moment) -> Fallible<Show> {
    let (request, search_key) = check_show(conn, request)?;
    if !store::shows::update(conn, show, version, &request, &search_key, now)? {
        return Err(outdated_or_not_found(store::shows::by_id(conn, show)?.is_some()));
    }
    programme::show(conn, show, Audience::BoxOffice, now)
}

/// Makes a performance: on sale at once and until shortly before its start (the house's rule) unless told otherwise.
pub fn create_performance(conn: &mut Conn, request: &WritePerformance, now: Moment) -> Fallible<Performance> {
    let window = check_performance(conn, request, now)?;
    let performance = store::performances::insert(conn, request, window, now)?;
    store::performances::replace_prices(conn, performance, &request.prices)?;
    programme::performance(conn, performance, Audience::BoxOffice, now)
}

/// Replaces a performance and its prices; refused as outdated when somebody else changed it since `version`.
///
/// Once places are taken, show and plan stay and it cannot become a draft again.
pub fn change_performance(
    conn: &mut Conn,
    performance: PerformanceId,
    version: i64,
    request: &WritePerformance,
    now: Moment,
) -> Fallible<Performance> {
    // Whoever claims a seat meanwhile waits for us, or we see the claim.
    store::performances::lock(conn, performance)?;
    let before = find(conn, performance, Audience::BoxOffice)?;
    let opened_at = request.sale_opens_at.unwrap_or(before.window.opens_at.min(now));
    let window = check_performance(conn, request, opened_at)?;
    let is_taken = seating::taken(conn, &[performance], now)?.get(&performance).is_some_and(|taken| *taken > 0);
    if is_taken && request.plan != before.plan {
        return Err(Refusal::PlanInUse.into());
    }
    if is_taken && request.show != before.show {
        return Err(Error::invalid("show", "must stay while places are taken"));
    }
    if before.window.state == PerformanceState::Cancelled && request.state != PerformanceState::Cancelled {
        return Err(Error::invalid("state", "must stay cancelled"));
    }
    if is_taken && request.state == PerformanceState::Cancelled && before.window.state != request.state {
        return Err(Error::invalid("state", "is set by the cancellation, which pays back: places are taken"));
    }
    if is_taken && request.state == PerformanceState::Draft {
        return Err(Error::invalid("state", "must not be draft while places are taken"));
    }
    if !store::performances::update(conn, performance, version, request, window)? {
        return Err(outdated_or_not_found(true));
    }
    store::performances::replace_prices(conn, performance, &request.prices)?;
    let is_elsewhere = request.starts_at != before.starts_at || request.plan != before.plan;
    let about = match (before.window.state, request.state) {
        (PerformanceState::OnSale, PerformanceState::Cancelled) => {
            Some(Happening::PerformanceCancelled { performance })
        }
        (_, PerformanceState::OnSale) if is_elsewhere => {
            Some(Happening::PerformanceChanged { performance, version: version + 1 })
        }
        _ => None,
    };
    if let Some(about) = about {
        outbox::push(conn, &Job::Tell { about }, now)?;
    }
    programme::performance(conn, performance, Audience::BoxOffice, now)
}

/// Counts a comment that readers of the show now see (1) or no longer see (-1).
pub fn count_comment(conn: &mut Conn, show: ShowId, change: i64) -> Fallible<()> {
    store::shows::add_to_comment_count(conn, show, change)
}

fn check_show(conn: &mut Conn, request: &WriteShow) -> Fallible<(WriteShow, String)> {
    let cleaned = rules::clean_show(request)?;
    let genres = store::genres(conn)?;
    let above = cleaned.genre.map(|genre| rules::genre_and_above(&genres, genre));
    if above.as_ref().is_some_and(Vec::is_empty) {
        return Err(Error::invalid("genre", "there is no such genre"));
    }
    let genre_names = above.iter().flatten().map(|genre| genre.name.as_str());
    let people = cleaned.credits.iter().map(|credit| credit.name.as_str());
    let texts = [cleaned.title.as_str(), cleaned.subtitle.as_str()];
    let search_key = rules::search_key(texts.into_iter().chain(genre_names).chain(people));
    Ok((cleaned, search_key))
}

/// Refuses what cannot be played or sold, and says when it is sold.
fn check_performance(conn: &mut Conn, request: &WritePerformance, opens_at: Moment) -> Fallible<SaleWindow> {
    rules::check_times(request)?;
    text("note", &request.note, 0, rules::NOTE_MAX)?;
    if store::shows::by_id(conn, request.show)?.is_none() {
        return Err(Error::invalid("show", format!("there is no show {}", request.show)));
    }
    let categories = seating::categories(conn, request.plan)?;
    if categories.is_empty() {
        return Err(Error::invalid("plan", format!("there is no plan {}", request.plan)));
    }
    let categories: Vec<CategoryId> = categories.into_iter().map(|category| category.id).collect();
    let rates: Vec<RateId> = store::rates(conn)?.into_iter().map(|rate| rate.id).collect();
    let house = house::rules(conn)?;
    rules::check_prices(&request.prices, request.state, &categories, &rates, house.currency)?;
    Ok(SaleWindow {
        state: request.state,
        opens_at: request.sale_opens_at.unwrap_or(opens_at),
        closes_at: request.sale_closes_at.unwrap_or(request.starts_at - house.sale_closes),
    })
}

fn outdated_or_not_found(exists: bool) -> Error {
    if exists { Refusal::Outdated.into() } else { not_found() }
}

fn find(conn: &mut Conn, performance: PerformanceId, audience: Audience) -> Fallible<Facts> {
    let found = store::performances::facts(conn, &[performance])?.pop();
    found.filter(|facts| facts.is_shown_to(audience)).ok_or_else(not_found)
}

fn places_left(conn: &mut Conn, of: &[Facts], now: Moment) -> Fallible<HashMap<PerformanceId, PlacesLeft>> {
    let mut plans: Vec<PlanId> = of.iter().map(|facts| facts.plan).collect();
    plans.sort_unstable();
    plans.dedup();
    let performances: Vec<PerformanceId> = of.iter().map(|facts| facts.id).collect();
    let capacity = seating::capacity(conn, &plans)?;
    let taken = seating::taken(conn, &performances, now)?;
    let left = |facts: &Facts| {
        let capacity = capacity.get(&facts.plan).copied().unwrap_or(0);
        let taken = taken.get(&facts.id).copied().unwrap_or(0);
        (facts.id, PlacesLeft::of(capacity - taken, capacity))
    };
    Ok(of.iter().map(left).collect())
}

fn not_found() -> Error {
    Refusal::NotFound.into()
}
