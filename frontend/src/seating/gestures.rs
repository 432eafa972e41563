//! Fingers, pens and mice turned into what they mean: drag, pinch, tap, double tap, fling.

use super::geometry::distance;
use shared::seating::Point;

/// A press that moves farther than this is a drag, in pixels.
const TAP_SLOP: f64 = 8.0;
/// A longer press is no tap, in milliseconds.
const TAP_MS: f64 = 600.0;
/// Two taps this near in time and place are a double tap.
const DOUBLE_MS: f64 = 320.0;
const DOUBLE_SLOP: f64 = 32.0;
/// How far back a fling looks for its speed, in milliseconds.
const FLING_MS: f64 = 90.0;

/// What the last event meant. Places and ways are in pixels of the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    Nothing,
    Drag {
        by: Point,
    },
    /// Two fingers: enlarge by the factor around the place, and move.
    Pinch {
        at: Point,
        factor: f64,
        by: Point,
    },
    Tap {
        at: Point,
        double: bool,
    },
    /// Let go in motion: pixels per millisecond.
    Fling {
        velocity: Point,
    },
}

#[derive(Clone, Copy, Debug)]
struct Finger {
    id: i32,
    at: Point,
    down_at: Point,
    down_ms: f64,
}

/// The pointers that are down. Times are milliseconds of the events' clock.
#[derive(Clone, Debug, Default)]
pub struct Gestures {
    fingers: Vec<Finger>,
    /// Whether this press has become a drag or a pinch, so that letting go is no tap.
    dragging: bool,
    trail: Vec<(f64, Point)>,
    last_tap: Option<(f64, Point)>,
}

impl Gestures {
    pub fn is_dragging(&self) -> bool {
        self.dragging && !self.fingers.is_empty()
    }

    pub fn down(&mut self, id: i32, at: Point, now: f64) {
        self.fingers.retain(|finger| finger.id != id);
        if self.fingers.is_empty() {
            self.dragging = false;
            self.trail.clear();
        } else {
            self.dragging = true;
        }
        self.fingers.push(Finger { id, at, down_at: at, down_ms: now });
    }

    pub fn moved(&mut self, id: i32, at: Point, now: f64) -> Gesture {
        let before = self.span();
        let Some(finger) = self.fingers.iter_mut().find(|finger| finger.id == id) else {
            return Gesture::Nothing;
        };
        let from = finger.at;
        if !self.dragging && distance(finger.down_at, at) <= TAP_SLOP {
            return Gesture::Nothing;
        }
        finger.at = at;
        self.dragging = true;
        let by = Point { x: at.x - from.x, y: at.y - from.y };
        match (before, self.span()) {
            (Some((old_middle, old_width)), Some((middle, width))) => Gesture::Pinch {
                at: middle,
                factor: width.max(1.0) / old_width.max(1.0),
                by: Point { x: middle.x - old_middle.x, y: middle.y - old_middle.y },
            },
            _ => {
                self.trail.retain(|(time, _)| now - time < FLING_MS);
                self.trail.push((now, at));
                Gesture::Drag { by }
            }
        }
    }

    pub fn up(&mut self, id: i32, at: Point, now: f64) -> Gesture {
        let Some(place) = self.fingers.iter().position(|finger| finger.id == id) else {
            return Gesture::Nothing;
        };
        let finger = self.fingers.remove(place);
        if !self.fingers.is_empty() {
            self.trail.clear();
            return Gesture::Nothing;
        }
        if self.dragging {
            return self.fling(now);
        }
        if now - finger.down_ms > TAP_MS {
            return Gesture::Nothing;
        }
        let double =
            self.last_tap.is_some_and(|(time, before)| now - time < DOUBLE_MS && distance(before, at) < DOUBLE_SLOP);
        self.last_tap = (!double).then_some((now, at));
        Gesture::Tap { at, double }
    }

    /// The system took the pointer away: nothing was meant.
    pub fn cancel(&mut self, id: i32) {
        self.fingers.retain(|finger| finger.id != id);
        self.trail.clear();
    }

    fn fling(&self, now: f64) -> Gesture {
        let recent: Vec<&(f64, Point)> = self.trail.iter().filter(|(time, _)| now - time < FLING_MS).collect();
        let (Some((start, from)), Some((_, to))) = (recent.first(), recent.last()) else {
            return Gesture::Nothing;
        };
        let elapsed = now - start;
        if elapsed < 1.0 || distance(*from, *to) < TAP_SLOP {
            return Gesture::Nothing;
        }
        Gesture::Fling { velocity: Point { x: (to.x - from.x) / elapsed, y: (to.y - from.y) / elapsed } }
    }

    /// Middle and distance of the first two fingers.
    fn span(&self) -> Option<(Point, f64)> {
        let [a, b, ..] = self.fingers.as_slice() else {
            return None;
        };
        let middle = Point { x: f64::midpoint(a.at.x, b.at.x), y: f64::midpoint(a.at.y, b.at.y) };
        Some((middle, distance(a.at, b.at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_press_that_trembles_is_a_tap() {
        let mut hand = Gestures::default();
        hand.down(1, at(50.0, 50.0), 0.0);
        assert_eq!(hand.moved(1, at(53.0, 51.0), 20.0), Gesture::Nothing);
        assert_eq!(hand.up(1, at(53.0, 51.0), 80.0), Gesture::Tap { at: at(53.0, 51.0), double: false });
    }

    #[test]
    fn the_second_tap_is_double_and_the_third_is_not() {
        let mut hand = Gestures::default();
        let mut doubles = Vec::new();
        for number in 0..3 {
            let now = f64::from(number) * 200.0;
            hand.down(1, at(10.0, 10.0), now);
            if let Gesture::Tap { double, .. } = hand.up(1, at(10.0, 10.0), now + 30.0) {
                doubles.push(double);
            }
        }
        assert_eq!(doubles, [false, true, false]);
    }

    #[test]
    fn a_drag_moves_then_flings_and_never_taps() {
        let mut hand = Gestures::default();
        hand.down(1, at(0.0, 0.0), 0.0);
        assert_eq!(hand.moved(1, at(20.0, 0.0), 16.0), Gesture::Drag { by: at(20.0, 0.0) });
        assert_eq!(hand.moved(1, at(40.0, 0.0), 32.0), Gesture::Drag { by: at(20.0, 0.0) });
        let Gesture::Fling { velocity } = hand.up(1, at(40.0, 0.0), 36.0) else {
            panic!("it was in motion");
        };
        assert!(velocity.x > 0.5 && velocity.y.abs() < 1e-9);
    }

    #[test]
    fn a_drag_that_rested_does_not_fling() {
        let mut hand = Gestures::default();
        hand.down(1, at(0.0, 0.0), 0.0);
        hand.moved(1, at(40.0, 0.0), 16.0);
        assert_eq!(hand.up(1, at(40.0, 0.0), 400.0), Gesture::Nothing);
    }

    #[test]
    fn two_fingers_pinch_around_their_middle() {
        let mut hand = Gestures::default();
        hand.down(1, at(0.0, 0.0), 0.0);
        hand.down(2, at(100.0, 0.0), 5.0);
        let pinch = hand.moved(2, at(200.0, 0.0), 20.0);
        assert_eq!(pinch, Gesture::Pinch { at: at(100.0, 0.0), factor: 2.0, by: at(50.0, 0.0) });
        assert_eq!(hand.up(1, at(0.0, 0.0), 40.0), Gesture::Nothing);
        assert_eq!(hand.up(2, at(200.0, 0.0), 50.0), Gesture::Nothing, "a pinch is no tap");
    }

    #[test]
    fn a_pointer_that_was_never_down_means_nothing() {
        let mut hand = Gestures::default();
        assert_eq!(hand.moved(9, at(1.0, 1.0), 0.0), Gesture::Nothing);
        assert_eq!(hand.up(9, at(1.0, 1.0), 0.0), Gesture::Nothing);
    }
}
