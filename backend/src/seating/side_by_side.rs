//! From the seats of a plan to blocks of seats side by side, which the rules look at.

use super::Wanted;
use super::best_available::{Block, Candidate, Pick};
use super::rules::{self, Cell};
use super::store::Spot;
use shared::ids::SeatId;
use shared::seating::SeatKind;
use std::collections::HashSet;

/// The plan's numbered seats as they stand side by side.
pub fn blocks(spots: &[Spot], taken: &HashSet<SeatId>, want: Wanted) -> Vec<Block> {
    let candidate =
        |spot: &Spot| Candidate { seat: spot.id, at: spot.at, cell: cell(spot, taken), pick: choosable(spot, want) };
    spots
        .chunk_by(is_side_by_side)
        .filter_map(|block| Some(Block { zone: block.first()?.zone, seats: block.iter().map(candidate).collect() }))
        .collect()
}

fn choosable(spot: &Spot, want: Wanted) -> Pick {
    let is_wanted = want.category.is_none_or(|category| category == spot.category)
        && want.zone.is_none_or(|zone| zone == spot.zone);
    match spot.kind {
        SeatKind::Standard if is_wanted => Pick::Gladly,
        SeatKind::RestrictedView if is_wanted => Pick::Reluctantly,
        _ => Pick::Never,
    }
}

fn cell(spot: &Spot, taken: &HashSet<SeatId>) -> Cell {
    match spot.kind {
        SeatKind::Wheelchair => Cell::Space,
        _ if taken.contains(&spot.id) => Cell::Taken,
        _ => Cell::Free,
    }
}

fn is_side_by_side(a: &Spot, b: &Spot) -> bool {
    (a.zone, a.row, a.block) == (b.zone, b.row, b.block)
}

/// The free seats of some rows that a choice leaves alone although it need not.
pub fn lonely(spots: &[Spot], taken: &HashSet<SeatId>, chosen: &[SeatId]) -> Vec<SeatId> {
    let mut found = Vec::new();
    for block in spots.chunk_by(is_side_by_side) {
        let cell = |spot: &Spot| match cell(spot, taken) {
            Cell::Free | Cell::Taken if chosen.contains(&spot.id) => Cell::Chosen,
            cell => cell,
        };
        let cells: Vec<Cell> = block.iter().map(cell).collect();
        found.extend(rules::lonely(&cells).into_iter().filter_map(|index| block.get(index)).map(|spot| spot.id));
    }
    found
}
