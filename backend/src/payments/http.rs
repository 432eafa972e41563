//! PayPal's webhook, and the staff's view of money that needs a person.

use super::webhook::Event;
use crate::app::App;
use crate::auth::Staff;
use crate::error::Fallible;
use crate::paypal::signature::Transmission;
use crate::request::Id;
use actix_web::web::{Bytes, Data, Json};
use actix_web::{HttpRequest, HttpResponse, get, post};
use shared::accounts::Role;
use shared::payments::Attention;
use shared::refusal::Refusal;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(hear_paypal).service(list_attention).service(resolve_attention);
}

/// PayPal's webhook. Signed by PayPal over the raw body; anything else is refused.
#[utoipa::path(tag = "payments", request_body = String, responses((status = 200), (status = 403)))]
#[post("/webhooks/paypal")]
async fn hear_paypal(app: Data<App>, request: HttpRequest, body: Bytes) -> Fallible<HttpResponse> {
    let paypal = app.paypal.as_ref().ok_or(Refusal::NotFound)?;
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

/// Money that a person should look at, oldest first.
#[utoipa::path(tag = "staff", responses((status = 200, body = [Attention])))]
#[get("/admin/attention")]
async fn list_attention(app: Data<App>, staff: Staff) -> Fallible<Json<Vec<Attention>>> {
    staff.require(&[Role::BoxOffice])?;
    app.db.read(super::attention).await.map(Json)
}

/// Somebody has looked.
#[utoipa::path(tag = "staff", params(("id" = i64, Path)), responses((status = 204)))]
#[post("/admin/attention/{id}/resolve")]
async fn resolve_attention(app: Data<App>, staff: Staff, id: Id<i64>) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.write(move |conn| super::resolve_attention(conn, id.0, staff.account, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}
