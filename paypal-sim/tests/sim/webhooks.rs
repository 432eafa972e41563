//! Webhooks: signed so that the served certificate proves it, sent again until heard, and spoilt on demand.

use base64::{Engine, engine::general_purpose::STANDARD};
use paypal_sim::{
    Options,
    books::{Outcome, Settlement},
    faults::{Fault, Kind, Operation},
    webhooks::DeliveryState,
};
use rustls::pki_types::CertificateDer;
use serde_json::{Value, json};
use webpki::{EndEntityCert, ring::RSA_PKCS1_2048_8192_SHA256};

use crate::{
    listener::{Heard, Listener, until},
    shop::Shop,
};

async fn told(answers: &[u16]) -> (Shop, Listener) {
    let listener = Listener::start(answers);
    let shop = Shop::open_with(Options { webhook_url: Some(listener.url.clone()), ..Options::default() }).await;
    (shop, listener)
}

fn der(pem: &str) -> CertificateDer<'static> {
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    STANDARD.decode(body).unwrap().into()
}

/// Checks the signature as a box office does.
async fn proven(shop: &Shop, heard: &Heard) -> bool {
    let header = |name: &str| heard.headers[name].as_str();
    assert_eq!(header("paypal-auth-algo"), "SHA256withRSA");
    let pem = shop.http.get(header("paypal-cert-url")).send().await.unwrap().text().await.unwrap();
    assert_eq!(pem, shop.sim.certificate());
    let der = der(&pem);
    let certificate = EndEntityCert::try_from(&der).unwrap();
    let (id, time, webhook) = (header("paypal-transmission-id"), header("paypal-transmission-time"), "WH-SIM");
    let message = format!("{id}|{time}|{webhook}|{}", crc32fast::hash(&heard.body));
    let signature = STANDARD.decode(header("paypal-transmission-sig")).unwrap();
    certificate.verify_signature(RSA_PKCS1_2048_8192_SHA256, message.as_bytes(), &signature).is_ok()
}

/// What PayPal itself says of the signature.
async fn vouched(shop: &Shop, heard: &Heard, event: &Value) -> Value {
    let header = |name: &str| heard.headers[name].as_str();
    let body = json!({
        "transmission_id": header("paypal-transmission-id"),
        "transmission_time": header("paypal-transmission-time"),
        "transmission_sig": header("paypal-transmission-sig"),
        "cert_url": header("paypal-cert-url"),
        "auth_algo": header("paypal-auth-algo"),
        "webhook_id": "WH-SIM",
        "webhook_event": event,
    });
    shop.post("/v1/notifications/verify-webhook-signature", "", &body).await.body["verification_status"].clone()
}

#[actix_web::test]
async fn every_signature_verifies_against_the_served_certificate() {
    let (shop, listener) = told(&[]).await;
    shop.paid("1").await;
    for heard in listener.wait_for(3).await {
        assert!(proven(&shop, &heard).await);
        assert_eq!(vouched(&shop, &heard, &heard.json()).await, "SUCCESS");
        let mut altered = heard.clone();
        altered.body.push(b' ');
        assert!(!proven(&shop, &altered).await);
        assert_eq!(vouched(&shop, &heard, &json!({"id": "WH-OTHER"})).await, "FAILURE");
    }
}

#[actix_web::test]
async fn a_forged_webhook_proves_nothing() {
    let (shop, listener) = told(&[]).await;
    shop.fault(Fault::once(Operation::Webhook, Kind::Forged));
    shop.approved("1", Outcome::Completed).await;
    let heard = listener.wait_for(1).await;
    assert!(!proven(&shop, &heard[0]).await);
    assert_eq!(vouched(&shop, &heard[0], &heard[0].json()).await, "FAILURE");
}

#[actix_web::test]
async fn events_have_paypals_shape() {
    let (shop, listener) = told(&[]).await;
    let order = shop.approved("1", Outcome::Pending).await;
    let capture = shop.capture(&order).await.capture_id();
    listener.wait_for(3).await;
    shop.sim.settle(&capture, Settlement::Complete);
    listener.wait_for(4).await;
    shop.sim.dispute(&capture);
    listener.wait_for(5).await;
    let refund = shop.refund(&capture, "r", Some("4.00")).await.id();
    listener.wait_for(6).await;
    shop.sim.reverse(&capture);
    let heard: Vec<Value> = listener.wait_for(7).await.iter().map(Heard::json).collect();

    let find = |name: &str| heard.iter().find(|event| event["event_type"] == name).unwrap();
    for event in &heard {
        assert!(event["id"].as_str().unwrap().starts_with("WH-"));
        assert!(!event["summary"].as_str().unwrap().is_empty());
        assert!(event["create_time"].as_str().unwrap().ends_with('Z'));
    }
    assert_eq!(find("CHECKOUT.ORDER.APPROVED")["resource"]["id"], json!(order));
    assert_eq!(find("CHECKOUT.ORDER.COMPLETED")["resource_type"], "checkout-order");
    for (name, status) in [("PAYMENT.CAPTURE.PENDING", "PENDING"), ("PAYMENT.CAPTURE.COMPLETED", "COMPLETED")] {
        let resource = &find(name)["resource"];
        assert_eq!((&resource["id"], &resource["status"]), (&json!(capture), &json!(status)));
        assert_eq!(resource["supplementary_data"]["related_ids"]["order_id"], json!(order));
    }
    for name in ["PAYMENT.CAPTURE.REFUNDED", "PAYMENT.CAPTURE.REVERSED"] {
        let event = find(name);
        assert_eq!(event["resource_type"], "refund");
        let links = event["resource"]["links"].as_array().unwrap();
        let up = links.iter().find(|link| link["rel"] == "up").unwrap();
        assert!(up["href"].as_str().unwrap().ends_with(&capture));
    }
    assert_eq!(find("PAYMENT.CAPTURE.REFUNDED")["resource"]["id"], json!(refund));
    let dispute = &find("CUSTOMER.DISPUTE.CREATED")["resource"];
    assert_eq!(dispute["disputed_transactions"][0]["seller_transaction_id"], json!(capture));
}

#[actix_web::test]
async fn what_is_not_heard_is_sent_again_with_the_same_event_id() {
    let (shop, listener) = told(&[500, 404]).await;
    shop.approved("1", Outcome::Completed).await;
    let heard = listener.wait_for(3).await;
    until(|| shop.sim.quiet(), || "quiet".to_owned()).await;
    let ids: Vec<Value> = heard.iter().map(|one| one.json()["id"].clone()).collect();
    assert_eq!(ids[0], ids[1]);
    assert_eq!(ids[1], ids[2]);
    let delivery = &shop.sim.deliveries()[0];
    assert_eq!(delivery.state, DeliveryState::Delivered);
    let answers: Vec<_> = delivery.attempts.iter().map(|attempt| attempt.status).collect();
    assert_eq!(answers, [Some(500), Some(404), Some(200)]);
}

#[actix_web::test]
async fn nobody_hears_and_it_gives_up() {
    let (shop, listener) = told(&[503; 5]).await;
    shop.approved("1", Outcome::Completed).await;
    until(|| shop.sim.quiet(), || "quiet".to_owned()).await;
    assert_eq!(listener.heard().len(), 5);
    assert_eq!(shop.sim.deliveries()[0].state, DeliveryState::GivenUp);
}

#[actix_web::test]
async fn a_duplicate_is_the_same_event_twice() {
    let (shop, listener) = told(&[]).await;
    shop.fault(Fault::once(Operation::Webhook, Kind::Duplicate));
    shop.approved("1", Outcome::Completed).await;
    let heard = listener.wait_for(2).await;
    assert_eq!(heard[0].body, heard[1].body);
    assert_ne!(heard[0].headers["paypal-transmission-id"], heard[1].headers["paypal-transmission-id"]);
}

#[actix_web::test]
async fn a_late_event_waits_for_its_release() {
    let (shop, listener) = told(&[]).await;
    shop.fault(Fault::once(Operation::Webhook, Kind::Late).on_event("CHECKOUT.ORDER.APPROVED"));
    shop.paid("1").await;
    listener.wait_for(2).await;
    assert!(!listener.event_types().contains(&"CHECKOUT.ORDER.APPROVED".to_owned()));
    assert_eq!(shop.sim.release_webhooks(), 1);
    listener.wait_for(3).await;
    assert_eq!(listener.event_types()[2], "CHECKOUT.ORDER.APPROVED");
    assert_eq!(shop.sim.release_webhooks(), 0);
}

#[actix_web::test]
async fn a_reordered_event_comes_after_the_one_that_follows_it() {
    let (shop, listener) = told(&[]).await;
    shop.fault(Fault::once(Operation::Webhook, Kind::Reordered).on_event("PAYMENT.CAPTURE.COMPLETED"));
    let capture = shop.paid("1").await;
    listener.wait_for(2).await;
    shop.refund(&capture, "r", None).await;
    listener.wait_for(4).await;
    assert_eq!(listener.event_types()[2..], ["PAYMENT.CAPTURE.REFUNDED", "PAYMENT.CAPTURE.COMPLETED"]);
}

#[actix_web::test]
async fn a_dropped_event_never_comes() {
    let (shop, listener) = told(&[]).await;
    shop.fault(Fault::once(Operation::Webhook, Kind::Dropped).on_event("PAYMENT.CAPTURE.COMPLETED"));
    shop.paid("1").await;
    listener.wait_for(2).await;
    until(|| shop.sim.quiet(), || "quiet".to_owned()).await;
    assert!(!listener.event_types().contains(&"PAYMENT.CAPTURE.COMPLETED".to_owned()));
    let deliveries = shop.sim.deliveries();
    let dropped = deliveries.iter().find(|one| one.event_type == "PAYMENT.CAPTURE.COMPLETED").unwrap();
    assert_eq!((dropped.state, dropped.attempts.len()), (DeliveryState::Dropped, 0));
}

#[actix_web::test]
async fn the_listener_may_come_later() {
    let shop = Shop::open().await;
    let order = shop.approved("1", Outcome::Completed).await;
    assert_eq!(shop.sim.deliveries()[0].state, DeliveryState::Dropped);
    let listener = Listener::start(&[]);
    shop.sim.set_webhook_url(&listener.url);
    shop.capture(&order).await;
    listener.wait_for(2).await;
    assert!(shop.sim.deliveries().iter().all(|one| one.order_id.as_deref() == Some(order.as_str())));
}

#[actix_web::test]
async fn a_delayed_event_is_overtaken() {
    let (shop, listener) = told(&[]).await;
    let delay = Kind::Delay { milliseconds: 500 };
    shop.fault(Fault::once(Operation::Webhook, delay).on_event("CHECKOUT.ORDER.APPROVED"));
    shop.paid("1").await;
    listener.wait_for(3).await;
    assert_eq!(listener.event_types()[2], "CHECKOUT.ORDER.APPROVED");
}
