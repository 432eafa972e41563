//! Files that are sent in conversations.

use crate::chat::attachments::Ready;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::{attachments, messages};
use crate::word::Word;
use diesel::prelude::*;
use shared::chat::{Attachment, AttachmentKind};
use shared::ids::{AttachmentId, ConversationId, MessageId, VisitorId};
use std::collections::HashMap;

type FileRow = (i64, Option<i64>, String, String, i64, i32, i32);

const COLUMNS: (
    attachments::id,
    attachments::message_id,
    attachments::kind,
    attachments::name,
    attachments::size_bytes,
    attachments::width,
    attachments::height,
) = (
    attachments::id,
    attachments::message_id,
    attachments::kind,
    attachments::name,
    attachments::size_bytes,
    attachments::width,
    attachments::height,
);

fn attachment((id, _, kind, name, size_bytes, width, height): FileRow) -> Fallible<Attachment> {
    let kind = AttachmentKind::of_word(&kind)?;
    Ok(Attachment { id: AttachmentId(id), kind, name, size_bytes, width, height })
}

pub fn insert(conn: &mut Conn, by: VisitorId, ready: &Ready, name: &str, now: Moment) -> Fallible<Attachment> {
    let row = diesel::insert_into(attachments::table)
        .values((
            attachments::visitor_id.eq(by.0),
            attachments::kind.eq(ready.kind.word()),
            attachments::name.eq(name),
            attachments::size_bytes.eq(i64::try_from(ready.bytes.len()).unwrap_or(i64::MAX)),
            attachments::width.eq(i32::try_from(ready.width).unwrap_or(0)),
            attachments::height.eq(i32::try_from(ready.height).unwrap_or(0)),
            attachments::bytes.eq(&ready.bytes),
            attachments::uploaded_at.eq(now.naive_utc()),
        ))
        .returning(COLUMNS)
        .get_result::<FileRow>(conn)?;
    attachment(row)
}

/// How many files of a browser wait for their message.
pub fn unsent(conn: &mut Conn, by: VisitorId) -> Fallible<i64> {
    let waiting = attachments::visitor_id.eq(by.0).and(attachments::message_id.is_null());
    Ok(attachments::table.filter(waiting).count().get_result(conn)?)
}

/// The unsent files among these that a browser uploaded, in the order they are named.
pub fn waiting(conn: &mut Conn, by: VisitorId, wanted: &[AttachmentId]) -> Fallible<Vec<Attachment>> {
    let ids: Vec<i64> = wanted.iter().map(|id| id.0).collect();
    let rows: Vec<FileRow> = attachments::table
        .filter(attachments::id.eq_any(ids))
        .filter(attachments::visitor_id.eq(by.0).and(attachments::message_id.is_null()))
        .select(COLUMNS)
        .load(conn)?;
    let mut found = rows.into_iter().map(attachment).collect::<Fallible<Vec<Attachment>>>()?;
    found.sort_by_key(|file| wanted.iter().position(|id| *id == file.id));
    Ok(found)
}

/// Binds files to the message that carries them; returns how many were still free.
pub fn send(conn: &mut Conn, files: &[Attachment], with: MessageId) -> Fallible<usize> {
    let ids: Vec<i64> = files.iter().map(|file| file.id.0).collect();
    let free = attachments::table.filter(attachments::id.eq_any(ids).and(attachments::message_id.is_null()));
    Ok(diesel::update(free).set(attachments::message_id.eq(with.0)).execute(conn)?)
}

/// The files of messages, in the order they were uploaded.
pub fn of_messages(conn: &mut Conn, listed: &[MessageId]) -> Fallible<HashMap<MessageId, Vec<Attachment>>> {
    let ids: Vec<i64> = listed.iter().map(|message| message.0).collect();
    let rows: Vec<FileRow> = attachments::table
        .filter(attachments::message_id.eq_any(ids))
        .order(attachments::id)
        .select(COLUMNS)
        .load(conn)?;
    let mut found: HashMap<MessageId, Vec<Attachment>> = HashMap::new();
    for row in rows {
        if let Some(message) = row.1 {
            found.entry(MessageId(message)).or_default().push(attachment(row)?);
        }
    }
    Ok(found)
}

/// A file with its uploader and the conversation it was sent in, if it was.
pub fn find(conn: &mut Conn, id: AttachmentId) -> Fallible<Option<(Attachment, VisitorId, Option<ConversationId>)>> {
    let found: Option<(FileRow, i64, Option<i64>)> = attachments::table
        .left_join(messages::table)
        .filter(attachments::id.eq(id.0))
        .select((COLUMNS, attachments::visitor_id, messages::conversation_id.nullable()))
        .first(conn)
        .optional()?;
    let read = |(row, visitor, conversation): (FileRow, i64, Option<i64>)| {
        Ok((attachment(row)?, VisitorId(visitor), conversation.map(ConversationId)))
    };
    found.map(read).transpose()
}

pub fn bytes(conn: &mut Conn, id: AttachmentId) -> Fallible<Vec<u8>> {
    Ok(attachments::table.find(id.0).select(attachments::bytes).first(conn)?)
}

/// Removes files that were never sent and are older than `before`.
pub fn tidy(conn: &mut Conn, before: Moment) -> Fallible<()> {
    let old = attachments::message_id.is_null().and(attachments::uploaded_at.lt(before.naive_utc()));
    diesel::delete(attachments::table.filter(old)).execute(conn)?;
    Ok(())
}

/// Removes the files of a conversation.
pub fn remove_of(conn: &mut Conn, conversation: ConversationId) -> Fallible<()> {
    let sent: Vec<i64> =
        messages::table.filter(messages::conversation_id.eq(conversation.0)).select(messages::id).load(conn)?;
    diesel::delete(attachments::table.filter(attachments::message_id.eq_any(sent))).execute(conn)?;
    Ok(())
}
