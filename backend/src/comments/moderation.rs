//! What the staff do with comments: hide one with a reason, show it again, answer as the theatre.

use super::{Stored, not_found, rules, store};
use crate::catalogue;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use shared::ids::CommentId;

/// A comment as moderators see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moderated {
    pub text: String,
    /// Why it is hidden; none for one that readers see.
    pub hidden_reason: Option<String>,
    pub reply: Option<String>,
    /// What readers said against it, also what was dealt with.
    pub reports: Vec<String>,
}

pub fn find(conn: &mut Conn, comment: CommentId) -> Fallible<Moderated> {
    let Stored { text, hidden_reason, reply, .. } = any(conn, comment)?;
    Ok(Moderated { text, hidden_reason, reply, reports: store::report_reasons(conn, comment)? })
}

/// Takes a comment out of readers' sight; its author still has it. Hiding it twice changes the reason. Its reports are dealt
/// with.
pub fn hide(conn: &mut Conn, comment: CommentId, reason: &str, now: Moment) -> Fallible<()> {
    let reason = rules::clean_reason(reason)?;
    let before = any(conn, comment)?;
    store::set_hidden(conn, comment, Some(&reason))?;
    store::settle_reports(conn, comment, now)?;
    let was_shown = before.hidden_reason.is_none();
    if was_shown { catalogue::count_comment(conn, before.show, -1) } else { Ok(()) }
}

/// Leaves a comment where readers see it, whatever was reported: its reports are dealt with.
pub fn keep(conn: &mut Conn, comment: CommentId, now: Moment) -> Fallible<()> {
    any(conn, comment)?;
    store::settle_reports(conn, comment, now)
}

/// Shows a hidden comment again; one that is shown stays.
pub fn show_again(conn: &mut Conn, comment: CommentId) -> Fallible<()> {
    let before = any(conn, comment)?;
    store::set_hidden(conn, comment, None)?;
    let was_hidden = before.hidden_reason.is_some();
    if was_hidden { catalogue::count_comment(conn, before.show, 1) } else { Ok(()) }
}

/// Takes a comment away for good, with its text.
pub fn remove(conn: &mut Conn, comment: CommentId, now: Moment) -> Fallible<()> {
    show_again(conn, comment)?;
    let before = any(conn, comment)?;
    if !store::remove(conn, comment, now)? {
        return Err(not_found());
    }
    catalogue::count_comment(conn, before.show, -1)
}

/// Answers as the theatre, below the comment; an empty text takes the answer away.
pub fn reply(conn: &mut Conn, comment: CommentId, text: &str) -> Fallible<()> {
    any(conn, comment)?;
    let text = text.trim();
    let cleaned = if text.is_empty() { None } else { Some(rules::clean(text)?) };
    store::set_reply(conn, comment, cleaned.as_deref())
}

fn any(conn: &mut Conn, comment: CommentId) -> Fallible<Stored> {
    store::find_any(conn, comment)?.ok_or_else(not_found)
}
