//! Requests that may be sent twice but must happen once: the first answer is kept under the caller's key.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::Both;
use crate::error::{Error, Fallible};
use crate::schema::idempotency_keys;
use chrono::TimeDelta;
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::refusal::Refusal;

/// How long an answer is kept.
const KEPT: TimeDelta = TimeDelta::hours(24);

/// Runs `change` for the first request with this key, and gives its answer again to every other one.
///
/// `scope` names the caller and the operation. The same key with another request is refused; so is one whose first
/// request failed to finish in another transaction.
pub fn once<T: Serialize + DeserializeOwned>(
    conn: &mut Conn,
    (scope, key): (&str, &str),
    request: &impl Serialize,
    now: Moment,
    change: impl FnOnce(&mut Conn) -> Fallible<T>,
) -> Fallible<T> {
    let fault = |cause: serde_json::Error| Error::fault("keep an answer", cause);
    let request_hash = crate::secrets::hash(&serde_json::to_string(request).map_err(fault)?);
    let row = (
        idempotency_keys::scope.eq(scope),
        idempotency_keys::key.eq(key),
        idempotency_keys::request_hash.eq(&request_hash),
        idempotency_keys::created_at.eq(now.naive_utc()),
    );
    let is_first =
        Both(diesel::insert_into(idempotency_keys::table).values(row).on_conflict_do_nothing()).execute(conn)? == 1;
    if !is_first {
        let (hash, answer): (String, Option<String>) = idempotency_keys::table
            .find((scope, key))
            .select((idempotency_keys::request_hash, idempotency_keys::answer))
            .first(conn)?;
        if hash != request_hash {
            return Err(Refusal::IdempotencyKeyReused.into());
        }
        let answer = answer.ok_or(Refusal::StillRunning)?;
        return serde_json::from_str(&answer).map_err(fault);
    }
    let answer = change(conn)?;
    diesel::update(idempotency_keys::table.find((scope, key)))
        .set(idempotency_keys::answer.eq(serde_json::to_string(&answer).map_err(fault)?))
        .execute(conn)?;
    Ok(answer)
}

/// Forgets answers that are a day old.
pub fn tidy(conn: &mut Conn, now: Moment) -> Fallible<()> {
    let before = (now - KEPT).naive_utc();
    diesel::delete(idempotency_keys::table.filter(idempotency_keys::created_at.lt(before))).execute(conn)?;
    Ok(())
}
