//! Queries on programs with a key.

pub mod hooks;

use super::rules;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::api_clients;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{AccountId, ApiClientId};
use shared::partners::Scope;

/// Programs shown at most.
const LIST_MAX: i64 = 200;

/// A program as it is stored.
pub struct Client {
    pub id: ApiClientId,
    pub name: String,
    pub prefix: String,
    pub scopes: Vec<Scope>,
    pub created_by: AccountId,
    pub created_at: Moment,
    pub last_used_at: Option<Moment>,
    pub revoked_at: Option<Moment>,
}

pub struct NewClient<'a> {
    pub name: &'a str,
    pub prefix: &'a str,
    pub key_hash: &'a str,
    pub scopes: &'a [Scope],
    pub by: AccountId,
}

pub fn insert(conn: &mut Conn, new: &NewClient<'_>, now: Moment) -> Fallible<ApiClientId> {
    let id: i64 = diesel::insert_into(api_clients::table)
        .values((
            api_clients::name.eq(new.name),
            api_clients::prefix.eq(new.prefix),
            api_clients::key_hash.eq(new.key_hash),
            api_clients::scopes.eq(rules::in_words(new.scopes)),
            api_clients::created_by.eq(new.by.0),
            api_clients::created_at.eq(now.naive_utc()),
        ))
        .returning(api_clients::id)
        .get_result(conn)?;
    Ok(ApiClientId(id))
}

/// The newest first.
pub fn list(conn: &mut Conn) -> Fallible<Vec<Client>> {
    let rows: Vec<Row> =
        api_clients::table.order(api_clients::id.desc()).limit(LIST_MAX).select(Row::as_select()).load(conn)?;
    Ok(rows.into_iter().map(Row::into_client).collect())
}

pub fn find(conn: &mut Conn, id: ApiClientId) -> Fallible<Client> {
    let row: Row = api_clients::table.find(id.0).select(Row::as_select()).first(conn)?;
    Ok(row.into_client())
}

/// One whose key is good; none otherwise.
pub fn find_live(conn: &mut Conn, id: ApiClientId) -> Fallible<Option<Client>> {
    let live = api_clients::table.find(id.0).filter(api_clients::revoked_at.is_null());
    let row: Option<Row> = live.select(Row::as_select()).first(conn).optional()?;
    Ok(row.map(Row::into_client))
}

/// The one whose good key has this hash.
pub fn find_by_key(conn: &mut Conn, key_hash: &str) -> Fallible<Option<Client>> {
    let live = api_clients::table.filter(api_clients::key_hash.eq(key_hash).and(api_clients::revoked_at.is_null()));
    let row: Option<Row> = live.select(Row::as_select()).first(conn).optional()?;
    Ok(row.map(Row::into_client))
}

/// Whether the key was good until now.
pub fn revoke(conn: &mut Conn, id: ApiClientId, now: Moment) -> Fallible<bool> {
    let live = api_clients::table.find(id.0).filter(api_clients::revoked_at.is_null());
    Ok(diesel::update(live).set(api_clients::revoked_at.eq(now.naive_utc())).execute(conn)? == 1)
}

pub fn note_use(conn: &mut Conn, id: ApiClientId, now: Moment) -> Fallible<()> {
    diesel::update(api_clients::table.find(id.0)).set(api_clients::last_used_at.eq(now.naive_utc())).execute(conn)?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = api_clients)]
struct Row {
    id: i64,
    name: String,
    prefix: String,
    scopes: String,
    created_by: i64,
    created_at: NaiveDateTime,
    last_used_at: Option<NaiveDateTime>,
    revoked_at: Option<NaiveDateTime>,
}

impl Row {
    fn into_client(self) -> Client {
        Client {
            id: ApiClientId(self.id),
            name: self.name,
            prefix: self.prefix,
            scopes: rules::of_words(&self.scopes),
            created_by: AccountId(self.created_by),
            created_at: self.created_at.and_utc(),
            last_used_at: self.last_used_at.map(|at| at.and_utc()),
            revoked_at: self.revoked_at.map(|at| at.and_utc()),
        }
    }
}
