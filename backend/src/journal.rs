//! The journal: every operation, numbered without gaps, each entry sealed with the hash of the one before.

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::schema::journal;
use diesel::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};
use shared::ids::OrderId;

/// The hash before the first entry.
const NOTHING_BEFORE: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Writes one operation down. `body` is kept as JSON and covered by the entry's hash.
///
/// Take it late in a transaction: on PostgreSQL the journal is locked until the end.
pub fn record(conn: &mut Conn, kind: &str, order: Option<OrderId>, body: &impl Serialize, now: Moment) -> Fallible<()> {
    let number = crate::numbers::next(conn, "journal")?;
    let previous = journal::table.find(number - 1).select(journal::hash).first::<String>(conn).optional()?;
    let previous = previous.unwrap_or_else(|| NOTHING_BEFORE.to_owned());
    let body = serde_json::to_string(body).map_err(|cause| Error::fault("write the journal", cause))?;
    let row = JournalRow {
        number,
        happened_at: now.naive_utc(),
        kind: kind.to_owned(),
        order_id: order.map(|order| order.0),
        hash: seal(number, now.timestamp_micros(), kind, &body, &previous),
        body,
        previous_hash: previous,
    };
    diesel::insert_into(journal::table).values(&row).execute(conn)?;
    Ok(())
}

/// One operation of many that are written down together.
pub struct Operation {
    pub happened_at: Moment,
    pub kind: &'static str,
    pub order: Option<OrderId>,
    /// JSON.
    pub body: String,
}

/// Writes many operations down at once, in this order, as [`record`] would one by one.
pub fn record_all(conn: &mut Conn, operations: Vec<Operation>) -> Fallible<()> {
    const STEP: usize = 1_000;
    let Some(count) = i64::try_from(operations.len()).ok().filter(|count| *count > 0) else { return Ok(()) };
    let first = crate::numbers::next_many(conn, "journal", count)?;
    let previous = journal::table.find(first - 1).select(journal::hash).first::<String>(conn).optional()?;
    let mut previous = previous.unwrap_or_else(|| NOTHING_BEFORE.to_owned());
    let mut rows = Vec::with_capacity(operations.len());
    for (number, operation) in (first..).zip(operations) {
        let Operation { happened_at, kind, order, body } = operation;
        let hash = seal(number, happened_at.timestamp_micros(), kind, &body, &previous);
        rows.push(JournalRow {
            number,
            happened_at: happened_at.naive_utc(),
            kind: kind.to_owned(),
            order_id: order.map(|order| order.0),
            body,
            previous_hash: std::mem::replace(&mut previous, hash.clone()),
            hash,
        });
    }
    for part in rows.chunks(STEP) {
        crate::insert_all!(conn, journal::table, part)?;
    }
    Ok(())
}

/// One entry as it stands: number, moment, kind, body.
pub type Record = (i64, Moment, String, String);

/// The entries about an order, oldest first.
pub fn of_order(conn: &mut Conn, order: OrderId) -> Fallible<Vec<Record>> {
    let rows: Vec<(i64, chrono::NaiveDateTime, String, String)> = journal::table
        .filter(journal::order_id.eq(order.0))
        .order(journal::number)
        .select((journal::number, journal::happened_at, journal::kind, journal::body))
        .load(conn)?;
    Ok(rows.into_iter().map(|(number, at, kind, body)| (number, at.and_utc(), kind, body)).collect())
}

/// The number of the first entry that does not follow from the one before, if there is one.
pub fn first_broken(conn: &mut Conn) -> Fallible<Option<i64>> {
    const STEP: i64 = 1_000;
    let mut expected = 1;
    let mut previous = NOTHING_BEFORE.to_owned();
    loop {
        let rows: Vec<JournalRow> =
            journal::table.filter(journal::number.ge(expected)).order(journal::number).limit(STEP).load(conn)?;
        if rows.is_empty() {
            return Ok(None);
        }
        for row in rows {
            let moment = row.happened_at.and_utc().timestamp_micros();
            let follows = row.number == expected
                && row.previous_hash == previous
                && row.hash == seal(row.number, moment, &row.kind, &row.body, &previous);
            if !follows {
                return Ok(Some(expected));
            }
            previous = row.hash;
            expected += 1;
        }
    }
}

fn seal(number: i64, moment_micros: i64, kind: &str, body: &str, previous: &str) -> String {
    let mut hash = Sha256::new();
    for part in [number.to_string().as_str(), moment_micros.to_string().as_str(), kind, body, previous] {
        hash.update(part.len().to_string().as_bytes());
        hash.update(b":");
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = journal, treat_none_as_default_value = false)]
struct JournalRow {
    number: i64,
    happened_at: chrono::NaiveDateTime,
    kind: String,
    order_id: Option<i64>,
    body: String,
    previous_hash: String,
    hash: String,
}
