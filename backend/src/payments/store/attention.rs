//! Money that a person should look at.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::Both;
use crate::error::Fallible;
use crate::payments::Facts;
use crate::schema::attention;
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{AccountId, OrderId, PaymentId};
use shared::payments::{Attention, AttentionKind};
use shared::refusal::Refusal;

/// How many open cases the list of the staff shows.
const MAX_ATTENTION: i64 = 200;

pub fn alert(conn: &mut Conn, kind: AttentionKind, payment: &Facts, detail: &str, now: Moment) -> Fallible<()> {
    let row = (
        attention::kind.eq(kind.word()),
        attention::subject.eq(format!("payment {} {detail}", payment.id)),
        attention::order_id.eq(payment.order.0),
        attention::payment_id.eq(payment.id.0),
        attention::detail.eq(detail),
        attention::created_at.eq(now.naive_utc()),
    );
    Both(diesel::insert_into(attention::table).values(row).on_conflict_do_nothing()).execute(conn)?;
    Ok(())
}

/// Open cases, oldest first.
pub fn all(conn: &mut Conn) -> Fallible<Vec<Attention>> {
    type Row = (i64, String, Option<i64>, Option<i64>, String, NaiveDateTime);
    let rows: Vec<Row> = attention::table
        .filter(attention::resolved_at.is_null())
        .order(attention::id)
        .limit(MAX_ATTENTION)
        .select((
            attention::id,
            attention::kind,
            attention::order_id,
            attention::payment_id,
            attention::detail,
            attention::created_at,
        ))
        .load(conn)?;
    let read = |(id, kind, order, payment, detail, created_at): Row| {
        Ok(Attention {
            id,
            kind: AttentionKind::of_word(&kind)?,
            order: order.map(OrderId),
            payment: payment.map(PaymentId),
            detail,
            created_at: created_at.and_utc(),
        })
    };
    rows.into_iter().map(read).collect()
}

/// What an open case is about.
pub fn find(conn: &mut Conn, id: i64) -> Fallible<(AttentionKind, Option<PaymentId>)> {
    let (kind, payment): (String, Option<i64>) = attention::table
        .filter(attention::id.eq(id).and(attention::resolved_at.is_null()))
        .select((attention::kind, attention::payment_id))
        .first(conn)?;
    Ok((AttentionKind::of_word(&kind)?, payment.map(PaymentId)))
}

/// Resolves all open cases of a kind about a payment.
pub fn resolve_all(
    conn: &mut Conn,
    kind: AttentionKind,
    payment: PaymentId,
    by: AccountId,
    now: Moment,
) -> Fallible<()> {
    let alike = attention::kind.eq(kind.word()).and(attention::payment_id.eq(payment.0));
    diesel::update(attention::table.filter(alike.and(attention::resolved_at.is_null())))
        .set((attention::resolved_at.eq(now.naive_utc()), attention::resolved_by.eq(by.0)))
        .execute(conn)?;
    Ok(())
}

pub fn resolve(conn: &mut Conn, id: i64, by: AccountId, now: Moment) -> Fallible<()> {
    let resolved = diesel::update(attention::table.filter(attention::id.eq(id).and(attention::resolved_at.is_null())))
        .set((attention::resolved_at.eq(now.naive_utc()), attention::resolved_by.eq(by.0)))
        .execute(conn)?;
    if resolved == 0 { Err(Refusal::NotFound.into()) } else { Ok(()) }
}
