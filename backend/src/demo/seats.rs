//! How people fill a house: in small groups, near the middle first, leaving no single seat if they can.

use super::dice::Dice;

/// A place as it is chosen from: where it is, and whether it is left for those who need it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// The seat's position in the list it came from.
    pub seat: usize,
    /// Seats with the same number are side by side, in the order in which they come.
    pub block: usize,
    /// From the middle of the stage's edge.
    pub distance: f32,
    pub is_reserved: bool,
}

/// The free seats of one performance, as rows of neighbours.
pub struct House {
    runs: Vec<Vec<Spot>>,
}

impl House {
    /// All seats free. Neighbours must come one after the other.
    pub fn new(spots: &[Spot]) -> Self {
        let runs = spots.chunk_by(|a, b| a.block == b.block && a.is_reserved == b.is_reserved);
        Self { runs: runs.map(<[Spot]>::to_vec).collect() }
    }

    pub fn free(&self) -> usize {
        self.runs.iter().map(Vec::len).sum()
    }

    /// Seats for a group, side by side if there is room, else wherever; fewer when the house is full.
    pub fn take(&mut self, people: usize, dice: &mut Dice) -> Vec<usize> {
        let fits = |run: &Vec<Spot>| run.len() >= people && run.iter().all(|spot| !spot.is_reserved);
        let best = |run: &Vec<Spot>| run.iter().map(|spot| spot.distance).fold(f32::MAX, f32::min);
        let mut rows: Vec<(f32, usize)> = self
            .runs
            .iter()
            .enumerate()
            .filter(|(_, run)| fits(run))
            .map(|(number, run)| (best(run) * dice.real(0.8, 1.6), number))
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        match rows.first() {
            Some((_, row)) => self.take_from(*row, people),
            None => self.take_anywhere(people),
        }
    }

    fn take_from(&mut self, row: usize, people: usize) -> Vec<usize> {
        if row >= self.runs.len() {
            return vec![];
        }
        let run = self.runs.swap_remove(row);
        let last = run.len() - people.min(run.len());
        let leaves_one = |start: usize| usize::from(start == 1) + usize::from(last - start == 1);
        let far = |start: usize| -> f32 { run.iter().skip(start).take(people).map(|spot| spot.distance).sum() };
        let start = (0..=last).min_by(|a, b| leaves_one(*a).cmp(&leaves_one(*b)).then(far(*a).total_cmp(&far(*b))));
        let start = start.unwrap_or(0);
        let taken = run.iter().skip(start).take(people).map(|spot| spot.seat).collect();
        let before: Vec<Spot> = run.iter().take(start).copied().collect();
        let after: Vec<Spot> = run.iter().skip(start + people).copied().collect();
        self.runs.extend([before, after].into_iter().filter(|run| !run.is_empty()));
        taken
    }

    fn take_anywhere(&mut self, people: usize) -> Vec<usize> {
        // Those kept for wheelchairs go last.
        self.runs.sort_by_key(|run| (run.iter().any(|spot| spot.is_reserved), run.len()));
        let mut taken = vec![];
        for run in &mut self.runs {
            let wanted = people - taken.len();
            taken.extend(run.drain(..wanted.min(run.len())).map(|spot| spot.seat));
        }
        self.runs.retain(|run| !run.is_empty());
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn house() -> House {
        let spot = |seat: usize| Spot {
            seat,
            block: seat / 10,
            distance: f32::from(u8::try_from(seat % 10).unwrap()) + 1.0,
            is_reserved: seat >= 48,
        };
        House::new(&(0..50).map(spot).collect::<Vec<_>>())
    }

    #[test]
    fn groups_sit_together_until_the_house_is_full_and_nobody_sits_on_another() {
        let (mut house, mut dice) = (house(), Dice::new("seats", 1));
        let mut taken = HashSet::new();
        let group = house.take(4, &mut dice);
        assert!(group.windows(2).all(|pair| pair[1] == pair[0] + 1), "{group:?}");
        taken.extend(group);
        while house.free() > 0 {
            for seat in house.take(3, &mut dice) {
                assert!(taken.insert(seat));
            }
        }
        assert_eq!(taken.len(), 50);
        assert_eq!(house.take(2, &mut dice), Vec::<usize>::new());
    }

    #[test]
    fn spaces_for_wheelchairs_are_taken_last() {
        let (mut house, mut dice) = (house(), Dice::new("seats", 2));
        let mut taken = vec![];
        while house.free() > 2 {
            taken.extend(house.take(1, &mut dice));
        }
        assert!(taken.iter().all(|seat| *seat < 48));
    }
}
