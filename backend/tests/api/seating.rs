//! Seating plans: publishing, drawing, exporting; and which seats are free.

use crate::harness::{Client, TestApp};
use crate::theatre::{Theatre, plan_file};
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::basket::Basket;
use shared::catalogue::PerformanceState;
use shared::ids::{PlanId, VenueId};
use shared::seating::{PLAN_MAX_BYTES, PlanImported, SeatKind, SeatStatuses, SeatingPlan};
use std::io::Read;

async fn import(client: &Client, venue: VenueId, file: &Value) -> crate::harness::Answer {
    client.post(&format!("/api/v1/admin/seating-plans?venue={venue}"), file).await
}

async fn drawn(client: &Client, plan: PlanId) -> SeatingPlan {
    client.get(&format!("/api/v1/seating-plans/{plan}")).await.ok()
}

async fn statuses(client: &Client, theatre: &Theatre) -> SeatStatuses {
    client.get(&format!("/api/v1/performances/{}/seats", theatre.performance)).await.ok()
}

#[actix_web::test]
async fn import_plan_publishes_the_next_version() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let staff = app.staff(Role::BoxOffice).await;
    let mut file = plan_file();
    file["zones"][0]["rows"][9]["seats"][0]["kind"] = json!("wheelchair");
    file["zones"][0]["rows"][9]["seats"][0]["colour_of_cushion"] = json!("green");
    let answer = import(&staff, theatre.venue, &file).await;
    assert_eq!(answer.status, 201);
    let imported: PlanImported = answer.ok();
    assert_eq!((imported.version, imported.seats), (2, 130));
    assert_eq!(imported.ignored, ["zones[].rows[].seats[].colour_of_cushion"]);

    let plan = drawn(&app.visitor(), imported.plan).await;
    assert_eq!((plan.name.as_str(), plan.version, plan.venue), ("Grande Salle", 2, theatre.venue));
    let seats: Vec<_> = plan.zones[0].rows.iter().flat_map(|row| &row.seats).collect();
    assert_eq!(seats.len(), 100);
    assert!(seats.iter().zip(0..).all(|(seat, index)| seat.index == index));
    assert_eq!((seats[11].x, seats[11].y, seats[11].label.as_str()), (120.0, 125.0, "2"));
    assert_eq!(seats[90].kind, SeatKind::Wheelchair);
    let gallery = &plan.zones[1];
    assert_eq!((gallery.numbered, gallery.capacity, gallery.category), (false, 30, Some(plan.categories[1].id)));

    // The one in use has stayed as it was.
    let before = drawn(&app.visitor(), theatre.plan).await;
    assert_eq!((before.version, before.zones[0].rows[9].seats[0].kind), (1, SeatKind::Standard));
}

#[actix_web::test]
async fn import_plan_tells_every_error_by_its_path() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let staff = app.staff(Role::Admin).await;
    let mut file = plan_file();
    file["zones"][0]["rows"][1]["seats"][2]["seat_guid"] = json!("0-0");
    file["zones"][0]["rows"][0]["seats"][4]["category"] = json!("Loge");
    let problem = import(&staff, theatre.venue, &file).await.refused(422, "plan_invalid");
    let paths: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|error| error["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["zones[0].rows[0].seats[4].category", "zones[0].rows[1].seats[2].seat_guid"]);
    assert_eq!(problem["errors"][1]["problem"], "twice");

    let unknown = import(&staff, VenueId(999_999), &plan_file()).await.refused(422, "invalid");
    assert_eq!(unknown["field"], "venue");
    let text = staff.request(reqwest::Method::POST, &format!("/api/v1/admin/seating-plans?venue={}", theatre.venue));
    staff.send(text.body("no plan")).await.refused(422, "plan_invalid");
    let large = staff.request(reqwest::Method::POST, &format!("/api/v1/admin/seating-plans?venue={}", theatre.venue));
    staff.send(large.body(vec![b' '; PLAN_MAX_BYTES + 1])).await.refused(413, "too_large");
}

#[actix_web::test]
async fn import_plan_is_for_the_box_office() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    import(&app.visitor(), theatre.venue, &plan_file()).await.refused(401, "sign_in_needed");
    import(&app.customer("ada").await, theatre.venue, &plan_file()).await.refused(403, "forbidden");
    import(&app.staff(Role::Door).await, theatre.venue, &plan_file()).await.refused(403, "forbidden");
    let export = format!("/api/v1/admin/seating-plans/{}/export", theatre.plan);
    app.visitor().get(&export).await.refused(401, "sign_in_needed");
    app.staff(Role::Admin).await.get("/api/v1/admin/seating-plans/999999/export").await.refused(404, "not_found");
}

#[actix_web::test]
async fn an_exported_plan_imports_as_the_same() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let staff = app.staff(Role::BoxOffice).await;
    let exported: Value = staff.get(&format!("/api/v1/admin/seating-plans/{}/export", theatre.plan)).await.ok();
    assert_eq!(exported, plan_file());
    let again: PlanImported = import(&staff, theatre.venue, &exported).await.ok();
    let (first, second) = (drawn(&staff, theatre.plan).await, drawn(&staff, again.plan).await);
    assert_eq!(without_ids(&first), without_ids(&second));
}

/// A plan with every id replaced, so that two versions of one file compare as equal.
fn without_ids(plan: &SeatingPlan) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.retain(|name, _| !matches!(name.as_str(), "id" | "category" | "version"));
                map.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(plan).unwrap();
    strip(&mut value);
    value
}

#[actix_web::test]
async fn a_plan_is_sent_compressed_and_only_once() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let visitor = app.visitor();
    let path = format!("/api/v1/seating-plans/{}", theatre.plan);
    let plain = visitor.get(&path).await;
    let get = |encoding: &str| visitor.request(reqwest::Method::GET, &path).header("Accept-Encoding", encoding);
    let gzip = visitor.send(get("gzip")).await;
    assert_eq!(gzip.header("content-encoding"), Some("gzip"));
    let mut unpacked = Vec::new();
    GzDecoder::new(gzip.body.as_slice()).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);
    let packed = visitor.send(get("gzip, br")).await;
    assert_eq!(packed.header("content-encoding"), Some("br"));
    let mut unpacked = Vec::new();
    brotli::Decompressor::new(packed.body.as_slice(), 4096).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);

    let etag = plain.header("etag").unwrap();
    let again = visitor.send(visitor.request(reqwest::Method::GET, &path).header("If-None-Match", etag)).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    visitor.get("/api/v1/seating-plans/999999").await.refused(404, "not_found");
    visitor.get("/api/v1/seating-plans/first").await.refused(404, "not_found");
}

#[actix_web::test]
async fn seats_show_what_others_took() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (ada, eve) = (app.visitor(), app.visitor());
    let before = statuses(&eve, &theatre).await;
    assert_eq!(before.seats, ".".repeat(100));
    assert_eq!((before.zones[0].zone, before.zones[0].free), (theatre.gallery, 30));

    let basket = theatre.hold(&ada, &[0, 42]).await;
    let places = json!({"performance": theatre.performance, "zone": theatre.gallery,
        "people": [{"rate": theatre.full, "quantity": 3}]});
    ada.post("/api/v1/basket/places", &places).await.ok::<Basket>();
    let held = statuses(&eve, &theatre).await;
    let marks: Vec<usize> = held.seats.match_indices('h').map(|(index, _)| index).collect();
    assert_eq!((marks, held.seats.len(), held.zones[0].free), (vec![0, 42], 100, 27));
    assert!(held.version > before.version);

    app.clock.advance(chrono::TimeDelta::seconds(1));
    let line = basket.performances[0].lines[0].id;
    ada.delete(&format!("/api/v1/basket/lines/{line}")).await.ok::<Basket>();
    let released = statuses(&eve, &theatre).await;
    assert!(released.seats.starts_with('.') && released.version > held.version);

    app.clock.advance(chrono::TimeDelta::minutes(20));
    let expired = statuses(&eve, &theatre).await;
    assert_eq!((expired.seats, expired.zones[0].free), (".".repeat(100), 30));
    assert!(expired.version > released.version, "an end that has passed is a change as well");
}

#[actix_web::test]
async fn seats_that_did_not_change_are_not_sent_again() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let visitor = app.visitor();
    let path = format!("/api/v1/performances/{}/seats", theatre.performance);
    let etag = visitor.get(&path).await.header("etag").unwrap().to_owned();
    let again = || visitor.send(visitor.request(reqwest::Method::GET, &path).header("If-None-Match", &etag));
    assert_eq!(again().await.status, 304);
    theatre.hold(&app.visitor(), &[5]).await;
    assert_eq!(again().await.status, 200);
}

#[actix_web::test]
async fn seats_of_a_draft_are_nobodys_business() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    app.write(move |conn| {
        use billetterie::schema::performances;
        use billetterie::word::Word;
        use diesel::prelude::*;
        diesel::update(performances::table.find(theatre.performance.0))
            .set(performances::state.eq(PerformanceState::Draft.word()))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let path = format!("/api/v1/performances/{}/seats", theatre.performance);
    app.visitor().get(&path).await.refused(404, "not_found");
    app.visitor().get("/api/v1/performances/999999/seats").await.refused(404, "not_found");
}

#[actix_web::test]
async fn a_house_of_twenty_thousand_is_imported_in_seconds() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let row = |row: usize| {
        let seats = (0..100).map(|seat| {
            json!({"seat_guid": format!("{row}-{seat}"), "seat_number": seat.to_string(), "uuid": format!("{row}:{seat}"),
                   "position": {"x": seat * 20, "y": 0}, "category": "A", "radius": 8})
        });
        json!({"row_number": row.to_string(), "position": {"x": 0, "y": row * 25}, "seats": seats.collect::<Vec<_>>()})
    };
    let file = json!({"name": "Arena", "categories": [{"name": "A", "color": "#123456"}],
        "zones": [{"name": "", "position": {"x": 0, "y": 0}, "rows": (0..200).map(row).collect::<Vec<_>>()}]});
    let staff = app.staff(Role::Admin).await;
    let started = std::time::Instant::now();
    let imported: PlanImported = import(&staff, theatre.venue, &file).await.ok();
    let took = started.elapsed();
    println!("20,000 seats imported in {took:?}");
    assert_eq!(imported.seats, 20_000);
    assert!(took.as_secs() < 20, "{took:?}, in a debug build");
    let plan = drawn(&staff, imported.plan).await;
    assert_eq!(plan.zones[0].rows.iter().map(|row| row.seats.len()).sum::<usize>(), 20_000);
}
