//! The conversation of a visitor or customer with the box office. Each has one; a guest's goes into the account at sign-in, like
//! the basket. The server numbers the messages of a conversation, and knows a message that is sent twice by its sender's word.

pub mod attachments;
pub mod http;
pub mod inbox;
pub mod mails;
mod rules;
mod store;
mod writing;

use crate::accounts;
use crate::announce::{Announcement, Owner, announce};
use crate::auth::Visitor;
use crate::clock::Moment;
use crate::config::Config;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::outbox::{self, Happening, Job};
use crate::request::{page_limit, text};
use attachments::Reader;
use shared::accounts::NAME_MAX_LENGTH;
use shared::chat::{
    Chat, ChatExport, Contact, Conversation, ConversationState, ListMessages, Mark, Message, Messages,
    ReportConversation, SendMessage, Sent, Side,
};
use shared::email::Email;
use shared::house::Locale;
use shared::ids::{AccountId, ConversationId, MessageId, VisitorId};
use shared::live::{BoxOfficePresence, PresenceState};
use shared::paging::LIMIT_DEFAULT;
use shared::refusal::Refusal;
use std::collections::HashMap;
use store::messages::Wanted;
use writing::{Writer, append, begin};

/// Reports that one conversation may collect from its visitor.
const REPORTS_MAX: i64 = 20;

/// A conversation as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub id: ConversationId,
    pub owner: Owner,
    /// The browser the visitor used last.
    pub browser: Option<VisitorId>,
    /// What a guest told; an account has its own.
    name: String,
    email: Option<Email>,
    locale: Locale,
    state: ConversationState,
    assigned: Option<AccountId>,
    last: i64,
    last_side: Side,
    excerpt: String,
    last_at: Moment,
    visitor_mark: Mark,
    staff_mark: Mark,
    is_blocked: bool,
    reports: i64,
    created_at: Moment,
}

/// A message as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stored {
    id: MessageId,
    conversation: ConversationId,
    sequence: i64,
    client_id: String,
    side: Side,
    writer: Option<AccountId>,
    text: String,
    sent_at: Moment,
}

/// Who reads messages: staff are told more about who wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    Visitor,
    Staff,
}

/// Whose conversation a caller has.
pub const fn owner(visitor: VisitorId, account: Option<AccountId>) -> Owner {
    match account {
        Some(account) => Owner::Account(account),
        None => Owner::Visitor(visitor),
    }
}

/// Whether the caller's browser still has a guest's conversation that belongs to the account now.
pub fn is_to_follow(conn: &mut Conn, visitor: &Visitor) -> Fallible<bool> {
    Ok(visitor.account.is_some() && store::of_owner(conn, Owner::Visitor(visitor.visitor))?.is_some())
}

/// Puts what a guest wrote before signing in into the account's conversation.
pub fn follow(conn: &mut Conn, visitor: VisitorId, account: AccountId) -> Fallible<()> {
    let Some(guest) = store::of_owner(conn, Owner::Visitor(visitor))? else { return Ok(()) };
    let known = store::of_owner(conn, Owner::Account(account))?;
    // Always in the same order, so that two browsers that sign in wait for each other instead of forever.
    let mut ids = vec![guest.id];
    ids.extend(known.as_ref().map(|known| known.id));
    ids.sort_unstable();
    for id in ids {
        store::lock(conn, id)?;
    }
    let Some(guest) = store::of_owner(conn, Owner::Visitor(visitor))? else { return Ok(()) };
    match store::of_owner(conn, Owner::Account(account))? {
        None => {
            let profile = accounts::profile(conn, account)?;
            store::adopt(conn, guest.id, account, &profile.name, profile.email.as_str())?;
            announce(conn, Announcement::ConversationChanged { conversation: guest.id });
        }
        Some(into) => {
            store::merge(conn, &guest, &into)?;
            announce(conn, Announcement::ConversationMerged { from: guest.id, into: into.id });
            announce(conn, Announcement::ConversationChanged { conversation: into.id });
        }
    }
    Ok(())
}

/// Everything the widget needs.
pub fn show(conn: &mut Conn, caller: Option<Owner>, office: BoxOfficePresence) -> Fallible<Chat> {
    let kept = caller.map(|owner| store::of_owner(conn, owner)).transpose()?.flatten();
    let Some(kept) = kept else {
        let contact_needed = needs_contact(&office, caller, None);
        return Ok(Chat { office, contact_needed, conversation: None, messages: Vec::new() });
    };
    let messages = list(conn, &kept, &ListMessages::default(), Audience::Visitor)?.items;
    let contact_needed = needs_contact(&office, caller, Some(&kept));
    Ok(Chat { office, contact_needed, conversation: Some(described(conn, &kept)?), messages })
}

/// The messages of the caller's conversation.
pub fn list_messages(conn: &mut Conn, caller: Option<Owner>, request: &ListMessages) -> Fallible<Messages> {
    check_list(request)?;
    let kept = caller.map(|owner| store::of_owner(conn, owner)).transpose()?.flatten();
    match kept {
        Some(kept) => list(conn, &kept, request, Audience::Visitor),
        None => Ok(Messages { items: Vec::new(), has_more: false }),
    }
}

/// Takes a visitor's message; the conversation begins with the first one. The same word twice is one message.
///
/// Refuses `ContactNeeded` when nobody is there and the guest is unknown, `Blocked`, `TooManyRequests`.
pub fn send(
    conn: &mut Conn,
    visitor: &Visitor,
    request: &SendMessage,
    office: &BoxOfficePresence,
    now: Moment,
) -> Fallible<Sent> {
    let text = rules::clean(request)?;
    let contact = request.contact.as_ref().map(checked_contact).transpose()?;
    if let Some(account) = visitor.account {
        follow(conn, visitor.visitor, account)?;
    }
    let caller = owner(visitor.visitor, visitor.account);
    let before = store::of_owner(conn, caller)?;
    if contact.is_none() && needs_contact(office, Some(caller), before.as_ref()) {
        return Err(Refusal::ContactNeeded.into());
    }
    let kept = begin(conn, visitor, caller, contact.as_ref(), request.locale, now)?;
    if let Some(sent) = store::messages::by_client_id(conn, kept.id, &request.client_id)? {
        return answer(conn, &kept, sent);
    }
    if kept.is_blocked {
        return Err(Refusal::Blocked.into());
    }
    let newest = i64::try_from(rules::PER_WINDOW).unwrap_or(i64::MAX);
    rules::check_pace(&store::messages::sent(conn, kept.id, Side::Visitor, newest)?, now)?;
    let writer = Writer { side: Side::Visitor, visitor: visitor.visitor, account: visitor.account };
    let message = append(conn, &kept, &writer, request, &text, now)?;
    if kept.last == 0 || kept.state == ConversationState::Closed {
        outbox::push(conn, &Job::Tell { about: Happening::ConversationNew { message: message.id } }, now)?;
    }
    let kept = store::find(conn, kept.id)?;
    answer(conn, &kept, message)
}

/// Notes how far the caller has got; only ever forward.
pub fn mark(conn: &mut Conn, caller: Owner, said: Mark) -> Fallible<Conversation> {
    let kept = store::of_owner(conn, caller)?.ok_or(Refusal::NotFound)?;
    let kept = store::lock(conn, kept.id)?;
    let mark = rules::advance(kept.visitor_mark, said, kept.last);
    if mark != kept.visitor_mark {
        store::set_mark(conn, kept.id, Side::Visitor, mark)?;
        announce(conn, Announcement::Marked { conversation: kept.id });
    }
    described(conn, &Kept { visitor_mark: mark, ..kept })
}

/// Tells the staff that something in the conversation does not belong there.
pub fn report(conn: &mut Conn, caller: Owner, request: &ReportConversation, now: Moment) -> Fallible<()> {
    let reason = rules::clean_reason(&request.reason)?;
    let kept = store::of_owner(conn, caller)?.ok_or(Refusal::NotFound)?;
    if kept.reports >= REPORTS_MAX {
        return Err(Refusal::AlreadyReported.into());
    }
    store::add_report(conn, kept.id, Side::Visitor, &reason, now)?;
    announce(conn, Announcement::ConversationChanged { conversation: kept.id });
    Ok(())
}

/// The conversations of owners, as far as they have one.
pub fn of_owners(conn: &mut Conn, owners: &[Owner]) -> Fallible<HashMap<Owner, ConversationId>> {
    let mut found = HashMap::new();
    for owner in owners {
        if let Some(kept) = store::of_owner(conn, *owner)? {
            found.insert(*owner, kept.id);
        }
    }
    Ok(found)
}

/// A conversation, for whoever tells about it.
pub fn find(conn: &mut Conn, conversation: ConversationId) -> Fallible<Kept> {
    store::find(conn, conversation)
}

/// A conversation as its visitor sees it.
pub fn described(conn: &mut Conn, kept: &Kept) -> Fallible<Conversation> {
    let unread = store::messages::unread(conn, &[kept.id], Side::Staff)?.get(&kept.id).copied().unwrap_or(0);
    Ok(Conversation {
        id: kept.id,
        state: kept.state,
        name: kept.name.clone(),
        email: kept.email.clone(),
        last: kept.last,
        unread,
        mine: kept.visitor_mark,
        theirs: kept.staff_mark,
        blocked: kept.is_blocked,
    })
}

/// How far each side has got.
pub const fn marks(kept: &Kept) -> [(Side, Mark); 2] {
    [(Side::Visitor, kept.visitor_mark), (Side::Staff, kept.staff_mark)]
}

/// A message in the words of who reads it.
pub fn message(conn: &mut Conn, kept: &Kept, message: MessageId, audience: Audience) -> Fallible<Message> {
    let stored = store::messages::find(conn, message)?.ok_or(Refusal::NotFound)?;
    shown(conn, kept, vec![stored], audience)?.pop().ok_or_else(|| Refusal::NotFound.into())
}

/// What a notice about a message needs: whose conversation, who wrote, how it begins; none when it was read meanwhile.
pub fn unread_message(conn: &mut Conn, message: MessageId) -> Fallible<Option<(Kept, String, String)>> {
    let Some(stored) = store::messages::find(conn, message)? else { return Ok(None) };
    let kept = store::find(conn, stored.conversation)?;
    let read = match stored.side {
        Side::Visitor => kept.staff_mark.read,
        Side::Staff => kept.visitor_mark.read,
    };
    if read >= stored.sequence {
        return Ok(None);
    }
    let name = match (stored.side, stored.writer) {
        (Side::Staff, Some(writer)) => accounts::short_name(&name_of(conn, writer)?),
        (Side::Staff, None) => String::new(),
        (Side::Visitor, _) => visitor_name(conn, &kept)?,
    };
    Ok(Some((kept, name, rules::excerpt(&stored.text, None))))
}

/// Leaves a mail about an answer that its visitor has not read since, if there is an address for it.
pub fn mail_missed(conn: &mut Conn, config: &Config, message: MessageId, now: Moment) -> Fallible<()> {
    let Some(stored) = store::messages::find(conn, message)? else { return Ok(()) };
    let kept = store::find(conn, stored.conversation)?;
    if kept.visitor_mark.read >= stored.sequence {
        return Ok(());
    }
    let unread = Wanted { after: Some(kept.visitor_mark.read), ..Wanted::default() };
    let mut unread = store::messages::list(conn, kept.id, &unread, LIMIT_DEFAULT)?;
    unread.retain(|message| message.side == Side::Staff);
    mails::mail_missed(conn, config, &kept, &unread, now)
}

/// What a person takes along of their conversation.
pub fn export(conn: &mut Conn, account: AccountId) -> Fallible<Option<ChatExport>> {
    let Some(kept) = store::of_owner(conn, Owner::Account(account))? else { return Ok(None) };
    let all = store::messages::list(conn, kept.id, &Wanted { after: Some(0), ..Wanted::default() }, 10_000)?;
    let messages = shown(conn, &kept, all, Audience::Visitor)?;
    Ok(Some(ChatExport { conversation: described(conn, &kept)?, messages }))
}

/// Removes a person's conversation with everything in it.
pub fn erase(conn: &mut Conn, account: AccountId) -> Fallible<()> {
    if let Some(kept) = store::of_owner(conn, Owner::Account(account))? {
        store::remove(conn, kept.id)?;
        announce(conn, Announcement::ConversationMerged { from: kept.id, into: kept.id });
    }
    Ok(())
}

/// Forgets files that were never sent.
pub fn tidy(conn: &mut Conn, now: Moment) -> Fallible<()> {
    store::files::tidy(conn, now - rules::UNSENT_KEPT)
}

fn needs_contact(office: &BoxOfficePresence, caller: Option<Owner>, kept: Option<&Kept>) -> bool {
    let is_known = matches!(caller, Some(Owner::Account(_))) || kept.is_some_and(|kept| kept.email.is_some());
    office.state == PresenceState::Away && !is_known
}

fn checked_contact(contact: &Contact) -> Fallible<Contact> {
    Ok(Contact { name: text("contact.name", &contact.name, 1, NAME_MAX_LENGTH)?, email: contact.email.clone() })
}

fn answer(conn: &mut Conn, kept: &Kept, sent: Stored) -> Fallible<Sent> {
    let message = shown(conn, kept, vec![sent], Audience::Visitor)?.pop();
    let message = message.ok_or_else(|| Error::fault("show a message", "it is not there"))?;
    Ok(Sent { conversation: described(conn, kept)?, message })
}

fn check_list(request: &ListMessages) -> Fallible<()> {
    page_limit(request.limit)?;
    if request.before.is_some() && request.after.is_some() {
        return Err(Error::invalid("after", "cannot stand beside `before`"));
    }
    Ok(())
}

fn list(conn: &mut Conn, kept: &Kept, request: &ListMessages, audience: Audience) -> Fallible<Messages> {
    let limit = page_limit(request.limit)?;
    let words = request.search.as_deref().map(rules::search_words).transpose()?.unwrap_or_default();
    let wanted = Wanted { before: request.before, after: request.after, words };
    let mut found = store::messages::list(conn, kept.id, &wanted, limit + 1)?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = found.len() > most;
    if has_more && request.after.is_some() {
        found.truncate(most);
    } else if has_more {
        found.remove(0);
    }
    Ok(Messages { items: shown(conn, kept, found, audience)?, has_more })
}

fn shown(conn: &mut Conn, kept: &Kept, stored: Vec<Stored>, audience: Audience) -> Fallible<Vec<Message>> {
    let ids: Vec<MessageId> = stored.iter().map(|message| message.id).collect();
    let mut files = store::files::of_messages(conn, &ids)?;
    let mut writers: Vec<AccountId> = stored.iter().filter_map(|message| message.writer).collect();
    writers.sort_unstable();
    writers.dedup();
    let names = accounts::names(conn, &writers)?;
    let visitor = visitor_name(conn, kept)?;
    let message = |Stored { id, conversation, sequence, client_id, side, writer, text, sent_at }: Stored| {
        let full = writer.and_then(|writer| names.get(&writer).cloned()).unwrap_or_default();
        let name = match (side, audience) {
            (Side::Visitor, _) => visitor.clone(),
            (Side::Staff, Audience::Staff) => full,
            (Side::Staff, Audience::Visitor) => accounts::short_name(&full),
        };
        let account = writer.filter(|_| side == Side::Staff && audience == Audience::Staff);
        let attachments = files.remove(&id).unwrap_or_default();
        Message { id, conversation, sequence, client_id, side, name, account, text, attachments, sent_at }
    };
    Ok(stored.into_iter().map(message).collect())
}

/// The account's name, or what a guest told.
fn visitor_name(conn: &mut Conn, kept: &Kept) -> Fallible<String> {
    match kept.owner {
        Owner::Account(account) => name_of(conn, account),
        Owner::Visitor(_) => Ok(kept.name.clone()),
    }
}

fn name_of(conn: &mut Conn, account: AccountId) -> Fallible<String> {
    Ok(accounts::names(conn, &[account])?.remove(&account).unwrap_or_default())
}

/// Whether somebody is the visitor of a conversation.
fn is_owned_by(kept: &Kept, reader: &Reader) -> bool {
    match kept.owner {
        Owner::Account(account) => reader.account.is_some_and(|(own, _)| own == account),
        Owner::Visitor(visitor) => reader.account.is_none() && reader.visitor == Some(visitor),
    }
}

/// What a search for a conversation looks in.
fn key_of(name: &str, email: Option<&str>) -> String {
    rules::search_key(&format!("{name} {}", email.unwrap_or_default()))
}
