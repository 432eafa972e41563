//! The picture of everything that seldom changes (areas, rows, seats), kept on a canvas of its own that is a little larger
//! than the visible part: moving the map then means copying one picture.

use super::board::Look;
use super::brush::{Brush, Painted, Stamp, Tiles, blank, resize};
use super::camera::{Camera, Viewport};
use super::geometry::Rect;
use super::palette::Palette;
use super::scene::Scene;
use super::{areas, blocks};
use crate::numbers;
use shared::seating::Point;
use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Below this radius, in CSS pixels, rows are drawn as bands.
const BANDS_BELOW: f64 = 2.4;
/// From this radius on, seats are drawn one by one with their numbers; below, they are copied.
const NUMBERS_FROM: f64 = 11.0;
/// From this radius on, row labels are drawn.
const LABELS_FROM: f64 = 3.4;
/// Room around the visible part, as a share of it, when the canvas does not become too large by it.
const ROOM: f64 = 0.25;
const MOST_PIXELS: f64 = 9_000_000.0;

/// What is needed to paint any part of the map.
pub struct Subject<'a> {
    pub scene: &'a Scene,
    pub looks: &'a [Look],
    pub palette: &'a Palette,
    pub brush: &'a Brush,
    /// What is written on the areas of unnumbered zones, by zone.
    pub notes: &'a [String],
}

pub struct Layer {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    tiles: Option<Tiles>,
    camera: Camera,
    size: Viewport,
    cover: Rect,
    /// Whether there is a picture, and it shows the present state.
    valid: bool,
}

impl Layer {
    pub fn new() -> Result<Self, JsValue> {
        let (canvas, context) = blank(1.0, 1.0)?;
        Ok(Self {
            canvas,
            context,
            tiles: None,
            camera: Camera { center: Point { x: 0.0, y: 0.0 }, scale: 1.0 },
            size: Viewport { width: 1.0, height: 1.0 },
            cover: Rect::EMPTY,
            valid: false,
        })
    }

    /// Something it shows has changed.
    pub fn invalidate(&mut self) {
        self.valid = false;
    }

    /// Colours changed: the ready-made seats too.
    pub fn forget_colors(&mut self) {
        self.tiles = None;
        self.valid = false;
    }

    /// Whether the picture serves for the view; a moving eye forgives a blur that a resting one does not.
    pub fn serves(&self, camera: Camera, needed: &Rect, moving: bool) -> bool {
        let ratio = camera.scale / self.camera.scale;
        let sharp = (ratio - 1.0).abs() < 1e-6;
        self.valid && (sharp || (moving && (0.55..1.9).contains(&ratio))) && self.cover.encloses(needed)
    }

    /// Paints anew for the view.
    pub fn paint(&mut self, subject: &Subject, camera: Camera, view: Viewport, dpr: f64) -> Painted {
        let pixels = view.width * view.height * dpr * dpr;
        let room = if pixels * (1.0 + 2.0 * ROOM).powi(2) <= MOST_PIXELS { ROOM } else { 0.04 };
        self.size = Viewport {
            width: (view.width * (1.0 + 2.0 * room)).ceil(),
            height: (view.height * (1.0 + 2.0 * room)).ceil(),
        };
        self.camera = camera;
        self.cover = camera.visible(self.size);
        let (width, height) = (self.size.width * dpr, self.size.height * dpr);
        resize(&self.canvas, width, height);
        self.context.reset_transform()?;
        self.context.clear_rect(0.0, 0.0, width, height);
        let sight = Sight { camera, size: self.size, dpr, cover: self.cover };
        areas::paint(&self.context, subject, &sight)?;
        let radius = subject.scene.radius * camera.scale;
        if radius < BANDS_BELOW {
            blocks::paint(&self.context, subject, &sight)?;
        } else if radius < NUMBERS_FROM {
            self.copy_seats(subject, &sight)?;
        } else {
            draw_seats(&self.context, subject, &sight)?;
        }
        if radius >= LABELS_FROM {
            row_labels(&self.context, subject, &sight)?;
        }
        self.valid = true;
        Ok(())
    }

    fn copy_seats(&mut self, subject: &Subject, sight: &Sight) -> Painted {
        let usual = subject.scene.radius;
        let radius = usual * sight.camera.scale * sight.dpr;
        if self.tiles.as_ref().is_none_or(|tiles| (tiles.radius - radius).abs() > 1e-3) {
            self.tiles = Some(Tiles::new(subject.brush, subject.palette, radius)?);
        }
        let Some(tiles) = &self.tiles else {
            return Ok(());
        };
        self.context.reset_transform()?;
        let mut painted = Ok(());
        let mut unusual = Vec::new();
        subject.scene.each_in(&sight.cover, |number| {
            let Some(spot) = subject.scene.spot(number) else {
                return;
            };
            if (spot.radius - usual).abs() > usual * 0.05 {
                unusual.push(number);
                return;
            }
            let at = sight.device(spot.at);
            let free = subject.is_free(number).then_some((spot.category, spot.kind));
            if let Err(error) = tiles.stamp(&self.context, at.x, at.y, free) {
                painted = Err(error);
            }
        });
        painted?;
        unusual.into_iter().try_for_each(|number| draw_seat(&self.context, subject, sight, number).map(|_| ()))
    }

    /// Copies the picture to the page's canvas, for the view at which it is looked at now.
    pub fn show(&self, on: &CanvasRenderingContext2d, camera: Camera, view: Viewport, dpr: f64) -> Painted {
        let ratio = camera.scale / self.camera.scale;
        let middle = camera.to_screen(self.camera.center, view);
        let (width, height) = (f64::from(self.canvas.width()) * ratio, f64::from(self.canvas.height()) * ratio);
        let snap = |value: f64| {
            if (ratio - 1.0).abs() < 1e-6 { value.round() } else { value }
        };
        on.draw_image_with_html_canvas_element_and_dw_and_dh(
            &self.canvas,
            snap((middle.x - self.size.width * ratio / 2.0) * dpr),
            snap((middle.y - self.size.height * ratio / 2.0) * dpr),
            width,
            height,
        )
    }
}

impl Subject<'_> {
    /// Mine count as free here: they are drawn on top, so that choosing one repaints nothing.
    pub fn is_free(&self, number: usize) -> bool {
        matches!(self.looks.get(number), Some(Look::Free | Look::Mine))
    }
}

/// From where a picture is painted.
pub struct Sight {
    pub camera: Camera,
    pub size: Viewport,
    pub dpr: f64,
    /// The part of the plan that is painted.
    pub cover: Rect,
}

impl Sight {
    /// A place of the plan in pixels of the device.
    pub fn device(&self, at: Point) -> Point {
        let at = self.camera.to_screen(at, self.size);
        Point { x: at.x * self.dpr, y: at.y * self.dpr }
    }
}

/// Draws a seat by its path; answers where, for its number, when it is free.
fn draw_seat(
    on: &CanvasRenderingContext2d,
    subject: &Subject,
    sight: &Sight,
    number: usize,
) -> Result<Option<Stamp>, JsValue> {
    let Some(spot) = subject.scene.spot(number) else {
        return Ok(None);
    };
    let at = sight.device(spot.at);
    let stamp = Stamp {
        x: at.x,
        y: at.y,
        radius: spot.radius * sight.camera.scale * sight.dpr,
        category: spot.category,
        kind: spot.kind,
    };
    if subject.is_free(number) {
        subject.brush.free(on, stamp, subject.palette)?;
        return Ok(Some(stamp));
    }
    subject.brush.taken(on, stamp, subject.palette)?;
    Ok(None)
}

fn draw_seats(on: &CanvasRenderingContext2d, subject: &Subject, sight: &Sight) -> Painted {
    let mut numbered = Vec::new();
    let mut painted = Ok(());
    subject.scene.each_in(&sight.cover, |number| match draw_seat(on, subject, sight, number) {
        Ok(Some(stamp)) if marks_nothing(stamp) => numbered.push((number, stamp)),
        Ok(_) => {}
        Err(error) => painted = Err(error),
    });
    painted?;
    on.reset_transform()?;
    on.set_text_align("center");
    on.set_text_baseline("middle");
    let size = subject.scene.radius * sight.camera.scale * sight.dpr * 0.72;
    on.set_font(&format!("600 {}px {}", numbers::one_decimal(size), subject.palette.font));
    for (number, stamp) in numbered {
        if let (Some(tint), Some((_, _, seat))) =
            (subject.palette.tints.get(stamp.category), subject.scene.place(number))
        {
            on.set_fill_style_str(&tint.ink);
            on.fill_text_with_max_width(&seat.label, stamp.x, stamp.y + size * 0.06, stamp.radius * 1.3)?;
        }
    }
    Ok(())
}

fn marks_nothing(stamp: Stamp) -> bool {
    super::marks::glyph(stamp.kind).is_none() && !super::marks::has_hole(stamp.category)
}

fn row_labels(on: &CanvasRenderingContext2d, subject: &Subject, sight: &Sight) -> Painted {
    on.reset_transform()?;
    on.set_text_align("center");
    on.set_text_baseline("middle");
    on.set_fill_style_str(&subject.palette.muted);
    let size = numbers::between(subject.scene.radius * sight.camera.scale * 1.25, 8.0, 17.0) * sight.dpr;
    on.set_font(&format!("600 {}px {}", numbers::one_decimal(size), subject.palette.font));
    for line in &subject.scene.lines {
        if !line.bounds.meets(&sight.cover) {
            continue;
        }
        for label in &line.labels {
            let at = sight.device(*label);
            on.fill_text(&line.label, at.x, at.y)?;
        }
    }
    Ok(())
}
