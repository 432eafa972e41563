//! Money back, in parts and whole, by program, by hand and by PayPal.

use paypal_sim::{
    faults::{Fault, Kind, Operation},
    money::Amount,
};
use serde_json::json;

use crate::shop::{Shop, eur};

#[actix_web::test]
async fn parts_add_up_and_never_exceed_the_capture() {
    let shop = Shop::open().await;
    let capture = shop.paid("1").await;
    let status = async || shop.get(&format!("/v2/payments/captures/{capture}")).await.body["status"].clone();

    let part = shop.refund(&capture, "r1", Some("10.00")).await;
    assert_eq!((part.status, &part.body["status"], &part.body["amount"]), (201, &json!("COMPLETED"), &eur("10.00")));
    assert_eq!(status().await, "PARTIALLY_REFUNDED");
    let too_much = shop.refund(&capture, "r2", Some("14.01")).await;
    assert_eq!((too_much.status, too_much.issue()), (422, "REFUND_AMOUNT_EXCEEDED"));

    let rest = shop.refund(&capture, "r3", None).await;
    assert_eq!(rest.body["amount"], eur("14.00"));
    assert_eq!(rest.body["seller_payable_breakdown"]["total_refunded_amount"], eur("24.00"));
    assert_eq!(status().await, "REFUNDED");
    assert_eq!(shop.refund(&capture, "r4", None).await.issue(), "CAPTURE_FULLY_REFUNDED");
    let totals = shop.sim.ledger().totals["EUR"];
    assert_eq!((totals.captured, totals.refunded, totals.net), (2400, 2400, -105));
}

#[actix_web::test]
async fn the_same_request_id_refunds_once() {
    let shop = Shop::open().await;
    let capture = shop.paid("1").await;
    let first = shop.refund(&capture, "r1", Some("5.00")).await;
    let second = shop.refund(&capture, "r1", Some("5.00")).await;
    assert_eq!((second.status, &first.body), (200, &second.body));
    assert_eq!(shop.sim.ledger().totals["EUR"].refunded, 500);
    let shown = shop.get(&format!("/v2/payments/refunds/{}", first.id())).await;
    assert_eq!(shown.body, first.body);
    assert!(shown.link("up").unwrap().ends_with(&capture));
}

#[actix_web::test]
async fn the_order_shows_its_refunds() {
    let shop = Shop::open().await;
    let capture = shop.paid("1").await;
    let refund = shop.refund(&capture, "r1", Some("5.00")).await;
    let order = shop.sim.ledger().orders[0].id.clone();
    let order = shop.get(&format!("/v2/checkout/orders/{order}")).await;
    assert_eq!(order.body["purchase_units"][0]["payments"]["refunds"], json!([refund.body]));
    assert_eq!(order.capture()["status"], "PARTIALLY_REFUNDED");
}

#[actix_web::test]
async fn another_currency_is_refused() {
    let shop = Shop::open().await;
    let capture = shop.paid("1").await;
    let body = json!({"amount": {"currency_code": "USD", "value": "1.00"}});
    let answer = shop.post(&format!("/v2/payments/captures/{capture}/refund"), "r1", &body).await;
    assert_eq!(answer.issue(), "REFUND_CAPTURE_CURRENCY_MISMATCH");
}

#[actix_web::test]
async fn a_seller_without_funds_cannot_refund_now_but_later() {
    let shop = Shop::open().await;
    let capture = shop.paid("1").await;
    shop.fault(Fault::once(Operation::Refund, Kind::Decline));
    assert_eq!(shop.refund(&capture, "r1", None).await.issue(), "REFUND_FAILED_INSUFFICIENT_FUNDS");
    assert_eq!(shop.refund(&capture, "r1", None).await.status, 201);
}

#[actix_web::test]
async fn refunds_by_hand_and_reversals_are_told_apart() {
    let shop = Shop::open().await;
    let capture = shop.paid("1").await;
    let part = Amount { currency: "EUR".to_owned(), hundredths: 400 };
    let refund = shop.sim.refund(&capture, Some(&part)).unwrap();
    assert_eq!(shop.get(&format!("/v2/payments/refunds/{refund}")).await.body["amount"], eur("4.00"));
    assert!(shop.sim.reverse(&capture));
    assert!(!shop.sim.reverse(&capture));
    assert_eq!(shop.sim.refund(&capture, None), Err("CAPTURE_FULLY_REFUNDED"));
    let totals = shop.sim.ledger().totals["EUR"];
    assert_eq!((totals.refunded, totals.reversed), (400, 2000));
}
