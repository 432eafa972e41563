//! Where the arrow keys lead: the nearest seat in a direction, as an eye would choose it.

use super::scene::Scene;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Left,
    Right,
    Up,
    Down,
}

/// How steep a step may be at first: as far across as along.
const NARROW: f64 = 1.0;
/// And when nothing is found so: nearly square to the direction.
const WIDE: f64 = 5.0;
/// How much a step aside counts against a step along.
const ASIDE: f64 = 1.6;

/// The seat that an arrow key leads to; none at the edge of the house.
pub fn towards(scene: &Scene, from: usize, way: Way) -> Option<usize> {
    let spot = scene.spot(from)?;
    if matches!(way, Way::Left | Way::Right)
        && let Some(beside) = beside(scene, from, way)
    {
        return Some(beside);
    }
    let search = |steep: f64| {
        let mut best: Option<(f64, usize)> = None;
        for (number, other) in scene.seats.iter().enumerate() {
            let (x, y) = (other.at.x - spot.at.x, other.at.y - spot.at.y);
            let (along, aside) = match way {
                Way::Left => (-x, y.abs()),
                Way::Right => (x, y.abs()),
                Way::Up => (-y, x.abs()),
                Way::Down => (y, x.abs()),
            };
            // Seats of the same curved row are not above or below each other.
            let own_row = other.line == spot.line && matches!(way, Way::Up | Way::Down);
            if along <= spot.radius * 0.5 || aside > along * steep || (own_row && steep < WIDE) {
                continue;
            }
            let cost = along + aside * ASIDE;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, number));
            }
        }
        best.map(|(_, number)| number)
    };
    search(NARROW).or_else(|| search(WIDE))
}

/// The next seat of the same row, when it lies that way more than up or down.
fn beside(scene: &Scene, from: usize, way: Way) -> Option<usize> {
    let spot = scene.spot(from)?;
    let line = scene.lines.get(spot.line)?;
    [from.checked_sub(1), from.checked_add(1)]
        .into_iter()
        .flatten()
        .filter(|number| line.seats.contains(number))
        .filter_map(|number| scene.spot(number).map(|other| (number, other)))
        .find(|(_, other)| {
            let x = other.at.x - spot.at.x;
            let y = (other.at.y - spot.at.y).abs();
            y <= x.abs() * 1.5 && if way == Way::Left { x < 0.0 } else { x > 0.0 }
        })
        .map(|(number, _)| number)
}

/// The leftmost (Home) and rightmost (End) seat of the row.
pub fn row_ends(scene: &Scene, from: usize) -> Option<(usize, usize)> {
    let line = scene.lines.get(scene.spot(from)?.line)?;
    let (first, last) = (line.seats.start, line.seats.end.checked_sub(1)?);
    let runs_left = scene.spot(first)?.at.x > scene.spot(last)?.at.x;
    Some(if runs_left { (last, first) } else { (first, last) })
}

/// Where the focus starts: the seat nearest to where the eyes go.
pub fn start(scene: &Scene) -> Option<usize> {
    let focus = scene.plan.focus;
    let away =
        |number: &usize| scene.spot(*number).map_or(f64::INFINITY, |spot| super::geometry::distance(spot.at, focus));
    (0..scene.seats.len()).min_by(|a, b| away(a).total_cmp(&away(b)))
}

#[cfg(test)]
mod tests {
    use super::super::scene::tests::{house, plan, seat};
    use super::*;
    use shared::seating::{LabelAt, Row};
    use std::rc::Rc;

    /// Rows on half circles around the stage, as in a horseshoe.
    fn horseshoe() -> Scene {
        let rows = (0..5_i32)
            .map(|row| Row {
                label: row.to_string(),
                label_at: LabelAt::Both,
                seats: (0..21_i32)
                    .map(|at| {
                        let turn = f64::from(at - 10) * 9.0_f64.to_radians();
                        let far = 150.0 + 30.0 * f64::from(row);
                        seat(i64::from(row * 21 + at), far * turn.sin(), far * turn.cos())
                    })
                    .collect(),
            })
            .collect();
        Scene::new(Rc::new(plan(rows)))
    }

    fn reachable(scene: &Scene) -> usize {
        let mut seen = vec![false; scene.seats.len()];
        let mut open = vec![start(scene).unwrap()];
        while let Some(number) = open.pop() {
            if std::mem::replace(&mut seen[number], true) {
                continue;
            }
            for way in [Way::Left, Way::Right, Way::Up, Way::Down] {
                open.extend(towards(scene, number, way));
            }
        }
        seen.into_iter().filter(|seen| *seen).count()
    }

    #[test]
    fn arrows_go_straight_in_straight_rows() {
        let scene = house(3);
        assert_eq!(towards(&scene, 14, Way::Left), Some(13));
        assert_eq!(towards(&scene, 14, Way::Right), Some(15));
        assert_eq!(towards(&scene, 14, Way::Up), Some(4));
        assert_eq!(towards(&scene, 14, Way::Down), Some(24));
    }

    #[test]
    fn at_the_edge_there_is_nowhere_to_go() {
        let scene = house(3);
        assert_eq!(towards(&scene, 10, Way::Left), None);
        assert_eq!(towards(&scene, 29, Way::Down), None);
        assert_eq!(towards(&scene, 19, Way::Right), None);
    }

    #[test]
    fn every_seat_of_a_house_can_be_reached_by_arrows() {
        for scene in [house(6), horseshoe()] {
            assert_eq!(reachable(&scene), scene.seats.len());
        }
    }

    #[test]
    fn left_and_right_follow_a_curved_row() {
        let scene = horseshoe();
        assert_eq!(towards(&scene, 21 + 10, Way::Right), Some(21 + 11));
        assert_eq!(towards(&scene, 21 + 6, Way::Left), Some(21 + 5));
    }

    #[test]
    fn home_and_end_are_the_ends_as_they_are_seen() {
        let scene = house(2);
        assert_eq!(row_ends(&scene, 13), Some((10, 19)));
        let backwards = Row {
            label: "B".to_owned(),
            label_at: LabelAt::Both,
            seats: (0..4).map(|at| seat(at, -30.0 * f64::from(i32::try_from(at).unwrap()), 0.0)).collect(),
        };
        let scene = Scene::new(Rc::new(plan(vec![backwards])));
        assert_eq!(row_ends(&scene, 1), Some((3, 0)));
        assert_eq!(towards(&scene, 0, Way::Left), Some(1));
    }
}
