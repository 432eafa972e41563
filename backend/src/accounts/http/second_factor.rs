//! The routes of one's own second factor.

use crate::accounts::second_factor;
use crate::app::App;
use crate::auth::{Customer, check_password};
use crate::error::Fallible;
use crate::request::Body;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, post};
use shared::accounts::{
    ConfirmSecondFactor, EnrolSecondFactor, Enrolment, ProveSecondFactor, RecoveryCodes, SecondFactor,
};
use std::sync::Arc;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(show_second_factor)
        .service(enrol_second_factor)
        .service(confirm_second_factor)
        .service(renew_recovery_codes)
        .service(disable_second_factor);
}

/// Whether signing in asks for a code, too.
#[utoipa::path(tag = "accounts", responses((status = 200, body = SecondFactor)))]
#[get("/account/second-factor")]
async fn show_second_factor(app: Data<App>, customer: Customer) -> Fallible<Json<SecondFactor>> {
    let is_staff = customer.role.is_some() || customer.must_enrol;
    app.db.read(move |conn| second_factor::show(conn, customer.account, is_staff)).await.map(Json)
}

/// Begins to enrol: what an authenticator app needs to know. Refuses `second_factor_exists`.
#[utoipa::path(tag = "accounts", request_body = EnrolSecondFactor, responses((status = 200, body = Enrolment)))]
#[post("/account/second-factor")]
async fn enrol_second_factor(
    app: Data<App>,
    customer: Customer,
    Body(request): Body<EnrolSecondFactor>,
) -> Fallible<Json<Enrolment>> {
    customer.in_person()?;
    let (config, now, account) = (Arc::clone(&app.config), app.clock.now(), customer.account);
    let before = check_password(&app, account, &request.password).await?;
    app.db.write(move |conn| second_factor::enrol(conn, &config, account, &before, now)).await.map(Json)
}

/// Confirms with a code of the app, and answers the recovery codes, once.
#[utoipa::path(tag = "accounts", request_body = ConfirmSecondFactor, responses((status = 200, body = RecoveryCodes)))]
#[post("/account/second-factor/confirm")]
async fn confirm_second_factor(
    app: Data<App>,
    customer: Customer,
    Body(request): Body<ConfirmSecondFactor>,
) -> Fallible<Json<RecoveryCodes>> {
    customer.in_person()?;
    let (config, now, account) = (Arc::clone(&app.config), app.clock.now(), customer.account);
    app.db.write(move |conn| second_factor::confirm(conn, &config, account, &request.code, now)).await.map(Json)
}

/// Other recovery codes; those there were are worth nothing.
#[utoipa::path(tag = "accounts", request_body = ProveSecondFactor, responses((status = 200, body = RecoveryCodes)))]
#[post("/account/second-factor/recovery-codes")]
async fn renew_recovery_codes(
    app: Data<App>,
    customer: Customer,
    Body(request): Body<ProveSecondFactor>,
) -> Fallible<Json<RecoveryCodes>> {
    customer.in_person()?;
    let (config, now, account) = (Arc::clone(&app.config), app.clock.now(), customer.account);
    let before = check_password(&app, account, &request.password).await?;
    let renew =
        move |conn: &mut _| second_factor::renew_recovery_codes(conn, &config, account, &before, &request.code, now);
    Ok(Json(app.db.write(renew).await??))
}

/// Signing in asks for the password alone again.
#[utoipa::path(tag = "accounts", request_body = ProveSecondFactor, responses((status = 204)))]
#[delete("/account/second-factor")]
async fn disable_second_factor(
    app: Data<App>,
    customer: Customer,
    Body(request): Body<ProveSecondFactor>,
) -> Fallible<HttpResponse> {
    customer.in_person()?;
    let (config, now, account) = (Arc::clone(&app.config), app.clock.now(), customer.account);
    let before = check_password(&app, account, &request.password).await?;
    let disable = move |conn: &mut _| second_factor::disable(conn, &config, account, &before, &request.code, now);
    app.db.write(disable).await??;
    Ok(HttpResponse::NoContent().finish())
}
