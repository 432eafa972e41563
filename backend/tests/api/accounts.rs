//! Registering, signing in, passwords, addresses, sessions and leaving, as people do it over HTTP.

use crate::harness::{Answer, Client, TestApp};
use billetterie::accounts::tokens::Claims;
use billetterie::mail::Mail;
use billetterie::schema;
use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::accounts::{Account, Role, Session, SessionEntry};
use std::time::{Duration, Instant};

pub const PASSWORD: &str = "curtain at eight";
const OTHER: &str = "matinee at three";

/// The secret of the link in a mail.
pub fn secret(mail: &Mail) -> String {
    let at = mail.text.find("token=").unwrap_or_else(|| panic!("no link in {}", mail.text)) + "token=".len();
    mail.text[at..].split_whitespace().next().unwrap().to_owned()
}

async fn register(client: &Client, email: &str, password: &str) -> Answer {
    client
        .post(
            "/api/v1/accounts",
            &json!({"name": "Ada Lovelace", "email": email, "password": password, "locale": "en"}),
        )
        .await
}

pub async fn sign_in(client: &Client, email: &str, password: &str) -> Answer {
    client.post("/api/v1/session", &json!({"email": email, "password": password})).await
}

pub async fn session(client: &Client) -> Option<Account> {
    client.get("/api/v1/session").await.ok::<Session>().account
}

async fn sessions(client: &Client) -> Vec<SessionEntry> {
    client.get("/api/v1/sessions").await.ok()
}

/// Somebody who registered, confirmed and is signed in.
pub async fn registered(app: &TestApp, email: &str) -> Client {
    let client = app.visitor();
    assert_eq!(register(&client, email, PASSWORD).await.status, 202);
    let secret = secret(&app.mail_to(email).await);
    client.post("/api/v1/accounts/confirm", &json!({"token": secret})).await.ok::<Session>();
    client
}

async fn visitor_of(app: &TestApp, client: &Client) -> i64 {
    let token = client.token().expect("a session");
    let claims: Claims = app.app.tokens.read(&token).unwrap();
    let id = claims.session().0;
    app.read(move |conn| Ok(schema::sessions::table.find(id).select(schema::sessions::visitor_id).first(conn)?)).await
}

#[actix_web::test]
async fn register_confirm_and_be_signed_in() {
    let app = TestApp::new().await;
    let ada = app.visitor();
    let answer = register(&ada, "Ada@Example.org", PASSWORD).await;
    assert_eq!((answer.status, answer.body.len()), (202, 0));
    assert_eq!(session(&ada).await, None, "registering does not sign in");
    let mail = app.mail_to("Ada@example.org").await;
    assert!(mail.subject.starts_with("Confirm your address"), "{}", mail.subject);
    assert!(mail.text.contains(&format!("{}/confirm?token=", app.address)), "{}", mail.text);

    let link = json!({"token": secret(&mail)});
    let entered: Session = ada.post("/api/v1/accounts/confirm", &link).await.ok();
    let account = entered.account.expect("signed in");
    assert_eq!((account.name.as_str(), account.email.as_str()), ("Ada Lovelace", "Ada@example.org"));
    assert_eq!(session(&ada).await.map(|account| account.id), Some(account.id));
    ada.post("/api/v1/accounts/confirm", &link).await.refused(410, "link_expired");

    let elsewhere = app.visitor();
    let entered: Session = sign_in(&elsewhere, "ADA@EXAMPLE.ORG", PASSWORD).await.ok();
    assert_eq!(entered.account.map(|account| account.id), Some(account.id));
}

#[actix_web::test]
async fn register_refuses_what_cannot_be() {
    let app = TestApp::new().await;
    let ada = app.visitor();
    for password in ["short", "password123", "1234567890", "adalovelace", "ada.lovelace"] {
        let answer = ada
            .post(
                "/api/v1/accounts",
                &json!({"name": "Ada Lovelace", "email": "ada.lovelace@example.org", "password": password}),
            )
            .await;
        assert_eq!(answer.refused(422, "password_too_weak")["min_length"], 10, "{password}");
    }
    let long = "long enough ".repeat(40);
    register(&ada, "ada@example.org", &long).await.refused(422, "invalid");
    register(&ada, "no address", PASSWORD).await.refused(400, "not_understood");
    let unnamed = json!({"name": "  ", "email": "ada@example.org", "password": PASSWORD});
    assert_eq!(ada.post("/api/v1/accounts", &unnamed).await.refused(422, "invalid")["field"], "name");
    let more = json!({"name": "Ada", "email": "ada@example.org", "password": PASSWORD, "role": "admin"});
    ada.post("/api/v1/accounts", &more).await.refused(400, "not_understood");
    assert_eq!(app.mails().await, []);
}

#[actix_web::test]
async fn registering_twice_is_answered_alike_and_told_in_the_mail() {
    let app = TestApp::new().await;
    registered(&app, "ada@example.org").await;
    let stranger = app.visitor();
    let (known, unknown) =
        (register(&stranger, "ada@example.org", OTHER).await, register(&stranger, "eve@example.org", OTHER).await);
    assert_eq!((known.status, known.body), (unknown.status, unknown.body));
    assert_eq!(known.headers.keys().collect::<Vec<_>>(), unknown.headers.keys().collect::<Vec<_>>());
    let mail = app.mail_to("ada@example.org").await;
    assert!(mail.subject.starts_with("You already have an account"), "{}", mail.subject);
    sign_in(&stranger, "ada@example.org", OTHER).await.refused(401, "wrong_credentials");
    sign_in(&stranger, "ada@example.org", PASSWORD).await.ok::<Session>();

    let reset = json!({"token": secret(&mail), "new_password": OTHER});
    app.visitor().post("/api/v1/password-resets/confirm", &reset).await.ok::<Session>();
}

#[actix_web::test]
async fn a_link_brings_the_password_it_was_asked_with() {
    let app = TestApp::new().await;
    let (ada, eve) = (app.visitor(), app.visitor());
    register(&ada, "ada@example.org", PASSWORD).await;
    let own_link = secret(&app.mail_to("ada@example.org").await);
    // Eve registers Ada's address after her, hoping that Ada confirms Eve's password.
    register(&eve, "ada@example.org", OTHER).await;
    let eves_link = secret(&app.mail_to("ada@example.org").await);
    ada.post("/api/v1/accounts/confirm", &json!({"token": own_link})).await.ok::<Session>();
    sign_in(&eve, "ada@example.org", OTHER).await.refused(401, "wrong_credentials");
    sign_in(&app.visitor(), "ada@example.org", PASSWORD).await.ok::<Session>();
    eve.post("/api/v1/accounts/confirm", &json!({"token": eves_link})).await.refused(410, "link_expired");
}

#[actix_web::test]
async fn sign_in_tells_nothing_about_the_address() {
    let app = TestApp::new().await;
    registered(&app, "ada@example.org").await;
    let stranger = app.visitor();
    let mut times = [Duration::MAX; 2];
    for _ in 0..4 {
        for (time, email) in times.iter_mut().zip(["ada@example.org", "nobody@example.org"]) {
            let start = Instant::now();
            let problem = sign_in(&stranger, email, "not the password").await.refused(401, "wrong_credentials");
            *time = start.elapsed().min(*time);
            assert_eq!(
                problem,
                json!({"code": "wrong_credentials", "detail": "", "status": 401, "title": "wrong credentials", "type": "/api/docs#wrong_credentials"})
            );
        }
    }
    let (known, unknown) = (times[0].as_secs_f64(), times[1].as_secs_f64());
    assert!((0.5..2.0).contains(&(known / unknown)), "known {known} s, unknown {unknown} s");
}

#[actix_web::test]
async fn an_unconfirmed_address_is_told_only_to_who_knows_the_password() {
    let app = TestApp::new().await;
    let ada = app.visitor();
    register(&ada, "ada@example.org", PASSWORD).await;
    assert_eq!(app.mails().await.len(), 1);
    sign_in(&ada, "ada@example.org", OTHER).await.refused(401, "wrong_credentials");
    assert_eq!(app.mails().await.len(), 1);
    sign_in(&ada, "ada@example.org", PASSWORD).await.refused(403, "email_not_confirmed");
    assert_eq!(app.mails().await.len(), 2, "a new link was mailed");
    let link = json!({"token": secret(&app.mail_to("ada@example.org").await)});
    ada.post("/api/v1/accounts/confirm", &link).await.ok::<Session>();
    sign_in(&ada, "ada@example.org", PASSWORD).await.ok::<Session>();
}

#[actix_web::test]
async fn links_end() {
    let app = TestApp::new().await;
    let ada = app.visitor();
    register(&ada, "ada@example.org", PASSWORD).await;
    let link = json!({"token": secret(&app.mail_to("ada@example.org").await)});
    app.clock.advance(TimeDelta::hours(25));
    ada.post("/api/v1/accounts/confirm", &link).await.refused(410, "link_expired");
    ada.post("/api/v1/accounts/confirm", &json!({"token": "made up"})).await.refused(410, "link_expired");

    ada.post("/api/v1/password-resets", &json!({"email": "ada@example.org"})).await.ok_empty(202);
    let reset = json!({"token": secret(&app.mail_to("ada@example.org").await), "new_password": OTHER});
    let as_confirmation = json!({"token": reset["token"]});
    ada.post("/api/v1/accounts/confirm", &as_confirmation).await.refused(410, "link_expired");
    app.clock.advance(TimeDelta::minutes(61));
    ada.post("/api/v1/password-resets/confirm", &reset).await.refused(410, "link_expired");
}

#[actix_web::test]
async fn one_address_gets_few_mails() {
    let app = TestApp::new().await;
    registered(&app, "ada@example.org").await;
    for _ in 0..8 {
        app.visitor().post("/api/v1/password-resets", &json!({"email": "ada@example.org"})).await.ok_empty(202);
        app.visitor().post("/api/v1/password-resets", &json!({"email": "nobody@example.org"})).await.ok_empty(202);
    }
    let mails = app.mails().await;
    let to = |address: &str| mails.iter().filter(|mail| mail.to == address).count();
    assert_eq!((to("ada@example.org"), to("nobody@example.org")), (5, 1));
    app.clock.advance(TimeDelta::minutes(61));
    app.visitor().post("/api/v1/password-resets", &json!({"email": "ada@example.org"})).await.ok_empty(202);
    assert_eq!(app.mails().await.iter().filter(|mail| mail.to == "ada@example.org").count(), 6);
}

#[actix_web::test]
async fn reset_password_ends_all_sessions_and_signs_in() {
    let app = TestApp::new().await;
    let ada = registered(&app, "ada@example.org").await;
    let forgetful = app.visitor();
    forgetful.post("/api/v1/password-resets", &json!({"email": "ADA@example.org"})).await.ok_empty(202);
    let secret = secret(&app.mail_to("ada@example.org").await);
    let weak = json!({"token": secret, "new_password": "weak"});
    forgetful.post("/api/v1/password-resets/confirm", &weak).await.refused(422, "password_too_weak");
    let personal = json!({"token": secret, "new_password": "ada lovelace"});
    forgetful.post("/api/v1/password-resets/confirm", &personal).await.refused(422, "password_too_weak");
    let reset = json!({"token": secret, "new_password": OTHER});
    let entered: Session = forgetful.post("/api/v1/password-resets/confirm", &reset).await.ok();
    assert_eq!(entered.account.unwrap().email.as_str(), "ada@example.org");
    assert_eq!(session(&ada).await, None);
    assert_eq!(sessions(&forgetful).await.len(), 1);
    forgetful.post("/api/v1/password-resets/confirm", &reset).await.refused(410, "link_expired");
    sign_in(&ada, "ada@example.org", PASSWORD).await.refused(401, "wrong_credentials");
    sign_in(&ada, "ada@example.org", OTHER).await.ok::<Session>();
    assert!(app.mail_to("ada@example.org").await.subject.starts_with("Your password has changed"));
}

#[actix_web::test]
async fn sign_in_keeps_the_visitor_and_changes_the_session() {
    let app = TestApp::new().await;
    registered(&app, "ada@example.org").await;
    let browser = app.visitor();
    let before = started(&app, &browser).await;
    let visitor = visitor_of(&app, &browser).await;
    sign_in(&browser, "ada@example.org", PASSWORD).await.ok::<Session>();
    assert_ne!(browser.token(), Some(before.clone()));
    assert_eq!(visitor_of(&app, &browser).await, visitor, "the basket stays");

    // Whoever planted or saw the token from before is nobody.
    let thief = app.visitor();
    thief.set_token(Some(before.clone()));
    assert_eq!(session(&thief).await, None);
    thief.get("/api/v1/account").await.refused(401, "sign_in_needed");
    app.clock.advance(TimeDelta::seconds(11));
    thief.set_token(Some(before));
    assert_eq!(session(&thief).await, None);
    assert_eq!(thief.token(), None, "the old cookie is taken away");
    assert!(session(&browser).await.is_some());
}

#[actix_web::test]
async fn signing_in_as_somebody_else_takes_nothing_along() {
    let app = TestApp::new().await;
    let browser = registered(&app, "ada@example.org").await;
    registered(&app, "eve@example.org").await;
    let visitor = visitor_of(&app, &browser).await;
    sign_in(&browser, "ada@example.org", PASSWORD).await.ok::<Session>();
    assert_eq!(visitor_of(&app, &browser).await, visitor);
    sign_in(&browser, "eve@example.org", PASSWORD).await.ok::<Session>();
    assert_ne!(visitor_of(&app, &browser).await, visitor);
}

/// Gives a browser an anonymous session, as the first seat in a basket does.
async fn started(app: &TestApp, browser: &Client) -> String {
    let (tokens, now) = (app.app.tokens.clone(), app.now());
    let start = move |conn: &mut _| billetterie::accounts::sessions::start(conn, &tokens, "test", None, now);
    let (_, token) = app.write(start).await;
    browser.set_token(Some(token.clone()));
    token
}

#[actix_web::test]
async fn the_cookie_is_for_the_browser_alone() {
    let app = TestApp::new().await;
    registered(&app, "ada@example.org").await;
    let answer = sign_in(&app.visitor(), "ada@example.org", PASSWORD).await;
    let cookie = answer.header("set-cookie").unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=15552000"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");

    let secure = TestApp::with(|config| config.public_url = "https://tickets.example.org".parse().unwrap()).await;
    let email = "ada@example.org";
    let (hash, now) = (secure.app.passwords.choose(PASSWORD).await.unwrap().hash, secure.now());
    let make = move |conn: &mut _| {
        billetterie::accounts::team::create_staff(conn, &email.parse().unwrap(), "Ada", &hash, Role::Door, now)
    };
    secure.write(make).await;
    let client = secure.visitor();
    let request = client.bare(reqwest::Method::POST, &format!("{}/api/v1/session", secure.address));
    let request = request.header("X-Billetterie", "1").header("Origin", "https://tickets.example.org");
    let answer = request.json(&json!({"email": email, "password": PASSWORD})).send().await.unwrap();
    let cookie = answer.headers().get("set-cookie").unwrap().to_str().unwrap();
    assert!(cookie.starts_with("__Host-billetterie=") && cookie.contains("; Secure"), "{cookie}");
}

#[actix_web::test]
async fn after_fifteen_minutes_the_token_is_renewed_for_all_tabs() {
    let app = TestApp::new().await;
    let first = registered(&app, "ada@example.org").await;
    let old = first.token().unwrap();
    assert!(session(&first).await.is_some());
    assert_eq!(first.token().as_ref(), Some(&old), "not before");
    app.clock.advance(TimeDelta::minutes(16));
    let second = app.visitor();
    second.set_token(Some(old.clone()));
    assert!(session(&first).await.is_some());
    let renewed = first.token().unwrap();
    assert_ne!(renewed, old);
    // The other tab sent the old token at the same time; it gets none of its own, so that both end with the same.
    assert!(session(&second).await.is_some());
    assert_eq!(second.token().as_ref(), Some(&old));
    second.set_token(Some(renewed));
    assert!(session(&second).await.is_some());
}

#[actix_web::test]
async fn two_tabs_renew_at_the_same_time() {
    let app = TestApp::new().await;
    let first = registered(&app, "ada@example.org").await;
    app.clock.advance(TimeDelta::minutes(16));
    let second = app.visitor();
    second.set_token(first.token());
    let old = first.token();
    let (one, other) = tokio::join!(session(&first), session(&second));
    assert!(one.is_some() && other.is_some());
    let renewed = [first.token(), second.token()].into_iter().filter(|token| *token != old).count();
    assert_eq!(renewed, 1, "only one of them got a new token");
}

#[actix_web::test]
async fn a_stolen_old_token_ends_the_session() {
    let app = TestApp::new().await;
    let ada = registered(&app, "ada@example.org").await;
    let stolen = ada.token().unwrap();
    app.clock.advance(TimeDelta::minutes(16));
    assert!(session(&ada).await.is_some());
    assert!(session(&ada).await.is_some(), "the new token is in use");
    app.clock.advance(TimeDelta::seconds(61));
    let thief = app.visitor();
    thief.set_token(Some(stolen));
    assert_eq!(session(&thief).await, None);
    assert_eq!(session(&ada).await, None, "the session is over for both");
    assert_eq!(ada.token(), None);
}

#[actix_web::test]
async fn a_lost_answer_does_not_end_the_session() {
    let app = TestApp::new().await;
    let ada = registered(&app, "ada@example.org").await;
    let kept = ada.token().unwrap();
    app.clock.advance(TimeDelta::minutes(16));
    assert!(session(&ada).await.is_some());
    // The train went into a tunnel: the browser never saw the new cookie.
    ada.set_token(Some(kept.clone()));
    app.clock.advance(TimeDelta::minutes(5));
    assert!(session(&ada).await.is_some());
    assert_ne!(ada.token(), Some(kept));
    assert!(session(&ada).await.is_some());
}

#[actix_web::test]
async fn a_token_of_another_kind_is_nobodys() {
    let app = TestApp::new().await;
    let ada = registered(&app, "ada@example.org").await;
    let good = ada.token().unwrap();
    let parts: Vec<&str> = good.split('.').collect();
    // {"alg":"none","typ":"JWT"}
    let unsigned = format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{}.", parts[1]);
    let changed = format!("{}.{}.{}", parts[0], parts[1], parts[2].chars().rev().collect::<String>());
    for token in ["", "x", "a.b.c", &unsigned, &changed] {
        let forger = app.visitor();
        forger.set_token(Some(token.to_owned()));
        assert_eq!(session(&forger).await, None, "{token}");
    }
    assert!(session(&ada).await.is_some());
}

#[actix_web::test]
async fn sign_out_ends_the_session_on_the_server_too() {
    let app = TestApp::new().await;
    let ada = registered(&app, "ada@example.org").await;
    let kept = ada.token();
    ada.delete("/api/v1/session").await.ok_empty(204);
    assert_eq!(ada.token(), None);
    ada.set_token(kept);
    assert_eq!(session(&ada).await, None);
    app.visitor().delete("/api/v1/session").await.ok_empty(204);
}

#[actix_web::test]
async fn list_and_end_sessions() {
    let app = TestApp::new().await;
    let home = registered(&app, "ada@example.org").await;
    let phone = app.visitor();
    let agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1";
    let request = phone.request(reqwest::Method::POST, "/api/v1/session").header("User-Agent", agent);
    phone.send(request.json(&json!({"email": "ada@example.org", "password": PASSWORD}))).await.ok::<Session>();
    let listed = sessions(&home).await;
    assert_eq!(listed.len(), 2);
    let on_phone = listed.iter().find(|entry| !entry.current).unwrap();
    assert_eq!(on_phone.device, "Safari · iPhone");

    let eve = registered(&app, "eve@example.org").await;
    let path = format!("/api/v1/sessions/{}", on_phone.id);
    eve.delete(&path).await.refused(404, "not_found");
    assert!(session(&phone).await.is_some());
    home.delete(&path).await.ok_empty(204);
    home.delete(&path).await.refused(404, "not_found");
    assert_eq!(session(&phone).await, None);
    assert_eq!(sessions(&home).await.len(), 1);

    sign_in(&phone, "ada@example.org", PASSWORD).await.ok::<Session>();
    home.delete("/api/v1/sessions").await.ok_empty(204);
    assert_eq!((session(&home).await, session(&phone).await), (None, None));
    assert!(session(&eve).await.is_some());
}

#[actix_web::test]
async fn change_profile() {
    let app = TestApp::new().await;
    let ada = registered(&app, "ada@example.org").await;
    let account: Account = ada.patch("/api/v1/account", &json!({"name": " Augusta Ada ", "locale": "fr"})).await.ok();
    assert_eq!((account.name.as_str(), account.locale.code()), ("Augusta Ada", "fr"));
    assert_eq!(ada.get("/api/v1/account").await.ok::<Account>(), account);
    let nameless = json!({"name": "", "locale": "fr"});
    ada.patch("/api/v1/account", &nameless).await.refused(422, "invalid");
    ada.patch("/api/v1/account", &json!({"name": "Ada", "locale": "de"})).await.refused(400, "not_understood");
    ada.post("/api/v1/password-resets", &json!({"email": "ada@example.org"})).await.ok_empty(202);
    assert!(app.mail_to("ada@example.org").await.subject.starts_with("Choisir un nouveau mot de passe"));
}

#[actix_web::test]
async fn change_password_ends_the_other_sessions() {
    let app = TestApp::new().await;
    let ada = registered(&app, "ada@example.org").await;
    let elsewhere = app.visitor();
    sign_in(&elsewhere, "ada@example.org", PASSWORD).await.ok::<Session>();
    let change = |current: &str, new: &str| json!({"current_password": current, "new_password": new});
    ada.post("/api/v1/account/password", &change(OTHER, OTHER)).await.refused(403, "wrong_password");
    ada.post("/api/v1/account/password", &change(PASSWORD, "weak")).await.refused(422, "password_too_weak");
    ada.post("/api/v1/account/password", &change(PASSWORD, OTHER)).await.ok_empty(204);
    assert!(session(&ada).await.is_some());
    assert_eq!(session(&elsewhere).await, None);
    sign_in(&elsewhere, "ada@example.org", PASSWORD).await.refused(401, "wrong_credentials");
    sign_in(&elsewhere, "ada@example.org", OTHER).await.ok::<Session>();
}

#[actix_web::test]
async fn change_email_moves_when_the_new_address_confirms() {
    let app = TestApp::new().await;
    let ada = registered(&app, "ada@example.org").await;
    let change = json!({"new_email": "ada@new.example.org", "password": PASSWORD});
    let wrong = json!({"new_email": "ada@new.example.org", "password": OTHER});
    ada.post("/api/v1/account/email", &wrong).await.refused(403, "wrong_password");
    ada.post("/api/v1/account/email", &change).await.ok_empty(202);
    let account: Account = ada.get("/api/v1/account").await.ok();
    assert_eq!(account.email.as_str(), "ada@example.org");
    assert_eq!(account.new_email.as_ref().map(|email| email.as_str()), Some("ada@new.example.org"));
    let note = app.mail_to("ada@example.org").await;
    assert!(note.text.contains("ada@new.example.org") && !note.text.contains("token="), "{}", note.text);
    let link = json!({"token": secret(&app.mail_to("ada@new.example.org").await)});

    // Whoever finds the mail at a mistyped address gets nothing with it.
    app.visitor().post("/api/v1/account/email/confirm", &link).await.refused(401, "sign_in_needed");
    registered(&app, "eve@example.org")
        .await
        .post("/api/v1/account/email/confirm", &link)
        .await
        .refused(410, "link_expired");
    let moved: Session = ada.post("/api/v1/account/email/confirm", &link).await.ok();
    let account = moved.account.unwrap();
    assert_eq!((account.email.as_str(), account.new_email), ("ada@new.example.org", None));
    sign_in(&app.visitor(), "ada@example.org", PASSWORD).await.refused(401, "wrong_credentials");
    sign_in(&app.visitor(), "ada@new.example.org", PASSWORD).await.ok::<Session>();
}

#[actix_web::test]
async fn an_address_that_is_taken_is_told_to_its_owner_only() {
    let app = TestApp::new().await;
    let ada = registered(&app, "ada@example.org").await;
    registered(&app, "eve@example.org").await;
    let change = json!({"new_email": "Eve@example.org", "password": PASSWORD});
    ada.post("/api/v1/account/email", &change).await.ok_empty(202);
    let mail = app.mail_to("Eve@example.org").await;
    assert!(mail.subject.starts_with("This address already has an account"), "{}", mail.subject);
    assert!(!mail.text.contains("token="), "{}", mail.text);
}

#[actix_web::test]
async fn an_address_taken_meanwhile_is_refused() {
    let app = TestApp::new().await;
    let ada = registered(&app, "ada@example.org").await;
    let change = json!({"new_email": "both@example.org", "password": PASSWORD});
    ada.post("/api/v1/account/email", &change).await.ok_empty(202);
    let link = json!({"token": secret(&app.mail_to("both@example.org").await)});
    registered(&app, "both@example.org").await;
    ada.post("/api/v1/account/email/confirm", &link).await.refused(409, "email_taken");
}

#[actix_web::test]
async fn erase_account_leaves_nobody_behind() {
    let app = TestApp::new().await;
    let ada = registered(&app, "ada@example.org").await;
    let elsewhere = app.visitor();
    sign_in(&elsewhere, "ada@example.org", PASSWORD).await.ok::<Session>();
    let id = session(&ada).await.unwrap().id;
    ada.delete_with("/api/v1/account", &json!({"password": OTHER})).await.refused(403, "wrong_password");
    ada.delete_with("/api/v1/account", &json!({"password": PASSWORD})).await.ok_empty(204);
    assert_eq!((session(&ada).await, session(&elsewhere).await), (None, None));
    sign_in(&ada, "ada@example.org", PASSWORD).await.refused(401, "wrong_credentials");
    let (row, links, left) = app
        .read(move |conn| {
            use schema::{accounts, mail_tokens, sessions};
            let row: (String, String, String) = accounts::table
                .find(id.0)
                .select((accounts::email, accounts::name, accounts::password_hash))
                .first(conn)?;
            let links: i64 = mail_tokens::table.filter(mail_tokens::account_id.eq(id.0)).count().get_result(conn)?;
            let left: i64 = sessions::table.filter(sessions::account_id.eq(id.0)).count().get_result(conn)?;
            Ok((row, links, left))
        })
        .await;
    assert!(!format!("{row:?}").contains("ada") && !row.1.contains("Ada"), "{row:?}");
    assert_eq!((links, left), (0, 0));
    assert!(app.mail_to("ada@example.org").await.subject.starts_with("Your account is deleted"));
    // The address is free again.
    let again = registered(&app, "ada@example.org").await;
    assert_ne!(session(&again).await.unwrap().id, id);
}

#[actix_web::test]
async fn many_wrong_passwords_are_told_to_wait() {
    let app = TestApp::with(|config| config.sign_in_limit_per_minute = 3).await;
    let stranger = app.visitor();
    for _ in 0..3 {
        sign_in(&stranger, "ada@example.org", "not the password").await.refused(401, "wrong_credentials");
    }
    let answer = sign_in(&stranger, "ada@example.org", "not the password").await;
    let problem: Value = answer.refused(429, "too_many_requests");
    let wait: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait) && problem["retry_after_seconds"] == wait, "{problem}");
    assert_eq!(app.visitor().get("/api/v1/house").await.status, 200, "everything else goes on");
}

#[actix_web::test]
async fn one_address_cannot_be_tried_from_everywhere() {
    let app = TestApp::with(|config| {
        config.sign_in_limit_per_minute = 3;
        config.trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
    })
    .await;
    let from = async |computer: u8, email: &str| {
        let client = app.visitor();
        let request = client.request(reqwest::Method::POST, "/api/v1/session");
        let request = request.header("X-Forwarded-For", format!("198.51.100.{computer}"));
        client.send(request.json(&json!({"email": email, "password": "not the password"}))).await
    };
    for computer in 1..=3 {
        from(computer, "Ada@example.org").await.refused(401, "wrong_credentials");
    }
    from(4, "ada@example.org").await.refused(429, "too_many_requests");
    from(4, "eve@example.org").await.refused(401, "wrong_credentials");
}

#[actix_web::test]
async fn create_staff_makes_and_repairs_accounts() {
    let app = TestApp::new().await;
    let ada = registered(&app, "ada@example.org").await;
    let (hash, now) = (app.app.passwords.choose(OTHER).await.unwrap().hash, app.now());
    let make = move |conn: &mut _| {
        billetterie::accounts::team::create_staff(
            conn,
            &"ADA@example.org".parse().unwrap(),
            "Other",
            &hash,
            Role::Door,
            now,
        )
    };
    let id = app.write(make).await;
    assert_eq!(session(&ada).await, None, "sessions from before end");
    let entered: Session = sign_in(&ada, "ada@example.org", OTHER).await.ok();
    let account = entered.account.unwrap();
    assert_eq!((account.id, account.role, account.name.as_str()), (id, Some(Role::Door), "Ada Lovelace"));
}
