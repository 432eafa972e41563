//! The ledger's books and the journal over a time, and the days that are closed.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::{Both, SumI64};
use crate::error::{Error, Fallible};
use crate::schema::{accounts, closings, journal, ledger_entries, orders, sales_lines};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use shared::ids::{AccountId, OrderId, PerformanceId};
use shared::money::{Currency, Money};
use shared::receipts::{DailyClosing, JournalSpan};

/// From the first moment to before the second.
pub type Span = (NaiveDateTime, NaiveDateTime);

/// A book and an amount as the ledger counts it.
pub type BookSum = (String, Money);

/// Which entries of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entries {
    /// All before a moment.
    Before(NaiveDateTime),
    /// Those of a time that the ledger counts positive, or negative.
    Positive(Span),
    Negative(Span),
}

/// What these entries of each book add up to.
pub fn sums(conn: &mut Conn, entries: Entries) -> Fallible<Vec<BookSum>> {
    let key = (ledger_entries::ledger_account, ledger_entries::currency);
    let mut query = ledger_entries::table
        .group_by(key)
        .select((key.0, key.1, SumI64(ledger_entries::amount_minor)))
        .order(key)
        .into_boxed();
    query = match entries {
        Entries::Before(before) => query.filter(ledger_entries::booked_at.lt(before)),
        Entries::Positive((from, before)) => query
            .filter(ledger_entries::booked_at.ge(from).and(ledger_entries::booked_at.lt(before)))
            .filter(ledger_entries::amount_minor.gt(0)),
        Entries::Negative((from, before)) => query
            .filter(ledger_entries::booked_at.ge(from).and(ledger_entries::booked_at.lt(before)))
            .filter(ledger_entries::amount_minor.lt(0)),
    };
    let rows: Vec<(String, String, i64)> = query.load(conn)?;
    rows.into_iter().map(|(book, currency, minor)| Ok((book, money(minor, &currency)?))).collect()
}

fn money(minor: i64, currency: &str) -> Fallible<Money> {
    let currency: Currency = currency.parse().map_err(|cause: String| Error::fault("read the ledger", cause))?;
    Ok(Money::new(minor, currency))
}

/// Money that came to or left one of our books.
pub struct Moved {
    pub at: NaiveDateTime,
    pub book: String,
    pub order: OrderId,
    pub order_number: String,
    pub amount: Money,
}

/// Every movement of these books, in the order in which it was booked.
pub fn movements(conn: &mut Conn, span: Span, books: &[&str]) -> Fallible<Vec<Moved>> {
    type Row = (NaiveDateTime, String, i64, String, i64, String);
    let rows: Vec<Row> = ledger_entries::table
        .inner_join(orders::table)
        .filter(ledger_entries::booked_at.ge(span.0).and(ledger_entries::booked_at.lt(span.1)))
        .filter(ledger_entries::ledger_account.eq_any(books))
        .order((ledger_entries::booked_at, ledger_entries::id))
        .select((
            ledger_entries::booked_at,
            ledger_entries::ledger_account,
            orders::id,
            orders::number,
            ledger_entries::amount_minor,
            ledger_entries::currency,
        ))
        .load(conn)?;
    let read = |(at, book, order, order_number, minor, currency): Row| {
        Ok(Moved { at, book, order: OrderId(order), order_number, amount: money(minor, &currency)? })
    };
    rows.into_iter().map(read).collect()
}

/// First and last number, and how many.
type Numbers = (Option<i64>, Option<i64>, i64);

/// All operations of a time.
pub fn journal_of(conn: &mut Conn, span: Span) -> Fallible<Option<JournalSpan>> {
    let these = journal::table.filter(journal::happened_at.ge(span.0).and(journal::happened_at.lt(span.1)));
    let numbers = (diesel::dsl::min(journal::number), diesel::dsl::max(journal::number), diesel::dsl::count_star());
    let numbers = these.select(numbers).first(conn)?;
    sealed(conn, numbers)
}

/// The sales and refunds that a performance's statement rests on.
pub fn journal_of_performance(conn: &mut Conn, performance: PerformanceId) -> Fallible<Option<JournalSpan>> {
    let its_orders = sales_lines::table
        .filter(sales_lines::performance_id.eq(performance.0))
        .select(sales_lines::order_id.nullable());
    let these = journal::table
        .filter(journal::kind.eq_any(["sale", "refund_decided", "tickets_voided", "refund"]))
        .filter(journal::order_id.eq_any(its_orders));
    let numbers = (diesel::dsl::min(journal::number), diesel::dsl::max(journal::number), diesel::dsl::count_star());
    let numbers = these.select(numbers).first(conn)?;
    sealed(conn, numbers)
}

fn sealed(conn: &mut Conn, (first, last, operations): Numbers) -> Fallible<Option<JournalSpan>> {
    let (Some(first_number), Some(last_number)) = (first, last) else { return Ok(None) };
    let hash = journal::table.find(last_number).select(journal::hash).first(conn)?;
    Ok(Some(JournalSpan { first_number, last_number, operations, hash }))
}

/// Stores a closing; false when the day has one already.
pub fn insert_closing(
    conn: &mut Conn,
    number: i64,
    closing: &DailyClosing,
    by: AccountId,
    now: Moment,
) -> Fallible<bool> {
    let document = serde_json::to_string(closing).map_err(|cause| Error::fault("write a closing", cause))?;
    let row = (
        closings::number.eq(number),
        closings::day.eq(closing.day),
        closings::closed_at.eq(now.naive_utc()),
        closings::closed_by.eq(by.0),
        closings::document.eq(document),
    );
    Ok(Both(diesel::insert_into(closings::table).values(row).on_conflict_do_nothing()).execute(conn)? == 1)
}

pub fn find_closing(conn: &mut Conn, day: NaiveDate) -> Fallible<Option<DailyClosing>> {
    let document: Option<String> =
        closings::table.filter(closings::day.eq(day)).select(closings::document).first(conn).optional()?;
    document.as_deref().map(read_closing).transpose()
}

fn read_closing(document: &str) -> Fallible<DailyClosing> {
    serde_json::from_str(document).map_err(|cause| Error::fault("read a closing", cause))
}

/// Closings of days before one, newest day first.
pub fn closings(conn: &mut Conn, before: Option<NaiveDate>, limit: i64) -> Fallible<Vec<DailyClosing>> {
    let mut query = closings::table.select(closings::document).into_boxed();
    if let Some(before) = before {
        query = query.filter(closings::day.lt(before));
    }
    let documents: Vec<String> = query.order(closings::day.desc()).limit(limit).load(conn)?;
    documents.iter().map(|document| read_closing(document)).collect()
}

pub fn name_of(conn: &mut Conn, account: AccountId) -> Fallible<String> {
    Ok(accounts::table.find(account.0).select(accounts::name).first(conn)?)
}
