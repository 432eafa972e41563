//! The map at work on its canvas: takes gestures and keys, moves the camera, and draws a frame only when something changed.

use super::brush::{Brush, resize};
use super::camera::{Camera, Limits, Motion, Viewport};
use super::frame_clock::clock;
use super::gestures::{Gesture, Gestures};
use super::intent::{Intent, Shown};
use super::layer::{Layer, Sight, Subject};
use super::overlay::{self, Fade};
use super::overview::Overview;
use super::palette::Palette;
use super::scene::{LARGE_PLAN, Scene};
use crate::numbers;
use shared::seating::Point;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// After the last turn of a wheel, wait so long before painting sharply, in milliseconds.
const SETTLE_MS: f64 = 140.0;
/// How long a frame may paint while the map moves, and while it rests, in milliseconds.
const MOVING_MS: f64 = 4.0;
const RESTING_MS: f64 = 8.0;
/// How far around a touch a seat is still meant, in CSS pixels.
const TOUCH_SLOP: f64 = 20.0;
/// Seats drawn smaller than this are not chosen by a tap: it brings them nearer instead.
const CHOOSABLE: f64 = 5.0;
/// The radius at which a tap on a small seat arrives, in CSS pixels.
const COMFORTABLE: f64 = 15.0;
/// Sharper than this no eye sees, and no phone draws quickly.
const MOST_DPR: f64 = 3.0;

pub struct Stage {
    pub canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    scene: Rc<Scene>,
    shown: Shown,
    palette: Palette,
    brush: Brush,
    layer: Layer,
    overview: Option<Overview>,
    fades: Vec<Fade>,
    camera: Camera,
    limits: Limits,
    view: Viewport,
    dpr: f64,
    motion: Option<Motion>,
    gestures: Gestures,
    hover: Option<usize>,
    zoomed_at: f64,
    now: f64,
    looks_at_whole: bool,
    /// Whether something changed since the last frame.
    dirty: bool,
}

impl Stage {
    pub fn new(canvas: HtmlCanvasElement, scene: Rc<Scene>, shown: Shown) -> Result<Self, JsValue> {
        let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
        let palette = Palette::read(&canvas, &scene.plan).ok_or(JsValue::NULL)?;
        let view = Viewport { width: 1.0, height: 1.0 };
        let limits = Limits::new(scene.bounds, scene.radius, view);
        Ok(Self {
            context,
            brush: Brush::new(scene.plan.categories.len())?,
            layer: Layer::default(),
            overview: if scene.seats.len() >= LARGE_PLAN { Some(Overview::new()?) } else { None },
            canvas,
            shown,
            palette,
            fades: Vec::new(),
            camera: limits.whole(),
            limits,
            view,
            dpr: 1.0,
            motion: None,
            gestures: Gestures::default(),
            hover: None,
            zoomed_at: f64::NEG_INFINITY,
            now: 0.0,
            looks_at_whole: true,
            dirty: true,
            scene,
        })
    }

    /// Takes the page's state; repaints only what it concerns.
    pub fn show(&mut self, shown: Shown) {
        if !Rc::ptr_eq(&shown.looks, &self.shown.looks) {
            let changed = overlay::changes(&self.shown.looks, &shown.looks);
            if shown.looks.len() != self.shown.looks.len() {
                self.layer.invalidate();
            }
            if !changed.stale.is_empty() {
                self.overview.iter_mut().for_each(Overview::invalidate);
                self.layer.touch(changed.stale);
            }
            if !shown.still {
                let since = clock();
                self.fades.extend(changed.gone.into_iter().map(|seat| Fade { seat, since }));
            }
        }
        if shown.notes != self.shown.notes {
            self.layer.invalidate();
        }
        self.shown = shown;
        self.dirty = true;
    }

    /// Reads the colours again: light became dark, or the house's accent arrived.
    pub fn recolor(&mut self) {
        if let Some(palette) = Palette::read(&self.canvas, &self.scene.plan).filter(|palette| *palette != self.palette)
        {
            self.palette = palette;
            self.layer.forget();
            self.dirty = true;
            self.overview.iter_mut().for_each(Overview::invalidate);
        }
    }

    /// The canvas has another size on the page, in CSS pixels.
    pub fn fit(&mut self, width: f64, height: f64, dpr: f64) {
        let view = Viewport { width: width.max(1.0), height: height.max(1.0) };
        let dpr = numbers::between(dpr, 1.0, MOST_DPR);
        if view == self.view && (dpr - self.dpr).abs() < 1e-9 {
            return;
        }
        (self.view, self.dpr) = (view, dpr);
        resize(&self.canvas, view.width * dpr, view.height * dpr);
        self.limits = Limits::new(self.scene.bounds, self.scene.radius, view);
        let camera = if self.looks_at_whole { self.limits.whole() } else { self.limits.kept(self.camera) };
        self.motion = None;
        self.put(camera);
        self.layer.forget();
    }

    fn put(&mut self, camera: Camera) {
        self.camera = camera;
        self.dirty = true;
        self.looks_at_whole = self.limits.is_whole(camera);
        // A whole plan lets one finger scroll the page; an enlarged one takes every finger.
        let _ = self.canvas.set_attribute("data-zoomed", if self.looks_at_whole { "no" } else { "yes" });
    }

    fn fly(&mut self, to: Camera) {
        self.motion = None;
        if self.shown.still {
            self.put(to);
        } else {
            self.motion = Some(Motion::Flight { from: self.camera, to, start: clock() });
            self.dirty = true;
        }
    }

    pub fn whole(&mut self) {
        self.fly(self.limits.whole());
    }

    /// Nearer or farther around the middle.
    pub fn zoom(&mut self, factor: f64) {
        let middle = Point { x: self.view.width / 2.0, y: self.view.height / 2.0 };
        let target = match self.motion {
            Some(Motion::Flight { to, .. }) => to,
            _ => self.camera,
        };
        self.fly(self.limits.kept(target.zoomed(factor, middle, self.view)));
    }

    /// Brings a seat into view; comes nearer when it is too small to be seen well.
    pub fn reveal(&mut self, seat: usize) {
        let Some(at) = self.scene.spot(seat).map(|spot| spot.at) else {
            return;
        };
        if self.scene.radius * self.camera.scale < CHOOSABLE {
            self.approach(at);
        } else {
            let to = self.limits.reaching(self.camera, at);
            if to != self.camera {
                self.fly(to);
            }
        }
    }

    fn approach(&mut self, at: Point) {
        let scale = COMFORTABLE / self.scene.radius;
        self.fly(self.limits.kept(Camera { center: at, scale: scale.max(self.camera.scale) }));
    }

    pub fn pointer_down(&mut self, id: i32, at: Point, now: f64) {
        self.motion = None;
        self.gestures.down(id, at, now);
    }

    pub fn pointer_moved(&mut self, id: i32, at: Point, now: f64, hovers: bool) -> Option<Intent> {
        match self.gestures.moved(id, at, now) {
            Gesture::Drag { by } => self.put(self.limits.kept(self.camera.dragged(by))),
            Gesture::Pinch { at, factor, by } => {
                let camera = self.camera.dragged(by).zoomed(factor, at, self.view);
                self.put(self.limits.kept(camera));
                self.zoomed_at = clock();
            }
            _ if hovers && !self.gestures.is_dragging() => {
                let seat = self.seat_at(at, 4.0).filter(|_| self.scene.radius * self.camera.scale >= 3.0);
                if seat != self.hover {
                    self.hover = seat;
                    self.dirty = true;
                    return Some(Intent::Hover(seat));
                }
            }
            _ => {}
        }
        None
    }

    pub fn pointer_left(&mut self) -> Option<Intent> {
        self.hover.take().map(|_| {
            self.dirty = true;
            Intent::Hover(None)
        })
    }

    pub fn pointer_cancelled(&mut self, id: i32) {
        self.gestures.cancel(id);
    }

    pub fn pointer_up(&mut self, id: i32, at: Point, now: f64, touch: bool) -> Option<Intent> {
        // A drag that ends asks for a sharp picture.
        self.dirty = true;
        match self.gestures.up(id, at, now) {
            Gesture::Fling { velocity } if !self.shown.still => {
                self.motion = Some(Motion::Glide { velocity, last: clock() });
                self.dirty = true;
                None
            }
            Gesture::Tap { at, double } => self.tapped(at, double, touch),
            _ => None,
        }
    }

    fn tapped(&mut self, at: Point, double: bool, touch: bool) -> Option<Intent> {
        let place = self.camera.to_plan(at, self.view);
        if let Some(there) = self
            .overview
            .as_ref()
            .filter(|_| !self.looks_at_whole)
            .and_then(|map| map.place(&self.scene, at, self.view))
        {
            self.fly(self.limits.kept(Camera { center: there, scale: self.camera.scale }));
            return None;
        }
        let size = self.scene.radius * self.camera.scale;
        if let Some(seat) = self.seat_at(at, if touch { TOUCH_SLOP } else { 6.0 }) {
            if size < CHOOSABLE && self.camera.scale < self.limits.most * 0.99 {
                self.approach(place);
                return None;
            }
            return Some(Intent::Seat(seat));
        }
        let field = self.scene.field_at(place)?;
        if !field.numbered {
            return Some(Intent::Zone(field.id));
        }
        if double {
            let near = self.limits.of(&field.bounds);
            // A second double tap leads back.
            let to = if near.scale <= self.camera.scale * 1.05 { self.limits.whole() } else { near };
            self.fly(to);
        }
        None
    }

    fn seat_at(&self, at: Point, slop: f64) -> Option<usize> {
        let place = self.camera.to_plan(at, self.view);
        self.scene.seat_at(place, slop / self.camera.scale)
    }

    /// A wheel's turn, in pixels of scrolling; false when the page should scroll instead.
    pub fn wheel(&mut self, at: Point, turn: f64) -> bool {
        if turn > 0.0 && self.looks_at_whole {
            return false;
        }
        self.motion = None;
        let factor = numbers::exp(-numbers::between(turn, -240.0, 240.0) * 0.0022);
        self.put(self.limits.kept(self.camera.zoomed(factor, at, self.view)));
        self.zoomed_at = clock();
        true
    }

    /// Whether there is anything new to draw.
    pub fn wants_frame(&self) -> bool {
        self.dirty
    }

    /// Draws; answers whether another frame is needed soon.
    pub fn frame(&mut self, now: f64) -> bool {
        self.now = now;
        self.dirty = false;
        if let Some(motion) = self.motion.take() {
            let (camera, goes_on) = motion.step(self.camera, now);
            let kept = self.limits.kept(camera);
            // A glide that meets the edge ends there.
            let stuck = kept.center == self.camera.center && matches!(motion, Motion::Glide { .. });
            self.put(kept);
            self.motion = goes_on.filter(|_| !stuck);
        }
        self.fades.retain(|fade| fade.strength(now) > 0.0);
        let settling = now - self.zoomed_at < SETTLE_MS;
        let moving = self.motion.is_some() || self.gestures.is_dragging() || settling;
        // What the browser refuses to draw, a visitor cannot mend: the list beside the map remains.
        let painting = self.draw(moving).unwrap_or(false);
        self.motion.is_some() || settling || painting || !self.fades.is_empty()
    }

    /// Answers whether the picture is not finished yet.
    fn draw(&mut self, moving: bool) -> Result<bool, JsValue> {
        let subject = Subject {
            scene: &self.scene,
            looks: &self.shown.looks,
            palette: &self.palette,
            brush: &self.brush,
            notes: &self.shown.notes,
        };
        let sight = Sight::new(self.camera, self.view, self.dpr);
        let budget_ms = if moving { MOVING_MS } else { RESTING_MS };
        let painting = self.layer.work(&subject, sight, moving, budget_ms)?;
        self.context.reset_transform()?;
        let (width, height) = (f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        self.context.clear_rect(0.0, 0.0, width, height);
        self.layer.show(&self.context, &sight)?;
        overlay::paint(
            &self.context,
            &subject,
            &sight,
            &overlay::Above { marks: &self.shown.marks, fades: &self.fades, hover: self.hover, now: self.now },
        )?;
        if let Some(overview) = self.overview.as_mut().filter(|_| !self.looks_at_whole) {
            overview.paint(&self.context, &subject, &sight)?;
        }
        Ok(painting)
    }
}
