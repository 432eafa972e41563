//! Tells what happened in conversations, and notices: to the visitor in the visitor's words, to staff in theirs.

use super::frame;
use super::hub::Room;
use crate::accounts;
use crate::announce::{Announcement, Owner};
use crate::app::App;
use crate::chat::{self, Audience, inbox};
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::notices;
use bytestring::ByteString;
use shared::chat::Side;
use shared::ids::{AccountId, ConversationId, MessageId, NoticeId};
use shared::live::{ServerFrame, Topic};
use shared::refusal::Refusal;

/// What is to be told in which room.
type Told = Vec<(Room, ServerFrame)>;

/// Tells one of the announcements that concern conversations or notices; others are not heard here.
pub async fn tell(app: &App, said: Announcement) -> Fallible<()> {
    let told = app.db.read(move |conn| read(conn, &said)).await;
    let told = match told {
        // It was removed meanwhile.
        Err(Error::Refused(Refusal::NotFound)) => return Ok(()),
        told => told?,
    };
    let mut frames: Vec<(Room, ByteString)> = Vec::with_capacity(told.len());
    for (room, said) in &told {
        frames.push((*room, frame(said)?));
    }
    let mut hub = app.live.hub.lock();
    frames.iter().for_each(|(room, frame)| hub.send(*room, frame));
    Ok(())
}

fn read(conn: &mut Conn, said: &Announcement) -> Fallible<Told> {
    match said {
        Announcement::MessageSent { conversation, message } => message_sent(conn, *conversation, *message),
        Announcement::Marked { conversation } => marked(conn, *conversation),
        Announcement::ConversationChanged { conversation } => changed(conn, *conversation),
        Announcement::ConversationMerged { from, .. } => {
            Ok(vec![(Room::Inbox, ServerFrame::InboxGone { conversation: *from })])
        }
        Announcement::Typing { conversation, by, name, typing } => typed(conn, *conversation, *by, name, *typing),
        Announcement::NoticeRaised { notice } => raised(conn, *notice),
        Announcement::NoticesRead { owner } => {
            let unread = notices::unread(conn, *owner)?;
            Ok(vec![(Room::Notices(*owner), ServerFrame::NoticesRead { unread })])
        }
        _ => Ok(Vec::new()),
    }
}

fn message_sent(conn: &mut Conn, conversation: ConversationId, message: MessageId) -> Fallible<Told> {
    let kept = chat::find(conn, conversation)?;
    let to_visitor = chat::message(conn, &kept, message, Audience::Visitor)?;
    let to_staff = chat::message(conn, &kept, message, Audience::Staff)?;
    Ok(vec![
        (Room::Chat(kept.owner), ServerFrame::Message(to_visitor)),
        (Room::Conversation(conversation), ServerFrame::Message(to_staff)),
        (Room::Inbox, ServerFrame::Inbox(inbox::item(conn, &kept)?)),
    ])
}

fn marked(conn: &mut Conn, conversation: ConversationId) -> Fallible<Told> {
    let kept = chat::find(conn, conversation)?;
    let mut told = Vec::new();
    for (side, mark) in chat::marks(&kept) {
        for room in [Room::Chat(kept.owner), Room::Conversation(conversation)] {
            told.push((room, ServerFrame::Marked { conversation, side, mark }));
        }
    }
    told.push((Room::Inbox, ServerFrame::Inbox(inbox::item(conn, &kept)?)));
    Ok(told)
}

fn changed(conn: &mut Conn, conversation: ConversationId) -> Fallible<Told> {
    let kept = chat::find(conn, conversation)?;
    Ok(vec![
        (Room::Chat(kept.owner), ServerFrame::Conversation(chat::described(conn, &kept)?)),
        (Room::Conversation(conversation), ServerFrame::Refetch { topic: Topic::Conversation { conversation } }),
        (Room::Inbox, ServerFrame::Inbox(inbox::item(conn, &kept)?)),
    ])
}

/// Staff see each other's names; a visitor sees a short one.
fn typed(
    conn: &mut Conn,
    conversation: ConversationId,
    by: Option<AccountId>,
    name: &str,
    typing: bool,
) -> Fallible<Told> {
    let owner: Owner = chat::find(conn, conversation)?.owner;
    let side = if by.is_some() { Side::Staff } else { Side::Visitor };
    let to_staff = ServerFrame::Typing { conversation, side, name: name.to_owned(), typing };
    let mut told = vec![(Room::Conversation(conversation), to_staff)];
    if side == Side::Staff {
        let name = accounts::short_name(name);
        told.push((Room::Chat(owner), ServerFrame::Typing { conversation, side, name, typing }));
    }
    Ok(told)
}

fn raised(conn: &mut Conn, notice: NoticeId) -> Fallible<Told> {
    let Some((owner, notice)) = notices::find(conn, notice)? else { return Ok(Vec::new()) };
    let unread = notices::unread(conn, owner)?;
    Ok(vec![(Room::Notices(owner), ServerFrame::Notice { notice, unread })])
}
