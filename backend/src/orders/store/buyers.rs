//! Whose an order is, and what the staff keeps in mind about it.

use crate::db::Conn;
use crate::error::Fallible;
use crate::orders::Facts;
use crate::schema::orders;
use crate::secrets;
use diesel::prelude::*;
use shared::email::Email;
use shared::ids::OrderId;
use std::collections::HashMap;

pub fn numbers(conn: &mut Conn, of: &[OrderId]) -> Fallible<HashMap<OrderId, String>> {
    let rows: Vec<(i64, String)> = orders::table
        .filter(orders::id.eq_any(of.iter().map(|order| order.0)))
        .select((orders::id, orders::number))
        .load(conn)?;
    Ok(rows.into_iter().map(|(order, number)| (OrderId(order), number)).collect())
}

pub fn buyer_names(conn: &mut Conn, of: &[OrderId]) -> Fallible<HashMap<OrderId, String>> {
    let rows: Vec<(i64, String)> = orders::table
        .filter(orders::id.eq_any(of.iter().map(|order| order.0)))
        .select((orders::id, orders::buyer_name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(order, name)| (OrderId(order), name)).collect())
}

pub fn others_of_buyer(conn: &mut Conn, order: &Facts) -> Fallible<i64> {
    let account = orders::account_id.is_not_null().and(
        // No id is 0.
        orders::account_id.assume_not_null().eq(order.account.map_or(0, |account| account.0)),
    );
    let theirs = account.or(orders::buyer_email.eq(&order.buyer_email));
    Ok(orders::table.filter(orders::id.ne(order.id.0).and(theirs)).count().get_result(conn)?)
}

pub fn set_note(conn: &mut Conn, order: OrderId, note: &str) -> Fallible<()> {
    diesel::update(orders::table.find(order.0)).set(orders::note.eq(note)).execute(conn)?;
    Ok(())
}

pub fn transfer(conn: &mut Conn, order: OrderId, name: &str, email: &Email) -> Fallible<()> {
    diesel::update(orders::table.find(order.0))
        .set((
            orders::buyer_name.eq(name),
            orders::buyer_email.eq(email.as_str()),
            orders::account_id.eq(None::<i64>),
            orders::visitor_id.eq(None::<i64>),
            orders::key.eq(secrets::new_token()?),
        ))
        .execute(conn)?;
    Ok(())
}
