//! Faults happen where, when and as often as asked, and only then.

use std::time::{Duration, Instant};

use paypal_sim::{
    books::Outcome,
    faults::{Fault, Kind, Operation},
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::shop::{Shop, capture_path, order_of, read};

#[actix_web::test]
async fn a_lost_answer_has_its_effect_and_the_same_request_id_finds_it() {
    let shop = Shop::open().await;
    let id = shop.approved("1", Outcome::Completed).await;
    shop.fault(Fault::once(Operation::Capture, Kind::LostAnswer));
    let lost = shop.try_post(&capture_path(&id), "c1", &Value::Null).await;
    assert!(lost.is_err_and(|cause| !cause.is_timeout()));
    assert_eq!(shop.sim.ledger().totals["EUR"].captured, 2400);
    let replay = shop.post(&capture_path(&id), "c1", &Value::Null).await;
    assert_eq!(replay.capture()["status"], "COMPLETED");
    assert_eq!(shop.sim.ledger().totals["EUR"].captured, 2400);
}

#[actix_web::test]
async fn an_error_after_the_effect_differs_from_one_before() {
    let shop = Shop::open().await;
    for (kind, captured) in [(Kind::ErrorBefore, 0), (Kind::ErrorAfter, 2400)] {
        let id = shop.approved(&format!("{kind:?}"), Outcome::Completed).await;
        shop.fault(Fault::once(Operation::Capture, kind));
        let answer = shop.capture(&id).await;
        assert_eq!((answer.status, &answer.body["name"]), (500, &json!("INTERNAL_SERVER_ERROR")));
        assert_eq!(shop.sim.ledger().order(&id).unwrap().sums.captured, captured);
    }
}

#[actix_web::test]
async fn too_many_requests_say_when_to_come_back() {
    let shop = Shop::open().await;
    shop.fault(Fault::once(Operation::Create, Kind::TooMany { retry_after_seconds: 7 }).times(2));
    for _ in 0..2 {
        let answer = shop.post("/v2/checkout/orders", "1", &order_of("1")).await;
        assert_eq!((answer.status, answer.retry_after.as_deref()), (429, Some("7")));
        assert_eq!(answer.body["name"], "RATE_LIMIT_REACHED");
    }
    assert_eq!(shop.post("/v2/checkout/orders", "1", &order_of("1")).await.status, 200);
}

#[actix_web::test]
async fn a_delay_comes_before_the_effect_and_a_slow_answer_after() {
    let shop = Shop::open().await;
    let wait = Duration::from_millis(300);
    for (kind, early) in [(Kind::Delay { milliseconds: 2000 }, 0), (Kind::SlowAnswer { milliseconds: 2000 }, 1)] {
        shop.fault(Fault::once(Operation::Create, kind));
        let before = shop.sim.ledger().orders.len();
        let request =
            shop.request(Method::POST, "/v2/checkout/orders").header("PayPal-Request-Id", format!("{kind:?}"));
        let cut = read(request.timeout(wait).body(order_of("1").to_string())).await;
        assert!(cut.is_err_and(|cause| cause.is_timeout()));
        assert_eq!(shop.sim.ledger().orders.len() - before, early, "{kind:?}");
    }
    let start = Instant::now();
    shop.fault(Fault::once(Operation::Get, Kind::Delay { milliseconds: 300 }));
    shop.get("/v2/checkout/orders/NOBODY").await;
    assert!(start.elapsed() >= wait);
}

#[actix_web::test]
async fn a_token_can_be_hard_to_get() {
    let shop = Shop::open().await;
    shop.fault(Fault::once(Operation::Token, Kind::ErrorBefore));
    let ask = async || shop.token("sim-client", "sim-secret", "grant_type=client_credentials").await.status;
    assert_eq!(ask().await, 500);
    assert_eq!(ask().await, 200);
}

#[actix_web::test]
async fn faults_are_queued_over_http() {
    let shop = Shop::open().await;
    let post = async |body: Value| read(shop.http.post(shop.url("/sim/faults")).json(&body)).await.unwrap();
    let queued = json!({"operation": "capture", "kind": "too_many", "retry_after_seconds": 1, "times": 3});
    assert_eq!(post(queued.clone()).await.body, json!([queued]));
    assert_eq!(post(json!({"operation": "create", "kind": "pending"})).await.status, 400);
    assert_eq!(post(json!({"operation": "capture", "kind": "earthquake"})).await.status, 400);
    assert_eq!(shop.sim.faults().len(), 1);
    assert_eq!(shop.http.delete(shop.url("/sim/faults")).send().await.unwrap().status(), 204);
    assert!(shop.sim.faults().is_empty());
}

#[actix_web::test]
async fn the_desk_moves_orders_and_captures_over_http() {
    let shop = Shop::open().await;
    let id = shop.order("1").await;
    let post =
        async |path: String, body: Value| read(shop.http.post(shop.url(&path)).json(&body)).await.unwrap().status;
    assert_eq!(post("/sim/orders/NOBODY/approve".to_owned(), json!({})).await, 409);
    assert_eq!(post(format!("/sim/orders/{id}/approve"), json!({"outcome": "pending"})).await, 204);
    let capture = shop.capture(&id).await.capture_id();
    assert_eq!(post(format!("/sim/captures/{capture}/dispute"), json!({})).await, 409);
    assert_eq!(post(format!("/sim/captures/{capture}/complete"), json!({})).await, 204);
    assert_eq!(post(format!("/sim/captures/{capture}/deny"), json!({})).await, 409);
    assert_eq!(post(format!("/sim/captures/{capture}/dispute"), json!({})).await, 204);
    let part = json!({"amount": {"currency_code": "EUR", "value": "4.00"}});
    assert_eq!(post(format!("/sim/captures/{capture}/refund"), part).await, 201);
    assert_eq!(post(format!("/sim/captures/{capture}/reverse"), json!({})).await, 204);
    let ledger = read(shop.http.get(shop.url("/sim/ledger"))).await.unwrap().body;
    let sums = &ledger["orders"][0]["sums"];
    assert_eq!((&sums["captured"], &sums["refunded"], &sums["reversed"]), (&json!(2400), &json!(400), &json!(2000)));
    assert_eq!(post(format!("/sim/orders/{id}/expire"), json!({})).await, 204);
}
