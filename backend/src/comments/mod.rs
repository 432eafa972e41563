//! What customers say about a show: they write, edit and remove their own, and report what does not belong there.

pub mod http;
pub mod moderation;
mod rules;
mod store;

use crate::catalogue::{self, programme};
use crate::clock::Moment;
use crate::cursor::{self, Cursor};
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::request::page_limit;
use crate::{accounts, tickets};
use shared::comments::{Comment, ListComments, ReportComment, WriteComment};
use shared::ids::{AccountId, CommentId, ShowId};
use shared::paging::Page;
use shared::refusal::Refusal;

/// A comment as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stored {
    id: CommentId,
    show: ShowId,
    author: AccountId,
    text: String,
    has_seen_it: bool,
    written_at: Moment,
    edited_at: Option<Moment>,
    hidden_reason: Option<String>,
    reply: Option<String>,
}

/// The comments on a show, newest first; those of the reader are marked.
pub fn list_comments(
    conn: &mut Conn,
    show: ShowId,
    request: &ListComments,
    reader: Option<AccountId>,
) -> Fallible<Page<Comment>> {
    let limit = page_limit(request.limit)?;
    let after = request.cursor.as_deref().map(Cursor::read).transpose()?;
    programme::check_published(conn, show)?;
    let found = store::list(conn, show, after, limit + 1)?;
    let Page { items, next } = cursor::page(found, limit, |last| Cursor { at: last.written_at, id: last.id.0 });
    Ok(Page { items: shown(conn, items, reader)?, next })
}

/// What an account wrote, newest first, at most 200.
pub fn of_author(conn: &mut Conn, author: AccountId) -> Fallible<Vec<Comment>> {
    let found = store::of_author(conn, author, shared::paging::LIMIT_MAX)?;
    shown(conn, found, Some(author))
}

/// Writes a comment. An account may write ten an hour.
pub fn write_comment(
    conn: &mut Conn,
    show: ShowId,
    author: AccountId,
    request: &WriteComment,
    now: Moment,
) -> Fallible<Comment> {
    let text = rules::clean(&request.text)?;
    programme::check_published(conn, show)?;
    rules::check_pace(&store::written_since(conn, author, now - rules::WINDOW)?, now)?;
    let has_seen_it = tickets::held_seen(conn, author, show, now)?;
    let comment = store::insert(conn, show, author, &text, has_seen_it, now)?;
    catalogue::count_comment(conn, show, 1)?;
    show_own(conn, comment, author)
}

/// Replaces the text of one's own comment; that of somebody else is not found.
pub fn change_comment(
    conn: &mut Conn,
    comment: CommentId,
    author: AccountId,
    request: &WriteComment,
    now: Moment,
) -> Fallible<Comment> {
    let text = rules::clean(&request.text)?;
    let before = own(conn, comment, author)?;
    let has_seen_it = before.has_seen_it || tickets::held_seen(conn, author, before.show, now)?;
    if !store::update(conn, comment, &text, has_seen_it, now)? {
        return Err(not_found());
    }
    show_own(conn, comment, author)
}

/// Takes one's own comment away for everybody.
pub fn remove_comment(conn: &mut Conn, comment: CommentId, author: AccountId, now: Moment) -> Fallible<()> {
    let before = own(conn, comment, author)?;
    if !store::remove(conn, comment, now)? {
        return Err(not_found());
    }
    catalogue::count_comment(conn, before.show, -1)
}

/// Tells the staff what is wrong with a comment, once for each account.
pub fn report_comment(
    conn: &mut Conn,
    comment: CommentId,
    reporter: AccountId,
    request: &ReportComment,
    now: Moment,
) -> Fallible<()> {
    let reason = rules::clean_reason(&request.reason)?;
    let reported = store::find(conn, comment)?.ok_or_else(not_found)?;
    if reported.author == reporter {
        return Err(Refusal::Forbidden.into());
    }
    rules::check_pace(&store::reported_since(conn, reporter, now - rules::WINDOW)?, now)?;
    if store::report(conn, comment, reporter, &reason, now)? { Ok(()) } else { Err(Refusal::AlreadyReported.into()) }
}

/// How many comments that visitors see have a report that waits for somebody.
pub fn count_reported(conn: &mut Conn) -> Fallible<i64> {
    store::count_reported(conn)
}

fn own(conn: &mut Conn, comment: CommentId, author: AccountId) -> Fallible<Stored> {
    store::find(conn, comment)?.filter(|found| found.author == author).ok_or_else(not_found)
}

fn show_own(conn: &mut Conn, comment: CommentId, author: AccountId) -> Fallible<Comment> {
    let stored = own(conn, comment, author)?;
    shown(conn, vec![stored], Some(author))?.pop().ok_or_else(not_found)
}

fn shown(conn: &mut Conn, stored: Vec<Stored>, reader: Option<AccountId>) -> Fallible<Vec<Comment>> {
    let mut authors: Vec<AccountId> = stored.iter().map(|comment| comment.author).collect();
    authors.sort_unstable();
    authors.dedup();
    let names = accounts::names(conn, &authors)?;
    let comment =
        |Stored { id, show: _, author, text, has_seen_it, written_at, edited_at, hidden_reason: _, reply }: Stored| {
            Comment {
                id,
                author: accounts::short_name(names.get(&author).map_or("", String::as_str)),
                mine: reader == Some(author),
                has_seen_it,
                text,
                written_at,
                edited_at,
                reply,
            }
        };
    Ok(stored.into_iter().map(comment).collect())
}

fn not_found() -> Error {
    Refusal::NotFound.into()
}
