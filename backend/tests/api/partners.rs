//! Programs of third parties: keys, tokens, scopes; and the webhooks that tell them what happened.

use crate::harness::{Client, TestApp};
use actix_web::web::{Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use billetterie::changes;
use billetterie::house;
use billetterie::outbox::{self, Happening, Job};
use billetterie::word::Word;
use chrono::TimeDelta;
use hmac::{Hmac, KeyInit, Mac};
use parking_lot::Mutex;
use reqwest::Method;
use serde_json::{Value, json};
use sha2::Sha256;
use shared::accounts::Role;
use shared::admin::Change;
use shared::ids::OrderId;
use shared::paging::Page;
use shared::partners::{
    ApiClient, Delivery, DeliveryState, Endpoint, EventKind, NewApiClient, NewEndpoint, Scope, TokenAnswer,
};
use std::sync::Arc;

const CLIENTS: &str = "/api/v1/admin/api-clients";
const HOOKS: &str = "/api/v1/admin/webhooks";
const ORDER: &str = "/api/v1/admin/orders/987654321";

async fn exchange(client: &Client, form: &[(&str, &str)]) -> crate::harness::Answer {
    client.send(client.bare(Method::POST, &client.at("/api/v1/oauth/token")).form(form)).await
}

#[actix_web::test]
async fn a_key_is_shown_once_and_opens_what_its_scopes_say() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let made: NewApiClient = admin.post(CLIENTS, &json!({"name": " Partner ", "scopes": ["orders:read"]})).await.ok();
    assert!(made.key.starts_with(&made.client.prefix) && made.key.starts_with("bk_"), "{made:?}");
    let listed = admin.get(CLIENTS).await;
    assert!(!listed.text().contains(&made.key));
    let listed: Vec<ApiClient> = listed.ok();
    assert_eq!((listed[0].name.as_str(), listed[0].created_by.as_deref()), ("Partner", Some("admin Lovelace")));
    assert_eq!((listed[0].last_used_at, listed.len()), (None, 1));

    let program = app.visitor().with_key(&made.key);
    program.get(ORDER).await.refused(404, "not_found");
    let cancel = format!("{ORDER}/cancel");
    program.post(&cancel, &()).await.refused(403, "forbidden");
    program.post("/api/v1/admin/entries", &json!({"performance": 1, "code": "x"})).await.refused(403, "forbidden");
    program.get(CLIENTS).await.refused(403, "forbidden");
    program.get("/api/v1/account").await.refused(403, "forbidden");
    assert!(admin.get(CLIENTS).await.ok::<Vec<ApiClient>>()[0].last_used_at.is_some());

    admin.delete(&format!("{CLIENTS}/{}", made.client.id)).await.ok_empty(204);
    program.get(ORDER).await.refused(401, "sign_in_needed");
    admin.delete(&format!("{CLIENTS}/{}", made.client.id)).await.refused(404, "not_found");
    admin.post(CLIENTS, &json!({"name": "Partner", "scopes": []})).await.refused(422, "invalid");
    admin.post(CLIENTS, &json!({"name": " ", "scopes": ["orders:read"]})).await.refused(422, "invalid");
}

#[actix_web::test]
async fn who_gave_a_key_or_changed_a_webhook_is_written_down() {
    let (app, admin) = demonstration().await;
    let made: NewApiClient = admin.post(CLIENTS, &json!({"name": "Partner", "scopes": ["orders:read"]})).await.ok();
    admin.delete(&format!("{CLIENTS}/{}", made.client.id)).await.ok_empty(204);
    let written = trail(&app, "api_clients", &made.client.id.to_string()).await;
    let acts: Vec<_> = written.iter().map(|change| (change.act.as_str(), change.who.is_some())).collect();
    assert_eq!(acts, [("revoked", true), ("created", true)]);
    assert!(!format!("{written:?}").contains(&made.key));

    let receiver = receiver();
    let wish = json!({"url": receiver.url, "description": "Books", "events": ["order.paid"]});
    let NewEndpoint { endpoint, secret } = admin.post(HOOKS, &wish).await.ok();
    let path = format!("{HOOKS}/{}", endpoint.id);
    let wish = json!({"url": receiver.url, "description": "Books", "events": ["order.refunded"], "disabled": true});
    admin.put(&path, &wish).await.ok::<Endpoint>();
    admin.put(&path, &wish).await.ok::<Endpoint>();
    admin.delete(&path).await.ok_empty(204);
    admin.delete(&path).await.refused(404, "not_found");
    let written = trail(&app, "webhooks", &endpoint.id.to_string()).await;
    let acts: Vec<_> = written.iter().map(|change| change.act.as_str()).collect();
    assert_eq!(acts, ["removed", "changed", "created"], "what changed nothing is not told");
    let fields: Vec<_> = written[1].fields.iter().map(|field| (&*field.field, &*field.before, &*field.after)).collect();
    assert_eq!(fields, [("events", "order.paid", "order.refunded"), ("disabled", "false", "true")]);
    assert!(!format!("{written:?}").contains(&secret));
}

/// What was written down about an object, the newest first.
async fn trail(app: &TestApp, noun: &'static str, object: &str) -> Vec<Change> {
    let object = object.to_owned();
    app.read(move |conn| changes::of_object(conn, noun, &object)).await
}

#[actix_web::test]
async fn with_a_key_no_header_is_needed_and_no_cookie_counts() {
    let app = TestApp::new().await;
    let made = json!({"name": "Door", "scopes": [Scope::TicketsCheck]});
    let key = app.staff(Role::Admin).await.post(CLIENTS, &made).await.ok::<NewApiClient>().key;
    let program = app.visitor().with_key(&key);
    let url = format!("{}/api/v1/admin/entries", app.address);
    let body = json!({"performance": 987_654_321, "code": "nothing"});
    program.send(program.bare(Method::POST, &url).json(&body)).await.refused(404, "ticket_unknown");

    let both = app.staff(Role::Admin).await;
    both.get("/api/v1/admin/rates").await.ok::<Value>();
    let both = both.with_key(&key);
    both.get("/api/v1/admin/rates").await.refused(403, "forbidden");
    let wrong = both.with_key("bk_wrong");
    wrong.get("/api/v1/admin/rates").await.refused(401, "sign_in_needed");
    assert_eq!(wrong.get("/api/v1/session").await.ok::<Value>()["account"], Value::Null);
}

#[actix_web::test]
async fn a_key_is_exchanged_for_a_token_of_fifteen_minutes() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let scopes = ["orders:read", "tickets:check"];
    let made: NewApiClient = admin.post(CLIENTS, &json!({"name": "Partner", "scopes": scopes})).await.ok();
    let (id, key) = (made.client.prefix.as_str(), made.key.as_str());
    let program = app.visitor();
    let grant = ("grant_type", "client_credentials");
    let answer: TokenAnswer = exchange(&program, &[grant, ("client_id", id), ("client_secret", key)]).await.ok();
    assert_eq!(
        (answer.token_type.as_str(), answer.expires_in, answer.scope.as_str()),
        ("Bearer", 900, "orders:read tickets:check")
    );
    let with = |token: &str| app.visitor().with_key(token);
    with(&answer.access_token).get(ORDER).await.refused(404, "not_found");

    let basic = program.bare(Method::POST, &format!("{}/api/v1/oauth/token", app.address)).basic_auth(id, Some(key));
    let narrow: TokenAnswer = program.send(basic.form(&[grant, ("scope", "tickets:check")])).await.ok();
    assert_eq!(narrow.scope, "tickets:check");
    with(&narrow.access_token).get(ORDER).await.refused(403, "forbidden");

    for (form, status, error) in [
        (vec![grant, ("client_id", id), ("client_secret", "bk_wrong")], 401, "invalid_client"),
        (vec![grant, ("client_id", "bk_other"), ("client_secret", key)], 401, "invalid_client"),
        (vec![grant], 401, "invalid_client"),
        (vec![grant, ("client_id", id), ("client_secret", key), ("scope", "orders:write")], 400, "invalid_scope"),
        (vec![("grant_type", "password"), ("client_id", id), ("client_secret", key)], 400, "unsupported_grant_type"),
        (vec![], 400, "invalid_request"),
    ] {
        let refused = exchange(&program, &form).await;
        assert_eq!((refused.status, refused.json::<Value>()["error"].as_str()), (status, Some(error)), "{form:?}");
    }
    // A session's token is no program's, and the other way round.
    with(&admin.token().unwrap()).get(ORDER).await.refused(401, "sign_in_needed");
    let browser = app.visitor();
    browser.set_token(Some(answer.access_token.clone()));
    browser.get("/api/v1/account").await.refused(401, "sign_in_needed");

    app.clock.advance(TimeDelta::minutes(15));
    with(&answer.access_token).get(ORDER).await.refused(401, "sign_in_needed");
    let again: TokenAnswer = exchange(&program, &[grant, ("client_id", id), ("client_secret", key)]).await.ok();
    admin.delete(&format!("{CLIENTS}/{}", made.client.id)).await.ok_empty(204);
    with(&again.access_token).get(ORDER).await.refused(401, "sign_in_needed");
}

#[actix_web::test]
async fn a_program_that_asks_too_often_has_to_wait() {
    let app = TestApp::with(|config| config.rate_limit_per_minute = 30).await;
    let program = app.api_client(&[Scope::OrdersRead]).await;
    let mut statuses = Vec::new();
    for _ in 0..40 {
        statuses.push(program.get(ORDER).await.status);
    }
    assert_eq!(statuses.first(), Some(&404));
    assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
}

/// A third party's server: what it was told, and what it answers.
struct Receiver {
    url: String,
    heard: Arc<Mutex<Vec<Heard>>>,
    answer: Arc<Mutex<u16>>,
}

#[derive(Clone)]
struct Heard {
    id: String,
    timestamp: i64,
    signature: String,
    body: String,
}

#[derive(Clone)]
struct Shared(Arc<Mutex<Vec<Heard>>>, Arc<Mutex<u16>>);

async fn hear(request: HttpRequest, shared: Data<Shared>, body: Bytes) -> HttpResponse {
    let header = |name: &str| request.headers().get(name).unwrap().to_str().unwrap().to_owned();
    shared.0.lock().push(Heard {
        id: header("webhook-id"),
        timestamp: header("webhook-timestamp").parse().unwrap(),
        signature: header("webhook-signature"),
        body: String::from_utf8(body.to_vec()).unwrap(),
    });
    let status = actix_web::http::StatusCode::from_u16(*shared.1.lock()).unwrap();
    HttpResponse::build(status).insert_header(("location", "/elsewhere")).finish()
}

fn receiver() -> Receiver {
    let (heard, answer) = (Arc::default(), Arc::new(Mutex::new(200)));
    let shared = Shared(Arc::clone(&heard), Arc::clone(&answer));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let server = HttpServer::new(move || {
        App::new().app_data(Data::new(shared.clone())).default_service(actix_web::web::to(hear))
    });
    actix_web::rt::spawn(server.workers(1).disable_signals().listen(listener).unwrap().run());
    Receiver { url, heard, answer }
}

/// A demonstration house, where webhooks may go to this computer.
async fn demonstration() -> (TestApp, Client) {
    let app = TestApp::new().await;
    app.write(|conn| {
        let mut shown = house::show(conn)?;
        shown.demonstration = true;
        let rules = house::rules(conn)?;
        house::write(conn, &shown, &rules)
    })
    .await;
    let admin = app.staff(Role::Admin).await;
    (app, admin)
}

async fn paid(app: &TestApp, order: i64) {
    let now = app.now();
    let about = Happening::OrderPaid { order: OrderId(order) };
    app.write(move |conn| {
        let event = billetterie::partners::hooks::Event::of(&about).unwrap();
        billetterie::partners::hooks::raise(conn, &format!("msg_{order}"), event, now)
    })
    .await;
}

async fn log(admin: &Client, endpoint: &Endpoint) -> Vec<Delivery> {
    admin.get(&format!("{HOOKS}/{}/deliveries", endpoint.id)).await.ok::<Page<Delivery>>().items
}

#[actix_web::test]
async fn who_asked_for_it_is_told_signed_and_once() {
    let (app, admin) = demonstration().await;
    let receiver = receiver();
    let wish = json!({"url": receiver.url, "description": "Books", "events": ["order.paid", "ticket.used"]});
    let NewEndpoint { endpoint, secret } = admin.post(HOOKS, &wish).await.ok();
    let other = json!({"url": receiver.url, "events": ["performance.cancelled"]});
    admin.post(HOOKS, &other).await.ok::<NewEndpoint>();
    assert!(!admin.get(HOOKS).await.text().contains(&secret));
    paid(&app, 7).await;
    paid(&app, 7).await;
    app.work().await;
    app.work().await;
    let heard = receiver.heard.lock().clone();
    assert_eq!(heard.len(), 1);
    let body: Value = serde_json::from_str(&heard[0].body).unwrap();
    assert_eq!((body["type"].as_str(), &body["data"]), (Some("order.paid"), &json!({"order": 7})), "{body}");
    assert!((app.now().timestamp() - heard[0].timestamp).abs() < 60);

    let key = BASE64_STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&key).unwrap();
    mac.update(format!("{}.{}.{}", heard[0].id, heard[0].timestamp, heard[0].body).as_bytes());
    assert_eq!(heard[0].signature, format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes())));
    let told = log(&admin, &endpoint).await;
    assert_eq!(
        (told.len(), told[0].state, told[0].attempts, told[0].last_status),
        (1, DeliveryState::Delivered, 1, Some(200))
    );
    assert_eq!((told[0].event, told[0].message.as_str()), (EventKind::OrderPaid, "msg_7"));
}

#[actix_web::test]
async fn what_fails_is_tried_again_for_three_days() {
    let (app, admin) = demonstration().await;
    let receiver = receiver();
    let wish = json!({"url": receiver.url, "events": ["order.paid"]});
    let NewEndpoint { endpoint, .. } = admin.post(HOOKS, &wish).await.ok();
    *receiver.answer.lock() = 302;
    paid(&app, 7).await;
    app.work().await;
    let told = log(&admin, &endpoint).await;
    assert_eq!((told[0].state, told[0].last_status), (DeliveryState::Waiting, Some(302)), "a redirect is not followed");
    assert_eq!(told[0].next_attempt_at.unwrap() - told[0].last_attempt_at.unwrap(), TimeDelta::minutes(5));
    app.work().await;
    assert_eq!(receiver.heard.lock().len(), 1, "not before its time");
    *receiver.answer.lock() = 500;
    for _ in 0..20 {
        app.clock.advance(TimeDelta::hours(15));
        app.work().await;
    }
    let told = log(&admin, &endpoint).await;
    assert_eq!((told[0].state, told[0].attempts, told[0].next_attempt_at), (DeliveryState::Failed, 10, None));
    let heard = receiver.heard.lock().clone();
    assert_eq!(heard.len(), 10);
    assert!(heard.iter().all(|message| message.id == "msg_7"), "the same message in every attempt");

    *receiver.answer.lock() = 200;
    paid(&app, 8).await;
    app.work().await;
    assert_eq!(log(&admin, &endpoint).await[0].state, DeliveryState::Delivered);
}

#[actix_web::test]
async fn who_answers_410_is_told_nothing_more() {
    let (app, admin) = demonstration().await;
    let receiver = receiver();
    let wish = json!({"url": receiver.url, "events": ["order.paid"]});
    let NewEndpoint { endpoint, .. } = admin.post(HOOKS, &wish).await.ok();
    *receiver.answer.lock() = 410;
    let path = format!("{HOOKS}/{}", endpoint.id);
    let sent = admin.post(&format!("{path}/test"), &()).await;
    assert_eq!(sent.status, 202);
    assert_eq!(sent.ok::<Delivery>().event, EventKind::EndpointTest);
    app.work().await;
    let told = log(&admin, &endpoint).await;
    assert_eq!((told[0].state, told[0].last_status), (DeliveryState::Failed, Some(410)));
    let listed = &admin.get(HOOKS).await.ok::<Vec<Endpoint>>()[0];
    assert!(listed.disabled_at.is_some() && listed.gone, "the page says why");
    paid(&app, 7).await;
    app.work().await;
    assert_eq!(receiver.heard.lock().len(), 1);
    admin.post(&format!("{path}/test"), &()).await.refused(422, "invalid");

    *receiver.answer.lock() = 200;
    let enabled: Endpoint = admin.put(&path, &wish).await.ok();
    assert_eq!((enabled.disabled_at, enabled.gone), (None, false));
    admin.post(&format!("{path}/test"), &()).await.ok::<Delivery>();
    app.work().await;
    assert_eq!(receiver.heard.lock().len(), 2);
    let disabled = json!({"url": receiver.url, "events": ["order.paid"], "disabled": true});
    admin.put(&path, &disabled).await.ok::<Endpoint>();
    let listed = &admin.get(HOOKS).await.ok::<Vec<Endpoint>>()[0];
    assert!(listed.disabled_at.is_some() && !listed.gone, "this time it was the staff");
    admin.delete(&path).await.ok_empty(204);
    admin.get(&format!("{path}/deliveries")).await.refused(404, "not_found");
}

#[actix_web::test]
async fn no_webhook_leads_into_our_own_network() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    for url in ["http://127.0.0.1/hook", "http://example.org/hook", "ftp://example.org", "https://u:p@example.org"] {
        let wish = json!({"url": url, "events": ["order.paid"]});
        assert_eq!(admin.post(HOOKS, &wish).await.refused(422, "invalid")["field"], "url", "{url}");
    }
    for events in [json!([]), json!(["endpoint.test"])] {
        let wish = json!({"url": "https://example.org/hook", "events": events});
        assert_eq!(admin.post(HOOKS, &wish).await.refused(422, "invalid")["field"], "events");
    }
    for url in ["https://10.0.0.1/hook", "https://[fd00::1]/hook", "https://169.254.169.254/latest"] {
        let wish = json!({"url": url, "events": ["order.paid"]});
        let NewEndpoint { endpoint, .. } = admin.post(HOOKS, &wish).await.ok();
        admin.post(&format!("{HOOKS}/{}/test", endpoint.id), &()).await.ok::<Delivery>();
        app.work().await;
        let told = log(&admin, &endpoint).await;
        assert_eq!((told[0].state, told[0].last_status), (DeliveryState::Waiting, None));
        assert_eq!(told[0].last_error, "the address is not one of the public internet", "{url}");
    }
}

#[actix_web::test]
async fn what_staff_are_told_third_parties_are_told_too() {
    let (app, admin) = demonstration().await;
    let receiver = receiver();
    let events: Vec<&str> = EventKind::WORDS.iter().map(|(_, word)| *word).collect();
    let wish = json!({"url": receiver.url, "events": events});
    let NewEndpoint { endpoint, .. } = admin.post(HOOKS, &wish).await.ok();
    assert_eq!(endpoint.events.len(), events.len() - 1, "the test is always sent and never asked for");
    let now = app.now();
    app.write(move |conn| {
        let about = Happening::PerformanceCancelled { performance: shared::ids::PerformanceId(987_654_321) };
        outbox::push(conn, &Job::Tell { about }, now)
    })
    .await;
    app.work().await;
    let body: Value = serde_json::from_str(&receiver.heard.lock()[0].body).unwrap();
    assert_eq!(
        (body["type"].as_str(), &body["data"]["performance"]),
        (Some("performance.cancelled"), &json!(987_654_321))
    );
}
