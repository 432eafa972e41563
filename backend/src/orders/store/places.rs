//! Who has places of a performance, and places that go to another one.

use super::OrderRow;
use crate::db::Conn;
use crate::error::Fallible;
use crate::orders::Facts;
use crate::schema::{order_lines, orders};
use crate::seating::Place;
use crate::word::Word;
use diesel::prelude::*;
use shared::ids::{AccountId, OrderLineId, PerformanceId, VisitorId};
use shared::orders::OrderState;

/// Orders in these states have places or are about to.
const LIVE: [OrderState; 4] =
    [OrderState::AwaitingPayment, OrderState::PaymentPending, OrderState::Paid, OrderState::PartlyRefunded];

/// Account and browser of each live order with places of a performance that are not void.
pub fn buyers(conn: &mut Conn, performance: PerformanceId) -> Fallible<Vec<(Option<AccountId>, Option<VisitorId>)>> {
    let live = LIVE.map(Word::word);
    let rows: Vec<(Option<i64>, Option<i64>)> = order_lines::table
        .inner_join(orders::table)
        .filter(order_lines::performance_id.eq(performance.0).and(order_lines::void.eq(false)))
        .filter(orders::state.eq_any(live))
        .select((orders::account_id, orders::visitor_id))
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().map(|(account, visitor)| (account.map(AccountId), visitor.map(VisitorId))).collect())
}

/// Says of a line that was moved to another performance which one that is.
pub fn set_performance(conn: &mut Conn, line: OrderLineId, performance: PerformanceId, place: &Place) -> Fallible<()> {
    diesel::update(order_lines::table.find(line.0))
        .set((
            order_lines::performance_id.eq(performance.0),
            order_lines::category_id.eq(place.category.0),
            order_lines::category_name.eq(&place.label.category),
        ))
        .execute(conn)?;
    Ok(())
}

/// Live orders, and those that await other places for their money, with places of a performance that are not void.
pub fn with_places_of(conn: &mut Conn, performance: PerformanceId) -> Fallible<Vec<Facts>> {
    let of_performance = order_lines::performance_id.eq(performance.0).and(order_lines::void.eq(false));
    let ids: Vec<i64> =
        order_lines::table.filter(of_performance).select(order_lines::order_id).distinct().load(conn)?;
    let live = orders::state.eq_any(LIVE.map(Word::word)).or(orders::replacement_until.is_not_null());
    let of_these = orders::table.filter(orders::id.eq_any(ids).and(live));
    let rows: Vec<OrderRow> = of_these.order(orders::id).load(conn)?;
    rows.into_iter().map(OrderRow::into_facts).collect()
}
