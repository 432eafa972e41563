//! Rows from far away: seats side by side with the same sign become one band, thousands of seats a few strokes.

use super::brush::Painted;
use super::geometry::distance;
use super::layer::{Sight, Subject};
use shared::seating::Point;
use web_sys::{CanvasRenderingContext2d, Path2d};

/// A bend smaller than this, in pixels of the device, is drawn straight.
const BEND: f64 = 0.4;

/// Seats of one row that touch and look alike, from end to end.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The category's place; none for taken seats.
    pub category: Option<usize>,
    pub points: Vec<Point>,
}

/// Paints every row that reaches into the picture, at once.
pub fn paint(on: &CanvasRenderingContext2d, subject: &Subject, sight: &Sight) -> Painted {
    let paths: Vec<Path2d> = (0..=subject.palette.tints.len()).map(|_| Path2d::new()).collect::<Result<_, _>>()?;
    for line in 0..subject.scene.lines.len() {
        trace_line(&paths, subject, sight, line);
    }
    stroke(on, &paths, subject, sight)
}

/// Adds a row's bands to the paths: the first is for taken seats, the others for the categories.
pub fn trace_line(paths: &[Path2d], subject: &Subject, sight: &Sight, line: usize) {
    let radius = subject.scene.radius * sight.camera.scale * sight.dpr;
    let Some(line) = subject.scene.lines.get(line) else {
        return;
    };
    for band in bands(subject, sight, line.seats.clone()) {
        if let Some(path) = paths.get(band.category.map_or(0, |category| category + 1)) {
            trace(path, &band, radius * 0.8);
        }
    }
}

/// Draws the paths that [`trace_line`] filled.
pub fn stroke(on: &CanvasRenderingContext2d, paths: &[Path2d], subject: &Subject, sight: &Sight) -> Painted {
    let radius = subject.scene.radius * sight.camera.scale * sight.dpr;
    on.reset_transform()?;
    on.set_line_cap("butt");
    on.set_line_join("round");
    let colors = std::iter::once((&subject.palette.taken, 0.7))
        .chain(subject.palette.tints.iter().map(|tint| (&tint.fill, 1.6)));
    for (path, (color, width)) in paths.iter().zip(colors) {
        on.set_stroke_style_str(color);
        on.set_line_width((radius * width).max(0.8));
        on.stroke_with_path(path);
    }
    Ok(())
}

/// Splits a row where the sign changes or a gap is.
fn bands(subject: &Subject, sight: &Sight, seats: std::ops::Range<usize>) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    let mut last: Option<(Point, f64, i32)> = None;
    for number in seats {
        let Some(spot) = subject.scene.spot(number) else {
            continue;
        };
        let category = subject.is_free(number).then_some(spot.category);
        let at = sight.device(spot.at);
        let joined = last.is_some_and(|(before, radius, block)| {
            block == spot.block && distance(before, spot.at) <= (radius + spot.radius) * 1.6
        });
        match bands.last_mut() {
            Some(band) if joined && band.category == category => band.points.push(at),
            _ => bands.push(Band { category, points: vec![at] }),
        }
        last = Some((spot.at, spot.radius, spot.block));
    }
    bands
}

/// The corners that a line needs so that no point is farther from it than `BEND`.
fn corners(points: &[Point]) -> Vec<Point> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Vec::new();
    };
    let mut kept = vec![*first];
    let mut from = *first;
    let mut skipped: Vec<Point> = Vec::new();
    for (at, next) in points.iter().skip(1).zip(points.iter().skip(2)) {
        skipped.push(*at);
        if skipped.iter().any(|point| off_line(*point, from, *next) > BEND) {
            kept.push(*at);
            from = *at;
            skipped.clear();
        }
    }
    if points.len() > 1 {
        kept.push(*last);
    }
    kept
}

fn off_line(at: Point, from: Point, to: Point) -> f64 {
    let length = distance(from, to).max(f64::EPSILON);
    ((to.x - from.x) * (from.y - at.y) - (from.x - at.x) * (to.y - from.y)).abs() / length
}

/// Adds a band to the path, longer by `over` at both ends, as its seats are.
fn trace(path: &Path2d, band: &Band, over: f64) {
    let corners = corners(&band.points);
    let (Some(first), Some(last)) = (corners.first(), corners.last()) else {
        return;
    };
    let before_last = corners.iter().rev().nth(1).unwrap_or(first);
    let start = beyond(*first, *corners.get(1).unwrap_or(first), over, -1.0);
    let end = beyond(*last, *before_last, over, 1.0);
    path.move_to(start.x, start.y);
    for corner in corners.iter().skip(1).take(corners.len().saturating_sub(2)) {
        path.line_to(corner.x, corner.y);
    }
    path.line_to(end.x, end.y);
}

/// A point past the end, seen from its neighbour; `alone` says to which side when there is none.
fn beyond(end: Point, neighbour: Point, over: f64, alone: f64) -> Point {
    let length = distance(end, neighbour);
    if length < 1e-9 {
        return Point { x: end.x + over * alone, y: end.y };
    }
    Point { x: end.x + (end.x - neighbour.x) / length * over, y: end.y + (end.y - neighbour.y) / length * over }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_row_needs_two_corners_and_a_curved_one_few() {
        let straight: Vec<Point> = (0..40).map(|at| Point { x: f64::from(at) * 3.0, y: 7.0 }).collect();
        assert_eq!(corners(&straight).len(), 2);
        let curved: Vec<Point> = (0..40)
            .map(|at| {
                let turn = f64::from(at) * 0.02;
                Point { x: 200.0 * turn.cos(), y: 200.0 * turn.sin() }
            })
            .collect();
        let kept = corners(&curved);
        assert!(kept.len() > 3 && kept.len() < 20, "{}", kept.len());
        assert_eq!((kept.first(), kept.last()), (curved.first(), curved.last()));
    }

    #[test]
    fn one_seat_alone_still_has_a_length() {
        let at = Point { x: 5.0, y: 5.0 };
        let (start, end) = (beyond(at, at, 2.0, -1.0), beyond(at, at, 2.0, 1.0));
        assert!((end.x - start.x - 4.0).abs() < 1e-9);
    }
}
