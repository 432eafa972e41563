//! Orders and their lines.

pub mod buyers;
pub mod counts;
pub mod places;

use super::{Buyer, Facts, Line};
use crate::basket::Checked;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::LockRows;
use crate::error::{Error, Fallible};
use crate::schema::{order_lines, orders};
use crate::word::Word;
use crate::{insert_all, secrets};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::basket::PlaceLabel;
use shared::email::Email;
use shared::house::Locale;
use shared::ids::{AccountId, CategoryId, OrderId, OrderLineId, PerformanceId, RateId, SeatId, VisitorId};
use shared::money::Money;
use shared::orders::{Channel, OrderCard, OrderState, Outcome};
use shared::paging::Page;
use shared::refusal::Refusal;
use shared::seating::SeatKind;
use std::collections::HashMap;

/// Where a list of orders begins and which it leaves out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Since {
    /// Only orders placed from this moment.
    pub placed_from: Option<Moment>,
    /// Only orders before this one: the cursor of the page before.
    pub before: Option<OrderId>,
}

pub fn insert(
    conn: &mut Conn,
    number: &str,
    basket: &Checked,
    buyer: &Buyer,
    (now, expires_at): (Moment, Moment),
) -> Fallible<Facts> {
    let id: i64 = diesel::insert_into(orders::table)
        .values((
            orders::number.eq(number),
            orders::visitor_id.eq(buyer.visitor.0),
            orders::account_id.eq(buyer.account.map(|account| account.0)),
            orders::key.eq(secrets::new_token()?),
            orders::state.eq(OrderState::AwaitingPayment.word()),
            orders::outcome.eq(Outcome::ToPay.word()),
            orders::buyer_name.eq(&buyer.name),
            orders::buyer_email.eq(buyer.email.as_str()),
            orders::locale.eq(buyer.locale.word()),
            orders::channel.eq(buyer.channel.word()),
            orders::currency.eq(basket.total.currency.code()),
            orders::total_minor.eq(basket.total.minor),
            orders::refunded_minor.eq(0),
            orders::placed_at.eq(now.naive_utc()),
            orders::expires_at.eq(expires_at.naive_utc()),
        ))
        .returning(orders::id)
        .get_result(conn)?;
    let rows: Vec<NewLineRow> = basket.items.iter().map(|item| NewLineRow::of(id, item)).collect();
    insert_all!(conn, order_lines::table, &rows)?;
    find(conn, OrderId(id))
}

pub fn find(conn: &mut Conn, order: OrderId) -> Fallible<Facts> {
    orders::table.find(order.0).first::<OrderRow>(conn)?.into_facts()
}

pub fn lock(conn: &mut Conn, order: OrderId) -> Fallible<Facts> {
    orders::table.find(order.0).lock_rows().get_result::<OrderRow>(conn)?.into_facts()
}

pub fn due(conn: &mut Conn, limit: i64, now: Moment) -> Fallible<Vec<Facts>> {
    let rows: Vec<OrderRow> = orders::table
        .filter(orders::state.eq(OrderState::AwaitingPayment.word()).and(orders::expires_at.le(now.naive_utc())))
        .order(orders::expires_at)
        .limit(limit)
        .lock_rows_skip_locked()
        .load(conn)?;
    rows.into_iter().map(OrderRow::into_facts).collect()
}

pub fn unreplaced(conn: &mut Conn, limit: i64, now: Moment) -> Fallible<Vec<Facts>> {
    let rows: Vec<OrderRow> = orders::table
        .filter(orders::replacement_until.le(now.naive_utc()))
        .order(orders::replacement_until)
        .limit(limit)
        .lock_rows_skip_locked()
        .load(conn)?;
    rows.into_iter().map(OrderRow::into_facts).collect()
}

pub fn lines(conn: &mut Conn, order: OrderId) -> Fallible<Vec<Line>> {
    let currency: String = orders::table.find(order.0).select(orders::currency).first(conn)?;
    let rows: Vec<LineRow> =
        order_lines::table.filter(order_lines::order_id.eq(order.0)).order(order_lines::id).load(conn)?;
    rows.into_iter().map(|row| row.into_line(&currency)).collect()
}

/// How many places somebody has or is about to pay, by performance.
pub fn bought(
    conn: &mut Conn,
    account: Option<AccountId>,
    email: &Email,
    performances: &[PerformanceId],
) -> Fallible<HashMap<PerformanceId, i64>> {
    let gone = [OrderState::Expired, OrderState::Cancelled, OrderState::Refunded].map(Word::word);
    let account = account.map_or(0, |account| account.0);
    let counts: Vec<(i64, i64)> = order_lines::table
        .inner_join(orders::table)
        .filter(order_lines::performance_id.eq_any(performances.iter().map(|performance| performance.0)))
        .filter(order_lines::void.eq(false).and(orders::state.ne_all(gone)))
        .filter(orders::account_id.eq(account).or(orders::buyer_email.eq(email.as_str())))
        .group_by(order_lines::performance_id)
        .select((order_lines::performance_id, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(counts.into_iter().map(|(performance, count)| (PerformanceId(performance), count)).collect())
}

/// Moves an order whose state is still the one that was read.
pub fn advance(conn: &mut Conn, order: &Facts, to: OrderState, outcome: Outcome, now: Moment) -> Fallible<()> {
    let unchanged = orders::table.filter(orders::id.eq(order.id.0).and(orders::state.eq(order.state.word())));
    let moved = diesel::update(unchanged)
        .set((orders::state.eq(to.word()), orders::outcome.eq(outcome.word())))
        .execute(conn)?;
    if moved == 0 {
        return Err(Refusal::OrderState { state: find(conn, order.id)?.state }.into());
    }
    if to == OrderState::Paid {
        diesel::update(orders::table.find(order.id.0)).set(orders::paid_at.eq(now.naive_utc())).execute(conn)?;
    }
    let is_closed = matches!(to, OrderState::Expired | OrderState::Cancelled | OrderState::Refunded);
    let closed_at = is_closed.then(|| now.naive_utc());
    diesel::update(orders::table.find(order.id.0)).set(orders::closed_at.eq(closed_at)).execute(conn)?;
    Ok(())
}

pub fn set_expiry(conn: &mut Conn, order: OrderId, until: Moment) -> Fallible<()> {
    diesel::update(orders::table.find(order.0)).set(orders::expires_at.eq(until.naive_utc())).execute(conn)?;
    Ok(())
}

pub fn set_replacement(conn: &mut Conn, order: OrderId, until: Moment) -> Fallible<()> {
    diesel::update(orders::table.find(order.0)).set(orders::replacement_until.eq(until.naive_utc())).execute(conn)?;
    Ok(())
}

pub fn end_replacement(conn: &mut Conn, order: OrderId) -> Fallible<()> {
    let none: Option<NaiveDateTime> = None;
    diesel::update(orders::table.find(order.0)).set(orders::replacement_until.eq(none)).execute(conn)?;
    Ok(())
}

pub fn void_lines(conn: &mut Conn, lines: &[OrderLineId]) -> Fallible<()> {
    let ids = lines.iter().map(|line| line.0);
    diesel::update(order_lines::table.filter(order_lines::id.eq_any(ids)))
        .set(order_lines::void.eq(true))
        .execute(conn)?;
    Ok(())
}

pub fn add_refunded(conn: &mut Conn, order: OrderId, minor: i64) -> Fallible<()> {
    diesel::update(orders::table.find(order.0))
        .set(orders::refunded_minor.eq(orders::refunded_minor + minor))
        .execute(conn)?;
    Ok(())
}

pub fn move_line(conn: &mut Conn, line: OrderLineId, seat: SeatId, place: &PlaceLabel) -> Fallible<()> {
    diesel::update(order_lines::table.find(line.0))
        .set((
            order_lines::seat_id.eq(seat.0),
            order_lines::zone_name.eq(&place.zone),
            order_lines::numbered.eq(place.numbered),
            order_lines::row_label.eq(&place.row),
            order_lines::seat_label.eq(&place.seat),
            order_lines::seat_kind.eq(place.kind.word()),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn pseudonymise(conn: &mut Conn, account: AccountId) -> Fallible<Vec<OrderId>> {
    let ids: Vec<i64> = diesel::update(orders::table.filter(orders::account_id.eq(account.0)))
        .set((orders::buyer_name.eq(""), orders::buyer_email.eq("erased@erased.invalid")))
        .returning(orders::id)
        .get_results(conn)?;
    Ok(ids.into_iter().map(OrderId).collect())
}

pub fn list(conn: &mut Conn, account: AccountId, since: Since, limit: i64) -> Fallible<Page<OrderCard>> {
    let mut query = orders::table.filter(orders::account_id.eq(account.0)).into_boxed();
    if let Some(from) = since.placed_from {
        query = query.filter(orders::placed_at.ge(from.naive_utc()));
    }
    if let Some(before) = since.before {
        query = query.filter(orders::id.lt(before.0));
    }
    let rows: Vec<OrderRow> = query.order(orders::id.desc()).limit(limit + 1).load(conn)?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = rows.len() > wanted;
    let mut items = Vec::new();
    for row in rows.into_iter().take(wanted) {
        let facts = row.into_facts()?;
        items.push(OrderCard {
            id: facts.id,
            number: facts.number,
            state: facts.state,
            placed_at: facts.placed_at,
            expires_at: facts.expires_at,
            total: facts.total,
            refunded: facts.refunded,
            places: 0,
            performances: Vec::new(),
        });
    }
    let next = items.last().filter(|_| has_more).map(|card| card.id.to_string());
    Ok(Page { items, next })
}

/// The performances of many orders in one query: order, performance, how many places.
pub fn performances_of(conn: &mut Conn, listed: &[OrderId]) -> Fallible<Vec<(OrderId, PerformanceId, i64)>> {
    let rows: Vec<(i64, i64, i64)> = order_lines::table
        .filter(order_lines::order_id.eq_any(listed.iter().map(|order| order.0)))
        .group_by((order_lines::order_id, order_lines::performance_id))
        .select((order_lines::order_id, order_lines::performance_id, diesel::dsl::count_star()))
        .order((order_lines::order_id, order_lines::performance_id))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(order, performance, count)| (OrderId(order), PerformanceId(performance), count))
        .collect())
}

#[derive(Queryable)]
#[diesel(table_name = orders)]
struct OrderRow {
    id: i64,
    number: String,
    visitor_id: Option<i64>,
    account_id: Option<i64>,
    key: String,
    state: String,
    outcome: String,
    buyer_name: String,
    buyer_email: String,
    locale: String,
    channel: String,
    currency: String,
    total_minor: i64,
    refunded_minor: i64,
    placed_at: NaiveDateTime,
    expires_at: NaiveDateTime,
    paid_at: Option<NaiveDateTime>,
    _closed_at: Option<NaiveDateTime>,
    replacement_until: Option<NaiveDateTime>,
    note: String,
}

impl OrderRow {
    fn into_facts(self) -> Fallible<Facts> {
        let currency = self.currency.parse().map_err(|cause| Error::fault("read an order", cause))?;
        Ok(Facts {
            id: OrderId(self.id),
            number: self.number,
            visitor: self.visitor_id.map(VisitorId),
            account: self.account_id.map(AccountId),
            key: self.key,
            state: OrderState::of_word(&self.state)?,
            outcome: Outcome::of_word(&self.outcome)?,
            buyer_name: self.buyer_name,
            buyer_email: self.buyer_email,
            locale: Locale::of_word(&self.locale)?,
            channel: Channel::of_word(&self.channel)?,
            total: Money::new(self.total_minor, currency),
            refunded: Money::new(self.refunded_minor, currency),
            placed_at: self.placed_at.and_utc(),
            expires_at: self.expires_at.and_utc(),
            paid_at: self.paid_at.map(|at| at.and_utc()),
            replacement_until: self.replacement_until.map(|at| at.and_utc()),
            note: self.note,
        })
    }
}

#[derive(Insertable)]
#[diesel(table_name = order_lines)]
struct NewLineRow {
    order_id: i64,
    performance_id: i64,
    seat_id: i64,
    rate_id: i64,
    zone_name: String,
    numbered: bool,
    row_label: String,
    seat_label: String,
    category_id: i64,
    category_name: String,
    seat_kind: &'static str,
    rate_name: String,
    price_minor: i64,
    vat_rate_bp: i32,
    void: bool,
    list_price_minor: Option<i64>,
}

impl NewLineRow {
    fn of(order: i64, item: &crate::basket::BasketItem) -> Self {
        let place = &item.place.label;
        Self {
            order_id: order,
            performance_id: item.performance.0,
            seat_id: item.seat.0,
            rate_id: item.rate.0,
            zone_name: place.zone.clone(),
            numbered: place.numbered,
            row_label: place.row.clone(),
            seat_label: place.seat.clone(),
            category_id: item.place.category.0,
            category_name: place.category.clone(),
            seat_kind: place.kind.word(),
            rate_name: item.rate_name.clone(),
            price_minor: item.price.minor,
            vat_rate_bp: item.vat_rate_bp,
            void: false,
            list_price_minor: (item.list_price != item.price).then_some(item.list_price.minor),
        }
    }
}

#[derive(Queryable)]
#[diesel(table_name = order_lines)]
struct LineRow {
    id: i64,
    order_id: i64,
    performance_id: i64,
    seat_id: i64,
    rate_id: i64,
    zone_name: String,
    numbered: bool,
    row_label: String,
    seat_label: String,
    category_id: i64,
    category_name: String,
    seat_kind: String,
    rate_name: String,
    price_minor: i64,
    vat_rate_bp: i32,
    void: bool,
    list_price_minor: Option<i64>,
}

impl LineRow {
    fn into_line(self, currency: &str) -> Fallible<Line> {
        let currency = currency.parse().map_err(|cause| Error::fault("read an order line", cause))?;
        Ok(Line {
            id: OrderLineId(self.id),
            order: OrderId(self.order_id),
            performance: PerformanceId(self.performance_id),
            seat: SeatId(self.seat_id),
            category: CategoryId(self.category_id),
            place: PlaceLabel {
                zone: self.zone_name,
                numbered: self.numbered,
                row: self.row_label,
                seat: self.seat_label,
                category: self.category_name,
                kind: SeatKind::of_word(&self.seat_kind)?,
            },
            rate: RateId(self.rate_id),
            rate_name: self.rate_name,
            list_price: Money::new(self.list_price_minor.unwrap_or(self.price_minor), currency),
            price: Money::new(self.price_minor, currency),
            vat_rate_bp: self.vat_rate_bp,
            void: self.void,
        })
    }
}
