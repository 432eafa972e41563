//! Notices, and which kinds somebody does not want.

use crate::announce::Owner;
use crate::clock::Moment;
use crate::cursor::Cursor;
use crate::db::Conn;
use crate::db::query::Both;
use crate::error::{Error, Fallible};
use crate::schema::{notice_settings, notices};
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{AccountId, NoticeId, VisitorId};
use shared::notices::{Notice, NoticeAbout, NoticeKind};

type NoticeRow = (i64, Option<i64>, Option<i64>, String, NaiveDateTime, Option<NaiveDateTime>);

const COLUMNS: (
    notices::id,
    notices::account_id,
    notices::visitor_id,
    notices::body,
    notices::happened_at,
    notices::read_at,
) = (notices::id, notices::account_id, notices::visitor_id, notices::body, notices::happened_at, notices::read_at);

/// The numbers of the accounts and of the visitors among some owners.
fn ids(owners: &[Owner]) -> (Vec<i64>, Vec<i64>) {
    let (mut accounts, mut visitors) = (Vec::new(), Vec::new());
    for owner in owners {
        match owner {
            Owner::Account(account) => accounts.push(account.0),
            Owner::Visitor(visitor) => visitors.push(visitor.0),
        }
    }
    (accounts, visitors)
}

fn notice((id, account, visitor, body, happened_at, read_at): NoticeRow) -> Fallible<(Owner, Notice)> {
    let about = serde_json::from_str(&body).map_err(|cause| Error::fault("read a notice", cause))?;
    let owner = account.map(|account| Owner::Account(AccountId(account)));
    let owner = owner.or(visitor.map(|visitor| Owner::Visitor(VisitorId(visitor))));
    let owner = owner.ok_or_else(|| Error::fault("read a notice", "it is nobody's"))?;
    Ok((owner, Notice { id: NoticeId(id), about, happened_at: happened_at.and_utc(), read: read_at.is_some() }))
}

/// Keeps a notice; none when one with the same key is there.
pub fn insert(
    conn: &mut Conn,
    to: Owner,
    about: &NoticeAbout,
    dedupe: &str,
    now: Moment,
) -> Fallible<Option<NoticeId>> {
    let body = serde_json::to_string(about).map_err(|cause| Error::fault("write a notice", cause))?;
    let (account, visitor) = match to {
        Owner::Account(account) => (Some(account.0), None),
        Owner::Visitor(visitor) => (None, Some(visitor.0)),
    };
    let row = (
        notices::account_id.eq(account),
        notices::visitor_id.eq(visitor),
        notices::kind.eq(about.kind().word()),
        notices::body.eq(body),
        notices::dedupe.eq(dedupe),
        notices::happened_at.eq(now.naive_utc()),
    );
    if Both(diesel::insert_into(notices::table).values(row).on_conflict_do_nothing()).execute(conn)? == 0 {
        return Ok(None);
    }
    let id = notices::table.filter(notices::dedupe.eq(dedupe)).select(notices::id).first(conn)?;
    Ok(Some(NoticeId(id)))
}

/// How many of these keys are there.
pub fn known(conn: &mut Conn, keys: &[String]) -> Fallible<usize> {
    if keys.is_empty() {
        return Ok(0);
    }
    let count: i64 = notices::table.filter(notices::dedupe.eq_any(keys)).count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

pub fn find(conn: &mut Conn, id: NoticeId) -> Fallible<Option<(Owner, Notice)>> {
    notices::table.find(id.0).select(COLUMNS).first::<NoticeRow>(conn).optional()?.map(notice).transpose()
}

/// Newest first.
pub fn list(conn: &mut Conn, owners: &[Owner], after: Option<Cursor>, limit: i64) -> Fallible<Vec<Notice>> {
    let (accounts, visitors) = ids(owners);
    let mut query = notices::table
        .filter(notices::account_id.eq_any(accounts).or(notices::visitor_id.eq_any(visitors)))
        .order((notices::happened_at.desc(), notices::id.desc()))
        .limit(limit)
        .select(COLUMNS)
        .into_boxed();
    if let Some(Cursor { at, id }) = after {
        let at = at.naive_utc();
        query = query.filter(notices::happened_at.lt(at).or(notices::happened_at.eq(at).and(notices::id.lt(id))));
    }
    let rows: Vec<NoticeRow> = query.load(conn)?;
    rows.into_iter().map(|row| notice(row).map(|(_, notice)| notice)).collect()
}

pub fn unread(conn: &mut Conn, owners: &[Owner]) -> Fallible<i64> {
    let (accounts, visitors) = ids(owners);
    let own = notices::account_id.eq_any(accounts).or(notices::visitor_id.eq_any(visitors));
    Ok(notices::table.filter(own).filter(notices::read_at.is_null()).count().get_result(conn)?)
}

/// Marks the owners' unread notices as read, these or all; returns how many.
pub fn read(conn: &mut Conn, owners: &[Owner], wanted: Option<&[NoticeId]>, now: Moment) -> Fallible<usize> {
    let (accounts, visitors) = ids(owners);
    let own = notices::account_id.eq_any(accounts).or(notices::visitor_id.eq_any(visitors));
    let unread = notices::table.filter(own).filter(notices::read_at.is_null());
    let read_at = notices::read_at.eq(now.naive_utc());
    let changed = match wanted {
        Some(wanted) => {
            let wanted: Vec<i64> = wanted.iter().map(|notice| notice.0).collect();
            diesel::update(unread.filter(notices::id.eq_any(wanted))).set(read_at).execute(conn)?
        }
        None => diesel::update(unread).set(read_at).execute(conn)?,
    };
    Ok(changed)
}

/// The kinds an account does not want.
pub fn refused(conn: &mut Conn, account: AccountId) -> Fallible<Vec<NoticeKind>> {
    let words: Vec<String> = notice_settings::table
        .filter(notice_settings::account_id.eq(account.0).and(notice_settings::wanted.eq(false)))
        .select(notice_settings::kind)
        .load(conn)?;
    words.iter().map(|word| NoticeKind::of_word(word)).collect()
}

pub fn set_wanted(conn: &mut Conn, account: AccountId, kind: NoticeKind, wanted: bool) -> Fallible<()> {
    let known = notice_settings::table.find((account.0, kind.word()));
    let changed = diesel::update(known).set(notice_settings::wanted.eq(wanted)).execute(conn)?;
    if changed == 0 {
        let row = (
            notice_settings::account_id.eq(account.0),
            notice_settings::kind.eq(kind.word()),
            notice_settings::wanted.eq(wanted),
        );
        Both(diesel::insert_into(notice_settings::table).values(row).on_conflict_do_nothing()).execute(conn)?;
    }
    Ok(())
}

/// Removes the notices and settings of an account.
pub fn remove_of(conn: &mut Conn, account: AccountId) -> Fallible<()> {
    diesel::delete(notices::table.filter(notices::account_id.eq(account.0))).execute(conn)?;
    diesel::delete(notice_settings::table.filter(notice_settings::account_id.eq(account.0))).execute(conn)?;
    Ok(())
}

/// Removes notices from before `before`.
pub fn tidy(conn: &mut Conn, before: Moment) -> Fallible<()> {
    diesel::delete(notices::table.filter(notices::happened_at.lt(before.naive_utc()))).execute(conn)?;
    Ok(())
}
