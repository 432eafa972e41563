//! What is written down of what staff do with people. One place, so that everything lands in the same trail.

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::journal;
use serde::Serialize;
use shared::ids::AccountId;

/// Writes down that `by` did something to the account `whom`.
pub fn record(
    conn: &mut Conn,
    act: &str,
    by: AccountId,
    whom: AccountId,
    details: impl Serialize,
    now: Moment,
) -> Fallible<()> {
    journal::record(conn, act, None, &(by, whom, details), now)
}
