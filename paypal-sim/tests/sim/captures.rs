//! What may come of a capture.

use paypal_sim::{
    books::{CaptureStatus, Outcome, Settlement},
    faults::{Fault, Kind, Operation},
};
use serde_json::json;

use crate::{
    listener::until,
    shop::{Shop, eur},
};

#[actix_web::test]
async fn an_approved_order_is_captured_once() {
    let shop = Shop::open().await;
    let id = shop.approved("1", Outcome::Completed).await;
    let first = shop.capture(&id).await;
    assert_eq!((first.status, &first.body["status"]), (201, &json!("COMPLETED")));
    let capture = first.capture();
    assert_eq!((&capture["status"], &capture["amount"]), (&json!("COMPLETED"), &eur("24.00")));
    let breakdown = &capture["seller_receivable_breakdown"];
    assert_eq!((&breakdown["paypal_fee"], &breakdown["net_amount"]), (&eur("1.05"), &eur("22.95")));

    let replay = shop.capture(&id).await;
    assert_eq!((replay.status, &replay.body), (200, &first.body));
    let again = shop.post(&crate::shop::capture_path(&id), "another", &json!({})).await;
    assert_eq!((again.status, again.issue()), (422, "ORDER_ALREADY_CAPTURED"));
    let shown = shop.get(&format!("/v2/payments/captures/{}", first.capture_id())).await;
    assert_eq!((&shown.body["status"], &shown.body["invoice_id"]), (&json!("COMPLETED"), &json!("1")));
    assert_eq!(shop.sim.ledger().totals["EUR"].captured, 2400);
}

#[actix_web::test]
async fn the_same_request_id_at_another_order_is_another_request() {
    let shop = Shop::open().await;
    for invoice in ["1", "2"] {
        let id = shop.approved(invoice, Outcome::Completed).await;
        assert_eq!(shop.post(&crate::shop::capture_path(&id), "same", &json!({})).await.status, 201);
    }
    assert_eq!(shop.sim.ledger().totals["EUR"].captured, 4800);
}

#[actix_web::test]
async fn nothing_is_captured_before_the_payer_approved_and_the_request_id_stays_usable() {
    let shop = Shop::open().await;
    let id = shop.order("1").await;
    let early = shop.capture(&id).await;
    assert_eq!((early.status, early.issue()), (422, "ORDER_NOT_APPROVED"));
    shop.sim.approve(&id, Outcome::Completed);
    assert_eq!(shop.capture(&id).await.status, 201);
}

#[actix_web::test]
async fn a_refused_instrument_sends_the_payer_back_and_a_second_try_succeeds() {
    let shop = Shop::open().await;
    let id = shop.approved("1", Outcome::Refused).await;
    let refused = shop.capture(&id).await;
    assert_eq!((refused.status, refused.issue()), (422, "INSTRUMENT_DECLINED"));
    assert_eq!(refused.link("redirect").unwrap(), shop.url(&format!("/checkoutnow?token={id}")));
    shop.sim.approve(&id, Outcome::Completed);
    assert_eq!(shop.capture(&id).await.capture()["status"], "COMPLETED");
}

#[actix_web::test]
async fn a_completed_order_can_hold_a_declined_capture() {
    let shop = Shop::open().await;
    let id = shop.approved("1", Outcome::Completed).await;
    shop.fault(Fault::once(Operation::Capture, Kind::DeclinedCapture));
    let answer = shop.capture(&id).await;
    assert_eq!((answer.status, &answer.body["status"]), (201, &json!("COMPLETED")));
    assert_eq!(answer.capture()["status"], "DECLINED");
    assert_eq!(shop.sim.ledger().totals["EUR"].captured, 0);
    assert_eq!(shop.refund(&answer.capture_id(), "r", None).await.issue(), "CAPTURE_STATUS_NOT_VALID");
}

#[actix_web::test]
async fn a_pending_capture_ends_as_told() {
    let shop = Shop::open().await;
    for (invoice, settlement, expected, captured) in
        [("1", Settlement::Complete, "COMPLETED", 2400), ("2", Settlement::Deny, "DECLINED", 2400)]
    {
        let id = shop.approved(invoice, Outcome::Completed).await;
        shop.fault(Fault::once(Operation::Capture, Kind::Pending));
        let answer = shop.capture(&id).await;
        assert_eq!(answer.capture()["status"], "PENDING");
        assert_eq!(answer.capture()["status_details"]["reason"], "PENDING_REVIEW");
        assert!(answer.capture().get("seller_receivable_breakdown").is_none());
        let capture_id = answer.capture_id();
        assert_eq!(shop.refund(&capture_id, invoice, None).await.issue(), "PENDING_CAPTURE");
        assert!(shop.sim.settle(&capture_id, settlement));
        assert!(!shop.sim.settle(&capture_id, settlement));
        assert_eq!(shop.get(&format!("/v2/payments/captures/{capture_id}")).await.body["status"], expected);
        assert_eq!(shop.sim.ledger().totals["EUR"].captured, captured);
    }
}

#[actix_web::test]
async fn a_pending_capture_of_the_payers_choice_ends_by_itself() {
    let shop = Shop::open().await;
    for (invoice, outcome, status) in [
        ("1", Outcome::PendingThenCompleted, CaptureStatus::Completed),
        ("2", Outcome::PendingThenDenied, CaptureStatus::Declined),
    ] {
        let id = shop.approved(invoice, outcome).await;
        assert_eq!(shop.capture(&id).await.capture()["status"], "PENDING");
        let now = || shop.sim.ledger().order(&id).unwrap().captures[0].status;
        until(|| now() == status, || format!("{status:?}, is {:?}", now())).await;
    }
}

#[actix_web::test]
async fn an_invoice_is_paid_once() {
    let shop = Shop::open().await;
    shop.paid("1").await;
    let body = crate::shop::order_of("1");
    let second = shop.post("/v2/checkout/orders", "create:again", &body).await.id();
    shop.sim.approve(&second, Outcome::Completed);
    let answer = shop.capture(&second).await;
    assert_eq!((answer.status, answer.issue()), (422, "DUPLICATE_INVOICE_ID"));
}
