//! Routes for whoever keeps the accounts.

mod downloads;

use super::closings;
use crate::app::App;
use crate::auth::{Agent, Staff};
use crate::error::Fallible;
use crate::request::{Body, Id, Query, page_limit};
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get, post};
use chrono::NaiveDate;
use shared::accounts::Role;
use shared::ids::PerformanceId;
use shared::paging::Page;
use shared::partners::Scope;
use shared::receipts::{CloseDay, ClosingCard, DailyClosing, ListClosings, ReceiptsStatement};
use shared::refusal::Refusal;
use shared::revenue::{AskFill, AskRevenue, FillRates, Revenue, RevenueOrder, RevenueOverview};
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(show_overview)
        .service(list_revenue_orders)
        .service(show_revenue)
        .service(show_fill_rates)
        .service(show_statement)
        .service(list_closings)
        .service(show_closing)
        .service(close_day)
        .configure(downloads::routes);
}

/// The box office reads, and programs of third parties with the scope `revenue:read`.
fn check(agent: &Agent) -> Fallible<()> {
    agent.require(&[Role::BoxOffice], Scope::RevenueRead)
}

/// The day in an address; what is no day names nothing.
fn read_day(text: &str) -> Fallible<NaiveDate> {
    text.parse().map_err(|_| Refusal::NotFound.into())
}

/// Revenue of a period told apart by one thing, beside the same period of the year before.
#[utoipa::path(tag = "revenue", params(AskRevenue), responses((status = 200, body = Revenue)))]
#[get("/admin/revenue")]
async fn show_revenue(app: Data<App>, agent: Agent, Query(ask): Query<AskRevenue>) -> Fallible<Json<Revenue>> {
    check(&agent)?;
    let now = app.clock.now();
    app.db.read(move |conn| super::revenue(conn, &ask, now)).await.map(Json)
}

/// What each order added to a period, newest order first.
#[utoipa::path(tag = "revenue", params(AskRevenue), responses((status = 200, body = Page<RevenueOrder>)))]
#[get("/admin/revenue/orders")]
async fn list_revenue_orders(
    app: Data<App>,
    agent: Agent,
    Query(ask): Query<AskRevenue>,
) -> Fallible<Json<Page<RevenueOrder>>> {
    check(&agent)?;
    let (now, limit) = (app.clock.now(), page_limit(ask.limit)?);
    app.db.read(move |conn| super::orders(conn, &ask, limit, now)).await.map(Json)
}

/// Today, this month, this year and twelve months, each beside the same a year ago.
#[utoipa::path(tag = "revenue", responses((status = 200, body = RevenueOverview)))]
#[get("/admin/revenue/overview")]
async fn show_overview(app: Data<App>, agent: Agent) -> Fallible<Json<RevenueOverview>> {
    check(&agent)?;
    let now = app.clock.now();
    app.db.read(move |conn| super::overview(conn, now)).await.map(Json)
}

/// How full the performances of a period are, and what they earned.
#[utoipa::path(tag = "revenue", params(AskFill), responses((status = 200, body = FillRates)))]
#[get("/admin/fill-rates")]
async fn show_fill_rates(app: Data<App>, agent: Agent, Query(ask): Query<AskFill>) -> Fallible<Json<FillRates>> {
    check(&agent)?;
    let now = app.clock.now();
    app.db.read(move |conn| super::fill_rates(conn, &ask, now)).await.map(Json)
}

/// The receipts statement of a performance, as things are now.
#[utoipa::path(tag = "revenue", params(("id" = PerformanceId, Path)), responses((status = 200, body = ReceiptsStatement)))]
#[get("/admin/performances/{id}/statement")]
async fn show_statement(app: Data<App>, agent: Agent, id: Id<PerformanceId>) -> Fallible<Json<ReceiptsStatement>> {
    check(&agent)?;
    let now = app.clock.now();
    app.db.read(move |conn| super::statement(conn, id.0, now)).await.map(Json)
}

/// The days that are closed, newest first.
#[utoipa::path(tag = "revenue", params(ListClosings), responses((status = 200, body = Page<ClosingCard>)))]
#[get("/admin/closings")]
async fn list_closings(
    app: Data<App>,
    agent: Agent,
    Query(ask): Query<ListClosings>,
) -> Fallible<Json<Page<ClosingCard>>> {
    check(&agent)?;
    let limit = page_limit(ask.limit)?;
    app.db.read(move |conn| closings::list(conn, ask.cursor.as_deref(), limit)).await.map(Json)
}

/// The closing of a day (`2026-11-27`): as it was closed, or a draft.
#[utoipa::path(tag = "revenue", params(("id" = String, Path)), responses((status = 200, body = DailyClosing)))]
#[get("/admin/closings/{id}")]
async fn show_closing(app: Data<App>, agent: Agent, day: Id<String>) -> Fallible<Json<DailyClosing>> {
    check(&agent)?;
    let (now, day) = (app.clock.now(), read_day(&day.0)?);
    app.db.read(move |conn| closings::show(conn, day, now)).await.map(Json)
}

/// Closes a day that is over, once and for good.
#[utoipa::path(tag = "revenue", request_body = CloseDay, responses((status = 201, body = DailyClosing)))]
#[post("/admin/closings")]
async fn close_day(app: Data<App>, staff: Staff, Body(wish): Body<CloseDay>) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    let closed = app.db.write(move |conn| closings::close(conn, &wish, staff.account, now)).await?;
    Ok(HttpResponse::Created().json(closed))
}
