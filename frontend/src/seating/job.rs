//! Painting a picture of the map a little at a time: a list of small things to draw, and how far it has come.

use super::brush::{Painted, Stamp, Tiles};
use super::frame_clock::clock;
use super::geometry::Rect;
use super::layer::{Picture, Sight, Subject};
use super::{areas, blocks, marks};
use crate::numbers;
use shared::seating::SeatKind;
use wasm_bindgen::JsValue;
use web_sys::Path2d;

/// Below this radius, in CSS pixels, rows are drawn as bands.
const BANDS_BELOW: f64 = 2.4;
/// From this radius on, seats are drawn one by one with their numbers; below, they are copied.
const NUMBERS_FROM: f64 = 11.0;
/// From this radius on, row labels are drawn.
const LABELS_FROM: f64 = 3.4;
/// How many things are drawn between two looks at the clock.
const STRIDE: usize = 24;

/// One thing to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Areas,
    /// A row from far away, by its place in the scene's lines.
    Band(usize),
    /// All bands at once, after the last.
    Bands,
    /// A seat as a copy of its tile.
    Copy(usize),
    /// A seat by its path.
    Seat(usize),
    Number(usize),
    Label(usize),
}

/// A picture on its way.
pub struct Job {
    pub picture: Picture,
    items: Vec<Item>,
    next: usize,
    bands: Vec<Path2d>,
    /// For which kind of item the context is set up.
    ready_for: Ready,
}

impl Job {
    /// Lists what the picture will show.
    pub fn new(subject: &Subject, picture: Picture) -> Result<Self, JsValue> {
        let sight = &picture.sight;
        let scene = subject.scene;
        let radius = scene.radius * sight.camera.scale;
        let lines =
            || scene.lines.iter().enumerate().filter(|(_, line)| line.bounds.meets(&sight.cover)).map(|(at, _)| at);
        let mut items = vec![Item::Areas];
        let mut bands = Vec::new();
        if radius < BANDS_BELOW {
            bands = (0..=subject.palette.tints.len()).map(|_| Path2d::new()).collect::<Result<_, _>>()?;
            items.extend(lines().map(Item::Band));
            items.push(Item::Bands);
        } else {
            let mut seats = Vec::new();
            scene.each_in(&sight.cover, |number| seats.push(number));
            list_seats(&mut items, subject, radius, &seats);
        }
        if radius >= LABELS_FROM {
            items.extend(lines().map(Item::Label));
        }
        Ok(Self { picture, items, next: 0, bands, ready_for: None })
    }

    /// Draws for about that many milliseconds; answers whether the picture is done.
    pub fn work(&mut self, subject: &Subject, tiles: &mut Option<Tiles>, budget_ms: f64) -> Result<bool, JsValue> {
        let start = clock();
        loop {
            let rest = self.items.get(self.next..).unwrap_or_default();
            let some = rest.get(..STRIDE).unwrap_or(rest);
            paint(&self.picture, subject, (tiles, &self.bands), some, &mut self.ready_for)?;
            self.next += STRIDE;
            if self.next >= self.items.len() {
                return Ok(true);
            }
            if clock() - start >= budget_ms {
                return Ok(false);
            }
        }
    }
}

/// Paints seats of a finished picture anew, on clean ground; false where rows are bands, which change as a whole.
pub fn patch(
    picture: &Picture,
    subject: &Subject,
    tiles: &mut Option<Tiles>,
    numbers: &[usize],
) -> Result<bool, JsValue> {
    let (on, sight) = (&picture.context, &picture.sight);
    let radius = subject.scene.radius * sight.camera.scale;
    if radius < BANDS_BELOW {
        return Ok(false);
    }
    // Whoever is so near that the clean ground takes a bit of them is painted again, too.
    let mut seats = Vec::new();
    on.reset_transform()?;
    on.save();
    on.begin_path();
    for spot in numbers.iter().filter_map(|number| subject.scene.spot(*number)) {
        let (at, reach) = (sight.device(spot.at), spot.radius * sight.camera.scale * sight.dpr);
        on.rect(at.x - reach, at.y - reach, reach * 2.0, reach * 2.0);
        let near = Rect::new(spot.at.x, spot.at.y, 0.0, 0.0).grown(spot.radius * 2.5);
        subject.scene.each_in(&near, |number| seats.push(number));
    }
    seats.sort_unstable();
    seats.dedup();
    on.clip();
    on.set_fill_style_str(&subject.palette.ground);
    on.fill_rect(0.0, 0.0, sight.size.width * sight.dpr, sight.size.height * sight.dpr);
    let mut items = vec![Item::Areas];
    list_seats(&mut items, subject, radius, &seats);
    let painted = paint(picture, subject, (tiles, &[]), &items, &mut None);
    on.restore();
    painted.map(|()| true)
}

/// The seats, then the numbers on those that are free and large enough.
fn list_seats(items: &mut Vec<Item>, subject: &Subject, radius: f64, seats: &[usize]) {
    let usual = subject.scene.radius;
    let copies = radius < NUMBERS_FROM;
    let mut numbers = Vec::new();
    for number in seats.iter().copied() {
        let Some(spot) = subject.scene.spot(number) else {
            continue;
        };
        if copies && (spot.radius - usual).abs() <= usual * 0.05 {
            items.push(Item::Copy(number));
            continue;
        }
        items.push(Item::Seat(number));
        let bare = spot.kind == SeatKind::Standard && !marks::has_hole(spot.category);
        if !copies && bare && subject.is_free(number) {
            numbers.push(Item::Number(number));
        }
    }
    items.append(&mut numbers);
}

type Ready = Option<std::mem::Discriminant<Item>>;

fn paint(
    picture: &Picture,
    subject: &Subject,
    (tiles, bands): (&mut Option<Tiles>, &[Path2d]),
    items: &[Item],
    ready_for: &mut Ready,
) -> Painted {
    let radius = subject.scene.radius * picture.sight.camera.scale * picture.sight.dpr;
    for item in items {
        let kind = Some(std::mem::discriminant(item));
        if *ready_for != kind {
            prepare(picture, subject, *item)?;
            *ready_for = kind;
        }
        if matches!(item, Item::Copy(_)) && tiles.as_ref().is_none_or(|tiles| (tiles.radius - radius).abs() > 1e-3) {
            *tiles = Some(Tiles::new(subject.brush, subject.palette, radius)?);
        }
        draw(picture, subject, tiles.as_ref(), bands, *item)?;
    }
    Ok(())
}

/// Sets the context up for items of a kind.
fn prepare(picture: &Picture, subject: &Subject, item: Item) -> Painted {
    let (on, sight) = (&picture.context, &picture.sight);
    on.reset_transform()?;
    let radius = subject.scene.radius * sight.camera.scale;
    let (weight, size) = match item {
        Item::Number(_) => ("600", radius * 0.72),
        Item::Label(_) => ("600", numbers::between(radius * 1.25, 8.0, 17.0)),
        _ => return Ok(()),
    };
    on.set_text_align("center");
    on.set_text_baseline("middle");
    on.set_fill_style_str(&subject.palette.muted);
    on.set_font(&format!("{weight} {}px {}", numbers::one_decimal(size * sight.dpr), subject.palette.font));
    Ok(())
}

fn draw(picture: &Picture, subject: &Subject, tiles: Option<&Tiles>, bands: &[Path2d], item: Item) -> Painted {
    let (on, sight) = (&picture.context, &picture.sight);
    match item {
        Item::Areas => areas::paint(on, subject, sight),
        Item::Band(line) => {
            blocks::trace_line(bands, subject, sight, line);
            Ok(())
        }
        Item::Bands => blocks::stroke(on, bands, subject, sight),
        Item::Copy(number) => {
            if let (Some(tiles), Some(spot)) = (tiles, subject.scene.spot(number)) {
                let at = sight.device(spot.at);
                tiles.stamp(on, at.x, at.y, subject.is_free(number).then_some((spot.category, spot.kind)));
            }
            Ok(())
        }
        Item::Seat(number) => match stamp(subject, sight, number) {
            Some(stamp) if subject.is_free(number) => subject.brush.free(on, stamp, subject.palette),
            Some(stamp) => subject.brush.taken(on, stamp, subject.palette),
            None => Ok(()),
        },
        Item::Number(number) => {
            let seat = subject.scene.place(number).map(|(_, _, seat)| seat);
            if let (Some(stamp), Some(seat)) = (stamp(subject, sight, number), seat) {
                let ink = subject.palette.tints.get(stamp.category).map_or("", |tint| &tint.ink);
                on.set_fill_style_str(ink);
                on.fill_text_with_max_width(&seat.label, stamp.x, stamp.y + stamp.radius * 0.05, stamp.radius * 1.3)?;
            }
            Ok(())
        }
        Item::Label(line) => {
            let Some(line) = subject.scene.lines.get(line) else {
                return Ok(());
            };
            line.labels.iter().try_for_each(|label| {
                let at = sight.device(*label);
                on.fill_text(&line.label, at.x, at.y)
            })
        }
    }
}

fn stamp(subject: &Subject, sight: &Sight, number: usize) -> Option<Stamp> {
    let spot = subject.scene.spot(number)?;
    let at = sight.device(spot.at);
    let radius = spot.radius * sight.camera.scale * sight.dpr;
    Some(Stamp { x: at.x, y: at.y, radius, category: spot.category, kind: spot.kind })
}
