//! What staff set for the house: groups of settings, their limits, colleagues who are faster, the logo.

use crate::harness::{Answer, Client, TestApp};
use billetterie::changes;
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::house::House;
use shared::settings::Settings;

async fn put(admin: &Client, version: i64, body: &Value) -> Answer {
    let request = admin.request(reqwest::Method::PUT, "/api/v1/admin/settings");
    admin.send(request.header("If-Match", format!("\"{version}\"")).json(body)).await
}

fn identity() -> Value {
    json!({
        "name": "Théâtre du Pont", "tagline": "Au bord de l’eau", "address": "12 rue du Pont\n35000 Rennes",
        "phone": "02 99 00 00 00", "email": "billets@example.org", "opening_hours": "Mardi à samedi, 14 h à 18 h",
        "accent": "#1d4ed8",
    })
}

fn sales(field: &str, value: Value) -> Value {
    let mut sales = json!({
        "currency": "EUR", "time_zone": "Europe/Paris", "hold_minutes": 15, "hold_cap_minutes": 120, "order_minutes": 15,
        "sale_closes_minutes": 30, "cancel_hours_before": 48,
    });
    sales[field] = value;
    json!({ "sales": sales })
}

#[actix_web::test]
async fn a_group_is_replaced_and_the_others_stay() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let fresh: Settings = admin.get("/api/v1/admin/settings").await.ok();
    assert_eq!((fresh.version, fresh.identity.name.as_str()), (0, "Théâtre"));
    let answer = put(&admin, 0, &json!({ "identity": identity() })).await;
    assert_eq!(answer.header("etag"), Some("\"1\""));
    let texts =
        json!({ "legal_notice": "Éditeur : nous.", "terms": "Ni repris ni échangé.", "accessibility": "Une rampe." });
    let _: Settings = put(&admin, 1, &json!({ "texts": texts })).await.ok();
    let hours = json!([{ "weekday": 1, "opens_minute": 840, "closes_minute": 1080 }]);
    let limits = json!({ "max_places_per_order": 6, "max_places_per_customer": 8 });
    let settings: Settings = put(&admin, 2, &json!({ "hours": hours, "limits": limits })).await.ok();
    assert_eq!(
        (settings.identity.name.as_str(), settings.texts.accessibility.as_str()),
        ("Théâtre du Pont", "Une rampe.")
    );
    assert_eq!((settings.hours.len(), settings.limits.max_places_per_customer), (1, 8));
    let settings: Settings = put(&admin, settings.version, &sales("hold_minutes", json!(20))).await.ok();
    assert_eq!(settings.sales.hold_minutes, 20);
    assert_eq!(admin.get("/api/v1/admin/settings").await.ok::<Settings>(), settings);
    let house: House = app.visitor().get("/api/v1/house").await.ok();
    assert_eq!((house.name.as_str(), house.hold_minutes, house.max_places_per_order), ("Théâtre du Pont", 20, 6));
    assert_eq!((house.accent.as_deref(), house.terms.as_str()), (Some("#1d4ed8"), "Ni repris ni échangé."));
}

#[actix_web::test]
async fn a_colleague_who_was_faster_is_not_overwritten() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let (one, other) = (sales("hold_minutes", json!(20)), sales("hold_minutes", json!(25)));
    let (first, second) = tokio::join!(put(&admin, 0, &one), put(&admin, 0, &other));
    let mut both = [first.status, second.status];
    both.sort_unstable();
    assert_eq!(both, [200, 412]);
    put(&admin, 0, &one).await.refused(412, "outdated");
    admin.put("/api/v1/admin/settings", &one).await.refused(428, "precondition_required");
    // The box office's own page of hours counts, too.
    let before: Settings = admin.get("/api/v1/admin/settings").await.ok();
    let _: Value = admin.put("/api/v1/admin/opening-hours", &json!({ "hours": [] })).await.ok();
    put(&admin, before.version, &json!({ "hours": [] })).await.refused(412, "outdated");
}

#[actix_web::test]
async fn a_refusal_names_the_member() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let named = |field: &str, value: Value| {
        let mut identity = identity();
        identity[field] = value;
        json!({ "identity": identity })
    };
    let limits = |order: i64, customer: i64| json!({ "limits": { "max_places_per_order": order, "max_places_per_customer": customer } });
    let hours = json!({ "hours": [{ "weekday": 7, "opens_minute": 0, "closes_minute": 1 }] });
    let wrong = [
        ("identity.name", named("name", json!("  "))),
        ("identity.name", named("name", json!("x".repeat(121)))),
        ("identity.accent", named("accent", json!("red"))),
        ("identity.phone", named("phone", json!("0".repeat(41)))),
        ("sales.hold_minutes", sales("hold_minutes", json!(1))),
        ("sales.hold_cap_minutes", sales("hold_cap_minutes", json!(14))),
        ("sales.order_minutes", sales("order_minutes", json!(0))),
        ("sales.sale_closes_minutes", sales("sale_closes_minutes", json!(-1))),
        ("sales.cancel_hours_before", sales("cancel_hours_before", json!(-1))),
        ("sales.time_zone", sales("time_zone", json!("Europe/Atlantis"))),
        ("limits.max_places_per_order", limits(0, 5)),
        ("limits.max_places_per_customer", limits(5, 4)),
        ("hours", hours),
    ];
    for (field, body) in wrong {
        let problem = put(&admin, 0, &body).await.refused(422, "invalid");
        assert_eq!(problem["field"], field, "{body}");
    }
    assert_eq!(admin.get("/api/v1/admin/settings").await.ok::<Settings>().version, 0, "nothing was written");
}

#[actix_web::test]
async fn what_changed_stands_in_the_audit_trail() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let _: Settings = put(&admin, 0, &sales("hold_minutes", json!(20))).await.ok();
    let _: Settings = put(&admin, 1, &sales("hold_minutes", json!(20))).await.ok();
    let told = app.read(|conn| changes::of_object(conn, "settings", "house")).await;
    assert_eq!(told.len(), 1, "what stays as it was is no change: {told:?}");
    let [field] = told[0].fields.as_slice() else { panic!("{told:?}") };
    assert_eq!((field.field.as_str(), field.before.as_str(), field.after.as_str()), ("sales.hold_minutes", "15", "20"));
    assert_eq!(told[0].who.as_deref(), Some("admin Lovelace"));
}

#[actix_web::test]
async fn a_light_accent_is_made_darker_and_said_so() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let mut identity = identity();
    identity["accent"] = json!("#ffd700");
    let settings: Settings = put(&admin, 0, &json!({ "identity": identity })).await.ok();
    assert!(settings.accent_adjusted && settings.identity.accent.as_deref() != Some("#ffd700"));
    let again: Settings = put(&admin, 1, &json!({ "identity": settings.identity })).await.ok();
    assert!(!again.accent_adjusted);
}

#[actix_web::test]
async fn the_currency_stays_once_something_was_sold() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let _: Settings = put(&admin, 0, &sales("currency", json!("CHF"))).await.ok();
    let _: Settings = put(&admin, 1, &sales("currency", json!("EUR"))).await.ok();
    let theatre = app.theatre().await;
    theatre.order(&app.visitor(), &[0]).await;
    assert!(admin.get("/api/v1/admin/settings").await.ok::<Settings>().currency_fixed);
    let problem = put(&admin, 2, &sales("currency", json!("CHF"))).await.refused(422, "invalid");
    assert_eq!(problem["field"], "sales.currency");
    let _: Settings = put(&admin, 2, &sales("hold_minutes", json!(30))).await.ok();
}

#[actix_web::test]
async fn the_logo_is_a_small_png_at_an_address_of_its_own() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let upload = |file: Vec<u8>| admin.request(reqwest::Method::PUT, "/api/v1/admin/settings/logo").body(file);
    let settings: Settings = admin.send(upload(png(1_000, 250))).await.ok();
    let logo = settings.logo.unwrap();
    assert_eq!((logo.width, logo.height), (640, 160));
    let house: House = app.visitor().get("/api/v1/house").await.ok();
    assert_eq!(house.logo.as_ref(), Some(&logo));
    let file = app.visitor().get(&logo.url).await;
    assert_eq!((file.status, file.header("content-type")), (200, Some("image/png")));
    assert!(file.body.starts_with(b"\x89PNG"));
    let other: Settings = admin.send(upload(png(64, 64))).await.ok();
    assert_eq!(app.visitor().get(&logo.url).await.status, 404, "the file of before is gone");
    assert!(other.version > settings.version);
    // What else is set does not touch it.
    let named: Settings = put(&admin, other.version, &json!({ "identity": identity() })).await.ok();
    assert_eq!(named.logo, other.logo);
    let none: Settings = admin.delete("/api/v1/admin/settings/logo").await.ok();
    assert_eq!(none.logo, None);
    admin.send(upload(vec![0; 3 * 1024 * 1024])).await.refused(413, "too_large");
    admin.send(upload(b"<svg/>".to_vec())).await.refused(422, "picture_invalid");
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let shade = |at: u32| u8::try_from(at % 256).unwrap();
    let picture = image::RgbaImage::from_fn(width, height, |x, y| image::Rgba([shade(x), shade(y), 90, 128]));
    let mut file = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
    file.into_inner()
}
