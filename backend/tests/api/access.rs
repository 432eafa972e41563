//! Every route and every kind of caller: who is let in, and how everybody else is refused. A new route needs a line.

use crate::harness::{Answer, Client, TestApp};
use billetterie::word::Word;
use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use shared::accounts::Role;
use shared::partners::Scope;
use std::collections::BTreeSet;

/// Who may call a route. The staff are customers too, and everybody is a visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum May {
    Anyone,
    Customers,
    /// The admin and these.
    Staff(&'static [Role]),
    /// The same, and programs with the scope.
    Agents(&'static [Role]),
    /// Programs that say who they are in the body; nobody's cookie counts.
    Programs,
    /// Whoever signs like PayPal does; nobody else, whoever they are.
    Paypal,
}

use May::{Agents, Anyone, Customers, Paypal, Programs, Staff};

const ADMIN: May = Staff(&[]);
const STAFF: May = Staff(&[Role::BoxOffice, Role::Door, Role::Moderator]);
const BOX_OFFICE: May = Staff(&[Role::BoxOffice]);
const DOOR: May = Agents(&[Role::BoxOffice, Role::Door]);
const ORDERS: May = Agents(&[Role::BoxOffice]);
const REVENUE: May = Agents(&[Role::BoxOffice]);

/// Method, path, who may, and a body that can be read; nothing it names exists.
const ROUTES: &[(&str, &str, May, &str)] = &[
    ("GET", "/house", Anyone, ""),
    ("GET", "/house/logo/{sha256}.png", Anyone, ""),
    // accounts
    ("POST", "/accounts", Anyone, r#"{"name":"Eve","email":"eve@example.org","password":"matinee at three"}"#),
    ("POST", "/accounts/confirm", Anyone, r#"{"token":"nothing"}"#),
    ("GET", "/session", Anyone, ""),
    ("POST", "/session", Anyone, r#"{"email":"nobody@example.org","password":"matinee at three"}"#),
    ("DELETE", "/session", Anyone, ""),
    ("POST", "/password-resets", Anyone, r#"{"email":"nobody@example.org"}"#),
    ("POST", "/password-resets/confirm", Anyone, r#"{"token":"nothing","new_password":"matinee at three"}"#),
    ("GET", "/sessions", Customers, ""),
    ("DELETE", "/sessions", Customers, ""),
    ("DELETE", "/sessions/{id}", Customers, ""),
    ("GET", "/account", Customers, ""),
    ("GET", "/account/export", Customers, ""),
    ("PATCH", "/account", Customers, r#"{"name":"Ada","locale":"en"}"#),
    ("DELETE", "/account", Customers, r#"{"password":"matinee at three"}"#),
    ("POST", "/account/email", Customers, r#"{"new_email":"eve@example.org","password":"matinee at three"}"#),
    ("POST", "/account/email/confirm", Customers, r#"{"token":"nothing"}"#),
    ("POST", "/account/password", Customers, r#"{"current_password":"x","new_password":"matinee at three"}"#),
    ("GET", "/account/second-factor", Customers, ""),
    ("POST", "/account/second-factor", Customers, r#"{"password":"matinee at three"}"#),
    ("POST", "/account/second-factor/confirm", Customers, r#"{"code":"000000"}"#),
    ("POST", "/account/second-factor/recovery-codes", Customers, r#"{"password":"x","code":"000000"}"#),
    ("DELETE", "/account/second-factor", Customers, r#"{"password":"x","code":"000000"}"#),
    ("DELETE", "/session/impersonation", Anyone, ""),
    ("POST", "/admin/customers/{id}/impersonation", BOX_OFFICE, ""),
    ("GET", "/admin/staff", ADMIN, ""),
    ("GET", "/admin/staff/invitations", ADMIN, ""),
    ("POST", "/admin/staff/invitations", ADMIN, r#"{"email":"eve@example.org","name":"Eve","role":"door"}"#),
    ("POST", "/admin/staff/invitations/{id}/resend", ADMIN, ""),
    ("DELETE", "/admin/staff/invitations/{id}", ADMIN, ""),
    ("PUT", "/admin/staff/{id}/role", ADMIN, r#"{"role":"door"}"#),
    ("PUT", "/admin/staff/{id}/state", ADMIN, r#"{"disabled":true}"#),
    ("DELETE", "/admin/staff/{id}/second-factor", ADMIN, ""),
    // programs of third parties
    ("GET", "/admin/api-clients", ADMIN, ""),
    ("POST", "/admin/api-clients", ADMIN, r#"{"name":"Partner","scopes":["orders:read"]}"#),
    ("DELETE", "/admin/api-clients/{id}", ADMIN, ""),
    ("POST", "/oauth/token", Programs, "grant_type=client_credentials&client_id=x&client_secret=y"),
    ("GET", "/admin/webhooks", ADMIN, ""),
    ("POST", "/admin/webhooks", ADMIN, r#"{"url":"https://example.org/hook","events":["order.paid"]}"#),
    ("PUT", "/admin/webhooks/{id}", ADMIN, r#"{"url":"https://example.org/hook","events":["order.paid"]}"#),
    ("DELETE", "/admin/webhooks/{id}", ADMIN, ""),
    ("POST", "/admin/webhooks/{id}/test", ADMIN, ""),
    ("GET", "/admin/webhooks/{id}/deliveries", ADMIN, ""),
    // the programme
    ("GET", "/genres", Anyone, ""),
    ("GET", "/venues", Anyone, ""),
    ("GET", "/venues/{id}", Anyone, ""),
    ("GET", "/shows", Anyone, ""),
    ("GET", "/shows/{show}", Anyone, ""),
    ("GET", "/performances", Anyone, ""),
    ("GET", "/performances/{id}", Anyone, ""),
    ("GET", "/pictures/{id}/{width}.jpg", Anyone, ""),
    ("GET", "/seating-plans/{id}", Anyone, ""),
    ("GET", "/performances/{id}/seats", Anyone, ""),
    // the live house
    ("GET", "/live", Anyone, ""),
    ("GET", "/presence", Anyone, ""),
    ("GET", "/admin/presence", BOX_OFFICE, ""),
    ("PUT", "/admin/presence", BOX_OFFICE, r#"{"state":"here"}"#),
    ("GET", "/admin/visitors", BOX_OFFICE, ""),
    ("GET", "/admin/opening-hours", BOX_OFFICE, ""),
    ("PUT", "/admin/opening-hours", BOX_OFFICE, r#"{"hours":[]}"#),
    // chat and notices
    ("GET", "/chat", Anyone, ""),
    ("GET", "/chat/messages", Anyone, ""),
    ("POST", "/chat/messages", Anyone, r#"{"client_id":"word-0001","text":"Hello"}"#),
    ("PUT", "/chat/marks", Anyone, r#"{"delivered":1,"read":1}"#),
    ("POST", "/chat/reports", Anyone, r#"{"reason":"rude"}"#),
    ("POST", "/chat/attachments", Anyone, "no picture"),
    ("GET", "/chat/attachments/{id}", Anyone, ""),
    ("GET", "/notices", Anyone, ""),
    ("POST", "/notices/read", Anyone, r#"{"notices":[1]}"#),
    ("GET", "/notices/settings", Customers, ""),
    ("PUT", "/notices/settings", Customers, r#"{"settings":[]}"#),
    ("GET", "/admin/chat/conversations", BOX_OFFICE, ""),
    ("GET", "/admin/chat/conversations/{id}", BOX_OFFICE, ""),
    ("GET", "/admin/chat/conversations/{id}/messages", BOX_OFFICE, ""),
    ("POST", "/admin/chat/conversations/{id}/messages", BOX_OFFICE, r#"{"client_id":"word-0002","text":"Hello"}"#),
    ("PUT", "/admin/chat/conversations/{id}/marks", BOX_OFFICE, r#"{"delivered":1,"read":1}"#),
    ("POST", "/admin/chat/conversations/{id}/attachments", BOX_OFFICE, "no picture"),
    ("PUT", "/admin/chat/conversations/{id}/assignee", BOX_OFFICE, r#"{"account":null}"#),
    ("PUT", "/admin/chat/conversations/{id}/state", BOX_OFFICE, r#"{"state":"closed"}"#),
    ("POST", "/admin/chat/conversations/{id}/notes", BOX_OFFICE, r#"{"text":"a friend of the house"}"#),
    ("POST", "/admin/chat/conversations/{id}/block", BOX_OFFICE, r#"{"reason":"rude"}"#),
    ("DELETE", "/admin/chat/conversations/{id}/block", BOX_OFFICE, ""),
    ("POST", "/admin/chat/conversations/{id}/reports", BOX_OFFICE, r#"{"reason":"rude"}"#),
    ("GET", "/admin/chat/conversations/{id}/customer", BOX_OFFICE, ""),
    ("POST", "/admin/chat/conversations/{id}/extend-hold", BOX_OFFICE, ""),
    ("POST", "/admin/chat/conversations/{id}/resend-tickets", BOX_OFFICE, r#"{"order":987654321}"#),
    ("GET", "/admin/chat/answers", BOX_OFFICE, ""),
    ("POST", "/admin/chat/answers", BOX_OFFICE, r#"{"title":"Hello","text":"Good evening"}"#),
    ("PUT", "/admin/chat/answers/{id}", BOX_OFFICE, r#"{"title":"Hello","text":"Good evening"}"#),
    ("DELETE", "/admin/chat/answers/{id}", BOX_OFFICE, ""),
    // comments
    ("GET", "/shows/{id}/comments", Anyone, ""),
    ("POST", "/shows/{id}/comments", Customers, r#"{"text":"Wonderful."}"#),
    ("PUT", "/comments/{id}", Customers, r#"{"text":"Wonderful!"}"#),
    ("DELETE", "/comments/{id}", Customers, ""),
    ("POST", "/comments/{id}/reports", Customers, r#"{"reason":"advertising"}"#),
    // the basket
    ("GET", "/basket", Anyone, ""),
    ("DELETE", "/basket", Anyone, ""),
    ("POST", "/basket/seats", Anyone, r#"{"performance":987654321,"seats":[{"seat":987654321}]}"#),
    ("POST", "/basket/places", Anyone, r#"{"performance":987654321,"zone":1,"people":[{"rate":1,"quantity":1}]}"#),
    ("POST", "/basket/best-available", Anyone, r#"{"performance":987654321,"people":[{"rate":1,"quantity":1}]}"#),
    ("PATCH", "/basket/lines/{id}", Anyone, r#"{"rate":987654321}"#),
    ("DELETE", "/basket/lines/{id}", Anyone, ""),
    ("POST", "/basket/extend", Anyone, ""),
    ("POST", "/basket/retake", Anyone, ""),
    ("PUT", "/basket/voucher", Anyone, r#"{"code":"NOTHING"}"#),
    ("DELETE", "/basket/voucher", Anyone, ""),
    // orders: a stranger's order is not found
    ("POST", "/orders", Anyone, r#"{"total":{"minor":0,"currency":"EUR"},"terms_accepted":true}"#),
    ("GET", "/orders", Customers, ""),
    ("GET", "/orders/{id}", Anyone, ""),
    ("POST", "/orders/{id}/payments", Anyone, r#"{"method":"paypal"}"#),
    ("POST", "/orders/{id}/settle", Anyone, ""),
    ("POST", "/orders/{id}/cancel", Anyone, ""),
    ("POST", "/orders/{id}/resend", Anyone, ""),
    ("GET", "/orders/{id}/replacements", Anyone, ""),
    ("POST", "/orders/{id}/replacements", Anyone, r#"{"seats":[]}"#),
    ("GET", "/orders/{id}/rescheduling", Anyone, ""),
    ("POST", "/orders/{id}/rescheduling", Anyone, r#"{"performance":987654321,"choice":"refund"}"#),
    ("GET", "/orders/{id}/tickets", Anyone, ""),
    ("GET", "/orders/{id}/tickets.pdf", Anyone, ""),
    ("GET", "/orders/{id}/calendar.ics", Anyone, ""),
    ("POST", "/webhooks/paypal", Paypal, "{}"),
    // settings
    ("GET", "/admin/settings", ADMIN, ""),
    ("PUT", "/admin/settings", ADMIN, r#"{"limits":{"max_places_per_order":12,"max_places_per_customer":24}}"#),
    ("PUT", "/admin/settings/logo", ADMIN, "no picture"),
    ("DELETE", "/admin/settings/logo", ADMIN, ""),
    ("GET", "/admin/mail-templates", ADMIN, ""),
    ("PUT", "/admin/mail-templates/{kind}/{locale}", ADMIN, MAIL),
    ("DELETE", "/admin/mail-templates/{kind}/{locale}", ADMIN, ""),
    ("POST", "/admin/mail-templates/{kind}/{locale}/preview", ADMIN, MAIL),
    ("POST", "/admin/mail-templates/{kind}/{locale}/test", ADMIN, MAIL),
    ("GET", "/setup", Anyone, ""),
    (
        "POST",
        "/setup/staff",
        Anyone,
        r#"{"code":"AAAA-AAAA-AAAA","name":"Eve","email":"eve@example.org","password":"matinee at three"}"#,
    ),
    ("GET", "/admin/setup", ADMIN, ""),
    ("GET", "/admin/dashboard", STAFF, ""),
    ("GET", "/admin/backup", ADMIN, ""),
    ("GET", "/admin/backup/check", ADMIN, ""),
    ("POST", "/admin/plans/free", BOX_OFFICE, r#"{"venue":987654321,"zones":[{"name":"Barn","capacity":80}]}"#),
    ("GET", "/admin/settings/paypal", ADMIN, ""),
    ("PUT", "/admin/settings/paypal", ADMIN, r#"{"place":"sandbox","client_id":"client","secret":"secret"}"#),
    ("DELETE", "/admin/settings/paypal", ADMIN, ""),
    ("POST", "/admin/settings/paypal/check", ADMIN, r#"{"place":"sandbox","client_id":"nobody"}"#),
    // the staff
    ("POST", "/admin/genres", BOX_OFFICE, r#"{"name":"Clowns"}"#),
    ("POST", "/admin/venues", BOX_OFFICE, r#"{"name":"Barn","time_zone":"Europe/Paris"}"#),
    ("GET", "/admin/rates", BOX_OFFICE, ""),
    ("POST", "/admin/rates", BOX_OFFICE, r#"{"name":"Full"}"#),
    ("POST", "/admin/shows", BOX_OFFICE, r#"{"title":"The Miser","published":true}"#),
    ("PUT", "/admin/shows/{id}", BOX_OFFICE, r#"{"title":"The Miser","published":true}"#),
    ("PUT", "/admin/shows/{id}/picture", BOX_OFFICE, "no picture"),
    ("POST", "/admin/performances", BOX_OFFICE, PERFORMANCE),
    ("PUT", "/admin/performances/{id}", BOX_OFFICE, PERFORMANCE),
    ("POST", "/admin/performances/run", BOX_OFFICE, RUN),
    ("POST", "/admin/performances/run/preview", BOX_OFFICE, RUN),
    ("POST", "/admin/performances/prices", BOX_OFFICE, r#"{"performances":[987654321],"change":{"kind":"set"}}"#),
    ("GET", "/admin/performances/{id}/affected", BOX_OFFICE, ""),
    ("GET", "/admin/performances/{id}/reschedulings", BOX_OFFICE, ""),
    ("GET", "/admin/reschedulings/{id}/orders", BOX_OFFICE, ""),
    ("POST", "/admin/performances/{id}/cancel", BOX_OFFICE, r#"{"reason":"ill","remedy":"refund"}"#),
    ("POST", "/admin/performances/{id}/postpone", BOX_OFFICE, POSTPONE),
    ("POST", "/admin/orders/{id}/exchange", BOX_OFFICE, r#"{"lines":[1],"to_performance":987654321}"#),
    ("POST", "/admin/seating-plans", BOX_OFFICE, r#"{"name":"Barn","zones":[]}"#),
    ("GET", "/admin/seating-plans/{id}/export", BOX_OFFICE, ""),
    ("POST", "/admin/vouchers", BOX_OFFICE, r#"{"effect":{"kind":"percent","basis_points":1000}}"#),
    (
        "POST",
        "/admin/vouchers/batch",
        BOX_OFFICE,
        r#"{"count":1,"tag":"a","effect":{"kind":"percent","basis_points":1}}"#,
    ),
    ("GET", "/admin/vouchers/{id}", BOX_OFFICE, ""),
    ("PUT", "/admin/vouchers/{id}", BOX_OFFICE, r#"{"effect":{"kind":"percent","basis_points":1000}}"#),
    ("DELETE", "/admin/vouchers/{id}", BOX_OFFICE, ""),
    ("GET", "/admin/orders/{id}", ORDERS, ""),
    ("POST", "/admin/orders/{id}/payments", BOX_OFFICE, r#"{"method":"cash"}"#),
    ("POST", "/admin/orders/{id}/refunds", ORDERS, r#"{"what":{"kind":"everything"},"reason":"ill"}"#),
    ("POST", "/admin/orders/{id}/cancel", ORDERS, ""),
    ("POST", "/admin/payments/{id}/settle", BOX_OFFICE, ""),
    ("GET", "/admin/attention", BOX_OFFICE, ""),
    ("GET", "/admin/revenue", REVENUE, ""),
    ("GET", "/admin/revenue/orders", REVENUE, ""),
    ("GET", "/admin/revenue/overview", REVENUE, ""),
    ("GET", "/admin/revenue/table.{format}", REVENUE, ""),
    ("GET", "/admin/revenue/orders.{format}", REVENUE, ""),
    ("GET", "/admin/fill-rates", REVENUE, ""),
    ("GET", "/admin/fill-rates/table.{format}", REVENUE, ""),
    ("GET", "/admin/performances/{id}/statement", REVENUE, ""),
    ("GET", "/admin/performances/{id}/statement.{format}", REVENUE, ""),
    ("GET", "/admin/closings", REVENUE, ""),
    ("GET", "/admin/closings/{id}", REVENUE, ""),
    ("GET", "/admin/closings/{id}/document.{format}", REVENUE, ""),
    ("POST", "/admin/closings", BOX_OFFICE, r#"{"day":"2020-01-01"}"#),
    ("POST", "/admin/attention/{id}/resolve", BOX_OFFICE, r#"{"note":"paid back by hand"}"#),
    ("GET", "/admin/payments/reconciliation", BOX_OFFICE, ""),
    ("POST", "/admin/payments/reconciliation", BOX_OFFICE, r#"{"payments":[987654321]}"#),
    ("GET", "/admin/orders/{id}/dossier", BOX_OFFICE, ""),
    ("POST", "/admin/orders/{id}/actions", BOX_OFFICE, r#"{"expected":"1","act":{"kind":"cancel"}}"#),
    ("POST", "/admin/orders", BOX_OFFICE, DESK_SALE),
    // the back office: the same few routes for every noun, here for one of the box office
    ("POST", "/admin/pictures", BOX_OFFICE, "no picture"),
    ("GET", "/admin/tables", STAFF, ""),
    ("GET", "/admin/tables/{noun}/rows", BOX_OFFICE, ""),
    ("GET", "/admin/tables/{noun}/export", BOX_OFFICE, ""),
    ("GET", "/admin/tables/{noun}/blank", BOX_OFFICE, ""),
    ("POST", "/admin/tables/{noun}/rows", BOX_OFFICE, r#"{"values":{"title":"The Miser"}}"#),
    ("GET", "/admin/tables/{noun}/choices", BOX_OFFICE, ""),
    (
        "POST",
        "/admin/tables/{noun}/actions",
        BOX_OFFICE,
        r#"{"action":"none","rows":{"kind":"these","ids":[]},"confirmed":false}"#,
    ),
    ("GET", "/admin/tables/{noun}/rows/{id}", BOX_OFFICE, ""),
    ("PUT", "/admin/tables/{noun}/rows/{id}", BOX_OFFICE, r#"{"values":{"title":"The Miser"}}"#),
    ("PATCH", "/admin/tables/{noun}/rows/{id}", BOX_OFFICE, r#"{"values":{"title":"The Miser"}}"#),
    ("DELETE", "/admin/tables/{noun}/rows/{id}", BOX_OFFICE, ""),
    ("GET", "/admin/tables/{noun}/rows/{id}/history", BOX_OFFICE, ""),
    ("GET", "/admin/tables/{noun}/rows/{id}/related", BOX_OFFICE, ""),
    ("GET", "/admin/tables/{noun}/rows/{id}/touched", BOX_OFFICE, ""),
    ("GET", "/admin/views", STAFF, ""),
    ("POST", "/admin/views", BOX_OFFICE, r#"{"noun":"shows","name":"Mine","query":"","shared":false}"#),
    ("DELETE", "/admin/views/{id}", STAFF, ""),
    ("POST", "/admin/entries", DOOR, r#"{"performance":987654321,"code":"nothing"}"#),
];

const DESK_SALE: &str = r#"{"performance":987654321,"places":{"kind":"seats","seats":[{"seat":1}]},"payment":{"method":"cash"},"total":null}"#;
const MAIL: &str = r#"{"subject":"Hello","opening":"Good evening","closing":""}"#;

const PERFORMANCE: &str =
    r#"{"show":987654321,"plan":1,"starts_at":"2030-01-01T20:00:00Z","state":"draft","vat_rate_bp":210,"prices":[]}"#;

const POSTPONE: &str = r#"{"starts_at":"2030-01-01T20:00:00Z","reason":"ill","refund_until":"2029-12-01T20:00:00Z"}"#;

const RUN: &str = r#"{"show":987654321,"plan":1,"extra":["2030-01-01T20:00:00"],"state":"draft","vat_rate_bp":210,
    "prices":{"kind":"given","prices":[]}}"#;

/// Routes whose body is a file, not a request of ours: what cannot be read is refused in its own words.
const FILES: [&str; 8] = [
    "/oauth/token",
    "/admin/shows/{id}/picture",
    "/admin/pictures",
    "/admin/settings/logo",
    "/admin/seating-plans",
    "/webhooks/paypal",
    "/chat/attachments",
    "/admin/chat/conversations/{id}/attachments",
];

/// Everybody who may ask. The second value is the role.
const CALLERS: [(&str, Option<Role>); 7] = [
    ("api_client", None),
    ("visitor", None),
    ("customer", None),
    ("door", Some(Role::Door)),
    ("moderator", Some(Role::Moderator)),
    ("box_office", Some(Role::BoxOffice)),
    ("admin", Some(Role::Admin)),
];

async fn caller(app: &TestApp, (name, role): (&str, Option<Role>)) -> Client {
    match role {
        Some(role) => app.staff(role).await,
        None if name == "api_client" => {
            app.api_client(Scope::WORDS.iter().map(|(scope, _)| *scope).collect::<Vec<_>>().as_slice()).await
        }
        None if name == "customer" => app.customer("ada").await,
        None => app.visitor(),
    }
}

fn full(path: &str) -> String {
    let path = path
        .replace("{id}", "987654321")
        .replace("{show}", "no-such-show")
        .replace("{width}", "320")
        .replace("{noun}", "shows");
    match path.as_str() {
        "/admin/seating-plans" => "/api/v1/admin/seating-plans?venue=987654321".to_owned(),
        path => format!("/api/v1{path}"),
    }
}

fn request(client: &Client, (method, path, _, body): &(&str, &str, May, &str)) -> RequestBuilder {
    let request = client.request(Method::from_bytes(method.as_bytes()).unwrap(), &full(path));
    dressed(request, body)
}

/// With everything that routes may ask for besides who it is.
fn dressed(request: RequestBuilder, body: &str) -> RequestBuilder {
    let request = request.header("Idempotency-Key", "an-intention").header("If-Match", "\"1\"");
    if body.is_empty() { request } else { request.header("Content-Type", "application/json").body(body.to_owned()) }
}

/// The code of a refusal, which must be problem details; none for a success.
fn code(answer: &Answer, what: &str) -> Option<String> {
    if answer.status < 400 {
        return None;
    }
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{what}: {}", answer.text());
    let problem: Value = answer.json();
    assert_eq!(problem["status"], answer.status, "{what}: {problem}");
    for member in ["type", "title", "detail", "code"] {
        assert!(problem[member].is_string(), "{what}: no {member} in {problem}");
    }
    Some(problem["code"].as_str().unwrap().to_owned())
}

/// How a caller is kept out; none when they are let in.
fn refusal(may: May, (name, role): (&str, Option<Role>)) -> Option<(u16, &'static str)> {
    match may {
        Anyone => None,
        Paypal => Some((403, "forbidden")),
        Programs => Some((401, "wrong_credentials")),
        Agents(_) if name == "api_client" => None,
        Customers | Staff(_) if name == "api_client" => Some((403, "forbidden")),
        Customers | Staff(_) | Agents(_) if name == "visitor" => Some((401, "sign_in_needed")),
        Customers => None,
        Staff(roles) | Agents(roles) => match role {
            Some(Role::Admin) => None,
            Some(role) if roles.contains(&role) => None,
            _ => Some((403, "forbidden")),
        },
    }
}

#[actix_web::test]
async fn every_route_has_a_line() {
    let document = serde_json::to_value(billetterie::app::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let documented: BTreeSet<String> = paths
        .iter()
        .flat_map(|(path, methods)| {
            let methods: Vec<String> = methods.as_object().unwrap().keys().map(|key| key.to_uppercase()).collect();
            methods.into_iter().map(move |method| format!("{method} {}", path.trim_start_matches("/api/v1")))
        })
        .collect();
    let listed: BTreeSet<String> = ROUTES.iter().map(|(method, path, ..)| format!("{method} {path}")).collect();
    let without_line: Vec<_> = documented.difference(&listed).collect();
    assert!(without_line.is_empty(), "say in access.rs who may call {without_line:?}");
    let gone: Vec<_> = listed.difference(&documented).collect();
    assert!(gone.is_empty(), "access.rs lists routes that are not there: {gone:?}");
}

#[actix_web::test]
async fn every_body_is_described() {
    let document = serde_json::to_value(billetterie::app::document()).unwrap();
    for (method, path, _, body) in ROUTES {
        let operation = &document["paths"][format!("/api/v1{path}")][method.to_lowercase()];
        let described = operation.get("requestBody").is_some();
        assert_eq!(described, !body.is_empty(), "{method} {path}: is its body in the document?");
        let has_summary = operation["summary"].is_string() || operation["description"].is_string();
        assert!(has_summary && operation["operationId"].is_string(), "{method} {path}: what does it do?");
    }
}

#[actix_web::test]
async fn everybody_gets_what_they_may_and_nothing_else() {
    let app = TestApp::new().await;
    let mut wrong = Vec::new();
    for who in CALLERS {
        let mut client = caller(&app, who).await;
        for route in ROUTES {
            let (method, path, may, _) = route;
            let what = format!("{method} {path} as {}", who.0);
            let answer = client.send(request(&client, route)).await;
            let got = (answer.status, code(&answer, &what).unwrap_or_default());
            let is_right = match refusal(*may, who) {
                Some((status, code)) => got == (status, code.to_owned()),
                None => got.0 < 500 && !["sign_in_needed", "forbidden", "cross_site"].contains(&got.1.as_str()),
            };
            if !is_right {
                wrong.push(format!("{what}: {got:?}, wanted {:?}", refusal(*may, who)));
            }
            if path.contains("session") {
                client = caller(&app, who).await;
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[actix_web::test]
async fn what_another_site_could_send_is_refused() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    for (method, path, may, body) in
        ROUTES.iter().filter(|(method, _, may, _)| *method != "GET" && ![Paypal, Programs].contains(may))
    {
        let url = format!("{}{}", app.address, full(path));
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let bare = |client: &Client| dressed(client.bare(method.clone(), &url), body);
        let attempts = [
            ("no header", bare(&admin).header("Origin", &app.address)),
            ("another site", bare(&admin).header("X-Billetterie", "1").header("Origin", "https://evil.example.org")),
            ("a page without origin", bare(&admin).header("X-Billetterie", "1").header("Origin", "null")),
            ("the cookie without an origin", bare(&admin).header("X-Billetterie", "1")),
            ("no cookie and no header", bare(&app.visitor())),
        ];
        for (name, attempt) in attempts {
            let what = format!("{method} {path}, {name}");
            let answer = admin.send(attempt).await;
            assert_eq!((answer.status, code(&answer, &what).as_deref()), (403, Some("cross_site")), "{what}");
        }
        // A program sends no Origin, and has no cookie that somebody could abuse.
        if *may == Anyone {
            let program = app.visitor();
            let answer = program.send(bare(&program).header("X-Billetterie", "1")).await;
            assert_ne!(code(&answer, path).as_deref(), Some("cross_site"), "{method} {path} from a program");
        }
    }
    assert_eq!(admin.get("/api/v1/account").await.status, 200, "nothing happened");
}

#[actix_web::test]
async fn what_is_no_id_names_nothing() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    for (method, path, _, body) in ROUTES.iter().filter(|(_, path, ..)| path.contains('{')) {
        for id in ["not-an-id", "99999999999999999999999", "1.5", "%00", "1%2F2"] {
            let path = path.replace("{id}", id).replace("{show}", id).replace("{width}", "320");
            let request = admin.request(Method::from_bytes(method.as_bytes()).unwrap(), &format!("/api/v1{path}"));
            let what = format!("{method} {path}");
            let answer = admin.send(dressed(request, body)).await;
            assert_eq!((answer.status, code(&answer, &what).as_deref()), (404, Some("not_found")), "{what}");
        }
    }
}

#[actix_web::test]
async fn what_cannot_be_read_is_refused_with_its_place() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let with_body = ROUTES.iter().filter(|(.., body)| !body.is_empty());
    for (method, path, may, body) in with_body.filter(|(_, path, ..)| !FILES.contains(path)) {
        let unknown = body.replacen('{', r#"{"no_such_member":1,"#, 1);
        // PostgreSQL cannot keep it, so nobody may hand it on.
        let nul = body.replacen(":\"", ":\"\\u0000", 1);
        let nul = if nul == *body { "{\"\\u0000\":1}" } else { nul.as_str() };
        let bodies = ["", "{", "[]", "null", "\u{0}", "{}{}", nul, &unknown, &"[".repeat(10_000)];
        for text in bodies {
            let line = (*method, *path, *may, *body);
            let what = format!("{method} {path} with {}", text.chars().take(60).collect::<String>());
            let request = request(&admin, &line).body(text.to_owned());
            let answer = admin.send(request).await;
            assert_eq!((answer.status, code(&answer, &what).as_deref()), (400, Some("not_understood")), "{what}");
        }
        let line = (*method, *path, *may, *body);
        let answer = admin.send(request(&admin, &line).body(" ".repeat(70_000))).await;
        assert_eq!((answer.status, code(&answer, path).as_deref()), (413, Some("too_large")), "{method} {path}");
    }
}

#[actix_web::test]
async fn what_is_no_file_is_refused() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    for (path, refused) in
        [("/admin/shows/1/picture", "picture_invalid"), ("/admin/seating-plans?venue=1", "plan_invalid")]
    {
        let method = if path.contains("picture") { Method::PUT } else { Method::POST };
        for text in ["", "{", "\u{0}\u{1}\u{2}", "<svg/>"] {
            let request = dressed(admin.request(method.clone(), &format!("/api/v1{path}")), "x").body(text.to_owned());
            let answer = admin.send(request).await;
            assert_eq!((answer.status, code(&answer, path).as_deref()), (422, Some(refused)), "{path} with {text:?}");
        }
    }
}

#[actix_web::test]
async fn lists_have_a_limit() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let document = serde_json::to_value(billetterie::app::document()).unwrap();
    let mut lists = 0;
    for (method, path, ..) in ROUTES {
        let operation = &document["paths"][format!("/api/v1{path}")][method.to_lowercase()];
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        if !parameters.iter().any(|parameter| parameter["name"] == "limit") {
            continue;
        }
        lists += 1;
        for query in [
            "limit=10&cursor=%00",
            "limit=0",
            "limit=201",
            "limit=-1",
            "limit=many",
            "cursor=made-up",
            "no_such_filter=1",
        ] {
            let answer = admin.get(&format!("{}?{query}", full(path))).await;
            let is_refused = [400, 404, 422].contains(&answer.status);
            assert!(is_refused && code(&answer, path).is_some(), "{path}?{query}: {} {}", answer.status, answer.text());
        }
    }
    assert!(lists >= 3, "only {lists} lists were found");
}
