//! What the reader accepts, what it refuses and how it says so.

use super::*;
use proptest::prelude::*;
use serde_json::json;

/// A small plan with everything in it.
fn sample() -> Value {
    json!({
        "name": "Grande salle",
        "size": {"width": 400, "height": 300},
        "categories": [{"name": "Orchestre", "color": "#7F4A91"}, {"name": "Balcon", "color": "red"}],
        "zones": [
            {
                "name": "Orchestre", "uuid": "0f", "zone_id": "main", "displayed": true,
                "position": {"x": 50, "y": 60.5},
                "rows": [{
                    "row_number": "A", "row_number_position": "left", "row_label": "Rang %s", "uuid": "1f",
                    "position": {"x": 10, "y": 5},
                    "seats": [
                        {"seat_guid": "A-1", "seat_number": "1", "position": {"x": 0, "y": 0}, "category": "Orchestre",
                         "uuid": "2f", "seat_label": "Place %s", "radius": 9.5},
                        {"seat_guid": "A-2", "seat_number": 2, "position": {"x": 25.5, "y": 0}, "category": "Orchestre"},
                        {"seat_guid": "A-3", "seat_number": "3", "position": {"x": 90, "y": 0}, "category": "Balcon",
                         "kind": "wheelchair"},
                    ]
                }],
                "areas": [
                    {"shape": "rectangle", "color": "#ccc", "border_color": "#000000", "rotation": 0,
                     "position": {"x": 20, "y": -50}, "rectangle": {"width": 200, "height": 30},
                     "text": {"text": "Scène", "position": {"x": 100, "y": 15}, "color": "#000", "size": 20}},
                    {"shape": "circle", "color": "", "border_color": "#000000", "rotation": 0,
                     "position": {"x": 0, "y": 0}, "circle": {"radius": 4}},
                    {"shape": "ellipse", "position": {"x": 0, "y": 0}, "ellipse": {"radius": {"x": 4, "y": 2}}},
                    {"shape": "polygon", "position": {"x": 0, "y": 0},
                     "polygon": {"points": [{"x": 0, "y": 0}, {"x": 5, "y": 5}, {"x": 0, "y": 5}]}},
                    {"width": 40, "height": 10, "position": {"x": 1, "y": 2}, "text": "Bar"},
                ]
            },
            {"name": "Galerie", "position": {"x": 0, "y": 250}, "rows": [], "capacity": 80, "category": "Balcon"}
        ]
    })
}

fn understood(value: &Value) -> Understood {
    read(&serde_json::to_vec(value).unwrap()).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn errors(value: &Value) -> Vec<(String, String)> {
    let errors = read(&serde_json::to_vec(value).unwrap()).expect_err("a plan with errors");
    errors.into_iter().map(|error| (error.path, error.problem)).collect()
}

fn error(change: impl Fn(&mut Value)) -> (String, String) {
    let mut value = sample();
    change(&mut value);
    let errors = errors(&value);
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors[0].clone()
}

#[test]
fn positions_become_absolute() {
    let plan = understood(&sample()).plan;
    let seats = &plan.zones[0].rows[0].seats;
    assert_eq!(seats[1].at, Point { x: 85.5, y: 65.5 });
    assert_eq!(seats.iter().map(|seat| seat.block).collect::<Vec<_>>(), [0, 0, 1]);
    assert_eq!((plan.zones[0].areas[0].x, plan.zones[0].areas[0].y), (70.0, 10.5));
    assert_eq!((seats[0].radius, seats[1].radius), (9.5, USUAL_RADIUS));
    assert_eq!(seats[2].kind, SeatKind::Wheelchair);
    assert_eq!(seats[1].label, "2");
    assert_eq!(plan.zones[0].rows[0].label_at, LabelAt::Left);
    assert_eq!(plan.places(), 83);
    assert_eq!(plan.categories[0].color, "#7f4a91");
    assert_eq!(plan.categories[1].color, "#ff0000");
}

#[test]
fn the_eyes_go_to_the_edge_of_the_stage() {
    assert_eq!(understood(&sample()).plan.focus, Point { x: 170.0, y: 40.5 });
    let mut value = sample();
    value["zones"][0]["areas"] = json!([]);
    assert_eq!(understood(&value).plan.focus, Point { x: 200.0, y: 0.0 });
    value["focus"] = json!({"x": 10, "y": 20});
    assert_eq!(understood(&value).plan.focus, Point { x: 10.0, y: 20.0 });
}

#[test]
fn what_is_drawn_outside_of_the_plan_comes_into_view() {
    let mut value = sample();
    value["zones"][0]["position"] = json!({"x": -100, "y": 60});
    // The circle in the zone's corner, of radius 4, is what stands out most.
    let plan = understood(&value).plan;
    let circle = &plan.zones[0].areas[1];
    assert_eq!((circle.x, plan.width), (4.0, 504.0));
    assert_eq!(plan.zones[0].rows[0].seats[0].at.x, 14.0);
}

#[test]
fn says_what_had_no_effect() {
    assert_eq!(
        understood(&sample()).ignored,
        [
            "zones[].displayed",
            "zones[].rows[].row_label",
            "zones[].rows[].seats[].seat_label",
            "zones[].rows[].seats[].uuid",
            "zones[].rows[].uuid",
            "zones[].uuid",
            "zones[].zone_id",
        ]
    );
}

#[test]
fn names_the_place_of_an_error() {
    let seat = "zones[0].rows[0].seats[1]";
    let at = |member: &str| format!("{seat}.{member}");
    let cases: [(&str, Value, String, &str); 10] = [
        ("seat_guid", json!("A-1"), at("seat_guid"), "twice"),
        ("seat_guid", json!("  "), at("seat_guid"), "is empty"),
        ("seat_guid", Value::Null, at("seat_guid"), "is missing"),
        ("seat_number", json!([]), at("seat_number"), "must be a text"),
        ("category", json!("Loge"), at("category"), "is not one of the plan's categories"),
        ("position", json!({"x": 1}), at("position.y"), "is missing"),
        ("position", json!({"x": "NaN", "y": 1}), at("position.x"), "must be a number"),
        ("position", json!({"x": 1e300, "y": 1}), at("position.x"), "must be between -1000000 and 1000000"),
        ("radius", json!(0), at("radius"), "must be above zero"),
        ("kind", json!("throne"), at("kind"), "must be standard, wheelchair, companion or restricted_view"),
    ];
    for (member, value, path, problem) in cases {
        let found = error(|plan| plan["zones"][0]["rows"][0]["seats"][1][member] = value.clone());
        assert_eq!(found, (path, problem.to_owned()));
    }
    let shape = error(|plan| plan["zones"][0]["areas"][1]["shape"] = json!("star"));
    assert_eq!(shape.0, "zones[0].areas[1].shape");
    let width = error(|plan| plan["zones"][0]["areas"][0]["rectangle"]["width"] = json!(-1));
    assert_eq!(width.0, "zones[0].areas[0].rectangle.width");
    let capacity = error(|plan| plan["zones"][1]["capacity"] = json!(0));
    assert_eq!(capacity.0, "zones[1].capacity");
    let both = error(|plan| plan["zones"][0]["capacity"] = json!(5));
    assert_eq!(both.1, "a zone has rows of seats or a capacity, not both");
    assert_eq!(error(|plan| plan["size"] = json!({"width": 0, "height": 1})).0, "size.width");
    assert_eq!(error(|plan| plan["zones"] = json!([])).1, "no seats");
}

#[test]
fn tells_all_errors_at_once_but_not_endlessly() {
    let mut value = sample();
    for seat in value["zones"][0]["rows"][0]["seats"].as_array_mut().unwrap() {
        seat["category"] = json!("?");
        seat["position"]["x"] = json!(null);
    }
    assert_eq!(errors(&value).len(), 6);
    let seats: Vec<Value> = (0..200).map(|_| json!({})).collect();
    value["zones"][0]["rows"][0]["seats"] = json!(seats);
    assert_eq!(errors(&value).len(), 50);
}

#[test]
fn a_file_that_is_no_json_says_where() {
    let errors = read(b"{\"name\": \"x\",\n oops}").expect_err("no JSON");
    assert_eq!(errors.len(), 1);
    assert!(errors[0].problem.contains("line 2"), "{}", errors[0].problem);
    assert!(read(b"").is_err());
    assert!(read(&[0xff, 0xfe]).is_err());
    assert!(read("[".repeat(100_000).as_bytes()).is_err());
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(serde_json::to_vec(&sample()).unwrap());
    assert!(read(&marked).is_ok());
}

#[test]
fn a_plan_too_large_is_refused() {
    let seats: Vec<Value> = (0..=PLAN_MAX_SEATS)
        .map(|i| json!({"seat_guid": i.to_string(), "seat_number": "1", "position": {"x": i, "y": 0}, "category": "Balcon"}))
        .collect();
    let mut value = sample();
    value["zones"][0]["rows"][0]["seats"] = json!(seats);
    assert!(errors(&value)[0].1.contains("more than"));
    let mut value = sample();
    value["zones"][1]["capacity"] = json!(PLAN_MAX_SEATS);
    assert_eq!(errors(&value)[0], ("zones[1]".to_owned(), format!("more than {PLAN_MAX_SEATS} seats")));
}

/// Any JSON.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    let name = prop_oneof![
        Just("zones"),
        Just("rows"),
        Just("seats"),
        Just("areas"),
        Just("position"),
        Just("x"),
        Just("y"),
        Just("categories"),
        Just("category"),
        Just("capacity"),
        Just("name"),
        Just("size"),
        Just("shape"),
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())),
        ]
    })
}

/// Every place in a document.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(name, value)| places(value, &format!("{at}/{name}"), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| places(value, &format!("{at}/{index}"), found));
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }

    #[test]
    fn any_document_never_panics(value in any_json()) {
        let _ = read(&serde_json::to_vec(&value).unwrap());
    }

    #[test]
    fn a_changed_plan_never_panics(pick in any::<prop::sample::Index>(), other in any_json(), cut in any::<prop::sample::Index>()) {
        let mut value = sample();
        let mut spots = Vec::new();
        places(&value, "", &mut spots);
        *value.pointer_mut(&spots[pick.index(spots.len())]).unwrap() = other;
        let bytes = serde_json::to_vec(&value).unwrap();
        let _ = read(&bytes[..cut.index(bytes.len())]);
        // What is understood is whole: every seat has a category of the plan and stands inside of it.
        if let Ok(Understood { plan, .. }) = read(&bytes) {
            for seat in plan.zones.iter().flat_map(|zone| &zone.rows).flat_map(|row| &row.seats) {
                prop_assert!(seat.category < plan.categories.len());
                prop_assert!((0.0..=plan.width).contains(&seat.at.x) && (0.0..=plan.height).contains(&seat.at.y));
            }
            prop_assert!(plan.places() > 0);
        }
    }
}
