//! Routes with which the box office plans runs and changes many prices.

use crate::app::App;
use crate::auth::Staff;
use crate::catalogue::{planning, prices};
use crate::error::Fallible;
use crate::request::Body;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, post};
use shared::accounts::Role;
use shared::planning::{ChangePrices, PlanRun, PricesChanged, RunPlanned, RunPreview};
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(preview_run).service(plan_run).service(change_prices);
}

/// Which performances a run would have, and where the venue is taken; nothing is written.
#[utoipa::path(tag = "staff", request_body = PlanRun, responses((status = 200, body = RunPreview)))]
#[post("/admin/performances/run/preview")]
async fn preview_run(app: Data<App>, staff: Staff, Body(run): Body<PlanRun>) -> Fallible<Json<RunPreview>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.read(move |conn| planning::preview_run(conn, &run, now)).await.map(Json)
}

/// Makes the performances of a run, all or none.
#[utoipa::path(tag = "staff", request_body = PlanRun, responses((status = 201, body = RunPlanned)))]
#[post("/admin/performances/run")]
async fn plan_run(app: Data<App>, staff: Staff, Body(run): Body<PlanRun>) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    let planned = app.db.write(move |conn| planning::plan_run(conn, &run, staff.account, now)).await?;
    Ok(HttpResponse::Created().json(planned))
}

/// Changes prices of many performances; what was sold or ordered keeps its price.
#[utoipa::path(tag = "staff", request_body = ChangePrices, responses((status = 200, body = PricesChanged)))]
#[post("/admin/performances/prices")]
async fn change_prices(
    app: Data<App>,
    staff: Staff,
    Body(request): Body<ChangePrices>,
) -> Fallible<Json<PricesChanged>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.write(move |conn| prices::change_prices(conn, &request, staff.account, now)).await.map(Json)
}
