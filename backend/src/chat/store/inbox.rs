//! What the staff see: lists of conversations, private notes, reports, prepared answers.

use super::KeptRow;
use crate::chat::Kept;
use crate::clock::Moment;
use crate::cursor::Cursor;
use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::{conversation_notes, conversation_reports, conversations, messages, prepared_answers};
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::chat::{ConversationReport, ConversationState, InboxFilter, PreparedAnswer, Side};
use shared::ids::{AccountId, AnswerId, ConversationId, NoteId};

/// A private note and who wrote it.
pub struct StoredNote {
    pub id: NoteId,
    pub author: AccountId,
    pub text: String,
    pub written_at: Moment,
}

/// Up to `limit` conversations, those that moved last first.
pub fn list(
    conn: &mut Conn,
    (filter, me): (InboxFilter, AccountId),
    words: &[String],
    after: Option<Cursor>,
    limit: i64,
) -> Fallible<Vec<Kept>> {
    let mut query = conversations::table
        .filter(conversations::last_sequence.gt(0))
        .order((conversations::last_at.desc(), conversations::id.desc()))
        .limit(limit)
        .into_boxed();
    let open = conversations::state.eq(ConversationState::Open.word());
    query = match filter {
        InboxFilter::Open => query.filter(open),
        InboxFilter::Mine => query.filter(open).filter(conversations::assigned_to.eq(me.0)),
        InboxFilter::Unassigned => query.filter(open).filter(conversations::assigned_to.is_null()),
        InboxFilter::Closed => query.filter(conversations::state.eq(ConversationState::Closed.word())),
        InboxFilter::Reported => query.filter(conversations::report_count.gt(0)),
        InboxFilter::All => query,
    };
    for word in words {
        let like = format!("%{word}%");
        let said = messages::table.filter(messages::search_key.like(like.clone())).select(messages::conversation_id);
        query = query.filter(conversations::search_key.like(like).or(conversations::id.eq_any(said)));
    }
    if let Some(Cursor { at, id }) = after {
        let at = at.naive_utc();
        query =
            query.filter(conversations::last_at.lt(at).or(conversations::last_at.eq(at).and(conversations::id.lt(id))));
    }
    let rows: Vec<KeptRow> = query.load(conn)?;
    rows.into_iter().map(KeptRow::into_kept).collect()
}

/// Open conversations whose last word is the visitor's.
pub fn count_unanswered(conn: &mut Conn) -> Fallible<i64> {
    let open = conversations::state.eq(ConversationState::Open.word()).and(conversations::blocked_at.is_null());
    let waiting = conversations::last_sequence.gt(0).and(conversations::last_side.eq(Side::Visitor.word()));
    Ok(conversations::table.filter(open.and(waiting)).count().get_result(conn)?)
}

/// Oldest first.
pub fn notes(conn: &mut Conn, conversation: ConversationId) -> Fallible<Vec<StoredNote>> {
    let rows: Vec<(i64, i64, String, NaiveDateTime)> = conversation_notes::table
        .filter(conversation_notes::conversation_id.eq(conversation.0))
        .order(conversation_notes::id)
        .limit(500)
        .select((
            conversation_notes::id,
            conversation_notes::account_id,
            conversation_notes::body,
            conversation_notes::written_at,
        ))
        .load(conn)?;
    let note = |(id, author, text, written_at): (i64, i64, String, NaiveDateTime)| StoredNote {
        id: NoteId(id),
        author: AccountId(author),
        text,
        written_at: written_at.and_utc(),
    };
    Ok(rows.into_iter().map(note).collect())
}

pub fn add_note(
    conn: &mut Conn,
    conversation: ConversationId,
    author: AccountId,
    text: &str,
    now: Moment,
) -> Fallible<NoteId> {
    let id: i64 = diesel::insert_into(conversation_notes::table)
        .values((
            conversation_notes::conversation_id.eq(conversation.0),
            conversation_notes::account_id.eq(author.0),
            conversation_notes::body.eq(text),
            conversation_notes::written_at.eq(now.naive_utc()),
        ))
        .returning(conversation_notes::id)
        .get_result(conn)?;
    Ok(NoteId(id))
}

/// Newest first.
pub fn reports(conn: &mut Conn, conversation: ConversationId) -> Fallible<Vec<ConversationReport>> {
    let rows: Vec<(String, String, NaiveDateTime)> = conversation_reports::table
        .filter(conversation_reports::conversation_id.eq(conversation.0))
        .order(conversation_reports::id.desc())
        .limit(100)
        .select((conversation_reports::side, conversation_reports::reason, conversation_reports::reported_at))
        .load(conn)?;
    let report = |(side, reason, at): (String, String, NaiveDateTime)| {
        Ok(ConversationReport { side: Side::of_word(&side)?, reason, reported_at: at.and_utc() })
    };
    rows.into_iter().map(report).collect()
}

/// By title.
pub fn answers(conn: &mut Conn) -> Fallible<Vec<PreparedAnswer>> {
    let rows: Vec<(i64, String, String)> =
        prepared_answers::table.order((prepared_answers::title, prepared_answers::id)).limit(500).load(conn)?;
    Ok(rows.into_iter().map(|(id, title, text)| PreparedAnswer { id: AnswerId(id), title, text }).collect())
}

pub fn add_answer(conn: &mut Conn, title: &str, text: &str) -> Fallible<AnswerId> {
    let id: i64 = diesel::insert_into(prepared_answers::table)
        .values((prepared_answers::title.eq(title), prepared_answers::body.eq(text)))
        .returning(prepared_answers::id)
        .get_result(conn)?;
    Ok(AnswerId(id))
}

/// Whether there was such an answer.
pub fn change_answer(conn: &mut Conn, answer: AnswerId, title: &str, text: &str) -> Fallible<bool> {
    let changed = diesel::update(prepared_answers::table.find(answer.0))
        .set((prepared_answers::title.eq(title), prepared_answers::body.eq(text)))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Whether there was such an answer.
pub fn remove_answer(conn: &mut Conn, answer: AnswerId) -> Fallible<bool> {
    Ok(diesel::delete(prepared_answers::table.find(answer.0)).execute(conn)? == 1)
}
