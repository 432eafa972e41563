//! Draws one seat in any of its looks, and keeps small ready-made pictures of them for when thousands are drawn.

use super::marks;
use super::palette::Palette;
use shared::seating::SeatKind;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, Path2d};

/// What a painter can fail with: the browser's own words, of no use to a visitor.
pub type Painted = Result<(), JsValue>;

/// Half a tile's side, in radii of its seat.
const TILE_REACH: f64 = 1.3;
const KINDS: [SeatKind; 4] = [SeatKind::Standard, SeatKind::Wheelchair, SeatKind::Companion, SeatKind::RestrictedView];

/// The shapes, compiled once.
pub struct Brush {
    shapes: Vec<Path2d>,
    glyphs: Vec<Option<Path2d>>,
    circle: Path2d,
    hole: Path2d,
    check: Path2d,
    cross: Path2d,
}

impl Brush {
    /// For a plan of so many categories.
    pub fn new(categories: usize) -> Result<Self, JsValue> {
        let path = |data: &str| Path2d::new_with_path_string(data);
        Ok(Self {
            shapes: (0..categories.max(1)).map(|category| path(marks::shape(category))).collect::<Result<_, _>>()?,
            glyphs: KINDS.iter().map(|kind| marks::glyph(*kind).map(path).transpose()).collect::<Result<_, _>>()?,
            circle: path(marks::shape(0))?,
            hole: path(marks::HOLE)?,
            check: path(marks::CHECK)?,
            cross: path(marks::CROSS)?,
        })
    }

    fn glyph(&self, kind: SeatKind) -> Option<&Path2d> {
        let at = KINDS.iter().position(|known| *known == kind)?;
        self.glyphs.get(at)?.as_ref()
    }

    /// A seat that can be chosen. Leaves the context transformed.
    pub fn free(&self, on: &CanvasRenderingContext2d, seat: Stamp, palette: &Palette) -> Painted {
        let (Some(shape), Some(tint)) = (self.shapes.get(seat.category), palette.tints.get(seat.category)) else {
            return Ok(());
        };
        let radius = seat.radius * 0.86;
        on.set_transform(radius, 0.0, 0.0, radius, seat.x, seat.y)?;
        on.set_fill_style_str(&tint.fill);
        on.fill_with_path_2d(shape);
        if marks::has_hole(seat.category) && seat.kind == SeatKind::Standard {
            on.set_fill_style_str(&palette.ground);
            on.fill_with_path_2d(&self.hole);
        }
        if let Some(glyph) = self.glyph(seat.kind) {
            on.set_stroke_style_str(&tint.ink);
            on.set_line_width(0.2);
            on.stroke_with_path(glyph);
        }
        Ok(())
    }

    /// A seat of somebody else: small and pale.
    pub fn taken(&self, on: &CanvasRenderingContext2d, seat: Stamp, palette: &Palette) -> Painted {
        let radius = seat.radius * 0.5;
        on.set_transform(radius, 0.0, 0.0, radius, seat.x, seat.y)?;
        on.set_fill_style_str(&palette.taken);
        on.fill_with_path_2d(&self.circle);
        Ok(())
    }

    /// One's own seat, with a halo that hides what is below. `sure` once the server agreed.
    pub fn mine(&self, on: &CanvasRenderingContext2d, seat: Stamp, palette: &Palette, sure: bool) -> Painted {
        let radius = seat.radius * 1.2;
        on.set_transform(radius, 0.0, 0.0, radius, seat.x, seat.y)?;
        on.set_fill_style_str(&palette.ground);
        on.fill_with_path_2d(&self.circle);
        on.set_transform(radius * 0.86, 0.0, 0.0, radius * 0.86, seat.x, seat.y)?;
        on.set_fill_style_str(&palette.mine);
        on.fill_with_path_2d(&self.circle);
        on.set_line_width(if sure { 0.24 } else { 0.12 });
        on.set_stroke_style_str(&palette.on_mine);
        on.set_line_cap("round");
        on.stroke_with_path(&self.check);
        Ok(())
    }

    /// A seat that was lost to somebody faster.
    pub fn lost(&self, on: &CanvasRenderingContext2d, seat: Stamp, palette: &Palette) -> Painted {
        on.set_transform(seat.radius, 0.0, 0.0, seat.radius, seat.x, seat.y)?;
        on.set_fill_style_str(&palette.ground);
        on.fill_with_path_2d(&self.circle);
        on.set_line_cap("round");
        on.set_line_width(0.26);
        on.set_stroke_style_str(&palette.mine);
        on.stroke_with_path(&self.cross);
        on.set_line_width(0.14);
        on.stroke_with_path(&self.circle);
        Ok(())
    }

    /// A ring around a seat, `width` pixels wide, legible on any colour.
    pub fn ring(&self, on: &CanvasRenderingContext2d, seat: Stamp, width: f64, inner: &str, outer: &str) -> Painted {
        let radius = seat.radius + width;
        on.set_transform(radius, 0.0, 0.0, radius, seat.x, seat.y)?;
        on.set_line_width(width * 2.4 / radius);
        on.set_stroke_style_str(outer);
        on.stroke_with_path(&self.circle);
        on.set_line_width(width / radius);
        on.set_stroke_style_str(inner);
        on.stroke_with_path(&self.circle);
        Ok(())
    }
}

/// Where and what: pixels of the device.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    pub x: f64,
    pub y: f64,
    pub radius: f64,
    pub category: usize,
    pub kind: SeatKind,
}

/// Seats drawn beforehand at one size: copying a picture is many times faster than filling a path.
pub struct Tiles {
    canvas: HtmlCanvasElement,
    side: f64,
    pub radius: f64,
    categories: usize,
}

impl Tiles {
    /// Draws every look at that radius, in pixels of the device.
    pub fn new(brush: &Brush, palette: &Palette, radius: f64) -> Result<Self, JsValue> {
        let categories = palette.tints.len();
        let side = (radius * TILE_REACH * 2.0).ceil() + 2.0;
        let count = categories * KINDS.len() + 1;
        let (canvas, context) = blank(side * super::geometry::measured(count), side)?;
        let mut x = side / 2.0;
        let mut stamp = Stamp { x, y: side / 2.0, radius, category: 0, kind: SeatKind::Standard };
        brush.taken(&context, stamp, palette)?;
        for category in 0..categories {
            for kind in KINDS {
                x += side;
                stamp = Stamp { x, category, kind, ..stamp };
                brush.free(&context, stamp, palette)?;
            }
        }
        Ok(Self { canvas, side, radius, categories })
    }

    /// Copies the picture of a seat, snapped to whole pixels so that it stays sharp.
    pub fn stamp(&self, on: &CanvasRenderingContext2d, x: f64, y: f64, free: Option<(usize, SeatKind)>) {
        let tile = match free {
            Some((category, kind)) if category < self.categories => {
                let kind = KINDS.iter().position(|known| *known == kind).unwrap_or(0);
                1 + category * KINDS.len() + kind
            }
            _ => 0,
        };
        let side = self.side;
        let (left, top) = ((x - side / 2.0).round(), (y - side / 2.0).round());
        let from = super::geometry::measured(tile) * side;
        on.unchecked_ref::<Unguarded>().copy(&self.canvas, from, 0.0, side, side, left, top, side, side);
    }
}

#[wasm_bindgen]
extern "C" {
    /// The context without the guard that web-sys puts around every call: a copy is made thousands of times a picture,
    /// and cannot fail from a canvas that has a size.
    #[wasm_bindgen(js_name = CanvasRenderingContext2D)]
    type Unguarded;

    #[wasm_bindgen(method, js_name = drawImage)]
    fn copy(
        this: &Unguarded,
        from: &HtmlCanvasElement,
        sx: f64,
        sy: f64,
        swidth: f64,
        sheight: f64,
        x: f64,
        y: f64,
        width: f64,
        height: f64,
    );
}

/// A canvas that is not on the page, of that many pixels.
pub fn blank(width: f64, height: f64) -> Result<(HtmlCanvasElement, CanvasRenderingContext2d), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    resize(&canvas, width, height);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    Ok((canvas, context))
}

/// Sets a canvas's size in pixels, and clears it, unless it has that size.
pub fn resize(canvas: &HtmlCanvasElement, width: f64, height: f64) {
    let whole = |value: f64| u32::try_from(super::geometry::counted(value.ceil()).max(1)).unwrap_or(1);
    if canvas.width() != whole(width) {
        canvas.set_width(whole(width));
    }
    if canvas.height() != whole(height) {
        canvas.set_height(whole(height));
    }
}
