//! What the box office does with conversations: finds them, answers, hands them on, closes them, and looks at who it talks with.

use super::store::{self, inbox};
use super::writing::{Writer, append};
use super::{Audience, Kept, check_list, list, rules, shown, visitor_name};
use crate::announce::{Announcement, Owner, announce};
use crate::auth::Staff;
use crate::checkout;
use crate::clock::Moment;
use crate::cursor::{self, Cursor};
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::outbox::{self, Happening, Job};
use crate::request::{page_limit, text};
use crate::{accounts, basket, comments};
use chrono::TimeDelta;
use shared::accounts::Role;
use shared::basket::Basket;
use shared::chat::{
    ANSWER_MAX, ANSWER_TITLE_MAX, BlockVisitor, Colleague, ConversationState, CustomerCard, InboxItem, ListInbox,
    ListMessages, Mark, Message, Messages, NOTE_MAX, Note, PreparedAnswer, ReportConversation, SendMessage, Side,
    StaffConversation, WriteAnswer, WriteNote,
};
use shared::ids::{AccountId, AnswerId, ConversationId, OrderId, VisitorId};
use shared::orders::ListOrders;
use shared::paging::Page;
use shared::refusal::Refusal;

/// How long after an answer its reader is told elsewhere, if they have not read it by then.
const NOTICE_AFTER: TimeDelta = TimeDelta::seconds(3);

/// The conversations that a filter lets through, those that moved last first.
pub fn list_conversations(conn: &mut Conn, me: AccountId, request: &ListInbox) -> Fallible<Page<InboxItem>> {
    let limit = page_limit(request.limit)?;
    let after = request.cursor.as_deref().map(Cursor::read).transpose()?;
    let words = request.search.as_deref().map(rules::search_words).transpose()?.unwrap_or_default();
    let found = inbox::list(conn, (request.filter, me), &words, after, limit + 1)?;
    let Page { items, next } = cursor::page(found, limit, |last| Cursor { at: last.last_at, id: last.id.0 });
    Ok(Page { items: items_of(conn, &items)?, next })
}

/// How many open conversations wait for a word of the box office.
pub fn count_unanswered(conn: &mut Conn) -> Fallible<i64> {
    inbox::count_unanswered(conn)
}

/// A conversation as the inbox lists it.
pub fn item(conn: &mut Conn, kept: &Kept) -> Fallible<InboxItem> {
    items_of(conn, std::slice::from_ref(kept))?.pop().ok_or_else(|| Refusal::NotFound.into())
}

/// A conversation with its newest messages and what staff keep beside it.
pub fn show(conn: &mut Conn, conversation: ConversationId) -> Fallible<StaffConversation> {
    let kept = store::find(conn, conversation)?;
    let notes = inbox::notes(conn, conversation)?;
    let authors: Vec<AccountId> = notes.iter().map(|note| note.author).collect();
    let names = accounts::names(conn, &authors)?;
    let note = |note: inbox::StoredNote| Note {
        id: note.id,
        author: names.get(&note.author).cloned().unwrap_or_default(),
        text: note.text,
        written_at: note.written_at,
    };
    Ok(StaffConversation {
        item: item(conn, &kept)?,
        visitor_mark: kept.visitor_mark,
        staff_mark: kept.staff_mark,
        messages: list(conn, &kept, &ListMessages::default(), Audience::Staff)?.items,
        notes: notes.into_iter().map(note).collect(),
        reports: inbox::reports(conn, conversation)?,
        colleagues: colleagues(conn)?,
    })
}

/// The messages of a conversation.
pub fn list_messages(conn: &mut Conn, conversation: ConversationId, request: &ListMessages) -> Fallible<Messages> {
    check_list(request)?;
    let kept = store::find(conn, conversation)?;
    list(conn, &kept, request, Audience::Staff)
}

/// Answers. Who answers a conversation that nobody has takes care of it from then on. The same word twice is one message.
pub fn answer(
    conn: &mut Conn,
    conversation: ConversationId,
    (staff, browser): (AccountId, VisitorId),
    request: &SendMessage,
    now: Moment,
) -> Fallible<Message> {
    let cleaned = rules::clean(request)?;
    let kept = store::lock(conn, conversation)?;
    let sent = match store::messages::by_client_id(conn, conversation, &request.client_id)? {
        Some(sent) => sent,
        None => {
            if kept.assigned.is_none() {
                store::assign(conn, conversation, Some(staff))?;
            }
            let writer = Writer { side: Side::Staff, visitor: browser, account: Some(staff) };
            let sent = append(conn, &kept, &writer, request, &cleaned, now)?;
            let notice = Job::Tell { about: Happening::ChatReply { message: sent.id } };
            outbox::push_later(conn, &notice, None, now + NOTICE_AFTER, now)?;
            // One mail for all that is missed: of several answers only the first leaves a job.
            let dedupe = format!("missed:{conversation}:{}", kept.visitor_mark.read);
            let mail = Job::MailMissed { message: sent.id };
            outbox::push_later(conn, &mail, Some(&dedupe), now + rules::MISSED_AFTER, now)?;
            sent
        }
    };
    let message = shown(conn, &kept, vec![sent], Audience::Staff)?.pop();
    message.ok_or_else(|| Error::fault("show a message", "it is not there"))
}

/// Notes how far the staff have got.
pub fn mark(conn: &mut Conn, conversation: ConversationId, said: Mark) -> Fallible<()> {
    let kept = store::lock(conn, conversation)?;
    let mark = rules::advance(kept.staff_mark, said, kept.last);
    if mark != kept.staff_mark {
        store::set_mark(conn, conversation, Side::Staff, mark)?;
        announce(conn, Announcement::Marked { conversation });
    }
    Ok(())
}

/// Hands a conversation to a member of the box office, or to nobody.
pub fn assign(conn: &mut Conn, conversation: ConversationId, to: Option<AccountId>) -> Fallible<InboxItem> {
    store::lock(conn, conversation)?;
    if let Some(to) = to {
        let is_colleague = colleagues(conn)?.iter().any(|colleague| colleague.account == to);
        if !is_colleague {
            return Err(Error::invalid("account", "is not of the box office"));
        }
    }
    store::assign(conn, conversation, to)?;
    changed(conn, conversation)
}

/// Closes a conversation, or opens it again.
pub fn set_state(conn: &mut Conn, conversation: ConversationId, state: ConversationState) -> Fallible<InboxItem> {
    store::lock(conn, conversation)?;
    store::set_state(conn, conversation, state)?;
    changed(conn, conversation)
}

/// Takes no more messages from the visitor.
pub fn block(
    conn: &mut Conn,
    conversation: ConversationId,
    request: &BlockVisitor,
    now: Moment,
) -> Fallible<InboxItem> {
    let reason = rules::clean_reason(&request.reason)?;
    store::lock(conn, conversation)?;
    store::set_block(conn, conversation, Some((&reason, now)))?;
    changed(conn, conversation)
}

/// Takes messages from the visitor again.
pub fn unblock(conn: &mut Conn, conversation: ConversationId) -> Fallible<InboxItem> {
    store::lock(conn, conversation)?;
    store::set_block(conn, conversation, None)?;
    changed(conn, conversation)
}

/// Notes for colleagues that something in the conversation does not belong there.
pub fn report(
    conn: &mut Conn,
    conversation: ConversationId,
    request: &ReportConversation,
    now: Moment,
) -> Fallible<()> {
    let reason = rules::clean_reason(&request.reason)?;
    store::lock(conn, conversation)?;
    store::add_report(conn, conversation, Side::Staff, &reason, now)?;
    changed(conn, conversation).map(drop)
}

/// Writes a note that only staff see.
pub fn write_note(
    conn: &mut Conn,
    conversation: ConversationId,
    author: AccountId,
    request: &WriteNote,
    now: Moment,
) -> Fallible<Note> {
    let text = rules::clean_text("text", &request.text, NOTE_MAX)?;
    store::find(conn, conversation)?;
    let id = inbox::add_note(conn, conversation, author, &text, now)?;
    announce(conn, Announcement::ConversationChanged { conversation });
    Ok(Note { id, author: super::name_of(conn, author)?, text, written_at: now })
}

/// Who the staff are talking with; where they are on the site is added by whoever knows.
pub fn customer(conn: &mut Conn, conversation: ConversationId, now: Moment) -> Fallible<CustomerCard> {
    let kept = store::find(conn, conversation)?;
    let basket = basket::show(conn, kept.browser, now)?;
    let mut card = CustomerCard {
        name: kept.name.clone(),
        email: kept.email.clone(),
        account: None,
        visitor: kept.browser,
        customer_since: None,
        locale: kept.locale,
        basket,
        orders: Vec::new(),
        comments: Vec::new(),
        here: None,
    };
    if let Owner::Account(account) = kept.owner {
        let profile = accounts::profile(conn, account)?;
        card.name = profile.name;
        card.email = Some(profile.email);
        card.account = Some(account);
        card.customer_since = Some(profile.created_at);
        card.locale = profile.locale;
        card.orders = checkout::list_orders(conn, account, &ListOrders::default(), now)?.items;
        card.comments = comments::of_author(conn, account)?;
        card.comments.truncate(50);
    }
    Ok(card)
}

/// Gives the visitor's basket more time, as the visitor could.
pub fn extend_hold(conn: &mut Conn, conversation: ConversationId, now: Moment) -> Fallible<Basket> {
    let kept = store::find(conn, conversation)?;
    let visitor = kept.browser.ok_or(Refusal::BasketEmpty)?;
    basket::extend(conn, visitor, now)
}

/// Mails the tickets of one of the customer's orders once more.
pub fn resend_tickets(conn: &mut Conn, conversation: ConversationId, order: OrderId, now: Moment) -> Fallible<()> {
    let kept = store::find(conn, conversation)?;
    let account = match kept.owner {
        Owner::Account(account) => Some(account),
        Owner::Visitor(_) => None,
    };
    // Only an order of whoever this conversation is with.
    checkout::resend_to(conn, order, (kept.browser, account), now)
}

/// Prepared answers, by title.
pub fn answers(conn: &mut Conn) -> Fallible<Vec<PreparedAnswer>> {
    inbox::answers(conn)
}

pub fn write_answer(conn: &mut Conn, request: &WriteAnswer) -> Fallible<PreparedAnswer> {
    let (title, text) = checked_answer(request)?;
    let id = inbox::add_answer(conn, &title, &text)?;
    Ok(PreparedAnswer { id, title, text })
}

pub fn change_answer(conn: &mut Conn, id: AnswerId, request: &WriteAnswer) -> Fallible<PreparedAnswer> {
    let (title, text) = checked_answer(request)?;
    if !inbox::change_answer(conn, id, &title, &text)? {
        return Err(Refusal::NotFound.into());
    }
    Ok(PreparedAnswer { id, title, text })
}

pub fn remove_answer(conn: &mut Conn, id: AnswerId) -> Fallible<()> {
    if inbox::remove_answer(conn, id)? { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// Refuses everybody who does not answer visitors.
pub fn check_staff(staff: &Staff) -> Fallible<()> {
    staff.require(&[Role::BoxOffice])
}

fn checked_answer(request: &WriteAnswer) -> Fallible<(String, String)> {
    let title = text("title", &request.title, 1, ANSWER_TITLE_MAX)?;
    Ok((title, rules::clean_text("text", &request.text, ANSWER_MAX)?))
}

fn changed(conn: &mut Conn, conversation: ConversationId) -> Fallible<InboxItem> {
    announce(conn, Announcement::ConversationChanged { conversation });
    let kept = store::find(conn, conversation)?;
    item(conn, &kept)
}

fn colleagues(conn: &mut Conn) -> Fallible<Vec<Colleague>> {
    let found = accounts::staff(conn, &[Role::BoxOffice, Role::Admin])?;
    Ok(found.into_iter().map(|(account, name)| Colleague { account, name }).collect())
}

fn items_of(conn: &mut Conn, listed: &[Kept]) -> Fallible<Vec<InboxItem>> {
    let ids: Vec<ConversationId> = listed.iter().map(|kept| kept.id).collect();
    let unread = store::messages::unread(conn, &ids, Side::Visitor)?;
    let assigned: Vec<AccountId> = listed.iter().filter_map(|kept| kept.assigned).collect();
    let names = accounts::names(conn, &assigned)?;
    let mut items = Vec::with_capacity(listed.len());
    for kept in listed {
        let (account, visitor) = match kept.owner {
            Owner::Account(account) => (Some(account), kept.browser),
            Owner::Visitor(visitor) => (None, Some(visitor)),
        };
        let colleague =
            |account: AccountId| Colleague { account, name: names.get(&account).cloned().unwrap_or_default() };
        items.push(InboxItem {
            id: kept.id,
            state: kept.state,
            name: visitor_name(conn, kept)?,
            email: kept.email.clone(),
            account,
            visitor,
            assigned: kept.assigned.map(colleague),
            excerpt: kept.excerpt.clone(),
            last_side: kept.last_side,
            last_at: kept.last_at,
            last: kept.last,
            unread: unread.get(&kept.id).copied().unwrap_or(0),
            blocked: kept.is_blocked,
            reports: kept.reports,
        });
    }
    Ok(items)
}
