//! The moves of `settle`: given what is stored and what PayPal just said, what is recorded and what is asked next.
//! Every move is one transaction, harmless when made twice, and never takes money before the seats are safe.

use super::rules::{self, Verdict, verdict};
use super::{Facts, alert, complete_order, ledger, reconciliation, refunds, store};
use crate::catalogue;
use crate::clock::Moment;
use crate::db::{Conn, attempt};
use crate::error::Fallible;
use crate::orders;
use crate::outbox::{self, Job, OrderMail};
use crate::paypal::facts::{CaptureFacts, OrderFacts};
use crate::seating::{self, Holder, PerformanceSeat};
use crate::vouchers;
use chrono::TimeDelta;
use shared::catalogue::{PerformanceCard, Sale};
use shared::ids::{PaymentId, PerformanceId, SeatId};
use shared::orders::{OrderState, Outcome};
use shared::payments::{AttentionKind, PaymentMethod, PaymentState};

/// Why a payment is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To bring it to its end.
    Finish,
    /// To compare it with PayPal although it is at its end: refunds made elsewhere, captures nobody expected.
    Review,
}

/// What PayPal said last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    Nothing,
    Order(OrderFacts),
    /// PayPal refused the capture, with its word for why.
    CaptureRefused(String),
    /// PayPal does not know the order (any more).
    Forgotten,
}

/// What to do outside before the next move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Done,
    Ask { provider_order: String },
    Capture { provider_order: String, request_id: String },
}

/// Makes one move.
pub fn next_step(conn: &mut Conn, payment: PaymentId, purpose: Purpose, seen: &Seen, now: Moment) -> Fallible<Step> {
    // The order is locked first everywhere, so that no two moves wait for each other.
    let order = store::find(conn, payment)?.order;
    let order = orders::lock(conn, order)?;
    let payment = store::lock(conn, payment)?;
    if payment.method != PaymentMethod::Paypal || (rules::is_final(payment.state) && purpose == Purpose::Finish) {
        return Ok(Step::Done);
    }
    let Some(provider_order) = payment.provider_order.clone() else {
        return give_up_unless_young(conn, &payment, now);
    };
    if let Some(said) = reconciliation::said(seen, now) {
        store::note_said(conn, payment.id, &said)?;
    }
    match seen {
        Seen::Nothing => Ok(Step::Ask { provider_order }),
        Seen::Forgotten => abandon(conn, &order, &payment, now),
        Seen::CaptureRefused(word) if word == "ORDER_ALREADY_CAPTURED" => Ok(Step::Ask { provider_order }),
        Seen::CaptureRefused(_) => declined(conn, &order, &payment, now),
        Seen::Order(facts) => match verdict(facts) {
            Verdict::Waiting => give_up_unless_young(conn, &payment, now),
            Verdict::Approved if rules::is_final(payment.state) => give_up_unless_young(conn, &payment, now),
            Verdict::Approved => approved(conn, &order, &payment, provider_order, now),
            Verdict::Pending(capture) => pending(conn, &order, &payment, &capture, now),
            Verdict::Captured(capture) => captured(conn, &order, &payment, (&capture, facts), now),
            Verdict::Declined => declined(conn, &order, &payment, now),
        },
    }
}

/// Nobody has approved it: looks again later, or not any more when it is old or at its end.
fn give_up_unless_young(conn: &mut Conn, payment: &Facts, now: Moment) -> Fallible<Step> {
    if rules::is_final(payment.state) {
        store::set_next_check(conn, payment, None)?;
    } else if now - payment.created_at > rules::GIVE_UP_AFTER && payment.state != PaymentState::Capturing {
        store::set_state(conn, payment, PaymentState::Abandoned, now)?;
    } else {
        store::set_next_check(conn, payment, Some(rules::next_check(payment.checks, now)))?;
    }
    Ok(Step::Done)
}

/// The payer agreed. The seats are taken for good first; only then is the money.
fn approved(
    conn: &mut Conn,
    order: &orders::Facts,
    payment: &Facts,
    provider_order: String,
    now: Moment,
) -> Fallible<Step> {
    let another_is_pending = order.state == OrderState::PaymentPending && payment.state != PaymentState::Capturing;
    if !rules::may_capture(order.state) || another_is_pending {
        store::set_state(conn, payment, PaymentState::Abandoned, now)?;
        return Ok(Step::Done);
    }
    if !secure_seats(conn, order, now)? {
        store::set_state(conn, payment, PaymentState::Abandoned, now)?;
        let why = if is_cancelled(conn, order, now)? {
            (Outcome::CancelledNotCharged, OrderMail::Cancelled)
        } else {
            (Outcome::SeatsGoneNotCharged, OrderMail::SeatsGone)
        };
        turn_away(conn, order, why, now)?;
        return Ok(Step::Done);
    }
    // Its price was for the voucher, which went to others meanwhile.
    if !vouchers::retake(conn, order.id, now)? {
        store::set_state(conn, payment, PaymentState::Abandoned, now)?;
        turn_away(conn, order, (Outcome::ExpiredNotCharged, OrderMail::Expired), now)?;
        return Ok(Step::Done);
    }
    if order.state != OrderState::PaymentPending {
        orders::advance(conn, order, OrderState::PaymentPending, Outcome::Pending, now)?;
    }
    store::set_state(conn, payment, PaymentState::Capturing, now)?;
    store::set_next_check(conn, payment, Some(rules::next_check(payment.checks, now)))?;
    Ok(Step::Capture { provider_order, request_id: payment.capture_request_id() })
}

/// The buyer came late and nothing was charged: the order has ended, and they are told why.
fn turn_away(
    conn: &mut Conn,
    order: &orders::Facts,
    (outcome, mail): (Outcome, OrderMail),
    now: Moment,
) -> Fallible<()> {
    if order.state != OrderState::Expired {
        return orders::expire(conn, order, outcome, mail, now);
    }
    orders::release(conn, order.id, now)?;
    orders::advance(conn, order, OrderState::Expired, outcome, now)?;
    outbox::push(conn, &Job::MailOrder { order: order.id, about: mail }, now)
}

/// Whether a performance of the order does not take place.
pub fn is_cancelled(conn: &mut Conn, order: &orders::Facts, now: Moment) -> Fallible<bool> {
    let lines = orders::lines(conn, order.id)?;
    let performances = distinct(&orders::seats(&lines));
    Ok(catalogue::cards(conn, &performances, now)?.values().any(|card| card.sale == Sale::Cancelled))
}

fn distinct(seats: &[PerformanceSeat]) -> Vec<PerformanceId> {
    let mut performances: Vec<PerformanceId> = seats.iter().map(|(performance, _)| *performance).collect();
    performances.sort_unstable();
    performances.dedup();
    performances
}

/// Whether every seat of the order is its own, without an end: still held, or free and taken again.
fn secure_seats(conn: &mut Conn, order: &orders::Facts, now: Moment) -> Fallible<bool> {
    let lines = orders::lines(conn, order.id)?;
    let seats = orders::seats(&lines);
    if seats.is_empty() {
        return Ok(false);
    }
    let is_late = order.state == OrderState::Expired || order.expires_at <= now;
    let performances = distinct(&seats);
    let cards = catalogue::cards(conn, &performances, now)?;
    // Money that may be on its way already buys its tickets first; those of a cancelled performance are paid back then.
    let takes_place =
        |card: &PerformanceCard| card.sale != Sale::Cancelled || order.state == OrderState::PaymentPending;
    if !cards.values().all(|card| takes_place(card) && !(is_late && card.starts_at <= now)) {
        return Ok(false);
    }
    let ids: Vec<SeatId> = seats.iter().map(|(_, seat)| *seat).collect();
    let places = seating::places(conn, &ids)?;
    let taken = attempt(conn, |conn| {
        seating::renew(conn, Holder::Order(order.id), None, now)?;
        for performance in &performances {
            let wanted = seats.iter().filter(|(of, _)| of == performance).map(|(_, seat)| *seat);
            let wanted: Vec<SeatId> = wanted.collect();
            if let Some(place) = wanted.first().and_then(|seat| places.get(seat)) {
                seating::claim(conn, *performance, place.plan, &wanted, Holder::Order(order.id), None, now)?;
            }
        }
        Ok(())
    })?;
    Ok(taken.is_ok())
}

fn pending(
    conn: &mut Conn,
    order: &orders::Facts,
    payment: &Facts,
    capture: &CaptureFacts,
    now: Moment,
) -> Fallible<Step> {
    store::note_capture(conn, payment, &capture.id)?;
    if payment.state != PaymentState::Pending {
        store::set_state(conn, payment, PaymentState::Pending, now)?;
    }
    let is_unsure = matches!(order.state, OrderState::AwaitingPayment | OrderState::Expired);
    // Captured by somebody else than us: the seats are kept if they can be.
    if is_unsure && secure_seats(conn, order, now)? {
        vouchers::keep(conn, order.id)?;
        orders::advance(conn, order, OrderState::PaymentPending, Outcome::Pending, now)?;
    }
    store::set_next_check(conn, payment, Some(rules::next_check(payment.checks, now)))?;
    Ok(Step::Done)
}

/// The money came: tickets when the seats are there, else other seats or everything back.
fn captured(
    conn: &mut Conn,
    order: &orders::Facts,
    payment: &Facts,
    (capture, facts): (&CaptureFacts, &OrderFacts),
    now: Moment,
) -> Fallible<Step> {
    if payment.state == PaymentState::Completed {
        refunds::note_outside(conn, order, payment, &facts.refunds, now)?;
        let is_young = payment.completed_at.is_some_and(|at| now - at < rules::REVIEW_FOR);
        store::set_next_check(conn, payment, is_young.then(|| now + TimeDelta::days(1)))?;
        return Ok(Step::Done);
    }
    store::note_capture(conn, payment, &capture.id)?;
    store::set_state(conn, payment, PaymentState::Completed, now)?;
    store::set_next_check(conn, payment, Some(now + TimeDelta::days(1)))?;
    let payment = store::find(conn, payment.id)?;
    ledger::captured(conn, &payment, capture.amount, now)?;
    crate::journal::record(conn, "money_received", Some(order.id), &(payment.id, capture.amount), now)?;
    if capture.amount != payment.amount {
        let detail = format!("expected {}, received {}", payment.amount, capture.amount);
        alert(conn, AttentionKind::AmountMismatch, &payment, &detail, now)?;
        give_seats_back(conn, order, now)?;
        refunds::refund_payment(conn, &payment, capture.amount, "amount_mismatch", now)?;
    } else if !rules::may_capture(order.state) {
        let detail = format!("order {} needed no payment any more", order.number);
        alert(conn, AttentionKind::SecondCapture, &payment, &detail, now)?;
        refunds::refund_payment(conn, &payment, capture.amount, "second_capture", now)?;
    } else if secure_seats(conn, order, now)? {
        complete_order(conn, order, &payment, now)?;
    } else if is_cancelled(conn, order, now)? {
        give_seats_back(conn, order, now)?;
        refunds::refund_payment(conn, &payment, capture.amount, "performance_cancelled", now)?;
    } else {
        alert(conn, AttentionKind::CapturedWithoutSeats, &payment, &order.number, now)?;
        orders::await_replacement(conn, order, now + rules::REPLACEMENT, now)?;
    }
    Ok(Step::Done)
}

/// No money came. The buyer may try again for a while.
fn declined(conn: &mut Conn, order: &orders::Facts, payment: &Facts, now: Moment) -> Fallible<Step> {
    if rules::is_final(payment.state) {
        return Ok(Step::Done);
    }
    let was_deciding = matches!(payment.state, PaymentState::Capturing | PaymentState::Pending);
    store::set_state(conn, payment, PaymentState::Declined, now)?;
    crate::journal::record(conn, "payment_declined", Some(order.id), &payment.id, now)?;
    if order.state == OrderState::PaymentPending && was_deciding {
        let until = (now + rules::AT_PAYPAL).min(order.placed_at + rules::RETRY_CAP);
        let waiting = orders::advance(conn, order, OrderState::AwaitingPayment, Outcome::Declined, now)?;
        if until > now {
            orders::limit(conn, &waiting, until, now)?;
        } else {
            orders::expire(conn, &waiting, Outcome::ExpiredNotCharged, OrderMail::Expired, now)?;
        }
    } else if order.state == OrderState::AwaitingPayment {
        orders::advance(conn, order, OrderState::AwaitingPayment, Outcome::Declined, now)?;
    }
    Ok(Step::Done)
}

/// PayPal forgot the order: nothing was and nothing will be charged.
fn abandon(conn: &mut Conn, order: &orders::Facts, payment: &Facts, now: Moment) -> Fallible<Step> {
    if matches!(payment.state, PaymentState::Capturing | PaymentState::Pending) {
        return declined(conn, order, payment, now);
    }
    if rules::is_final(payment.state) {
        store::set_next_check(conn, payment, None)?;
    } else {
        store::set_state(conn, payment, PaymentState::Abandoned, now)?;
    }
    Ok(Step::Done)
}

/// The order will not have its tickets: its seats go back.
fn give_seats_back(conn: &mut Conn, order: &orders::Facts, now: Moment) -> Fallible<()> {
    if matches!(order.state, OrderState::PaymentPending | OrderState::AwaitingPayment) {
        orders::release(conn, order.id, now)?;
        orders::advance(conn, order, OrderState::Expired, Outcome::Refunded, now)?;
    }
    Ok(())
}
