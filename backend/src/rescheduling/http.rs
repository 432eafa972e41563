//! Routes with which the box office cancels and moves performances, and buyers choose.

use super::answers::Asker;
use super::{answers, exchange, looking, progress};
use crate::app::App;
use crate::auth::{Anyone, Staff};
use crate::error::Fallible;
use crate::request::{Body, Id, IfMatch, Query};
use actix_web::web::{Data, Json};
use actix_web::{get, post};
use serde::Deserialize;
use shared::accounts::Role;
use shared::ids::{OrderId, PerformanceId};
use shared::paging::Page;
use shared::rescheduling::{
    Affected, AnswerRescheduling, AnswerState, CancelPerformance, ExchangeOrder, Exchanged, ListRescheduledOrders,
    PostponePerformance, Rescheduled, RescheduledOrder, Rescheduling,
};
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(show_affected)
        .service(list_reschedulings)
        .service(list_rescheduled_orders)
        .service(cancel_performance)
        .service(postpone_performance)
        .service(exchange_order)
        .service(show_rescheduling)
        .service(answer_rescheduling);
}

/// The key of an order, from the link in the mail.
#[derive(Deserialize)]
struct Key {
    key: Option<String>,
}

fn asker(anyone: &Anyone, Query(key): Query<Key>) -> Asker {
    let who = anyone.0.as_ref();
    let account = who.and_then(|who| who.account).map(|(account, _)| account);
    Asker { visitor: who.map(|who| who.visitor), account, key: key.key }
}

/// What a cancellation or a postponement would touch: orders, tickets, money by how it was paid.
#[utoipa::path(tag = "staff", params(("id" = PerformanceId, Path)), responses((status = 200, body = Affected)))]
#[get("/admin/performances/{id}/affected")]
async fn show_affected(app: Data<App>, staff: Staff, Id(id): Id<PerformanceId>) -> Fallible<Json<Affected>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.read(move |conn| looking::affected(conn, id, now)).await.map(Json)
}

/// The cancellation and the postponements of a performance, newest first, with where the orders are.
#[utoipa::path(tag = "staff", params(("id" = PerformanceId, Path)), responses((status = 200, body = [Rescheduling])))]
#[get("/admin/performances/{id}/reschedulings")]
async fn list_reschedulings(
    app: Data<App>,
    staff: Staff,
    Id(id): Id<PerformanceId>,
) -> Fallible<Json<Vec<Rescheduling>>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.read(move |conn| looking::reschedulings(conn, id, now)).await.map(Json)
}

/// The orders that a cancellation or a postponement touches, with what their buyers chose, the money and the mails.
#[utoipa::path(tag = "staff", params(("id" = i64, Path), ("state" = Option<AnswerState>, Query),
    ("limit" = Option<i64>, Query), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = Page<RescheduledOrder>)))]
#[get("/admin/reschedulings/{id}/orders")]
async fn list_rescheduled_orders(
    app: Data<App>,
    staff: Staff,
    Id(id): Id<i64>,
    which: Query<ListRescheduledOrders>,
) -> Fallible<Json<Page<RescheduledOrder>>> {
    staff.require(&[Role::BoxOffice])?;
    app.db.read(move |conn| progress::orders(conn, id, &which.0)).await.map(Json)
}

/// Cancels a performance; its buyers are paid back, or choose between that and another performance.
#[utoipa::path(tag = "staff", request_body = CancelPerformance, params(("id" = PerformanceId, Path)),
    responses((status = 200, body = Rescheduling)))]
#[post("/admin/performances/{id}/cancel")]
async fn cancel_performance(
    app: Data<App>,
    staff: Staff,
    Id(id): Id<PerformanceId>,
    Body(request): Body<CancelPerformance>,
) -> Fallible<Json<Rescheduling>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.write(move |conn| super::cancel_performance(conn, id, &request, staff.account, now)).await.map(Json)
}

/// Gives a performance another time; tickets stay valid and may be given back for a while. `If-Match` carries the version that
/// was read.
#[utoipa::path(tag = "staff", request_body = PostponePerformance, params(("id" = PerformanceId, Path)),
    responses((status = 200, body = Rescheduling)))]
#[post("/admin/performances/{id}/postpone")]
async fn postpone_performance(
    app: Data<App>,
    staff: Staff,
    Id(id): Id<PerformanceId>,
    IfMatch(version): IfMatch,
    Body(request): Body<PostponePerformance>,
) -> Fallible<Json<Rescheduling>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db
        .write(move |conn| super::postpone_performance(conn, id, version, &request, staff.account, now))
        .await
        .map(Json)
}

/// Moves places of an order to another performance at the price that was paid; a difference is neither charged nor paid back.
#[utoipa::path(tag = "staff", request_body = ExchangeOrder, params(("id" = OrderId, Path)),
    responses((status = 200, body = Exchanged)))]
#[post("/admin/orders/{id}/exchange")]
async fn exchange_order(
    app: Data<App>,
    staff: Staff,
    Id(id): Id<OrderId>,
    Body(request): Body<ExchangeOrder>,
) -> Fallible<Json<Exchanged>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.write(move |conn| exchange::exchange_order(conn, id, &request, staff.account, now)).await.map(Json)
}

/// The performances of an order that were cancelled or moved, and what may be chosen.
#[utoipa::path(tag = "orders", params(("id" = OrderId, Path), ("key" = Option<String>, Query)),
    responses((status = 200, body = [Rescheduled])))]
#[get("/orders/{id}/rescheduling")]
async fn show_rescheduling(
    app: Data<App>,
    anyone: Anyone,
    Id(id): Id<OrderId>,
    key: Query<Key>,
) -> Fallible<Json<Vec<Rescheduled>>> {
    let (now, asker) = (app.clock.now(), asker(&anyone, key));
    app.db.read(move |conn| answers::show(conn, id, &asker, now)).await.map(Json)
}

/// Chooses: the places of another performance, the money, or the tickets as they are. The same again changes nothing.
#[utoipa::path(tag = "orders", request_body = AnswerRescheduling,
    params(("id" = OrderId, Path), ("key" = Option<String>, Query)), responses((status = 200, body = [Rescheduled])))]
#[post("/orders/{id}/rescheduling")]
async fn answer_rescheduling(
    app: Data<App>,
    anyone: Anyone,
    Id(id): Id<OrderId>,
    key: Query<Key>,
    Body(wish): Body<AnswerRescheduling>,
) -> Fallible<Json<Vec<Rescheduled>>> {
    let (now, asker) = (app.clock.now(), asker(&anyone, key));
    app.db.write(move |conn| answers::answer(conn, id, &asker, wish, now)).await.map(Json)
}
