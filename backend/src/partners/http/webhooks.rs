//! The routes of webhooks, for admins.

use crate::app::App;
use crate::auth::Staff;
use crate::error::Fallible;
use crate::partners::hooks;
use crate::request::{Body, Id, Query};
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, post, put};
use shared::ids::EndpointId;
use shared::paging::Page;
use shared::partners::{Delivery, Endpoint, ListDeliveries, NewEndpoint, WriteEndpoint};
use std::sync::Arc;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_endpoints)
        .service(create_endpoint)
        .service(change_endpoint)
        .service(remove_endpoint)
        .service(test_endpoint)
        .service(list_deliveries);
}

/// Addresses that are told what happens, newest first.
#[utoipa::path(tag = "partners", responses((status = 200, body = Vec<Endpoint>)))]
#[get("/admin/webhooks")]
async fn list_endpoints(app: Data<App>, staff: Staff) -> Fallible<Json<Vec<Endpoint>>> {
    staff.require(&[])?;
    app.db.read(hooks::list).await.map(Json)
}

/// Adds an address; the secret that webhooks to it are signed with is answered once.
#[utoipa::path(tag = "partners", request_body = WriteEndpoint, responses((status = 201, body = NewEndpoint)))]
#[post("/admin/webhooks")]
async fn create_endpoint(app: Data<App>, staff: Staff, Body(request): Body<WriteEndpoint>) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let (config, now) = (Arc::clone(&app.config), app.clock.now());
    let made = app.db.write(move |conn| hooks::create(conn, &config, staff.account, &request, now)).await?;
    Ok(HttpResponse::Created().insert_header((CACHE_CONTROL, "no-store")).json(made))
}

/// Changes an address; its secret stays. One that was disabled is told things again unless it stays so.
#[utoipa::path(tag = "partners", request_body = WriteEndpoint, params(("id" = EndpointId, Path)),
    responses((status = 200, body = Endpoint)))]
#[put("/admin/webhooks/{id}")]
async fn change_endpoint(
    app: Data<App>,
    staff: Staff,
    id: Id<EndpointId>,
    Body(request): Body<WriteEndpoint>,
) -> Fallible<Json<Endpoint>> {
    staff.require(&[])?;
    let now = app.clock.now();
    app.db.write(move |conn| hooks::change(conn, staff.account, id.0, &request, now)).await.map(Json)
}

/// Removes an address with its log.
#[utoipa::path(tag = "partners", params(("id" = EndpointId, Path)), responses((status = 204)))]
#[delete("/admin/webhooks/{id}")]
async fn remove_endpoint(app: Data<App>, staff: Staff, id: Id<EndpointId>) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let now = app.clock.now();
    app.db.write(move |conn| hooks::remove(conn, staff.account, id.0, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Sends `endpoint.test` to an address.
#[utoipa::path(tag = "partners", params(("id" = EndpointId, Path)), responses((status = 202, body = Delivery)))]
#[post("/admin/webhooks/{id}/test")]
async fn test_endpoint(app: Data<App>, staff: Staff, id: Id<EndpointId>) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let now = app.clock.now();
    Ok(HttpResponse::Accepted().json(app.db.write(move |conn| hooks::test(conn, id.0, now)).await?))
}

/// What an address was told in the last thirty days and how that went, newest first.
#[utoipa::path(tag = "partners", params(("id" = EndpointId, Path), ("limit" = Option<i64>, Query),
    ("cursor" = Option<String>, Query)), responses((status = 200, body = Page<Delivery>)))]
#[get("/admin/webhooks/{id}/deliveries")]
async fn list_deliveries(
    app: Data<App>,
    staff: Staff,
    id: Id<EndpointId>,
    wish: Query<ListDeliveries>,
) -> Fallible<Json<Page<Delivery>>> {
    staff.require(&[])?;
    app.db.read(move |conn| hooks::deliveries(conn, id.0, &wish.0)).await.map(Json)
}
