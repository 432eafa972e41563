//! The routes of the settings. They are the admin's alone.

mod backup;
mod mails;
pub mod paypal;
pub mod setup;

use crate::app::App;
use crate::auth::Staff;
use crate::error::{Error, Fallible};
use crate::request::{Body, IfMatch, parse, too_large};
use actix_web::http::header::ETAG;
use actix_web::web::{Data, Payload};
use actix_web::{HttpResponse, delete, get, put};
use serde_json::{Map, Value};
use shared::settings::{LOGO_MAX_BYTES, Settings, WriteSettings};
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(show_settings).service(write_settings).service(write_logo).service(remove_logo);
    paypal::routes(config);
    mails::routes(config);
    setup::routes(config);
    backup::routes(config);
}

/// Everything that can be set; the version goes back in `If-Match`.
#[utoipa::path(tag = "staff", responses((status = 200, body = Settings)))]
#[get("/admin/settings")]
async fn show_settings(app: Data<App>, staff: Staff) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    app.db.read(super::show).await.map(answer)
}

/// Replaces the groups of settings that the body has; `If-Match` carries the version that was read.
#[utoipa::path(tag = "staff", request_body = WriteSettings, responses((status = 200, body = Settings)))]
#[put("/admin/settings")]
async fn write_settings(
    app: Data<App>,
    staff: Staff,
    IfMatch(version): IfMatch,
    Body(groups): Body<Map<String, Value>>,
) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let request = read(&groups)?;
    let now = app.clock.now();
    app.db.write(move |conn| super::write(conn, version, &request, staff.account, now)).await.map(answer)
}

/// Gives the house a logo: the body is a JPEG, PNG or WebP file of at most 2 MiB. It is kept as a PNG.
#[utoipa::path(
    tag = "staff",
    request_body(content = Vec<u8>, content_type = "image/*"),
    responses((status = 200, body = Settings))
)]
#[put("/admin/settings/logo")]
async fn write_logo(app: Data<App>, staff: Staff, body: Payload) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let file = body.to_bytes_limited(LOGO_MAX_BYTES).await.map_err(|_| too_large(LOGO_MAX_BYTES))?;
    let file = file.map_err(|_| too_large(LOGO_MAX_BYTES))?;
    let prepared = tokio::task::spawn_blocking(move || super::prepare_logo(&file)).await;
    let logo = prepared.map_err(|cause| Error::fault("prepare a logo", cause))??;
    let now = app.clock.now();
    app.db.write(move |conn| super::write_logo(conn, Some(&logo), staff.account, now)).await.map(answer)
}

/// Shows no logo any more.
#[utoipa::path(tag = "staff", responses((status = 200, body = Settings)))]
#[delete("/admin/settings/logo")]
async fn remove_logo(app: Data<App>, staff: Staff) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let now = app.clock.now();
    app.db.write(move |conn| super::write_logo(conn, None, staff.account, now)).await.map(answer)
}

/// The groups by their names: read in one go an empty list would be taken for no group.
fn read(groups: &Map<String, Value>) -> Fallible<WriteSettings> {
    parse(&serde_json::to_vec(groups).map_err(|cause| Error::fault("read settings", cause))?)
}

fn answer(settings: Settings) -> HttpResponse {
    HttpResponse::Ok().insert_header((ETAG, format!("\"{}\"", settings.version))).json(settings)
}
