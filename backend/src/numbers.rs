//! Numbers without gaps: drawn inside the transaction that uses them, so that a rollback gives them back.

use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::counters;
use diesel::prelude::*;

/// The next number of a sequence, from 1. Others that draw from the same one wait until this transaction ends.
pub fn next(conn: &mut Conn, name: &str) -> Fallible<i64> {
    next_many(conn, name, 1)
}

/// The first of the next `count` numbers of a sequence, all of which are drawn.
pub fn next_many(conn: &mut Conn, name: &str, count: i64) -> Fallible<i64> {
    let drawn = diesel::update(counters::table.find(name))
        .set(counters::value.eq(counters::value + count))
        .returning(counters::value)
        .get_result::<i64>(conn)
        .optional()?;
    if let Some(last) = drawn {
        return Ok(last - count + 1);
    }
    crate::db::query::Both(
        diesel::insert_into(counters::table)
            .values((counters::name.eq(name), counters::value.eq(0)))
            .on_conflict_do_nothing(),
    )
    .execute(conn)?;
    let last: i64 = diesel::update(counters::table.find(name))
        .set(counters::value.eq(counters::value + count))
        .returning(counters::value)
        .get_result(conn)?;
    Ok(last - count + 1)
}
