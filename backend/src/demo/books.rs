//! Writes the demonstration's orders into all the books at once: orders, tickets, claims, payments, refunds, ledger and
//! journal say the same.

mod takings;

use super::programme::{Programme, Staged, ZONE};
use super::sales::{Buyer, Fate, Sale, Seat};
use super::store::{self, ClaimRow, LedgerRow, LineKey, NewLine, NewOrder, NewPayment, NewRefund, NewTicket};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::journal::{self, Operation};
use crate::payments::ledger::Book;
use crate::tickets::Secret;
use crate::word::Word;
use crate::{numbers, orders, secrets, tickets};
use chrono::{Datelike, TimeDelta};
use serde::Serialize;
use shared::ids::{AccountId, OrderId, OrderLineId, PaymentId, RefundId};
use shared::money::{Currency, Money};
use shared::orders::{OrderState, Outcome};
use shared::payments::{PaymentMethod, PaymentState, RefundState};
use shared::tickets::TicketState;
use std::collections::HashMap;

/// How long after placing an order it is paid.
const PAYING: TimeDelta = TimeDelta::minutes(4);
const WAITING: TimeDelta = TimeDelta::minutes(15);

/// Everything the orders speak of.
pub struct Season<'a> {
    pub programme: &'a Programme,
    pub staged: &'a [Staged],
    /// The seats of each plan.
    pub plans: &'a [Vec<Seat>],
    pub buyers: &'a [Buyer],
    /// Who takes money at the box office, and who stands at the door.
    pub desk: AccountId,
    pub door: AccountId,
    pub now: Moment,
}

/// One place of a sale with all that is known of it.
struct Place<'a> {
    seat: &'a Seat,
    rate: usize,
    minor: i64,
    is_void: bool,
}

/// A sale with the ids it got.
struct Booked<'a> {
    sale: &'a Sale,
    stage: &'a Staged,
    order: OrderId,
    number: String,
    total: i64,
    places: Vec<Place<'a>>,
}

impl Booked<'_> {
    fn paid_at(&self) -> Option<Moment> {
        let is_paid = matches!(self.sale.fate, Fate::Paid | Fate::Refunded { .. });
        is_paid.then(|| self.sale.placed_at + PAYING)
    }

    fn refund(&self) -> Option<(Moment, i64)> {
        let Fate::Refunded { at, .. } = self.sale.fate else { return None };
        let minor: i64 = self.places.iter().filter(|place| place.is_void).map(|place| place.minor).sum();
        Some((at, minor))
    }

    fn moves_money(&self) -> bool {
        Book::of(self.sale.method).is_some() && self.total > 0
    }
}

/// Writes all sales; returns how many tickets were issued.
pub fn write(conn: &mut Conn, season: &Season<'_>, sales: &[Sale]) -> Fallible<usize> {
    let booked = write_orders(conn, season, sales)?;
    let lines = write_lines(conn, season, &booked)?;
    let mut operations = vec![];
    let issued = write_tickets(conn, season, &booked, &lines, &mut operations)?;
    write_money(conn, season, &booked, &lines, &mut operations)?;
    write_claims(conn, season, &booked)?;
    operations.sort_by_key(|operation| operation.happened_at);
    journal::record_all(conn, operations)?;
    Ok(issued)
}

const fn money(minor: i64) -> Money {
    Money::new(minor, Currency::Eur)
}

fn missing() -> Error {
    Error::fault("write the demonstration's orders", "something they speak of is not there")
}

fn write_orders<'a>(conn: &mut Conn, season: &Season<'a>, sales: &'a [Sale]) -> Fallible<Vec<Booked<'a>>> {
    let mut by_year: HashMap<i32, i64> = HashMap::new();
    let year_of = |sale: &Sale| sale.placed_at.with_timezone(&ZONE).year();
    for sale in sales {
        *by_year.entry(year_of(sale)).or_default() += 1;
    }
    let mut next: HashMap<i32, i64> = HashMap::new();
    for (year, count) in by_year {
        next.insert(year, numbers::next_many(conn, &format!("orders {year}"), count)?);
    }
    let (mut rows, mut booked) = (vec![], vec![]);
    for sale in sales {
        let year = year_of(sale);
        let count = next.entry(year).or_default();
        let number = orders::rules::number(year, *count);
        *count += 1;
        let stage = season.staged.get(sale.evening).ok_or_else(missing)?;
        let places = places(season, stage, sale)?;
        let total = places.iter().map(|place| place.minor).sum();
        let one = Booked { sale, stage, order: OrderId(0), number, total, places };
        rows.push(order_row(season, &one)?);
        booked.push(one);
    }
    store::insert_orders(conn, &rows)?;
    let ids = store::order_ids(conn)?;
    for one in &mut booked {
        one.order = ids.get(&one.number).copied().ok_or_else(missing)?;
    }
    Ok(booked)
}

fn places<'a>(season: &Season<'a>, stage: &Staged, sale: &Sale) -> Fallible<Vec<Place<'a>>> {
    let seats = season.plans.get(stage.plan).ok_or_else(missing)?;
    let void = if let Fate::Refunded { places, .. } = sale.fate { places } else { 0 };
    let place = |(number, (seat, rate)): (usize, &(usize, usize))| {
        let seat = seats.get(*seat).ok_or_else(missing)?;
        let minor = *stage.prices.get(&(seat.category, *rate)).ok_or_else(missing)?;
        Ok(Place { seat, rate: *rate, minor, is_void: number < void })
    };
    sale.places.iter().enumerate().map(place).collect()
}

fn order_row(season: &Season<'_>, booked: &Booked<'_>) -> Fallible<NewOrder> {
    let buyer = season.buyers.get(booked.sale.buyer).ok_or_else(missing)?;
    let refunded = booked.refund().map_or(0, |(_, minor)| minor);
    let (state, outcome) = match booked.sale.fate {
        Fate::Paid if booked.total == 0 => (OrderState::Paid, Outcome::Free),
        Fate::Paid => (OrderState::Paid, Outcome::Paid),
        Fate::Expired => (OrderState::Expired, Outcome::ExpiredNotCharged),
        Fate::Cancelled => (OrderState::Cancelled, Outcome::CancelledNotCharged),
        Fate::Refunded { .. } if !booked.moves_money() => (OrderState::Cancelled, Outcome::CancelledNotCharged),
        Fate::Refunded { .. } if refunded < booked.total => (OrderState::PartlyRefunded, Outcome::PartlyRefunded),
        Fate::Refunded { .. } => (OrderState::Refunded, Outcome::Refunded),
    };
    let placed_at = booked.sale.placed_at;
    let closed_at = match booked.sale.fate {
        Fate::Paid => None,
        Fate::Expired => Some(placed_at + WAITING),
        Fate::Cancelled => Some(placed_at + PAYING),
        Fate::Refunded { at, .. } => (state != OrderState::PartlyRefunded).then_some(at),
    };
    Ok(NewOrder {
        number: booked.number.clone(),
        account_id: buyer.account.map(|account| account.0),
        key: secrets::new_token()?,
        state: state.word(),
        outcome: outcome.word(),
        buyer_name: buyer.name.clone(),
        buyer_email: buyer.email.clone(),
        locale: buyer.locale.word(),
        channel: if booked.sale.is_at_desk() { "box_office" } else { "online" },
        currency: Currency::Eur.code(),
        total_minor: booked.total,
        refunded_minor: if booked.moves_money() { refunded } else { 0 },
        placed_at: placed_at.naive_utc(),
        expires_at: (placed_at + WAITING).naive_utc(),
        paid_at: booked.paid_at().map(|at| at.naive_utc()),
        closed_at: closed_at.map(|at| at.naive_utc()),
    })
}

fn write_lines(conn: &mut Conn, season: &Season<'_>, booked: &[Booked<'_>]) -> Fallible<HashMap<LineKey, OrderLineId>> {
    let mut rows = vec![];
    for one in booked {
        for place in &one.places {
            let (rate, rate_name) = season.programme.rates.get(place.rate).ok_or_else(missing)?;
            let label = &place.seat.place;
            rows.push(NewLine {
                order_id: one.order.0,
                performance_id: one.stage.performance.0,
                seat_id: place.seat.id.0,
                rate_id: rate.0,
                zone_name: label.zone.clone(),
                numbered: label.numbered,
                row_label: label.row.clone(),
                seat_label: label.seat.clone(),
                category_id: place.seat.category.0,
                category_name: label.category.clone(),
                seat_kind: label.kind.word(),
                rate_name: rate_name.clone(),
                price_minor: place.minor,
                vat_rate_bp: 210,
                void: place.is_void,
            });
        }
    }
    store::insert_lines(conn, &rows)?;
    store::line_ids(conn)
}

fn line_of(lines: &HashMap<LineKey, OrderLineId>, booked: &Booked<'_>, place: &Place<'_>) -> Fallible<OrderLineId> {
    lines.get(&(booked.order, place.seat.id)).copied().ok_or_else(missing)
}

fn write_tickets(
    conn: &mut Conn,
    season: &Season<'_>,
    booked: &[Booked<'_>],
    lines: &HashMap<LineKey, OrderLineId>,
    operations: &mut Vec<Operation>,
) -> Fallible<usize> {
    let paid: Vec<&Booked<'_>> = booked.iter().filter(|one| one.paid_at().is_some()).collect();
    let count = paid.iter().map(|one| one.places.len()).sum::<usize>();
    let first = numbers::next_many(conn, "tickets", i64::try_from(count).unwrap_or(0).max(1))?;
    let mut rows = vec![];
    let mut drawn = first..;
    let mut door = super::dice::Dice::new("door", 1);
    for one in paid {
        let (Some(paid_at), Some(buyer)) = (one.paid_at(), season.buyers.get(one.sale.buyer)) else { continue };
        for place in &one.places {
            let number = tickets::number(drawn.next().unwrap_or_default());
            let came = !place.is_void && one.stage.starts_at < season.now && door.percent(96);
            let used_at = came.then(|| one.stage.starts_at - TimeDelta::seconds(door.between(120, 2_100)));
            let used_where = if one.stage.plan == 0 { place.seat.place.zone.as_str() } else { "Studio" };
            if let Some(at) = used_at {
                let body = json(&(&number, one.stage.performance, used_where, season.door))?;
                operations.push(Operation { happened_at: at, kind: "entry", order: Some(one.order), body });
            }
            let secret: Secret = secrets::random()?;
            let voided_at = one.refund().filter(|_| place.is_void).map(|(at, _)| at.naive_utc());
            let state = match (place.is_void, came) {
                (true, _) => TicketState::Void,
                (false, true) => TicketState::Used,
                (false, false) => TicketState::Valid,
            };
            rows.push(NewTicket {
                number,
                order_id: one.order.0,
                order_line_id: line_of(lines, one, place)?.0,
                performance_id: one.stage.performance.0,
                seat_id: place.seat.id.0,
                secret_hash: tickets::hash(&secret),
                secret: secret.to_vec(),
                holder: buyer.name.clone(),
                state: state.word(),
                sold_at: if one.sale.is_at_desk() { "box_office" } else { "online" },
                issued_at: paid_at.naive_utc(),
                used_at: used_at.map(|at| at.naive_utc()),
                used_where: if came { used_where.to_owned() } else { String::new() },
                voided_at,
            });
        }
    }
    store::insert_tickets(conn, &rows)?;
    Ok(rows.len())
}

fn write_money(
    conn: &mut Conn,
    season: &Season<'_>,
    booked: &[Booked<'_>],
    lines: &HashMap<LineKey, OrderLineId>,
    operations: &mut Vec<Operation>,
) -> Fallible<()> {
    store::insert_payments(conn, &booked.iter().map(payment_row).collect::<Vec<_>>())?;
    let payments = store::payment_ids(conn)?;
    let mut refunds = vec![];
    for one in booked.iter().filter(|one| one.moves_money()) {
        let payment = *payments.get(&one.order).ok_or_else(missing)?;
        refunds.extend(one.refund().map(|(at, minor)| refund_row(season, one, payment, at, minor)));
    }
    store::insert_refunds(conn, &refunds)?;
    let refunds = store::refund_ids(conn)?;
    let mut ledger = vec![];
    for one in booked {
        let payment = *payments.get(&one.order).ok_or_else(missing)?;
        let refund = refunds.get(&one.order).copied();
        book(&mut ledger, one, payment, refund);
        write_down(operations, season, one, (payment, refund), lines)?;
    }
    store::insert_ledger(conn, &ledger)?;
    takings::write(conn, season, booked, &payments, &refunds, lines)
}

fn payment_row(one: &Booked<'_>) -> NewPayment {
    let paid_at = one.paid_at();
    let is_paypal = one.sale.method == PaymentMethod::Paypal;
    let provider = |kind: &str| (is_paypal && paid_at.is_some()).then(|| format!("DEMO-{kind}-{}", one.number));
    let (created_at, updated_at) = (one.sale.placed_at, paid_at.unwrap_or(one.sale.placed_at + WAITING));
    NewPayment {
        order_id: one.order.0,
        method: one.sale.method.word(),
        state: if paid_at.is_some() { PaymentState::Completed.word() } else { PaymentState::Abandoned.word() },
        attempt: 1,
        amount_minor: one.total,
        currency: Currency::Eur.code(),
        provider_order_id: provider("ORDER"),
        provider_capture_id: provider("CAPTURE"),
        reason: if one.sale.method == PaymentMethod::Gift { "Invitation de la maison" } else { "" },
        checks: 0,
        created_at: created_at.naive_utc(),
        updated_at: updated_at.naive_utc(),
        completed_at: paid_at.map(|at| at.naive_utc()),
    }
}

fn refund_row(season: &Season<'_>, one: &Booked<'_>, payment: PaymentId, at: Moment, minor: i64) -> NewRefund {
    let is_paypal = one.sale.method == PaymentMethod::Paypal;
    NewRefund {
        order_id: one.order.0,
        payment_id: payment.0,
        amount_minor: minor,
        currency: Currency::Eur.code(),
        reason: reason(one),
        state: RefundState::Completed.word(),
        provider_refund_id: is_paypal.then(|| format!("DEMO-REFUND-{}", one.number)),
        requested_by: Some(season.desk.0),
        checks: 1,
        created_at: at.naive_utc(),
        updated_at: at.naive_utc(),
        completed_at: Some(at.naive_utc()),
    }
}

const fn reason(one: &Booked<'_>) -> &'static str {
    if matches!(one.stage.fill, super::evenings::Fill::Cancelled(_)) {
        "Séance annulée"
    } else {
        "À la demande du client"
    }
}

fn book(ledger: &mut Vec<LedgerRow>, one: &Booked<'_>, payment: PaymentId, refund: Option<RefundId>) {
    let (Some(held), Some(paid_at), true) = (Book::of(one.sale.method), one.paid_at(), one.moves_money()) else {
        return;
    };
    let mut movement = |name: String, to: Book, from: Book, minor: i64, refund: Option<RefundId>, at: Moment| {
        for (book, amount_minor) in [(to, minor), (from, -minor)] {
            ledger.push(LedgerRow {
                movement: name.clone(),
                ledger_account: book.name(),
                amount_minor,
                currency: Currency::Eur.code(),
                order_id: one.order.0,
                payment_id: payment.0,
                refund_id: refund.map(|refund| refund.0),
                booked_at: at.naive_utc(),
            });
        }
    };
    movement(format!("capture:{payment}"), held, Book::Customers, one.total, None, paid_at);
    movement(format!("sale:{payment}"), Book::Customers, Book::Sales, one.total, None, paid_at);
    if let (Some(id), Some((at, minor))) = (refund, one.refund()) {
        movement(format!("return:{id}"), Book::Sales, Book::Customers, minor, refund, at);
        movement(format!("refund:{id}"), Book::Customers, held, minor, refund, at);
    }
}

fn write_down(
    operations: &mut Vec<Operation>,
    season: &Season<'_>,
    one: &Booked<'_>,
    (payment, refund): (PaymentId, Option<RefundId>),
    lines: &HashMap<LineKey, OrderLineId>,
) -> Fallible<()> {
    let total = money(one.total);
    let mut down = |happened_at: Moment, kind: &'static str, body: String| {
        operations.push(Operation { happened_at, kind, order: Some(one.order), body });
    };
    down(one.sale.placed_at, "order_placed", json(&(&one.number, total))?);
    match one.sale.fate {
        Fate::Expired => down(one.sale.placed_at + WAITING, "order_expired", json(&one.number)?),
        Fate::Cancelled => down(one.sale.placed_at + PAYING, "order_cancelled", json(&one.number)?),
        Fate::Paid | Fate::Refunded { .. } => {}
    }
    let Some(paid_at) = one.paid_at() else { return Ok(()) };
    if one.sale.is_at_desk() {
        down(paid_at, "payment_taken", json(&(one.sale.method, total, season.desk, ""))?);
    } else if one.moves_money() {
        down(paid_at, "money_received", json(&(payment, total))?);
    }
    let sold: Vec<_> = one.places.iter().map(|place| (place.seat.id, money(place.minor))).collect();
    down(paid_at, "sale", json(&(&one.number, total, sold))?);
    let Some((at, minor)) = one.refund() else { return Ok(()) };
    let void = one.places.iter().filter(|place| place.is_void);
    let void: Vec<OrderLineId> = void.map(|place| line_of(lines, one, place)).collect::<Fallible<_>>()?;
    down(at, "refund_decided", json(&(season.desk, reason(one), money(minor), &void))?);
    down(at, "tickets_voided", json(&void)?);
    if let Some(refund) = refund {
        down(at, "refund", json(&(payment, refund, money(minor)))?);
    }
    Ok(())
}

fn write_claims(conn: &mut Conn, season: &Season<'_>, booked: &[Booked<'_>]) -> Fallible<()> {
    let mut rows = vec![];
    for one in booked {
        let Some(paid_at) = one.paid_at() else { continue };
        for place in one.places.iter().filter(|place| !place.is_void) {
            rows.push(ClaimRow {
                performance_id: one.stage.performance.0,
                seat_id: place.seat.id.0,
                status: "sold",
                order_id: Some(one.order.0),
                reason: "",
                changed_at: paid_at.naive_utc().min(season.now.naive_utc()),
            });
        }
    }
    store::insert_claims(conn, &rows)
}

fn json(body: &impl Serialize) -> Fallible<String> {
    serde_json::to_string(body).map_err(|cause| Error::fault("write the demonstration's journal", cause))
}
