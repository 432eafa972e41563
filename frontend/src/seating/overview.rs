//! The small map in a corner that shows which part of a large plan is enlarged.

use super::brush::{Painted, blank, resize};
use super::camera::{Camera, Viewport};
use super::geometry::Rect;
use super::layer::{Sight, Subject};
use super::scene::Scene;
use super::{areas, blocks};
use crate::numbers;
use shared::seating::Point;
use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Longer side and distance from the corner, in CSS pixels.
const SIDE: f64 = 132.0;
const INSET: f64 = 10.0;
const PADDING: f64 = 6.0;

pub struct Overview {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    painted_at: f64,
}

impl Overview {
    pub fn new() -> Result<Self, JsValue> {
        let (canvas, context) = blank(1.0, 1.0)?;
        Ok(Self { canvas, context, painted_at: 0.0 })
    }

    pub fn invalidate(&mut self) {
        self.painted_at = 0.0;
    }

    /// Draws it and the frame of the visible part at the lower left.
    pub fn paint(&mut self, on: &CanvasRenderingContext2d, subject: &Subject, sight: &Sight) -> Painted {
        let (frame, camera) = placed(&subject.scene.bounds, sight.size);
        let dpr = sight.dpr;
        let size = Viewport { width: frame.width(), height: frame.height() };
        if (self.painted_at - dpr).abs() > 1e-9 {
            let (width, height) = (size.width * dpr, size.height * dpr);
            resize(&self.canvas, width, height);
            self.context.reset_transform()?;
            self.context.set_fill_style_str(&subject.palette.ground);
            self.context.fill_rect(0.0, 0.0, width, height);
            let whole = Sight::new(camera, size, dpr);
            areas::paint(&self.context, &Subject { notes: &[], ..*subject }, &whole)?;
            blocks::paint(&self.context, subject, &whole)?;
            self.painted_at = dpr;
        }
        on.reset_transform()?;
        let (left, top) = ((frame.left * dpr).round(), (frame.top * dpr).round());
        on.draw_image_with_html_canvas_element(&self.canvas, left, top)?;
        on.set_line_width(dpr);
        on.set_stroke_style_str(&subject.palette.muted);
        on.stroke_rect(left, top, f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        let near = camera.to_screen(Point { x: sight.cover.left, y: sight.cover.top }, size);
        let far = camera.to_screen(Point { x: sight.cover.right, y: sight.cover.bottom }, size);
        let clip = |at: f64, most: f64| numbers::between(at, 1.0, most - 1.0);
        let (from_x, to_x) = (clip(near.x, size.width), clip(far.x, size.width));
        let (from_y, to_y) = (clip(near.y, size.height), clip(far.y, size.height));
        on.set_line_width(2.0 * dpr);
        on.set_stroke_style_str(&subject.palette.mine);
        on.stroke_rect(left + from_x * dpr, top + from_y * dpr, (to_x - from_x) * dpr, (to_y - from_y) * dpr);
        Ok(())
    }

    /// The place of the plan under a pixel of the canvas, when that is on the small map.
    pub fn place(&self, scene: &Scene, at: Point, view: Viewport) -> Option<Point> {
        let (frame, camera) = placed(&scene.bounds, view);
        let size = Viewport { width: frame.width(), height: frame.height() };
        frame.contains(at).then(|| camera.to_plan(Point { x: at.x - frame.left, y: at.y - frame.top }, size))
    }
}

/// Where it stands on the canvas, and how it looks at the plan.
fn placed(bounds: &Rect, view: Viewport) -> (Rect, Camera) {
    let side = SIDE.min(view.width / 3.0).min(view.height / 3.0);
    let scale = (side - 2.0 * PADDING) / bounds.width().max(bounds.height()).max(f64::EPSILON);
    let (width, height) = (bounds.width() * scale + 2.0 * PADDING, bounds.height() * scale + 2.0 * PADDING);
    let frame = Rect::new(INSET, view.height - INSET - height, width, height);
    (frame, Camera { center: bounds.center(), scale })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_in_the_corner_and_holds_the_whole_plan() {
        let bounds = Rect::new(-50.0, 0.0, 2_000.0, 500.0);
        let (frame, camera) = placed(&bounds, Viewport { width: 360.0, height: 500.0 });
        assert!(Rect::new(0.0, 0.0, 360.0, 500.0).encloses(&frame));
        let size = Viewport { width: frame.width(), height: frame.height() };
        assert!(camera.visible(size).encloses(&bounds));
        assert!(frame.width() > frame.height() * 2.0);
    }
}
