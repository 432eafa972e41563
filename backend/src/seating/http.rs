//! Routes of seating plans.

use crate::app::App;
use crate::auth::Staff;
use crate::conditional::{Caching, Prepared};
use crate::error::{Error, Fallible};
use crate::request::{Body, Id, Query, too_large};
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use shared::accounts::Role;
use shared::ids::{PlanId, VenueId};
use shared::seating::{PLAN_MAX_BYTES, PlanImported, PublishFreePlan, SeatingPlan};
use std::sync::Arc;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(show_plan).service(import_plan).service(publish_free_plan).service(export_plan);
}

/// A published plan. It never changes; the answer is compressed beforehand.
#[utoipa::path(tag = "seating", params(("id" = PlanId, Path)), responses((status = 200, body = SeatingPlan), (status = 304)))]
#[get("/seating-plans/{id}")]
async fn show_plan(app: Data<App>, request: HttpRequest, id: Id<PlanId>) -> Fallible<HttpResponse> {
    let plan = id.0;
    let sent = match app.plans.find(plan) {
        Some(sent) => sent,
        None => {
            let sent = app.db.read(move |conn| Prepared::of(&super::plan(conn, plan)?).map(Arc::new)).await?;
            app.plans.keep(plan, sent.clone());
            sent
        }
    };
    // Asked again each time, which is cheap: the address of a plan may mean another one after a database was restored.
    Ok(sent.send(&request, Caching::Revalidate))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
struct AtVenue {
    venue: i64,
}

/// Publishes the next version of a plan; the body is a pretix seating-plan file.
#[utoipa::path(tag = "staff", params(AtVenue), request_body(content = String, content_type = "application/json"),
    responses((status = 201, body = PlanImported)))]
#[post("/admin/seating-plans")]
async fn import_plan(app: Data<App>, staff: Staff, at: Query<AtVenue>, body: Payload) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let file = body.to_bytes_limited(PLAN_MAX_BYTES).await.map_err(|_| too_large(PLAN_MAX_BYTES))?;
    let file = file.map_err(|_| too_large(PLAN_MAX_BYTES))?;
    let read = tokio::task::spawn_blocking(move || super::read_plan(&file)).await;
    let file = read.map_err(|cause| Error::fault("read a seating plan", cause))??;
    let (venue, now) = (VenueId(at.0.venue), app.clock.now());
    let imported = app.db.write(move |conn| super::publish(conn, venue, &file, now)).await?;
    Ok(HttpResponse::Created().json(imported))
}

/// Publishes a plan of free seating: zones of places without numbers.
#[utoipa::path(tag = "staff", request_body = PublishFreePlan, responses((status = 201, body = PlanImported)))]
#[post("/admin/plans/free")]
async fn publish_free_plan(
    app: Data<App>,
    staff: Staff,
    Body(request): Body<PublishFreePlan>,
) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let (file, now) = (super::free_plan::read(&request)?, app.clock.now());
    let published = app.db.write(move |conn| super::publish(conn, request.venue, &file, now)).await?;
    Ok(HttpResponse::Created().json(published))
}

/// The file a plan was made of.
#[utoipa::path(tag = "staff", params(("id" = PlanId, Path)), responses((status = 200, body = String, content_type = "application/json")))]
#[get("/admin/seating-plans/{id}/export")]
async fn export_plan(app: Data<App>, staff: Staff, id: Id<PlanId>) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let plan = id.0;
    let document = app.db.read(move |conn| super::export(conn, plan)).await?;
    let file_name = format!("attachment; filename=\"seating-plan-{plan}.json\"");
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((CONTENT_DISPOSITION, file_name))
        .body(document))
}
