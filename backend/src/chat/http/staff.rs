//! Routes with which the box office answers.

use super::{FileName, keep_file};
use crate::app::App;
use crate::auth::{Customer, Staff, Visitor};
use crate::chat::inbox;
use crate::error::Fallible;
use crate::request::{Body, Id, Query};
use actix_web::web::{Data, Json, Payload};
use actix_web::{HttpResponse, delete, get, post, put};
use shared::basket::Basket;
use shared::chat::{
    AssignConversation, Attachment, BlockVisitor, CustomerCard, InboxItem, ListInbox, ListMessages, Mark, Message,
    Messages, Note, PreparedAnswer, ReportConversation, ResendTickets, SendMessage, SetConversationState,
    StaffConversation, WriteAnswer, WriteNote,
};
use shared::ids::{AnswerId, ConversationId};
use shared::paging::Page;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_conversations)
        .service(show_conversation)
        .service(list_messages_of_conversation)
        .service(answer_conversation)
        .service(mark_conversation)
        .service(attach_to_conversation)
        .service(assign_conversation)
        .service(set_conversation_state)
        .service(write_note)
        .service(block_visitor)
        .service(unblock_visitor)
        .service(report_visitor)
        .service(show_customer)
        .service(extend_hold)
        .service(resend_tickets_in_conversation)
        .service(list_answers)
        .service(write_answer)
        .service(change_answer)
        .service(remove_answer);
}

/// The inbox: conversations, those that moved last first.
#[utoipa::path(tag = "staff", params(ListInbox), responses((status = 200, body = Page<InboxItem>)))]
#[get("/admin/chat/conversations")]
async fn list_conversations(
    app: Data<App>,
    staff: Staff,
    Query(request): Query<ListInbox>,
) -> Fallible<Json<Page<InboxItem>>> {
    inbox::check_staff(&staff)?;
    app.db.read(move |conn| inbox::list_conversations(conn, staff.account, &request)).await.map(Json)
}

/// A conversation with its newest messages, notes and reports.
#[utoipa::path(tag = "staff", params(("id" = ConversationId, Path)), responses((status = 200, body = StaffConversation)))]
#[get("/admin/chat/conversations/{id}")]
async fn show_conversation(app: Data<App>, staff: Staff, id: Id<ConversationId>) -> Fallible<Json<StaffConversation>> {
    inbox::check_staff(&staff)?;
    app.db.read(move |conn| inbox::show(conn, id.0)).await.map(Json)
}

/// Messages of a conversation: older ones, those that were missed, or those with some words.
#[utoipa::path(tag = "staff", params(("id" = ConversationId, Path), ListMessages), responses((status = 200, body = Messages)))]
#[get("/admin/chat/conversations/{id}/messages")]
async fn list_messages_of_conversation(
    app: Data<App>,
    staff: Staff,
    id: Id<ConversationId>,
    Query(request): Query<ListMessages>,
) -> Fallible<Json<Messages>> {
    inbox::check_staff(&staff)?;
    app.db.read(move |conn| inbox::list_messages(conn, id.0, &request)).await.map(Json)
}

/// Answers; the same `client_id` answers the same message.
#[utoipa::path(tag = "staff", params(("id" = ConversationId, Path)), request_body = SendMessage, responses((status = 201, body = Message)))]
#[post("/admin/chat/conversations/{id}/messages")]
async fn answer_conversation(
    app: Data<App>,
    staff: Staff,
    person: Customer,
    id: Id<ConversationId>,
    Body(request): Body<SendMessage>,
) -> Fallible<HttpResponse> {
    inbox::check_staff(&staff)?;
    let (now, who) = (app.clock.now(), (staff.account, person.visitor));
    let message = app.db.write(move |conn| inbox::answer(conn, id.0, who, &request, now)).await?;
    Ok(HttpResponse::Created().json(message))
}

/// Says how far the staff have got.
#[utoipa::path(tag = "staff", params(("id" = ConversationId, Path)), request_body = Mark, responses((status = 204)))]
#[put("/admin/chat/conversations/{id}/marks")]
async fn mark_conversation(
    app: Data<App>,
    staff: Staff,
    id: Id<ConversationId>,
    Body(mark): Body<Mark>,
) -> Fallible<HttpResponse> {
    inbox::check_staff(&staff)?;
    app.db.write(move |conn| inbox::mark(conn, id.0, mark)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Uploads a file for an answer that is sent afterwards.
#[utoipa::path(tag = "staff", params(("id" = ConversationId, Path), FileName),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 201, body = Attachment)))]
#[post("/admin/chat/conversations/{id}/attachments")]
async fn attach_to_conversation(
    app: Data<App>,
    staff: Staff,
    person: Customer,
    id: Id<ConversationId>,
    Query(file): Query<FileName>,
    body: Payload,
) -> Fallible<HttpResponse> {
    inbox::check_staff(&staff)?;
    app.db.read(move |conn| crate::chat::find(conn, id.0)).await?;
    let by = Visitor { session: person.session, visitor: person.visitor, account: Some(person.account) };
    keep_file(&app, by, file.name, body).await
}

/// Hands a conversation to somebody, or to nobody.
#[utoipa::path(tag = "staff", params(("id" = ConversationId, Path)), request_body = AssignConversation, responses((status = 200, body = InboxItem)))]
#[put("/admin/chat/conversations/{id}/assignee")]
async fn assign_conversation(
    app: Data<App>,
    staff: Staff,
    id: Id<ConversationId>,
    Body(request): Body<AssignConversation>,
) -> Fallible<Json<InboxItem>> {
    inbox::check_staff(&staff)?;
    app.db.write(move |conn| inbox::assign(conn, id.0, request.account)).await.map(Json)
}

/// Closes a conversation, or opens it again.
#[utoipa::path(tag = "staff", params(("id" = ConversationId, Path)), request_body = SetConversationState, responses((status = 200, body = InboxItem)))]
#[put("/admin/chat/conversations/{id}/state")]
async fn set_conversation_state(
    app: Data<App>,
    staff: Staff,
    id: Id<ConversationId>,
    Body(request): Body<SetConversationState>,
) -> Fallible<Json<InboxItem>> {
    inbox::check_staff(&staff)?;
    app.db.write(move |conn| inbox::set_state(conn, id.0, request.state)).await.map(Json)
}

/// Writes a note that only staff see.
#[utoipa::path(tag = "staff", params(("id" = ConversationId, Path)), request_body = WriteNote, responses((status = 201, body = Note)))]
#[post("/admin/chat/conversations/{id}/notes")]
async fn write_note(
    app: Data<App>,
    staff: Staff,
    id: Id<ConversationId>,
    Body(request): Body<WriteNote>,
) -> Fallible<HttpResponse> {
    inbox::check_staff(&staff)?;
    let now = app.clock.now();
    let note = app.db.write(move |conn| inbox::write_note(conn, id.0, staff.account, &request, now)).await?;
    Ok(HttpResponse::Created().json(note))
}

/// Takes no more messages from the visitor.
#[utoipa::path(tag = "staff", params(("id" = ConversationId, Path)), request_body = BlockVisitor, responses((status = 200, body = InboxItem)))]
#[post("/admin/chat/conversations/{id}/block")]
async fn block_visitor(
    app: Data<App>,
    staff: Staff,
    id: Id<ConversationId>,
    Body(request): Body<BlockVisitor>,
) -> Fallible<Json<InboxItem>> {
    inbox::check_staff(&staff)?;
    let now = app.clock.now();
    app.db.write(move |conn| inbox::block(conn, id.0, &request, now)).await.map(Json)
}

/// Takes messages from the visitor again.
#[utoipa::path(tag = "staff", params(("id" = ConversationId, Path)), responses((status = 200, body = InboxItem)))]
#[delete("/admin/chat/conversations/{id}/block")]
async fn unblock_visitor(app: Data<App>, staff: Staff, id: Id<ConversationId>) -> Fallible<Json<InboxItem>> {
    inbox::check_staff(&staff)?;
    app.db.write(move |conn| inbox::unblock(conn, id.0)).await.map(Json)
}

/// Notes for colleagues that something in the conversation does not belong there.
#[utoipa::path(tag = "staff", params(("id" = ConversationId, Path)), request_body = ReportConversation, responses((status = 204)))]
#[post("/admin/chat/conversations/{id}/reports")]
async fn report_visitor(
    app: Data<App>,
    staff: Staff,
    id: Id<ConversationId>,
    Body(request): Body<ReportConversation>,
) -> Fallible<HttpResponse> {
    inbox::check_staff(&staff)?;
    let now = app.clock.now();
    app.db.write(move |conn| inbox::report(conn, id.0, &request, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Who the conversation is with: basket, orders, comments, and where they are on the site.
#[utoipa::path(tag = "staff", params(("id" = ConversationId, Path)), responses((status = 200, body = CustomerCard)))]
#[get("/admin/chat/conversations/{id}/customer")]
async fn show_customer(app: Data<App>, staff: Staff, id: Id<ConversationId>) -> Fallible<Json<CustomerCard>> {
    inbox::check_staff(&staff)?;
    let now = app.clock.now();
    let read = move |conn: &mut _| Ok((inbox::customer(conn, id.0, now)?, crate::chat::find(conn, id.0)?.owner));
    let (card, owner) = app.db.read(read).await?;
    Ok(Json(CustomerCard { here: app.visitor_here(owner).await?, ..card }))
}

/// Gives the visitor's basket more time, once.
#[utoipa::path(tag = "staff", params(("id" = ConversationId, Path)), responses((status = 200, body = Basket)))]
#[post("/admin/chat/conversations/{id}/extend-hold")]
async fn extend_hold(app: Data<App>, staff: Staff, id: Id<ConversationId>) -> Fallible<Json<Basket>> {
    inbox::check_staff(&staff)?;
    let now = app.clock.now();
    app.db.write(move |conn| inbox::extend_hold(conn, id.0, now)).await.map(Json)
}

/// Mails the tickets of one of the customer's orders once more.
#[utoipa::path(tag = "staff", params(("id" = ConversationId, Path)), request_body = ResendTickets, responses((status = 202)))]
#[post("/admin/chat/conversations/{id}/resend-tickets")]
async fn resend_tickets_in_conversation(
    app: Data<App>,
    staff: Staff,
    id: Id<ConversationId>,
    Body(request): Body<ResendTickets>,
) -> Fallible<HttpResponse> {
    inbox::check_staff(&staff)?;
    let now = app.clock.now();
    app.db.write(move |conn| inbox::resend_tickets(conn, id.0, request.order, now)).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Prepared answers, by title.
#[utoipa::path(tag = "staff", responses((status = 200, body = Vec<PreparedAnswer>)))]
#[get("/admin/chat/answers")]
async fn list_answers(app: Data<App>, staff: Staff) -> Fallible<Json<Vec<PreparedAnswer>>> {
    inbox::check_staff(&staff)?;
    app.db.read(inbox::answers).await.map(Json)
}

/// Prepares an answer.
#[utoipa::path(tag = "staff", request_body = WriteAnswer, responses((status = 201, body = PreparedAnswer)))]
#[post("/admin/chat/answers")]
async fn write_answer(app: Data<App>, staff: Staff, Body(request): Body<WriteAnswer>) -> Fallible<HttpResponse> {
    inbox::check_staff(&staff)?;
    let answer = app.db.write(move |conn| inbox::write_answer(conn, &request)).await?;
    Ok(HttpResponse::Created().json(answer))
}

/// Changes a prepared answer.
#[utoipa::path(tag = "staff", params(("id" = AnswerId, Path)), request_body = WriteAnswer, responses((status = 200, body = PreparedAnswer)))]
#[put("/admin/chat/answers/{id}")]
async fn change_answer(
    app: Data<App>,
    staff: Staff,
    id: Id<AnswerId>,
    Body(request): Body<WriteAnswer>,
) -> Fallible<Json<PreparedAnswer>> {
    inbox::check_staff(&staff)?;
    app.db.write(move |conn| inbox::change_answer(conn, id.0, &request)).await.map(Json)
}

/// Takes a prepared answer away.
#[utoipa::path(tag = "staff", params(("id" = AnswerId, Path)), responses((status = 204)))]
#[delete("/admin/chat/answers/{id}")]
async fn remove_answer(app: Data<App>, staff: Staff, id: Id<AnswerId>) -> Fallible<HttpResponse> {
    inbox::check_staff(&staff)?;
    app.db.write(move |conn| inbox::remove_answer(conn, id.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}
