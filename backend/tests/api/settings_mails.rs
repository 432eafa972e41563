//! The texts of the mails: changed, tried, refused, and never able to make a mail untrue.

use crate::harness::{Answer, Client, TestApp};
use reqwest::Method;
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::house::Locale;
use shared::settings::{MailKind, MailPreview, MailTemplate};

const PATH: &str = "/api/v1/admin/mail-templates";

fn text(subject: &str, opening: &str, closing: &str) -> Value {
    json!({ "subject": subject, "opening": opening, "closing": closing })
}

async fn put(admin: &Client, mail: &str, version: i64, body: &Value) -> Answer {
    let request = admin.request(Method::PUT, &format!("{PATH}/{mail}"));
    admin.send(request.header("If-Match", format!("\"{version}\"")).json(body)).await
}

#[actix_web::test]
async fn a_mail_says_what_staff_wrote_and_what_is_true() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let own = text("Voilà {order}!", "Dear {name}, see you at {show} on {date}. {link}", "Yours, {house}");
    let written: MailTemplate = put(&admin, "tickets/en", 0, &own).await.ok();
    assert_eq!((written.is_default, written.version), (false, 1));
    let order = app.theatre().await.order(&app.visitor(), &[0, 1]).await;
    let path = format!("/api/v1/admin/orders/{}/payments", order.id);
    let _: Value = admin.post_once(&path, "cash-payment", &json!({ "method": "cash" })).await.ok();
    let mail = app.mail_to("grace@example.org").await;
    assert_eq!(mail.subject, format!("Voilà {}!", order.number));
    assert!(mail.text.starts_with("Dear Grace Hopper, see you at Le Malade imaginaire on "), "{}", mail.text);
    let link = format!("/orders/{}?key={}", order.id, order.key);
    for fact in ["Parterre", "40.00", &link, "Yours, Théâtre"] {
        assert!(mail.text.contains(fact), "{fact}: {}", mail.text);
    }
    // Another mail and another language stay as they are.
    let all: Vec<MailTemplate> = admin.get(PATH).await.ok();
    assert_eq!(all.iter().filter(|template| !template.is_default).count(), 1);
}

#[actix_web::test]
async fn every_mail_is_listed_previewed_and_sent_to_oneself() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let all: Vec<MailTemplate> = admin.get(PATH).await.ok();
    assert_eq!(all.len(), MailKind::ALL.len() * 2);
    for template in &all {
        let kind = serde_json::to_value(template.kind).unwrap();
        let path = format!("{PATH}/{}/{}", kind.as_str().unwrap(), template.locale.code());
        let preview: MailPreview = admin.post(&format!("{path}/preview"), &template.text).await.ok();
        assert!(!preview.subject.contains('{') && !preview.text.contains('{'), "{path}: {preview:?}");
        assert!(preview.subject.contains("Théâtre"), "{path}: {}", preview.subject);
        let keys: Vec<&str> = template.placeholders.iter().map(|placeholder| placeholder.key.as_str()).collect();
        assert!(keys.contains(&"house") && template.placeholders.iter().all(|one| !one.sample.is_empty()), "{path}");
        assert_eq!(admin.post(&format!("{path}/test"), &template.text).await.status, 202, "{path}");
    }
    let mails = app.mails().await;
    assert_eq!(mails.len(), all.len());
    assert!(mails.iter().all(|mail| mail.to == "admin@example.org"));
    let french = all.iter().filter(|template| template.locale == Locale::Fr).count();
    assert_eq!(mails.iter().filter(|mail| mail.text.starts_with("Bonjour")).count(), french);
}

#[actix_web::test]
async fn an_unknown_placeholder_is_refused_with_its_name() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let wrong = text("Hello", "Dear {name}, you pay {total}", "");
    let problem = put(&admin, "tickets/en", 0, &wrong).await.refused(422, "placeholder_unknown");
    assert_eq!((problem["field"].as_str(), problem["name"].as_str()), (Some("opening"), Some("total")));
    // A registration greets nobody: anybody could have typed the name.
    put(&admin, "confirm_address/en", 0, &text("Hello", "Dear {name}", "")).await.refused(422, "placeholder_unknown");
    admin.post(&format!("{PATH}/tickets/en/preview"), &wrong).await.refused(422, "placeholder_unknown");
    admin.post(&format!("{PATH}/tickets/en/test"), &wrong).await.refused(422, "placeholder_unknown");
    for (field, body) in [
        ("subject", text("", "x", "")),
        ("subject", text("two\nlines", "x", "")),
        ("opening", text("x", " ", "")),
        ("closing", text("x", "x", &"x".repeat(4_001))),
    ] {
        assert_eq!(put(&admin, "tickets/en", 0, &body).await.refused(422, "invalid")["field"], field);
    }
    for unknown in ["tickets/de", "ticket/en", "x/y"] {
        put(&admin, unknown, 0, &text("x", "x", "")).await.refused(404, "not_found");
    }
}

#[actix_web::test]
async fn the_own_text_comes_back() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let own = text("Bienvenue", "Bonjour,", "");
    let _: MailTemplate = put(&admin, "no_account/fr", 0, &own).await.ok();
    put(&admin, "no_account/fr", 0, &own).await.refused(412, "outdated");
    let _: MailTemplate = put(&admin, "no_account/fr", 1, &own).await.ok();
    let visitor = app.visitor();
    let ask = json!({ "email": "nobody@example.org" });
    assert_eq!(visitor.post("/api/v1/password-resets", &ask).await.status, 202);
    let mail = app.mail_to("nobody@example.org").await;
    assert_eq!(mail.subject, "Bienvenue");
    assert!(mail.text.contains("/register"), "the link stands whatever is written: {}", mail.text);
    let reset: MailTemplate = admin.delete(&format!("{PATH}/no_account/fr")).await.ok();
    assert_eq!((reset.is_default, reset.version), (true, 0));
    assert!(reset.text.subject.starts_with("Aucun compte"));
}
