//! Conversations: who has which, how far it is, and what staff keep beside it.

pub mod files;
pub mod inbox;
pub mod messages;

use super::Kept;
use crate::announce::Owner;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::{Both, LockRows};
use crate::error::{Error, Fallible};
use crate::schema::{conversation_notes, conversation_reports, conversations, messages as messages_table};
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::chat::{ConversationState, Mark, Side};
use shared::house::Locale;
use shared::ids::{AccountId, ConversationId, VisitorId};
use shared::refusal::Refusal;

/// What a new conversation is told of its visitor.
pub struct Stranger<'a> {
    pub owner: Owner,
    pub visitor: VisitorId,
    pub name: &'a str,
    pub email: Option<&'a str>,
    pub locale: Locale,
}

pub fn find(conn: &mut Conn, conversation: ConversationId) -> Fallible<Kept> {
    let row: KeptRow = conversations::table.find(conversation.0).first(conn)?;
    row.into_kept()
}

/// The conversation, which nobody else changes until the transaction ends.
pub fn lock(conn: &mut Conn, conversation: ConversationId) -> Fallible<Kept> {
    let row = conversations::table.find(conversation.0).lock_rows().get_result::<KeptRow>(conn);
    row.optional()?.ok_or(Error::Refused(Refusal::NotFound))?.into_kept()
}

pub fn of_owner(conn: &mut Conn, owner: Owner) -> Fallible<Option<Kept>> {
    let row: Option<KeptRow> = match owner {
        Owner::Account(account) => {
            conversations::table.filter(conversations::account_id.eq(account.0)).first(conn).optional()?
        }
        Owner::Visitor(visitor) => {
            conversations::table.filter(conversations::visitor_id.eq(visitor.0)).first(conn).optional()?
        }
    };
    row.map(KeptRow::into_kept).transpose()
}

/// Makes a conversation unless the owner has one.
pub fn create(conn: &mut Conn, stranger: &Stranger<'_>, now: Moment) -> Fallible<()> {
    let (account, visitor) = match stranger.owner {
        Owner::Account(account) => (Some(account.0), None),
        Owner::Visitor(visitor) => (None, Some(visitor.0)),
    };
    let row = (
        (conversations::account_id.eq(account), conversations::visitor_id.eq(visitor)),
        conversations::last_visitor_id.eq(stranger.visitor.0),
        (conversations::name.eq(stranger.name), conversations::email.eq(stranger.email)),
        conversations::locale.eq(stranger.locale.word()),
        conversations::state.eq(ConversationState::Open.word()),
        (conversations::last_sequence.eq(0), conversations::last_side.eq(Side::Visitor.word())),
        (conversations::excerpt.eq(""), conversations::search_key.eq(super::key_of(stranger.name, stranger.email))),
        conversations::last_at.eq(now.naive_utc()),
        (conversations::visitor_delivered.eq(0), conversations::visitor_read.eq(0)),
        (conversations::staff_delivered.eq(0), conversations::staff_read.eq(0)),
        (conversations::blocked_reason.eq(""), conversations::report_count.eq(0)),
        conversations::created_at.eq(now.naive_utc()),
    );
    Both(diesel::insert_into(conversations::table).values(row).on_conflict_do_nothing()).execute(conn)?;
    Ok(())
}

/// Notes what a guest told of themselves.
pub fn set_contact(conn: &mut Conn, conversation: ConversationId, name: &str, email: &str) -> Fallible<()> {
    diesel::update(conversations::table.find(conversation.0))
        .set((
            conversations::name.eq(name),
            conversations::email.eq(email),
            conversations::search_key.eq(super::key_of(name, Some(email))),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes which browser was used last, and in which language.
pub fn set_browser(conn: &mut Conn, conversation: ConversationId, visitor: VisitorId, locale: Locale) -> Fallible<()> {
    diesel::update(conversations::table.find(conversation.0))
        .set((conversations::last_visitor_id.eq(visitor.0), conversations::locale.eq(locale.word())))
        .execute(conn)?;
    Ok(())
}

pub fn set_mark(conn: &mut Conn, conversation: ConversationId, side: Side, mark: Mark) -> Fallible<()> {
    let row = conversations::table.find(conversation.0);
    match side {
        Side::Visitor => diesel::update(row)
            .set((conversations::visitor_delivered.eq(mark.delivered), conversations::visitor_read.eq(mark.read)))
            .execute(conn)?,
        Side::Staff => diesel::update(row)
            .set((conversations::staff_delivered.eq(mark.delivered), conversations::staff_read.eq(mark.read)))
            .execute(conn)?,
    };
    Ok(())
}

pub fn set_state(conn: &mut Conn, conversation: ConversationId, state: ConversationState) -> Fallible<()> {
    diesel::update(conversations::table.find(conversation.0))
        .set(conversations::state.eq(state.word()))
        .execute(conn)?;
    Ok(())
}

pub fn assign(conn: &mut Conn, conversation: ConversationId, to: Option<AccountId>) -> Fallible<()> {
    diesel::update(conversations::table.find(conversation.0))
        .set(conversations::assigned_to.eq(to.map(|account| account.0)))
        .execute(conn)?;
    Ok(())
}

/// Takes no more messages from the visitor, or (none) takes them again.
pub fn set_block(conn: &mut Conn, conversation: ConversationId, block: Option<(&str, Moment)>) -> Fallible<()> {
    let (reason, at) = block.map_or(("", None), |(reason, at)| (reason, Some(at.naive_utc())));
    diesel::update(conversations::table.find(conversation.0))
        .set((conversations::blocked_at.eq(at), conversations::blocked_reason.eq(reason)))
        .execute(conn)?;
    Ok(())
}

pub fn add_report(
    conn: &mut Conn,
    conversation: ConversationId,
    side: Side,
    reason: &str,
    now: Moment,
) -> Fallible<()> {
    diesel::insert_into(conversation_reports::table)
        .values((
            conversation_reports::conversation_id.eq(conversation.0),
            conversation_reports::side.eq(side.word()),
            conversation_reports::reason.eq(reason),
            conversation_reports::reported_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    diesel::update(conversations::table.find(conversation.0))
        .set(conversations::report_count.eq(conversations::report_count + 1))
        .execute(conn)?;
    Ok(())
}

/// A guest's conversation becomes the account's, which has none.
pub fn adopt(conn: &mut Conn, guest: ConversationId, account: AccountId, name: &str, email: &str) -> Fallible<()> {
    diesel::update(conversations::table.find(guest.0))
        .set((
            conversations::account_id.eq(account.0),
            conversations::visitor_id.eq(None::<i64>),
            conversations::search_key.eq(super::key_of(name, Some(email))),
        ))
        .execute(conn)?;
    Ok(())
}

/// Puts everything of a guest's conversation behind that of the account, and removes it.
pub fn merge(conn: &mut Conn, from: &Kept, into: &Kept) -> Fallible<()> {
    let moved: Vec<(i64, i64, String)> = messages_table::table
        .filter(messages_table::conversation_id.eq(from.id.0))
        .order(messages_table::sequence)
        .select((messages_table::id, messages_table::sequence, messages_table::client_id))
        .load(conn)?;
    for (message, sequence, word) in moved {
        let is_known = messages::by_client_id(conn, into.id, &word)?.is_some();
        // The word stays, so that sending it once more is still the same message; unless the account used it, too.
        let word = if is_known { format!("{}:{word}", from.id) } else { word };
        diesel::update(messages_table::table.find(message))
            .set((
                messages_table::conversation_id.eq(into.id.0),
                messages_table::sequence.eq(into.last + sequence),
                messages_table::client_id.eq(word),
            ))
            .execute(conn)?;
    }
    let notes = conversation_notes::table.filter(conversation_notes::conversation_id.eq(from.id.0));
    diesel::update(notes).set(conversation_notes::conversation_id.eq(into.id.0)).execute(conn)?;
    let reports = conversation_reports::table.filter(conversation_reports::conversation_id.eq(from.id.0));
    diesel::update(reports).set(conversation_reports::conversation_id.eq(into.id.0)).execute(conn)?;
    if from.last > 0 {
        let mark = |mark: i64, before: i64| if mark > 0 { into.last + mark } else { before };
        diesel::update(conversations::table.find(into.id.0))
            .set((
                conversations::last_sequence.eq(into.last + from.last),
                conversations::last_side.eq(from.last_side.word()),
                conversations::excerpt.eq(&from.excerpt),
                conversations::last_at.eq(from.last_at.max(into.last_at).naive_utc()),
                conversations::state.eq(from.state.word()),
                conversations::report_count.eq(into.reports + from.reports),
                conversations::visitor_delivered.eq(mark(from.visitor_mark.delivered, into.visitor_mark.delivered)),
                conversations::visitor_read.eq(mark(from.visitor_mark.read, into.visitor_mark.read)),
                conversations::staff_delivered.eq(mark(from.staff_mark.delivered, into.staff_mark.delivered)),
                conversations::staff_read.eq(mark(from.staff_mark.read, into.staff_mark.read)),
            ))
            .execute(conn)?;
    }
    diesel::delete(conversations::table.find(from.id.0)).execute(conn)?;
    Ok(())
}

/// Removes a conversation with everything in it.
pub fn remove(conn: &mut Conn, conversation: ConversationId) -> Fallible<()> {
    files::remove_of(conn, conversation)?;
    diesel::delete(messages_table::table.filter(messages_table::conversation_id.eq(conversation.0))).execute(conn)?;
    let notes = conversation_notes::table.filter(conversation_notes::conversation_id.eq(conversation.0));
    diesel::delete(notes).execute(conn)?;
    let reports = conversation_reports::table.filter(conversation_reports::conversation_id.eq(conversation.0));
    diesel::delete(reports).execute(conn)?;
    diesel::delete(conversations::table.find(conversation.0)).execute(conn)?;
    Ok(())
}

#[derive(Queryable)]
pub(super) struct KeptRow {
    id: i64,
    account_id: Option<i64>,
    visitor_id: Option<i64>,
    last_visitor_id: Option<i64>,
    name: String,
    email: Option<String>,
    locale: String,
    state: String,
    assigned_to: Option<i64>,
    last_sequence: i64,
    last_side: String,
    excerpt: String,
    _search_key: String,
    last_at: NaiveDateTime,
    visitor_delivered: i64,
    visitor_read: i64,
    staff_delivered: i64,
    staff_read: i64,
    blocked_at: Option<NaiveDateTime>,
    _blocked_reason: String,
    report_count: i64,
    created_at: NaiveDateTime,
}

impl KeptRow {
    pub(super) fn into_kept(self) -> Fallible<Kept> {
        let owner = match (self.account_id, self.visitor_id) {
            (Some(account), _) => Owner::Account(AccountId(account)),
            (None, Some(visitor)) => Owner::Visitor(VisitorId(visitor)),
            (None, None) => return Err(Error::fault("read a conversation", "it is nobody's")),
        };
        let email = self.email.map(|email| email.parse()).transpose();
        Ok(Kept {
            id: ConversationId(self.id),
            owner,
            browser: self.last_visitor_id.map(VisitorId),
            name: self.name,
            email: email.map_err(|cause| Error::fault("read a conversation", cause))?,
            locale: Locale::of_word(&self.locale)?,
            state: ConversationState::of_word(&self.state)?,
            assigned: self.assigned_to.map(AccountId),
            last: self.last_sequence,
            last_side: Side::of_word(&self.last_side)?,
            excerpt: self.excerpt,
            last_at: self.last_at.and_utc(),
            visitor_mark: Mark { delivered: self.visitor_delivered, read: self.visitor_read },
            staff_mark: Mark { delivered: self.staff_delivered, read: self.staff_read },
            is_blocked: self.blocked_at.is_some(),
            reports: self.report_count,
            created_at: self.created_at.and_utc(),
        })
    }
}
