//! What part of the plan is seen: scale and middle, their limits, and the movements between two views.

use super::geometry::{Rect, distance};
use crate::numbers;
use shared::seating::Point;

/// Room around the plan, as a share of the canvas's shorter side, and its bounds in pixels.
const MARGIN: f64 = 0.045;
const LEAST_MARGIN: f64 = 12.0;
const MOST_MARGIN: f64 = 28.0;
/// A seat is never drawn with a larger radius than this, in pixels.
const LARGEST_SEAT: f64 = 30.0;
/// How long a glide takes to lose about two thirds of its speed, and the speed at which it ends.
const GLIDE_MS: f64 = 300.0;
const GLIDE_END: f64 = 0.02;
/// How long a flight to another view takes.
const FLIGHT_MS: f64 = 320.0;

/// A view of the plan. Pixels are CSS pixels everywhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// What the middle of the canvas shows.
    pub center: Point,
    /// Pixels per unit of the plan.
    pub scale: f64,
}

/// How large the canvas is, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    pub width: f64,
    pub height: f64,
}

impl Camera {
    pub fn to_screen(self, at: Point, view: Viewport) -> Point {
        Point {
            x: (at.x - self.center.x) * self.scale + view.width / 2.0,
            y: (at.y - self.center.y) * self.scale + view.height / 2.0,
        }
    }

    pub fn to_plan(self, at: Point, view: Viewport) -> Point {
        Point {
            x: (at.x - view.width / 2.0) / self.scale + self.center.x,
            y: (at.y - view.height / 2.0) / self.scale + self.center.y,
        }
    }

    /// The part of the plan on the canvas.
    pub fn visible(self, view: Viewport) -> Rect {
        let (width, height) = (view.width / self.scale, view.height / self.scale);
        Rect::new(self.center.x - width / 2.0, self.center.y - height / 2.0, width, height)
    }

    /// Moved as if the paper followed a finger by that many pixels.
    pub fn dragged(self, by: Point) -> Self {
        Self {
            center: Point { x: self.center.x - by.x / self.scale, y: self.center.y - by.y / self.scale },
            scale: self.scale,
        }
    }

    /// Enlarged by the factor; what is under the pixel `at` stays there.
    pub fn zoomed(self, factor: f64, at: Point, view: Viewport) -> Self {
        let under = self.to_plan(at, view);
        let scale = self.scale * factor;
        Self {
            center: Point {
                x: under.x - (at.x - view.width / 2.0) / scale,
                y: under.y - (at.y - view.height / 2.0) / scale,
            },
            scale,
        }
    }
}

/// How far a visitor may zoom and move.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    bounds: Rect,
    view: Viewport,
    pub least: f64,
    pub most: f64,
}

impl Limits {
    /// For a plan of these bounds whose seats have this radius.
    pub fn new(bounds: Rect, seat_radius: f64, view: Viewport) -> Self {
        let least = fitting_scale(&bounds, view);
        let most = (LARGEST_SEAT / seat_radius.max(f64::EPSILON)).max(least);
        Self { bounds, view, least, most }
    }

    /// The whole plan.
    pub fn whole(&self) -> Camera {
        Camera { center: self.bounds.center(), scale: self.least }
    }

    /// The view that shows a part of the plan as large as it may be.
    pub fn of(&self, part: &Rect) -> Camera {
        self.kept(Camera { center: part.center(), scale: fitting_scale(part, self.view) })
    }

    /// The nearest view that is allowed: never smaller than the whole, never past the plan's edges.
    pub fn kept(&self, camera: Camera) -> Camera {
        let scale = numbers::between(camera.scale, self.least, self.most);
        let margin = margin(self.view) / scale;
        let bounds = self.bounds.grown(margin);
        let along = |value: f64, from: f64, to: f64, shown: f64| {
            if to - from <= shown {
                f64::midpoint(from, to)
            } else {
                numbers::between(value, from + shown / 2.0, to - shown / 2.0)
            }
        };
        Camera {
            center: Point {
                x: along(camera.center.x, bounds.left, bounds.right, self.view.width / scale),
                y: along(camera.center.y, bounds.top, bounds.bottom, self.view.height / scale),
            },
            scale,
        }
    }

    /// Whether the view shows (nearly) everything.
    pub fn is_whole(&self, camera: Camera) -> bool {
        camera.scale <= self.least * 1.02
    }

    /// The least movement that brings a place on the canvas, with room around it.
    pub fn reaching(&self, camera: Camera, at: Point) -> Camera {
        let seen = camera.visible(self.view);
        let room = (MOST_MARGIN * 2.0 / camera.scale).min(seen.width() / 3.0).min(seen.height() / 3.0);
        let inner = seen.grown(-room);
        if inner.contains(at) {
            return camera;
        }
        let shift = |value: f64, from: f64, to: f64| value - numbers::between(value, from, to);
        self.kept(Camera {
            center: Point {
                x: camera.center.x + shift(at.x, inner.left, inner.right),
                y: camera.center.y + shift(at.y, inner.top, inner.bottom),
            },
            scale: camera.scale,
        })
    }
}

fn margin(view: Viewport) -> f64 {
    numbers::between(view.width.min(view.height) * MARGIN, LEAST_MARGIN, MOST_MARGIN)
}

fn fitting_scale(part: &Rect, view: Viewport) -> f64 {
    let room = |pixels: f64, units: f64| (pixels - 2.0 * margin(view)).max(pixels / 2.0) / units.max(f64::EPSILON);
    room(view.width, part.width()).min(room(view.height, part.height())).max(f64::EPSILON)
}

/// A movement that goes on by itself. Times are milliseconds of any one clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Motion {
    /// After a drag was let go: pixels per millisecond, slowing down.
    Glide { velocity: Point, last: f64 },
    /// To another view.
    Flight { from: Camera, to: Camera, start: f64 },
}

impl Motion {
    /// The view at that moment, and the motion that remains.
    pub fn step(self, camera: Camera, now: f64) -> (Camera, Option<Self>) {
        match self {
            Self::Glide { velocity, last } => {
                let elapsed = numbers::between(now - last, 0.0, 64.0);
                let left = numbers::exp(-elapsed / GLIDE_MS);
                let way = GLIDE_MS * (1.0 - left);
                let camera = camera.dragged(Point { x: velocity.x * way, y: velocity.y * way });
                let velocity = Point { x: velocity.x * left, y: velocity.y * left };
                let goes_on = numbers::length(velocity.x, velocity.y) > GLIDE_END;
                (camera, goes_on.then_some(Self::Glide { velocity, last: now }))
            }
            Self::Flight { from, to, start } => {
                let part = numbers::between((now - start) / FLIGHT_MS, 0.0, 1.0);
                if part >= 1.0 {
                    return (to, None);
                }
                (between(from, to, 1.0 - (1.0 - part).powi(3)), Some(self))
            }
        }
    }
}

/// A view between two: the scale grows evenly to the eye, and the middle keeps pace with it.
fn between(from: Camera, to: Camera, part: f64) -> Camera {
    let ratio = to.scale / from.scale;
    let scale = from.scale * numbers::pow(ratio, part);
    // With a changing scale, equal steps of the middle would look like a swerve.
    let way =
        if (ratio - 1.0).abs() < 1e-3 { part } else { (1.0 - numbers::pow(ratio, -part)) / (1.0 - ratio.recip()) };
    Camera {
        center: Point {
            x: from.center.x + (to.center.x - from.center.x) * way,
            y: from.center.y + (to.center.y - from.center.y) * way,
        },
        scale,
    }
}

/// Whether two views differ by less than an eye sees.
pub fn alike(a: Camera, b: Camera) -> bool {
    (a.scale / b.scale - 1.0).abs() < 1e-4 && distance(a.center, b.center) * a.scale < 0.05
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: Viewport = Viewport { width: 400.0, height: 300.0 };

    fn limits() -> Limits {
        Limits::new(Rect::new(0.0, 0.0, 1_000.0, 500.0), 10.0, VIEW)
    }

    #[test]
    fn the_whole_plan_fits_with_its_margin() {
        let seen = limits().whole().visible(VIEW);
        assert!(seen.encloses(&Rect::new(0.0, 0.0, 1_000.0, 500.0)));
        assert!(seen.width() < 1_200.0, "and not much smaller than it could be");
    }

    #[test]
    fn what_is_under_the_finger_stays_under_it() {
        let camera = Camera { center: Point { x: 300.0, y: 200.0 }, scale: 1.5 };
        let finger = Point { x: 77.0, y: 211.0 };
        let before = camera.to_plan(finger, VIEW);
        let after = camera.zoomed(1.7, finger, VIEW).to_plan(finger, VIEW);
        assert!(distance(before, after) < 1e-9);
        assert!(distance(camera.to_screen(before, VIEW), finger) < 1e-9);
    }

    #[test]
    fn no_view_leaves_the_limits() {
        let limits = limits();
        for scale in [1e-9, 0.2, 1.0, 2.9, 1e9] {
            for x in [-1e6, 0.0, 500.0, 1e6] {
                let kept = limits.kept(Camera { center: Point { x, y: -x }, scale });
                assert!(kept.scale >= limits.least && kept.scale <= limits.most);
                assert!(Rect::new(0.0, 0.0, 1_000.0, 500.0).grown(1e-6).contains(kept.center));
                assert_eq!(limits.kept(kept), kept, "once is enough");
            }
        }
    }

    #[test]
    fn a_part_is_shown_as_large_as_it_may_be() {
        let limits = limits();
        let part = Rect::new(100.0, 100.0, 200.0, 100.0);
        assert!(limits.of(&part).visible(VIEW).encloses(&part));
        let tiny = limits.of(&Rect::new(100.0, 100.0, 0.1, 0.1));
        assert!((tiny.scale - limits.most).abs() < 1e-9);
    }

    #[test]
    fn reaching_moves_only_when_needed_and_then_shows_the_place() {
        let limits = limits();
        let camera = limits.kept(Camera { center: Point { x: 300.0, y: 250.0 }, scale: 2.0 });
        assert_eq!(limits.reaching(camera, Point { x: 310.0, y: 240.0 }), camera);
        let far = Point { x: 900.0, y: 400.0 };
        let moved = limits.reaching(camera, far);
        assert!(moved.visible(VIEW).contains(far));
        assert!((moved.scale - camera.scale).abs() < 1e-12);
    }

    #[test]
    fn a_glide_ends_and_goes_the_way_of_the_finger() {
        let mut camera = Camera { center: Point { x: 0.0, y: 0.0 }, scale: 2.0 };
        let mut motion = Some(Motion::Glide { velocity: Point { x: 1.0, y: 0.0 }, last: 0.0 });
        let mut now = 0.0;
        while let Some(going) = motion {
            now += 16.0;
            (camera, motion) = going.step(camera, now);
            assert!(now < 5_000.0, "it ends");
        }
        assert!(camera.center.x < -100.0, "the paper went right: {}", camera.center.x);
    }

    #[test]
    fn a_flight_arrives_exactly_and_keeps_between() {
        let from = Camera { center: Point { x: 0.0, y: 0.0 }, scale: 1.0 };
        let to = Camera { center: Point { x: 100.0, y: 50.0 }, scale: 4.0 };
        let flight = Motion::Flight { from, to, start: 1_000.0 };
        let (half, going) = flight.step(from, 1_100.0);
        assert!(going.is_some() && half.scale > 1.0 && half.scale < 4.0);
        assert!(half.center.x > 0.0 && half.center.x < 100.0);
        assert_eq!(flight.step(half, 9_999.0), (to, None));
    }
}
