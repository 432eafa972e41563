//! How a conversation begins, and how a message is put into it.

use super::store::messages::NewMessage;
use super::store::{self, Stranger};
use super::{Kept, Stored, rules};
use crate::accounts;
use crate::announce::{Announcement, Owner, announce};
use crate::auth::Visitor;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use shared::chat::{Contact, Mark, SendMessage, Side};
use shared::house::Locale;
use shared::ids::{AccountId, VisitorId};

/// The caller's conversation, made when there is none, and locked.
pub fn begin(
    conn: &mut Conn,
    visitor: &Visitor,
    caller: Owner,
    contact: Option<&Contact>,
    locale: Locale,
    now: Moment,
) -> Fallible<Kept> {
    let profile = visitor.account.map(|account| accounts::profile(conn, account)).transpose()?;
    if store::of_owner(conn, caller)?.is_none() {
        let (name, email) = match (&profile, contact) {
            (Some(profile), _) => (profile.name.as_str(), Some(profile.email.as_str())),
            (None, Some(contact)) => (contact.name.as_str(), Some(contact.email.as_str())),
            (None, None) => ("", None),
        };
        let stranger = Stranger { owner: caller, visitor: visitor.visitor, name, email, locale };
        store::create(conn, &stranger, now)?;
    }
    let kept = store::of_owner(conn, caller)?.ok_or_else(|| Error::fault("begin a conversation", "it is not there"))?;
    let kept = store::lock(conn, kept.id)?;
    if let Some(contact) = contact.filter(|_| profile.is_none()) {
        store::set_contact(conn, kept.id, &contact.name, contact.email.as_str())?;
    }
    store::set_browser(conn, kept.id, visitor.visitor, locale)?;
    store::find(conn, kept.id)
}

/// Who sends a message.
pub struct Writer {
    pub side: Side,
    pub visitor: VisitorId,
    pub account: Option<AccountId>,
}

/// Puts a message into a conversation that is locked, and tells whom it concerns.
pub fn append(
    conn: &mut Conn,
    kept: &Kept,
    writer: &Writer,
    request: &SendMessage,
    text: &str,
    now: Moment,
) -> Fallible<Stored> {
    let files = store::files::waiting(conn, writer.visitor, &request.attachments)?;
    if files.len() != request.attachments.len() {
        return Err(Error::invalid("attachments", "were not uploaded, or sent before"));
    }
    let first_file = files.first().map(|file| file.name.as_str());
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let message = NewMessage {
        client_id: &request.client_id,
        side: writer.side,
        writer: writer.account,
        text,
        excerpt: &rules::excerpt(text, first_file),
        search_key: &rules::search_key(&format!("{text} {}", names.join(" "))),
    };
    let stored = store::messages::append(conn, kept, &message, now)?;
    if store::files::send(conn, &files, stored.id)? != files.len() {
        return Err(Error::invalid("attachments", "were sent before"));
    }
    // Whoever writes has read what stands before it.
    let mark = Mark { delivered: stored.sequence, read: stored.sequence };
    store::set_mark(conn, kept.id, writer.side, mark)?;
    announce(conn, Announcement::MessageSent { conversation: kept.id, message: stored.id });
    announce(conn, Announcement::Marked { conversation: kept.id });
    Ok(stored)
}
