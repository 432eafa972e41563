//! PayPal's webhook, and the staff's view of money that needs a person.

use super::reconciliation;
use super::webhook::Event;
use crate::app::App;
use crate::auth::Staff;
use crate::error::Fallible;
use crate::paypal::signature::Transmission;
use crate::request::{Body, Id, Query};
use actix_web::web::{Bytes, Data, Json};
use actix_web::{HttpRequest, HttpResponse, get, post};
use shared::accounts::Role;
use shared::dossier::{ListReconciliation, Reconcile, ReconcileStarted, Reconciliation};
use shared::paging::Page;
use shared::payments::{Attention, ListAttention, ResolveAttention};
use shared::refusal::Refusal;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(hear_paypal)
        .service(list_attention)
        .service(resolve_attention)
        .service(show_reconciliation)
        .service(reconcile_payments);
}

/// PayPal's webhook. Signed by PayPal over the raw body; anything else is refused.
#[utoipa::path(tag = "payments", request_body = String, responses((status = 200), (status = 403)))]
#[post("/webhooks/paypal")]
async fn hear_paypal(app: Data<App>, request: HttpRequest, body: Bytes) -> Fallible<HttpResponse> {
    let paypal = app.paypal().await?.ok_or(Refusal::NotFound)?;
    let transmission = transmission(&request).ok_or(Refusal::Forbidden)?;
    if !paypal.is_genuine(&transmission, &body).await {
        return Err(Refusal::Forbidden.into());
    }
    let event = Event::read(&body);
    let event = event.ok_or_else(|| Refusal::NotUnderstood { path: String::new(), problem: "no event".into() })?;
    let now = app.clock.now();
    app.db.write(move |conn| super::note_webhook(conn, &event, now)).await?;
    Ok(HttpResponse::Ok().finish())
}

fn transmission(request: &HttpRequest) -> Option<Transmission> {
    let header = |name: &str| Some(request.headers().get(name)?.to_str().ok()?.to_owned());
    Some(Transmission {
        id: header("paypal-transmission-id")?,
        time: header("paypal-transmission-time")?,
        signature: header("paypal-transmission-sig")?,
        certificate_url: header("paypal-cert-url")?,
        algorithm: header("paypal-auth-algo")?,
    })
}

/// Money that a person should look at, newest first; with what somebody has looked at already when `all` is true.
#[utoipa::path(tag = "staff", params(("all" = Option<bool>, Query), ("limit" = Option<i64>, Query),
    ("cursor" = Option<String>, Query)), responses((status = 200, body = Page<Attention>)))]
#[get("/admin/attention")]
async fn list_attention(app: Data<App>, staff: Staff, wish: Query<ListAttention>) -> Fallible<Json<Page<Attention>>> {
    staff.require(&[Role::BoxOffice])?;
    app.db.read(move |conn| super::attention(conn, &wish.0)).await.map(Json)
}

/// Somebody has looked, and says what they found.
#[utoipa::path(tag = "staff", params(("id" = i64, Path)), request_body = ResolveAttention, responses((status = 204)))]
#[post("/admin/attention/{id}/resolve")]
async fn resolve_attention(
    app: Data<App>,
    staff: Staff,
    id: Id<i64>,
    wish: Body<ResolveAttention>,
) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.write(move |conn| super::resolve_attention(conn, id.0, &wish.0, staff.account, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Our payments of some days beside PayPal's word for them, newest first.
#[utoipa::path(tag = "staff", params(("days" = Option<i64>, Query), ("limit" = Option<i64>, Query),
    ("cursor" = Option<String>, Query)), responses((status = 200, body = Reconciliation)))]
#[get("/admin/payments/reconciliation")]
async fn show_reconciliation(
    app: Data<App>,
    staff: Staff,
    wish: Query<ListReconciliation>,
) -> Fallible<Json<Reconciliation>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.read(move |conn| reconciliation::show(conn, &wish.0, now)).await.map(Json)
}

/// Asks PayPal again about some payments, or about all of some days; soon, not at once.
#[utoipa::path(tag = "staff", request_body = Reconcile, responses((status = 202, body = ReconcileStarted)))]
#[post("/admin/payments/reconciliation")]
async fn reconcile_payments(app: Data<App>, staff: Staff, wish: Body<Reconcile>) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    let started = app.db.write(move |conn| reconciliation::ask_again(conn, &wish.0, now)).await?;
    Ok(HttpResponse::Accepted().json(started))
}
