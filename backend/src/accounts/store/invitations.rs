//! Queries on invitations to the staff, and on who of the staff is left.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::LockRows;
use crate::error::{Error, Fallible};
use crate::schema::{accounts, invitations, sessions};
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::accounts::Role;
use shared::email::Email;
use shared::ids::{AccountId, InvitationId};
use std::collections::HashMap;

/// Invitations shown at most.
const LIST_MAX: i64 = 200;

/// An invitation that waits for its answer.
pub struct Waiting {
    pub id: InvitationId,
    pub account: AccountId,
    pub email: Email,
    pub name: String,
    pub role: Role,
    pub invited_by: AccountId,
    pub created_at: Moment,
    pub expires_at: Moment,
}

/// Who is invited, by whom, and until when.
pub struct New<'a> {
    pub account: AccountId,
    pub email: &'a Email,
    pub name: &'a str,
    pub role: Role,
    pub by: AccountId,
    pub until: Moment,
}

/// Nobody else changes the account until the transaction ends.
pub fn lock_account(conn: &mut Conn, account: AccountId) -> Fallible<()> {
    accounts::table.find(account.0).select(accounts::id).lock_rows().load::<i64>(conn)?;
    Ok(())
}

/// Those who may do everything and are not disabled; none of them changes until the transaction ends.
pub fn lock_admins(conn: &mut Conn) -> Fallible<Vec<AccountId>> {
    let ids: Vec<i64> = accounts::table
        .filter(accounts::role.eq(Role::Admin.word()))
        .filter(accounts::erased_at.is_null().and(accounts::disabled_at.is_null()))
        .order(accounts::id)
        .select(accounts::id)
        .lock_rows()
        .load(conn)?;
    Ok(ids.into_iter().map(AccountId).collect())
}

/// When accounts were last used by their owners; those that never were are left out.
pub fn seen_at(conn: &mut Conn, of: &[AccountId]) -> Fallible<HashMap<AccountId, Moment>> {
    let ids: Vec<Option<i64>> = of.iter().map(|account| Some(account.0)).collect();
    let rows: Vec<(Option<i64>, Option<NaiveDateTime>)> = sessions::table
        .filter(sessions::account_id.eq_any(ids).and(sessions::impersonator_id.is_null()))
        .group_by(sessions::account_id)
        .select((sessions::account_id, diesel::dsl::max(sessions::seen_at)))
        .load(conn)?;
    let seen = rows.into_iter().filter_map(|(account, seen)| account.zip(seen));
    Ok(seen.map(|(account, seen)| (AccountId(account), seen.and_utc())).collect())
}

pub fn set_role(conn: &mut Conn, account: AccountId, role: Option<Role>) -> Fallible<()> {
    diesel::update(accounts::table.find(account.0)).set(accounts::role.eq(role.map(Word::word))).execute(conn)?;
    Ok(())
}

/// Gives a role to an account that has none.
pub fn give_role(conn: &mut Conn, account: AccountId, role: Role) -> Fallible<()> {
    diesel::update(accounts::table.find(account.0).filter(accounts::role.is_null()))
        .set(accounts::role.eq(role.word()))
        .execute(conn)?;
    Ok(())
}

pub fn set_disabled(conn: &mut Conn, account: AccountId, since: Option<Moment>) -> Fallible<()> {
    diesel::update(accounts::table.find(account.0))
        .set(accounts::disabled_at.eq(since.map(|since| since.naive_utc())))
        .execute(conn)?;
    Ok(())
}

pub fn insert(conn: &mut Conn, new: &New<'_>, now: Moment) -> Fallible<()> {
    diesel::insert_into(invitations::table)
        .values((
            invitations::account_id.eq(new.account.0),
            invitations::email.eq(new.email.as_str()),
            invitations::name.eq(new.name),
            invitations::role.eq(new.role.word()),
            invitations::invited_by.eq(new.by.0),
            invitations::created_at.eq(now.naive_utc()),
            invitations::expires_at.eq(new.until.naive_utc()),
            invitations::accepted.eq(false),
        ))
        .execute(conn)?;
    Ok(())
}

/// Those that wait, the newest first.
pub fn list(conn: &mut Conn) -> Fallible<Vec<Waiting>> {
    let rows: Vec<Row> = invitations::table
        .filter(invitations::ended_at.is_null())
        .order(invitations::id.desc())
        .limit(LIST_MAX)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_waiting).collect()
}

/// One that waits; `NotFound` otherwise.
pub fn find(conn: &mut Conn, id: InvitationId) -> Fallible<Waiting> {
    let waiting = invitations::table.find(id.0).filter(invitations::ended_at.is_null());
    let row: Row = waiting.select(Row::as_select()).first(conn)?;
    row.into_waiting()
}

/// The one of an account that waits; `NotFound` otherwise.
pub fn find_of(conn: &mut Conn, account: AccountId) -> Fallible<Waiting> {
    let row: Row = waiting_of(account).select(Row::as_select()).first(conn)?;
    row.into_waiting()
}

pub fn prolong(conn: &mut Conn, id: InvitationId, until: Moment) -> Fallible<()> {
    diesel::update(invitations::table.find(id.0)).set(invitations::expires_at.eq(until.naive_utc())).execute(conn)?;
    Ok(())
}

/// Ends the account's invitation, because it is taken back or replaced.
pub fn end(conn: &mut Conn, account: AccountId, now: Moment) -> Fallible<()> {
    diesel::update(waiting_of(account)).set(invitations::ended_at.eq(now.naive_utc())).execute(conn)?;
    Ok(())
}

/// Ends the account's invitation because it was taken up; the role it gives, if there was one.
pub fn accept(conn: &mut Conn, account: AccountId, now: Moment) -> Fallible<Option<Role>> {
    let role: Option<String> = diesel::update(waiting_of(account))
        .set((invitations::ended_at.eq(now.naive_utc()), invitations::accepted.eq(true)))
        .returning(invitations::role)
        .get_result(conn)
        .optional()?;
    role.as_deref().map(Role::of_word).transpose()
}

/// Forgets the invitations of an account: they name the person.
pub fn forget(conn: &mut Conn, account: AccountId) -> Fallible<()> {
    diesel::delete(invitations::table.filter(invitations::account_id.eq(account.0))).execute(conn)?;
    Ok(())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn waiting_of(account: AccountId) -> _ {
    let account: i64 = account.0;
    invitations::table.filter(invitations::account_id.eq(account).and(invitations::ended_at.is_null()))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = invitations)]
struct Row {
    id: i64,
    account_id: i64,
    email: String,
    name: String,
    role: String,
    invited_by: i64,
    created_at: NaiveDateTime,
    expires_at: NaiveDateTime,
}

impl Row {
    fn into_waiting(self) -> Fallible<Waiting> {
        Ok(Waiting {
            id: InvitationId(self.id),
            account: AccountId(self.account_id),
            email: self.email.parse().map_err(|cause: String| Error::fault("read an invitation", cause))?,
            name: self.name,
            role: Role::of_word(&self.role)?,
            invited_by: AccountId(self.invited_by),
            created_at: self.created_at.and_utc(),
            expires_at: self.expires_at.and_utc(),
        })
    }
}
