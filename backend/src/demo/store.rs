//! The demonstration's rows, many at a time. It stands right of all capabilities and writes into the tables of several:
//! a year of orders one by one would take minutes.

use super::seats::Spot;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::insert_all;
use crate::schema::{
    accounts, claims, comments, ledger_entries, order_lines, orders, payments, refunds, seating_plans, seats, shows,
    tickets, venues, visitors,
};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{AccountId, OrderId, OrderLineId, PaymentId, PlanId, RefundId, SeatId, ShowId, VisitorId};
use std::collections::HashMap;

/// Rows of one statement; PostgreSQL takes at most 65,535 values, SQLite 32,766.
const STEP: usize = 1_000;

/// Finds a line: no order of the demonstration has a seat twice.
pub type LineKey = (OrderId, SeatId);

/// Whether nobody has written anything a theatre would miss.
pub fn is_empty(conn: &mut Conn) -> Fallible<bool> {
    let counts: [i64; 5] = [
        shows::table.count().get_result(conn)?,
        orders::table.count().get_result(conn)?,
        venues::table.count().get_result(conn)?,
        accounts::table.count().get_result(conn)?,
        seating_plans::table.count().get_result(conn)?,
    ];
    Ok(counts.iter().sum::<i64>() == 0)
}

/// The seats of a plan in its order, as [`super::seats`] chooses from them.
pub fn spots(conn: &mut Conn, plan: PlanId, focus: (f64, f64)) -> Fallible<Vec<(SeatId, Spot)>> {
    let rows: Vec<SpotRow> = seats::table
        .filter(seats::plan_id.eq(plan.0))
        .order(seats::position)
        .select((seats::id, seats::zone_id, seats::row_position, seats::block, seats::x, seats::y, seats::kind))
        .load(conn)?;
    let mut block = 0;
    let mut before = None;
    let spot = |(seat, row): (usize, SpotRow)| {
        let side_by_side = (row.zone_id, row.row_position, row.block);
        if before.replace(side_by_side) != Some(side_by_side) {
            block += 1;
        }
        let distance = short((row.x - focus.0).hypot(row.y - focus.1));
        let is_reserved = row.kind == "wheelchair" || row.kind == "companion";
        (SeatId(row.id), Spot { seat, block, distance, is_reserved })
    };
    Ok(rows.into_iter().enumerate().map(spot).collect())
}

pub fn insert_orders(conn: &mut Conn, rows: &[NewOrder]) -> Fallible<()> {
    for part in rows.chunks(STEP) {
        insert_all!(conn, orders::table, part)?;
    }
    Ok(())
}

pub fn order_ids(conn: &mut Conn) -> Fallible<HashMap<String, OrderId>> {
    let rows: Vec<(String, i64)> = orders::table.select((orders::number, orders::id)).load(conn)?;
    Ok(rows.into_iter().map(|(number, id)| (number, OrderId(id))).collect())
}

pub fn insert_lines(conn: &mut Conn, rows: &[NewLine]) -> Fallible<()> {
    for part in rows.chunks(STEP) {
        insert_all!(conn, order_lines::table, part)?;
    }
    Ok(())
}

pub fn line_ids(conn: &mut Conn) -> Fallible<HashMap<LineKey, OrderLineId>> {
    let columns = (order_lines::order_id, order_lines::seat_id, order_lines::id);
    let rows: Vec<(i64, i64, i64)> = order_lines::table.select(columns).load(conn)?;
    Ok(rows.into_iter().map(|(order, seat, id)| ((OrderId(order), SeatId(seat)), OrderLineId(id))).collect())
}

pub fn insert_tickets(conn: &mut Conn, rows: &[NewTicket]) -> Fallible<()> {
    for part in rows.chunks(STEP) {
        insert_all!(conn, tickets::table, part)?;
    }
    Ok(())
}

pub fn insert_payments(conn: &mut Conn, rows: &[NewPayment]) -> Fallible<()> {
    for part in rows.chunks(STEP) {
        insert_all!(conn, payments::table, part)?;
    }
    Ok(())
}

pub fn payment_ids(conn: &mut Conn) -> Fallible<HashMap<OrderId, PaymentId>> {
    let rows: Vec<(i64, i64)> = payments::table.select((payments::order_id, payments::id)).load(conn)?;
    Ok(rows.into_iter().map(|(order, id)| (OrderId(order), PaymentId(id))).collect())
}

pub fn insert_refunds(conn: &mut Conn, rows: &[NewRefund]) -> Fallible<()> {
    for part in rows.chunks(STEP) {
        insert_all!(conn, refunds::table, part)?;
    }
    Ok(())
}

pub fn refund_ids(conn: &mut Conn) -> Fallible<HashMap<OrderId, RefundId>> {
    let rows: Vec<(i64, i64)> = refunds::table.select((refunds::order_id, refunds::id)).load(conn)?;
    Ok(rows.into_iter().map(|(order, id)| (OrderId(order), RefundId(id))).collect())
}

pub fn insert_ledger(conn: &mut Conn, rows: &[LedgerRow]) -> Fallible<()> {
    for part in rows.chunks(STEP) {
        insert_all!(conn, ledger_entries::table, part)?;
    }
    Ok(())
}

pub fn insert_claims(conn: &mut Conn, rows: &[ClaimRow]) -> Fallible<()> {
    for part in rows.chunks(STEP) {
        insert_all!(conn, claims::table, part)?;
    }
    Ok(())
}

/// A browser that came some time ago.
pub fn insert_visitor(conn: &mut Conn, came_at: Moment) -> Fallible<VisitorId> {
    let id = diesel::insert_into(visitors::table)
        .values(visitors::created_at.eq(came_at.naive_utc()))
        .returning(visitors::id)
        .get_result(conn)?;
    Ok(VisitorId(id))
}

/// A comment as it was written some time ago.
pub fn insert_comment(
    conn: &mut Conn,
    show: ShowId,
    account: AccountId,
    text: &str,
    written_at: Moment,
) -> Fallible<()> {
    diesel::insert_into(comments::table)
        .values((
            comments::show_id.eq(show.0),
            comments::account_id.eq(account.0),
            comments::body.eq(text),
            comments::has_seen_it.eq(true),
            comments::written_at.eq(written_at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// A length of a plan with less precision, which is enough to choose seats by.
fn short(length: f64) -> f32 {
    format!("{length:.1}").parse().unwrap_or(f32::MAX)
}

#[derive(Queryable)]
struct SpotRow {
    id: i64,
    zone_id: i64,
    row_position: i32,
    block: i32,
    x: f64,
    y: f64,
    kind: String,
}

#[derive(Insertable)]
#[diesel(table_name = orders, treat_none_as_default_value = false)]
pub struct NewOrder {
    pub number: String,
    pub account_id: Option<i64>,
    pub key: String,
    pub state: &'static str,
    pub outcome: &'static str,
    pub buyer_name: String,
    pub buyer_email: String,
    pub locale: &'static str,
    pub channel: &'static str,
    pub currency: &'static str,
    pub total_minor: i64,
    pub refunded_minor: i64,
    pub placed_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub paid_at: Option<NaiveDateTime>,
    pub closed_at: Option<NaiveDateTime>,
}

#[derive(Insertable)]
#[diesel(table_name = order_lines)]
pub struct NewLine {
    pub order_id: i64,
    pub performance_id: i64,
    pub seat_id: i64,
    pub rate_id: i64,
    pub zone_name: String,
    pub numbered: bool,
    pub row_label: String,
    pub seat_label: String,
    pub category_id: i64,
    pub category_name: String,
    pub seat_kind: &'static str,
    pub rate_name: String,
    pub price_minor: i64,
    pub vat_rate_bp: i32,
    pub void: bool,
}

#[derive(Insertable)]
#[diesel(table_name = tickets, treat_none_as_default_value = false)]
pub struct NewTicket {
    pub number: String,
    pub order_id: i64,
    pub order_line_id: i64,
    pub performance_id: i64,
    pub seat_id: i64,
    pub secret_hash: String,
    pub secret: Vec<u8>,
    pub holder: String,
    pub state: &'static str,
    pub sold_at: &'static str,
    pub issued_at: NaiveDateTime,
    pub used_at: Option<NaiveDateTime>,
    pub used_where: String,
    pub voided_at: Option<NaiveDateTime>,
}

#[derive(Insertable)]
#[diesel(table_name = payments, treat_none_as_default_value = false)]
pub struct NewPayment {
    pub order_id: i64,
    pub method: &'static str,
    pub state: &'static str,
    pub attempt: i32,
    pub amount_minor: i64,
    pub currency: &'static str,
    pub provider_order_id: Option<String>,
    pub provider_capture_id: Option<String>,
    pub reason: &'static str,
    pub checks: i32,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub completed_at: Option<NaiveDateTime>,
}

#[derive(Insertable)]
#[diesel(table_name = refunds, treat_none_as_default_value = false)]
pub struct NewRefund {
    pub order_id: i64,
    pub payment_id: i64,
    pub amount_minor: i64,
    pub currency: &'static str,
    pub reason: &'static str,
    pub state: &'static str,
    pub provider_refund_id: Option<String>,
    pub requested_by: Option<i64>,
    pub checks: i32,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub completed_at: Option<NaiveDateTime>,
}

#[derive(Insertable)]
#[diesel(table_name = ledger_entries, treat_none_as_default_value = false)]
pub struct LedgerRow {
    pub movement: String,
    pub ledger_account: &'static str,
    pub amount_minor: i64,
    pub currency: &'static str,
    pub order_id: i64,
    pub payment_id: i64,
    pub refund_id: Option<i64>,
    pub booked_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = claims, treat_none_as_default_value = false)]
pub struct ClaimRow {
    pub performance_id: i64,
    pub seat_id: i64,
    pub status: &'static str,
    pub order_id: Option<i64>,
    pub reason: &'static str,
    pub changed_at: NaiveDateTime,
}
