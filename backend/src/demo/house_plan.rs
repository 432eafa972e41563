//! The demonstration's seating plans as pretix documents: a horseshoe house with curved rows, and a free studio.

use serde_json::{Value, json};
use std::f64::consts::PI;

/// Price levels in order, with their colours.
pub const CATEGORIES: [(&str, &str); 4] = [
    ("Carré d’or", "#b8842f"),
    ("Première catégorie", "#a3163a"),
    ("Deuxième catégorie", "#6b4a86"),
    ("Troisième catégorie", "#2f6d80"),
];
/// The studio's only price level.
pub const FREE_CATEGORY: (&str, &str) = ("Placement libre", "#a3163a");
pub const STUDIO_PLACES: i64 = 80;

const WIDTH: f64 = 1_200.0;
const HEIGHT: f64 = 1_010.0;
const MIDDLE: f64 = WIDTH / 2.0;
/// Between the middles of two seats of a row, and of two rows.
const SEAT_STEP: f64 = 27.0;
const ROW_STEP: f64 = 31.0;
/// Where the stalls' rows have their centre, and the balcony's.
const STALLS_CENTRE: f64 = 60.0;
const BALCONY_CENTRE: f64 = 420.0;
const STALLS_ROWS: [&str; 14] = ["A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M", "N", "P"];

struct Place {
    x: f64,
    y: f64,
    label: usize,
    category: usize,
    kind: &'static str,
}

/// The great house: stalls, balcony and boxes around a stage, about 420 seats.
pub fn great_house() -> Value {
    json!({
        "name": "Grande salle",
        "size": { "width": WIDTH, "height": HEIGHT },
        "focus": { "x": MIDDLE, "y": 205 },
        "categories": CATEGORIES.map(|(name, color)| json!({ "name": name, "color": color })),
        "zones": [
            zone("Parterre", stalls(), stage()),
            zone("Balcon", balcony(), foyer()),
            zone("Loges jardin", boxes(-1.0), json!([])),
            zone("Loges cour", boxes(1.0), json!([])),
        ],
    })
}

/// The studio: places without numbers in front of a small stage.
pub fn studio() -> Value {
    let (name, color) = FREE_CATEGORY;
    json!({
        "name": "Studio",
        "size": { "width": 640, "height": 460 },
        "categories": [{ "name": name, "color": color }],
        "zones": [{
            "name": "Studio",
            "zone_id": "studio",
            "position": { "x": 60, "y": 40 },
            "capacity": STUDIO_PLACES,
            "category": name,
            "rows": [],
            "areas": [
                area("rectangle", (60.0, 0.0), "#2b1a2e", &json!({ "width": 400, "height": 90 }), Some(("Scène", "#f6ecdc", 22))),
                area("rectangle", (30.0, 130.0), "#f1e4cf", &json!({ "width": 460, "height": 210 }), Some(("Gradin · placement libre", "#645265", 18))),
            ],
        }],
    })
}

fn zone(name: &str, rows: Vec<Value>, areas: Value) -> Value {
    json!({
        "name": name,
        "zone_id": name.to_lowercase().replace(' ', "-"),
        "displayed": true,
        "position": { "x": 0, "y": 0 },
        "rows": rows,
        "areas": areas,
    })
}

/// A row as pretix writes it: its own position is its first seat, the seats are relative to it.
fn row(zone: &str, label: &str, label_at: &str, seats: &[Place]) -> Value {
    let (x, y) = seats.first().map_or((0.0, 0.0), |seat| (rounded(seat.x), rounded(seat.y)));
    let seats: Vec<Value> = seats
        .iter()
        .map(|seat| {
            json!({
                "seat_guid": format!("{zone}-{label}-{}", seat.label),
                "seat_number": seat.label.to_string(),
                "position": { "x": rounded(seat.x - x), "y": rounded(seat.y - y) },
                "category": CATEGORIES.get(seat.category).map_or("", |(name, _)| name),
                "radius": 10,
                "kind": seat.kind,
            })
        })
        .collect();
    json!({
        "row_number": label,
        "row_number_position": label_at,
        "position": { "x": x, "y": y },
        "seats": seats,
    })
}

/// Arcs around the stage, halved by an aisle; the last row has the spaces for wheelchairs.
fn stalls() -> Vec<Value> {
    let mut rows = vec![];
    for (number, label) in STALLS_ROWS.iter().enumerate() {
        let radius = ROW_STEP.mul_add(real(number), 190.0);
        let reach = (296.0 / radius).min(0.71).asin();
        let aisle = 21.0 / radius;
        let half = (((reach - aisle) * radius) / SEAT_STEP).floor();
        let half = if number + 1 == STALLS_ROWS.len() { half.min(8.0) } else { half };
        let half = (0..20).filter(|seat| real(*seat) < half).count();
        let angle_of =
            |side: f64, seat: usize| side * (real(seat).mul_add(SEAT_STEP, SEAT_STEP / 2.0) / radius + aisle);
        let left = (0..half).rev().map(|seat| (angle_of(-1.0, seat), seat));
        let right = (0..half).map(|seat| (angle_of(1.0, seat), seat));
        let seats: Vec<Place> = left
            .chain(right)
            .enumerate()
            .map(|(at, (angle, from_aisle))| Place {
                x: radius.mul_add(angle.sin(), MIDDLE),
                y: radius.mul_add(angle.cos(), STALLS_CENTRE),
                label: at + 1,
                category: stalls_category(number, from_aisle),
                kind: if number + 1 == STALLS_ROWS.len() { wheelchair_end(from_aisle, half) } else { "standard" },
            })
            .collect();
        rows.push(row("P", label, "both", &seats));
    }
    rows
}

fn stalls_category(row: usize, from_aisle: usize) -> usize {
    match row {
        2..=7 if from_aisle < 6 => 0,
        0..=8 => 1,
        _ => 2,
    }
}

/// At each end of the last row: two spaces for wheelchairs, each beside a companion's seat.
const fn wheelchair_end(from_aisle: usize, half: usize) -> &'static str {
    match half - from_aisle {
        1 | 3 => "wheelchair",
        2 | 4 => "companion",
        _ => "standard",
    }
}

/// Three rings around the back, parted in three by two stairs; the ends see the stage from the side.
fn balcony() -> Vec<Value> {
    let mut rows = vec![];
    for (number, label) in ["R", "S", "T"].iter().enumerate() {
        let radius = ROW_STEP.mul_add(real(number), 372.0);
        let (from, to) = (-0.06 * PI, 1.06 * PI);
        let step = SEAT_STEP / radius;
        let mut seats: Vec<Place> = vec![];
        for place in 0..80 {
            let angle = real(place).mul_add(step, from + step / 2.0);
            let stairs = [0.32 * PI, 0.68 * PI].iter().any(|stair| ((angle - stair) * radius).abs() < 20.0);
            if angle > to - step / 2.0 {
                break;
            }
            if stairs {
                continue;
            }
            let from_side = (angle - PI / 2.0).abs();
            // The first angle is on the right, and seats are numbered from the left.
            seats.push(Place {
                x: radius.mul_add(-angle.cos(), MIDDLE),
                y: radius.mul_add(angle.sin(), BALCONY_CENTRE),
                label: seats.len() + 1,
                category: balcony_category(number, from_side),
                kind: if from_side > 0.47 * PI { "restricted_view" } else { "standard" },
            });
        }
        rows.push(row("B", label, "both", &seats));
    }
    rows
}

fn balcony_category(row: usize, from_middle: f64) -> usize {
    match row {
        0 if from_middle < 0.18 * PI => 1,
        0 | 1 if from_middle < 0.4 * PI => 2,
        _ => 3,
    }
}

/// Three boxes of four seats between the balcony and the stage; who sits behind sees less.
fn boxes(side: f64) -> Vec<Value> {
    let zone = if side < 0.0 { "J" } else { "C" };
    let mut rows = vec![];
    for number in 0..3_usize {
        let top = real(number).mul_add(68.0, 152.0);
        let near = side.mul_add(372.0, MIDDLE);
        let far = side.mul_add(372.0 + ROW_STEP, MIDDLE);
        let corners = [(near, top), (near, top + SEAT_STEP), (far, top), (far, top + SEAT_STEP)];
        let seats: Vec<Place> = corners
            .into_iter()
            .enumerate()
            .map(|(at, (x, y))| Place {
                x,
                y,
                label: at + 1,
                category: if at < 2 { 2 } else { 3 },
                kind: if at < 2 && number > 0 { "standard" } else { "restricted_view" },
            })
            .collect();
        rows.push(row(zone, &format!("Loge {}", number + 1), "none", &seats));
    }
    rows
}

fn stage() -> Value {
    let apron: Vec<Value> = (0..=24)
        .map(|step| {
            let angle = real(step).mul_add(PI / 24.0, 0.0);
            json!({ "x": rounded(250.0_f64.mul_add(-angle.cos(), 250.0)), "y": rounded(46.0_f64.mul_add(angle.sin(), 128.0)) })
        })
        .collect();
    let mut points = vec![json!({ "x": 500, "y": 0 }), json!({ "x": 0, "y": 0 })];
    points.extend(apron);
    json!([area("polygon", (350.0, 30.0), "#2b1a2e", &json!({ "points": points }), Some(("Scène", "#f6ecdc", 26))),])
}

fn foyer() -> Value {
    json!([
        area(
            "rectangle",
            (420.0, 905.0),
            "#f1e4cf",
            &json!({ "width": 360, "height": 58 }),
            Some(("Foyer et bar", "#645265", 18))
        ),
        area("text", (600.0, 985.0), "#645265", &json!({}), Some(("Entrée · ascenseur", "#645265", 15))),
    ])
}

/// A drawn part; its text stands in its middle.
fn area(shape: &str, (x, y): (f64, f64), color: &str, form: &Value, text: Option<(&str, &str, i32)>) -> Value {
    let middle = match shape {
        "rectangle" => (half_of(form, "width"), half_of(form, "height")),
        "polygon" => (250.0, 78.0),
        _ => (0.0, 0.0),
    };
    let text = text.map(|(text, color, size)| {
        json!({ "position": { "x": middle.0, "y": middle.1 }, "color": color, "text": text, "size": size })
    });
    let mut area = json!({
        "shape": shape,
        "color": color,
        "border_color": color,
        "rotation": 0,
        "position": { "x": x, "y": y },
        "text": text,
    });
    if let (Some(members), false) = (area.as_object_mut(), shape == "text") {
        members.insert(shape.to_owned(), form.clone());
    }
    area
}

fn half_of(form: &Value, member: &str) -> f64 {
    form.get(member).and_then(Value::as_f64).unwrap_or(0.0) / 2.0
}

fn rounded(length: f64) -> f64 {
    (length * 100.0).round() / 100.0
}

fn real(number: usize) -> f64 {
    u32::try_from(number).map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// Every seat with its absolute position.
    fn seats(plan: &Value) -> Vec<(String, String, f64, f64)> {
        let number = |value: &Value, member: &str| value["position"][member].as_f64().unwrap();
        let mut seats = vec![];
        for zone in plan["zones"].as_array().unwrap() {
            for row in zone["rows"].as_array().unwrap() {
                for seat in row["seats"].as_array().unwrap() {
                    let x = number(zone, "x") + number(row, "x") + number(seat, "x");
                    let y = number(zone, "y") + number(row, "y") + number(seat, "y");
                    seats.push((
                        seat["seat_guid"].as_str().unwrap().into(),
                        seat["kind"].as_str().unwrap().into(),
                        x,
                        y,
                    ));
                }
            }
        }
        seats
    }

    #[test]
    fn the_great_house_has_about_420_seats_that_do_not_touch() {
        let seats = seats(&great_house());
        assert!((405..=435).contains(&seats.len()), "{}", seats.len());
        let guids: HashSet<&String> = seats.iter().map(|(guid, ..)| guid).collect();
        assert_eq!(guids.len(), seats.len());
        for (at, (guid, _, x, y)) in seats.iter().enumerate() {
            assert!((0.0..WIDTH).contains(x) && (0.0..HEIGHT).contains(y), "{guid}");
            for (other, _, other_x, other_y) in &seats[at + 1..] {
                assert!((x - other_x).hypot(y - other_y) > 22.0, "{guid} {other}");
            }
        }
    }

    #[test]
    fn there_are_spaces_for_wheelchairs_each_with_a_companion() {
        let seats = seats(&great_house());
        let of_kind = |kind: &str| seats.iter().filter(|(_, seat_kind, ..)| seat_kind == kind).count();
        assert_eq!((of_kind("wheelchair"), of_kind("companion")), (4, 4));
        assert!((10..60).contains(&of_kind("restricted_view")), "{}", of_kind("restricted_view"));
    }
}
