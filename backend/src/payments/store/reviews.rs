//! What needs attention, and the payments of some days with what the ledger has of them.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::SumI64;
use crate::error::Fallible;
use crate::payments::Facts;
use crate::payments::ledger::Entry;
use crate::schema::{attention, ledger_entries, payments};
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{AccountId, OrderId, PaymentId};
use shared::payments::{Attention, AttentionKind, PaymentMethod};
use shared::refusal::Refusal;
use std::collections::HashMap;

/// A case and who has resolved it.
pub type Case = (Attention, Option<AccountId>);

/// Cases, newest first, those before `before`; resolved ones only when `all`.
pub fn attention(conn: &mut Conn, all: bool, before: Option<i64>, limit: i64) -> Fallible<Vec<Case>> {
    type Row =
        ((i64, String, Option<i64>, Option<i64>, String, NaiveDateTime), (Option<NaiveDateTime>, Option<i64>, String));
    let mut query = attention::table.order(attention::id.desc()).limit(limit).into_boxed();
    if !all {
        query = query.filter(attention::resolved_at.is_null());
    }
    if let Some(before) = before {
        query = query.filter(attention::id.lt(before));
    }
    let rows: Vec<Row> = query
        .select((
            (
                attention::id,
                attention::kind,
                attention::order_id,
                attention::payment_id,
                attention::detail,
                attention::created_at,
            ),
            (attention::resolved_at, attention::resolved_by, attention::resolution),
        ))
        .load(conn)?;
    let read = |((id, kind, order, payment, detail, created_at), (resolved_at, by, resolution)): Row| {
        let case = Attention {
            id,
            kind: AttentionKind::of_word(&kind)?,
            order: order.map(OrderId),
            order_number: None,
            payment: payment.map(PaymentId),
            detail,
            created_at: created_at.and_utc(),
            resolved_at: resolved_at.map(|at| at.and_utc()),
            resolved_by: None,
            resolution,
        };
        Ok((case, by.map(AccountId)))
    };
    rows.into_iter().map(read).collect()
}

/// What an open case is about.
pub fn find_attention(conn: &mut Conn, id: i64) -> Fallible<(AttentionKind, Option<PaymentId>)> {
    let (kind, payment): (String, Option<i64>) = attention::table
        .filter(attention::id.eq(id).and(attention::resolved_at.is_null()))
        .select((attention::kind, attention::payment_id))
        .first(conn)?;
    Ok((AttentionKind::of_word(&kind)?, payment.map(PaymentId)))
}

/// Resolves all open cases of a kind about a payment.
pub fn resolve_all(
    conn: &mut Conn,
    (kind, payment): (AttentionKind, PaymentId),
    note: &str,
    by: AccountId,
    now: Moment,
) -> Fallible<()> {
    let alike = attention::kind.eq(kind.word()).and(attention::payment_id.eq(payment.0));
    diesel::update(attention::table.filter(alike.and(attention::resolved_at.is_null())))
        .set((
            attention::resolved_at.eq(now.naive_utc()),
            attention::resolved_by.eq(by.0),
            attention::resolution.eq(note),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn resolve_attention(conn: &mut Conn, id: i64, note: &str, by: AccountId, now: Moment) -> Fallible<()> {
    let resolved = diesel::update(attention::table.filter(attention::id.eq(id).and(attention::resolved_at.is_null())))
        .set((
            attention::resolved_at.eq(now.naive_utc()),
            attention::resolved_by.eq(by.0),
            attention::resolution.eq(note),
        ))
        .execute(conn)?;
    if resolved == 0 { Err(Refusal::NotFound.into()) } else { Ok(()) }
}

/// Payments with PayPal since a moment, newest first, those before `before`.
pub fn with_paypal(conn: &mut Conn, from: Moment, before: Option<PaymentId>, limit: i64) -> Fallible<Vec<Facts>> {
    let mut query = payments::table
        .filter(payments::method.eq(PaymentMethod::Paypal.word()).and(payments::created_at.ge(from.naive_utc())))
        .order(payments::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(payments::id.lt(before.0));
    }
    let rows: Vec<super::PaymentRow> = query.load(conn)?;
    rows.into_iter().map(super::PaymentRow::into_facts).collect()
}

/// What PayPal said of all payments since a moment: captured and refunded, in the smallest unit.
pub fn said_in_all(conn: &mut Conn, from: Moment) -> Fallible<(i64, i64)> {
    let captured = payments::table
        .filter(payments::method.eq(PaymentMethod::Paypal.word()).and(payments::created_at.ge(from.naive_utc())))
        .filter(payments::seen_captured_minor.is_not_null())
        .select((
            SumI64(payments::seen_captured_minor.assume_not_null()),
            SumI64(payments::seen_refunded_minor.assume_not_null()),
        ));
    Ok(captured.first(conn)?)
}

/// What a book of the ledger has of all payments since a moment: in and out, in the smallest unit.
pub fn moved_in_all(conn: &mut Conn, book: &str, from: Moment) -> Fallible<(i64, i64)> {
    let of_book = ledger_entries::ledger_account.eq(book).and(payments::created_at.ge(from.naive_utc()));
    let joined = || ledger_entries::table.inner_join(payments::table).filter(of_book);
    let sum = SumI64(ledger_entries::amount_minor);
    let moved_in: i64 = joined().filter(ledger_entries::amount_minor.gt(0)).select(sum).first(conn)?;
    let moved_out: i64 = joined().filter(ledger_entries::amount_minor.lt(0)).select(sum).first(conn)?;
    Ok((moved_in, -moved_out))
}

/// What a book has of each of some payments: in and out.
pub fn moved(conn: &mut Conn, book: &str, of: &[PaymentId]) -> Fallible<HashMap<PaymentId, (i64, i64)>> {
    let rows: Vec<(Option<i64>, i64)> = ledger_entries::table
        .filter(ledger_entries::ledger_account.eq(book))
        .filter(ledger_entries::payment_id.eq_any(of.iter().map(|payment| Some(payment.0))))
        .select((ledger_entries::payment_id, ledger_entries::amount_minor))
        .load(conn)?;
    let mut moved: HashMap<PaymentId, (i64, i64)> = HashMap::new();
    for (payment, minor) in rows {
        let Some(payment) = payment.map(PaymentId) else { continue };
        let sums = moved.entry(payment).or_default();
        if minor > 0 {
            sums.0 += minor;
        } else {
            sums.1 -= minor;
        }
    }
    Ok(moved)
}

/// The ledger's entries about an order, oldest first.
pub fn entries(conn: &mut Conn, order: OrderId) -> Fallible<Vec<Entry>> {
    let rows: Vec<(String, String, i64, NaiveDateTime)> = ledger_entries::table
        .filter(ledger_entries::order_id.eq(order.0))
        .order(ledger_entries::id)
        .select((
            ledger_entries::movement,
            ledger_entries::ledger_account,
            ledger_entries::amount_minor,
            ledger_entries::booked_at,
        ))
        .load(conn)?;
    let entry = |(movement, book, minor, booked_at): (String, String, i64, NaiveDateTime)| Entry {
        movement,
        book,
        minor,
        booked_at: booked_at.and_utc(),
    };
    Ok(rows.into_iter().map(entry).collect())
}
