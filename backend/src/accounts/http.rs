//! The routes of accounts and sessions. Passwords are hashed and compared here, outside of any transaction.

mod second_factor;
mod staff;

use super::sessions;
use super::signing_in::{self, Entered};
use crate::app::App;
use crate::auth::{Anyone, Customer, browser, check_password, forget, remember};
use crate::error::Fallible;
use crate::request::{Body, Id};
use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post};
use shared::accounts::{
    Account, ChangeEmail, ChangePassword, ChangeProfile, ConfirmEmail, Register, RequestPasswordReset, ResetPassword,
    Session, SessionEntry, SignIn,
};
use shared::ids::SessionId;
use shared::refusal::Refusal;
use std::sync::Arc;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(register)
        .service(confirm_account)
        .service(show_session)
        .service(sign_in)
        .service(sign_out)
        .service(list_sessions)
        .service(sign_out_everywhere)
        .service(end_session)
        .service(request_password_reset)
        .service(reset_password)
        .service(show_account)
        .service(change_profile)
        .service(change_email)
        .service(confirm_email)
        .service(change_password)
        .configure(second_factor::routes)
        .configure(staff::routes);
}

/// Asks for an account; a mail says how it goes on, whether or not the address has one.
#[utoipa::path(tag = "accounts", request_body = Register, responses((status = 202)))]
#[post("/accounts")]
async fn register(app: Data<App>, Body(request): Body<Register>) -> Fallible<HttpResponse> {
    let (config, now) = (Arc::clone(&app.config), app.clock.now());
    app.limits.try_password(&request.email.key())?;
    let password = app.passwords.choose(&request.password).await?;
    app.db.write(move |conn| super::register(conn, &config, &request, &password, now)).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Follows the link of a registration; the browser is signed in.
#[utoipa::path(tag = "accounts", request_body = ConfirmEmail, responses((status = 200, body = Session)))]
#[post("/accounts/confirm")]
async fn confirm_account(
    app: Data<App>,
    http: HttpRequest,
    asker: Anyone,
    Body(link): Body<ConfirmEmail>,
) -> Fallible<Json<Session>> {
    let (tokens, browser, now) = (app.tokens.clone(), browser(&http, &asker), app.clock.now());
    let entered = app.db.write(move |conn| super::confirm(conn, &tokens, &browser, &link.token, now)).await?;
    Ok(welcome(&http, entered))
}

/// Who this browser is.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Session)))]
#[get("/session")]
async fn show_session(app: Data<App>, Anyone(who): Anyone) -> Fallible<Json<Session>> {
    let now = app.clock.now();
    app.db.read(move |conn| super::session_of(conn, who.as_ref(), now)).await.map(Json)
}

/// Signs in. A wrong password and an unknown address are answered alike; a right one of an account with a second factor is
/// refused `second_factor_needed` without its code.
#[utoipa::path(tag = "accounts", request_body = SignIn, responses((status = 200, body = Session)))]
#[post("/session")]
async fn sign_in(
    app: Data<App>,
    http: HttpRequest,
    asker: Anyone,
    Body(request): Body<SignIn>,
) -> Fallible<Json<Session>> {
    let (tokens, browser, now) = (app.tokens.clone(), browser(&http, &asker), app.clock.now());
    let (config, SignIn { email, password, code }) = (Arc::clone(&app.config), request);
    app.limits.try_password(&email.key())?;
    let known = app.db.read(move |conn| super::credentials(conn, &email)).await?;
    let fits = app.passwords.fits(&password, known.as_ref().map(|known| known.password_hash.as_str())).await?;
    let known = known.filter(|_| fits).ok_or(Refusal::WrongCredentials)?;
    let enter =
        move |conn: &mut _| signing_in::sign_in(conn, &config, &tokens, &browser, (&known, code.as_deref()), now);
    let entered = app.db.write(enter).await??;
    Ok(welcome(&http, entered))
}

/// Ends this browser's session.
#[utoipa::path(tag = "accounts", responses((status = 204)))]
#[delete("/session")]
async fn sign_out(app: Data<App>, http: HttpRequest, Anyone(who): Anyone) -> Fallible<HttpResponse> {
    let now = app.clock.now();
    if let Some(who) = who {
        app.db.write(move |conn| sessions::revoke(conn, who.session, now)).await?;
    }
    forget(&http);
    Ok(HttpResponse::NoContent().finish())
}

/// Where the account is signed in.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Vec<SessionEntry>)))]
#[get("/sessions")]
async fn list_sessions(app: Data<App>, customer: Customer) -> Fallible<Json<Vec<SessionEntry>>> {
    let now = app.clock.now();
    app.db.read(move |conn| sessions::list(conn, customer.account, customer.session, now)).await.map(Json)
}

/// Ends all sessions of the account, this one too.
#[utoipa::path(tag = "accounts", responses((status = 204)))]
#[delete("/sessions")]
async fn sign_out_everywhere(app: Data<App>, http: HttpRequest, customer: Customer) -> Fallible<HttpResponse> {
    customer.in_person()?;
    let now = app.clock.now();
    app.db.write(move |conn| sessions::revoke_all(conn, customer.account, None, now)).await?;
    forget(&http);
    Ok(HttpResponse::NoContent().finish())
}

/// Ends one session of the account.
#[utoipa::path(tag = "accounts", params(("id" = SessionId, Path)), responses((status = 204)))]
#[delete("/sessions/{id}")]
async fn end_session(
    app: Data<App>,
    http: HttpRequest,
    customer: Customer,
    Id(id): Id<SessionId>,
) -> Fallible<HttpResponse> {
    customer.in_person()?;
    let now = app.clock.now();
    app.db.write(move |conn| super::end_session(conn, customer.account, id, now)).await?;
    if id == customer.session {
        forget(&http);
    }
    Ok(HttpResponse::NoContent().finish())
}

/// Asks for a link to choose a new password; answered alike whether or not the address has an account.
#[utoipa::path(tag = "accounts", request_body = RequestPasswordReset, responses((status = 202)))]
#[post("/password-resets")]
async fn request_password_reset(app: Data<App>, Body(request): Body<RequestPasswordReset>) -> Fallible<HttpResponse> {
    let (config, now) = (Arc::clone(&app.config), app.clock.now());
    app.db.write(move |conn| super::request_password_reset(conn, &config, &request.email, now)).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Chooses a new password by the link of a mail; all other sessions end and the browser is signed in.
#[utoipa::path(tag = "accounts", request_body = ResetPassword, responses((status = 200, body = Session)))]
#[post("/password-resets/confirm")]
async fn reset_password(
    app: Data<App>,
    http: HttpRequest,
    asker: Anyone,
    Body(request): Body<ResetPassword>,
) -> Fallible<Json<Session>> {
    let (config, tokens, now) = (Arc::clone(&app.config), app.tokens.clone(), app.clock.now());
    let (browser, secret) = (browser(&http, &asker), request.token);
    let password = app.passwords.choose(&request.new_password).await?;
    let reset = move |conn: &mut _| super::reset_password(conn, &config, &tokens, &browser, &secret, &password, now);
    let entered = app.db.write(reset).await?;
    Ok(welcome(&http, entered))
}

/// The signed-in person.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Account)))]
#[get("/account")]
async fn show_account(app: Data<App>, customer: Customer) -> Fallible<Json<Account>> {
    app.db.read(move |conn| super::profile(conn, customer.account)).await.map(Json)
}

/// Changes name and language.
#[utoipa::path(tag = "accounts", request_body = ChangeProfile, responses((status = 200, body = Account)))]
#[patch("/account")]
async fn change_profile(
    app: Data<App>,
    customer: Customer,
    Body(request): Body<ChangeProfile>,
) -> Fallible<Json<Account>> {
    app.db.write(move |conn| super::change_profile(conn, customer.account, &request)).await.map(Json)
}

/// Asks to move to another address, which gets a link.
#[utoipa::path(tag = "accounts", request_body = ChangeEmail, responses((status = 202)))]
#[post("/account/email")]
async fn change_email(app: Data<App>, customer: Customer, Body(request): Body<ChangeEmail>) -> Fallible<HttpResponse> {
    customer.in_person()?;
    let (config, now, account) = (Arc::clone(&app.config), app.clock.now(), customer.account);
    let before = check_password(&app, account, &request.password).await?;
    let new = request.new_email;
    app.db.write(move |conn| super::change_email(conn, &config, account, &before, &new, now)).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Follows the link to a new address, signed in to the account that asked for it.
#[utoipa::path(tag = "accounts", request_body = ConfirmEmail, responses((status = 200, body = Session)))]
#[post("/account/email/confirm")]
async fn confirm_email(app: Data<App>, customer: Customer, Body(link): Body<ConfirmEmail>) -> Fallible<Json<Session>> {
    customer.in_person()?;
    let now = app.clock.now();
    app.db.write(move |conn| super::confirm_email(conn, customer.account, &link.token, now)).await.map(Json)
}

/// Changes the password; all other sessions end.
#[utoipa::path(tag = "accounts", request_body = ChangePassword, responses((status = 204)))]
#[post("/account/password")]
async fn change_password(
    app: Data<App>,
    customer: Customer,
    Body(request): Body<ChangePassword>,
) -> Fallible<HttpResponse> {
    customer.in_person()?;
    let (config, now) = (Arc::clone(&app.config), app.clock.now());
    let whose = (customer.account, customer.session);
    let before = check_password(&app, customer.account, &request.current_password).await?;
    let password = app.passwords.choose(&request.new_password).await?;
    app.db.write(move |conn| super::change_password(conn, &config, whose, &before, &password, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn welcome(http: &HttpRequest, entered: Entered) -> Json<Session> {
    if let Some(token) = entered.token {
        remember(http, token);
    }
    Json(entered.session)
}
