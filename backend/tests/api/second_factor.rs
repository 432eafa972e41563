//! A code beside the password: enrolling, signing in, losing the phone, and a house that asks it of its staff.

use crate::accounts::{PASSWORD, registered, secret, session, sign_in};
use crate::harness::{Answer, Client, TestApp};
use billetterie::accounts::totp;
use billetterie::house;
use chrono::TimeDelta;
use data_encoding::BASE32_NOPAD;
use serde_json::json;
use shared::accounts::{Enrolment, RecoveryCodes, Role, SecondFactor, Session};
use shared::settings::Settings;

const ADA: &str = "ada@example.org";

/// What Ada's phone knows.
struct Phone(totp::Key);

impl Phone {
    fn code(&self, app: &TestApp) -> String {
        totp::code(&self.0, app.now().timestamp() / 30)
    }
}

async fn enrol(client: &Client) -> (Enrolment, Phone) {
    let enrolment: Enrolment = client.post("/api/v1/account/second-factor", &json!({"password": PASSWORD})).await.ok();
    let key = BASE32_NOPAD.decode(enrolment.secret.as_bytes()).unwrap();
    (enrolment, Phone(key.try_into().unwrap()))
}

/// Ada with a phone and recovery codes, half a minute after her code was used.
async fn enrolled(app: &TestApp) -> (Client, Phone, Vec<String>) {
    let ada = registered(app, ADA).await;
    let (_, phone) = enrol(&ada).await;
    let confirmed = ada.post("/api/v1/account/second-factor/confirm", &json!({"code": phone.code(app)})).await;
    let codes = confirmed.ok::<RecoveryCodes>().codes;
    app.clock.advance(TimeDelta::seconds(60));
    (ada, phone, codes)
}

async fn with_code(client: &Client, code: &str) -> Answer {
    client.post("/api/v1/session", &json!({"email": ADA, "password": PASSWORD, "code": code})).await
}

async fn state(client: &Client) -> SecondFactor {
    client.get("/api/v1/account/second-factor").await.ok()
}

#[actix_web::test]
async fn a_second_factor_is_enrolled_by_a_code_and_then_asked_for() {
    let app = TestApp::new().await;
    let ada = registered(&app, ADA).await;
    let path = "/api/v1/account/second-factor";
    ada.post(path, &json!({"password": "not hers at all"})).await.refused(403, "wrong_password");
    let (begun, _) = enrol(&ada).await;
    let (enrolment, phone) = enrol(&ada).await;
    assert_ne!(begun.secret, enrolment.secret, "what was begun before is worth nothing");
    assert!(enrolment.otpauth_url.starts_with("otpauth://totp/"), "{}", enrolment.otpauth_url);
    assert!(enrolment.otpauth_url.contains(&format!("secret={}", enrolment.secret)), "{}", enrolment.otpauth_url);
    assert!(enrolment.qr_svg.starts_with("<svg ") && enrolment.qr_svg.ends_with("</svg>"));
    sign_in(&app.visitor(), ADA, PASSWORD).await.ok::<Session>();

    let confirm = format!("{path}/confirm");
    ada.post(&confirm, &json!({"code": "12345"})).await.refused(403, "wrong_code");
    assert_eq!(state(&ada).await.confirmed_at, None);
    let code = phone.code(&app);
    let codes = ada.post(&confirm, &json!({"code": code})).await.ok::<RecoveryCodes>().codes;
    assert_eq!(codes.len(), 10);
    ada.post(&confirm, &json!({"code": code})).await.refused(409, "second_factor_exists");
    ada.post(path, &json!({"password": PASSWORD})).await.refused(409, "second_factor_exists");
    let shown = state(&ada).await;
    assert!(shown.confirmed_at.is_some() && shown.recovery_codes_left == 10 && !shown.required, "{shown:?}");

    let browser = app.visitor();
    sign_in(&browser, ADA, PASSWORD).await.refused(401, "second_factor_needed");
    with_code(&browser, " ").await.refused(401, "second_factor_needed");
    sign_in(&browser, ADA, "not hers at all").await.refused(401, "wrong_credentials");
    with_code(&browser, "abcdef").await.refused(401, "wrong_credentials");
    assert!(session(&browser).await.is_none());
    app.clock.advance(TimeDelta::seconds(60));
    let entered: Session = with_code(&browser, &phone.code(&app)).await.ok();
    assert_eq!(entered.account.unwrap().email.as_str(), ADA);
}

#[actix_web::test]
async fn a_code_opens_once_and_an_older_one_not_after_it() {
    let app = TestApp::new().await;
    let (_, phone, _) = enrolled(&app).await;
    let code = phone.code(&app);
    let before = totp::code(&phone.0, app.now().timestamp() / 30 - 1);
    with_code(&app.visitor(), &code).await.ok::<Session>();
    with_code(&app.visitor(), &code).await.refused(401, "wrong_credentials");
    with_code(&app.visitor(), &before).await.refused(401, "wrong_credentials");
    app.clock.advance(TimeDelta::seconds(30));
    with_code(&app.visitor(), &phone.code(&app)).await.ok::<Session>();
}

#[actix_web::test]
async fn many_codes_at_once_open_one_session() {
    let app = TestApp::new().await;
    let (_, phone, _) = enrolled(&app).await;
    let code = phone.code(&app);
    let tries = (0..6).map(|_| async { with_code(&app.visitor(), &code).await.status });
    let statuses = futures_util::future::join_all(tries).await;
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
}

#[actix_web::test]
async fn a_recovery_code_opens_once_however_it_is_typed() {
    let app = TestApp::new().await;
    let (ada, _, codes) = enrolled(&app).await;
    let typed = codes[3].to_lowercase().replace('-', " ");
    with_code(&app.visitor(), &typed).await.ok::<Session>();
    with_code(&app.visitor(), &codes[3]).await.refused(401, "wrong_credentials");
    with_code(&app.visitor(), &codes[4]).await.ok::<Session>();
    assert_eq!(state(&ada).await.recovery_codes_left, 8);

    let renew = json!({"password": PASSWORD, "code": codes[5]});
    let path = "/api/v1/account/second-factor/recovery-codes";
    ada.post(path, &json!({"password": PASSWORD, "code": codes[4]})).await.refused(403, "wrong_code");
    let renewed = ada.post(path, &renew).await.ok::<RecoveryCodes>().codes;
    with_code(&app.visitor(), &codes[6]).await.refused(401, "wrong_credentials");
    with_code(&app.visitor(), &renewed[0]).await.ok::<Session>();
}

#[actix_web::test]
async fn guessing_is_stopped_and_the_right_code_has_to_wait_too() {
    let app = TestApp::new().await;
    let (_, phone, _) = enrolled(&app).await;
    for _ in 0..10 {
        with_code(&app.visitor(), "no code").await.refused(401, "wrong_credentials");
    }
    let refused = with_code(&app.visitor(), &phone.code(&app)).await.refused(429, "too_many_requests");
    assert_eq!(refused["retry_after_seconds"].as_u64().map(|seconds| seconds > 800), Some(true), "{refused}");
    app.clock.advance(TimeDelta::minutes(16));
    with_code(&app.visitor(), "no code").await.refused(401, "wrong_credentials");
    with_code(&app.visitor(), &phone.code(&app)).await.refused(429, "too_many_requests");
    app.clock.advance(TimeDelta::minutes(16));
    with_code(&app.visitor(), &phone.code(&app)).await.ok::<Session>();
    app.clock.advance(TimeDelta::seconds(60));
    with_code(&app.visitor(), "no code").await.refused(401, "wrong_credentials");
    with_code(&app.visitor(), &phone.code(&app)).await.ok::<Session>();
}

#[actix_web::test]
async fn disabling_needs_both_and_is_told_by_mail() {
    let app = TestApp::new().await;
    let (ada, phone, _) = enrolled(&app).await;
    let path = "/api/v1/account/second-factor";
    let code = phone.code(&app);
    ada.delete_with(path, &json!({"password": "not hers at all", "code": code})).await.refused(403, "wrong_password");
    ada.delete_with(path, &json!({"password": PASSWORD, "code": "000"})).await.refused(403, "wrong_code");
    ada.delete_with(path, &json!({"password": PASSWORD, "code": code})).await.ok_empty(204);
    ada.delete_with(path, &json!({"password": PASSWORD, "code": code})).await.refused(404, "not_found");
    assert!(app.mail_to(ADA).await.subject.starts_with("Your second factor was removed"));
    sign_in(&app.visitor(), ADA, PASSWORD).await.ok::<Session>();
}

#[actix_web::test]
async fn the_link_of_a_reset_does_not_open_an_account_with_a_second_factor() {
    let app = TestApp::new().await;
    let (_, phone, _) = enrolled(&app).await;
    let thief = app.visitor();
    thief.post("/api/v1/password-resets", &json!({"email": ADA})).await.ok_empty(202);
    let reset = json!({"token": secret(&app.mail_to(ADA).await), "new_password": "matinee at three"});
    let answer: Session = thief.post("/api/v1/password-resets/confirm", &reset).await.ok();
    assert_eq!(answer.account, None);
    assert!(session(&thief).await.is_none());
    sign_in(&thief, ADA, "matinee at three").await.refused(401, "second_factor_needed");
    let right = json!({"email": ADA, "password": "matinee at three", "code": phone.code(&app)});
    app.visitor().post("/api/v1/session", &right).await.ok::<Session>();
}

#[actix_web::test]
async fn staff_without_one_only_reach_enrolment_when_the_house_asks_for_it() {
    let app = TestApp::new().await;
    let staff = app.staff(Role::Admin).await;
    staff.get("/api/v1/admin/rates").await.ok::<serde_json::Value>();
    app.write(|conn| house::require_second_factor(conn, true)).await;
    staff.get("/api/v1/admin/rates").await.refused(403, "second_factor_enrol");
    staff.get("/api/v1/admin/staff/invitations").await.refused(403, "second_factor_enrol");
    let shown = state(&staff).await;
    assert!(shown.required && shown.confirmed_at.is_none(), "{shown:?}");
    let customer = app.customer("ada").await;
    assert!(!state(&customer).await.required);
    customer.get("/api/v1/admin/rates").await.refused(403, "forbidden");

    // The tests' staff have no password: a real one enrols.
    let app = TestApp::new().await;
    app.write(|conn| house::require_second_factor(conn, true)).await;
    let ada = registered(&app, ADA).await;
    let account = session(&ada).await.unwrap().id;
    app.write(move |conn| {
        use billetterie::schema::accounts;
        use diesel::prelude::*;
        diesel::update(accounts::table.find(account.0)).set(accounts::role.eq("box_office")).execute(conn)?;
        Ok(())
    })
    .await;
    ada.get("/api/v1/admin/rates").await.refused(403, "second_factor_enrol");
    let (_, phone) = enrol(&ada).await;
    ada.get("/api/v1/admin/rates").await.refused(403, "second_factor_enrol");
    let confirm = json!({"code": phone.code(&app)});
    ada.post("/api/v1/account/second-factor/confirm", &confirm).await.ok::<RecoveryCodes>();
    ada.get("/api/v1/admin/rates").await.ok::<serde_json::Value>();
}

#[actix_web::test]
async fn an_admin_with_a_second_factor_asks_it_of_all_staff_and_one_without_may_not() {
    let app = TestApp::new().await;
    let path = "/api/v1/admin/settings";
    let required = |required: bool| json!({"security": {"second_factor_required": required}});
    let put = async |client: &Client, version: i64, body: serde_json::Value| {
        let request = client.request(reqwest::Method::PUT, path).header("If-Match", format!("\"{version}\""));
        client.send(request.json(&body)).await
    };
    let admin = app.staff(Role::Admin).await;
    put(&admin, 0, required(true)).await.refused(403, "second_factor_enrol");
    let now: Settings = admin.get(path).await.ok();
    assert!(!now.security.second_factor_required && now.version == 0, "nothing was written");

    let (ada, ..) = enrolled(&app).await;
    let account = session(&ada).await.unwrap().id;
    app.write(move |conn| {
        use billetterie::schema::accounts;
        use diesel::prelude::*;
        diesel::update(accounts::table.find(account.0)).set(accounts::role.eq("admin")).execute(conn)?;
        Ok(())
    })
    .await;
    let now: Settings = put(&ada, 0, required(true)).await.ok();
    assert!(now.security.second_factor_required && now.version == 1);
    admin.get(path).await.refused(403, "second_factor_enrol");
    put(&ada, 0, required(false)).await.refused(412, "outdated");
    let now: Settings = put(&ada, 1, required(false)).await.ok();
    assert!(!now.security.second_factor_required);
    admin.get(path).await.ok::<Settings>();
}
