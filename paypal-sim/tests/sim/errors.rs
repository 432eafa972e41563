//! Refusals in PayPal's own words: credentials, fields, unknown things.

use reqwest::Method;
use serde_json::{Value, json};

use crate::shop::{Shop, eur, order_of, read};

#[actix_web::test]
async fn wrong_credentials_get_no_token() {
    let shop = Shop::open().await;
    let wrong = shop.token("sim-client", "guess", "grant_type=client_credentials").await;
    assert_eq!((wrong.status, &wrong.body["error"]), (401, &json!("invalid_client")));
    let grant = shop.token("sim-client", "sim-secret", "grant_type=password").await;
    assert_eq!((grant.status, &grant.body["error"]), (400, &json!("unsupported_grant_type")));
}

#[actix_web::test]
async fn nothing_answers_without_a_valid_bearer() {
    let mut shop = Shop::open().await;
    let id = shop.order("1").await;
    for (method, path) in [
        (Method::POST, "/v2/checkout/orders".to_owned()),
        (Method::GET, format!("/v2/checkout/orders/{id}")),
        (Method::PATCH, format!("/v2/checkout/orders/{id}")),
        (Method::POST, format!("/v2/checkout/orders/{id}/capture")),
        (Method::GET, "/v2/payments/captures/1".to_owned()),
        (Method::POST, "/v2/payments/captures/1/refund".to_owned()),
        (Method::GET, "/v2/payments/refunds/1".to_owned()),
        (Method::POST, "/v1/notifications/verify-webhook-signature".to_owned()),
    ] {
        let answer = read(shop.http.request(method.clone(), shop.url(&path))).await.unwrap();
        assert_eq!((answer.status, &answer.body["name"]), (401, &json!("AUTHENTICATION_FAILURE")), "{method} {path}");
    }
    shop.sim.forget_tokens();
    assert_eq!(shop.get(&format!("/v2/checkout/orders/{id}")).await.status, 401);
    shop.sign_in().await;
    assert_eq!(shop.get(&format!("/v2/checkout/orders/{id}")).await.status, 200);
}

#[actix_web::test]
async fn an_error_names_itself_its_issue_and_its_debug_id() {
    let shop = Shop::open().await;
    let answer = shop.get("/v2/checkout/orders/NOBODY").await;
    assert_eq!((answer.status, answer.issue()), (404, "INVALID_RESOURCE_ID"));
    assert_eq!(answer.body["name"], "RESOURCE_NOT_FOUND");
    assert!(!answer.body["message"].as_str().unwrap().is_empty());
    assert_eq!(answer.body["debug_id"].as_str(), answer.debug_id.as_deref());
    assert!(answer.link("information_link").is_some());
    for path in ["/v2/payments/captures/NOBODY", "/v2/payments/refunds/NOBODY"] {
        assert_eq!(shop.get(path).await.status, 404, "{path}");
    }
}

#[actix_web::test]
async fn a_wrong_order_names_the_field() {
    let shop = Shop::open().await;
    let unit = "/purchase_units/@reference_id=='tickets'";
    for (pointer, value, status, issue, field) in [
        ("/intent", Value::Null, 400, "MISSING_REQUIRED_PARAMETER", "/intent".to_owned()),
        ("/intent", json!("GIVE"), 400, "INVALID_PARAMETER_VALUE", "/intent".to_owned()),
        ("/purchase_units", json!([]), 400, "INVALID_ARRAY_MIN_ITEMS", "/purchase_units".to_owned()),
        (
            "/purchase_units/0/amount",
            json!({"value": "1.00"}),
            400,
            "MISSING_REQUIRED_PARAMETER",
            format!("{unit}/amount/currency_code"),
        ),
        ("/purchase_units/0/amount", eur("1.005"), 422, "DECIMAL_PRECISION", format!("{unit}/amount/value")),
        ("/purchase_units/0/amount", eur("0.00"), 422, "CANNOT_BE_ZERO_OR_NEGATIVE", format!("{unit}/amount/value")),
        ("/purchase_units/0/amount/value", json!(24), 400, "INVALID_PARAMETER_SYNTAX", format!("{unit}/amount/value")),
        (
            "/purchase_units/0/invoice_id",
            json!("x".repeat(128)),
            400,
            "INVALID_STRING_LENGTH",
            format!("{unit}/invoice_id"),
        ),
        (
            "/payment_source/paypal/experience_context/return_url",
            json!("javascript:1"),
            400,
            "INVALID_PARAMETER_SYNTAX",
            "/payment_source/paypal/experience_context/return_url".to_owned(),
        ),
    ] {
        let mut body = order_of("1");
        *body.pointer_mut(pointer).unwrap() = value;
        let answer = shop.post("/v2/checkout/orders", "create:1", &body).await;
        assert_eq!((answer.status, answer.issue()), (status, issue), "{pointer}");
        assert_eq!(answer.body["details"][0]["field"], json!(field), "{pointer}");
    }
    assert!(shop.sim.ledger().orders.is_empty());
}

#[actix_web::test]
async fn parts_must_add_up() {
    let shop = Shop::open().await;
    let with = |item_total: &str, quantity: &str| {
        let mut body = order_of("1");
        body["purchase_units"][0]["amount"]["breakdown"] = json!({"item_total": eur(item_total)});
        body["purchase_units"][0]["items"] =
            json!([{"name": "Seat", "unit_amount": eur("12.00"), "quantity": quantity}]);
        body
    };
    assert_eq!(shop.post("/v2/checkout/orders", "1", &with("20.00", "2")).await.issue(), "AMOUNT_MISMATCH");
    assert_eq!(shop.post("/v2/checkout/orders", "1", &with("24.00", "1")).await.issue(), "ITEM_TOTAL_MISMATCH");
    assert_eq!(shop.post("/v2/checkout/orders", "1", &with("24.00", "2")).await.status, 200);
}

#[actix_web::test]
async fn malformed_calls_are_refused() {
    let shop = Shop::open().await;
    let create = || shop.request(Method::POST, "/v2/checkout/orders");
    let torn = read(create().header("PayPal-Request-Id", "1").body("{")).await.unwrap();
    assert_eq!((torn.status, torn.issue()), (400, "MALFORMED_REQUEST_JSON"));
    let anonymous = read(create().body(order_of("1").to_string())).await.unwrap();
    assert_eq!((anonymous.status, anonymous.issue()), (400, "PAYPAL_REQUEST_ID_REQUIRED"));
    let plain = create().header("Content-Type", "text/plain").build().unwrap();
    let mut plain = plain;
    plain.headers_mut().remove("Content-Type");
    assert_eq!(shop.http.execute(plain).await.unwrap().status(), 415);
}
