//! What the query builder lacks when one query must run on both engines.

use super::{Conn, MultiBackend};
use crate::error::{Error, Fallible};
use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AsQuery, AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::BigInt;
use diesel::sqlite::Sqlite;

/// Lets a statement run that each engine understands by itself but the connection type does not, such as `ON CONFLICT`.
pub struct Both<T>(pub T);

impl<T> QueryFragment<MultiBackend> for Both<T>
where
    T: QueryFragment<Pg> + QueryFragment<Sqlite>,
{
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(&self.0, pass)
    }
}

impl<T: QueryId> QueryId for Both<T> {
    type QueryId = T::QueryId;
    const HAS_STATIC_QUERY_ID: bool = T::HAS_STATIC_QUERY_ID;
}

impl<T: Query> Query for Both<T> {
    type SqlType = T::SqlType;
}

impl<T, C> RunQueryDsl<C> for Both<T> {}

/// A query whose rows nobody else may change until the transaction ends; see [`LockRows`].
pub struct Locked<Q> {
    query: Q,
    suffix: LockSuffix,
}

struct LockSuffix(&'static str);

impl QueryFragment<Pg> for LockSuffix {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(self.0);
        Ok(())
    }
}

impl QueryFragment<Sqlite> for LockSuffix {
    fn walk_ast<'b>(&'b self, _: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        Ok(())
    }
}

impl<Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Locked<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        self.query.walk_ast(out.reborrow())?;
        MultiBackend::walk_variant_ast(&self.suffix, out)
    }
}

impl<Q> QueryId for Locked<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: AsQuery + Query> Query for Locked<Q> {
    type SqlType = <Q as Query>::SqlType;
}

impl<Q, C> RunQueryDsl<C> for Locked<Q> {}

/// Row locks on PostgreSQL; nothing on SQLite, whose write transaction is exclusive.
pub trait LockRows: Sized {
    /// Waits for others that hold the rows.
    fn lock_rows(self) -> Locked<Self> {
        Locked { query: self, suffix: LockSuffix(" FOR UPDATE") }
    }

    /// Leaves out rows that others hold.
    fn lock_rows_skip_locked(self) -> Locked<Self> {
        Locked { query: self, suffix: LockSuffix(" FOR UPDATE SKIP LOCKED") }
    }
}

impl<T: Query> LockRows for T {}

/// `SUM` of whole numbers that stays a whole number (PostgreSQL would widen it); nothing adds up to 0.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct SumI64<E>(pub E);

impl<E: Expression> Expression for SumI64<E> {
    type SqlType = BigInt;
}

impl<E, QS> AppearsOnTable<QS> for SumI64<E>
where
    E: AppearsOnTable<QS>,
    Self: Expression,
{
}

impl<E, QS> SelectableExpression<QS> for SumI64<E>
where
    E: SelectableExpression<QS>,
    Self: AppearsOnTable<QS>,
{
}

impl<E: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for SumI64<E> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("CAST(COALESCE(SUM(");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql("), 0) AS BIGINT)");
        Ok(())
    }
}

impl<E, GB> ValidGrouping<GB> for SumI64<E> {
    type IsAggregate = is_aggregate::Yes;
}

/// Inserts many rows in one statement on either engine; returns how many.
#[macro_export]
macro_rules! insert_all {
    ($conn:expr, $table:expr, $rows:expr) => {
        match $conn {
            $crate::db::Conn::Pg(conn) => diesel::RunQueryDsl::execute(diesel::insert_into($table).values($rows), conn),
            $crate::db::Conn::Sqlite(conn) => {
                diesel::RunQueryDsl::execute(diesel::insert_into($table).values($rows), conn)
            }
        }
    };
}

/// Inserts those of many rows whose key is not there yet, in one statement on either engine; returns how many.
#[macro_export]
macro_rules! insert_new {
    ($conn:expr, $table:expr, $rows:expr) => {
        match $conn {
            $crate::db::Conn::Pg(conn) => {
                diesel::RunQueryDsl::execute(diesel::insert_into($table).values($rows).on_conflict_do_nothing(), conn)
            }
            $crate::db::Conn::Sqlite(conn) => {
                diesel::RunQueryDsl::execute(diesel::insert_or_ignore_into($table).values($rows), conn)
            }
        }
    };
}

/// One row of [`json_rows`].
#[derive(QueryableByName)]
struct JsonRow {
    #[diesel(sql_type = diesel::sql_types::Text)]
    json: String,
}

#[derive(QueryableByName)]
struct NumberRow {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// A value that is bound to a statement in SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bind {
    Text(String),
    Number(i64),
}

/// Runs a query whose statement is put together by the program, and answers each row as a list of JSON values.
///
/// `values` are the columns, `tail` everything from `FROM` on, with `$1`, `$2`, ... for `binds`, first named in this order.
pub fn json_rows(conn: &mut Conn, values: &str, tail: &str, binds: &[Bind]) -> Fallible<Vec<Vec<serde_json::Value>>> {
    let list = match conn {
        Conn::Pg(_) => format!("json_build_array({values})::text"),
        Conn::Sqlite(_) => format!("json_array({values})"),
    };
    let rows: Vec<JsonRow> = bound(&format!("SELECT {list} AS json {tail}"), binds).load(conn)?;
    let read = |row: JsonRow| serde_json::from_str(&row.json).map_err(|cause| Error::fault("read a row", cause));
    rows.into_iter().map(read).collect()
}

/// The `number` that a query answers, as [`json_rows`] binds its values.
pub fn number_of(conn: &mut Conn, sql: &str, binds: &[Bind]) -> Fallible<i64> {
    Ok(bound(sql, binds).get_result::<NumberRow>(conn)?.number)
}

fn bound(
    sql: &str,
    binds: &[Bind],
) -> diesel::query_builder::BoxedSqlQuery<'static, MultiBackend, diesel::query_builder::SqlQuery> {
    let mut query = diesel::sql_query(sql.to_owned()).into_boxed::<MultiBackend>();
    for bind in binds {
        query = match bind {
            Bind::Text(text) => query.bind::<diesel::sql_types::Text, _>(text.clone()),
            Bind::Number(number) => query.bind::<BigInt, _>(*number),
        };
    }
    query
}
