//! Boxes, distances and the few conversions between counters and coordinates.

use crate::numbers;
use shared::seating::Point;

/// An upright box. An empty one has its edges the wrong way round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    /// Holds nothing until something is included.
    pub const EMPTY: Self =
        Self { left: f64::INFINITY, top: f64::INFINITY, right: f64::NEG_INFINITY, bottom: f64::NEG_INFINITY };

    pub const fn new(left: f64, top: f64, width: f64, height: f64) -> Self {
        Self { left, top, right: left + width, bottom: top + height }
    }

    pub fn is_empty(&self) -> bool {
        self.left > self.right || self.top > self.bottom
    }

    pub fn width(&self) -> f64 {
        (self.right - self.left).max(0.0)
    }

    pub fn height(&self) -> f64 {
        (self.bottom - self.top).max(0.0)
    }

    /// The middle; the origin when nothing was included.
    pub fn center(&self) -> Point {
        if self.is_empty() {
            return Point { x: 0.0, y: 0.0 };
        }
        Point { x: f64::midpoint(self.left, self.right), y: f64::midpoint(self.top, self.bottom) }
    }

    /// Grows to hold a circle.
    pub fn include(&mut self, at: Point, radius: f64) {
        self.left = self.left.min(at.x - radius);
        self.top = self.top.min(at.y - radius);
        self.right = self.right.max(at.x + radius);
        self.bottom = self.bottom.max(at.y + radius);
    }

    pub fn include_rect(&mut self, other: &Self) {
        self.left = self.left.min(other.left);
        self.top = self.top.min(other.top);
        self.right = self.right.max(other.right);
        self.bottom = self.bottom.max(other.bottom);
    }

    pub fn grown(&self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    pub fn contains(&self, at: Point) -> bool {
        at.x >= self.left && at.x <= self.right && at.y >= self.top && at.y <= self.bottom
    }

    /// Whether the other box lies wholly inside.
    pub fn encloses(&self, other: &Self) -> bool {
        other.left >= self.left && other.right <= self.right && other.top >= self.top && other.bottom <= self.bottom
    }

    pub fn meets(&self, other: &Self) -> bool {
        self.left <= other.right && other.left <= self.right && self.top <= other.bottom && other.top <= self.bottom
    }
}

pub fn distance(a: Point, b: Point) -> f64 {
    numbers::length(a.x - b.x, a.y - b.y)
}

/// The point turned around the origin by degrees, clockwise (y grows downwards).
pub fn turned(at: Point, degrees: f64) -> Point {
    let angle = degrees.to_radians();
    let (sin, cos) = (numbers::sin(angle), numbers::cos(angle));
    Point { x: at.x * cos - at.y * sin, y: at.x * sin + at.y * cos }
}

/// The whole part as a counter; what is negative or no number counts as 0.
#[expect(clippy::as_conversions, reason = "saturates by definition; std offers no other way from f64")]
pub const fn counted(value: f64) -> usize {
    value as usize
}

/// A counter as a coordinate; exact up to 2^53.
#[expect(clippy::as_conversions, reason = "counters here stay far below 2^53; std offers no other way to f64")]
pub const fn measured(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_box_takes_the_first_thing_as_it_is() {
        let mut rect = Rect::EMPTY;
        assert!(rect.is_empty());
        rect.include(Point { x: 3.0, y: 4.0 }, 1.0);
        assert_eq!(rect, Rect::new(2.0, 3.0, 2.0, 2.0));
    }

    #[test]
    fn turning_goes_clockwise_on_a_screen() {
        let at = turned(Point { x: 1.0, y: 0.0 }, 90.0);
        assert!(at.x.abs() < 1e-9 && (at.y - 1.0).abs() < 1e-9);
    }

    #[test]
    fn counting_saturates() {
        assert_eq!((counted(-3.0), counted(2.9), counted(f64::NAN)), (0, 2, 0));
    }
}
