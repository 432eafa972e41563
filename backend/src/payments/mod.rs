//! Payments and refunds: what is stored before money moves, and what becomes of an order when it did.

pub mod http;
pub mod ledger;
pub mod reconciliation;
pub mod refunds;
pub mod rules;
pub mod sales;
pub mod settle;
mod steps;
mod store;
pub mod webhook;

use crate::accounts;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::orders;
use crate::outbox::{self, Happening, Job};
use crate::paypal::facts::Created;
use crate::tickets;
use shared::ids::{AccountId, OrderId, PaymentId};
use shared::money::Money;
use shared::orders::{OrderPayment, OrderRefund, OrderState, Outcome};
use shared::paging::Page;
use shared::payments::{
    Attention, AttentionKind, ListAttention, PaymentMethod, PaymentState, ResolveAttention, TakePayment,
};
use shared::refusal::Refusal;
pub use steps::{Purpose, Seen, Step, next_step};

/// One attempt to pay one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub id: PaymentId,
    pub order: OrderId,
    pub method: PaymentMethod,
    pub state: PaymentState,
    pub attempt: i32,
    pub amount: Money,
    pub provider_order: Option<String>,
    pub provider_capture: Option<String>,
    pub approve_url: Option<String>,
    /// Why it was given or taken by hand.
    pub reason: String,
    pub checks: i32,
    pub created_at: Moment,
    pub completed_at: Option<Moment>,
    /// What PayPal said when it was asked last.
    pub said: Option<reconciliation::Said>,
}

impl Facts {
    /// The id under which PayPal is asked to make its order: the same each time this attempt asks.
    pub fn create_request_id(&self) -> String {
        format!("create:{}:{}", self.id, self.attempt)
    }

    /// The id under which PayPal is asked for the money: the same each time.
    pub fn capture_request_id(&self) -> String {
        format!("capture:{}", self.id)
    }
}

/// Makes ready to pay an order with PayPal: the attempt is stored before the buyer is sent away.
///
/// An attempt that is under way is used again, so that two clicks make one. The seats are kept 15 minutes longer, once.
pub fn start(conn: &mut Conn, order: OrderId, now: Moment) -> Fallible<Facts> {
    let order = orders::lock(conn, order)?;
    check_payable(conn, &order, now)?;
    let known = store::of_order(conn, order.id)?;
    let is_live = |payment: &&Facts| matches!(payment.state, PaymentState::Created | PaymentState::AwaitingApproval);
    if let Some(live) = known.iter().find(is_live) {
        return Ok(live.clone());
    }
    if known.is_empty() {
        orders::extend(conn, &order, now + rules::AT_PAYPAL, now)?;
    }
    store::insert(conn, &order, (PaymentMethod::Paypal, PaymentState::Created), "", now)
}

fn check_payable(conn: &mut Conn, order: &orders::Facts, now: Moment) -> Fallible<()> {
    match order.state {
        OrderState::AwaitingPayment if order.expires_at > now => match steps::is_cancelled(conn, order, now)? {
            true => Err(Refusal::PerformanceCancelled.into()),
            false => Ok(()),
        },
        OrderState::AwaitingPayment | OrderState::Expired => Err(Refusal::OrderExpired.into()),
        OrderState::PaymentPending => Err(Refusal::PaymentPending.into()),
        state => Err(Refusal::OrderState { state }.into()),
    }
}

/// Ends an order that costs nothing: its tickets are issued at once.
pub fn pay_free(conn: &mut Conn, order: OrderId, now: Moment) -> Fallible<Facts> {
    let order = orders::lock(conn, order)?;
    check_payable(conn, &order, now)?;
    if !order.total.is_zero() {
        return Err(Error::invalid("method", "the order is not free of charge"));
    }
    let payment = store::insert(conn, &order, (PaymentMethod::Free, PaymentState::Completed), "", now)?;
    complete_order(conn, &order, &payment, now)?;
    Ok(payment)
}

/// Money taken at the box office, or a gift: completes the order at once.
pub fn take(conn: &mut Conn, order: OrderId, taken: &TakePayment, by: AccountId, now: Moment) -> Fallible<()> {
    let order = orders::lock(conn, order)?;
    check_payable(conn, &order, now)?;
    let reason = taken.reason.trim();
    match taken.method {
        PaymentMethod::Cash | PaymentMethod::CardTerminal | PaymentMethod::Cheque => {}
        PaymentMethod::Gift if !reason.is_empty() => {}
        PaymentMethod::Gift => return Err(Error::invalid("reason", "a gift needs a reason")),
        PaymentMethod::Paypal | PaymentMethod::Free => {
            return Err(Error::invalid("method", "is not taken at the box office"));
        }
    }
    abandon_open(conn, order.id, now)?;
    let payment = store::insert(conn, &order, (taken.method, PaymentState::Completed), reason, now)?;
    let body = (taken.method, order.total, by, reason);
    crate::journal::record(conn, "payment_taken", Some(order.id), &body, now)?;
    if order.total.minor > 0 {
        ledger::captured(conn, &payment, payment.amount, now)?;
    }
    complete_order(conn, &order, &payment, now)
}

/// Gives up every attempt that nobody approved; refuses while PayPal decides about one.
pub fn abandon_open(conn: &mut Conn, order: OrderId, now: Moment) -> Fallible<()> {
    for payment in store::of_order(conn, order)? {
        match payment.state {
            PaymentState::Created | PaymentState::AwaitingApproval => {
                store::set_state(conn, &payment, PaymentState::Abandoned, now)?;
            }
            PaymentState::Capturing | PaymentState::Pending => return Err(Refusal::PaymentPending.into()),
            PaymentState::Completed | PaymentState::Declined | PaymentState::Abandoned => {}
        }
    }
    Ok(())
}

/// The order's money is there and its seats are its own: tickets, ledger and mail, in one transaction.
fn complete_order(conn: &mut Conn, order: &orders::Facts, payment: &Facts, now: Moment) -> Fallible<()> {
    let outcome = if order.total.is_zero() { Outcome::Free } else { Outcome::Paid };
    if payment.amount.minor > 0 {
        ledger::sold(conn, payment, now)?;
    }
    sales::sold(conn, order, payment, now)?;
    let paid = orders::mark_paid(conn, order, outcome, now)?;
    tickets::issue(conn, &paid, now)
}

/// Other seats were chosen for an order whose money had come: its tickets are issued now.
pub fn complete_replaced(conn: &mut Conn, order: &orders::Facts, now: Moment) -> Fallible<()> {
    let known = store::of_order(conn, order.id)?;
    let completed = known.into_iter().find(|payment| payment.state == PaymentState::Completed);
    let payment = completed.ok_or(Refusal::OfferExpired)?;
    complete_order(conn, order, &payment, now)
}

/// What PayPal answered when it was told of an attempt.
pub fn note_created(conn: &mut Conn, payment: PaymentId, created: &Created, now: Moment) -> Fallible<Facts> {
    store::note_created(conn, payment, created, rules::next_check(0, now), now)?;
    store::find(conn, payment)
}

pub fn find(conn: &mut Conn, payment: PaymentId) -> Fallible<Facts> {
    store::find(conn, payment)
}

/// The newest attempt of an order with PayPal, which the return page asks about.
pub fn newest(conn: &mut Conn, order: OrderId) -> Fallible<Option<PaymentId>> {
    let known = store::of_order(conn, order)?;
    let paypal = known.into_iter().filter(|payment| payment.method == PaymentMethod::Paypal);
    Ok(paypal.max_by_key(|payment| payment.attempt).map(|payment| payment.id))
}

/// Payments and refunds as the order's page lists them.
pub fn of_order(conn: &mut Conn, order: OrderId) -> Fallible<(Vec<OrderPayment>, Vec<OrderRefund>)> {
    let payments = store::of_order(conn, order)?.into_iter().map(|payment| OrderPayment {
        id: payment.id,
        method: payment.method,
        state: payment.state,
        amount: payment.amount,
        created_at: payment.created_at,
    });
    let refunds = store::refunds_of(conn, order)?.into_iter().map(|refund| OrderRefund {
        id: refund.id,
        amount: refund.amount,
        state: refund.state,
        created_at: refund.created_at,
    });
    Ok((payments.collect(), refunds.collect()))
}

/// Payments whose time to be looked at has come.
pub fn due(conn: &mut Conn, limit: i64, now: Moment) -> Fallible<Vec<PaymentId>> {
    store::due(conn, limit, now)
}

/// PayPal's answer is unknown: looks again later.
pub fn postpone(conn: &mut Conn, payment: PaymentId, now: Moment) -> Fallible<()> {
    let payment = store::find(conn, payment)?;
    store::set_next_check(conn, &payment, Some(rules::next_check(payment.checks, now)))
}

/// Pays back orders whose money came, whose seats were gone, and whose time to choose others is over.
pub fn refund_unreplaced(conn: &mut Conn, limit: i64, now: Moment) -> Fallible<usize> {
    let late = orders::unreplaced(conn, limit, now)?;
    for order in &late {
        orders::end_replacement(conn, order.id)?;
        refunds::refund_everything(conn, order, "seats_gone", now)?;
    }
    Ok(late.len())
}

/// Tells the staff about money that a person should look at; the same thing only once.
fn alert(conn: &mut Conn, kind: AttentionKind, payment: &Facts, detail: &str, now: Moment) -> Fallible<()> {
    tracing::warn!(?kind, payment = %payment.id, order = %payment.order, detail, "money needs attention");
    store::attention::alert(conn, kind, payment, detail, now)?;
    outbox::push(conn, &Job::Tell { about: Happening::MoneyAttention { payment: payment.id } }, now)
}

/// What the staff should look at, newest first; what somebody has looked at already only when that is asked for.
pub fn attention(conn: &mut Conn, wish: &ListAttention) -> Fallible<Page<Attention>> {
    let limit = crate::request::page_limit(wish.limit)?;
    let before = wish.cursor.as_deref().map(str::parse::<i64>).transpose();
    let before = before.map_err(|_| Error::invalid("cursor", "is not one of ours"))?;
    let mut found = store::reviews::attention(conn, wish.all, before, limit + 1)?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = found.len() > wanted;
    found.truncate(wanted);
    let people: Vec<AccountId> = found.iter().filter_map(|(_, by)| *by).collect();
    let names = accounts::names(conn, &people)?;
    let orders: Vec<OrderId> = found.iter().filter_map(|(case, _)| case.order).collect();
    let numbers = orders::numbers(conn, &orders)?;
    let named = |(case, by): (Attention, Option<AccountId>)| {
        let resolved_by = by.map(|by| names.get(&by).cloned().unwrap_or_default());
        let order_number = case.order.and_then(|order| numbers.get(&order).cloned());
        Attention { resolved_by, order_number, ..case }
    };
    let items: Vec<Attention> = found.into_iter().map(named).collect();
    let next = items.last().filter(|_| has_more).map(|case| case.id.to_string());
    Ok(Page { items, next })
}

/// How much of it there is.
pub fn count_attention(conn: &mut Conn) -> Fallible<i64> {
    store::counts::attention(conn)
}

/// How many payments at PayPal are at no end yet.
pub fn count_open(conn: &mut Conn) -> Fallible<i64> {
    store::counts::open(conn)
}

/// Somebody has looked, and says what they found; of money to be handed back it says that it was.
pub fn resolve_attention(
    conn: &mut Conn,
    id: i64,
    wish: &ResolveAttention,
    by: AccountId,
    now: Moment,
) -> Fallible<()> {
    let note = crate::request::text("note", &wish.note, 1, 500)?;
    let (kind, payment) = store::reviews::find_attention(conn, id)?;
    if let (AttentionKind::PayBackByHand, Some(payment)) = (kind, payment) {
        refunds::hand_back(conn, payment, by, now)?;
        store::reviews::resolve_all(conn, (kind, payment), &note, by, now)?;
    } else {
        store::reviews::resolve_attention(conn, id, &note, by, now)?;
    }
    crate::journal::record(conn, "attention_resolved", None, &(id, by, note), now)
}

/// All attempts to pay an order, oldest first.
pub fn attempts(conn: &mut Conn, order: OrderId) -> Fallible<Vec<Facts>> {
    store::of_order(conn, order)
}

/// A verified webhook: heard for the first time, it makes the payment it is about be looked at.
pub fn note_webhook(conn: &mut Conn, event: &webhook::Event, now: Moment) -> Fallible<()> {
    if !store::note_event(conn, event, now)? {
        return Ok(());
    }
    let Some(payment) = store::by_provider(conn, &event.provider_ids)? else { return Ok(()) };
    if event.is_dispute() {
        alert(conn, AttentionKind::Dispute, &payment, &event.kind, now)?;
    }
    if event.is_reversal() {
        alert(conn, AttentionKind::Reversed, &payment, &event.kind, now)?;
    }
    outbox::push(conn, &Job::Settle { payment: payment.id }, now)
}
