//! The picture of everything that seldom changes (areas, rows, seats), kept on a canvas of its own that is a little larger
//! than the visible part: moving the map then means copying one picture. A new one is painted a little on every frame
//! while the old one still serves, so that no frame is late however many seats there are.

use super::board::Look;
use super::brush::{Brush, Painted, Tiles, blank, resize};
use super::camera::{Camera, Viewport};
use super::geometry::Rect;
use super::job::{self, Job};
use super::palette::Palette;
use super::scene::Scene;
use shared::seating::Point;
use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Room around the visible part, as a share of it, when the canvas does not become too large by it.
const ROOM: f64 = 0.25;
const LITTLE_ROOM: f64 = 0.04;
const MOST_PIXELS: f64 = 9_000_000.0;
/// More seats than this are not mended one by one.
const MOST_PATCHED: usize = 200;

/// What is needed to paint any part of the map.
pub struct Subject<'a> {
    pub scene: &'a Scene,
    pub looks: &'a [Look],
    pub palette: &'a Palette,
    pub brush: &'a Brush,
    /// What is written on the areas of unnumbered zones, by zone.
    pub notes: &'a [String],
}

impl Subject<'_> {
    /// Mine count as free here: they are drawn on top, so that choosing one repaints nothing.
    pub fn is_free(&self, number: usize) -> bool {
        matches!(self.looks.get(number), Some(Look::Free | Look::Mine))
    }
}

/// From where a picture is painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    pub camera: Camera,
    pub size: Viewport,
    pub dpr: f64,
    /// The part of the plan that is painted.
    pub cover: Rect,
}

impl Sight {
    pub fn new(camera: Camera, size: Viewport, dpr: f64) -> Self {
        Self { camera, size, dpr, cover: camera.visible(size) }
    }

    /// The same view with room around it, as much as the canvas may have.
    fn with_room(self) -> Self {
        let pixels = self.size.width * self.size.height * self.dpr * self.dpr;
        let wide = pixels * (1.0 + 2.0 * ROOM).powi(2) <= MOST_PIXELS;
        let grown = 1.0 + 2.0 * if wide { ROOM } else { LITTLE_ROOM };
        let size = Viewport { width: (self.size.width * grown).ceil(), height: (self.size.height * grown).ceil() };
        Self::new(self.camera, size, self.dpr)
    }

    /// A place of the plan in pixels of the device.
    pub fn device(&self, at: Point) -> Point {
        let at = self.camera.to_screen(at, self.size);
        Point { x: at.x * self.dpr, y: at.y * self.dpr }
    }
}

/// A canvas and from where it was painted.
pub struct Picture {
    canvas: HtmlCanvasElement,
    pub context: CanvasRenderingContext2d,
    pub sight: Sight,
    /// Which state of the house it shows.
    version: u32,
}

impl Picture {
    fn is_sharp(&self, camera: Camera) -> bool {
        (camera.scale / self.sight.camera.scale - 1.0).abs() < 1e-6
    }

    /// Copies it to the page's canvas for the view at which it is looked at now.
    fn show(&self, on: &CanvasRenderingContext2d, now: &Sight) -> Painted {
        let ratio = now.camera.scale / self.sight.camera.scale;
        let middle = now.camera.to_screen(self.sight.camera.center, now.size);
        let snap = |value: f64| if self.is_sharp(now.camera) { value.round() } else { value };
        on.draw_image_with_html_canvas_element_and_dw_and_dh(
            &self.canvas,
            snap((middle.x - self.sight.size.width * ratio / 2.0) * now.dpr),
            snap((middle.y - self.sight.size.height * ratio / 2.0) * now.dpr),
            f64::from(self.canvas.width()) * ratio,
            f64::from(self.canvas.height()) * ratio,
        )
    }
}

/// The pictures there are and the one being painted.
#[derive(Default)]
pub struct Layer {
    front: Option<Picture>,
    /// One of the whole plan, to be seen where the present one does not reach.
    whole: Option<Picture>,
    job: Option<Job>,
    spare: Vec<(HtmlCanvasElement, CanvasRenderingContext2d)>,
    tiles: Option<Tiles>,
    version: u32,
    /// Seats that look otherwise since the last work.
    touched: Vec<usize>,
}

impl Layer {
    /// Something it shows has changed: paint anew, and show the old picture until then.
    pub fn invalidate(&mut self) {
        self.version = self.version.wrapping_add(1);
    }

    /// These seats look otherwise: only they are painted anew, unless they are many.
    pub fn touch(&mut self, mut seats: Vec<usize>) {
        self.touched.append(&mut seats);
    }

    fn patch(&mut self, subject: &Subject) -> Painted {
        let touched = std::mem::take(&mut self.touched);
        if touched.is_empty() {
            return Ok(());
        }
        // What is on its way may show them as they were.
        self.drop_job();
        let version = self.version;
        let front = self.front.as_ref().filter(|front| front.version == version && touched.len() <= MOST_PATCHED);
        let patched = match front {
            Some(front) => job::patch(front, subject, &mut self.tiles, &touched)?,
            None => false,
        };
        if !patched {
            self.invalidate();
        }
        Ok(())
    }

    /// Size or colours changed: nothing that was painted serves any more.
    pub fn forget(&mut self) {
        self.invalidate();
        self.tiles = None;
        let job = self.job.take().map(|job| job.picture);
        for picture in [self.front.take(), self.whole.take(), job].into_iter().flatten() {
            self.spare.push((picture.canvas, picture.context));
        }
    }

    /// Works towards a picture for the view for some milliseconds; answers whether there is more to do.
    pub fn work(&mut self, subject: &Subject, view: Sight, moving: bool, budget_ms: f64) -> Result<bool, JsValue> {
        self.patch(subject)?;
        let camera = view.camera;
        let covers = self.front.as_ref().is_some_and(|front| front.sight.cover.encloses(&view.cover));
        let sharp =
            covers && self.front.as_ref().is_some_and(|front| front.is_sharp(camera) && front.version == self.version);
        if sharp {
            self.drop_job();
            return Ok(false);
        }
        let aims_elsewhere = self.job.as_ref().is_some_and(|job| job.picture.sight.camera != camera);
        if !moving && aims_elsewhere {
            self.drop_job();
        }
        // While the scale changes, a picture would be out of date before it is done.
        let zooming = moving && self.front.as_ref().is_some_and(|front| !front.is_sharp(camera));
        if self.job.is_none() && !(moving && covers) && !zooming {
            self.job = Some(self.begin(subject, view)?);
        }
        let Some(job) = &mut self.job else {
            return Ok(false);
        };
        let budget_ms = if self.front.is_none() { f64::INFINITY } else { budget_ms };
        if !job.work(subject, &mut self.tiles, budget_ms)? {
            return Ok(true);
        }
        self.swap(subject);
        // What was painted while moving may not be what is looked at now.
        Ok(!moving)
    }

    fn drop_job(&mut self) {
        if let Some(job) = self.job.take() {
            self.spare.push((job.picture.canvas, job.picture.context));
        }
    }

    fn begin(&mut self, subject: &Subject, view: Sight) -> Result<Job, JsValue> {
        let sight = view.with_room();
        let (canvas, context) = match self.spare.pop() {
            Some(spare) => spare,
            None => blank(1.0, 1.0)?,
        };
        let (width, height) = (sight.size.width * sight.dpr, sight.size.height * sight.dpr);
        resize(&canvas, width, height);
        context.reset_transform()?;
        context.set_fill_style_str(&subject.palette.ground);
        context.fill_rect(0.0, 0.0, width, height);
        let picture = Picture { canvas, context, sight, version: self.version };
        Job::new(subject, picture)
    }

    /// The finished picture takes the place of the old one; an old one of the whole plan is kept behind it.
    fn swap(&mut self, subject: &Subject) {
        let old = match self.job.take() {
            Some(job) => self.front.replace(job.picture),
            None => None,
        };
        let shows_all = old.as_ref().is_some_and(|old| old.sight.cover.encloses(&subject.scene.bounds));
        let left = if shows_all { std::mem::replace(&mut self.whole, old) } else { old };
        self.spare.extend(left.map(|picture| (picture.canvas, picture.context)));
    }

    /// Copies what there is to the page's canvas.
    pub fn show(&self, on: &CanvasRenderingContext2d, view: &Sight) -> Painted {
        let covers = |picture: &Picture| picture.sight.cover.encloses(&view.cover);
        if !self.front.as_ref().is_some_and(covers)
            && let Some(whole) = &self.whole
        {
            whole.show(on, view)?;
        }
        self.front.as_ref().map_or(Ok(()), |front| front.show(on, view))
    }
}
