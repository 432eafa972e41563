//! The requests of the staff, one function each, named as their handlers.

use super::messages_query;
use super::request::{Answer, bare, change, done, done_with, encoded, query, read, upload};
use gloo_net::http::Method;
use shared::admin::BackOffice;
use shared::basket::Basket;
use shared::chat::{
    AssignConversation, Attachment, BlockVisitor, CustomerCard, InboxFilter, InboxItem, ListInbox, ListMessages, Mark,
    Message, Messages, Note, PreparedAnswer, ReportConversation, ResendTickets, SendMessage, SetConversationState,
    StaffConversation, WriteAnswer, WriteNote,
};
use shared::ids::{AnswerId, ConversationId};
use shared::live::{SetPresence, StaffPresence, VisitorsHere};
use shared::paging::Page;
use web_sys::File;

/// What the caller finds in the back office.
pub fn tables() -> impl Future<Output = Answer<BackOffice>> + use<> {
    read("/admin/tables")
}

pub fn list_conversations(which: &ListInbox) -> impl Future<Output = Answer<Page<InboxItem>>> + use<> {
    let filter = match which.filter {
        InboxFilter::Open => "open",
        InboxFilter::Mine => "mine",
        InboxFilter::Unassigned => "unassigned",
        InboxFilter::Closed => "closed",
        InboxFilter::Reported => "reported",
        InboxFilter::All => "all",
    };
    let members = [("filter", Some(filter)), ("search", which.search.as_deref()), ("cursor", which.cursor.as_deref())];
    read(&format!("/admin/chat/conversations{}", query(&members)))
}

pub fn conversation(id: ConversationId) -> impl Future<Output = Answer<StaffConversation>> + use<> {
    read(&path(id, ""))
}

pub fn messages(id: ConversationId, which: &ListMessages) -> impl Future<Output = Answer<Messages>> + use<> {
    read(&path(id, &format!("/messages{}", messages_query(which))))
}

pub fn send_message(id: ConversationId, message: &SendMessage) -> impl Future<Output = Answer<Message>> + use<> {
    change(Method::POST, &path(id, "/messages"), message)
}

pub fn mark(id: ConversationId, mark: Mark) -> impl Future<Output = Answer<()>> + use<> {
    done_with(Method::PUT, &path(id, "/marks"), &mark)
}

pub fn attach(id: ConversationId, file: &File) -> impl Future<Output = Answer<Attachment>> + use<> {
    upload(&path(id, &format!("/attachments?name={}", encoded(&file.name()))), file)
}

pub fn assign(id: ConversationId, to: AssignConversation) -> impl Future<Output = Answer<InboxItem>> + use<> {
    change(Method::PUT, &path(id, "/assignee"), &to)
}

pub fn set_state(id: ConversationId, state: SetConversationState) -> impl Future<Output = Answer<InboxItem>> + use<> {
    change(Method::PUT, &path(id, "/state"), &state)
}

pub fn write_note(id: ConversationId, note: &WriteNote) -> impl Future<Output = Answer<Note>> + use<> {
    change(Method::POST, &path(id, "/notes"), note)
}

pub fn block(id: ConversationId, why: &BlockVisitor) -> impl Future<Output = Answer<InboxItem>> + use<> {
    change(Method::POST, &path(id, "/block"), why)
}

pub fn unblock(id: ConversationId) -> impl Future<Output = Answer<InboxItem>> + use<> {
    bare(Method::DELETE, &path(id, "/block"))
}

pub fn report(id: ConversationId, report: &ReportConversation) -> impl Future<Output = Answer<()>> + use<> {
    done_with(Method::POST, &path(id, "/reports"), report)
}

pub fn customer(id: ConversationId) -> impl Future<Output = Answer<CustomerCard>> + use<> {
    read(&path(id, "/customer"))
}

pub fn extend_hold(id: ConversationId) -> impl Future<Output = Answer<Basket>> + use<> {
    bare(Method::POST, &path(id, "/extend-hold"))
}

pub fn resend_tickets(id: ConversationId, which: ResendTickets) -> impl Future<Output = Answer<()>> + use<> {
    done_with(Method::POST, &path(id, "/resend-tickets"), &which)
}

pub fn answers() -> impl Future<Output = Answer<Vec<PreparedAnswer>>> + use<> {
    read("/admin/chat/answers")
}

pub fn write_answer(answer: &WriteAnswer) -> impl Future<Output = Answer<PreparedAnswer>> + use<> {
    change(Method::POST, "/admin/chat/answers", answer)
}

pub fn change_answer(id: AnswerId, answer: &WriteAnswer) -> impl Future<Output = Answer<PreparedAnswer>> + use<> {
    change(Method::PUT, &format!("/admin/chat/answers/{id}"), answer)
}

pub fn remove_answer(id: AnswerId) -> impl Future<Output = Answer<()>> + use<> {
    done(Method::DELETE, &format!("/admin/chat/answers/{id}"))
}

pub fn visitors() -> impl Future<Output = Answer<VisitorsHere>> + use<> {
    read("/admin/visitors")
}

pub fn presence() -> impl Future<Output = Answer<StaffPresence>> + use<> {
    read("/admin/presence")
}

pub fn set_presence(word: &SetPresence) -> impl Future<Output = Answer<StaffPresence>> + use<> {
    change(Method::PUT, "/admin/presence", word)
}

fn path(id: ConversationId, rest: &str) -> String {
    format!("/admin/chat/conversations/{id}{rest}")
}
