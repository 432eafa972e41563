//! The routes of the first run, and what needs attention afterwards.

use crate::accounts::first_staff;
use crate::app::App;
use crate::auth::{Anyone, Staff, browser, remember};
use crate::error::Fallible;
use crate::request::Body;
use crate::settings::dashboard;
use crate::settings::setup::{self, Tried};
use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, get, post};
use shared::accounts::Session;
use shared::refusal::Refusal;
use shared::setup::{Dashboard, MakeFirstStaff, SetupProgress, SetupState};
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(show_setup).service(make_first_staff).service(show_progress).service(show_dashboard);
}

/// Makes the code of a house without staff, and says it in the log; none for a house that has some.
pub async fn offer(app: &App) -> Fallible<Option<String>> {
    if app.db.read(first_staff::has_staff).await? {
        return Ok(None);
    }
    let code = app.setup_code.open()?;
    say(app, &code);
    Ok(Some(code))
}

fn say(app: &App, code: &str) {
    let page = app.config.link("/staff/setup");
    tracing::warn!(code, page, "this house has no staff yet: open the page and type the code");
}

/// Whether this house has no staff yet, and what there is to do then.
#[utoipa::path(tag = "setup", responses((status = 200, body = SetupState)))]
#[get("/setup")]
async fn show_setup(app: Data<App>) -> Fallible<Json<SetupState>> {
    let (is_payment_set, now) = (app.paypal().await?.is_some(), app.clock.now());
    let state = move |conn: &mut _| {
        if first_staff::has_staff(conn)? {
            return Ok(SetupState { needed: false, steps: Vec::new() });
        }
        Ok(SetupState { needed: true, steps: setup::progress(conn, is_payment_set, now)?.steps })
    };
    app.db.read(state).await.map(Json)
}

/// Makes the first admin with the code that the server showed when it started, and signs them in.
#[utoipa::path(tag = "setup", request_body = MakeFirstStaff, responses((status = 200, body = Session)))]
#[post("/setup/staff")]
async fn make_first_staff(
    app: Data<App>,
    http: HttpRequest,
    asker: Anyone,
    Body(request): Body<MakeFirstStaff>,
) -> Fallible<Json<Session>> {
    app.db.read(setup::check_new).await?;
    match app.setup_code.check(&request.code)? {
        Tried::Right => {}
        Tried::Wrong => return Err(Refusal::SetupCodeWrong.into()),
        Tried::Replaced(code) => {
            say(&app, &code);
            return Err(Refusal::SetupCodeWrong.into());
        }
    }
    let password = app.passwords.choose(&request.password).await?;
    let (tokens, browser, now) = (app.tokens.clone(), browser(&http, &asker), app.clock.now());
    let make = move |conn: &mut _| first_staff::make_first_staff(conn, &tokens, &browser, &request, &password, now);
    let entered = app.db.write(make).await?;
    app.setup_code.close();
    if let Some(token) = entered.token {
        remember(&http, token);
    }
    Ok(Json(entered.session))
}

/// How far the house is.
#[utoipa::path(tag = "setup", responses((status = 200, body = SetupProgress)))]
#[get("/admin/setup")]
async fn show_progress(app: Data<App>, staff: Staff) -> Fallible<Json<SetupProgress>> {
    staff.require(&[])?;
    let (is_payment_set, now) = (app.paypal().await?.is_some(), app.clock.now());
    app.db.read(move |conn| setup::progress(conn, is_payment_set, now)).await.map(Json)
}

/// The performances that come, how full they are, and what waits for somebody; as far as it is the caller's business.
#[utoipa::path(tag = "staff", responses((status = 200, body = Dashboard)))]
#[get("/admin/dashboard")]
async fn show_dashboard(app: Data<App>, staff: Staff) -> Fallible<Json<Dashboard>> {
    let (is_payment_set, now) = (app.paypal().await?.is_some(), app.clock.now());
    app.db.read(move |conn| dashboard::show(conn, staff.role, is_payment_set, now)).await.map(Json)
}
