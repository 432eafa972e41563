//! The routes of who works here, and of support that acts as a customer.

use super::welcome;
use crate::accounts::{impersonation, team};
use crate::app::App;
use crate::auth::{Anyone, Staff, browser};
use crate::error::Fallible;
use crate::request::{Body, Id};
use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put};
use shared::accounts::{Role, Session};
use shared::ids::{AccountId, InvitationId};
use shared::staff::{ChangeRole, Invitation, InviteStaff, SetStaffState, StaffMember};
use std::sync::Arc;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_staff)
        .service(list_invitations)
        .service(invite_staff)
        .service(resend_invitation)
        .service(revoke_invitation)
        .service(change_role)
        .service(set_staff_state)
        .service(reset_second_factor)
        .service(begin_impersonation)
        .service(end_impersonation);
}

/// Who works here, by name; also those who are disabled.
#[utoipa::path(tag = "staff", responses((status = 200, body = Vec<StaffMember>)))]
#[get("/admin/staff")]
async fn list_staff(app: Data<App>, staff: Staff) -> Fallible<Json<Vec<StaffMember>>> {
    staff.require(&[])?;
    app.db.read(team::list).await.map(Json)
}

/// Invitations that were not answered yet, newest first.
#[utoipa::path(tag = "staff", responses((status = 200, body = Vec<Invitation>)))]
#[get("/admin/staff/invitations")]
async fn list_invitations(app: Data<App>, staff: Staff) -> Fallible<Json<Vec<Invitation>>> {
    staff.require(&[])?;
    app.db.read(team::list_invitations).await.map(Json)
}

/// Invites somebody to the staff by mail. Refuses `email_taken` for who is of it already.
#[utoipa::path(tag = "staff", request_body = InviteStaff, responses((status = 201, body = Invitation)))]
#[post("/admin/staff/invitations")]
async fn invite_staff(app: Data<App>, staff: Staff, Body(request): Body<InviteStaff>) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let (config, now) = (Arc::clone(&app.config), app.clock.now());
    let invite = move |conn: &mut _| team::invite(conn, &config, staff.account, &request, now);
    Ok(HttpResponse::Created().json(app.db.write(invite).await?))
}

/// Mails another link; the one before is good no more.
#[utoipa::path(tag = "staff", params(("id" = InvitationId, Path)), responses((status = 200, body = Invitation)))]
#[post("/admin/staff/invitations/{id}/resend")]
async fn resend_invitation(app: Data<App>, staff: Staff, id: Id<InvitationId>) -> Fallible<Json<Invitation>> {
    staff.require(&[])?;
    let (config, now) = (Arc::clone(&app.config), app.clock.now());
    app.db.write(move |conn| team::resend_invitation(conn, &config, id.0, now)).await.map(Json)
}

/// Takes an invitation back.
#[utoipa::path(tag = "staff", params(("id" = InvitationId, Path)), responses((status = 204)))]
#[delete("/admin/staff/invitations/{id}")]
async fn revoke_invitation(app: Data<App>, staff: Staff, id: Id<InvitationId>) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let now = app.clock.now();
    app.db.write(move |conn| team::revoke_invitation(conn, staff.account, id.0, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Gives a member of the staff another role, or none. Refuses `last_admin`.
#[utoipa::path(tag = "staff", request_body = ChangeRole, params(("id" = AccountId, Path)),
    responses((status = 200, body = StaffMember)))]
#[put("/admin/staff/{id}/role")]
async fn change_role(
    app: Data<App>,
    staff: Staff,
    id: Id<AccountId>,
    Body(request): Body<ChangeRole>,
) -> Fallible<Json<StaffMember>> {
    staff.require(&[])?;
    let now = app.clock.now();
    app.db.write(move |conn| team::change_role(conn, staff.account, id.0, request.role, now)).await.map(Json)
}

/// Shuts a member of the staff out everywhere, or lets them in again. Refuses `last_admin`.
#[utoipa::path(tag = "staff", request_body = SetStaffState, params(("id" = AccountId, Path)),
    responses((status = 200, body = StaffMember)))]
#[put("/admin/staff/{id}/state")]
async fn set_staff_state(
    app: Data<App>,
    staff: Staff,
    id: Id<AccountId>,
    Body(request): Body<SetStaffState>,
) -> Fallible<Json<StaffMember>> {
    staff.require(&[])?;
    let now = app.clock.now();
    app.db.write(move |conn| team::set_state(conn, staff.account, id.0, request.disabled, now)).await.map(Json)
}

/// Takes somebody's second factor away: they lost it. Customers, too; the person is told by mail.
#[utoipa::path(tag = "staff", params(("id" = AccountId, Path)), responses((status = 204)))]
#[delete("/admin/staff/{id}/second-factor")]
async fn reset_second_factor(app: Data<App>, staff: Staff, id: Id<AccountId>) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let (config, now) = (Arc::clone(&app.config), app.clock.now());
    app.db.write(move |conn| team::reset_second_factor(conn, &config, staff.account, id.0, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// This browser acts as the customer from now on; never as somebody of the staff.
#[utoipa::path(tag = "staff", params(("id" = AccountId, Path)), responses((status = 200, body = Session)))]
#[post("/admin/customers/{id}/impersonation")]
async fn begin_impersonation(
    app: Data<App>,
    http: HttpRequest,
    staff: Staff,
    asker: Anyone,
    id: Id<AccountId>,
) -> Fallible<Json<Session>> {
    staff.require(&[Role::BoxOffice])?;
    let (tokens, browser, now) = (app.tokens.clone(), browser(&http, &asker), app.clock.now());
    let begin = move |conn: &mut _| impersonation::begin(conn, &tokens, &browser, staff.account, id.0, now);
    Ok(welcome(&http, app.db.write(begin).await?))
}

/// The browser is the member of the staff again.
#[utoipa::path(tag = "staff", responses((status = 200, body = Session)))]
#[delete("/session/impersonation")]
async fn end_impersonation(app: Data<App>, http: HttpRequest, asker: Anyone) -> Fallible<Json<Session>> {
    let (tokens, browser, now) = (app.tokens.clone(), browser(&http, &asker), app.clock.now());
    let entered = app.db.write(move |conn| impersonation::end(conn, &tokens, &browser, now)).await?;
    Ok(welcome(&http, entered))
}
