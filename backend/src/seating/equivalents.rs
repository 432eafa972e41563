//! Places of another performance that are as good as those somebody has: the same seats if they are free, else as near and as
//! much together as can be, of the same category.

use super::{Holder, Place, Wanted, claim, claim_best, claim_free, reading, store};
use crate::clock::Moment;
use crate::db::{Conn, attempt};
use crate::error::Fallible;
use shared::ids::{CategoryId, PerformanceId, PlanId, SeatId};
use shared::refusal::Refusal;
use shared::seating::SeatKind;
use std::collections::HashSet;

/// Where places are looked for, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Search {
    pub performance: PerformanceId,
    pub plan: PlanId,
    pub category: CategoryId,
    pub holder: Holder,
}

/// Takes a place for each of those in `had`, in their order, without an end.
///
/// Refuses `OnlyLeft` when there are not enough; what was taken so far stays to be undone with the transaction.
pub fn claim_equivalents(conn: &mut Conn, search: Search, had: &[Place], now: Moment) -> Fallible<Vec<SeatId>> {
    let own: Vec<SeatId> = had.iter().map(|place| place.seat).collect();
    if had.iter().all(|place| place.plan == search.plan) {
        let Search { performance, plan, holder, .. } = search;
        if attempt(conn, |conn| claim(conn, performance, plan, &own, holder, None, now))?.is_ok() {
            return Ok(own);
        }
    }
    let mut found: Vec<Option<SeatId>> = vec![None; had.len()];
    for kind in [Kind::Special(SeatKind::Wheelchair), Kind::Special(SeatKind::Companion), Kind::Numbered, Kind::Free] {
        let group: Vec<(usize, &Place)> = had.iter().enumerate().filter(|(_, place)| Kind::of(place) == kind).collect();
        let places: Vec<&Place> = group.iter().map(|(_, place)| *place).collect();
        let taken = take(conn, search, kind, &places, now)?;
        for ((index, _), seat) in group.iter().zip(taken) {
            if let Some(entry) = found.get_mut(*index) {
                *entry = Some(seat);
            }
        }
    }
    let found: Vec<SeatId> = found.into_iter().flatten().collect();
    if found.len() < had.len() {
        return Err(Refusal::OnlyLeft { available: count(found.len()) }.into());
    }
    Ok(found)
}

/// How many places of a category are free.
pub fn free_of(conn: &mut Conn, search: Search, now: Moment) -> Fallible<i64> {
    let taken: HashSet<SeatId> = reading::all_taken(conn, search.performance, now)?.into_iter().collect();
    let spots = store::spots(conn, search.plan)?;
    let numbered = spots.iter().filter(|spot| spot.category == search.category && !taken.contains(&spot.id)).count();
    let mut free = count(numbered);
    let zones = free_zones(conn, search)?;
    for left in super::free_in_zones(conn, &[search.performance], &zones, now)?.into_values() {
        free += left.max(0);
    }
    Ok(free)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// For those who need it; nobody else is put there, and they nowhere else.
    Special(SeatKind),
    Numbered,
    Free,
}

impl Kind {
    const fn of(place: &Place) -> Self {
        match place.label.kind {
            kind @ (SeatKind::Wheelchair | SeatKind::Companion) => Self::Special(kind),
            SeatKind::Standard | SeatKind::RestrictedView if place.label.numbered => Self::Numbered,
            SeatKind::Standard | SeatKind::RestrictedView => Self::Free,
        }
    }
}

fn take(conn: &mut Conn, search: Search, kind: Kind, had: &[&Place], now: Moment) -> Fallible<Vec<SeatId>> {
    if had.is_empty() {
        return Ok(Vec::new());
    }
    match kind {
        Kind::Special(kind) => take_special(conn, search, kind, had.len(), now),
        Kind::Numbered => {
            let mut found = take_numbered(conn, search, had, now)?;
            found.extend(take_free(conn, search, had.len() - found.len(), now)?);
            Ok(found)
        }
        Kind::Free => {
            let mut found = take_free(conn, search, had.len(), now)?;
            let rest = had.get(found.len()..).unwrap_or_default();
            found.extend(take_numbered(conn, search, rest, now)?);
            Ok(found)
        }
    }
}

fn take_special(conn: &mut Conn, search: Search, kind: SeatKind, wanted: usize, now: Moment) -> Fallible<Vec<SeatId>> {
    store::lock_plan(conn, search.plan)?;
    let taken: HashSet<SeatId> = reading::all_taken(conn, search.performance, now)?.into_iter().collect();
    let spots = store::spots(conn, search.plan)?;
    let is_one =
        |spot: &&store::Spot| spot.kind == kind && spot.category == search.category && !taken.contains(&spot.id);
    let seats: Vec<SeatId> = spots.iter().filter(is_one).take(wanted).map(|spot| spot.id).collect();
    claim(conn, search.performance, search.plan, &seats, search.holder, None, now)?;
    Ok(seats)
}

/// The best seats together, else one by one.
fn take_numbered(conn: &mut Conn, search: Search, had: &[&Place], now: Moment) -> Fallible<Vec<SeatId>> {
    let Some(first) = had.first() else { return Ok(Vec::new()) };
    let like = Some(first.seat).filter(|_| first.plan == search.plan);
    let mut want = Wanted { count: count(had.len()), category: Some(search.category), zone: None, like };
    let Search { performance, plan, holder, .. } = search;
    if let Some(seats) = claim_best(conn, performance, plan, want, holder, None, now)? {
        return Ok(seats);
    }
    let mut found = Vec::new();
    want.count = 1;
    while found.len() < had.len() {
        let Some(seats) = claim_best(conn, performance, plan, want, holder, None, now)? else { break };
        want.like = seats.first().copied().or(want.like);
        found.extend(seats);
    }
    Ok(found)
}

/// Places without a number, of as few zones as need be.
fn take_free(conn: &mut Conn, search: Search, wanted: usize, now: Moment) -> Fallible<Vec<SeatId>> {
    let mut found = Vec::new();
    for zone in free_zones(conn, search)? {
        let missing = wanted.saturating_sub(found.len());
        if missing == 0 {
            break;
        }
        let Search { performance, plan, holder, .. } = search;
        found.extend(claim_free(conn, performance, plan, zone, count(missing), holder, None, now)?);
    }
    Ok(found)
}

fn free_zones(conn: &mut Conn, search: Search) -> Fallible<Vec<shared::ids::ZoneId>> {
    let zones = store::zones(conn, search.plan)?;
    let of_category = zones.iter().filter(|zone| !zone.numbered && zone.category == Some(search.category));
    Ok(of_category.map(|zone| zone.id).collect())
}

fn count(places: usize) -> i64 {
    i64::try_from(places).unwrap_or(i64::MAX)
}
