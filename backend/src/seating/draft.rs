//! A seating plan as it is understood from a file, before it has numbers in the database: positions are absolute, the
//! seats of a row stand in order, and aisles part a row into blocks.

use shared::seating::{Area, AreaShape, LabelAt, Point, SeatKind};

/// A gap this many times wider than the row's usual one is an aisle.
const AISLE: f64 = 1.6;

#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub name: String,
    pub width: f64,
    pub height: f64,
    pub focus: Point,
    pub categories: Vec<DraftCategory>,
    pub zones: Vec<DraftZone>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DraftCategory {
    pub name: String,
    /// `#rrggbb`.
    pub color: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DraftZone {
    pub name: String,
    /// Where places without a number are said to be.
    pub at: Point,
    pub rows: Vec<DraftRow>,
    pub areas: Vec<Area>,
    /// For a zone of places without a number: how many, and which of the plan's categories.
    pub free_seating: Option<(usize, usize)>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DraftRow {
    pub label: String,
    pub label_at: LabelAt,
    pub seats: Vec<DraftSeat>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DraftSeat {
    pub guid: String,
    pub label: String,
    /// Index into the plan's categories.
    pub category: usize,
    pub kind: SeatKind,
    pub at: Point,
    pub radius: f64,
    pub block: i32,
}

impl Draft {
    /// How many places there are, with a number and without.
    pub fn places(&self) -> usize {
        let in_zone = |zone: &DraftZone| match zone.free_seating {
            Some((capacity, _)) => capacity,
            None => zone.rows.iter().map(|row| row.seats.len()).sum(),
        };
        self.zones.iter().map(in_zone).sum()
    }

    /// Moves everything into view: files draw left of or above their corner, and beyond their own size.
    pub fn fit(&mut self) {
        let corners = self.corners();
        let (mut low, mut high) = (Point { x: 0.0, y: 0.0 }, Point { x: self.width, y: self.height });
        for corner in corners {
            low = Point { x: low.x.min(corner.x), y: low.y.min(corner.y) };
            high = Point { x: high.x.max(corner.x), y: high.y.max(corner.y) };
        }
        let by = Point { x: -low.x, y: -low.y };
        (self.width, self.height) = (high.x - low.x, high.y - low.y);
        shift(&mut self.focus, by);
        for zone in &mut self.zones {
            shift(&mut zone.at, by);
            zone.rows.iter_mut().flat_map(|row| &mut row.seats).for_each(|seat| shift(&mut seat.at, by));
            for area in &mut zone.areas {
                (area.x, area.y) = (area.x + by.x, area.y + by.y);
            }
        }
    }

    fn corners(&self) -> Vec<Point> {
        let seats = self.zones.iter().flat_map(|zone| &zone.rows).flat_map(|row| &row.seats);
        let areas = self.zones.iter().flat_map(|zone| &zone.areas);
        let around_seat = |seat: &DraftSeat| around(seat.at, seat.radius, seat.radius);
        seats.flat_map(around_seat).chain(areas.flat_map(bounds)).collect()
    }

    /// Where the eyes go when the file does not say: the edge of the stage that faces the seats, else the top's middle.
    pub fn find_focus(&self) -> Point {
        let stage = self.zones.iter().flat_map(|zone| &zone.areas).find(|area| is_stage(area));
        let Some(stage) = stage else { return Point { x: self.width / 2.0, y: 0.0 } };
        let [low, high] = bounds(stage);
        let middle = Point { x: f64::midpoint(low.x, high.x), y: f64::midpoint(low.y, high.y) };
        let seats: Vec<Point> =
            self.zones.iter().flat_map(|zone| &zone.rows).flat_map(|row| &row.seats).map(|seat| seat.at).collect();
        let Some(audience) = centre(&seats) else { return middle };
        match audience {
            Point { y, .. } if y > high.y => Point { x: middle.x, y: high.y },
            Point { y, .. } if y < low.y => Point { x: middle.x, y: low.y },
            Point { x, .. } if x > high.x => Point { x: high.x, y: middle.y },
            Point { x, .. } if x < low.x => Point { x: low.x, y: middle.y },
            _ => middle,
        }
    }
}

impl DraftRow {
    /// Puts the seats in the order in which one walks along them and gives each its block.
    ///
    /// Files usually list seats in that order; where another order (odd numbers, then even ones) makes a longer walk than
    /// going straight from one end to the other, the straight one is taken.
    pub fn arrange(&mut self) {
        let mut straight = self.seats.clone();
        let span = |of: fn(&DraftSeat) -> f64| {
            let ends = self.seats.iter().map(of).fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
            ends.1 - ends.0
        };
        if span(|seat| seat.at.x) >= span(|seat| seat.at.y) {
            straight.sort_by(|a, b| a.at.x.total_cmp(&b.at.x));
        } else {
            straight.sort_by(|a, b| a.at.y.total_cmp(&b.at.y));
        }
        if steps(&straight).iter().sum::<f64>() < steps(&self.seats).iter().sum::<f64>() * 0.999 {
            self.seats = straight;
        }
        let steps = steps(&self.seats);
        let usual = lower_median(&steps);
        let mut block = 0;
        for (seat, step) in self.seats.iter_mut().skip(1).zip(steps) {
            if usual > 0.0 && step > AISLE * usual {
                block += 1;
            }
            seat.block = block;
        }
    }
}

pub fn distance(a: Point, b: Point) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// The middle of some points; none when there are none.
pub fn centre(points: &[Point]) -> Option<Point> {
    let count = u32::try_from(points.len()).ok().filter(|count| *count > 0)?;
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.x, y + point.y));
    Some(Point { x: x / f64::from(count), y: y / f64::from(count) })
}

fn shift(point: &mut Point, by: Point) {
    *point = Point { x: point.x + by.x, y: point.y + by.y };
}

fn steps(seats: &[DraftSeat]) -> Vec<f64> {
    seats.iter().zip(seats.iter().skip(1)).map(|(a, b)| distance(a.at, b.at)).collect()
}

fn lower_median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
}

fn around(at: Point, x: f64, y: f64) -> [Point; 2] {
    [Point { x: at.x - x, y: at.y - y }, Point { x: at.x + x, y: at.y + y }]
}

/// The lower and the higher corner of an area, as if it were not rotated.
fn bounds(area: &Area) -> [Point; 2] {
    let at = Point { x: area.x, y: area.y };
    match &area.shape {
        AreaShape::Rectangle { width, height } => [at, Point { x: at.x + width, y: at.y + height }],
        AreaShape::Circle { radius } => around(at, *radius, *radius),
        AreaShape::Ellipse { radius_x, radius_y } => around(at, *radius_x, *radius_y),
        AreaShape::Polygon { points } => points.iter().fold([at, at], |[low, high], point| {
            let corner = Point { x: at.x + point.x, y: at.y + point.y };
            [
                Point { x: low.x.min(corner.x), y: low.y.min(corner.y) },
                Point { x: high.x.max(corner.x), y: high.y.max(corner.y) },
            ]
        }),
        AreaShape::Text => [at, at],
    }
}

fn is_stage(area: &Area) -> bool {
    const WORDS: [&str; 6] = ["scene", "stage", "buhne", "plateau", "toneel", "escenario"];
    let text = area.text.as_ref().map(|text| deunicode::deunicode(&text.text).to_lowercase()).unwrap_or_default();
    text.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(places: &[(&str, f64, f64)]) -> DraftRow {
        let seat = |(label, x, y): &(&str, f64, f64)| DraftSeat {
            guid: (*label).to_owned(),
            label: (*label).to_owned(),
            category: 0,
            kind: SeatKind::Standard,
            at: Point { x: *x, y: *y },
            radius: 10.0,
            block: 0,
        };
        let mut row = DraftRow { label: "A".into(), label_at: LabelAt::Both, seats: places.iter().map(seat).collect() };
        row.arrange();
        row
    }

    fn blocks(row: &DraftRow) -> Vec<(&str, i32)> {
        row.seats.iter().map(|seat| (seat.label.as_str(), seat.block)).collect()
    }

    #[test]
    fn an_aisle_starts_another_block() {
        let row = row(&[("1", 0.0, 0.0), ("2", 25.0, 0.0), ("3", 50.0, 0.0), ("4", 110.0, 0.0), ("5", 135.0, 0.0)]);
        assert_eq!(blocks(&row), [("1", 0), ("2", 0), ("3", 0), ("4", 1), ("5", 1)]);
    }

    #[test]
    fn a_missing_seat_is_an_aisle_too() {
        let row = row(&[("1", 0.0, 0.0), ("2", 25.0, 0.0), ("4", 75.0, 0.0)]);
        assert_eq!(blocks(&row), [("1", 0), ("2", 0), ("4", 1)]);
    }

    #[test]
    fn odd_then_even_numbers_stand_side_by_side() {
        let row = row(&[("1", 0.0, 0.0), ("3", 50.0, 0.0), ("5", 100.0, 0.0), ("2", 25.0, 0.0), ("4", 75.0, 0.0)]);
        assert_eq!(blocks(&row), [("1", 0), ("2", 0), ("3", 0), ("4", 0), ("5", 0)]);
    }

    #[test]
    fn a_horseshoe_keeps_its_order() {
        let places: Vec<(String, f64, f64)> = (0..20)
            .map(|i| {
                let angle = std::f64::consts::PI * f64::from(i) / 19.0;
                (i.to_string(), 100.0 * angle.cos(), 160.0 * angle.sin())
            })
            .collect();
        let borrowed: Vec<(&str, f64, f64)> = places.iter().map(|(label, x, y)| (label.as_str(), *x, *y)).collect();
        let row = row(&borrowed);
        assert!(row.seats.iter().enumerate().all(|(i, seat)| seat.label == i.to_string() && seat.block == 0));
    }
}
