//! Queries on second factors and recovery codes.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::{Both, LockRows};
use crate::error::Fallible;
use crate::schema::{recovery_codes, second_factors};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::AccountId;
use std::collections::HashSet;

/// What is stored of one; its key comes from the salt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    pub salt: String,
    pub confirmed_at: Option<Moment>,
    /// Wrong codes since the last right one.
    pub failures: i64,
    pub failed_at: Option<Moment>,
}

type Row = (String, Option<NaiveDateTime>, i64, Option<NaiveDateTime>);

/// Whether any account has one that is confirmed.
pub fn has_any(conn: &mut Conn) -> Fallible<bool> {
    let confirmed = second_factors::table.filter(second_factors::confirmed_at.is_not_null());
    Ok(diesel::select(diesel::dsl::exists(confirmed)).get_result(conn)?)
}

/// Those of some accounts that have one that is confirmed.
pub fn confirmed(conn: &mut Conn, of: &[AccountId]) -> Fallible<HashSet<AccountId>> {
    let ids: Vec<i64> = of.iter().map(|account| account.0).collect();
    let rows: Vec<i64> = second_factors::table
        .filter(second_factors::account_id.eq_any(ids).and(second_factors::confirmed_at.is_not_null()))
        .select(second_factors::account_id)
        .load(conn)?;
    Ok(rows.into_iter().map(AccountId).collect())
}

impl Factor {
    fn of((salt, confirmed_at, failures, failed_at): Row) -> Self {
        Self {
            salt,
            confirmed_at: confirmed_at.map(|at| at.and_utc()),
            failures,
            failed_at: failed_at.map(|at| at.and_utc()),
        }
    }
}

pub fn find(conn: &mut Conn, account: AccountId) -> Fallible<Option<Factor>> {
    let row: Option<Row> = second_factors::table
        .find(account.0)
        .select((
            second_factors::salt,
            second_factors::confirmed_at,
            second_factors::failures,
            second_factors::failed_at,
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(Factor::of))
}

/// Like [`find`]; nobody else counts or uses it until the transaction ends.
pub fn lock(conn: &mut Conn, account: AccountId) -> Fallible<Option<Factor>> {
    second_factors::table.find(account.0).select(second_factors::account_id).lock_rows().load::<i64>(conn)?;
    find(conn, account)
}

/// Begins one, instead of another that was only begun; whether there was no confirmed one.
pub fn begin(conn: &mut Conn, account: AccountId, salt: &str, now: Moment) -> Fallible<bool> {
    let begun = second_factors::table.find(account.0).filter(second_factors::confirmed_at.is_null());
    diesel::delete(begun).execute(conn)?;
    let row = (
        second_factors::account_id.eq(account.0),
        second_factors::salt.eq(salt),
        second_factors::last_step.eq(0),
        second_factors::failures.eq(0),
        second_factors::created_at.eq(now.naive_utc()),
    );
    let made = Both(diesel::insert_into(second_factors::table).values(row).on_conflict_do_nothing()).execute(conn)?;
    Ok(made == 1)
}

/// The code of `step` was right.
pub fn confirm(conn: &mut Conn, account: AccountId, step: i64, now: Moment) -> Fallible<()> {
    diesel::update(second_factors::table.find(account.0))
        .set((second_factors::confirmed_at.eq(now.naive_utc()), second_factors::last_step.eq(step)))
        .execute(conn)?;
    Ok(())
}

/// Uses the code of a step; whether neither it nor a later one was used before.
pub fn take_step(conn: &mut Conn, account: AccountId, step: i64) -> Fallible<bool> {
    let unused = second_factors::table.find(account.0).filter(second_factors::last_step.lt(step));
    let taken = diesel::update(unused).set(second_factors::last_step.eq(step)).execute(conn)?;
    Ok(taken == 1)
}

pub fn count_failure(conn: &mut Conn, account: AccountId, now: Moment) -> Fallible<()> {
    diesel::update(second_factors::table.find(account.0))
        .set((second_factors::failures.eq(second_factors::failures + 1), second_factors::failed_at.eq(now.naive_utc())))
        .execute(conn)?;
    Ok(())
}

pub fn forget_failures(conn: &mut Conn, account: AccountId) -> Fallible<()> {
    diesel::update(second_factors::table.find(account.0)).set(second_factors::failures.eq(0)).execute(conn)?;
    Ok(())
}

/// Forgets it with its recovery codes; whether there was a confirmed one.
pub fn remove(conn: &mut Conn, account: AccountId) -> Fallible<bool> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::account_id.eq(account.0))).execute(conn)?;
    let was = find(conn, account)?.is_some_and(|factor| factor.confirmed_at.is_some());
    diesel::delete(second_factors::table.find(account.0)).execute(conn)?;
    Ok(was)
}

/// Only codes with these hashes are good from now on.
pub fn replace_codes(conn: &mut Conn, account: AccountId, hashes: &[String]) -> Fallible<()> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::account_id.eq(account.0))).execute(conn)?;
    for hash in hashes {
        diesel::insert_into(recovery_codes::table)
            .values((recovery_codes::account_id.eq(account.0), recovery_codes::code_hash.eq(hash)))
            .execute(conn)?;
    }
    Ok(())
}

/// Uses a recovery code; whether it was a good one.
pub fn use_code(conn: &mut Conn, account: AccountId, hash: &str, now: Moment) -> Fallible<bool> {
    let unused = recovery_codes::table.find((account.0, hash)).filter(recovery_codes::used_at.is_null());
    let used = diesel::update(unused).set(recovery_codes::used_at.eq(now.naive_utc())).execute(conn)?;
    Ok(used == 1)
}

pub fn codes_left(conn: &mut Conn, account: AccountId) -> Fallible<i64> {
    let unused = recovery_codes::account_id.eq(account.0).and(recovery_codes::used_at.is_null());
    Ok(recovery_codes::table.filter(unused).count().get_result(conn)?)
}
