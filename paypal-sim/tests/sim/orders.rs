//! Creating, showing, changing and approving orders.

use reqwest::Method;
use serde_json::json;

use paypal_sim::books::Outcome;

use crate::shop::{Shop, eur, order_of, read};

#[actix_web::test]
async fn a_payment_source_waits_for_the_payer_and_says_payer_action() {
    let shop = Shop::open().await;
    let answer = shop.post("/v2/checkout/orders", "create:1", &order_of("1")).await;
    assert_eq!((answer.status, answer.body["status"].as_str()), (200, Some("PAYER_ACTION_REQUIRED")));
    assert_eq!(answer.link("payer-action").unwrap(), shop.url(&format!("/checkoutnow?token={}", answer.id())));
    assert_eq!(answer.link("approve"), None);
    let unit = &answer.body["purchase_units"][0];
    assert_eq!(
        (&unit["invoice_id"], &unit["custom_id"], &unit["amount"]),
        (&json!("1"), &json!("order-7"), &eur("24.00"))
    );
}

#[actix_web::test]
async fn an_application_context_is_created_and_says_approve() {
    let shop = Shop::open().await;
    let mut body = order_of("1");
    let context = body["payment_source"]["paypal"]["experience_context"].take();
    body.as_object_mut().unwrap().remove("payment_source");
    body["application_context"] = context;
    let answer = shop.post("/v2/checkout/orders", "create:1", &body).await;
    assert_eq!((answer.status, answer.body["status"].as_str()), (201, Some("CREATED")));
    assert!(answer.link("approve").is_some());
    assert_eq!(answer.link("payer-action"), None);
}

#[actix_web::test]
async fn minimal_says_less_than_representation() {
    let shop = Shop::open().await;
    let request = shop.request(Method::POST, "/v2/checkout/orders").header("PayPal-Request-Id", "1");
    let minimal = read(request.body(order_of("1").to_string())).await.unwrap();
    assert!(minimal.body.get("purchase_units").is_none());
    assert!(shop.get(&format!("/v2/checkout/orders/{}", minimal.id())).await.body.get("purchase_units").is_some());
}

#[actix_web::test]
async fn the_same_request_id_creates_one_order() {
    let shop = Shop::open().await;
    let first = shop.post("/v2/checkout/orders", "create:1", &order_of("1")).await;
    let second = shop.post("/v2/checkout/orders", "create:1", &order_of("1")).await;
    let third = shop.post("/v2/checkout/orders", "create:2", &order_of("1")).await;
    assert_eq!(first.body, second.body);
    assert_ne!(first.id(), third.id());
    assert_eq!(shop.sim.ledger().orders.len(), 2);
}

#[actix_web::test]
async fn a_patched_amount_is_what_is_captured() {
    let shop = Shop::open().await;
    let id = shop.order("1").await;
    let path = format!("/v2/checkout/orders/{id}");
    let step = |reference: &str, value: &str| json!([{"op": "replace", "path": format!("/purchase_units/@reference_id=='{reference}'/amount"), "value": eur(value)}]);
    assert_eq!(shop.patch(&path, &step("other", "12.00")).await.issue(), "REFERENCE_ID_NOT_FOUND");
    assert_eq!(shop.patch(&path, &step("tickets", "12.00")).await.status, 204);
    shop.sim.approve(&id, Outcome::Completed);
    let captured = shop.capture(&id).await;
    assert_eq!(captured.capture()["amount"], eur("12.00"));
    assert_eq!(shop.patch(&path, &step("tickets", "24.00")).await.issue(), "ORDER_ALREADY_COMPLETED");
}

#[actix_web::test]
async fn half_a_patch_changes_nothing() {
    let shop = Shop::open().await;
    let path = format!("/v2/checkout/orders/{}", shop.order("1").await);
    let steps = json!([
        {"op": "replace", "path": "/purchase_units/@reference_id=='tickets'/amount", "value": eur("1.00")},
        {"op": "replace", "path": "/purchase_units/@reference_id=='tickets'/payee", "value": {}},
    ]);
    assert_eq!(shop.patch(&path, &steps).await.issue(), "NOT_PATCHABLE");
    assert_eq!(shop.get(&path).await.body["purchase_units"][0]["amount"], eur("24.00"));
}

#[actix_web::test]
async fn an_expired_order_is_not_found_but_stays_in_the_ledger() {
    let shop = Shop::open().await;
    let id = shop.approved("1", Outcome::Completed).await;
    assert!(shop.sim.expire(&id));
    assert_eq!(shop.get(&format!("/v2/checkout/orders/{id}")).await.status, 404);
    assert_eq!(shop.capture(&id).await.status, 404);
    assert!(shop.sim.ledger().order(&id).unwrap().expired);
}

#[actix_web::test]
async fn a_stopped_stand_in_answers_no_more() {
    let shop = Shop::open().await;
    let address = shop.sim.address();
    assert!(std::net::TcpStream::connect(address).is_ok());
    shop.sim.stop();
    assert!(std::net::TcpStream::connect(address).is_err());
}
