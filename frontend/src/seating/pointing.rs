//! Which seats stand out on the map: mine, lost ones, those an explanation speaks of.

use super::board::{Board, Look, Word};
use super::overlay::Marks;
use super::scene::Scene;

/// What the map draws above the seats.
pub fn marks(scene: &Scene, looks: &[Look], board: &Board) -> Marks {
    let above: Vec<usize> = looks
        .iter()
        .enumerate()
        .filter(|(_, look)| matches!(look, Look::Mine | Look::Lost))
        .map(|(number, _)| number)
        .collect();
    let waits = |number: &usize| scene.spot(*number).is_some_and(|spot| board.is_waiting(spot.id));
    let ringed = match &board.word {
        Some(Word::Lonely { seats, .. }) => seats.iter().filter_map(|seat| scene.number_of(*seat)).collect(),
        _ => Vec::new(),
    };
    Marks { waiting: above.iter().copied().filter(waits).collect(), above, ringed, focus: None }
}

/// The first seat that an explanation speaks of.
pub fn pointed_at(scene: &Scene, word: &Word) -> Option<usize> {
    match word {
        Word::Taken { seats } | Word::Gone { seats } | Word::Lonely { seats, .. } => {
            seats.first().and_then(|seat| scene.number_of(*seat))
        }
        Word::Refused(_) | Word::Unreachable => None,
    }
}
