//! Who works here: invitations, roles, leaving; and support that acts as a customer.

use crate::accounts::{PASSWORD, registered, secret, session, sign_in};
use crate::harness::{Client, TestApp};
use billetterie::changes;
use chrono::TimeDelta;
use serde_json::{Value, json};
use shared::accounts::{Role, Session, SessionEntry};
use shared::ids::AccountId;
use shared::staff::{Invitation, StaffMember};

const INVITATIONS: &str = "/api/v1/admin/staff/invitations";
const NEW: &str = "matinee at three";

fn invitation(email: &str, role: &str) -> Value {
    json!({"email": email, "name": "Eve Adams", "role": role})
}

async fn follow(app: &TestApp, client: &Client, email: &str) -> crate::harness::Answer {
    let link = json!({"token": secret(&app.mail_to(email).await), "new_password": NEW});
    client.post("/api/v1/password-resets/confirm", &link).await
}

/// What was written down about a customer, the newest first: what was done, and by whom.
async fn trail(app: &TestApp, customer: AccountId) -> Vec<(String, Option<String>)> {
    let written = app.read(move |conn| changes::of_object(conn, "customers", &customer.to_string())).await;
    written.into_iter().map(|change| (change.act, change.who)).collect()
}

#[actix_web::test]
async fn who_is_invited_chooses_a_password_and_has_the_role() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let answer = admin.post(INVITATIONS, &invitation("eve@example.org", "box_office")).await;
    assert_eq!(answer.status, 201);
    let invited: Invitation = answer.ok();
    assert_eq!((invited.email.as_str(), invited.role), ("eve@example.org", Role::BoxOffice));
    assert_eq!(invited.expires_at - invited.created_at, TimeDelta::days(7));
    assert_eq!(invited.invited_by.as_deref(), Some("admin Lovelace"));
    assert_eq!(admin.get(INVITATIONS).await.ok::<Vec<Invitation>>(), [invited]);

    let eve = app.visitor();
    sign_in(&eve, "eve@example.org", "").await.refused(401, "wrong_credentials");
    let entered: Session = follow(&app, &eve, "eve@example.org").await.ok();
    let account = entered.account.unwrap();
    assert_eq!((account.name.as_str(), account.role), ("Eve Adams", Some(Role::BoxOffice)));
    eve.get("/api/v1/admin/rates").await.ok::<Value>();
    sign_in(&app.visitor(), "eve@example.org", NEW).await.ok::<Session>();
    assert_eq!(admin.get(INVITATIONS).await.ok::<Vec<Invitation>>(), []);
    follow(&app, &app.visitor(), "eve@example.org").await.refused(410, "link_expired");
    let mails = app.mails().await;
    assert!(!mails.iter().any(|mail| mail.subject.contains("password")), "the first password is no news");
}

#[actix_web::test]
async fn a_customer_gets_the_role_only_after_following_the_link() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let ada = registered(&app, "ada@example.org").await;
    let before = session(&ada).await.unwrap();
    admin.post(INVITATIONS, &invitation("Ada@example.org", "door")).await.ok::<Invitation>();
    assert_eq!(session(&ada).await.unwrap().role, None);
    let entered: Session = follow(&app, &ada, "ada@example.org").await.ok();
    let account = entered.account.unwrap();
    assert_eq!((account.id, account.role, account.name), (before.id, Some(Role::Door), before.name));
    admin.post(INVITATIONS, &invitation("ada@example.org", "admin")).await.refused(409, "email_taken");
}

#[actix_web::test]
async fn an_invitation_ends_is_revoked_and_sent_again() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let invited: Invitation = admin.post(INVITATIONS, &invitation("eve@example.org", "door")).await.ok();
    let first = json!({"token": secret(&app.mail_to("eve@example.org").await), "new_password": NEW});
    let again: Invitation = admin.post(INVITATIONS, &invitation("eve@example.org", "moderator")).await.ok();
    assert_ne!(invited.id, again.id);
    let listed: Vec<Invitation> = admin.get(INVITATIONS).await.ok();
    assert_eq!(listed.len(), 1, "the newer one replaces the older: {listed:?}");
    app.visitor().post("/api/v1/password-resets/confirm", &first).await.refused(410, "link_expired");

    app.clock.advance(TimeDelta::days(7) + TimeDelta::minutes(1));
    // Staff sign in again: their tokens are as old.
    follow(&app, &app.visitor(), "eve@example.org").await.refused(410, "link_expired");
    let path = format!("{INVITATIONS}/{}", again.id);
    let resent: Invitation = admin.post(&format!("{path}/resend"), &()).await.ok();
    assert!(resent.expires_at > app.now() + TimeDelta::days(6));
    let link = json!({"token": secret(&app.mail_to("eve@example.org").await), "new_password": NEW});
    admin.delete(&path).await.ok_empty(204);
    app.visitor().post("/api/v1/password-resets/confirm", &link).await.refused(410, "link_expired");
    admin.delete(&path).await.refused(404, "not_found");
    admin.post(&format!("{path}/resend"), &()).await.refused(404, "not_found");
    admin.post(INVITATIONS, &invitation("eve@example.org", "moderator")).await.ok::<Invitation>();
    let entered: Session = follow(&app, &app.visitor(), "eve@example.org").await.ok();
    assert_eq!(entered.account.unwrap().role, Some(Role::Moderator));
}

#[actix_web::test]
async fn nobody_is_mailed_without_end() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    for _ in 0..5 {
        admin.post(INVITATIONS, &invitation("eve@example.org", "door")).await.ok::<Invitation>();
    }
    admin.post(INVITATIONS, &invitation("eve@example.org", "door")).await.refused(429, "too_many_requests");
    assert_eq!(app.mails().await.len(), 5);
}

#[actix_web::test]
async fn the_last_admin_cannot_be_demoted_disabled_or_leave() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let path = format!("/api/v1/admin/staff/{}", admin.account.unwrap());
    admin.put(&format!("{path}/role"), &json!({"role": "door"})).await.refused(409, "last_admin");
    admin.put(&format!("{path}/role"), &json!({"role": null})).await.refused(409, "last_admin");
    admin.put(&format!("{path}/state"), &json!({"disabled": true})).await.refused(409, "last_admin");

    let ada = registered(&app, "ada@example.org").await;
    let account = session(&ada).await.unwrap().id;
    give_role(&app, account, "admin").await;
    let hers = format!("/api/v1/admin/staff/{account}");
    let changed: StaffMember = admin.put(&format!("{path}/role"), &json!({"role": "door"})).await.ok();
    assert_eq!(changed.role, Some(Role::Door));
    admin.get("/api/v1/admin/rates").await.refused(401, "sign_in_needed");
    ada.put(&format!("{hers}/state"), &json!({"disabled": true})).await.refused(409, "last_admin");
    ada.delete_with("/api/v1/account", &json!({"password": PASSWORD})).await.refused(409, "last_admin");
    ada.put(&format!("{path}/role"), &json!({"role": "admin"})).await.ok::<StaffMember>();
    ada.delete_with("/api/v1/account", &json!({"password": PASSWORD})).await.ok_empty(204);
}

#[actix_web::test]
async fn two_admins_who_demote_each_other_leave_one() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let ada = registered(&app, "ada@example.org").await;
    let account = session(&ada).await.unwrap().id;
    give_role(&app, account, "admin").await;
    let demote = json!({"role": null});
    let (one, other) =
        (format!("/api/v1/admin/staff/{account}/role"), format!("/api/v1/admin/staff/{}/role", admin.account.unwrap()));
    futures_util::future::join(admin.put(&one, &demote), ada.put(&other, &demote)).await;
    let left: i64 = app
        .read(|conn| {
            use billetterie::schema::accounts;
            use diesel::prelude::*;
            Ok(accounts::table.filter(accounts::role.eq("admin")).count().get_result(conn)?)
        })
        .await;
    assert_eq!(left, 1);
}

#[actix_web::test]
async fn who_is_disabled_is_out_everywhere_until_let_in_again() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let eve = app.visitor();
    admin.post(INVITATIONS, &invitation("eve@example.org", "box_office")).await.ok::<Invitation>();
    let entered: Session = follow(&app, &eve, "eve@example.org").await.ok();
    let account = entered.account.unwrap().id;
    let path = format!("/api/v1/admin/staff/{account}/state");
    let member: StaffMember = admin.put(&path, &json!({"disabled": true})).await.ok();
    assert!(member.disabled_at.is_some() && member.role == Some(Role::BoxOffice), "{member:?}");
    assert!(member.seen_at.is_some(), "{member:?}");
    let members: Vec<StaffMember> = admin.get("/api/v1/admin/staff").await.ok();
    assert!(members.contains(&member) && members.len() == 2, "{members:?}");
    eve.get("/api/v1/account").await.refused(401, "sign_in_needed");
    sign_in(&eve, "eve@example.org", NEW).await.refused(403, "account_disabled");
    sign_in(&eve, "eve@example.org", "not hers at all").await.refused(401, "wrong_credentials");
    eve.post("/api/v1/password-resets", &json!({"email": "eve@example.org"})).await.ok_empty(202);
    follow(&app, &eve, "eve@example.org").await.refused(403, "account_disabled");

    let member: StaffMember = admin.put(&path, &json!({"disabled": false})).await.ok();
    assert_eq!(member.disabled_at, None);
    sign_in(&eve, "eve@example.org", NEW).await.ok::<Session>();
    let customer = app.customer("ada").await.account.unwrap();
    let not_staff = format!("/api/v1/admin/staff/{customer}/state");
    admin.put(&not_staff, &json!({"disabled": true})).await.refused(404, "not_found");
}

#[actix_web::test]
async fn support_acts_as_a_customer_and_everybody_can_see_it() {
    let app = TestApp::new().await;
    let ada = registered(&app, "ada@example.org").await;
    let customer = session(&ada).await.unwrap().id;
    let desk = app.staff(Role::BoxOffice).await;
    let own_token = desk.token();
    let begin = format!("/api/v1/admin/customers/{customer}/impersonation");
    let acting: Session = desk.post(&begin, &()).await.ok();
    assert_eq!(acting.impersonated_by.as_deref(), Some("box_office Lovelace"));
    assert_eq!(acting.account.unwrap().id, customer);
    let shown: Session = desk.get("/api/v1/session").await.ok();
    assert_eq!(shown.impersonated_by.as_deref(), Some("box_office Lovelace"));
    assert_eq!(ada.get("/api/v1/session").await.ok::<Session>().impersonated_by, None);
    assert_eq!(ada.get("/api/v1/sessions").await.ok::<Vec<SessionEntry>>().len(), 1, "hers alone");
    desk.get("/api/v1/admin/rates").await.refused(403, "forbidden");
    desk.post(&begin, &()).await.refused(403, "forbidden");
    desk.get("/api/v1/orders").await.ok::<Value>();

    let password = json!({"current_password": PASSWORD, "new_password": NEW});
    let mail = json!({"new_email": "eve@example.org", "password": PASSWORD});
    desk.post("/api/v1/account/password", &password).await.refused(403, "impersonating");
    desk.post("/api/v1/account/email", &mail).await.refused(403, "impersonating");
    desk.post("/api/v1/account/email/confirm", &json!({"token": "x"})).await.refused(403, "impersonating");
    let factor = json!({"password": PASSWORD});
    desk.post("/api/v1/account/second-factor", &factor).await.refused(403, "impersonating");
    desk.delete_with("/api/v1/account", &json!({"password": PASSWORD})).await.refused(403, "impersonating");
    desk.get("/api/v1/account/export").await.refused(403, "impersonating");
    desk.delete("/api/v1/sessions").await.refused(403, "impersonating");
    let pay = desk.post_once("/api/v1/orders/1/payments", "an-intention", &json!({"method": "paypal"})).await;
    pay.refused(403, "impersonating");

    let back: Session = desk.delete("/api/v1/session/impersonation").await.ok();
    assert_eq!((back.impersonated_by, back.account.unwrap().role), (None, Some(Role::BoxOffice)));
    desk.get("/api/v1/admin/rates").await.ok::<Value>();
    desk.delete("/api/v1/session/impersonation").await.refused(404, "not_found");
    app.clock.advance(TimeDelta::seconds(11));
    let stale = app.visitor();
    stale.set_token(own_token);
    stale.get("/api/v1/account").await.refused(401, "sign_in_needed");

    let who = Some("box_office Lovelace".to_owned());
    let wanted = [("impersonation_ended".to_owned(), who.clone()), ("impersonation_begun".to_owned(), who)];
    assert_eq!(trail(&app, customer).await, wanted);
}

#[actix_web::test]
async fn nobody_acts_as_staff_and_the_door_acts_as_nobody() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let door = app.staff(Role::Door).await;
    let customer = app.customer("ada").await.account.unwrap();
    let path = |account: AccountId| format!("/api/v1/admin/customers/{account}/impersonation");
    admin.post(&path(door.account.unwrap()), &()).await.refused(403, "forbidden");
    door.post(&path(customer), &()).await.refused(403, "forbidden");
    app.customer("eve").await.post(&path(customer), &()).await.refused(403, "forbidden");

    // A customer who joins the staff meanwhile gives nobody a role.
    let desk = app.staff(Role::BoxOffice).await;
    desk.post(&path(customer), &()).await.ok::<Session>();
    give_role(&app, customer, "admin").await;
    desk.get("/api/v1/admin/rates").await.refused(403, "forbidden");
    // Whoever is shut out is out there, too.
    let shut = format!("/api/v1/admin/staff/{}/state", desk.account.unwrap());
    admin.put(&shut, &json!({"disabled": true})).await.ok::<StaffMember>();
    desk.get("/api/v1/account").await.refused(401, "sign_in_needed");
}

#[actix_web::test]
async fn what_staff_had_in_the_basket_is_there_after_support() {
    let app = TestApp::new().await;
    let desk = app.staff(Role::BoxOffice).await;
    let customer = app.customer("ada").await.account.unwrap();
    let visitor = |token: Option<String>| {
        let id = app.app.tokens.read(&token.unwrap()).unwrap().session().0;
        app.read(move |conn| {
            use billetterie::schema::sessions;
            use diesel::prelude::*;
            Ok(sessions::table.find(id).select(sessions::visitor_id).first::<i64>(conn)?)
        })
    };
    let before = visitor(desk.token()).await;
    desk.post(&format!("/api/v1/admin/customers/{customer}/impersonation"), &()).await.ok::<Session>();
    assert_ne!(visitor(desk.token()).await, before);
    desk.delete("/api/v1/session/impersonation").await.ok::<Session>();
    assert_eq!(visitor(desk.token()).await, before);
}

async fn give_role(app: &TestApp, account: AccountId, role: &'static str) {
    app.write(move |conn| {
        use billetterie::schema::accounts;
        use diesel::prelude::*;
        diesel::update(accounts::table.find(account.0)).set(accounts::role.eq(role)).execute(conn)?;
        Ok(())
    })
    .await;
}
