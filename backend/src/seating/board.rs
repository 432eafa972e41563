//! The seats of one performance as everybody sees them, kept in memory and brought up to date by what changed. It knows when
//! holds end, so that time passing needs no question to the database.

use super::Shown;
use crate::clock::Moment;
use shared::ids::{PerformanceId, PlanId, ZoneId};
use shared::live::SeatsChanged;
use shared::seating::{SeatStatus, SeatStatuses, ZoneFree};
use std::collections::{BTreeMap, BTreeSet};

/// What is taken, and how it came to be so.
#[derive(Debug, Clone)]
pub struct Board {
    performance: PerformanceId,
    plan: PlanId,
    /// How many numbered seats there are; their positions are their indexes.
    numbered: usize,
    /// Zones of places without numbers and how many they have.
    unnumbered: Vec<(ZoneId, i64)>,
    /// Places that are not free, by position.
    taken: BTreeMap<i32, Shown>,
    /// When which holds end.
    ends: BTreeSet<(Moment, i32)>,
    version: i64,
}

impl Board {
    /// A board on which nothing is taken but `taken`. `capacity` counts all places of the plan.
    pub fn new(
        (performance, plan): (PerformanceId, PlanId),
        capacity: i64,
        unnumbered: Vec<(ZoneId, i64)>,
        taken: Vec<Shown>,
        now: Moment,
    ) -> Self {
        let numbered = capacity - unnumbered.iter().map(|(_, places)| places).sum::<i64>();
        let mut board = Self {
            performance,
            plan,
            numbered: usize::try_from(numbered).unwrap_or(0),
            unnumbered,
            taken: BTreeMap::new(),
            ends: BTreeSet::new(),
            version: now.timestamp_micros(),
        };
        for shown in taken {
            board.put(shown);
        }
        board
    }

    pub const fn version(&self) -> i64 {
        self.version
    }

    /// When the next hold ends.
    pub fn next_end(&self) -> Option<Moment> {
        self.ends.first().map(|(end, _)| *end)
    }

    /// How many places are free.
    pub fn free(&self) -> i64 {
        let places = i64::try_from(self.numbered).unwrap_or(i64::MAX);
        let all = places + self.unnumbered.iter().map(|(_, places)| places).sum::<i64>();
        all - i64::try_from(self.taken.len()).unwrap_or(i64::MAX)
    }

    /// Everything as it is sent.
    pub fn statuses(&self) -> SeatStatuses {
        let mut seats = vec![SeatStatus::Free.symbol(); self.numbered];
        for (position, shown) in &self.taken {
            if let Some(seat) = self.index(*position, shown.zone).and_then(|index| seats.get_mut(index)) {
                *seat = shown.status.symbol();
            }
        }
        SeatStatuses {
            performance: self.performance,
            plan: self.plan,
            version: self.version,
            seats: seats.into_iter().collect(),
            zones: self.unnumbered.iter().map(|(zone, _)| self.zone_free(*zone)).collect(),
        }
    }

    /// Takes over how some places look now, and lets holds end; says what changed, if anything did.
    pub fn apply(&mut self, seen: &[Shown], now: Moment) -> Option<SeatsChanged> {
        let mut changed = BTreeMap::new();
        for shown in seen {
            changed.entry(shown.position).or_insert_with(|| self.status(shown.position));
            self.put(*shown);
        }
        let zones: BTreeMap<i32, ZoneId> = seen.iter().map(|shown| (shown.position, shown.zone)).collect();
        self.end_holds(now, changed, zones)
    }

    /// Lets holds end whose time is over; says what changed, if anything did.
    pub fn expire(&mut self, now: Moment) -> Option<SeatsChanged> {
        self.end_holds(now, BTreeMap::new(), BTreeMap::new())
    }

    /// Becomes what `fresh` shows; says what changed, if anything did. None also when nothing of the two can be compared:
    /// then the version is another one.
    pub fn replace(&mut self, fresh: Self, now: Moment) -> Option<SeatsChanged> {
        if (fresh.plan, fresh.numbered, &fresh.unnumbered) != (self.plan, self.numbered, &self.unnumbered) {
            let version = self.next_version(now);
            *self = Self { version, ..fresh };
            return None;
        }
        let freed = self.taken.values().filter(|shown| !fresh.taken.contains_key(&shown.position));
        let freed = freed.map(|shown| Shown { status: SeatStatus::Free, until: None, ..*shown });
        let seen: Vec<Shown> = freed.chain(fresh.taken.values().copied()).collect();
        self.apply(&seen, now)
    }

    fn end_holds(
        &mut self,
        now: Moment,
        mut before: BTreeMap<i32, SeatStatus>,
        mut zones: BTreeMap<i32, ZoneId>,
    ) -> Option<SeatsChanged> {
        while let Some((_, position)) = self.ends.first().copied().filter(|(end, _)| *end <= now) {
            let Some(shown) = self.taken.get(&position).copied() else { break };
            before.entry(position).or_insert(shown.status);
            zones.insert(position, shown.zone);
            self.put(Shown { status: SeatStatus::Free, until: None, ..shown });
        }
        let (mut seats, mut counts) = (Vec::new(), BTreeSet::new());
        for (position, before) in before {
            let after = self.status(position);
            let Some(zone) = zones.get(&position).filter(|_| before != after) else { continue };
            match self.index(position, *zone).and_then(|index| u32::try_from(index).ok()) {
                Some(index) => seats.push((index, after.symbol())),
                None => {
                    counts.insert(*zone);
                }
            }
        }
        if seats.is_empty() && counts.is_empty() {
            return None;
        }
        let from = self.version;
        self.version = self.next_version(now);
        let zones = counts.into_iter().map(|zone| self.zone_free(zone)).collect();
        Some(SeatsChanged { performance: self.performance, from, to: self.version, seats, zones })
    }

    fn put(&mut self, shown: Shown) {
        if let Some(Shown { until: Some(until), .. }) = self.taken.remove(&shown.position) {
            self.ends.remove(&(until, shown.position));
        }
        if shown.status == SeatStatus::Free {
            return;
        }
        self.taken.insert(shown.position, shown);
        if let Some(until) = shown.until {
            self.ends.insert((until, shown.position));
        }
    }

    fn status(&self, position: i32) -> SeatStatus {
        self.taken.get(&position).map_or(SeatStatus::Free, |shown| shown.status)
    }

    /// The place's index on the map; none for a place without a number.
    fn index(&self, position: i32, zone: ZoneId) -> Option<usize> {
        let is_numbered = self.unnumbered.iter().all(|(unnumbered, _)| *unnumbered != zone);
        usize::try_from(position).ok().filter(|_| is_numbered)
    }

    fn zone_free(&self, zone: ZoneId) -> ZoneFree {
        let places = self.unnumbered.iter().find(|(id, _)| *id == zone).map_or(0, |(_, places)| *places);
        let taken = self.taken.values().filter(|shown| shown.zone == zone).count();
        ZoneFree { zone, free: places - i64::try_from(taken).unwrap_or(0) }
    }

    /// The moment, but always later than the version before, so that no two states have the same.
    fn next_version(&self, now: Moment) -> i64 {
        now.timestamp_micros().max(self.version + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeDelta, TimeZone, Utc};
    use proptest::prelude::*;

    const FLOOR: ZoneId = ZoneId(1);
    const GALLERY: ZoneId = ZoneId(2);

    fn at(second: i64) -> Moment {
        Utc.with_ymd_and_hms(2026, 11, 24, 20, 0, 0).unwrap() + TimeDelta::seconds(second)
    }

    /// Six seats and four places in a gallery.
    fn board(taken: Vec<Shown>) -> Board {
        Board::new((PerformanceId(1), PlanId(1)), 10, vec![(GALLERY, 4)], taken, at(0))
    }

    fn shown(position: i32, status: SeatStatus, until: Option<i64>) -> Shown {
        let zone = if position < 6 { FLOOR } else { GALLERY };
        Shown { position, zone, status, until: until.map(at) }
    }

    #[test]
    fn changes_are_told_once_and_compactly() {
        let mut board = board(vec![shown(0, SeatStatus::Sold, None), shown(7, SeatStatus::Held, Some(60))]);
        assert_eq!((board.statuses().seats.as_str(), board.statuses().zones[0].free), ("s.....", 3));
        let held = [shown(2, SeatStatus::Held, Some(30)), shown(8, SeatStatus::Sold, None)];
        let changed = board.apply(&held, at(1)).unwrap();
        assert_eq!((changed.seats, changed.zones[0].free, changed.from), (vec![(2, 'h')], 2, at(0).timestamp_micros()));
        assert_eq!(board.apply(&held, at(2)), None, "nothing changed");
        // Held for longer is no change, but it ends later.
        assert_eq!(board.apply(&[shown(2, SeatStatus::Held, Some(90))], at(3)), None);
        let ended = board.expire(at(60)).unwrap();
        assert_eq!((ended.seats, ended.zones[0].free), (Vec::new(), 3));
        assert_eq!(board.expire(at(90)).unwrap().seats, [(2, '.')]);
        assert_eq!(board.next_end(), None);
        assert_eq!(board.free(), 8);
    }

    /// A state in which each place is free, held until a second, sold or kept.
    fn states() -> impl Strategy<Value = Vec<Shown>> {
        let one = (0..10_i32, 0..4_u8, 1..100_i64).prop_map(|(position, kind, until)| match kind {
            0 => shown(position, SeatStatus::Free, None),
            1 => shown(position, SeatStatus::Sold, None),
            2 => shown(position, SeatStatus::Blocked, None),
            _ => shown(position, SeatStatus::Held, Some(until)),
        });
        proptest::collection::vec(one, 0..12)
    }

    proptest! {
        /// Whoever applies every change has what a fresh look shows, and versions never repeat.
        #[test]
        fn changes_lead_to_the_same_board(steps in proptest::collection::vec((states(), 0..8_i64), 1..12)) {
            let mut board = board(Vec::new());
            let mut page = board.statuses();
            let mut model: BTreeMap<i32, Shown> = BTreeMap::new();
            let mut second = 0;
            for (seen, wait) in steps {
                second += wait;
                let live: Vec<Shown> =
                    seen.into_iter().filter(|shown| shown.until.is_none_or(|until| until > at(second))).collect();
                model.extend(live.iter().map(|shown| (shown.position, *shown)));
                model.retain(|_, shown| shown.until.is_none_or(|until| until > at(second)));
                if let Some(changed) = board.apply(&live, at(second)) {
                    prop_assert_eq!(changed.from, page.version);
                    prop_assert!(changed.to > changed.from);
                    page.version = changed.to;
                    let mut seats: Vec<char> = page.seats.chars().collect();
                    for (index, symbol) in changed.seats {
                        prop_assert_ne!(seats[usize::try_from(index).unwrap()], symbol);
                        seats[usize::try_from(index).unwrap()] = symbol;
                    }
                    page.seats = seats.into_iter().collect();
                    for zone in changed.zones {
                        *page.zones.iter_mut().find(|known| known.zone == zone.zone).unwrap() = zone;
                    }
                }
                prop_assert_eq!(&page, &board.statuses());
                let taken = model.values().copied().filter(|shown| shown.status != SeatStatus::Free).collect();
                let mut fresh = super::tests::board(taken);
                fresh.version = board.version;
                prop_assert_eq!(fresh.statuses(), board.statuses());
            }
        }
    }
}
