//! The messages of conversations.

use crate::chat::{Kept, Stored};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::{conversations, messages};
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::chat::{ConversationState, Side};
use shared::ids::{AccountId, ConversationId, MessageId};
use std::collections::HashMap;

/// A message to be kept.
pub struct NewMessage<'a> {
    pub client_id: &'a str,
    pub side: Side,
    pub writer: Option<AccountId>,
    pub text: &'a str,
    pub excerpt: &'a str,
    pub search_key: &'a str,
}

/// Which messages of a conversation are wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub before: Option<i64>,
    pub after: Option<i64>,
    pub words: Vec<String>,
}

type MessageRow = (i64, i64, i64, String, String, Option<i64>, String, NaiveDateTime);

const COLUMNS: (
    messages::id,
    messages::conversation_id,
    messages::sequence,
    messages::client_id,
    messages::side,
    messages::account_id,
    messages::body,
    messages::sent_at,
) = (
    messages::id,
    messages::conversation_id,
    messages::sequence,
    messages::client_id,
    messages::side,
    messages::account_id,
    messages::body,
    messages::sent_at,
);

fn stored((id, conversation, sequence, client_id, side, account, text, sent_at): MessageRow) -> Fallible<Stored> {
    Ok(Stored {
        id: MessageId(id),
        conversation: ConversationId(conversation),
        sequence,
        client_id,
        side: Side::of_word(&side)?,
        writer: account.map(AccountId),
        text,
        sent_at: sent_at.and_utc(),
    })
}

/// Puts a message behind the last one of a conversation that is locked, and opens it.
pub fn append(conn: &mut Conn, to: &Kept, message: &NewMessage<'_>, now: Moment) -> Fallible<Stored> {
    let sequence = to.last + 1;
    let row = diesel::insert_into(messages::table)
        .values((
            messages::conversation_id.eq(to.id.0),
            messages::sequence.eq(sequence),
            messages::client_id.eq(message.client_id),
            messages::side.eq(message.side.word()),
            messages::account_id.eq(message.writer.map(|writer| writer.0)),
            messages::body.eq(message.text),
            messages::search_key.eq(message.search_key),
            messages::sent_at.eq(now.naive_utc()),
        ))
        .returning(COLUMNS)
        .get_result::<MessageRow>(conn)?;
    diesel::update(conversations::table.find(to.id.0))
        .set((
            conversations::last_sequence.eq(sequence),
            conversations::last_side.eq(message.side.word()),
            conversations::excerpt.eq(message.excerpt),
            conversations::last_at.eq(now.naive_utc()),
            conversations::state.eq(ConversationState::Open.word()),
        ))
        .execute(conn)?;
    stored(row)
}

pub fn find(conn: &mut Conn, message: MessageId) -> Fallible<Option<Stored>> {
    let row = messages::table.find(message.0).select(COLUMNS).first::<MessageRow>(conn).optional()?;
    row.map(stored).transpose()
}

/// The message that its sender called so.
pub fn by_client_id(conn: &mut Conn, conversation: ConversationId, client_id: &str) -> Fallible<Option<Stored>> {
    let row = messages::table
        .filter(messages::conversation_id.eq(conversation.0).and(messages::client_id.eq(client_id)))
        .select(COLUMNS)
        .first::<MessageRow>(conn)
        .optional()?;
    row.map(stored).transpose()
}

/// Up to `limit` messages in the order of their sequence: the oldest after, or else the newest before.
pub fn list(conn: &mut Conn, conversation: ConversationId, wanted: &Wanted, limit: i64) -> Fallible<Vec<Stored>> {
    let mut query =
        messages::table.filter(messages::conversation_id.eq(conversation.0)).select(COLUMNS).limit(limit).into_boxed();
    if let Some(before) = wanted.before {
        query = query.filter(messages::sequence.lt(before));
    }
    for word in &wanted.words {
        query = query.filter(messages::search_key.like(format!("%{word}%")));
    }
    let rows: Vec<MessageRow> = match wanted.after {
        Some(after) => query.filter(messages::sequence.gt(after)).order(messages::sequence).load(conn)?,
        None => query.order(messages::sequence.desc()).load(conn)?,
    };
    let mut found = rows.into_iter().map(stored).collect::<Fallible<Vec<Stored>>>()?;
    found.sort_by_key(|message| message.sequence);
    Ok(found)
}

/// When the newest messages of a side were sent, newest first.
pub fn sent(conn: &mut Conn, conversation: ConversationId, side: Side, limit: i64) -> Fallible<Vec<Moment>> {
    let rows: Vec<NaiveDateTime> = messages::table
        .filter(messages::conversation_id.eq(conversation.0).and(messages::side.eq(side.word())))
        .order(messages::sequence.desc())
        .limit(limit)
        .select(messages::sent_at)
        .load(conn)?;
    Ok(rows.into_iter().map(|at| at.and_utc()).collect())
}

/// How many messages of a side the other one has not read, by conversation; those with none are left out.
pub fn unread(conn: &mut Conn, listed: &[ConversationId], of: Side) -> Fallible<HashMap<ConversationId, i64>> {
    let ids: Vec<i64> = listed.iter().map(|conversation| conversation.0).collect();
    let theirs = messages::table
        .inner_join(conversations::table)
        .filter(messages::conversation_id.eq_any(ids).and(messages::side.eq(of.word())))
        .group_by(messages::conversation_id)
        .select((messages::conversation_id, diesel::dsl::count_star()));
    let rows: Vec<(i64, i64)> = match of {
        Side::Visitor => theirs.filter(messages::sequence.gt(conversations::staff_read)).load(conn)?,
        Side::Staff => theirs.filter(messages::sequence.gt(conversations::visitor_read)).load(conn)?,
    };
    Ok(rows.into_iter().map(|(conversation, count)| (ConversationId(conversation), count)).collect())
}
