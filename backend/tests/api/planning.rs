//! Runs planned at once, and prices of many performances changed at once.

use crate::harness::{Client, TestApp};
use crate::theatre::Theatre;
use chrono::TimeDelta;
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::catalogue::{Performance, PerformanceState, Sale};
use shared::ids::PerformanceId;
use shared::money::{Currency, Money};
use shared::orders::Order;
use shared::planning::{PricesChanged, RunPlanned, RunPreview};

struct Desk {
    app: TestApp,
    theatre: Theatre,
    staff: Client,
}

impl Desk {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let theatre = app.theatre().await;
        let staff = app.staff(Role::BoxOffice).await;
        Self { app, theatre, staff }
    }

    /// Fridays and Saturdays at 20:00 for four weeks that begin in a month.
    fn run(&self) -> Value {
        let from = (self.app.now() + TimeDelta::days(30)).date_naive();
        json!({
            "show": self.theatre.show, "plan": self.theatre.plan,
            "rules": [{ "weekdays": ["Fri", "Sat"], "time": "20:00:00", "from": from, "to": from + TimeDelta::days(27) }],
            "doors_minutes_before": 30, "state": "on_sale", "vat_rate_bp": 210,
            "prices": { "kind": "copied", "from": self.theatre.performance },
        })
    }

    async fn preview(&self, run: &Value) -> RunPreview {
        self.staff.post("/api/v1/admin/performances/run/preview", run).await.ok()
    }

    async fn plan(&self, run: &Value) -> RunPlanned {
        let answer = self.staff.post("/api/v1/admin/performances/run", run).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.ok()
    }

    async fn look(&self, performance: PerformanceId) -> Performance {
        self.staff.get(&format!("/api/v1/performances/{performance}")).await.ok()
    }
}

#[actix_web::test]
async fn a_run_is_looked_at_and_then_made() {
    let desk = Desk::new().await;
    let mut run = desk.run();
    run["sale_opens"] = json!({ "kind": "days_before", "days": 14 });
    run["sale_closes_minutes_before"] = json!(60);
    let preview = desk.preview(&run).await;
    assert_eq!((preview.time_zone.as_str(), preview.moments.len()), ("Europe/Paris", 8));
    assert!(preview.moments.iter().all(|moment| moment.conflicts.is_empty() && !moment.is_past));
    let before: Value = desk.staff.get("/api/v1/performances").await.ok();
    assert_eq!(before["items"].as_array().unwrap().len(), 1, "looking makes nothing");
    let made = desk.plan(&run).await.performances;
    assert_eq!(made.len(), 8);
    for (performance, planned) in made.iter().zip(&preview.moments) {
        let performance = desk.look(*performance).await;
        assert_eq!((performance.starts_at, performance.doors_at), (planned.starts_at, planned.doors_at));
        assert_eq!(performance.sale, Sale::NotYet { opens_at: planned.sale_opens_at });
        assert_eq!(planned.sale_closes_at, planned.starts_at - TimeDelta::hours(1));
        assert_eq!((performance.state, performance.prices.len()), (PerformanceState::OnSale, 4));
    }
}

#[actix_web::test]
async fn a_venue_that_is_taken_is_told_refused_left_out_or_allowed() {
    let desk = Desk::new().await;
    let run = desk.run();
    let made = desk.plan(&run).await.performances;
    let preview = desk.preview(&run).await;
    let first = &preview.moments[0].conflicts;
    assert_eq!((first.len(), first[0].performance), (1, Some(made[0])));
    desk.staff.post("/api/v1/admin/performances/run", &run).await.refused(422, "invalid");
    let mut more = run.clone();
    more["rules"][0]["weekdays"] = json!(["Thu", "Fri"]);
    more["on_conflict"] = json!("skip");
    let skipped = desk.plan(&more).await;
    assert_eq!((skipped.performances.len(), skipped.skipped.len()), (4, 4));
    more["on_conflict"] = json!("allow");
    assert_eq!(desk.plan(&more).await.performances.len(), 8);
    // A cancelled performance takes nobody's place.
    let free = json!({ "reason": "ill", "remedy": "refund" });
    desk.staff.post(&format!("/api/v1/admin/performances/{}/cancel", made[1]), &free).await.ok::<Value>();
    let preview = desk.preview(&run).await;
    assert_eq!(preview.moments.iter().filter(|moment| moment.conflicts.is_empty()).count(), 1);
}

#[actix_web::test]
async fn runs_that_cannot_be_are_refused_whole() {
    let desk = Desk::new().await;
    let with = |name: &str, value: Value| {
        let mut run = desk.run();
        run[name] = value;
        run
    };
    for bad in [
        with("show", json!(987_654_321)),
        with("plan", json!(987_654_321)),
        with("rules", json!([])),
        with("state", json!("cancelled")),
        with("extra", json!(["2020-01-01T20:00:00"])),
        with("vat_rate_bp", json!(-1)),
        with("sale_opens", json!({ "kind": "at", "at": "2099-01-01T00:00:00Z" })),
        with("prices", json!({ "kind": "given", "prices": [] })),
        with("prices", json!({ "kind": "copied", "from": 987_654_321 })),
        with("doors_minutes_before", json!(-5)),
    ] {
        desk.staff.post("/api/v1/admin/performances/run", &bad).await.refused(422, "invalid");
    }
    desk.staff
        .post("/api/v1/admin/performances/run", &with("colour", json!("red")))
        .await
        .refused(400, "not_understood");
    let listed: Value = desk.staff.get("/api/v1/performances").await.ok();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn prices_of_many_performances_change_and_orders_do_not() {
    let desk = Desk::new().await;
    let made = desk.plan(&desk.run()).await.performances;
    let buyer = desk.app.visitor();
    let order = desk.theatre.order(&buyer, &[0]).await;
    let mut all = made.clone();
    all.push(desk.theatre.performance);
    let first = desk.look(made[0]).await;
    let front = first.prices.iter().find(|price| price.price.minor == 2_000).unwrap();
    let back = first.prices.iter().find(|price| price.price.minor == 600).unwrap();
    let change = json!({
        "performances": all,
        "change": {
            "kind": "set",
            "prices": [{ "category": front.category, "rate": front.rate, "price": { "minor": 2_500, "currency": "EUR" } }],
            "removed": [{ "category": back.category, "rate": back.rate }],
        },
    });
    let changed: PricesChanged = desk.staff.post("/api/v1/admin/performances/prices", &change).await.ok();
    assert_eq!(changed.performances.len(), 9);
    let after = desk.look(made[3]).await;
    assert_eq!((after.prices.len(), after.version), (3, 2));
    let front = after.prices.iter().find(|price| (price.category, price.rate) == (front.category, front.rate)).unwrap();
    assert_eq!(front.price, Money::new(2_500, Currency::Eur));
    let again: PricesChanged = desk.staff.post("/api/v1/admin/performances/prices", &change).await.ok();
    assert!(again.performances.is_empty(), "the same again changes nothing");
    let order: Order = buyer.get(&format!("/api/v1/orders/{}", order.id)).await.ok();
    assert_eq!((order.total.minor, order.performances[0].lines[0].price.minor), (2_000, 2_000));
    // All of them, or none.
    let mut bad = change.clone();
    bad["change"]["prices"][0]["price"]["minor"] = json!(3_000);
    bad["performances"].as_array_mut().unwrap().push(json!(987_654_321));
    desk.staff.post("/api/v1/admin/performances/prices", &bad).await.refused(404, "not_found");
    assert_eq!(desk.look(made[0]).await.version, 2);
    let copy = json!({ "performances": [made[0]], "change": { "kind": "copy", "from": made[1] } });
    let copied: PricesChanged = desk.staff.post("/api/v1/admin/performances/prices", &copy).await.ok();
    assert!(copied.performances.is_empty());
    let none = json!({ "performances": [], "change": { "kind": "copy", "from": made[1] } });
    desk.staff.post("/api/v1/admin/performances/prices", &none).await.refused(422, "invalid");
}
