//! Routes of one order for the staff, and of sales at the desk.

use crate::app::App;
use crate::auth::Staff;
use crate::checkout::desk;
use crate::error::Fallible;
use crate::idempotency;
use crate::request::{Body, Id, IdempotencyKey};
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get, post};
use shared::accounts::Role;
use shared::dossier::{ActOnOrder, Dossier, SellAtDesk};
use shared::ids::OrderId;
use shared::orders::Order;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(show_dossier).service(act_on_order).service(sell_at_desk);
}

/// Everything about an order.
#[utoipa::path(tag = "staff", params(("id" = OrderId, Path)), responses((status = 200, body = Dossier)))]
#[get("/admin/orders/{id}/dossier")]
async fn show_dossier(app: Data<App>, staff: Staff, id: Id<OrderId>) -> Fallible<Json<Dossier>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.read(move |conn| super::show(conn, id.0, now)).await.map(Json)
}

/// Does one thing with an order, if it is still as the page has shown it; else `outdated`.
#[utoipa::path(tag = "staff", params(("id" = OrderId, Path)), request_body = ActOnOrder,
    responses((status = 200, body = Dossier)))]
#[post("/admin/orders/{id}/actions")]
async fn act_on_order(
    app: Data<App>,
    staff: Staff,
    id: Id<OrderId>,
    wish: Body<ActOnOrder>,
) -> Fallible<Json<Dossier>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.write(move |conn| super::act(conn, id.0, &wish.0, staff.account, now)).await.map(Json)
}

/// Sells at the desk: places, money and tickets at once.
#[utoipa::path(tag = "staff", request_body = SellAtDesk, params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = Order)))]
#[post("/admin/orders")]
async fn sell_at_desk(
    app: Data<App>,
    staff: Staff,
    key: IdempotencyKey,
    wish: Body<SellAtDesk>,
) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    let scope = format!("sell_at_desk account {}", staff.account);
    let order = app
        .db
        .write(move |conn| {
            idempotency::once(conn, (&scope, &key.0), &wish.0, now, |conn| {
                desk::sell(conn, &wish.0, staff.account, now)
            })
        })
        .await?;
    app.metrics.orders.with_label_values(&["placed"]).inc();
    Ok(HttpResponse::Created().json(order))
}
