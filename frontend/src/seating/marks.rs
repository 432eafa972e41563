//! The signs of the map as vector paths of radius 1, for the canvas and the legend alike: a shape for each category, so
//! that colour is never the only sign, and a glyph for each kind of place.

use shared::seating::SeatKind;

/// Shapes of about the same weight. Beyond them, categories repeat a shape with a hole in it.
const SHAPES: [&str; 6] = [
    "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1-1 0Z",
    "M-.6-.9H.6Q.9-.9 .9-.6V.6Q.9 .9 .6 .9H-.6Q-.9 .9-.9 .6V-.6Q-.9-.9-.6-.9Z",
    "M0-1.18L1.18 0L0 1.18L-1.18 0Z",
    "M-.95 .9V-.05A.95 .95 0 0 1 .95-.05V.9Z",
    "M1.05 0L.53 .92H-.53L-1.05 0L-.53-.92H.53Z",
    "M0-1.12L1.12 .86H-1.12Z",
];
/// A small round hole.
pub const HOLE: &str = "M-.34 0A.34 .34 0 1 1 .34 0A.34 .34 0 1 1-.34 0Z";
/// One's own seat.
pub const CHECK: &str = "M-.45 .02L-.13 .36L.46-.34";
/// A seat that somebody else just took.
pub const CROSS: &str = "M-.5-.5L.5 .5M.5-.5L-.5 .5";

/// The outline of the category's seats.
pub fn shape(category: usize) -> &'static str {
    SHAPES.get(category % SHAPES.len()).copied().unwrap_or_default()
}

/// Whether the category shares its outline with an earlier one and has a hole to tell them apart.
pub const fn has_hole(category: usize) -> bool {
    (category / SHAPES.len()) % 2 == 1
}

/// What is drawn, as lines, on a place that is not an ordinary seat.
pub const fn glyph(kind: SeatKind) -> Option<&'static str> {
    match kind {
        SeatKind::Standard => None,
        SeatKind::Wheelchair => Some("M-.14-.62V.06H.24L.46 .5M-.34-.12A.36 .36 0 1 0 .2 .36M-.2-.62H-.08"),
        SeatKind::Companion => Some("M0-.45V.45M-.45 0H.45"),
        SeatKind::RestrictedView => Some("M-.58 0Q0-.62 .58 0Q0 .62-.58 0ZM-.48 .48L.48-.48"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn twelve_categories_are_told_apart_without_colour() {
        let signs: BTreeSet<_> = (0..12).map(|category| (shape(category), has_hole(category))).collect();
        assert_eq!(signs.len(), 12);
    }
}
