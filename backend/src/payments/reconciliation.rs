//! Our payments beside PayPal's own word for them, as it was heard last.

use super::ledger::Book;
use super::steps::Seen;
use super::{Facts, store};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::outbox::{self, Job};
use crate::paypal::facts::{CaptureStatus, OrderFacts, OrderStatus, RefundStatus};
use crate::{house, orders, request};
use chrono::TimeDelta;
use shared::admin::Words;
use shared::dossier::{
    ListReconciliation, MoneyMoved, PaypalSaid, RECONCILE_DAYS_MAX, Reconcile, ReconcileStarted, Reconciled,
    Reconciliation,
};
use shared::ids::{OrderId, PaymentId};
use shared::money::{Currency, Money};
use shared::payments::{PaymentState, ProviderState};
use std::collections::HashMap;

/// Days that are looked at when nobody says.
const DAYS: i64 = 30;
/// How many payments one request has compared at most.
const ASK_MAX: i64 = 1_000;

/// What PayPal said of a payment, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    pub state: ProviderState,
    pub captured_minor: i64,
    pub refunded_minor: i64,
    pub at: Moment,
}

/// What an answer says of a payment in all; none when nothing was heard.
pub fn said(seen: &Seen, now: Moment) -> Option<Said> {
    let without_money = |state| Some(Said { state, captured_minor: 0, refunded_minor: 0, at: now });
    match seen {
        Seen::Nothing => None,
        Seen::Order(facts) => Some(of_order(facts, now)),
        Seen::CaptureRefused(_) => without_money(ProviderState::Declined),
        Seen::Forgotten => without_money(ProviderState::Forgotten),
    }
}

/// Our payments of some days beside PayPal's word for them, newest first.
pub fn show(conn: &mut Conn, wish: &ListReconciliation, now: Moment) -> Fallible<Reconciliation> {
    let from = since(wish.days, now)?;
    let limit = request::page_limit(wish.limit)?;
    let before = wish.cursor.as_deref().map(str::parse::<PaymentId>).transpose();
    let before = before.map_err(|_| Error::invalid("cursor", "is not one of ours"))?;
    let mut found = store::reviews::with_paypal(conn, from, before, limit + 1)?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = found.len() > wanted;
    found.truncate(wanted);
    let ids: Vec<PaymentId> = found.iter().map(|payment| payment.id).collect();
    let moved = store::reviews::moved(conn, Book::Paypal.name(), &ids)?;
    let numbers = orders::numbers(conn, &found.iter().map(|payment| payment.order).collect::<Vec<_>>())?;
    let currency = house::rules(conn)?.currency;
    let ours = store::reviews::moved_in_all(conn, Book::Paypal.name(), from)?;
    let paypal = store::reviews::said_in_all(conn, from)?;
    let items: Vec<Reconciled> =
        found.iter().map(|payment| beside(payment, moved.get(&payment.id).copied(), &numbers)).collect();
    let next = items.last().filter(|_| has_more).map(|last| last.payment.to_string());
    Ok(Reconciliation { from, ours: sums(ours, currency), paypal: sums(paypal, currency), items, next })
}

const fn sums((captured, refunded): (i64, i64), currency: Currency) -> MoneyMoved {
    MoneyMoved { captured: Money::new(captured, currency), refunded: Money::new(refunded, currency) }
}

fn since(days: Option<i64>, now: Moment) -> Fallible<Moment> {
    match days.unwrap_or(DAYS) {
        days @ 1..=RECONCILE_DAYS_MAX => Ok(now - TimeDelta::days(days)),
        _ => Err(Error::invalid("days", format!("must be between 1 and {RECONCILE_DAYS_MAX}"))),
    }
}

fn beside(payment: &Facts, moved: Option<(i64, i64)>, numbers: &HashMap<OrderId, String>) -> Reconciled {
    let ours = moved.unwrap_or_default();
    Reconciled {
        payment: payment.id,
        order: payment.order,
        order_number: numbers.get(&payment.order).cloned().unwrap_or_default(),
        paypal_order: payment.provider_order.clone(),
        state: payment.state,
        amount: payment.amount,
        created_at: payment.created_at,
        ours: sums(ours, payment.amount.currency),
        paypal: shown(payment),
        difference: difference(payment, ours),
    }
}

/// What PayPal said last of a payment, for a page.
pub fn shown(payment: &Facts) -> Option<PaypalSaid> {
    let money = |minor| Money::new(minor, payment.amount.currency);
    payment.said.map(|said| PaypalSaid {
        state: said.state,
        captured: money(said.captured_minor),
        refunded: money(said.refunded_minor),
        at: said.at,
    })
}

/// What differs between us and PayPal's last word; none when nothing does.
fn difference(payment: &Facts, (captured, refunded): (i64, i64)) -> Option<Words> {
    let money = |minor| Money::new(minor, payment.amount.currency);
    let Some(said) = payment.said else {
        // Nobody was sent to PayPal, or nobody has asked yet.
        return (captured > 0)
            .then(|| Words::new("PayPal n’a pas encore été interrogé.", "PayPal has not been asked yet."));
    };
    if said.captured_minor != captured {
        let (theirs, ours) = (money(said.captured_minor), money(captured));
        return Some(Words::new(
            &format!("PayPal a encaissé {theirs}, notre livre {ours}."),
            &format!("PayPal has captured {theirs}, our ledger {ours}."),
        ));
    }
    if said.refunded_minor != refunded {
        let (theirs, ours) = (money(said.refunded_minor), money(refunded));
        return Some(Words::new(
            &format!("PayPal a remboursé {theirs}, notre livre {ours}."),
            &format!("PayPal has refunded {theirs}, our ledger {ours}."),
        ));
    }
    let is_open = matches!(payment.state, PaymentState::Abandoned | PaymentState::Declined);
    (is_open && matches!(said.state, ProviderState::Approved | ProviderState::Pending)).then(|| {
        Words::new(
            "L’acheteur a accepté chez PayPal, mais le paiement est clos chez nous.",
            "The buyer agreed at PayPal, but the payment is over with us.",
        )
    })
}

/// Has payments compared with PayPal soon: those that are named, or all of some days.
pub fn ask_again(conn: &mut Conn, wish: &Reconcile, now: Moment) -> Fallible<ReconcileStarted> {
    let payments: Vec<PaymentId> = if wish.payments.is_empty() {
        let from = since(wish.days, now)?;
        store::reviews::with_paypal(conn, from, None, ASK_MAX)?.iter().map(|payment| payment.id).collect()
    } else {
        wish.payments.clone()
    };
    if i64::try_from(payments.len()).unwrap_or(i64::MAX) > ASK_MAX {
        return Err(Error::invalid("payments", format!("must be at most {ASK_MAX}")));
    }
    for payment in &payments {
        store::find(conn, *payment)?;
        // At most once a minute each, whoever asks how often.
        let dedupe = format!("reconcile:{payment}:{}", now.timestamp() / 60);
        outbox::push_later(conn, &Job::Settle { payment: *payment }, Some(&dedupe), now, now)?;
    }
    Ok(ReconcileStarted { payments: i64::try_from(payments.len()).unwrap_or(i64::MAX) })
}

fn of_order(facts: &OrderFacts, now: Moment) -> Said {
    let is_money = |status: CaptureStatus| {
        matches!(status, CaptureStatus::Completed | CaptureStatus::PartiallyRefunded | CaptureStatus::Refunded)
    };
    let captured = facts.captures.iter().filter(|capture| is_money(capture.status));
    let refunded = facts.refunds.iter().filter(|refund| refund.status == RefundStatus::Completed);
    let captured_minor: i64 = captured.map(|capture| capture.amount.minor).sum();
    let refunded_minor: i64 = refunded.map(|refund| refund.amount.minor).sum();
    let has = |status: CaptureStatus| facts.captures.iter().any(|capture| capture.status == status);
    let state = if captured_minor > 0 && refunded_minor >= captured_minor {
        ProviderState::Refunded
    } else if captured_minor > 0 && refunded_minor > 0 {
        ProviderState::PartlyRefunded
    } else if captured_minor > 0 {
        ProviderState::Completed
    } else if has(CaptureStatus::Pending) {
        ProviderState::Pending
    } else if has(CaptureStatus::Declined) {
        ProviderState::Declined
    } else {
        match facts.status {
            OrderStatus::Waiting => ProviderState::Waiting,
            OrderStatus::Approved => ProviderState::Approved,
            OrderStatus::Voided => ProviderState::Voided,
            OrderStatus::Completed | OrderStatus::Other => ProviderState::Other,
        }
    };
    Said { state, captured_minor, refunded_minor, at: now }
}
