//! How many orders there are of a kind.

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::orders;
use crate::word::Word;
use diesel::dsl::exists;
use diesel::prelude::*;
use shared::orders::OrderState;

/// Whether anything was ever ordered.
pub fn has_any(conn: &mut Conn) -> Fallible<bool> {
    Ok(diesel::select(exists(orders::table.select(orders::id))).get_result(conn)?)
}

/// Orders that were placed before `before` and wait for PayPal's decision.
pub fn pending_since(conn: &mut Conn, before: Moment) -> Fallible<i64> {
    let pending = orders::state.eq(OrderState::PaymentPending.word()).and(orders::placed_at.le(before.naive_utc()));
    Ok(orders::table.filter(pending).count().get_result(conn)?)
}
