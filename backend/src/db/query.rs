//! What the query builder lacks when one query must run on both engines.

use super::MultiBackend;
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
