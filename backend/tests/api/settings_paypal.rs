//! The account at PayPal from the browser: checked, kept encrypted, used at once, never shown again.

use crate::harness::{Answer, Client, TestApp};
use billetterie::config::Config;
use billetterie::schema::paypal_account;
use diesel::prelude::*;
use paypal_sim::books::Outcome;
use paypal_sim::faults::{Fault, Kind, Operation};
use reqwest::Method;
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::orders::{Order, OrderState};
use shared::payments::PaymentStarted;
use shared::settings::{CheckOutcome, PaypalCheck, PaypalPlace, PaypalSettings, PaypalSource};

const PATH: &str = "/api/v1/admin/settings/paypal";
const SECRET: &str = "sim-secret";

/// A house whose environment says nothing of PayPal.
fn without_paypal(config: &mut Config) {
    config.paypal.paypal_client_id = None;
    config.paypal.paypal_secret = None;
    config.paypal.paypal_webhook_id = None;
}

fn account(app: &TestApp) -> Value {
    json!({ "place": "custom", "base_url": app.paypal.base_url(), "client_id": "sim-client", "secret": SECRET })
}

async fn write(admin: &Client, method: Method, version: i64, body: &Value) -> Answer {
    admin.send(admin.request(method, PATH).header("If-Match", format!("\"{version}\"")).json(body)).await
}

/// Asks to pay an order.
async fn start_payment(client: &Client, order: &Order) -> Answer {
    let path = format!("/api/v1/orders/{}/payments", order.id);
    client.post_once(&path, &format!("pay-order-{}", order.id), &json!({ "method": "paypal" })).await
}

#[actix_web::test]
async fn what_is_written_is_used_at_once_and_never_shown() {
    let app = TestApp::with(without_paypal).await;
    app.paypal.forget_listener();
    let (admin, visitor) = (app.staff(Role::Admin).await, app.visitor());
    let theatre = app.theatre().await;
    let order = theatre.order(&visitor, &[0]).await;
    start_payment(&visitor, &order).await.refused(503, "payment_unavailable");
    assert_eq!(admin.get(PATH).await.ok::<PaypalSettings>().source, PaypalSource::Nowhere);

    let check: PaypalCheck = admin.post(&format!("{PATH}/check"), &account(&app)).await.ok();
    assert_eq!((&check.sign_in, &check.webhook), (&CheckOutcome::Works, &CheckOutcome::Made));
    let (url, events) = app.paypal.listener().unwrap();
    assert_eq!((url, events.len()), (format!("{}/api/v1/webhooks/paypal", app.address), 9));
    start_payment(&visitor, &order).await.refused(503, "payment_unavailable");

    let mut body = account(&app);
    body["webhook_id"] = json!(check.webhook_id);
    let answer = write(&admin, Method::PUT, 0, &body).await;
    assert_eq!(answer.header("etag"), Some("\"1\""));
    assert!(!answer.text().contains(SECRET), "{}", answer.text());
    let shown: PaypalSettings = admin.get(PATH).await.ok();
    assert_eq!(
        (shown.source, shown.place, shown.secret_end.as_str()),
        (PaypalSource::Settings, PaypalPlace::Custom, "cret")
    );
    let kept: String =
        app.read(|conn| Ok(paypal_account::table.select(paypal_account::sealed_secret).first(conn)?)).await;
    assert!(!kept.contains(SECRET));

    let started: PaymentStarted = start_payment(&visitor, &order).await.ok();
    assert_eq!(admin.get(PATH).await.ok::<PaypalSettings>().open_payments, 1);
    let url = url::Url::parse(&started.redirect_url.unwrap()).unwrap();
    let token = url.query_pairs().find(|(name, _)| name == "token").unwrap().1.into_owned();
    assert!(app.paypal.approve(&token, Outcome::Completed));
    // Only the event tells of it: its signature names the webhook that the check made.
    for _ in 0..500 {
        if app.paypal.quiet() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    app.work().await;
    let paid: Order = visitor.get(&format!("/api/v1/orders/{}", order.id)).await.ok();
    assert_eq!(paid.state, OrderState::Paid);
}

#[actix_web::test]
async fn the_check_says_what_works() {
    let app = TestApp::with(without_paypal).await;
    let admin = app.staff(Role::Admin).await;
    let check = async |change: &dyn Fn(&mut Value)| {
        let mut body = account(&app);
        change(&mut body);
        admin.post(&format!("{PATH}/check"), &body).await.ok::<PaypalCheck>()
    };
    // The stand-in sends all events to us already.
    let fine = check(&|_| {}).await;
    assert_eq!((fine.webhook, fine.webhook_id.as_deref()), (CheckOutcome::Works, Some("WH-SIM")));
    let wrong = check(&|body| body["secret"] = json!("another")).await;
    assert_eq!(wrong.sign_in, CheckOutcome::Refused { issue: "invalid_client".into() });
    assert_eq!((wrong.webhook, wrong.webhook_id), (CheckOutcome::NotTried, None));
    app.paypal.set_webhook_url("https://another.example.org/hook");
    let taken = check(&|_| {}).await;
    assert_eq!(taken.sign_in, CheckOutcome::Works);
    assert_eq!(taken.webhook, CheckOutcome::Refused { issue: "WEBHOOK_NUMBER_LIMIT_EXCEEDED".into() });
    app.paypal.add_fault(Fault::once(Operation::Token, Kind::ErrorBefore)).unwrap();
    assert_eq!(check(&|_| {}).await.sign_in, CheckOutcome::Unreachable);
    let nobody = check(&|body| body["base_url"] = json!("http://127.0.0.1:1")).await;
    assert_eq!(nobody.sign_in, CheckOutcome::Unreachable);
}

#[actix_web::test]
async fn a_webhook_that_hears_too_little_is_mended() {
    let app = TestApp::with(without_paypal).await;
    let admin = app.staff(Role::Admin).await;
    app.paypal.forget_listener();
    let http = reqwest::Client::new();
    let token = http
        .post(format!("{}/v1/oauth2/token", app.paypal.base_url()))
        .basic_auth("sim-client", Some(SECRET))
        .body("grant_type=client_credentials");
    let token: Value = serde_json::from_slice(&token.send().await.unwrap().bytes().await.unwrap()).unwrap();
    let url = format!("{}/api/v1/webhooks/paypal", app.address);
    let registered = http
        .post(format!("{}/v1/notifications/webhooks", app.paypal.base_url()))
        .bearer_auth(token["access_token"].as_str().unwrap())
        .json(&json!({ "url": url, "event_types": [{ "name": "CHECKOUT.ORDER.APPROVED" }] }));
    assert_eq!(registered.send().await.unwrap().status(), 201);
    let check: PaypalCheck = admin.post(&format!("{PATH}/check"), &account(&app)).await.ok();
    assert_eq!(check.webhook, CheckOutcome::Mended);
    assert_eq!(app.paypal.listener().unwrap().1.len(), 9);
    let check: PaypalCheck = admin.post(&format!("{PATH}/check"), &account(&app)).await.ok();
    assert_eq!(check.webhook, CheckOutcome::Works);
}

#[actix_web::test]
async fn the_secret_stays_with_its_client_and_its_place() {
    let app = TestApp::with(without_paypal).await;
    let admin = app.staff(Role::Admin).await;
    let bare = json!({ "place": "custom", "base_url": app.paypal.base_url(), "client_id": "sim-client" });
    assert_eq!(write(&admin, Method::PUT, 0, &bare).await.refused(422, "invalid")["field"], "secret");
    write(&admin, Method::PUT, 0, &account(&app)).await.ok::<PaypalSettings>();
    // Without a new secret the known one stays, and is checked.
    write(&admin, Method::PUT, 1, &bare).await.ok::<PaypalSettings>();
    assert_eq!(admin.post(&format!("{PATH}/check"), &bare).await.ok::<PaypalCheck>().sign_in, CheckOutcome::Works);
    for (field, value) in [("base_url", "https://evil.example.org"), ("client_id", "another")] {
        let mut elsewhere = bare.clone();
        elsewhere[field] = json!(value);
        assert_eq!(write(&admin, Method::PUT, 2, &elsewhere).await.refused(422, "invalid")["field"], "secret");
        admin.post(&format!("{PATH}/check"), &elsewhere).await.refused(422, "invalid");
    }
    for (field, value) in
        [("base_url", "http://example.org"), ("client_id", " "), ("secret", "two words"), ("webhook_id", "../x")]
    {
        let mut wrong = account(&app);
        wrong[field] = json!(value);
        assert_eq!(write(&admin, Method::PUT, 2, &wrong).await.refused(422, "invalid")["field"], field);
    }
}

#[actix_web::test]
async fn nobody_overwrites_a_colleague_and_what_is_removed_is_gone() {
    let app = TestApp::with(without_paypal).await;
    let admin = app.staff(Role::Admin).await;
    write(&admin, Method::PUT, 0, &account(&app)).await.ok::<PaypalSettings>();
    write(&admin, Method::PUT, 0, &account(&app)).await.refused(412, "outdated");
    write(&admin, Method::DELETE, 7, &json!({})).await.refused(412, "outdated");
    let order = app.theatre().await.order(&app.visitor(), &[0]).await;
    let left: PaypalSettings = write(&admin, Method::DELETE, 1, &json!({})).await.ok();
    assert_eq!((left.source, left.version), (PaypalSource::Nowhere, 0));
    start_payment(&admin, &order).await.refused(404, "not_found");
    assert!(app.app.paypal().await.unwrap().is_none());
}

#[actix_web::test]
async fn the_environment_wins_and_is_shown_as_such() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let shown: PaypalSettings = admin.get(PATH).await.ok();
    assert_eq!((shown.source, shown.client_id.as_str()), (PaypalSource::Environment, "sim-client"));
    assert_eq!((shown.secret_end.as_str(), shown.webhook_id.as_deref()), ("cret", Some("WH-SIM")));
    write(&admin, Method::PUT, 0, &account(&app)).await.refused(409, "fixed_by_environment");
    write(&admin, Method::DELETE, 0, &json!({})).await.refused(409, "fixed_by_environment");
    let mut body = account(&app);
    body["secret"] = Value::Null;
    assert_eq!(admin.post(&format!("{PATH}/check"), &body).await.ok::<PaypalCheck>().sign_in, CheckOutcome::Works);
}

#[actix_web::test]
async fn another_process_hears_of_it() {
    // SQLite has one process.
    if std::env::var("TEST_POSTGRES_URL").is_err() {
        return;
    }
    let app = TestApp::with(without_paypal).await;
    let beside = app.beside_with(without_paypal);
    assert!(beside.app.paypal().await.unwrap().is_none());
    write(&app.staff(Role::Admin).await, Method::PUT, 0, &account(&app)).await.ok::<PaypalSettings>();
    for _ in 0..500 {
        if beside.app.paypal().await.unwrap().is_some() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the other process never heard of it");
}
