//! A seating plan made ready for drawing and searching: every seat numbered in reading order, with bounds and a grid.

use super::geometry::{Rect, turned};
use super::grid::Grid;
use crate::numbers;
use shared::ids::{SeatId, ZoneId};
use shared::seating::{Area, AreaShape, LabelAt, Point, Row, Seat, SeatKind, SeatingPlan, Zone};
use std::ops::Range;
use std::rc::Rc;

/// From this many seats on, a small overview is shown beside an enlarged part.
pub const LARGE_PLAN: usize = 400;

/// A numbered seat. Its number is its place in [`Scene::seats`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    pub id: SeatId,
    /// Its place in the server's statuses.
    pub index: usize,
    pub at: Point,
    pub radius: f64,
    /// Its place in the plan's categories.
    pub category: usize,
    pub kind: SeatKind,
    pub zone: usize,
    /// Its place in [`Scene::lines`].
    pub line: usize,
    pub block: i32,
}

/// A row of a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub label: String,
    pub seats: Range<usize>,
    pub bounds: Rect,
    /// Where its label stands.
    pub labels: Vec<Point>,
}

/// A zone's place on the paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    pub id: ZoneId,
    /// False where places without a number can be had.
    pub numbered: bool,
    pub bounds: Rect,
}

/// The whole plan, ready.
#[derive(Clone, Debug)]
pub struct Scene {
    pub plan: Rc<SeatingPlan>,
    pub seats: Vec<Spot>,
    pub lines: Vec<Line>,
    pub fields: Vec<Field>,
    pub bounds: Rect,
    /// The radius most seats have.
    pub radius: f64,
    grid: Grid,
    by_id: Vec<(SeatId, usize)>,
}

/// A published plan never changes, so its id says it all.
impl PartialEq for Scene {
    fn eq(&self, other: &Self) -> bool {
        self.plan.id == other.plan.id
    }
}

impl Scene {
    pub fn new(plan: Rc<SeatingPlan>) -> Self {
        let mut seats = Vec::new();
        let mut lines = Vec::new();
        let mut fields = Vec::new();
        for (zone_at, zone) in plan.zones.iter().enumerate() {
            let mut bounds = Rect::EMPTY;
            for row in &zone.rows {
                let line = read_row(&plan, row, (zone_at, lines.len()), &mut seats);
                bounds.include_rect(&line.bounds);
                lines.push(line);
            }
            for area in &zone.areas {
                bounds.include_rect(&area_bounds(area));
            }
            fields.push(Field { id: zone.id, numbered: zone.numbered, bounds });
        }
        let mut bounds = Rect::EMPTY;
        for field in &fields {
            bounds.include_rect(&field.bounds);
        }
        if bounds.is_empty() {
            bounds = Rect::new(0.0, 0.0, plan.width.max(1.0), plan.height.max(1.0));
        }
        let radius = usual_radius(&seats);
        let circles: Vec<(Point, f64)> = seats.iter().map(|seat| (seat.at, seat.radius)).collect();
        let mut by_id: Vec<(SeatId, usize)> =
            seats.iter().enumerate().map(|(number, seat)| (seat.id, number)).collect();
        by_id.sort_unstable();
        Self { grid: Grid::new(&circles, radius * 6.0), plan, seats, lines, fields, bounds, radius, by_id }
    }

    /// The number of the seat with this id.
    pub fn number_of(&self, seat: SeatId) -> Option<usize> {
        let place = self.by_id.binary_search_by_key(&seat, |(id, _)| *id).ok()?;
        self.by_id.get(place).map(|(_, number)| *number)
    }

    pub fn spot(&self, number: usize) -> Option<&Spot> {
        self.seats.get(number)
    }

    /// Zone, row and seat as the plan has them.
    pub fn place(&self, number: usize) -> Option<(&Zone, &Row, &Seat)> {
        let spot = self.seats.get(number)?;
        let line = self.lines.get(spot.line)?;
        let zone = self.plan.zones.get(spot.zone)?;
        let first_line = self.seats.partition_point(|seat| seat.zone < spot.zone);
        let row_at = spot.line - self.seats.get(first_line)?.line;
        // Rows without seats have lines too, so the row is found by counting lines, not seats.
        let row = self.row_of(zone, spot, row_at)?;
        row.seats.get(number - line.seats.start).map(|seat| (zone, row, seat))
    }

    fn row_of<'a>(&self, zone: &'a Zone, spot: &Spot, guess: usize) -> Option<&'a Row> {
        let holds = |row: &Row| {
            row.seats.first().map(|seat| seat.id)
                == self.lines.get(spot.line).and_then(|line| self.seats.get(line.seats.start)).map(|seat| seat.id)
        };
        zone.rows.get(guess).filter(|row| holds(row)).or_else(|| zone.rows.iter().find(|row| holds(row)))
    }

    /// Calls with every seat that may reach into the box.
    pub fn each_in(&self, rect: &Rect, call: impl FnMut(usize)) {
        self.grid.each_in(rect, call);
    }

    /// The seat at a point: the nearest whose middle is at most `slop` away, or that covers the point.
    pub fn seat_at(&self, at: Point, slop: f64) -> Option<usize> {
        self.grid.nearest(at, slop.max(self.radius * 1.1))
    }

    /// The zone at a point: the smallest that covers it.
    pub fn field_at(&self, at: Point) -> Option<&Field> {
        self.fields
            .iter()
            .filter(|field| field.bounds.grown(self.radius).contains(at))
            .min_by(|a, b| extent(&a.bounds).total_cmp(&extent(&b.bounds)))
    }
}

fn extent(rect: &Rect) -> f64 {
    rect.width() * rect.height()
}

fn read_row(plan: &SeatingPlan, row: &Row, (zone, line): (usize, usize), seats: &mut Vec<Spot>) -> Line {
    let start = seats.len();
    let mut bounds = Rect::EMPTY;
    for seat in &row.seats {
        let at = Point { x: seat.x, y: seat.y };
        let radius = seat.radius.max(1e-3);
        bounds.include(at, radius);
        seats.push(Spot {
            id: seat.id,
            index: usize::try_from(seat.index).unwrap_or(usize::MAX),
            at,
            radius,
            category: plan.categories.iter().position(|category| category.id == seat.category).unwrap_or(0),
            kind: seat.kind,
            zone,
            line,
            block: seat.block,
        });
    }
    let labels = row_labels(row, seats.get(start..).unwrap_or_default());
    for label in &labels {
        bounds.include(*label, seats.last().map_or(0.0, |seat| seat.radius));
    }
    Line { label: row.label.clone(), seats: start..seats.len(), bounds, labels }
}

/// Beyond the ends, in the direction in which the row runs there.
fn row_labels(row: &Row, seats: &[Spot]) -> Vec<Point> {
    let (Some(first), Some(last)) = (seats.first(), seats.last()) else {
        return Vec::new();
    };
    if row.label.is_empty() {
        return Vec::new();
    }
    let beyond = |end: &Spot, next: Option<&Spot>, alone: f64| {
        let (x, y) = next.map_or((alone, 0.0), |next| (end.at.x - next.at.x, end.at.y - next.at.y));
        let length = numbers::length(x, y).max(f64::EPSILON);
        let way = end.radius * 2.4;
        Point { x: end.at.x + x / length * way, y: end.at.y + y / length * way }
    };
    let at_first = beyond(first, seats.get(1), -1.0);
    let at_last = beyond(last, seats.len().checked_sub(2).and_then(|at| seats.get(at)), 1.0);
    let (left, right) = if at_first.x <= at_last.x { (at_first, at_last) } else { (at_last, at_first) };
    match row.label_at {
        LabelAt::Left => vec![left],
        LabelAt::Right => vec![right],
        LabelAt::Both => vec![left, right],
        LabelAt::None => Vec::new(),
    }
}

fn usual_radius(seats: &[Spot]) -> f64 {
    let mut radii: Vec<f64> = seats.iter().map(|seat| seat.radius).collect();
    radii.sort_unstable_by(f64::total_cmp);
    radii.get(radii.len() / 2).copied().unwrap_or(10.0)
}

/// The upright box around an area as it stands, turned around its own position.
pub fn area_bounds(area: &Area) -> Rect {
    let mut rect = Rect::EMPTY;
    let mut corner = |x: f64, y: f64| {
        let at = turned(Point { x, y }, area.rotation);
        rect.include(Point { x: area.x + at.x, y: area.y + at.y }, 0.0);
    };
    match &area.shape {
        AreaShape::Rectangle { width, height } => {
            for (x, y) in [(0.0, 0.0), (*width, 0.0), (0.0, *height), (*width, *height)] {
                corner(x, y);
            }
        }
        AreaShape::Circle { radius } => {
            for (x, y) in [(-radius, -radius), (*radius, -radius), (-radius, *radius), (*radius, *radius)] {
                corner(x, y);
            }
        }
        AreaShape::Ellipse { radius_x, radius_y } => {
            for (x, y) in
                [(-radius_x, -radius_y), (*radius_x, -radius_y), (-radius_x, *radius_y), (*radius_x, *radius_y)]
            {
                corner(x, y);
            }
        }
        AreaShape::Polygon { points } => {
            for point in points {
                corner(point.x, point.y);
            }
        }
        AreaShape::Text => corner(0.0, 0.0),
    }
    rect
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use shared::ids::{CategoryId, PlanId, VenueId};
    use shared::seating::{Category, Zone};

    pub fn seat(id: i64, x: f64, y: f64) -> Seat {
        Seat {
            id: SeatId(id),
            index: u32::try_from(id).unwrap(),
            label: id.to_string(),
            category: CategoryId(1),
            kind: SeatKind::Standard,
            x,
            y,
            radius: 10.0,
            block: 0,
        }
    }

    /// A house of rows, ten seats each, 25 apart, seats numbered from 0.
    pub fn house(rows: i64) -> Scene {
        let rows = (0..rows)
            .map(|row| Row {
                label: format!("R{row}"),
                label_at: LabelAt::Both,
                seats: (0..10)
                    .map(|at| {
                        let across = f64::from(i32::try_from(at).unwrap());
                        let down = f64::from(i32::try_from(row).unwrap());
                        seat(row * 10 + at, across * 25.0, down * 30.0)
                    })
                    .collect(),
            })
            .collect();
        Scene::new(Rc::new(plan(rows)))
    }

    pub fn plan(rows: Vec<Row>) -> SeatingPlan {
        SeatingPlan {
            id: PlanId(1),
            venue: VenueId(1),
            name: "House".to_owned(),
            version: 1,
            width: 500.0,
            height: 500.0,
            focus: Point { x: 100.0, y: -50.0 },
            categories: vec![Category { id: CategoryId(1), name: "Gold".to_owned(), color: "#b8860b".to_owned() }],
            zones: vec![Zone {
                id: ZoneId(1),
                name: "Stalls".to_owned(),
                numbered: true,
                capacity: 0,
                category: None,
                rows,
                areas: Vec::new(),
            }],
        }
    }

    #[test]
    fn every_seat_is_found_by_its_id_and_knows_its_row() {
        let scene = house(4);
        for id in 0..40 {
            let number = scene.number_of(SeatId(id)).unwrap();
            let (zone, row, seat) = scene.place(number).unwrap();
            assert_eq!(seat.id, SeatId(id));
            assert_eq!(row.label, format!("R{}", id / 10));
            assert_eq!(zone.name, "Stalls");
        }
        assert_eq!(scene.number_of(SeatId(99)), None);
    }

    #[test]
    fn rows_without_seats_do_not_shift_the_others() {
        let mut rows = vec![
            Row { label: "empty".to_owned(), label_at: LabelAt::Both, seats: Vec::new() },
            Row { label: "A".to_owned(), label_at: LabelAt::Both, seats: vec![seat(1, 0.0, 0.0)] },
        ];
        rows.push(Row { label: "empty too".to_owned(), label_at: LabelAt::Both, seats: Vec::new() });
        rows.push(Row { label: "B".to_owned(), label_at: LabelAt::Both, seats: vec![seat(2, 0.0, 30.0)] });
        let scene = Scene::new(Rc::new(plan(rows)));
        let label = |id| scene.place(scene.number_of(SeatId(id)).unwrap()).unwrap().1.label.clone();
        assert_eq!((label(1), label(2)), ("A".to_owned(), "B".to_owned()));
    }

    #[test]
    fn labels_stand_beyond_the_ends_of_the_row() {
        let scene = house(1);
        let labels = &scene.lines[0].labels;
        assert!(labels[0].x < -10.0 && labels[1].x > 235.0);
        assert!(labels[0].y.abs() < 1e-9);
    }

    #[test]
    fn a_touch_beside_a_seat_finds_it_and_one_far_away_none() {
        let scene = house(2);
        assert_eq!(scene.seat_at(Point { x: 27.0, y: 4.0 }, 0.0), Some(1));
        assert_eq!(scene.seat_at(Point { x: 0.0, y: -18.0 }, 20.0), Some(0));
        assert_eq!(scene.seat_at(Point { x: 0.0, y: -18.0 }, 0.0), None);
    }

    #[test]
    fn a_turned_area_takes_the_room_it_needs() {
        let area = Area {
            shape: AreaShape::Rectangle { width: 100.0, height: 10.0 },
            x: 50.0,
            y: 50.0,
            rotation: 90.0,
            color: "#000000".to_owned(),
            border_color: "#000000".to_owned(),
            text: None,
        };
        let bounds = area_bounds(&area);
        assert!((bounds.height() - 100.0).abs() < 1e-9 && (bounds.width() - 10.0).abs() < 1e-9);
    }
}
