//! The demonstration's book of sales, line by line.

use super::{Booked, LineKey, Place, Season, line_of, missing};
use crate::clock::Moment;
use crate::db::Conn;
use crate::demo::programme::ZONE;
use crate::error::Fallible;
use crate::payments::sales::{self, FREE, RETURN, SALE, SalesLine, VOID};
use crate::word::Word;
use shared::ids::{OrderId, OrderLineId, PaymentId, RefundId};
use shared::money::Currency;
use std::collections::HashMap;

/// What every ticket earned and what was given back of it.
pub fn write(
    conn: &mut Conn,
    season: &Season<'_>,
    booked: &[Booked<'_>],
    payments: &HashMap<OrderId, PaymentId>,
    refunds: &HashMap<OrderId, RefundId>,
    lines: &HashMap<LineKey, OrderLineId>,
) -> Fallible<()> {
    let mut rows = vec![];
    for one in booked {
        let Some(paid_at) = one.paid_at() else { continue };
        let payment = payments.get(&one.order).ok_or_else(missing)?;
        for place in &one.places {
            let line = line_of(lines, one, place)?;
            let sold = sold(season, one, place, line, (format!("sale:{payment}"), paid_at))?;
            let given_back = one.refund().filter(|_| place.is_void);
            if let Some((at, _)) = given_back {
                let void = SalesLine { amount_minor: 0, tickets: -1, ..sold.clone() };
                rows.push(booked_at(void, VOID, format!("void:{line}"), at));
            }
            if let (Some((at, _)), Some(refund), true) = (given_back, refunds.get(&one.order), sold.amount_minor > 0) {
                let returned = SalesLine { amount_minor: -sold.amount_minor, tickets: 0, ..sold.clone() };
                rows.push(booked_at(returned, RETURN, format!("return:{refund}"), at));
            }
            rows.push(sold);
        }
    }
    rows.sort_by_key(|row| row.booked_at);
    sales::write_all(conn, &rows)
}

fn sold(
    season: &Season<'_>,
    one: &Booked<'_>,
    place: &Place<'_>,
    line: OrderLineId,
    (movement, at): (String, Moment),
) -> Fallible<SalesLine> {
    let (rate, _) = season.programme.rates.get(place.rate).ok_or_else(missing)?;
    let earned = if one.moves_money() { place.minor } else { 0 };
    let row = SalesLine {
        movement: String::new(),
        kind: String::new(),
        order_id: one.order.0,
        order_line_id: line.0,
        performance_id: one.stage.performance.0,
        rate_id: rate.0,
        category_name: place.seat.place.category.clone(),
        vat_rate_bp: 210,
        channel: if one.sale.is_at_desk() { "box_office" } else { "online" }.to_owned(),
        method: one.sale.method.word().to_owned(),
        currency: Currency::Eur.code().to_owned(),
        amount_minor: earned,
        price_minor: earned,
        discount_minor: 0,
        tickets: 1,
        booked_at: at.naive_utc(),
        booked_day: sales::day(at, ZONE),
    };
    Ok(booked_at(row, if earned > 0 { SALE } else { FREE }, movement, at))
}

fn booked_at(row: SalesLine, kind: &str, movement: String, at: Moment) -> SalesLine {
    SalesLine { kind: kind.to_owned(), movement, booked_at: at.naive_utc(), booked_day: sales::day(at, ZONE), ..row }
}
