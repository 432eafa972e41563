//! The routes of programs with a key: for admins who give them, and for the programs themselves.

mod webhooks;

use super::tokens::Tokens;
use crate::app::App;
use crate::auth::Staff;
use crate::db::Conn;
use crate::error::{Fallible, details};
use crate::request::{Body, Id};
use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL, WWW_AUTHENTICATE};
use actix_web::web::{Bytes, Data, Json};
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use shared::ids::ApiClientId;
use shared::partners::{ApiClient, CreateApiClient, NewApiClient, TokenAnswer, TokenRequest};
use shared::refusal::Refusal;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_api_clients)
        .service(create_api_client)
        .service(revoke_api_client)
        .service(exchange_key)
        .configure(webhooks::routes);
}

/// Programs of third parties, newest first; also those whose key was revoked.
#[utoipa::path(tag = "partners", responses((status = 200, body = Vec<ApiClient>)))]
#[get("/admin/api-clients")]
async fn list_api_clients(app: Data<App>, staff: Staff) -> Fallible<Json<Vec<ApiClient>>> {
    staff.require(&[])?;
    app.db.read(super::list_clients).await.map(Json)
}

/// Gives a program a key, which is answered once.
#[utoipa::path(tag = "partners", request_body = CreateApiClient, responses((status = 201, body = NewApiClient)))]
#[post("/admin/api-clients")]
async fn create_api_client(
    app: Data<App>,
    staff: Staff,
    Body(request): Body<CreateApiClient>,
) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let now = app.clock.now();
    let made = app.db.write(move |conn| super::create_client(conn, staff.account, &request, now)).await?;
    Ok(HttpResponse::Created().insert_header((CACHE_CONTROL, "no-store")).json(made))
}

/// Makes a key and the tokens made with it worthless.
#[utoipa::path(tag = "partners", params(("id" = ApiClientId, Path)), responses((status = 204)))]
#[delete("/admin/api-clients/{id}")]
async fn revoke_api_client(app: Data<App>, staff: Staff, id: Id<ApiClientId>) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let now = app.clock.now();
    app.db.write(move |conn| super::revoke_client(conn, staff.account, id.0, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// A key against a token of fifteen minutes: client credentials of RFC 6749, form-encoded. What is refused has the RFC's
/// `error` besides the members of every refusal.
#[utoipa::path(tag = "partners", request_body(content = TokenRequest, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, body = TokenAnswer)))]
#[post("/oauth/token")]
async fn exchange_key(app: Data<App>, http: HttpRequest, body: Bytes) -> Fallible<HttpResponse> {
    let request = read_form(&body);
    if request.grant_type != "client_credentials" {
        let is_missing = request.grant_type.is_empty();
        return Ok(oauth_error(if is_missing { "invalid_request" } else { "unsupported_grant_type" }));
    }
    let Some((id, key)) = basic(&http).or_else(|| request.client_id.zip(request.client_secret)) else {
        return Ok(oauth_error("invalid_client"));
    };
    let (now, tokens, wanted) = (app.clock.now(), app.client_tokens.clone(), request.scope);
    let exchange = move |conn: &mut Conn| exchanged(conn, &tokens, (&id, &key), wanted.as_deref(), now);
    Ok(match app.db.read(exchange).await? {
        Ok(answer) => HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(answer),
        Err(error) => oauth_error(error),
    })
}

fn exchanged(
    conn: &mut Conn,
    tokens: &Tokens,
    (id, key): (&str, &str),
    wanted: Option<&str>,
    now: crate::clock::Moment,
) -> Fallible<Result<TokenAnswer, &'static str>> {
    let Some(known) = super::recognise_key(conn, id, key, now)? else { return Ok(Err("invalid_client")) };
    match super::narrowed(&known.scopes, wanted) {
        Some(scopes) => tokens.sign(known.client, &scopes, now).map(Ok),
        None => Ok(Err("invalid_scope")),
    }
}

/// Members that are not there are empty: what is missing is told in the RFC's words.
fn read_form(body: &[u8]) -> TokenRequest {
    let member = |name: &str| {
        url::form_urlencoded::parse(body).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    TokenRequest {
        grant_type: member("grant_type").unwrap_or_default(),
        client_id: member("client_id"),
        client_secret: member("client_secret"),
        scope: member("scope"),
    }
}

/// Id and key of the header `Authorization: Basic`.
fn basic(http: &HttpRequest) -> Option<(String, String)> {
    let header = http.headers().get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let text = String::from_utf8(BASE64_STANDARD.decode(header.trim()).ok()?).ok()?;
    let (id, key) = text.split_once(':')?;
    Some((id.to_owned(), key.to_owned()))
}

fn oauth_error(error: &str) -> HttpResponse {
    let (status, refusal) = match error {
        "invalid_client" => (StatusCode::UNAUTHORIZED, Refusal::WrongCredentials),
        _ => (StatusCode::BAD_REQUEST, Refusal::NotUnderstood { path: "body".into(), problem: error.into() }),
    };
    let mut body = serde_json::to_value(details(refusal)).unwrap_or_default();
    if let Some(members) = body.as_object_mut() {
        members.insert("error".into(), json!(error));
    }
    let mut answer = HttpResponse::build(status);
    if status == StatusCode::UNAUTHORIZED {
        answer.insert_header((WWW_AUTHENTICATE, "Basic realm=\"billetterie\""));
    }
    answer.insert_header((CACHE_CONTROL, "no-store")).content_type("application/problem+json").json(body)
}
