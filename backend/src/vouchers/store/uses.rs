//! Who uses a voucher: a basket, then its order. A use counts without an end, or until its end.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::SumI64;
use crate::error::Fallible;
use crate::schema::voucher_uses;
use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::ids::{AccountId, OrderId, VisitorId, VoucherId};

/// One use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    pub id: i64,
    pub voucher: VoucherId,
    pub user: User,
    pub code: String,
    pub discount: i64,
    /// Whether it counts now.
    pub is_live: bool,
}

/// Who counts as the same customer: by account, by browser, or by mail address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct User {
    pub visitor: Option<VisitorId>,
    pub account: Option<AccountId>,
    pub email_key: String,
}

/// Uses that count, and what they take off together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    pub uses: i64,
    pub minor: i64,
}

type Row = (i64, i64, Option<i64>, Option<i64>, String, String, i64, Option<NaiveDateTime>);

fn read(row: Row, now: Moment) -> Use {
    let (id, voucher, visitor, account, email_key, code, discount, expires_at) = row;
    Use {
        id,
        voucher: VoucherId(voucher),
        user: User { visitor: visitor.map(VisitorId), account: account.map(AccountId), email_key },
        code,
        discount,
        is_live: expires_at.is_none_or(|end| end > now.naive_utc()),
    }
}

const COLUMNS: (
    voucher_uses::id,
    voucher_uses::voucher_id,
    voucher_uses::visitor_id,
    voucher_uses::account_id,
    voucher_uses::email_key,
    voucher_uses::code,
    voucher_uses::discount_minor,
    voucher_uses::expires_at,
) = (
    voucher_uses::id,
    voucher_uses::voucher_id,
    voucher_uses::visitor_id,
    voucher_uses::account_id,
    voucher_uses::email_key,
    voucher_uses::code,
    voucher_uses::discount_minor,
    voucher_uses::expires_at,
);

pub fn of_basket(conn: &mut Conn, basket: i64, now: Moment) -> Fallible<Option<Use>> {
    let row = voucher_uses::table.filter(voucher_uses::basket_id.eq(basket)).select(COLUMNS).first::<Row>(conn);
    Ok(row.optional()?.map(|row| read(row, now)))
}

pub fn of_order(conn: &mut Conn, order: OrderId, now: Moment) -> Fallible<Option<Use>> {
    let row = voucher_uses::table.filter(voucher_uses::order_id.eq(order.0)).select(COLUMNS).first::<Row>(conn);
    Ok(row.optional()?.map(|row| read(row, now)))
}

/// The uses of a voucher that count now, but for one. Whoever reserves holds the voucher's lock.
pub fn counted(conn: &mut Conn, voucher: VoucherId, except: i64, now: Moment) -> Fallible<Counted> {
    let live = voucher_uses::expires_at.is_null().or(voucher_uses::expires_at.assume_not_null().gt(now.naive_utc()));
    let (uses, minor) = voucher_uses::table
        .filter(voucher_uses::voucher_id.eq(voucher.0).and(voucher_uses::id.ne(except)).and(live))
        .select((count_star(), SumI64(voucher_uses::discount_minor)))
        .first(conn)?;
    Ok(Counted { uses, minor })
}

/// How many uses of a voucher count now that are this customer's, but for one.
pub fn of_user(conn: &mut Conn, voucher: VoucherId, user: &User, except: i64, now: Moment) -> Fallible<i64> {
    let live = voucher_uses::expires_at.is_null().or(voucher_uses::expires_at.assume_not_null().gt(now.naive_utc()));
    // No id is 0, and an empty address is nobody's.
    let account = voucher_uses::account_id.assume_not_null().eq(user.account.map_or(0, |account| account.0));
    let visitor = voucher_uses::visitor_id.assume_not_null().eq(user.visitor.map_or(0, |visitor| visitor.0));
    let email = voucher_uses::email_key.ne("").and(voucher_uses::email_key.eq(&user.email_key));
    let theirs = voucher_uses::account_id
        .is_not_null()
        .and(account)
        .or(voucher_uses::visitor_id.is_not_null().and(visitor))
        .or(email);
    let found = voucher_uses::table
        .filter(voucher_uses::voucher_id.eq(voucher.0).and(voucher_uses::id.ne(except)).and(live).and(theirs));
    Ok(found.count().get_result(conn)?)
}

/// Of each kind how many uses of a voucher there are: those for good, and those for now.
pub fn for_good(conn: &mut Conn, voucher: VoucherId) -> Fallible<i64> {
    let used = voucher_uses::voucher_id.eq(voucher.0).and(voucher_uses::expires_at.is_null());
    Ok(voucher_uses::table.filter(used).count().get_result(conn)?)
}

/// Notes that a basket uses a voucher until an end.
pub fn insert(
    conn: &mut Conn,
    (voucher, code): (VoucherId, &str),
    basket: i64,
    user: &User,
    until: Moment,
    now: Moment,
) -> Fallible<()> {
    diesel::insert_into(voucher_uses::table)
        .values((
            voucher_uses::voucher_id.eq(voucher.0),
            voucher_uses::basket_id.eq(basket),
            voucher_uses::visitor_id.eq(user.visitor.map(|visitor| visitor.0)),
            voucher_uses::account_id.eq(user.account.map(|account| account.0)),
            voucher_uses::email_key.eq(&user.email_key),
            voucher_uses::code.eq(code),
            voucher_uses::discount_minor.eq(0),
            voucher_uses::expires_at.eq(until.naive_utc()),
            voucher_uses::used_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Reserves a use until an end (for good when there is none), with what it takes off.
pub fn reserve(conn: &mut Conn, id: i64, discount: i64, until: Option<Moment>) -> Fallible<()> {
    diesel::update(voucher_uses::table.find(id))
        .set((
            voucher_uses::discount_minor.eq(discount),
            voucher_uses::expires_at.eq(until.map(|until| until.naive_utc())),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives a use to the order that was made of its basket.
pub fn hand_over(conn: &mut Conn, id: i64, order: OrderId, user: &User, until: Moment) -> Fallible<()> {
    diesel::update(voucher_uses::table.find(id))
        .set((
            voucher_uses::basket_id.eq(None::<i64>),
            voucher_uses::order_id.eq(order.0),
            voucher_uses::visitor_id.eq(user.visitor.map(|visitor| visitor.0)),
            voucher_uses::account_id.eq(user.account.map(|account| account.0)),
            voucher_uses::email_key.eq(&user.email_key),
            voucher_uses::expires_at.eq(until.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives the live use of an order another end.
pub fn renew(conn: &mut Conn, order: OrderId, until: Option<Moment>, now: Moment) -> Fallible<()> {
    let live = voucher_uses::expires_at.is_null().or(voucher_uses::expires_at.assume_not_null().gt(now.naive_utc()));
    diesel::update(voucher_uses::table.filter(voucher_uses::order_id.eq(order.0).and(live)))
        .set(voucher_uses::expires_at.eq(until.map(|until| until.naive_utc())))
        .execute(conn)?;
    Ok(())
}

/// Ends the use of an order now, live or not; for good when `until` is none.
pub fn set_end(conn: &mut Conn, order: OrderId, until: Option<Moment>) -> Fallible<()> {
    diesel::update(voucher_uses::table.filter(voucher_uses::order_id.eq(order.0)))
        .set(voucher_uses::expires_at.eq(until.map(|until| until.naive_utc())))
        .execute(conn)?;
    Ok(())
}

pub fn remove_of_basket(conn: &mut Conn, basket: i64) -> Fallible<usize> {
    Ok(diesel::delete(voucher_uses::table.filter(voucher_uses::basket_id.eq(basket))).execute(conn)?)
}

/// Forgets uses of a voucher that ended without an order.
pub fn remove_ended(conn: &mut Conn, voucher: VoucherId, now: Moment) -> Fallible<()> {
    let ended =
        voucher_uses::expires_at.is_not_null().and(voucher_uses::expires_at.assume_not_null().le(now.naive_utc()));
    let mine = voucher_uses::voucher_id.eq(voucher.0).and(voucher_uses::order_id.is_null());
    diesel::delete(voucher_uses::table.filter(mine.and(ended))).execute(conn)?;
    Ok(())
}

/// Whether anybody uses or used a voucher.
pub fn is_used(conn: &mut Conn, voucher: VoucherId) -> Fallible<bool> {
    let count: i64 = voucher_uses::table.filter(voucher_uses::voucher_id.eq(voucher.0)).count().get_result(conn)?;
    Ok(count > 0)
}

/// Takes the persons off the uses of these orders.
pub fn pseudonymise(conn: &mut Conn, orders: &[OrderId]) -> Fallible<()> {
    let orders = orders.iter().map(|order| order.0);
    diesel::update(voucher_uses::table.filter(voucher_uses::order_id.eq_any(orders)))
        .set(voucher_uses::email_key.eq(""))
        .execute(conn)?;
    Ok(())
}
