//! Seating plans and who has which seat. A published plan never changes; a claim says that somebody has a seat of a
//! performance, until an end or for good.

mod best_available;
pub mod board;
pub mod cache;
mod claims;
mod draft;
mod drawing;
pub mod equivalents;
mod format;
mod free_plan;
pub mod http;
mod lonely;
mod publishing;
mod rules;
mod side_by_side;
mod store;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use board::Board;
use chrono::TimeDelta;
pub use claims::PerformanceSeat;
pub use claims::filling::{Filling, filling};
pub use claims::reading::Shown;
use claims::{Known, reading};
use draft::Draft;
use shared::basket::PlaceLabel;
use shared::ids::{CategoryId, OrderId, PerformanceId, PlanId, SeatId, VenueId, ZoneId};
use shared::refusal::Refusal;
use shared::seating::{Category, PlanImported, Point, SeatingPlan};
use std::collections::{HashMap, HashSet};

/// How long a claim that has ended is remembered.
const REMEMBERED: TimeDelta = TimeDelta::days(7);
/// How often seats are picked for somebody before the answer is that others are faster.
const PICKS: u32 = 4;

/// Who has a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    Basket(i64),
    Order(OrderId),
}

/// A place of a plan and how it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub seat: SeatId,
    pub plan: PlanId,
    pub zone: ZoneId,
    pub category: CategoryId,
    pub label: PlaceLabel,
}

/// Which seats are wanted for some people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub count: i64,
    /// Any when absent.
    pub category: Option<CategoryId>,
    /// Any zone of numbered seats when absent.
    pub zone: Option<ZoneId>,
    /// Near to this seat instead of where the eyes go.
    pub like: Option<SeatId>,
}

/// A file that was read and understood, ready to be published.
#[derive(Debug)]
pub struct PlanFile {
    plan: Draft,
    ignored: Vec<String>,
    document: String,
}

/// Reads a pretix seating plan; the refusal lists what is wrong, by path. Needs no database and takes a while.
pub fn read_plan(file: &[u8]) -> Fallible<PlanFile> {
    let format::Understood { plan, ignored } = format::read(file).map_err(|errors| Refusal::PlanInvalid { errors })?;
    let document = String::from_utf8_lossy(file).into_owned();
    Ok(PlanFile { plan, ignored, document })
}

/// Publishes a plan under the next version of its name. A venue that is not there is refused.
pub fn publish(conn: &mut Conn, venue: VenueId, file: &PlanFile, now: Moment) -> Fallible<PlanImported> {
    let (plan, version) = publishing::publish(conn, venue, &file.plan, &file.document, now)?;
    let seats = i64::try_from(file.plan.places()).unwrap_or(i64::MAX);
    Ok(PlanImported { plan, version, seats, ignored: file.ignored.clone() })
}

/// [`read_plan`] and [`publish`] in one.
pub fn import(conn: &mut Conn, venue: VenueId, file: &[u8], now: Moment) -> Fallible<PlanImported> {
    publish(conn, venue, &read_plan(file)?, now)
}

/// The file a plan was made of.
pub fn export(conn: &mut Conn, plan: PlanId) -> Fallible<String> {
    store::document(conn, plan)
}

/// A published plan as it is drawn.
pub fn plan(conn: &mut Conn, plan: PlanId) -> Fallible<SeatingPlan> {
    drawing::plan(conn, plan)
}

/// Which seats of a performance are free now, and how many places of each unnumbered zone.
pub fn board(conn: &mut Conn, performance: PerformanceId, plan: PlanId, now: Moment) -> Fallible<Board> {
    let zones = store::zones(conn, plan)?;
    let capacity = store::capacity(conn, &[plan])?.get(&plan).copied().unwrap_or(0);
    let unnumbered = zones.iter().filter(|zone| !zone.numbered).map(|zone| (zone.id, zone.capacity)).collect();
    Ok(Board::new((performance, plan), capacity, unnumbered, reading::shown(conn, performance, now)?, now))
}

/// How some seats of a performance look now.
pub fn shown(conn: &mut Conn, performance: PerformanceId, seats: &[SeatId], now: Moment) -> Fallible<Vec<Shown>> {
    reading::shown_of(conn, performance, seats, now)
}

/// The price levels of a plan, in its order.
pub fn categories(conn: &mut Conn, plan: PlanId) -> Fallible<Vec<Category>> {
    store::categories(conn, plan)
}

/// How many places each plan has.
pub fn capacity(conn: &mut Conn, plans: &[PlanId]) -> Fallible<HashMap<PlanId, i64>> {
    store::capacity(conn, plans)
}

/// How many places of each performance are not free; a performance without any is left out.
pub fn taken(conn: &mut Conn, performances: &[PerformanceId], now: Moment) -> Fallible<HashMap<PerformanceId, i64>> {
    reading::count_taken(conn, performances, now)
}

/// Whether there is a plan to play on.
pub fn has_plan(conn: &mut Conn) -> Fallible<bool> {
    store::has_plan(conn)
}

/// Where these seats are and how they are called; unknown ones are left out.
pub fn places(conn: &mut Conn, seats: &[SeatId]) -> Fallible<HashMap<SeatId, Place>> {
    store::places(conn, seats)
}

/// Takes these seats for the holder, all or none. One that is the holder's already keeps its end.
///
/// Refuses `SeatsUnknown` when one is not of the plan, `SeatsTaken` with those that others have.
pub fn claim(
    conn: &mut Conn,
    performance: PerformanceId,
    plan: PlanId,
    seats: &[SeatId],
    holder: Holder,
    until: Option<Moment>,
    now: Moment,
) -> Fallible<()> {
    // Always in the same order, so that two people who want the same seats wait for each other instead of forever.
    let mut seats = seats.to_vec();
    seats.sort_unstable();
    seats.dedup();
    let of_plan = store::of_plan(conn, plan, &seats)?;
    let unknown: Vec<SeatId> = seats.iter().copied().filter(|seat| !of_plan.contains(seat)).collect();
    if !unknown.is_empty() {
        return Err(Refusal::SeatsUnknown { seats: unknown }.into());
    }
    let known = claims::lock(conn, performance, &seats, now)?;
    refuse_taken(&known, holder)?;
    let ended: Vec<SeatId> = known.iter().filter(|known| !known.is_live).map(|known| known.seat).collect();
    let new: Vec<SeatId> = seats.iter().copied().filter(|seat| known.iter().all(|known| known.seat != *seat)).collect();
    let taken = claims::take_ended(conn, performance, &ended, holder, until, now)?
        + claims::take_new(conn, performance, &new, holder, until, now)?;
    if taken == ended.len() + new.len() {
        return Ok(());
    }
    // Somebody took one of them between the look and the taking.
    refuse_taken(&claims::lock(conn, performance, &seats, now)?, holder)?;
    Err(Refusal::SeatsTaken { seats }.into())
}

fn refuse_taken(known: &[Known], holder: Holder) -> Fallible<()> {
    let of_others = |known: &&Known| known.is_live && known.holder != Some(holder);
    let seats: Vec<SeatId> = known.iter().filter(of_others).map(|known| known.seat).collect();
    if seats.is_empty() { Ok(()) } else { Err(Refusal::SeatsTaken { seats }.into()) }
}

/// How many places of unnumbered zones are free, for each of these performances; other zones are left out.
pub fn free_in_zones(
    conn: &mut Conn,
    performances: &[PerformanceId],
    zones: &[ZoneId],
    now: Moment,
) -> Fallible<HashMap<(PerformanceId, ZoneId), i64>> {
    let capacities = store::unnumbered(conn, zones)?;
    let taken = reading::taken_in_zones(conn, performances, zones, now)?;
    let pairs = performances.iter().flat_map(|performance| capacities.iter().map(move |zone| (*performance, zone)));
    Ok(pairs
        .map(|(performance, (zone, capacity))| {
            let key = (performance, *zone);
            (key, capacity - taken.get(&key).copied().unwrap_or(0))
        })
        .collect())
}

/// Up to `count` free places of a zone without numbers, as [`claim_free`] would take them.
pub fn free_places(
    conn: &mut Conn,
    performance: PerformanceId,
    zone: ZoneId,
    count: i64,
    now: Moment,
) -> Fallible<Vec<SeatId>> {
    reading::free_of_zone(conn, performance, zone, count, now)
}

/// Those of some seats that somebody has, of any of some performances.
pub fn taken_of(
    conn: &mut Conn,
    performances: &[PerformanceId],
    seats: &[SeatId],
    now: Moment,
) -> Fallible<HashSet<PerformanceSeat>> {
    Ok(reading::taken_of(conn, performances, seats, now)?.into_iter().collect())
}

/// The category of a zone of places without a number; refused when the plan has no such zone.
pub fn category_of_zone(conn: &mut Conn, plan: PlanId, zone: ZoneId) -> Fallible<CategoryId> {
    let found = store::zones(conn, plan)?.into_iter().find(|found| found.id == zone);
    found.and_then(|zone| zone.category).ok_or_else(not_free_seating)
}

fn not_free_seating() -> Error {
    Error::invalid("zone", "is not free seating of this performance")
}

/// Takes up to `count` places of a zone without numbers, as many as are free; maybe none.
#[expect(clippy::too_many_arguments, reason = "each says something else, and none has a usual value")]
pub fn claim_free(
    conn: &mut Conn,
    performance: PerformanceId,
    plan: PlanId,
    zone: ZoneId,
    count: i64,
    holder: Holder,
    until: Option<Moment>,
    now: Moment,
) -> Fallible<Vec<SeatId>> {
    claims::lock_zone(conn, plan, zone)?.ok_or_else(not_free_seating)?;
    pick(conn, |conn| {
        let seats = reading::free_of_zone(conn, performance, zone, count, now)?;
        claim(conn, performance, plan, &seats, holder, until, now)?;
        Ok(seats)
    })
}

/// Looks and takes, and looks again when somebody was faster.
fn pick<T>(conn: &mut Conn, look_and_take: impl Fn(&mut Conn) -> Fallible<T>) -> Fallible<T> {
    for _ in 1..PICKS {
        match claims::all_or_nothing(conn, &look_and_take) {
            Err(Error::Refused(Refusal::SeatsTaken { .. })) => {}
            done => return done,
        }
    }
    look_and_take(conn)
}

/// The best seats for some people, all free; none when they cannot be seated with nobody alone.
pub fn best_available(
    conn: &mut Conn,
    performance: PerformanceId,
    plan: PlanId,
    want: Wanted,
    now: Moment,
) -> Fallible<Option<Vec<SeatId>>> {
    let Ok(count) = usize::try_from(want.count) else { return Ok(None) };
    let spots = store::spots(conn, plan)?;
    let taken: HashSet<SeatId> = reading::all_taken(conn, performance, now)?.into_iter().collect();
    let like = want.like.and_then(|like| spots.iter().find(|spot| spot.id == like)).map(|spot| spot.at);
    let near = match like {
        Some(at) => at,
        None => store::head(conn, plan)?.focus,
    };
    Ok(best_available::best_available(&side_by_side::blocks(&spots, &taken, want), count, near))
}

/// Takes the best seats for some people, or says that there are none.
pub fn claim_best(
    conn: &mut Conn,
    performance: PerformanceId,
    plan: PlanId,
    want: Wanted,
    holder: Holder,
    until: Option<Moment>,
    now: Moment,
) -> Fallible<Option<Vec<SeatId>>> {
    // Others who want the best seats wait here, instead of finding the same ones and losing them.
    store::lock_plan(conn, plan)?;
    pick(conn, |conn| {
        let found = best_available(conn, performance, plan, want, now)?;
        if let Some(seats) = &found {
            claim(conn, performance, plan, seats, holder, until, now)?;
        }
        Ok(found)
    })
}

/// For how many people there are seats that [`best_available`] finds, at most `want.count`.
pub fn most_available(
    conn: &mut Conn,
    performance: PerformanceId,
    plan: PlanId,
    want: Wanted,
    now: Moment,
) -> Fallible<i64> {
    let spots = store::spots(conn, plan)?;
    let taken: HashSet<SeatId> = reading::all_taken(conn, performance, now)?.into_iter().collect();
    let blocks = side_by_side::blocks(&spots, &taken, want);
    let anywhere = Point { x: 0.0, y: 0.0 };
    let fits = |count: &i64| {
        usize::try_from(*count).is_ok_and(|count| best_available::best_available(&blocks, count, anywhere).is_some())
    };
    Ok((1..=want.count).rev().find(fits).unwrap_or(0))
}

/// The free seats that a choice leaves alone although it need not, by performance; those with none are left out.
///
/// Asks the database the same number of times however large the choice is.
pub fn lonely(
    conn: &mut Conn,
    chosen: &[PerformanceSeat],
    now: Moment,
) -> Fallible<HashMap<PerformanceId, Vec<SeatId>>> {
    lonely::lonely(conn, chosen, now)
}

/// Gives the holder's live holds another end (none: until they are released); returns those that are still live.
pub fn renew(conn: &mut Conn, holder: Holder, until: Option<Moment>, now: Moment) -> Fallible<Vec<PerformanceSeat>> {
    claims::renew(conn, holder, until, now)
}

/// Frees these seats, as far as the holder still holds them.
pub fn release(conn: &mut Conn, holder: Holder, seats: &[PerformanceSeat], now: Moment) -> Fallible<()> {
    for (performance, seats) in claims::by_performance(seats) {
        claims::release(conn, holder, performance, &seats, now)?;
    }
    Ok(())
}

/// Frees everything that the holder still holds; sold seats stay sold.
pub fn release_all(conn: &mut Conn, holder: Holder, now: Moment) -> Fallible<()> {
    claims::release_all(conn, holder, now)?;
    Ok(())
}

/// Gives what a basket still holds to an order, until `until`; returns how many seats.
pub fn hand_over(conn: &mut Conn, from_basket: i64, to: OrderId, until: Moment, now: Moment) -> Fallible<i64> {
    claims::hand_over(conn, from_basket, to, until, now).map(count)
}

/// How many places of a performance baskets hold.
pub fn held_by_baskets(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<i64> {
    reading::held_by_baskets(conn, performance, now)
}

/// Frees what baskets hold of a performance that does not take place.
pub fn free_baskets(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<()> {
    claims::release_baskets(conn, performance, now)?;
    Ok(())
}

/// Sells an order what it still holds; returns how many seats.
pub fn sell(conn: &mut Conn, order: OrderId, now: Moment) -> Fallible<i64> {
    claims::sell(conn, order, now).map(count)
}

/// Frees seats that were sold to an order, after it was cancelled.
pub fn free_sold(conn: &mut Conn, order: OrderId, seats: &[PerformanceSeat], now: Moment) -> Fallible<()> {
    for (performance, seats) in claims::by_performance(seats) {
        claims::free_sold(conn, order, performance, &seats, now)?;
    }
    Ok(())
}

/// What the holder has: holds that have not ended, and sold seats.
pub fn claims_of(conn: &mut Conn, holder: Holder, now: Moment) -> Fallible<Vec<PerformanceSeat>> {
    claims::of_holder(conn, holder, now)
}

/// Forgets claims that ended long ago. Nothing waits for it: a claim that has ended counts as free at once.
pub fn expire(conn: &mut Conn, now: Moment) -> Fallible<()> {
    claims::remove_ended(conn, now - REMEMBERED)?;
    Ok(())
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
