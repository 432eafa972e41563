//! The conversation of a visitor or customer with the box office. Each has one conversation, which is closed and opened again;
//! a guest's goes into the account at sign-in. Text is text, never HTML: pages recognise links by themselves.

use crate::basket::Basket;
use crate::comments::Comment;
use crate::email::Email;
use crate::house::Locale;
use crate::ids::{AccountId, AnswerId, AttachmentId, ConversationId, MessageId, NoteId, OrderId, VisitorId};
use crate::live::{BoxOfficePresence, VisitorHere};
use crate::orders::OrderCard;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Longest message, in characters.
pub const MESSAGE_MAX: usize = 4_000;
/// Files one message may carry.
pub const ATTACHMENTS_MAX: usize = 5;
/// Largest file, in bytes.
pub const ATTACHMENT_MAX_BYTES: usize = 8 * 1024 * 1024;
/// Longest private note, prepared answer and reason, in characters.
pub const NOTE_MAX: usize = 2_000;
pub const ANSWER_MAX: usize = 4_000;
pub const ANSWER_TITLE_MAX: usize = 80;
pub const REASON_MAX: usize = 500;
/// Longest search, in characters.
pub const SEARCH_MAX: usize = 100;

/// Who writes: the two sides of a conversation, and the system's remarks between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Visitor,
    Staff,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConversationState {
    Open,
    /// Done; a new message opens it again.
    Closed,
}

/// How far one side has got: sequence numbers, 0 before the first message. `read` is never beyond `delivered`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Mark {
    pub delivered: i64,
    pub read: i64,
}

/// `GET /chat`: everything the widget needs when a page is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Chat {
    pub office: BoxOfficePresence,
    /// Whether the next message must bring a name and an address, because nobody is there to answer now.
    pub contact_needed: bool,
    /// None before the first message.
    pub conversation: Option<Conversation>,
    /// The newest 50 messages, oldest first; older ones at `GET /chat/messages`.
    pub messages: Vec<Message>,
}

/// A conversation as the visitor sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Conversation {
    pub id: ConversationId,
    pub state: ConversationState,
    /// What a guest told of themselves.
    pub name: String,
    pub email: Option<Email>,
    /// The sequence of the newest message.
    pub last: i64,
    /// Messages of the box office that the visitor has not read.
    pub unread: i64,
    /// How far the visitor has got.
    pub mine: Mark,
    /// How far the box office has got.
    pub theirs: Mark,
    /// The box office takes no more messages from this visitor.
    pub blocked: bool,
}

/// A message. The sequence numbers of a conversation grow without gaps from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    pub id: MessageId,
    pub conversation: ConversationId,
    pub sequence: i64,
    /// What the sender called it; by this a page knows its own message again.
    pub client_id: String,
    pub side: Side,
    /// The writer's name: `Ada L.` for a member of the staff, as far as known for a visitor.
    pub name: String,
    /// The member of the staff who wrote it; only told to staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    pub sent_at: DateTime<Utc>,
}

/// A file at `GET /chat/attachments/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    pub id: AttachmentId,
    pub kind: AttachmentKind,
    /// The file's name as it is offered for saving.
    pub name: String,
    pub size_bytes: i64,
    /// Size of a picture in pixels; 0 for a document.
    pub width: i32,
    pub height: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// A JPEG picture, whatever was uploaded.
    Picture,
    Pdf,
}

/// `POST /chat/messages` and `POST /admin/chat/conversations/{id}/messages`. The same `client_id` again answers the message that was
/// stored the first time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendMessage {
    /// Chosen by the page, 8 to 64 visible characters, different for each message.
    pub client_id: String,
    /// May be empty when there are attachments.
    #[serde(default)]
    pub text: String,
    /// Files that were uploaded before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentId>,
    /// A guest's name and address; needed when nobody is there (`contact_needed`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The language of mails to a guest.
    #[serde(default)]
    pub locale: Locale,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    pub name: String,
    pub email: Email,
}

/// The answer of a visitor's message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sent {
    pub conversation: Conversation,
    pub message: Message,
}

/// `GET /chat/messages`, `GET /admin/chat/conversations/{id}/messages`: at most one of `before` and `after`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ListMessages {
    /// Only messages before this sequence, the newest of them: for reading back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<i64>,
    /// Only messages after this sequence, the oldest of them: for catching up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<i64>,
    /// Only messages with these words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

/// Messages in the order of their sequence, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Messages {
    pub items: Vec<Message>,
    /// Whether there are more in the direction that was asked for.
    pub has_more: bool,
}

/// `POST /chat/reports` and `POST /admin/chat/conversations/{id}/reports`: something in the conversation does not belong there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportConversation {
    pub reason: String,
}

// --- for the staff

/// Which conversations the inbox lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InboxFilter {
    #[default]
    Open,
    /// Open and assigned to the caller.
    Mine,
    /// Open and assigned to nobody.
    Unassigned,
    Closed,
    /// Somebody reported something in it.
    Reported,
    All,
}

/// `GET /admin/chat/conversations`: the newest message first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ListInbox {
    #[serde(default)]
    pub filter: InboxFilter,
    /// Names, addresses and messages with these words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A conversation as the inbox lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InboxItem {
    pub id: ConversationId,
    pub state: ConversationState,
    /// The customer's name, or what a guest told; empty when nothing is known.
    pub name: String,
    pub email: Option<Email>,
    pub account: Option<AccountId>,
    pub visitor: Option<VisitorId>,
    /// Who takes care of it.
    pub assigned: Option<Colleague>,
    /// The beginning of the newest message.
    pub excerpt: String,
    pub last_side: Side,
    pub last_at: DateTime<Utc>,
    /// The sequence of the newest message.
    pub last: i64,
    /// Messages of the visitor that nobody of the staff has read.
    pub unread: i64,
    pub blocked: bool,
    pub reports: i64,
}

/// A member of the staff, to colleagues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    pub account: AccountId,
    pub name: String,
}

/// `GET /admin/chat/conversations/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffConversation {
    pub item: InboxItem,
    /// How far the visitor has got.
    pub visitor_mark: Mark,
    /// How far the staff has got, whoever it was.
    pub staff_mark: Mark,
    /// The newest 50, oldest first.
    pub messages: Vec<Message>,
    /// Oldest first; visitors never see them.
    pub notes: Vec<Note>,
    pub reports: Vec<ConversationReport>,
    /// Who can take care of it.
    pub colleagues: Vec<Colleague>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Note {
    pub id: NoteId,
    pub author: String,
    pub text: String,
    pub written_at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConversationReport {
    pub side: Side,
    pub reason: String,
    pub reported_at: DateTime<Utc>,
}

/// `POST /admin/chat/conversations/{id}/notes`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteNote {
    pub text: String,
}

/// `PUT /admin/chat/conversations/{id}/assignee`: to a member of the box office, or (none) to nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AssignConversation {
    pub account: Option<AccountId>,
}

/// `PUT /admin/chat/conversations/{id}/state`: closes a conversation or opens it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetConversationState {
    pub state: ConversationState,
}

/// `POST /admin/chat/conversations/{id}/block`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BlockVisitor {
    pub reason: String,
}

/// `POST /admin/chat/conversations/{id}/resend-tickets`: mails the tickets of one of the customer's orders once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResendTickets {
    pub order: OrderId,
}

/// `GET /admin/chat/conversations/{id}/customer`: who the staff are talking with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerCard {
    pub name: String,
    pub email: Option<Email>,
    pub account: Option<AccountId>,
    pub visitor: Option<VisitorId>,
    pub customer_since: Option<DateTime<Utc>>,
    pub locale: Locale,
    pub basket: Basket,
    /// The newest 50.
    pub orders: Vec<OrderCard>,
    /// The newest 50.
    pub comments: Vec<Comment>,
    /// Where they are on the site now; none when they are not.
    pub here: Option<VisitorHere>,
}

/// An answer that was prepared. `{name}`, `{show}`, `{date}`, `{order}` and `{me}` stand for what the page fills in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreparedAnswer {
    pub id: AnswerId,
    pub title: String,
    pub text: String,
}

/// `POST /admin/chat/answers`, `PUT /admin/chat/answers/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteAnswer {
    pub title: String,
    pub text: String,
}

/// A person's conversation as they take it along with their data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChatExport {
    pub conversation: Conversation,
    pub messages: Vec<Message>,
}
