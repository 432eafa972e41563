//! The best seats for some people: together in one row, nearest to where the eyes go; else nearly together, with nobody
//! alone. Spaces for wheelchairs and the seats of those who come along are only for those who ask for them.

use super::draft::{centre, distance};
use super::rules::{Cell, left_alone};
use shared::ids::{SeatId, ZoneId};
use shared::seating::Point;
use std::collections::BTreeMap;

/// From how many runs of free seats a divided party is looked for, starting with those nearest to the point.
const ANCHORS: usize = 80;

/// Whether a free seat may be picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pick {
    Gladly,
    /// Only when there is nothing else: the view is restricted.
    Reluctantly,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    pub seat: SeatId,
    pub at: Point,
    /// Never [`Cell::Chosen`].
    pub cell: Cell,
    pub pick: Pick,
}

/// Seats side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub zone: ZoneId,
    pub seats: Vec<Candidate>,
}

/// Seats for `count` people, nearest to `near`; none when they cannot be seated without leaving somebody alone.
pub fn best_available(blocks: &[Block], count: usize, near: Point) -> Option<Vec<SeatId>> {
    if count == 0 {
        return None;
    }
    let together = |pick, may_leave_alone| together(blocks, count, near, pick, may_leave_alone);
    together(Pick::Gladly, false)
        .or_else(|| together(Pick::Gladly, true))
        .or_else(|| together(Pick::Reluctantly, false))
        .or_else(|| together(Pick::Reluctantly, true))
        .or_else(|| divided_in_one_zone(blocks, count, near, Pick::Gladly))
        .or_else(|| divided_in_one_zone(blocks, count, near, Pick::Reluctantly))
        .or_else(|| divided(&runs(blocks, Pick::Gladly), count, near).map(|(_, seats)| seats))
        .or_else(|| divided(&runs(blocks, Pick::Reluctantly), count, near).map(|(_, seats)| seats))
}

/// The party side by side in one row.
fn together(blocks: &[Block], count: usize, near: Point, pick: Pick, may_leave_alone: bool) -> Option<Vec<SeatId>> {
    let mut best: Option<(f64, &[Candidate])> = None;
    for block in blocks {
        for (start, window) in block.seats.windows(count).enumerate() {
            if !window.iter().all(|seat| may_take(seat, pick)) {
                continue;
            }
            let far = distance(middle(window), near);
            let is_better = best.is_none_or(|(best, _)| far < best);
            if is_better && (may_leave_alone || !leaves_alone(block, start, count)) {
                best = Some((far, window));
            }
        }
    }
    best.map(|(_, window)| window.iter().map(|seat| seat.seat).collect())
}

fn may_take(seat: &Candidate, pick: Pick) -> bool {
    seat.cell == Cell::Free && seat.pick <= pick
}

fn leaves_alone(block: &Block, start: usize, count: usize) -> bool {
    let chosen = start..start + count;
    let cell = |(index, seat): (usize, &Candidate)| if chosen.contains(&index) { Cell::Chosen } else { seat.cell };
    let cells: Vec<Cell> = block.seats.iter().enumerate().map(cell).collect();
    !left_alone(&cells).is_empty()
}

/// At least two free seats side by side that may be picked.
struct Run<'a> {
    block: &'a Block,
    start: usize,
    seats: &'a [Candidate],
    middle: Point,
}

impl Run<'_> {
    /// So many of the run's seats, nearest to a point, leaving nobody alone if possible.
    fn nearest(&self, count: usize, near: Point) -> Option<&[Candidate]> {
        let windows = || self.seats.windows(count).enumerate();
        let far = |window: &[Candidate]| distance(middle(window), near);
        let kind = windows().filter(|(index, _)| !leaves_alone(self.block, self.start + index, count));
        let kind = kind.min_by(|(_, a), (_, b)| far(a).total_cmp(&far(b)));
        let any = || windows().min_by(|(_, a), (_, b)| far(a).total_cmp(&far(b)));
        kind.or_else(any).map(|(_, window)| window)
    }
}

fn runs(blocks: &[Block], pick: Pick) -> Vec<Run<'_>> {
    let mut found = Vec::new();
    for block in blocks {
        let mut start = 0;
        for seats in block.seats.split(|seat| !may_take(seat, pick)) {
            if seats.len() > 1 {
                found.push(Run { block, start, seats, middle: middle(seats) });
            }
            start += seats.len() + 1;
        }
    }
    found
}

fn divided_in_one_zone(blocks: &[Block], count: usize, near: Point, pick: Pick) -> Option<Vec<SeatId>> {
    let mut zones: BTreeMap<ZoneId, Vec<Run<'_>>> = BTreeMap::new();
    for run in runs(blocks, pick) {
        zones.entry(run.block.zone).or_default().push(run);
    }
    let found = zones.values().filter_map(|runs| divided(runs, count, near));
    found.min_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, seats)| seats)
}

/// The party in groups of two and more that sit near each other and near the point, with what they cost in distance.
fn divided(runs: &[Run<'_>], count: usize, near: Point) -> Option<(f64, Vec<SeatId>)> {
    let mut anchors: Vec<&Run<'_>> = runs.iter().collect();
    anchors.sort_by(|a, b| distance(a.middle, near).total_cmp(&distance(b.middle, near)));
    let around = |anchor: &&Run<'_>| around(runs, anchor.middle, count, near);
    anchors.iter().take(ANCHORS).filter_map(around).min_by(|(a, _), (b, _)| a.total_cmp(b))
}

/// The party in the runs nearest to an anchor.
fn around(runs: &[Run<'_>], anchor: Point, count: usize, near: Point) -> Option<(f64, Vec<SeatId>)> {
    let mut nearest: Vec<&Run<'_>> = runs.iter().collect();
    nearest.sort_by(|a, b| distance(a.middle, anchor).total_cmp(&distance(b.middle, anchor)));
    let groups = groups(&nearest.iter().map(|run| run.seats.len()).collect::<Vec<_>>(), count)?;
    let mut seats = Vec::with_capacity(count);
    let mut cost = 0.0_f64;
    for (run, size) in groups {
        let group = nearest.get(run)?.nearest(size, anchor)?;
        cost = cost.max(distance(middle(group), anchor));
        seats.extend_from_slice(group);
    }
    cost += distance(middle(&seats), near);
    Some((cost, seats.iter().map(|seat| seat.seat).collect()))
}

/// Divides `count` people over the first runs that can hold them, in groups of two and more: (run, group) pairs.
fn groups(lengths: &[usize], count: usize) -> Option<Vec<(usize, usize)>> {
    // For each number of people that the runs so far can hold: the last run used and how many sit there.
    let mut last: Vec<Option<(usize, usize)>> = vec![None; count + 1];
    let is_held =
        |last: &[Option<(usize, usize)>], people: usize| people == 0 || last.get(people).is_some_and(Option::is_some);
    for (run, length) in lengths.iter().enumerate() {
        // From the top, so that a run is used once.
        for people in (2..=count).rev() {
            let group = (2..=people.min(*length)).rev().find(|group| is_held(&last, people - group));
            if let (false, Some(group), Some(entry)) = (is_held(&last, people), group, last.get_mut(people)) {
                *entry = Some((run, group));
            }
        }
        if is_held(&last, count) {
            break;
        }
    }
    let mut found = Vec::new();
    let mut left = count;
    while left > 0 {
        let (run, group) = last.get(left).copied().flatten()?;
        found.push((run, group));
        left -= group;
    }
    found.reverse();
    Some(found)
}

fn middle(seats: &[Candidate]) -> Point {
    let points: Vec<Point> = seats.iter().map(|seat| seat.at).collect();
    centre(&points).unwrap_or(Point { x: 0.0, y: 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    /// A zone a word, a row a text between slashes; a space is an aisle. `.` free, `r` restricted view, `x` taken,
    /// `w` wheelchair space. Seats are numbered from 0 through the house, row 0 is nearest to the stage.
    fn house(zones: &[&str]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let (mut number, mut y) = (0, 0);
        for (zone, rows) in (0..).zip(zones) {
            for row in rows.split('/') {
                let mut x = 0;
                for part in row.split(' ') {
                    let mut seats = Vec::new();
                    for symbol in part.chars() {
                        seats.push(Candidate {
                            seat: SeatId(number),
                            at: Point { x: f64::from(x), y: f64::from(y) },
                            cell: match symbol {
                                'x' => Cell::Taken,
                                'w' => Cell::Space,
                                _ => Cell::Free,
                            },
                            pick: match symbol {
                                '.' => Pick::Gladly,
                                'r' => Pick::Reluctantly,
                                _ => Pick::Never,
                            },
                        });
                        number += 1;
                        x += 1;
                    }
                    x += 1;
                    blocks.push(Block { zone: ZoneId(zone), seats });
                }
                y += 1;
            }
            y += 5;
        }
        blocks
    }

    fn best(zones: &[&str], count: usize, x: f64) -> Option<Vec<i64>> {
        let found = best_available(&house(zones), count, Point { x, y: -1.0 });
        found.map(|seats| seats.iter().map(|seat| seat.0).collect())
    }

    #[test]
    fn together_in_the_middle_of_the_first_row() {
        assert_eq!(best(&["......./......."], 3, 3.0), Some(vec![2, 3, 4]));
    }

    #[test]
    fn leaves_nobody_alone_when_there_is_another_row() {
        assert_eq!(best(&["x...x/......"], 2, 2.1), Some(vec![7, 8]));
        assert_eq!(best(&["x...x"], 2, 1.0), Some(vec![1, 2]), "nothing else is left");
    }

    #[test]
    fn an_aisle_parts() {
        assert_eq!(best(&[".. ..xx/x...."], 3, 0.0), Some(vec![7, 8, 9]));
    }

    #[test]
    fn a_divided_party_has_nobody_alone() {
        assert_eq!(best(&["..x..x../x.x.x.x.x"], 4, 0.0), Some(vec![0, 1, 3, 4]));
        assert_eq!(best(&["..x..", "...xx"], 5, 0.0), Some(vec![0, 1, 5, 6, 7]), "across zones");
        assert_eq!(best(&["..x..x.."], 3, 0.0), None, "somebody would be alone");
        assert_eq!(best(&["...x...x"], 4, 0.0), Some(vec![1, 2, 4, 5]));
    }

    #[test]
    fn wheelchair_spaces_are_not_for_everybody_and_restricted_views_come_last() {
        assert_eq!(best(&["ww../...."], 2, 2.5), Some(vec![2, 3]));
        assert_eq!(best(&["wwww"], 1, 0.0), None);
        assert_eq!(best(&["rr/../rr"], 2, 0.0), Some(vec![2, 3]));
        assert_eq!(best(&["rr/x."], 2, 0.0), Some(vec![0, 1]));
        assert_eq!(best(&["...."], 0, 0.0), None);
        assert_eq!(best(&["...."], 5, 0.0), None);
    }

    fn chosen(blocks: &[Block], seats: &[SeatId]) -> Vec<Vec<Cell>> {
        let wanted: HashSet<SeatId> = seats.iter().copied().collect();
        let cell = |seat: &Candidate| if wanted.contains(&seat.seat) { Cell::Chosen } else { seat.cell };
        blocks.iter().map(|block| block.seats.iter().map(cell).collect()).collect()
    }

    /// Every choice of `count` seats, tried one after the other.
    fn every_choice(blocks: &[Block], count: usize) -> Vec<Vec<SeatId>> {
        let free: Vec<SeatId> = blocks
            .iter()
            .flat_map(|block| &block.seats)
            .filter(|seat| may_take(seat, Pick::Gladly))
            .map(|seat| seat.seat)
            .collect();
        (0_u32..1 << free.len())
            .filter(|bits| usize::try_from(bits.count_ones()) == Ok(count))
            .map(|bits| free.iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1).map(|(_, seat)| *seat).collect())
            .collect()
    }

    fn groups_of(blocks: &[Block], seats: &[SeatId]) -> Vec<usize> {
        let rows = chosen(blocks, seats);
        let groups = rows.iter().flat_map(|row| row.split(|cell| *cell != Cell::Chosen));
        groups.map(<[Cell]>::len).filter(|length| *length > 0).collect()
    }

    fn zones_of(blocks: &[Block], seats: &[SeatId]) -> usize {
        let has = |block: &&Block| block.seats.iter().any(|seat| seats.contains(&seat.seat));
        blocks.iter().filter(has).map(|block| block.zone).collect::<HashSet<_>>().len()
    }

    /// How good a choice is, best first: together without leaving one, together, in one zone, across zones.
    fn rank(blocks: &[Block], seats: &[SeatId]) -> Option<u8> {
        let groups = groups_of(blocks, seats);
        let leaves_one = chosen(blocks, seats).iter().any(|row| !left_alone(row).is_empty());
        match groups.len() {
            1 if !leaves_one => Some(0),
            1 => Some(1),
            _ if groups.contains(&1) => None,
            _ if zones_of(blocks, seats) == 1 => Some(2),
            _ => Some(3),
        }
    }

    fn far(blocks: &[Block], seats: &[SeatId], near: Point) -> f64 {
        let seats: Vec<Candidate> =
            blocks.iter().flat_map(|block| &block.seats).filter(|seat| seats.contains(&seat.seat)).copied().collect();
        distance(middle(&seats), near)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn agrees_with_trying_everything(
            stalls in "[.x]{2,5}( [.x]{1,3})?(/[.xw]{2,4})?",
            balcony in "[.x]{1,4}",
            count in 1_usize..6,
            x in 0_u8..6,
        ) {
            let blocks = house(&[&stalls, &balcony]);
            let near = Point { x: f64::from(x), y: -1.0 };
            let choices = every_choice(&blocks, count);
            let best_rank = choices.iter().filter_map(|seats| rank(&blocks, seats)).min();
            let found = best_available(&blocks, count, near);
            prop_assert_eq!(found.as_ref().and_then(|seats| rank(&blocks, seats)), best_rank);
            let Some(found) = found else { return Ok(()) };
            prop_assert_eq!(found.len(), count);
            if best_rank < Some(2) {
                let nearest = choices
                    .iter()
                    .filter(|seats| rank(&blocks, seats) == best_rank)
                    .map(|seats| far(&blocks, seats, near))
                    .fold(f64::MAX, f64::min);
                prop_assert!(far(&blocks, &found, near) <= nearest + 1e-9);
            }
        }
    }
}
