//! Orders: what was asked for at which price, and the one way each of them goes. They never heard of PayPal.

pub mod rules;
mod store;

use crate::basket::Checked;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house::Rules;
use crate::outbox::{self, Happening, Job, OrderMail};
use crate::seating::{self, Holder};
use crate::vouchers::{self, User};
use chrono::Datelike;
use shared::basket::PlaceLabel;
use shared::email::Email;
use shared::house::Locale;
use shared::ids::{AccountId, CategoryId, OrderId, OrderLineId, PerformanceId, RateId, SeatId, VisitorId};
use shared::money::{Currency, Money};
use shared::orders::{Channel, OrderCard, OrderState, Outcome};
use shared::paging::Page;
use shared::refusal::Refusal;
use std::collections::HashMap;
pub use store::Since;

/// Who buys, and where.
#[derive(Debug, Clone)]
pub struct Buyer {
    pub visitor: VisitorId,
    pub account: Option<AccountId>,
    pub name: String,
    pub email: Email,
    pub locale: Locale,
    pub channel: Channel,
}

/// An order without its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub id: OrderId,
    pub number: String,
    pub visitor: Option<VisitorId>,
    pub account: Option<AccountId>,
    /// Shows the order to whoever has it.
    pub key: String,
    pub state: OrderState,
    pub outcome: Outcome,
    pub buyer_name: String,
    pub buyer_email: String,
    pub locale: Locale,
    pub channel: Channel,
    pub total: Money,
    pub refunded: Money,
    pub placed_at: Moment,
    pub expires_at: Moment,
    pub paid_at: Option<Moment>,
    pub replacement_until: Option<Moment>,
    /// What the staff keeps in mind about it; never shown to the buyer.
    pub note: String,
}

impl Facts {
    pub const fn currency(&self) -> Currency {
        self.total.currency
    }
}

/// One place of an order at its price, which no later change of prices touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub id: OrderLineId,
    pub order: OrderId,
    pub performance: PerformanceId,
    pub seat: SeatId,
    pub category: CategoryId,
    pub place: PlaceLabel,
    pub rate: RateId,
    pub rate_name: String,
    /// Before a voucher.
    pub list_price: Money,
    pub price: Money,
    pub vat_rate_bp: i32,
    /// Cancelled or refunded.
    pub void: bool,
}

/// Makes an order of a checked basket. The seats stay held, now for the order, until it expires.
pub fn place(conn: &mut Conn, basket: &Checked, buyer: &Buyer, rules: &Rules, now: Moment) -> Fallible<Facts> {
    if buyer.channel == Channel::Online {
        check_customer_limit(conn, basket, buyer, rules)?;
    }
    let year = now.with_timezone(&rules.time_zone).year();
    let count = crate::numbers::next(conn, &format!("orders {year}"))?;
    let order = store::insert(conn, &rules::number(year, count), basket, buyer, (now, now + rules.order))?;
    let handed = seating::hand_over(conn, basket.basket, order.id, order.expires_at, now)?;
    if usize::try_from(handed) != Ok(basket.items.len()) {
        return Err(Error::fault("place an order", format!("{handed} of {} seats are held", basket.items.len())));
    }
    let user = User { visitor: Some(buyer.visitor), account: buyer.account, email_key: buyer.email.key() };
    let until = order.expires_at;
    vouchers::hand_over(conn, basket.basket, basket.has_voucher, order.id, &user, until, now)?;
    crate::basket::remove(conn, basket.basket)?;
    crate::journal::record(conn, "order_placed", Some(order.id), &(&order.number, order.total), now)?;
    Ok(order)
}

fn check_customer_limit(conn: &mut Conn, basket: &Checked, buyer: &Buyer, rules: &Rules) -> Fallible<()> {
    let mut wanted: HashMap<PerformanceId, i64> = HashMap::new();
    for item in &basket.items {
        *wanted.entry(item.performance).or_default() += 1;
    }
    let performances: Vec<PerformanceId> = wanted.keys().copied().collect();
    let bought = store::bought(conn, buyer.account, &buyer.email, &performances)?;
    let max = rules.max_places_per_customer;
    let too_many = |(performance, count): (&PerformanceId, &i64)| {
        count + bought.get(performance).copied().unwrap_or_default() > max
    };
    if wanted.iter().any(too_many) {
        return Err(Refusal::TooManyPlaces { max }.into());
    }
    Ok(())
}

pub fn find(conn: &mut Conn, order: OrderId) -> Fallible<Facts> {
    store::find(conn, order)
}

/// The order, which nobody else changes until the transaction ends.
pub fn lock(conn: &mut Conn, order: OrderId) -> Fallible<Facts> {
    store::lock(conn, order)
}

/// Whether anything was ever ordered.
pub fn has_any(conn: &mut Conn) -> Fallible<bool> {
    store::counts::has_any(conn)
}

/// How many orders that were placed before `before` wait for PayPal's decision.
pub fn count_pending(conn: &mut Conn, before: Moment) -> Fallible<i64> {
    store::counts::pending_since(conn, before)
}

/// All lines, in the order in which they were chosen.
pub fn lines(conn: &mut Conn, order: OrderId) -> Fallible<Vec<Line>> {
    store::lines(conn, order)
}

/// The orders of an account, newest first.
pub fn list(conn: &mut Conn, account: AccountId, since: Since, limit: i64) -> Fallible<Page<OrderCard>> {
    store::list(conn, account, since, limit)
}

/// Places of an order that are not void, as claims name them.
pub fn seats(lines: &[Line]) -> Vec<(PerformanceId, SeatId)> {
    lines.iter().filter(|line| !line.void).map(|line| (line.performance, line.seat)).collect()
}

/// Moves an order on; refuses a move that the rules do not know, and one that somebody else made first.
pub fn advance(conn: &mut Conn, order: &Facts, to: OrderState, outcome: Outcome, now: Moment) -> Fallible<Facts> {
    let unchanged = order.state == to;
    if !unchanged && !rules::may_move(order.state, to) {
        return Err(Refusal::OrderState { state: order.state }.into());
    }
    store::advance(conn, order, to, outcome, now)?;
    store::find(conn, order.id)
}

/// The seats of an order are its own for good: it is paid, or free of charge.
pub fn mark_paid(conn: &mut Conn, order: &Facts, outcome: Outcome, now: Moment) -> Fallible<Facts> {
    let lines = lines(conn, order.id)?;
    let sold = seating::sell(conn, order.id, now)?;
    if usize::try_from(sold) != Ok(seats(&lines).len()) {
        return Err(Error::fault("mark an order paid", format!("{sold} of its seats are claimed")));
    }
    vouchers::keep(conn, order.id)?;
    let paid = advance(conn, order, OrderState::Paid, outcome, now)?;
    store::end_replacement(conn, order.id)?;
    let body = (&paid.number, paid.total, lines.iter().map(|line| (line.seat, line.price)).collect::<Vec<_>>());
    crate::journal::record(conn, "sale", Some(order.id), &body, now)?;
    outbox::push(conn, &Job::MailOrder { order: order.id, about: OrderMail::Tickets }, now)?;
    outbox::push(conn, &Job::Tell { about: Happening::OrderPaid { order: order.id } }, now)?;
    Ok(paid)
}

/// Gives an order that awaits payment, and its seats, a later end; never an earlier one.
pub fn extend(conn: &mut Conn, order: &Facts, until: Moment, now: Moment) -> Fallible<Facts> {
    let until = until.max(order.expires_at);
    store::set_expiry(conn, order.id, until)?;
    seating::renew(conn, Holder::Order(order.id), Some(until), now)?;
    vouchers::renew_order(conn, order.id, Some(until), now)?;
    store::find(conn, order.id)
}

/// Gives an order and its seats, kept without an end until now, an end again.
pub fn limit(conn: &mut Conn, order: &Facts, until: Moment, now: Moment) -> Fallible<Facts> {
    store::set_expiry(conn, order.id, until)?;
    seating::renew(conn, Holder::Order(order.id), Some(until), now)?;
    vouchers::renew_order(conn, order.id, Some(until), now)?;
    store::find(conn, order.id)
}

/// Orders whose time to choose other seats is over.
pub fn unreplaced(conn: &mut Conn, limit: i64, now: Moment) -> Fallible<Vec<Facts>> {
    store::unreplaced(conn, limit, now)
}

/// The performances of many orders with the count of places: order, performance, places.
pub fn performances_of(conn: &mut Conn, listed: &[OrderId]) -> Fallible<Vec<(OrderId, PerformanceId, i64)>> {
    store::performances_of(conn, listed)
}

/// Ends orders whose time is over, at most `limit` at once: their seats are free already, now everybody is told.
pub fn expire_due(conn: &mut Conn, limit: i64, now: Moment) -> Fallible<usize> {
    let due = store::due(conn, limit, now)?;
    for order in &due {
        expire(conn, order, Outcome::ExpiredNotCharged, OrderMail::Expired, now)?;
    }
    Ok(due.len())
}

/// Ends one order without payment: its seats go back, and the buyer gets a mail.
pub fn expire(conn: &mut Conn, order: &Facts, outcome: Outcome, mail: OrderMail, now: Moment) -> Fallible<()> {
    release(conn, order.id, now)?;
    advance(conn, order, OrderState::Expired, outcome, now)?;
    crate::journal::record(conn, "order_expired", Some(order.id), &order.number, now)?;
    outbox::push(conn, &Job::MailOrder { order: order.id, about: mail }, now)
}

/// What an order had that will not be paid goes back: its seats and its voucher.
pub fn release(conn: &mut Conn, order: OrderId, now: Moment) -> Fallible<()> {
    seating::release_all(conn, Holder::Order(order), now)?;
    vouchers::free(conn, order, now)
}

/// Cancels an order that nobody paid: its seats go back.
pub fn cancel_unpaid(conn: &mut Conn, order: &Facts, now: Moment) -> Fallible<Facts> {
    release(conn, order.id, now)?;
    let cancelled = advance(conn, order, OrderState::Cancelled, Outcome::CancelledNotCharged, now)?;
    crate::journal::record(conn, "order_cancelled", Some(order.id), &order.number, now)?;
    outbox::push(conn, &Job::MailOrder { order: order.id, about: OrderMail::Cancelled }, now)?;
    Ok(cancelled)
}

/// Voids lines and frees their seats; the tickets are voided by whoever calls this.
pub fn void_lines(conn: &mut Conn, order: OrderId, lines: &[Line], now: Moment) -> Fallible<()> {
    let ids: Vec<OrderLineId> = lines.iter().map(|line| line.id).collect();
    store::void_lines(conn, &ids)?;
    seating::free_sold(conn, order, &seats(lines), now)
}

/// Money of the order was paid back: counts it, and moves the order on.
pub fn count_refund(conn: &mut Conn, order: &Facts, amount: Money, now: Moment) -> Fallible<Facts> {
    store::add_refunded(conn, order.id, amount.minor)?;
    outbox::push(conn, &Job::Tell { about: Happening::OrderRefunded { order: order.id } }, now)?;
    let refunded = order.refunded.minor + amount.minor;
    let (state, outcome) = match order.state {
        // Money that never bought a ticket went back: the order stays what it was for its other payment.
        OrderState::Paid | OrderState::PartlyRefunded if refunded < order.total.minor => {
            (OrderState::PartlyRefunded, Outcome::PartlyRefunded)
        }
        _ => (OrderState::Refunded, Outcome::Refunded),
    };
    let counted = store::find(conn, order.id)?;
    advance(conn, &counted, state, outcome, now)
}

/// Notes that the money came but seats are gone, and until when others may be chosen.
pub fn await_replacement(conn: &mut Conn, order: &Facts, until: Moment, now: Moment) -> Fallible<()> {
    store::set_replacement(conn, order.id, until)?;
    let state = if order.state == OrderState::PaymentPending { OrderState::Expired } else { order.state };
    advance(conn, order, state, Outcome::SeatsGoneCharged, now)?;
    outbox::push(conn, &Job::MailOrder { order: order.id, about: OrderMail::Replacement }, now)
}

/// Ends the time for choosing other seats: the money goes back.
pub fn end_replacement(conn: &mut Conn, order: OrderId) -> Fallible<()> {
    store::end_replacement(conn, order)
}

/// Puts a line on another seat; the price stays what was paid.
pub fn move_line(conn: &mut Conn, line: OrderLineId, seat: SeatId, place: &PlaceLabel) -> Fallible<()> {
    store::move_line(conn, line, seat, place)
}

/// Puts a line on a seat of another performance; the price stays what was paid.
pub fn exchange_line(
    conn: &mut Conn,
    line: OrderLineId,
    performance: PerformanceId,
    place: &seating::Place,
) -> Fallible<()> {
    store::move_line(conn, line, place.seat, &place.label)?;
    store::places::set_performance(conn, line, performance, place)
}

/// Orders that are neither over nor given back and have places of a performance, in the order of their ids.
pub fn with_places_of(conn: &mut Conn, performance: PerformanceId) -> Fallible<Vec<Facts>> {
    store::places::with_places_of(conn, performance)
}

/// Who has paid places of a performance, or is about to pay them: the account, or the browser of a guest.
pub fn buyers(conn: &mut Conn, performance: PerformanceId) -> Fallible<Vec<(Option<AccountId>, Option<VisitorId>)>> {
    store::places::buyers(conn, performance)
}

/// The numbers of some orders.
pub fn numbers(conn: &mut Conn, of: &[OrderId]) -> Fallible<HashMap<OrderId, String>> {
    store::buyers::numbers(conn, of)
}

/// The names of the buyers of some orders; empty for those who were taken out of them.
pub fn buyer_names(conn: &mut Conn, of: &[OrderId]) -> Fallible<HashMap<OrderId, String>> {
    store::buyers::buyer_names(conn, of)
}

/// How many other orders the buyer of an order has placed, by account or mail address.
pub fn others_of_buyer(conn: &mut Conn, order: &Facts) -> Fallible<i64> {
    if has_address(order) { store::buyers::others_of_buyer(conn, order) } else { Ok(0) }
}

/// Keeps something in mind about an order; the buyer never sees it.
pub fn set_note(conn: &mut Conn, order: OrderId, note: &str) -> Fallible<()> {
    store::buyers::set_note(conn, order, note)
}

/// Makes an order somebody else's: neither account nor browser nor link of the one before shows it any more.
pub fn transfer(conn: &mut Conn, order: OrderId, name: &str, email: &Email) -> Fallible<Facts> {
    store::buyers::transfer(conn, order, name, email)?;
    store::find(conn, order)
}

/// Whether there is an address to write to: not for who bought at the desk without one, or was taken out.
pub fn has_address(order: &Facts) -> bool {
    !order.buyer_email.ends_with(".invalid")
}

/// Takes the person out of all orders of an account; numbers and amounts stay. Answers which orders these are.
pub fn pseudonymise(conn: &mut Conn, account: AccountId) -> Fallible<Vec<OrderId>> {
    store::pseudonymise(conn, account)
}
