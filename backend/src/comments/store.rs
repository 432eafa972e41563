//! Comments and reports. A comment that was removed or hidden is nobody's to read.

use super::{Stored, rules};
use crate::clock::Moment;
use crate::cursor::Cursor;
use crate::db::Conn;
use crate::db::query::Both;
use crate::error::Fallible;
use crate::schema::{comment_reports, comments};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{AccountId, CommentId, ShowId};

/// Comments on a show, newest first.
pub fn list(conn: &mut Conn, show: ShowId, after: Option<Cursor>, limit: i64) -> Fallible<Vec<Stored>> {
    let mut query = comments::table
        .filter(comments::show_id.eq(show.0))
        .filter(comments::removed_at.is_null().and(comments::hidden_reason.is_null()))
        .order((comments::written_at.desc(), comments::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some(Cursor { at, id }) = after {
        let at = at.naive_utc();
        query = query.filter(comments::written_at.lt(at).or(comments::written_at.eq(at).and(comments::id.lt(id))));
    }
    let rows: Vec<CommentRow> = query.load(conn)?;
    Ok(rows.into_iter().map(CommentRow::into_stored).collect())
}

/// Comments of an account, newest first.
pub fn of_author(conn: &mut Conn, author: AccountId, limit: i64) -> Fallible<Vec<Stored>> {
    let rows: Vec<CommentRow> = comments::table
        .filter(comments::account_id.eq(author.0).and(comments::removed_at.is_null()))
        .order(comments::id.desc())
        .limit(limit)
        .load(conn)?;
    Ok(rows.into_iter().map(CommentRow::into_stored).collect())
}

pub fn find(conn: &mut Conn, comment: CommentId) -> Fallible<Option<Stored>> {
    let row: Option<CommentRow> = comments::table
        .find(comment.0)
        .filter(comments::removed_at.is_null().and(comments::hidden_reason.is_null()))
        .first(conn)
        .optional()?;
    Ok(row.map(CommentRow::into_stored))
}

/// When an account wrote comments, also removed ones, oldest first; as many as the pace asks about.
pub fn written_since(conn: &mut Conn, author: AccountId, since: Moment) -> Fallible<Vec<Moment>> {
    let rows: Vec<NaiveDateTime> = comments::table
        .filter(comments::account_id.eq(author.0).and(comments::written_at.gt(since.naive_utc())))
        .order(comments::written_at.desc())
        .limit(most_asked())
        .select(comments::written_at)
        .load(conn)?;
    Ok(rows.into_iter().rev().map(|at| at.and_utc()).collect())
}

/// When an account reported comments, oldest first; as many as the pace asks about.
pub fn reported_since(conn: &mut Conn, reporter: AccountId, since: Moment) -> Fallible<Vec<Moment>> {
    let rows: Vec<NaiveDateTime> = comment_reports::table
        .filter(comment_reports::account_id.eq(reporter.0).and(comment_reports::created_at.gt(since.naive_utc())))
        .order(comment_reports::created_at.desc())
        .limit(most_asked())
        .select(comment_reports::created_at)
        .load(conn)?;
    Ok(rows.into_iter().rev().map(|at| at.and_utc()).collect())
}

pub fn insert(
    conn: &mut Conn,
    show: ShowId,
    author: AccountId,
    text: &str,
    has_seen_it: bool,
    now: Moment,
) -> Fallible<CommentId> {
    let id: i64 = diesel::insert_into(comments::table)
        .values((
            comments::show_id.eq(show.0),
            comments::account_id.eq(author.0),
            comments::body.eq(text),
            comments::has_seen_it.eq(has_seen_it),
            comments::written_at.eq(now.naive_utc()),
        ))
        .returning(comments::id)
        .get_result(conn)?;
    Ok(CommentId(id))
}

/// Whether the comment was still there and says `text` now.
pub fn update(conn: &mut Conn, comment: CommentId, text: &str, has_seen_it: bool, now: Moment) -> Fallible<bool> {
    let of = comments::table
        .filter(comments::id.eq(comment.0))
        .filter(comments::removed_at.is_null().and(comments::hidden_reason.is_null()));
    let changed = diesel::update(of)
        .set((comments::body.eq(text), comments::has_seen_it.eq(has_seen_it), comments::edited_at.eq(now.naive_utc())))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Whether the comment was still there and is gone now. Its text goes with it.
pub fn remove(conn: &mut Conn, comment: CommentId, now: Moment) -> Fallible<bool> {
    let of = comments::table
        .filter(comments::id.eq(comment.0))
        .filter(comments::removed_at.is_null().and(comments::hidden_reason.is_null()));
    let changed =
        diesel::update(of).set((comments::removed_at.eq(now.naive_utc()), comments::body.eq(""))).execute(conn)?;
    Ok(changed == 1)
}

/// Comments that are shown and have a report that nobody has dealt with.
pub fn count_reported(conn: &mut Conn) -> Fallible<i64> {
    let waiting = comment_reports::table.filter(comment_reports::settled_at.is_null());
    let reported = waiting.select(comment_reports::comment_id);
    let shown = comments::removed_at.is_null().and(comments::hidden_reason.is_null());
    Ok(comments::table.filter(shown.and(comments::id.eq_any(reported))).count().get_result(conn)?)
}

/// What is said against a comment, first report first; also what was dealt with.
pub fn report_reasons(conn: &mut Conn, comment: CommentId) -> Fallible<Vec<String>> {
    let of = comment_reports::table.filter(comment_reports::comment_id.eq(comment.0));
    Ok(of.order(comment_reports::created_at).select(comment_reports::reason).load(conn)?)
}

/// Nobody has to look at the reports of a comment any more.
pub fn settle_reports(conn: &mut Conn, comment: CommentId, now: Moment) -> Fallible<()> {
    let of = comment_reports::comment_id.eq(comment.0).and(comment_reports::settled_at.is_null());
    diesel::update(comment_reports::table.filter(of))
        .set(comment_reports::settled_at.eq(now.naive_utc()))
        .execute(conn)?;
    Ok(())
}

/// Whether this is the account's first report of the comment.
pub fn report(conn: &mut Conn, comment: CommentId, reporter: AccountId, reason: &str, now: Moment) -> Fallible<bool> {
    let inserted = Both(
        diesel::insert_into(comment_reports::table)
            .values((
                comment_reports::comment_id.eq(comment.0),
                comment_reports::account_id.eq(reporter.0),
                comment_reports::reason.eq(reason),
                comment_reports::created_at.eq(now.naive_utc()),
            ))
            .on_conflict_do_nothing(),
    )
    .execute(conn)?;
    Ok(inserted == 1)
}

/// A comment that was not removed, hidden or not.
pub fn find_any(conn: &mut Conn, comment: CommentId) -> Fallible<Option<Stored>> {
    let row: Option<CommentRow> =
        comments::table.find(comment.0).filter(comments::removed_at.is_null()).first(conn).optional()?;
    Ok(row.map(CommentRow::into_stored))
}

/// Hides a comment for a reason, or shows it again.
pub fn set_hidden(conn: &mut Conn, comment: CommentId, reason: Option<&str>) -> Fallible<()> {
    diesel::update(comments::table.find(comment.0)).set(comments::hidden_reason.eq(reason)).execute(conn)?;
    Ok(())
}

pub fn set_reply(conn: &mut Conn, comment: CommentId, reply: Option<&str>) -> Fallible<()> {
    diesel::update(comments::table.find(comment.0)).set(comments::reply.eq(reply)).execute(conn)?;
    Ok(())
}

fn most_asked() -> i64 {
    i64::try_from(rules::PER_WINDOW).unwrap_or(i64::MAX)
}

#[derive(Queryable)]
struct CommentRow {
    id: i64,
    show_id: i64,
    account_id: i64,
    body: String,
    has_seen_it: bool,
    written_at: NaiveDateTime,
    edited_at: Option<NaiveDateTime>,
    _removed_at: Option<NaiveDateTime>,
    hidden_reason: Option<String>,
    reply: Option<String>,
}

impl CommentRow {
    fn into_stored(self) -> Stored {
        let Self {
            id,
            show_id,
            account_id,
            body,
            has_seen_it,
            written_at,
            edited_at,
            _removed_at: _,
            hidden_reason,
            reply,
        } = self;
        Stored {
            id: CommentId(id),
            show: ShowId(show_id),
            author: AccountId(account_id),
            text: body,
            has_seen_it,
            written_at: written_at.and_utc(),
            edited_at: edited_at.map(|at| at.and_utc()),
            hidden_reason,
            reply,
        }
    }
}
