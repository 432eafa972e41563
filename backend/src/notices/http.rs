//! Routes of notices.

use crate::announce::Owner;
use crate::app::App;
use crate::auth::{Anyone, Customer};
use crate::error::Fallible;
use crate::request::{Body, Query};
use actix_web::web::{Data, Json};
use actix_web::{get, post, put};
use shared::notices::{ListNotices, NoticeSettings, Notices, ReadNotices, UnreadNotices};
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(list_notices).service(read_notices).service(show_notice_settings).service(write_notice_settings);
}

/// The account's notices and those of this browser from before it signed in.
fn owners(anyone: &Anyone) -> Vec<Owner> {
    let Some(who) = anyone.0 else { return Vec::new() };
    let account = who.account.map(|(account, _)| Owner::Account(account));
    account.into_iter().chain([Owner::Visitor(who.visitor)]).collect()
}

/// What happened, newest first.
#[utoipa::path(tag = "notices", params(ListNotices), responses((status = 200, body = Notices)))]
#[get("/notices")]
async fn list_notices(app: Data<App>, anyone: Anyone, Query(request): Query<ListNotices>) -> Fallible<Json<Notices>> {
    let owners = owners(&anyone);
    app.db.read(move |conn| super::list(conn, &owners, &request)).await.map(Json)
}

/// Marks notices as read: these, or all.
#[utoipa::path(tag = "notices", request_body = ReadNotices, responses((status = 200, body = UnreadNotices)))]
#[post("/notices/read")]
async fn read_notices(
    app: Data<App>,
    anyone: Anyone,
    Body(request): Body<ReadNotices>,
) -> Fallible<Json<UnreadNotices>> {
    let (owners, now) = (owners(&anyone), app.clock.now());
    let unread = app.db.write(move |conn| super::read(conn, &owners, &request, now)).await?;
    Ok(Json(UnreadNotices { unread }))
}

/// Which kinds of notices the caller wants.
#[utoipa::path(tag = "notices", responses((status = 200, body = NoticeSettings)))]
#[get("/notices/settings")]
async fn show_notice_settings(app: Data<App>, customer: Customer) -> Fallible<Json<NoticeSettings>> {
    app.db.read(move |conn| super::settings(conn, customer.account, customer.role)).await.map(Json)
}

/// Says which kinds of notices the caller wants; kinds that are not named stay as they are.
#[utoipa::path(tag = "notices", request_body = NoticeSettings, responses((status = 200, body = NoticeSettings)))]
#[put("/notices/settings")]
async fn write_notice_settings(
    app: Data<App>,
    customer: Customer,
    Body(request): Body<NoticeSettings>,
) -> Fallible<Json<NoticeSettings>> {
    let (account, role) = (customer.account, customer.role);
    app.db.write(move |conn| super::write_settings(conn, account, role, &request)).await.map(Json)
}
