//! From an empty database to the first sold ticket, over HTTP alone; and what needs attention afterwards.

use crate::harness::{Client, TestApp};
use billetterie::settings::http::setup::offer;
use chrono::TimeDelta;
use serde_json::{Value, json};
use shared::accounts::{Role, Session};
use shared::basket::Basket;
use shared::catalogue::{Performance, Rate, Show, Venue};
use shared::orders::{Order, OrderState};
use shared::seating::{PlanImported, SeatingPlan};
use shared::settings::{PaypalCheck, PaypalSettings, Settings};
use shared::setup::{Dashboard, SetupProgress, SetupState, SetupStep};
use shared::tickets::Ticket;

fn admin(code: &str) -> Value {
    json!({ "code": code, "name": "Ada Lovelace", "email": "ada@example.org", "password": "matinee at three", "locale": "en" })
}

async fn done(client: &Client) -> Vec<SetupStep> {
    let progress: SetupProgress = client.get("/api/v1/admin/setup").await.ok();
    progress.steps.into_iter().filter(|step| step.done).map(|step| step.step).collect()
}

#[actix_web::test]
async fn a_new_house_sells_its_first_ticket_without_a_file() {
    let app = TestApp::with(|config| {
        config.paypal.paypal_client_id = None;
        config.paypal.paypal_secret = None;
        config.paypal.paypal_webhook_id = None;
    })
    .await;
    let ada = app.visitor();
    let state: SetupState = ada.get("/api/v1/setup").await.ok();
    assert!(state.needed && state.steps.iter().all(|step| !step.done));
    let code = offer(&app.app).await.unwrap().unwrap();
    let session: Session = ada.post("/api/v1/setup/staff", &admin(&code)).await.ok();
    assert_eq!(session.account.unwrap().role, Some(Role::Admin));
    assert_eq!(done(&ada).await, [SetupStep::Staff]);

    let identity = json!({ "name": "Grange", "tagline": "", "address": "1 chemin", "phone": "", "email": null, "opening_hours": "", "accent": null });
    let settings = ada.request(reqwest::Method::PUT, "/api/v1/admin/settings").header("If-Match", "\"0\"");
    let _: Settings = ada.send(settings.json(&json!({ "identity": identity }))).await.ok();
    let venue: Venue =
        ada.post("/api/v1/admin/venues", &json!({ "name": "Grange", "time_zone": "Europe/Paris" })).await.ok();
    let zones = json!([{ "name": "Parterre", "capacity": 80 }, { "name": "Balcon", "capacity": 20 }]);
    let plan: PlanImported =
        ada.post("/api/v1/admin/plans/free", &json!({ "venue": venue.id, "zones": zones })).await.ok();
    assert_eq!((plan.seats, plan.ignored.len()), (100, 0));
    let show: Show = ada.post("/api/v1/admin/shows", &json!({ "title": "Premier", "published": true })).await.ok();
    let rate: Rate = ada.post("/api/v1/admin/rates", &json!({ "name": "Plein tarif" })).await.ok();
    let drawn: SeatingPlan = ada.get(&format!("/api/v1/seating-plans/{}", plan.plan)).await.ok();
    let prices: Vec<Value> = drawn
        .categories
        .iter()
        .map(|category| json!({ "category": category.id, "rate": rate.id, "price": { "minor": 1_200, "currency": "EUR" } }))
        .collect();
    let performance = json!({
        "show": show.id, "plan": plan.plan, "starts_at": app.now() + TimeDelta::days(7), "state": "on_sale",
        "vat_rate_bp": 210, "prices": prices,
    });
    let performance: Performance = ada.post("/api/v1/admin/performances", &performance).await.ok();
    let progress: SetupProgress = ada.get("/api/v1/admin/setup").await.ok();
    assert!(progress.can_sell, "{progress:?}");
    assert!(!done(&ada).await.contains(&SetupStep::Payment));

    let account = json!({ "place": "custom", "base_url": app.paypal.base_url(), "client_id": "sim-client", "secret": "sim-secret" });
    let check: PaypalCheck = ada.post("/api/v1/admin/settings/paypal/check", &account).await.ok();
    let mut account = account;
    account["webhook_id"] = json!(check.webhook_id);
    let request = ada.request(reqwest::Method::PUT, "/api/v1/admin/settings/paypal").header("If-Match", "\"0\"");
    let _: PaypalSettings = ada.send(request.json(&account)).await.ok();
    assert!(done(&ada).await.contains(&SetupStep::Payment));

    let buyer = app.visitor();
    let wanted = json!({ "performance": performance.id, "zone": drawn.zones[0].id, "people": [{ "rate": rate.id, "quantity": 1 }] });
    let basket: Basket = buyer.post("/api/v1/basket/places", &wanted).await.ok();
    let order = json!({
        "buyer": { "name": "Grace Hopper", "email": "grace@example.org" }, "total": basket.total, "terms_accepted": true,
    });
    let order: Order = buyer.post_once("/api/v1/orders", "first-order", &order).await.ok();
    let path = format!("/api/v1/admin/orders/{}/payments", order.id);
    let paid: Order = ada.post_once(&path, "first-payment", &json!({ "method": "cash" })).await.ok();
    assert_eq!(paid.state, OrderState::Paid);
    let tickets: Vec<Ticket> = buyer.get(&format!("/api/v1/orders/{}/tickets", order.id)).await.ok();
    assert_eq!(tickets.len(), 1);
    let dashboard: Dashboard = ada.get("/api/v1/admin/dashboard").await.ok();
    assert_eq!((dashboard.next[0].sold, dashboard.next[0].capacity), (1, 100));
}

#[actix_web::test]
async fn only_the_code_lets_somebody_in_and_only_once() {
    let app = TestApp::new().await;
    let eve = app.visitor();
    eve.post("/api/v1/setup/staff", &admin("AAAA-AAAA-AAAA")).await.refused(403, "setup_code_wrong");
    let code = offer(&app.app).await.unwrap().unwrap();
    eve.post("/api/v1/setup/staff", &admin("AAAA-AAAA-AAAA")).await.refused(403, "setup_code_wrong");
    eve.post("/api/v1/setup/staff", &admin("")).await.refused(403, "setup_code_wrong");
    let mut weak = admin(&code);
    weak["password"] = json!("short");
    eve.post("/api/v1/setup/staff", &weak).await.refused(422, "password_too_weak");
    // Two at once: one of them is the first.
    let (ada, grace) = (app.visitor(), app.visitor());
    let (body, mut other) = (admin(&code), admin(&code));
    other["email"] = json!("grace@example.org");
    let (first, second) =
        tokio::join!(ada.post("/api/v1/setup/staff", &body), grace.post("/api/v1/setup/staff", &other));
    let mut both = [first.status, second.status];
    both.sort_unstable();
    assert!(both[0] == 200 && [403, 409].contains(&both[1]), "{both:?}");
    eve.post("/api/v1/setup/staff", &admin(&code)).await.refused(409, "setup_done");
    assert_eq!(eve.get("/api/v1/setup").await.ok::<SetupState>(), SetupState { needed: false, steps: Vec::new() });
    assert_eq!(offer(&app.app).await.unwrap(), None);
}

#[actix_web::test]
async fn free_seating_refuses_what_makes_no_sense() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let admin = app.staff(Role::Admin).await;
    let wrong = [
        ("zones", json!([])),
        ("zones[0].capacity", json!([{ "name": "A", "capacity": 0 }])),
        ("zones[0].name", json!([{ "name": " ", "capacity": 5 }])),
        ("zones[1].name", json!([{ "name": "A", "capacity": 5 }, { "name": "A", "capacity": 5 }])),
        ("zones", json!([{ "name": "A", "capacity": 40_000 }, { "name": "B", "capacity": 40_000 }])),
    ];
    for (field, zones) in wrong {
        let body = json!({ "venue": theatre.venue, "zones": zones });
        assert_eq!(admin.post("/api/v1/admin/plans/free", &body).await.refused(422, "invalid")["field"], field);
    }
    let nowhere = json!({ "venue": 987_654, "zones": [{ "name": "A", "capacity": 5 }] });
    assert_eq!(admin.post("/api/v1/admin/plans/free", &nowhere).await.refused(422, "invalid")["field"], "venue");
}

#[actix_web::test]
async fn the_dashboard_says_what_waits_for_somebody() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let office = app.staff(Role::BoxOffice).await;
    let quiet: Dashboard = office.get("/api/v1/admin/dashboard").await.ok();
    assert_eq!(quiet.attention, shared::setup::NeedsAttention::default());
    assert_eq!((quiet.today.len(), quiet.next.len(), quiet.next[0].capacity), (0, 1, 130));
    theatre.hold(&app.visitor(), &[0, 1]).await;
    let order = theatre.order(&app.visitor(), &[5]).await;
    let _: Order = office
        .post_once(&format!("/api/v1/admin/orders/{}/payments", order.id), "cash-payment", &json!({ "method": "cash" }))
        .await
        .ok();
    let _: Value = app
        .visitor()
        .post(
            "/api/v1/chat/messages",
            &json!({ "client_id": "word-0001", "text": "Hello", "contact": { "name": "Eve", "email": "eve@example.org" } }),
        )
        .await
        .ok();
    let busy: Dashboard = office.get("/api/v1/admin/dashboard").await.ok();
    assert_eq!((busy.next[0].sold, busy.next[0].held, busy.next[0].blocked), (1, 2, 0));
    assert_eq!(busy.attention.unanswered_conversations, 1);
    // The door sees the evenings and no more, a moderator none of it.
    let door: Dashboard = app.staff(Role::Door).await.get("/api/v1/admin/dashboard").await.ok();
    assert_eq!((door.next, door.attention), (busy.next, quiet.attention));
    let moderator: Dashboard = app.staff(Role::Moderator).await.get("/api/v1/admin/dashboard").await.ok();
    assert_eq!((moderator.next.len(), moderator.attention, moderator.setup.len()), (0, quiet.attention, 0));
    app.clock.advance(TimeDelta::days(7) - TimeDelta::hours(1));
    let later: Dashboard = office.get("/api/v1/admin/dashboard").await.ok();
    assert_eq!(later.today.len() + later.next.len(), 1);
    assert_eq!(later.next.first().or(later.today.first()).unwrap().held, 0, "the basket's time is over");
}
