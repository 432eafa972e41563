//! Seats side by side, and when a choice leaves one of them alone.

use shared::catalogue::PlacesLeft;

/// A seat of a block as the rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    Free,
    /// Somebody else's, or kept by the house.
    Taken,
    /// Of the choice that is looked at.
    Chosen,
    /// A space for a wheelchair, free or not: a seat next to it is never alone.
    Space,
}

/// Whether single seats still matter: not when few places are left, since nobody can be choosy then.
pub const fn minds_single_seats(free: i64, capacity: i64) -> bool {
    matches!(PlacesLeft::of(free, capacity), PlacesLeft::Plenty { .. })
}

/// The free seats that a choice leaves alone between taken ones, by their indexes in the block.
///
/// A seat at an aisle (an end of the block) or next to a wheelchair space is not alone. Seats that were alone before
/// the choice do not count.
pub fn left_alone(block: &[Cell]) -> Vec<usize> {
    stretches(block).into_iter().flat_map(|stretch| stretch.left_alone()).collect()
}

/// Those of [`left_alone`] that need not be: as many seats of the same stretch could be chosen with nobody left alone.
pub fn lonely(block: &[Cell]) -> Vec<usize> {
    stretches(block)
        .into_iter()
        .filter(|stretch| !stretch.must_leave_one())
        .flat_map(|stretch| stretch.left_alone())
        .collect()
}

/// Seats side by side that were free before the choice.
struct Stretch<'a> {
    start: usize,
    cells: &'a [Cell],
    /// Whether a taken seat is at its ends; else it is an aisle or a wheelchair space.
    closed_before: bool,
    closed_after: bool,
}

impl Stretch<'_> {
    fn left_alone(&self) -> Vec<usize> {
        let last = self.cells.len().saturating_sub(1);
        let closed = |index: Option<usize>, at_end: bool| match index.and_then(|index| self.cells.get(index)) {
            Some(cell) => *cell == Cell::Chosen,
            None => at_end,
        };
        let is_alone = |(index, cell): &(usize, &Cell)| {
            **cell == Cell::Free
                && self.cells.len() > 1
                && closed(index.checked_sub(1), self.closed_before)
                && closed((*index < last).then_some(index + 1), self.closed_after)
        };
        self.cells.iter().enumerate().filter(is_alone).map(|(index, _)| self.start + index).collect()
    }

    /// One seat is left of a stretch between taken seats: wherever it is, it is alone.
    fn must_leave_one(&self) -> bool {
        let free = self.cells.iter().filter(|cell| **cell == Cell::Free).count();
        free == 1 && self.closed_before && self.closed_after
    }
}

fn stretches(block: &[Cell]) -> Vec<Stretch<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for cells in block.split(|cell| matches!(cell, Cell::Taken | Cell::Space)) {
        let end = start + cells.len();
        let before = start.checked_sub(1).and_then(|index| block.get(index));
        let stretch = Stretch {
            start,
            cells,
            closed_before: before == Some(&Cell::Taken),
            closed_after: block.get(end) == Some(&Cell::Taken),
        };
        if !cells.is_empty() {
            found.push(stretch);
        }
        start = end + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `.` free, `x` taken, `o` chosen, `w` wheelchair space.
    fn block(text: &str) -> Vec<Cell> {
        let cell = |symbol| match symbol {
            '.' => Cell::Free,
            'x' => Cell::Taken,
            'o' => Cell::Chosen,
            'w' => Cell::Space,
            _ => panic!("{symbol}"),
        };
        text.chars().map(cell).collect()
    }

    #[test]
    fn a_seat_between_taken_ones_is_lonely() {
        assert_eq!(lonely(&block("xo.o.x")), [2, 4], "o and o could sit together");
        assert_eq!(lonely(&block("x.oo..x")), [1]);
        assert_eq!(lonely(&block("..o.x..")), [3]);
        assert_eq!(lonely(&block("x.oo.x")), [1, 4]);
    }

    #[test]
    fn nobody_is_lonely_at_an_aisle_or_next_to_a_wheelchair_space() {
        for text in [".oox", "oo.", "w.ox", "xo.w", "x...oo...x", "xoox", "x..oox"] {
            assert_eq!(lonely(&block(text)), [0_usize; 0], "{text}");
        }
    }

    #[test]
    fn who_has_no_other_choice_may_leave_one() {
        assert_eq!(lonely(&block("xoo.x")), [0_usize; 0]);
        assert_eq!(lonely(&block("xo.x")), [0_usize; 0]);
        assert_eq!(left_alone(&block("xoo.x")), [3]);
    }

    #[test]
    fn a_seat_that_was_alone_before_is_nobodys_fault() {
        assert_eq!(left_alone(&block("x.xoox")), [0_usize; 0]);
    }

    #[test]
    fn near_sell_out_nobody_minds() {
        assert!(minds_single_seats(200, 400));
        assert!(!minds_single_seats(40, 400));
        assert!(!minds_single_seats(11, 60));
    }

    /// Said again without cleverness: alone before and after, looked up seat by seat.
    fn slow_alone(block: &[Cell]) -> Vec<usize> {
        let taken = |cells: &[Cell], index: Option<usize>| {
            index.and_then(|index| cells.get(index)).is_some_and(|cell| matches!(cell, Cell::Taken | Cell::Chosen))
        };
        let alone = |cells: &[Cell], index: usize| {
            cells[index] == Cell::Free && taken(cells, index.checked_sub(1)) && taken(cells, Some(index + 1))
        };
        let before: Vec<Cell> =
            block.iter().map(|cell| if *cell == Cell::Chosen { Cell::Free } else { *cell }).collect();
        (0..block.len()).filter(|index| alone(block, *index) && !alone(&before, *index)).collect()
    }

    /// Tries every other choice of as many seats of the same stretch.
    fn slow_lonely(block: &[Cell]) -> Vec<usize> {
        let mut found = Vec::new();
        for index in slow_alone(block) {
            let open = |cell: &Cell| matches!(cell, Cell::Free | Cell::Chosen);
            let start = (0..index).rev().find(|i| !open(&block[*i])).map_or(0, |i| i + 1);
            let end = (index..block.len()).find(|i| !open(&block[*i])).unwrap_or(block.len());
            let chosen = block[start..end].iter().filter(|cell| **cell == Cell::Chosen).count();
            let other = (0_u32..1 << (end - start))
                .filter(|bits| usize::try_from(bits.count_ones()) == Ok(chosen))
                .any(|bits| {
                    let mut other = block.to_vec();
                    for (i, cell) in other[start..end].iter_mut().enumerate() {
                        *cell = if bits >> i & 1 == 1 { Cell::Chosen } else { Cell::Free };
                    }
                    slow_alone(&other).iter().all(|alone| !(start..end).contains(alone))
                });
            if other {
                found.push(index);
            }
        }
        found
    }

    proptest! {
        #[test]
        fn agrees_with_trying_everything(text in "[.xow]{0,12}") {
            let block = block(&text);
            prop_assert_eq!(left_alone(&block), slow_alone(&block));
            prop_assert_eq!(lonely(&block), slow_lonely(&block));
        }
    }
}
