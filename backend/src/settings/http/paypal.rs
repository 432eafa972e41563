//! The routes of the account at PayPal. The check talks to PayPal, outside of any transaction.

use crate::app::App;
use crate::auth::Staff;
use crate::error::Fallible;
use crate::paypal::listening::{Listening, Was};
use crate::paypal::{Account, Paypal, Trouble};
use crate::request::{Body, IfMatch};
use crate::settings::paypal_account;
use actix_web::http::header::ETAG;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, post, put};
use shared::settings::{CheckOutcome, PaypalCheck, PaypalSettings, WritePaypal};
use std::sync::Arc;
use utoipa_actix_web::service_config::ServiceConfig;

/// How much of PayPal's own word is passed on.
const ISSUE_MAX: usize = 100;

pub fn routes(config: &mut ServiceConfig) {
    config.service(show_paypal).service(write_paypal).service(remove_paypal).service(check_paypal);
}

/// The account that is stored, if one is.
pub async fn stored(app: &App) -> Fallible<Option<Account>> {
    let config = Arc::clone(&app.config);
    app.db.read(move |conn| paypal_account::account(conn, &config.secret_key)).await
}

/// The account at PayPal, without its secret; the version goes back in `If-Match`.
#[utoipa::path(tag = "staff", responses((status = 200, body = PaypalSettings)))]
#[get("/admin/settings/paypal")]
async fn show_paypal(app: Data<App>, staff: Staff) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let config = Arc::clone(&app.config);
    app.db.read(move |conn| paypal_account::show(conn, &config)).await.map(answer)
}

/// Pays with another account from now on. Refused when the environment names one.
#[utoipa::path(tag = "staff", request_body = WritePaypal, responses((status = 200, body = PaypalSettings)))]
#[put("/admin/settings/paypal")]
async fn write_paypal(
    app: Data<App>,
    staff: Staff,
    IfMatch(version): IfMatch,
    Body(request): Body<WritePaypal>,
) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let (config, now) = (Arc::clone(&app.config), app.clock.now());
    let written =
        app.db.write(move |conn| paypal_account::write(conn, &config, version, &request, staff.account, now)).await?;
    app.paypal_switch.doubt();
    Ok(answer(written))
}

/// Forgets the account: from now on only free orders and the box office can be paid.
#[utoipa::path(tag = "staff", responses((status = 200, body = PaypalSettings)))]
#[delete("/admin/settings/paypal")]
async fn remove_paypal(app: Data<App>, staff: Staff, IfMatch(version): IfMatch) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let (config, now) = (Arc::clone(&app.config), app.clock.now());
    let left = app.db.write(move |conn| paypal_account::remove(conn, &config, version, staff.account, now)).await?;
    app.paypal_switch.doubt();
    Ok(answer(left))
}

/// Asks PayPal whether the credentials are right, and makes sure that its events come here. Nothing is stored.
#[utoipa::path(tag = "staff", request_body = WritePaypal, responses((status = 200, body = PaypalCheck)))]
#[post("/admin/settings/paypal/check")]
async fn check_paypal(app: Data<App>, staff: Staff, Body(request): Body<WritePaypal>) -> Fallible<Json<PaypalCheck>> {
    staff.require(&[])?;
    let config = Arc::clone(&app.config);
    let account = app.db.read(move |conn| paypal_account::meant(conn, &config, &request)).await?;
    let paypal = Paypal::new(&account, app.clock.clone())?;
    if let Err(trouble) = paypal.sign_in().await {
        let sign_in = outcome(trouble);
        return Ok(Json(PaypalCheck { sign_in, webhook: CheckOutcome::NotTried, webhook_id: None }));
    }
    let (webhook, webhook_id) = match paypal.listen(&paypal_account::webhook_url(&app.config)).await {
        Ok(Listening { webhook_id, was }) => (told(was), Some(webhook_id)),
        Err(trouble) => (outcome(trouble), None),
    };
    Ok(Json(PaypalCheck { sign_in: CheckOutcome::Works, webhook, webhook_id }))
}

const fn told(was: Was) -> CheckOutcome {
    match was {
        Was::There => CheckOutcome::Works,
        Was::Incomplete => CheckOutcome::Mended,
        Was::Missing => CheckOutcome::Made,
    }
}

fn outcome(trouble: Trouble) -> CheckOutcome {
    tracing::info!(%trouble, "PayPal was checked");
    match trouble {
        Trouble::Refused { issue, .. } => {
            let issue = issue.chars().filter(char::is_ascii_graphic).take(ISSUE_MAX).collect();
            CheckOutcome::Refused { issue }
        }
        Trouble::Unknown { .. } => CheckOutcome::Unreachable,
    }
}

fn answer(settings: PaypalSettings) -> HttpResponse {
    HttpResponse::Ok().insert_header((ETAG, format!("\"{}\"", settings.version))).json(settings)
}
