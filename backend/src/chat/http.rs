//! Routes of the conversation for visitors and customers; those of the staff stand beside.

mod staff;

use super::attachments::{self, Reader};
use crate::announce::Owner;
use crate::app::App;
use crate::auth::{Anyone, Visitor};
use crate::error::{Error, Fallible};
use crate::request::{Body, Id, Query, too_large};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS};
use actix_web::web::{Data, Json, Payload};
use actix_web::{HttpResponse, get, post, put};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use serde::Deserialize;
use shared::chat::{
    ATTACHMENT_MAX_BYTES, Attachment, AttachmentKind, Chat, Conversation, ListMessages, Mark, Messages,
    ReportConversation, SendMessage, Sent,
};
use shared::ids::AttachmentId;
use shared::refusal::Refusal;
use utoipa_actix_web::service_config::ServiceConfig;

/// How much of a file that is too large is read before the connection is dropped, in bytes.
const READ_MAX_BYTES: usize = 4 * ATTACHMENT_MAX_BYTES;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(show_chat)
        .service(list_messages)
        .service(send_message)
        .service(mark_messages)
        .service(report_conversation)
        .service(upload_attachment)
        .service(show_attachment);
    staff::routes(config);
}

fn owner(anyone: &Anyone) -> Option<Owner> {
    anyone.0.map(|who| super::owner(who.visitor, who.account.map(|(account, _)| account)))
}

/// What a guest wrote before signing in follows into the account.
async fn follow(app: &App, anyone: &Anyone) -> Fallible<()> {
    let Some((visitor, Some((account, _)))) = anyone.0.map(|who| (who.visitor, who.account)) else { return Ok(()) };
    let session = anyone.0.map(|who| who.session);
    let Some(session) = session else { return Ok(()) };
    let caller = Visitor { session, visitor, account: Some(account) };
    if app.db.read(move |conn| super::is_to_follow(conn, &caller)).await? {
        app.db.write(move |conn| super::follow(conn, visitor, account)).await?;
    }
    Ok(())
}

/// The caller's conversation with its newest messages, and whether the box office is there.
#[utoipa::path(tag = "chat", responses((status = 200, body = Chat)))]
#[get("/chat")]
async fn show_chat(app: Data<App>, anyone: Anyone) -> Fallible<Json<Chat>> {
    follow(&app, &anyone).await?;
    let (office, caller) = (app.office().await?, owner(&anyone));
    app.db.read(move |conn| super::show(conn, caller, office.clone())).await.map(Json)
}

/// Messages of the caller's conversation: older ones, those that were missed, or those with some words.
#[utoipa::path(tag = "chat", params(ListMessages), responses((status = 200, body = Messages)))]
#[get("/chat/messages")]
async fn list_messages(
    app: Data<App>,
    anyone: Anyone,
    Query(request): Query<ListMessages>,
) -> Fallible<Json<Messages>> {
    let caller = owner(&anyone);
    app.db.read(move |conn| super::list_messages(conn, caller, &request)).await.map(Json)
}

/// Writes to the box office; twenty messages a minute at most. The same `client_id` answers the same message.
#[utoipa::path(tag = "chat", request_body = SendMessage, responses((status = 201, body = Sent)))]
#[post("/chat/messages")]
async fn send_message(app: Data<App>, visitor: Visitor, Body(request): Body<SendMessage>) -> Fallible<HttpResponse> {
    let (office, now) = (app.office().await?, app.clock.now());
    let sent = app.db.write(move |conn| super::send(conn, &visitor, &request, &office, now)).await?;
    Ok(HttpResponse::Created().json(sent))
}

/// Says how far the caller has got: what arrived, and what was read.
#[utoipa::path(tag = "chat", request_body = Mark, responses((status = 200, body = Conversation)))]
#[put("/chat/marks")]
async fn mark_messages(app: Data<App>, anyone: Anyone, Body(mark): Body<Mark>) -> Fallible<Json<Conversation>> {
    let caller = owner(&anyone).ok_or(Refusal::NotFound)?;
    app.db.write(move |conn| super::mark(conn, caller, mark)).await.map(Json)
}

/// Tells that something in the conversation does not belong there.
#[utoipa::path(tag = "chat", request_body = ReportConversation, responses((status = 204)))]
#[post("/chat/reports")]
async fn report_conversation(
    app: Data<App>,
    anyone: Anyone,
    Body(request): Body<ReportConversation>,
) -> Fallible<HttpResponse> {
    let (caller, now) = (owner(&anyone).ok_or(Refusal::NotFound)?, app.clock.now());
    app.db.write(move |conn| super::report(conn, caller, &request, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct FileName {
    /// How the file is called.
    #[serde(default)]
    name: String,
}

/// Uploads a file for a message that is sent afterwards: a picture or a PDF of at most 8 MiB.
#[utoipa::path(tag = "chat", params(FileName), request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Attachment)))]
#[post("/chat/attachments")]
async fn upload_attachment(
    app: Data<App>,
    visitor: Visitor,
    Query(file): Query<FileName>,
    body: Payload,
) -> Fallible<HttpResponse> {
    keep_file(&app, visitor, file.name, body).await
}

async fn keep_file(app: &App, by: Visitor, name: String, body: Payload) -> Fallible<HttpResponse> {
    let file = read_file(body).await?;
    let ready = tokio::task::spawn_blocking(move || attachments::prepare(&file)).await;
    let ready = ready.map_err(|cause| Error::fault("look at a file", cause))??;
    let now = app.clock.now();
    let kept = app.db.write(move |conn| attachments::upload(conn, &by, &ready, &name, now)).await?;
    Ok(HttpResponse::Created().json(kept))
}

/// Reads the file; a larger one to its end as well, so that the browser hears why it is refused.
async fn read_file(mut body: Payload) -> Fallible<Bytes> {
    let mut file = BytesMut::new();
    let mut length = 0_usize;
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|cause| Error::invalid("body", cause.to_string()))?;
        length = length.saturating_add(chunk.len());
        if length <= ATTACHMENT_MAX_BYTES {
            file.extend_from_slice(&chunk);
        }
        if length > READ_MAX_BYTES {
            break;
        }
    }
    if length > ATTACHMENT_MAX_BYTES { Err(too_large(ATTACHMENT_MAX_BYTES)) } else { Ok(file.freeze()) }
}

/// A file of the caller's conversation; the box office sees those of all.
#[utoipa::path(tag = "chat", params(("id" = AttachmentId, Path)), responses((status = 200, body = Vec<u8>, content_type = "image/jpeg")))]
#[get("/chat/attachments/{id}")]
async fn show_attachment(app: Data<App>, anyone: Anyone, id: Id<AttachmentId>) -> Fallible<HttpResponse> {
    let reader = Reader { visitor: anyone.0.map(|who| who.visitor), account: anyone.0.and_then(|who| who.account) };
    let attachments::Sent { about, bytes } = app.db.read(move |conn| attachments::show(conn, id.0, &reader)).await?;
    let (kind, disposition) = match about.kind {
        AttachmentKind::Picture => ("image/jpeg", "inline"),
        AttachmentKind::Pdf => ("application/pdf", "attachment"),
    };
    let name = url::form_urlencoded::byte_serialize(about.name.as_bytes()).collect::<String>().replace('+', "%20");
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((CONTENT_DISPOSITION, format!("{disposition}; filename*=UTF-8''{name}")))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .insert_header((CACHE_CONTROL, "private, max-age=3600"))
        .body(bytes))
}
