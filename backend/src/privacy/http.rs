//! The routes of one's own data.

use crate::app::App;
use crate::auth::{Customer, check_password, forget};
use crate::error::Fallible;
use crate::request::Body;
use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, HttpResponse, delete, get};
use shared::accounts::{AccountExport, EraseAccount};
use std::sync::Arc;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(export_account).service(erase_account);
}

/// Everything stored about the person.
#[utoipa::path(tag = "accounts", responses((status = 200, body = AccountExport)))]
#[get("/account/export")]
async fn export_account(app: Data<App>, customer: Customer) -> Fallible<Json<AccountExport>> {
    customer.in_person()?;
    let (now, account, session) = (app.clock.now(), customer.account, customer.session);
    app.db.read(move |conn| super::export(conn, account, session, now)).await.map(Json)
}

/// Erases the person; orders are kept without them.
#[utoipa::path(tag = "accounts", request_body = EraseAccount, responses((status = 204)))]
#[delete("/account")]
async fn erase_account(
    app: Data<App>,
    http: HttpRequest,
    customer: Customer,
    Body(request): Body<EraseAccount>,
) -> Fallible<HttpResponse> {
    customer.in_person()?;
    let (config, now, account) = (Arc::clone(&app.config), app.clock.now(), customer.account);
    let before = check_password(&app, account, &request.password).await?;
    app.db.write(move |conn| super::erase(conn, &config, account, &before, now)).await?;
    forget(&http);
    Ok(HttpResponse::NoContent().finish())
}
