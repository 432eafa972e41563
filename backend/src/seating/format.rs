//! The pretix seating-plan JSON: what its members mean here, and every error with its place in the file.
//!
//! Members of our own, which other programs leave alone: `kind` of a seat (`wheelchair`, `companion`,
//! `restricted_view`), `capacity` and `category` of a zone without rows (free seating), `focus` of the plan.

mod color;
mod reader;

use super::draft::{Draft, DraftCategory, DraftRow, DraftSeat, DraftZone};
use reader::{Members, Reader, Spot};
use serde_json::Value;
use shared::refusal::PlanError;
use shared::seating::{Area, AreaShape, AreaText, LabelAt, PLAN_MAX_SEATS, Point, SeatKind};
use std::collections::{HashMap, HashSet};

const MAX_CATEGORIES: usize = 200;
const MAX_ZONES: usize = 1_000;
const MAX_AREAS: usize = 5_000;
const MAX_CORNERS: usize = 2_000;
const MAX_LABEL: usize = 40;
const MAX_NAME: usize = 120;
/// What seats measure when the file does not say.
const USUAL_RADIUS: f64 = 10.0;
const USUAL_TEXT_SIZE: f64 = 16.0;
const ORIGIN: Point = Point { x: 0.0, y: 0.0 };

/// A plan that was understood, and what of the file has no effect here, by path.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    pub plan: Draft,
    pub ignored: Vec<String>,
}

/// Understands a file, or lists its errors (the first fifty).
pub fn read(file: &[u8]) -> Result<Understood, Vec<PlanError>> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let value: Value = serde_json::from_slice(file)
        .map_err(|error| vec![PlanError { path: String::new(), problem: format!("not JSON: {error}") }])?;
    let mut reader = Reader::default();
    let plan = Sheet::default().plan(&mut reader, &value);
    match plan {
        Some(plan) if reader.errors.is_empty() => Ok(Understood { plan, ignored: reader.ignored() }),
        _ => Err(reader.errors),
    }
}

/// What has been seen of the file so far.
#[derive(Default)]
struct Sheet {
    categories: HashMap<String, usize>,
    guids: HashSet<String>,
    seats: usize,
    areas: usize,
}

impl Sheet {
    fn plan(&mut self, reader: &mut Reader, value: &Value) -> Option<Draft> {
        let spot = Spot::root();
        let members = reader.object(&spot, value, &["name", "size", "categories", "zones", "focus"])?;
        let name = reader.text(&members, "name", MAX_NAME);
        let size = members.optional("size").and_then(|(spot, value)| {
            let size = reader.object(&spot, value, &["width", "height"])?;
            Some((reader.measure(&size, "width")?, reader.measure(&size, "height")?))
        });
        let categories = self.categories(reader, &members);
        let zones = self.zones(reader, &members);
        let focus = members.optional("focus").and_then(|(spot, value)| reader.point(&spot, value));
        if self.seats == 0 && reader.errors.is_empty() {
            reader.error(&spot.member("zones"), "no seats");
        }
        let (width, height) = size.unwrap_or((1.0, 1.0));
        let mut plan = Draft { name: name?, width, height, focus: focus.unwrap_or(ORIGIN), categories, zones };
        if focus.is_none() {
            plan.focus = plan.find_focus();
        }
        plan.fit();
        if focus.is_none() {
            // Without a stage it is the middle of the top, which is known only now.
            plan.focus = plan.find_focus();
        }
        Some(plan)
    }

    fn categories(&mut self, reader: &mut Reader, members: &Members<'_>) -> Vec<DraftCategory> {
        let mut categories = Vec::new();
        for (spot, value) in reader.list(members, "categories", MAX_CATEGORIES) {
            let Some(members) = reader.object(&spot, value, &["name", "color"]) else { continue };
            let Some(name) = reader.text(&members, "name", MAX_NAME) else { continue };
            let wanted = reader.optional_text(&members, "color", MAX_NAME);
            let color = match wanted.as_deref().and_then(color::read) {
                Some(color) => color,
                None => {
                    if wanted.is_some() {
                        reader.ignore(&members.spot("color"));
                    }
                    color::of_position(categories.len())
                }
            };
            if self.categories.insert(name.clone(), categories.len()).is_some() {
                reader.error(&members.spot("name"), "twice");
            }
            categories.push(DraftCategory { name, color });
        }
        categories
    }

    fn zones(&mut self, reader: &mut Reader, members: &Members<'_>) -> Vec<DraftZone> {
        let mut zones = Vec::new();
        for (spot, value) in reader.list(members, "zones", MAX_ZONES) {
            zones.extend(self.zone(reader, &spot, value));
            if self.seats > PLAN_MAX_SEATS {
                reader.error(&spot, &format!("more than {PLAN_MAX_SEATS} seats"));
                break;
            }
        }
        zones
    }

    fn zone(&mut self, reader: &mut Reader, spot: &Spot<'_>, value: &Value) -> Option<DraftZone> {
        const KNOWN: [&str; 6] = ["name", "position", "rows", "areas", "capacity", "category"];
        let members = reader.object(spot, value, &KNOWN)?;
        let name = reader.optional_text(&members, "name", MAX_NAME).unwrap_or_default();
        let at = reader.position(&members).unwrap_or(ORIGIN);
        let mut rows = Vec::new();
        for (spot, value) in reader.list(&members, "rows", PLAN_MAX_SEATS) {
            rows.extend(self.row(reader, &spot, value, at).filter(|row| !row.seats.is_empty()));
            if self.seats > PLAN_MAX_SEATS {
                break;
            }
        }
        let mut areas = Vec::new();
        for (spot, value) in reader.list(&members, "areas", MAX_AREAS) {
            areas.extend(area(reader, &spot, value, at));
        }
        self.areas += areas.len();
        if self.areas > MAX_AREAS {
            reader.error(&members.spot("areas"), &format!("more than {MAX_AREAS} areas"));
        }
        let free_seating = self.free_seating(reader, &members, rows.is_empty());
        Some(DraftZone { name, at, rows, areas, free_seating })
    }

    fn free_seating(&mut self, reader: &mut Reader, members: &Members<'_>, no_rows: bool) -> Option<(usize, usize)> {
        let (spot, value) = members.optional("capacity")?;
        let capacity = value.as_u64().and_then(|capacity| usize::try_from(capacity).ok());
        let Some(capacity) = capacity.filter(|capacity| (1..=PLAN_MAX_SEATS).contains(capacity)) else {
            reader.error(&spot, &format!("must be a whole number from 1 to {PLAN_MAX_SEATS}"));
            return None;
        };
        if !no_rows {
            reader.error(&spot, "a zone has rows of seats or a capacity, not both");
            return None;
        }
        let category = self.category(reader, members)?;
        self.seats += capacity;
        Some((capacity, category))
    }

    fn row(&mut self, reader: &mut Reader, spot: &Spot<'_>, value: &Value, zone_at: Point) -> Option<DraftRow> {
        let members = reader.object(spot, value, &["row_number", "row_number_position", "position", "seats"])?;
        let label = reader.optional_text(&members, "row_number", MAX_LABEL).unwrap_or_default();
        let at = reader.position(&members).unwrap_or(ORIGIN);
        let label_at = match reader.optional_text(&members, "row_number_position", MAX_LABEL).as_deref() {
            None | Some("" | "both") => LabelAt::Both,
            Some("left") => LabelAt::Left,
            Some("right") => LabelAt::Right,
            Some("none") => LabelAt::None,
            Some(_) => {
                reader.ignore(&members.spot("row_number_position"));
                LabelAt::Both
            }
        };
        let mut seats = Vec::new();
        for (spot, value) in reader.list(&members, "seats", PLAN_MAX_SEATS) {
            seats.extend(self.seat(reader, &spot, value, plus(zone_at, at)));
            self.seats += 1;
            if self.seats > PLAN_MAX_SEATS {
                break;
            }
        }
        let mut row = DraftRow { label, label_at, seats };
        row.arrange();
        Some(row)
    }

    fn seat(&mut self, reader: &mut Reader, spot: &Spot<'_>, value: &Value, row_at: Point) -> Option<DraftSeat> {
        const KNOWN: [&str; 6] = ["seat_guid", "seat_number", "position", "category", "radius", "kind"];
        let members = reader.object(spot, value, &KNOWN)?;
        let guid = reader.text(&members, "seat_guid", MAX_NAME);
        let label = reader.text(&members, "seat_number", MAX_LABEL);
        let at = reader.needed(&members, "position").and_then(|(spot, value)| reader.point(&spot, value));
        let category = self.category(reader, &members);
        let radius = match members.optional("radius") {
            Some(_) => reader.measure(&members, "radius"),
            None => Some(USUAL_RADIUS),
        };
        let kind = kind(reader, &members);
        let guid = guid?;
        if !self.guids.insert(guid.clone()) {
            reader.error(&members.spot("seat_guid"), "twice");
        }
        let at = plus(row_at, at?);
        Some(DraftSeat { guid, label: label?, category: category?, kind: kind?, at, radius: radius?, block: 0 })
    }

    fn category(&self, reader: &mut Reader, members: &Members<'_>) -> Option<usize> {
        let name = reader.text(members, "category", MAX_NAME)?;
        let found = self.categories.get(&name).copied();
        if found.is_none() {
            reader.error(&members.spot("category"), "is not one of the plan's categories");
        }
        found
    }
}

fn kind(reader: &mut Reader, members: &Members<'_>) -> Option<SeatKind> {
    match reader.optional_text(members, "kind", MAX_LABEL).as_deref() {
        None | Some("" | "standard") => Some(SeatKind::Standard),
        Some("wheelchair") => Some(SeatKind::Wheelchair),
        Some("companion") => Some(SeatKind::Companion),
        Some("restricted_view") => Some(SeatKind::RestrictedView),
        Some(_) => {
            reader.error(&members.spot("kind"), "must be standard, wheelchair, companion or restricted_view");
            None
        }
    }
}

fn area(reader: &mut Reader, spot: &Spot<'_>, value: &Value, zone_at: Point) -> Option<Area> {
    const KNOWN: [&str; 13] = [
        "shape",
        "color",
        "border_color",
        "rotation",
        "position",
        "width",
        "height",
        "radius",
        "rectangle",
        "circle",
        "ellipse",
        "polygon",
        "text",
    ];
    let members = reader.object(spot, value, &KNOWN)?;
    let at = plus(zone_at, reader.position(&members).unwrap_or(ORIGIN));
    let shape = shape(reader, &members);
    let text = members.optional("text").and_then(|(spot, value)| area_text(reader, &spot, value));
    let rotation = match members.optional("rotation") {
        Some((spot, value)) => reader.number(&spot, value)?,
        None => 0.0,
    };
    let color = area_color(reader, &members, "color");
    let border_color = area_color(reader, &members, "border_color");
    Some(Area { shape: shape?, x: at.x, y: at.y, rotation, color, border_color, text })
}

/// Older files have no `shape` and measure in the area itself; newer ones have a member named after the shape.
fn shape(reader: &mut Reader, members: &Members<'_>) -> Option<AreaShape> {
    let name = reader.optional_text(members, "shape", MAX_LABEL).unwrap_or_else(|| "rectangle".to_owned());
    match name.as_str() {
        "rectangle" => {
            let inner = reader.inner(members, "rectangle", &["width", "height"])?;
            let (width, height) = (reader.measure(&inner, "width"), reader.measure(&inner, "height"));
            Some(AreaShape::Rectangle { width: width?, height: height? })
        }
        "circle" => {
            let inner = reader.inner(members, "circle", &["radius"])?;
            Some(AreaShape::Circle { radius: reader.measure(&inner, "radius")? })
        }
        "ellipse" => {
            let inner = reader.inner(members, "ellipse", &["radius"])?;
            let (spot, value) = reader.needed(&inner, "radius")?;
            let radius = reader.object(&spot, value, &["x", "y"])?;
            let (radius_x, radius_y) = (reader.measure(&radius, "x"), reader.measure(&radius, "y"));
            Some(AreaShape::Ellipse { radius_x: radius_x?, radius_y: radius_y? })
        }
        "polygon" => {
            let inner = reader.inner(members, "polygon", &["points"])?;
            let mut points = Vec::new();
            for (spot, value) in reader.list(&inner, "points", MAX_CORNERS) {
                points.push(reader.point(&spot, value)?);
            }
            Some(AreaShape::Polygon { points })
        }
        "text" => Some(AreaShape::Text),
        _ => {
            reader.error(&members.spot("shape"), "must be rectangle, circle, ellipse, polygon or text");
            None
        }
    }
}

fn area_text(reader: &mut Reader, spot: &Spot<'_>, value: &Value) -> Option<AreaText> {
    let plain = |text: String| AreaText { text, x: 0.0, y: 0.0, color: "#000000".to_owned(), size: USUAL_TEXT_SIZE };
    if value.is_string() {
        return reader.line(spot, value, MAX_NAME).filter(|text| !text.is_empty()).map(plain);
    }
    let members = reader.object(spot, value, &["text", "position", "color", "size"])?;
    let text = reader.optional_text(&members, "text", MAX_NAME).filter(|text| !text.is_empty())?;
    let at = reader.position(&members).unwrap_or(ORIGIN);
    let size = match members.optional("size") {
        Some(_) => reader.measure(&members, "size")?,
        None => USUAL_TEXT_SIZE,
    };
    let color = match area_color(reader, &members, "color").as_str() {
        "transparent" => "#000000".to_owned(),
        color => color.to_owned(),
    };
    Some(AreaText { x: at.x, y: at.y, color, size, ..plain(text) })
}

fn area_color(reader: &mut Reader, members: &Members<'_>, name: &'static str) -> String {
    let wanted = reader.optional_text(members, name, MAX_NAME).unwrap_or_default();
    match color::read(&wanted) {
        Some(color) => color,
        None => {
            if !wanted.is_empty() && wanted != "transparent" && wanted != "none" {
                reader.ignore(&members.spot(name));
            }
            "transparent".to_owned()
        }
    }
}

fn plus(a: Point, b: Point) -> Point {
    Point { x: a.x + b.x, y: a.y + b.y }
}

#[cfg(test)]
mod tests;
