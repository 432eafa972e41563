//! The ledger's book of sales, line by line: what each ticket earned, when, and what was given back of it. Written in the
//! transaction that books the movement; the parts of one movement add up to it, so that revenue told apart by anything is the
//! ledger's to the cent.

use super::ledger::Book;
use super::{Facts, rules};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::schema::sales_lines;
use crate::word::Word;
use crate::{house, insert_new, orders};
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use diesel::prelude::*;
use shared::ids::{OrderId, OrderLineId, RefundId};
use shared::money::Money;
use std::collections::{BTreeMap, BTreeSet};

/// A ticket that cost something was sold, or left for another performance or came from one.
pub const SALE: &str = "sale";
/// The same of a ticket that cost nothing.
pub const FREE: &str = "free";
/// Money went back.
pub const RETURN: &str = "return";
/// A ticket was given back.
pub const VOID: &str = "void";

/// One row.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = sales_lines)]
pub struct SalesLine {
    pub movement: String,
    pub kind: String,
    pub order_id: i64,
    pub order_line_id: i64,
    pub performance_id: i64,
    pub rate_id: i64,
    pub category_name: String,
    pub vat_rate_bp: i32,
    pub channel: String,
    pub method: String,
    pub currency: String,
    pub amount_minor: i64,
    pub price_minor: i64,
    pub discount_minor: i64,
    pub tickets: i64,
    pub booked_at: NaiveDateTime,
    pub booked_day: NaiveDate,
}

/// The house's day of a moment.
pub fn day(moment: Moment, zone: Tz) -> NaiveDate {
    moment.with_timezone(&zone).date_naive()
}

/// Tickets were issued for a payment: what each line of the order earned. Nothing when no money moved for it.
pub fn sold(conn: &mut Conn, order: &orders::Facts, payment: &Facts, now: Moment) -> Fallible<()> {
    let lines: Vec<orders::Line> = orders::lines(conn, order.id)?.into_iter().filter(|line| !line.void).collect();
    let earned = if Book::of(payment.method).is_some() { payment.amount.minor } else { 0 };
    let prices: Vec<i64> = lines.iter().map(|line| line.price.minor).collect();
    let shares = rules::shares(earned, &prices);
    if shares.iter().sum::<i64>() != earned {
        return Err(Error::fault(
            "tell what each ticket earned",
            format!("payment {} has no line to bear it", payment.id),
        ));
    }
    let booked_day = day(now, house::rules(conn)?.time_zone);
    let row = |(line, share): (&orders::Line, i64)| SalesLine {
        movement: format!("sale:{}", payment.id),
        kind: if share > 0 { SALE } else { FREE }.to_owned(),
        order_id: order.id.0,
        order_line_id: line.id.0,
        performance_id: line.performance.0,
        rate_id: line.rate.0,
        category_name: line.place.category.clone(),
        vat_rate_bp: line.vat_rate_bp,
        channel: order.channel.word().to_owned(),
        method: payment.method.word().to_owned(),
        currency: order.currency().code().to_owned(),
        amount_minor: share,
        price_minor: share,
        discount_minor: line.list_price.minor - line.price.minor,
        tickets: 1,
        booked_at: now.naive_utc(),
        booked_day,
    };
    let rows: Vec<SalesLine> = lines.iter().zip(shares).map(row).collect();
    write_all(conn, &rows)
}

/// Money of an order is the customer's again: tickets that were given back bear it first, then all that is left in proportion.
pub fn returned(conn: &mut Conn, order: OrderId, refund: RefundId, amount: Money, now: Moment) -> Fallible<()> {
    let newest = newest(conn, order)?;
    let bearing: Vec<(i64, bool)> = newest.iter().map(|line| (line.left, line.is_void)).collect();
    let shares = rules::bear_refund(amount.minor, &bearing);
    if shares.iter().sum::<i64>() != amount.minor {
        return Err(Error::fault("tell which tickets a refund is of", format!("order {order} has sold nothing")));
    }
    let booked_day = day(now, house::rules(conn)?.time_zone);
    let row = |(line, share): (Standing, i64)| SalesLine {
        movement: format!("return:{refund}"),
        kind: RETURN.to_owned(),
        amount_minor: -share,
        discount_minor: 0,
        tickets: 0,
        booked_at: now.naive_utc(),
        booked_day,
        ..line.row
    };
    let bears = newest.into_iter().zip(shares).filter(|(_, share)| *share != 0);
    let rows: Vec<SalesLine> = bears.map(row).collect();
    write_all(conn, &rows)
}

/// Tickets of an order were given back; what was paid for them is booked apart.
pub fn voided(conn: &mut Conn, order: OrderId, lines: &[OrderLineId], now: Moment) -> Fallible<()> {
    let booked_day = day(now, house::rules(conn)?.time_zone);
    let given_back: BTreeSet<i64> = lines.iter().map(|line| line.0).collect();
    let row = |line: Standing| SalesLine {
        movement: format!("void:{}", line.row.order_line_id),
        kind: VOID.to_owned(),
        amount_minor: 0,
        discount_minor: 0,
        tickets: -1,
        booked_at: now.naive_utc(),
        booked_day,
        ..line.row
    };
    let newest = newest(conn, order)?.into_iter();
    let rows: Vec<SalesLine> =
        newest.filter(|line| given_back.contains(&line.row.order_line_id) && !line.is_void).map(row).collect();
    write_all(conn, &rows)
}

/// A ticket moved to another performance with all it earned; its line says already where it is now.
pub fn moved(conn: &mut Conn, order: OrderId, moved: OrderLineId, now: Moment) -> Fallible<()> {
    let arrived_on = orders::lines(conn, order)?.into_iter().find(|line| line.id == moved);
    let known = newest(conn, order)?.into_iter().find(|line| line.row.order_line_id == moved.0);
    let (Some(arrived_on), Some(line)) = (arrived_on, known) else { return Ok(()) };
    let moment = now.timestamp_micros();
    let booked_day = day(now, house::rules(conn)?.time_zone);
    let gone = |what: &str, kind: &str, amount_minor: i64, tickets: i64| SalesLine {
        movement: format!("move-{what}-out:{moved}:{moment}"),
        kind: kind.to_owned(),
        amount_minor,
        discount_minor: 0,
        tickets,
        booked_at: now.naive_utc(),
        booked_day,
        ..line.row.clone()
    };
    let price = line.row.price_minor;
    let kind = if price > 0 { SALE } else { FREE };
    let mut out = vec![gone("ticket", kind, -price, -1)];
    if line.left != price {
        out.push(gone("refund", RETURN, price - line.left, 0));
    }
    let arrives = |row: &SalesLine| SalesLine {
        movement: row.movement.replace("-out:", "-in:"),
        performance_id: arrived_on.performance.0,
        rate_id: arrived_on.rate.0,
        category_name: arrived_on.place.category.clone(),
        vat_rate_bp: arrived_on.vat_rate_bp,
        amount_minor: -row.amount_minor,
        tickets: -row.tickets,
        ..row.clone()
    };
    let arrived: Vec<SalesLine> = out.iter().map(arrives).collect();
    write_all(conn, &[out, arrived].concat())
}

/// Writes rows; those of a movement that is written already are left out.
pub fn write_all(conn: &mut Conn, rows: &[SalesLine]) -> Fallible<()> {
    const STEP: usize = 1_000;
    for part in rows.chunks(STEP) {
        insert_new!(conn, sales_lines::table, part)?;
    }
    Ok(())
}

/// Where an order's line stands.
struct Standing {
    /// Its newest row that says where the ticket belongs.
    row: SalesLine,
    /// What it earned and did not give back.
    left: i64,
    is_void: bool,
}

/// Every line of an order that has a ticket, in the order in which they were chosen.
fn newest(conn: &mut Conn, order: OrderId) -> Fallible<Vec<Standing>> {
    let rows: Vec<SalesLine> = sales_lines::table
        .filter(sales_lines::order_id.eq(order.0))
        .order(sales_lines::id)
        .select(SalesLine::as_select())
        .load(conn)?;
    let mut lines: BTreeMap<i64, Standing> = BTreeMap::new();
    for row in rows {
        let known = lines.remove(&row.order_line_id);
        let (mut left, mut is_void) = known.as_ref().map_or((0, false), |line| (line.left, line.is_void));
        left += row.amount_minor;
        is_void |= row.kind == VOID;
        let row = match known {
            Some(line) if row.tickets <= 0 => line.row,
            _ => row,
        };
        lines.insert(row.order_line_id, Standing { row, left, is_void });
    }
    Ok(lines.into_values().collect())
}
