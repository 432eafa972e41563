//! The routes of the live house: the socket, the seats it keeps up to date, and who is there.

use super::{hearing, seats, socket, telling};
use crate::app::App;
use crate::auth::{Anyone, Staff, is_own_page};
use crate::conditional::Caching;
use crate::error::Fallible;
use crate::house;
use crate::request::{Body, Id};
use actix_web::http::header;
use actix_web::web::{Data, Json, Payload};
use actix_web::{HttpRequest, HttpResponse, get, put};
use shared::accounts::Role;
use shared::ids::PerformanceId;
use shared::live::{BoxOfficePresence, SetPresence, StaffPresence, VisitorsHere, WriteOpeningHours};
use shared::refusal::Refusal;
use shared::seating::SeatStatuses;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(live)
        .service(show_seats)
        .service(show_presence)
        .service(show_staff_presence)
        .service(set_presence)
        .service(list_visitors)
        .service(show_opening_hours)
        .service(write_opening_hours);
}

/// The socket of a page; see `ClientFrame` and `ServerFrame`. Only pages of this site may open it.
#[utoipa::path(tag = "live", responses((status = 101), (status = 400)))]
#[get("/live")]
async fn live(
    app: Data<App>,
    request: HttpRequest,
    anyone: Anyone,
    payload: Payload,
) -> Result<HttpResponse, actix_web::Error> {
    let is_upgrade =
        request.headers().get(header::UPGRADE).is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"));
    if !is_upgrade {
        let problem = "this address speaks WebSocket".to_owned();
        return Err(crate::error::Error::from(Refusal::NotUnderstood { path: String::new(), problem }).into());
    }
    if !is_own_page(&request, &app.config) {
        return Err(crate::error::Error::from(Refusal::CrossSite).into());
    }
    socket::open(app.get_ref().clone(), anyone.0, &request, payload)
}

/// Which seats of a performance are free.
#[utoipa::path(tag = "seating", params(("id" = PerformanceId, Path)), responses((status = 200, body = SeatStatuses), (status = 304)))]
#[get("/performances/{id}/seats")]
async fn show_seats(app: Data<App>, request: HttpRequest, id: Id<PerformanceId>) -> Fallible<HttpResponse> {
    Ok(seats::prepared(&app, id.0).await?.send(&request, Caching::Revalidate))
}

/// Whether the box office is there.
#[utoipa::path(tag = "live", responses((status = 200, body = BoxOfficePresence)))]
#[get("/presence")]
async fn show_presence(app: Data<App>) -> Fallible<Json<BoxOfficePresence>> {
    telling::office(&app).await.map(Json)
}

/// What the caller said of being there, and who else is.
#[utoipa::path(tag = "staff", responses((status = 200, body = StaffPresence)))]
#[get("/admin/presence")]
async fn show_staff_presence(app: Data<App>, staff: Staff) -> Fallible<Json<StaffPresence>> {
    staff.require(&[Role::BoxOffice])?;
    let (here, now) = (app.live.box_office_here(), app.clock.now());
    app.db.read(move |conn| super::staff_presence(conn, staff.account, &here, now)).await.map(Json)
}

/// Says whether the caller is there.
#[utoipa::path(tag = "staff", request_body = SetPresence, responses((status = 200, body = StaffPresence)))]
#[put("/admin/presence")]
async fn set_presence(app: Data<App>, staff: Staff, Body(request): Body<SetPresence>) -> Fallible<Json<StaffPresence>> {
    staff.require(&[Role::BoxOffice])?;
    let (here, now) = (app.live.box_office_here(), app.clock.now());
    let set = move |conn: &mut _| {
        super::set_presence(conn, staff.account, &request, now)?;
        super::staff_presence(conn, staff.account, &here, now)
    };
    app.db.write(set).await.map(Json)
}

/// Who is on the site.
#[utoipa::path(tag = "staff", responses((status = 200, body = VisitorsHere)))]
#[get("/admin/visitors")]
async fn list_visitors(app: Data<App>, staff: Staff) -> Fallible<Json<VisitorsHere>> {
    staff.require(&[Role::BoxOffice])?;
    hearing::everybody(&app).await.map(Json)
}

/// When the box office answers.
#[utoipa::path(tag = "staff", responses((status = 200, body = WriteOpeningHours)))]
#[get("/admin/opening-hours")]
async fn show_opening_hours(app: Data<App>, staff: Staff) -> Fallible<Json<WriteOpeningHours>> {
    staff.require(&[Role::BoxOffice])?;
    let hours = app.db.read(house::hours).await?;
    Ok(Json(WriteOpeningHours { hours }))
}

/// Replaces the hours in which the box office answers.
#[utoipa::path(tag = "staff", request_body = WriteOpeningHours, responses((status = 200, body = WriteOpeningHours)))]
#[put("/admin/opening-hours")]
async fn write_opening_hours(
    app: Data<App>,
    staff: Staff,
    Body(request): Body<WriteOpeningHours>,
) -> Fallible<Json<WriteOpeningHours>> {
    staff.require(&[Role::BoxOffice])?;
    let write = move |conn: &mut _| {
        house::write_hours(conn, &request.hours)?;
        house::hours(conn)
    };
    let hours = app.db.write(write).await?;
    Ok(Json(WriteOpeningHours { hours }))
}
