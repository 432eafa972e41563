//! The audit trail: who of the staff changed what and when, in words, written in the transaction of the change itself.

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::schema::{accounts, changes};
use diesel::prelude::*;
use shared::admin::{Change, FieldChange, Words};
use shared::ids::AccountId;

/// How many entries of one object are shown.
const SHOWN_MAX: i64 = 200;

/// Who does it; none for the program itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    pub account: AccountId,
    /// The member of the staff behind the account, when one acts as somebody else.
    pub impersonator: Option<AccountId>,
}

impl Actor {
    pub const fn of(account: AccountId) -> Self {
        Self { account, impersonator: None }
    }
}

/// What was done to which object.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    pub by: Option<Actor>,
    /// As the back office calls its tables: `orders`, `shows`.
    pub noun: &'a str,
    pub object: String,
    /// What the object is called, kept in case that it goes.
    pub title: String,
    /// `created`, `changed`, `removed`, or the word of an action.
    pub act: &'a str,
    pub fields: Vec<FieldChange>,
}

/// One member that changed; empty words where there was nothing.
pub fn field(key: &str, label: Words, before: impl Into<String>, after: impl Into<String>) -> FieldChange {
    FieldChange { field: key.to_owned(), label, before: before.into(), after: after.into() }
}

/// Writes a change down.
pub fn record(conn: &mut Conn, entry: &Entry<'_>, now: Moment) -> Fallible<()> {
    let fields = serde_json::to_string(&entry.fields).map_err(|cause| Error::fault("write a change down", cause))?;
    diesel::insert_into(changes::table)
        .values((
            changes::happened_at.eq(now.naive_utc()),
            changes::account_id.eq(entry.by.map(|actor| actor.account.0)),
            changes::impersonator_id.eq(entry.by.and_then(|actor| actor.impersonator).map(|account| account.0)),
            changes::noun.eq(entry.noun),
            changes::object_id.eq(&entry.object),
            changes::title.eq(&entry.title),
            changes::act.eq(entry.act),
            changes::fields.eq(fields),
        ))
        .execute(conn)?;
    Ok(())
}

/// What was done to one object, newest first.
pub fn of_object(conn: &mut Conn, noun: &str, object: &str) -> Fallible<Vec<Change>> {
    let ids: Vec<i64> = changes::table
        .filter(changes::noun.eq(noun).and(changes::object_id.eq(object)))
        .order(changes::id.desc())
        .limit(SHOWN_MAX)
        .select(changes::id)
        .load(conn)?;
    told(conn, &ids)
}

/// One entry of the trail; none when it is not there.
pub fn entry(conn: &mut Conn, id: i64) -> Fallible<Vec<Change>> {
    told(conn, &[id])
}

/// Entries with the names of who wrote them, newest first.
fn told(conn: &mut Conn, ids: &[i64]) -> Fallible<Vec<Change>> {
    let impersonators = diesel::alias!(accounts as impersonators);
    let rows: Vec<ChangeRow> = changes::table
        .left_join(accounts::table.on(changes::account_id.eq(accounts::id.nullable())))
        .left_join(impersonators.on(changes::impersonator_id.eq(impersonators.field(accounts::id).nullable())))
        .filter(changes::id.eq_any(ids))
        .order(changes::id.desc())
        .select((
            changes::happened_at,
            accounts::name.nullable(),
            impersonators.field(accounts::name).nullable(),
            changes::noun,
            changes::object_id,
            changes::act,
            changes::title,
            changes::fields,
        ))
        .load(conn)?;
    rows.into_iter().map(ChangeRow::into_shared).collect()
}

#[derive(Queryable)]
struct ChangeRow {
    happened_at: chrono::NaiveDateTime,
    who: Option<String>,
    impersonator: Option<String>,
    noun: String,
    object: String,
    act: String,
    title: String,
    fields: String,
}

impl ChangeRow {
    fn into_shared(self) -> Fallible<Change> {
        let Self { happened_at, who, impersonator, noun, object, act, title, fields } = self;
        let fields = serde_json::from_str(&fields).map_err(|cause| Error::fault("read a change", cause))?;
        Ok(Change { at: happened_at.and_utc(), who, on_behalf: impersonator, act, noun, id: object, title, fields })
    }
}
