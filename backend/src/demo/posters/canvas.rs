//! A poster's paper: gradients, glows, shapes and grain on 960 by 1280 pixels.

use super::super::dice::Dice;
use tiny_skia::{
    Color, FillRule, FilterQuality, GradientStop, LineCap, LineJoin, LinearGradient, Paint, Path, PathBuilder, Pattern,
    Pixmap, Point, RadialGradient, Rect, Shader, SpreadMode, Stroke, Transform,
};

pub const WIDTH: f32 = 960.0;
pub const HEIGHT: f32 = 1_280.0;

/// A colour as `0xRRGGBB` and how much of it is seen, from 0 to 1.
pub type Ink = (u32, f32);

pub struct Canvas {
    pixmap: Pixmap,
}

impl Canvas {
    /// Paper with a gradient from top to bottom; the stops are where and which colour.
    pub fn new(sky: &[(f32, u32)]) -> Option<Self> {
        let mut canvas = Self { pixmap: Pixmap::new(960, 1_280)? };
        let whole = rectangle(0.0, 0.0, WIDTH, HEIGHT)?;
        let stops: Vec<(f32, Ink)> = sky.iter().map(|(at, color)| (*at, (*color, 1.0))).collect();
        canvas.fade(&whole, (0.0, 0.0), (0.0, HEIGHT), &stops);
        Some(canvas)
    }

    pub fn fill(&mut self, path: &Path, ink: Ink) {
        self.paint(path, Shader::SolidColor(color(ink)));
    }

    /// Fills with a gradient between two points.
    pub fn fade(&mut self, path: &Path, from: (f32, f32), to: (f32, f32), stops: &[(f32, Ink)]) {
        let stops = stops.iter().map(|(at, ink)| GradientStop::new(*at, color(*ink))).collect();
        let (from, to) = (Point::from_xy(from.0, from.1), Point::from_xy(to.0, to.1));
        if let Some(shader) = LinearGradient::new(from, to, stops, SpreadMode::Pad, Transform::identity()) {
            self.paint(path, shader);
        }
    }

    /// Fills with a gradient around a point.
    pub fn shine(&mut self, path: &Path, (x, y): (f32, f32), radius: f32, stops: &[(f32, Ink)]) {
        let stops = stops.iter().map(|(at, ink)| GradientStop::new(*at, color(*ink))).collect();
        let middle = Point::from_xy(x, y);
        if let Some(shader) =
            RadialGradient::new(middle, 0.0, middle, radius, stops, SpreadMode::Pad, Transform::identity())
        {
            self.paint(path, shader);
        }
    }

    /// Light that fades out over `radius`.
    pub fn glow(&mut self, middle: (f32, f32), radius: f32, (tone, strength): Ink) {
        if let Some(disc) = PathBuilder::from_circle(middle.0, middle.1, radius) {
            let stops = [(0.0, (tone, strength)), (0.35, (tone, strength * 0.45)), (1.0, (tone, 0.0))];
            self.shine(&disc, middle, radius, &stops);
        }
    }

    pub fn disc(&mut self, middle: (f32, f32), radius: f32, ink: Ink) {
        if let Some(disc) = PathBuilder::from_circle(middle.0, middle.1, radius) {
            self.fill(&disc, ink);
        }
    }

    pub fn ring(&mut self, middle: (f32, f32), radius: f32, width: f32, ink: Ink) {
        if let Some(disc) = PathBuilder::from_circle(middle.0, middle.1, radius) {
            self.stroke(&disc, width, ink);
        }
    }

    pub fn stroke(&mut self, path: &Path, width: f32, ink: Ink) {
        let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        let paint = Paint { shader: Shader::SolidColor(color(ink)), anti_alias: true, ..Paint::default() };
        self.pixmap.stroke_path(path, &paint, &stroke, Transform::identity(), None);
    }

    /// A line through points.
    pub fn line(&mut self, points: &[(f32, f32)], width: f32, ink: Ink) {
        if let Some(path) = through(points, false) {
            self.stroke(&path, width, ink);
        }
    }

    /// A filled shape with these corners.
    pub fn polygon(&mut self, points: &[(f32, f32)], ink: Ink) {
        if let Some(path) = through(points, true) {
            self.fill(&path, ink);
        }
    }

    /// Stars above `bottom`, few of them bright.
    pub fn stars(&mut self, dice: &mut Dice, count: i64, bottom: f32, tone: u32) {
        for _ in 0..count {
            let at = (dice.real(0.0, WIDTH), dice.real(0.0, bottom));
            let size = dice.real(0.6, 1.9);
            let strength = dice.real(0.25, 0.95);
            self.disc(at, size, (tone, strength));
            if dice.percent(8) {
                self.glow(at, size * 9.0, (tone, strength * 0.5));
            }
        }
    }

    /// Strokes with a gradient between two points.
    pub fn stroke_fade(&mut self, path: &Path, width: f32, from: (f32, f32), to: (f32, f32), stops: &[(f32, Ink)]) {
        let stops = stops.iter().map(|(at, ink)| GradientStop::new(*at, color(*ink))).collect();
        let (from, to) = (Point::from_xy(from.0, from.1), Point::from_xy(to.0, to.1));
        if let Some(shader) = LinearGradient::new(from, to, stops, SpreadMode::Pad, Transform::identity()) {
            let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
            let paint = Paint { shader, anti_alias: true, ..Paint::default() };
            self.pixmap.stroke_path(path, &paint, &stroke, Transform::identity(), None);
        }
    }

    /// Ends the poster: darker corners and the grain of paper. The pixels as red, green, blue and opacity.
    pub fn finish(mut self, dice: &mut Dice) -> Option<Vec<u8>> {
        let whole = rectangle(0.0, 0.0, WIDTH, HEIGHT)?;
        let stops = [(0.0, (0, 0.0)), (0.62, (0, 0.0)), (1.0, (0x0c_0510, 0.42))];
        self.shine(&whole, (WIDTH / 2.0, HEIGHT * 0.47), 900.0, &stops);
        let mut grain = Pixmap::new(192, 192)?;
        for pixel in grain.pixels_mut() {
            let strength = dice.real(0.0, 0.075);
            let tone = if dice.percent(50) { 0xff_ffff } else { 0x00_0000 };
            *pixel = color((tone, strength)).premultiply().to_color_u8();
        }
        let tiled =
            Pattern::new(grain.as_ref(), SpreadMode::Repeat, FilterQuality::Nearest, 1.0, Transform::identity());
        self.paint(&whole, tiled);
        Some(self.pixmap.take())
    }

    fn paint(&mut self, path: &Path, shader: Shader<'_>) {
        let paint = Paint { shader, anti_alias: true, ..Paint::default() };
        self.pixmap.fill_path(path, &paint, FillRule::Winding, Transform::identity(), None);
    }
}

pub fn rectangle(left: f32, top: f32, width: f32, height: f32) -> Option<Path> {
    Rect::from_xywh(left, top, width, height).map(PathBuilder::from_rect)
}

/// An ellipse, turned by `degrees`.
pub fn ellipse((x, y): (f32, f32), (wide, high): (f32, f32), degrees: f32) -> Option<Path> {
    let oval = Rect::from_xywh(x - wide, y - high, wide * 2.0, high * 2.0)?;
    PathBuilder::from_oval(oval)?.transform(Transform::from_rotate_at(degrees, x, y))
}

/// A path through points, closed or not.
pub fn through(points: &[(f32, f32)], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    let (first, rest) = points.split_first()?;
    path.move_to(first.0, first.1);
    for (x, y) in rest {
        path.line_to(*x, *y);
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// Numbers from `from` to `to` in `count` equal steps, both ends included.
pub fn steps(from: f32, to: f32, count: u16) -> impl Iterator<Item = f32> {
    let step = (to - from) / f32::from(count.max(1));
    (0..=count).map(move |number| f32::from(number).mul_add(step, from))
}

fn color((tone, strength): Ink) -> Color {
    let [_, red, green, blue] = tone.to_be_bytes();
    let mut color = Color::from_rgba8(red, green, blue, 255);
    color.set_alpha(strength);
    color
}
