//! Paying money back: decided and stored first, asked of PayPal afterwards, counted when it happened.

use super::{Facts, alert, ledger, sales, store};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::orders::{self, Line};
use crate::outbox::{self, Job, OrderMail};
use crate::paypal::facts::{RefundFacts, RefundStatus};
use crate::tickets;
use crate::vouchers;
use shared::ids::{AccountId, OrderId, PaymentId, RefundId};
use shared::money::Money;
use shared::orders::{OrderState, Outcome};
use shared::payments::{AttentionKind, PaymentMethod, PaymentState, RefundOrder, RefundState, RefundWhat};
use shared::refusal::Refusal;

/// One sum to pay back for one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    pub id: RefundId,
    pub order: OrderId,
    pub payment: PaymentId,
    pub amount: Money,
    pub state: RefundState,
    pub reason: String,
    /// Who of the staff decided it.
    pub by: Option<AccountId>,
    pub completed_at: Option<Moment>,
    pub provider_refund: Option<String>,
    pub checks: i32,
    pub created_at: Moment,
}

impl Refund {
    /// The id under which PayPal is asked to pay back: the same each time.
    pub fn request_id(&self) -> String {
        format!("refund:{}", self.id)
    }

    const fn is_over(&self) -> bool {
        matches!(self.state, RefundState::Completed | RefundState::Failed)
    }
}

/// Pays back what the staff decided: everything, some tickets, or an amount as a gesture.
pub fn refund_order(conn: &mut Conn, order: OrderId, wish: &RefundOrder, by: AccountId, now: Moment) -> Fallible<()> {
    let order = orders::lock(conn, order)?;
    if !orders::rules::has_tickets(order.state) {
        return Err(Refusal::OrderState { state: order.state }.into());
    }
    let reason = crate::request::text("reason", &wish.reason, 1, 500)?;
    let payment = sold_payment(conn, order.id)?;
    let lines = orders::lines(conn, order.id)?;
    let left = refundable(conn, &payment)?;
    let (amount, voided): (Money, Vec<Line>) = match &wish.what {
        RefundWhat::Everything => (left, if wish.void_tickets { lines } else { Vec::new() }),
        RefundWhat::Amount { amount } => (*amount, Vec::new()),
        RefundWhat::Tickets { tickets: wanted } => {
            let issued = tickets::ids(conn, order.id)?;
            let is_wanted =
                |line: &Line| !line.void && issued.get(&line.id).is_some_and(|ticket| wanted.contains(ticket));
            let chosen: Vec<Line> = lines.into_iter().filter(is_wanted).collect();
            if chosen.is_empty() || chosen.len() != wanted.len() {
                return Err(Error::invalid("what.tickets", "must be valid tickets of this order, each once"));
            }
            (Money::new(chosen.iter().map(|line| line.price.minor).sum(), left.currency), chosen)
        }
    };
    if amount.currency != left.currency || amount.minor > left.minor || amount.minor < 0 {
        return Err(Refusal::RefundTooHigh { refundable: left }.into());
    }
    let body = (by, &reason, amount, voided.iter().map(|line| line.id).collect::<Vec<_>>());
    crate::journal::record(conn, "refund_decided", Some(order.id), &body, now)?;
    void(conn, &order, &voided, now)?;
    if amount.is_zero() { Ok(()) } else { request(conn, &payment, amount, (&reason, Some(by)), now) }
}

/// Gives a paid order back whole: tickets void, seats free, all money returned. For buyers who cancel in time.
pub fn refund_everything(conn: &mut Conn, order: &orders::Facts, reason: &str, now: Moment) -> Fallible<()> {
    let lines = orders::lines(conn, order.id)?;
    let open: Vec<Line> = lines.into_iter().filter(|line| !line.void).collect();
    if orders::rules::has_tickets(order.state) {
        void(conn, order, &open, now)?;
    }
    let mut is_free = true;
    for payment in store::of_order(conn, order.id)?.iter().filter(|payment| payment.state == PaymentState::Completed) {
        let left = refundable(conn, payment)?;
        if left.minor > 0 && ledger::Book::of(payment.method).is_some() {
            is_free = false;
            request(conn, payment, left, (reason, None), now)?;
        }
    }
    if is_free {
        vouchers::free(conn, order.id, now)?;
        orders::advance(conn, order, OrderState::Cancelled, Outcome::CancelledNotCharged, now)?;
        outbox::push(conn, &Job::MailOrder { order: order.id, about: OrderMail::Cancelled }, now)?;
    } else {
        // Money of the box office is back already, and the order has moved.
        let order = orders::find(conn, order.id)?;
        orders::advance(conn, &order, order.state, Outcome::Refunded, now)?;
    }
    Ok(())
}

/// What is paid back for some places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub amount: Money,
    pub method: PaymentMethod,
    /// It was taken at the box office: somebody must hand it back.
    pub by_hand: bool,
}

/// What would be paid back for these lines of an order: what was paid for them, as far as it was not paid back before.
pub fn due_for(conn: &mut Conn, order: &orders::Facts, lines: &[Line]) -> Fallible<Due> {
    let Some(payment) = sold(conn, order.id)? else {
        let known = store::of_order(conn, order.id)?;
        let given = known.iter().any(|payment| payment.method == PaymentMethod::Gift);
        let method = if given { PaymentMethod::Gift } else { PaymentMethod::Free };
        return Ok(Due { amount: Money::new(0, order.currency()), method, by_hand: false });
    };
    let paid: i64 = lines.iter().filter(|line| !line.void).map(|line| line.price.minor).sum();
    let left = refundable(conn, &payment)?;
    let by_hand = payment.method != PaymentMethod::Paypal;
    let amount = Money::new(paid.min(left.minor).max(0), left.currency);
    Ok(Due { amount, method: payment.method, by_hand })
}

/// Takes places of a paid order back because of the house: tickets void, seats free, what was paid for them returned. Money of
/// the box office is owed until somebody says that it was handed back. Whoever calls this holds the order's lock.
pub fn give_back(
    conn: &mut Conn,
    order: &orders::Facts,
    lines: &[Line],
    (reason, by): (&str, Option<AccountId>),
    now: Moment,
) -> Fallible<Due> {
    let due = due_for(conn, order, lines)?;
    let payment = sold(conn, order.id)?;
    let body = (by, reason, due.amount, lines.iter().map(|line| line.id).collect::<Vec<_>>());
    crate::journal::record(conn, "refund_decided", Some(order.id), &body, now)?;
    void(conn, order, lines, now)?;
    match payment.as_ref().filter(|_| !due.amount.is_zero()) {
        Some(payment) if due.by_hand => owe(conn, payment, due.amount, (reason, by), now)?,
        Some(payment) => request(conn, payment, due.amount, (reason, by), now)?,
        None => {}
    }
    let is_all = orders::lines(conn, order.id)?.iter().all(|line| line.void);
    let (state, outcome) = match (is_all, payment.is_some()) {
        (true, true) => (order.state, Outcome::Refunded),
        (true, false) => (OrderState::Cancelled, Outcome::CancelledNotCharged),
        (false, true) => (order.state, Outcome::PartlyRefunded),
        (false, false) => (order.state, order.outcome),
    };
    if state == OrderState::Cancelled {
        vouchers::free(conn, order.id, now)?;
    }
    orders::advance(conn, order, state, outcome, now)?;
    Ok(due)
}

/// The money owed for a payment was handed back at the box office.
pub fn hand_back(conn: &mut Conn, payment: PaymentId, by: AccountId, now: Moment) -> Fallible<()> {
    let payment = store::find(conn, payment)?;
    orders::lock(conn, payment.order)?;
    for refund in store::refunds_of(conn, payment.order)? {
        if refund.payment == payment.id && refund.state == RefundState::Requested {
            crate::journal::record(conn, "handed_back", Some(refund.order), &(refund.id, refund.amount, by), now)?;
            complete(conn, &refund, &payment, None, now)?;
        }
    }
    Ok(())
}

/// Notes money that must be handed back at the box office, and tells the staff.
fn owe(
    conn: &mut Conn,
    payment: &Facts,
    amount: Money,
    (reason, by): (&str, Option<AccountId>),
    now: Moment,
) -> Fallible<()> {
    let refund = store::insert_refund(conn, payment, amount, (reason, by), now)?;
    if ledger::is_sold(conn, payment)? {
        ledger::returned(conn, payment, refund.id, amount, now)?;
    }
    alert(conn, AttentionKind::PayBackByHand, payment, &format!("refund {} of {amount}", refund.id), now)
}

/// Pays back money of one payment that bought nothing.
pub fn refund_payment(conn: &mut Conn, payment: &Facts, amount: Money, reason: &str, now: Moment) -> Fallible<()> {
    request(conn, payment, amount, (reason, None), now)
}

fn void(conn: &mut Conn, order: &orders::Facts, lines: &[Line], now: Moment) -> Fallible<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = lines.iter().map(|line| line.id).collect();
    tickets::void(conn, &ids, now)?;
    orders::void_lines(conn, order.id, lines, now)?;
    sales::voided(conn, order.id, &ids, now)?;
    crate::journal::record(conn, "tickets_voided", Some(order.id), &ids, now)
}

fn request(
    conn: &mut Conn,
    payment: &Facts,
    amount: Money,
    (reason, by): (&str, Option<AccountId>),
    now: Moment,
) -> Fallible<()> {
    let refund = store::insert_refund(conn, payment, amount, (reason, by), now)?;
    if ledger::is_sold(conn, payment)? {
        ledger::returned(conn, payment, refund.id, amount, now)?;
    }
    if payment.method == PaymentMethod::Paypal {
        return outbox::push(conn, &Job::Refund { refund: refund.id }, now);
    }
    // At the box office the money is handed over as it is decided.
    complete(conn, &refund, payment, None, now)
}

/// The payment whose money bought the order's tickets.
fn sold_payment(conn: &mut Conn, order: OrderId) -> Fallible<Facts> {
    if let Some(payment) = sold(conn, order)? {
        return Ok(payment);
    }
    Err(Refusal::RefundTooHigh { refundable: Money::new(0, orders::find(conn, order)?.currency()) }.into())
}

/// That payment, if there is one: none for orders that cost nothing and for gifts.
fn sold(conn: &mut Conn, order: OrderId) -> Fallible<Option<Facts>> {
    for payment in store::of_order(conn, order)? {
        if payment.state == PaymentState::Completed && ledger::is_sold(conn, &payment)? {
            return Ok(Some(payment));
        }
    }
    Ok(None)
}

/// How much of a payment is neither paid back nor about to be.
fn refundable(conn: &mut Conn, payment: &Facts) -> Fallible<Money> {
    let refunds = store::refunds_of(conn, payment.order)?;
    let of_payment =
        refunds.iter().filter(|refund| refund.payment == payment.id && refund.state != RefundState::Failed);
    let gone: i64 = of_payment.map(|refund| refund.amount.minor).sum();
    Ok(Money::new(payment.amount.minor - gone, payment.amount.currency))
}

/// All refunds of an order, oldest first.
pub fn of_order(conn: &mut Conn, order: OrderId) -> Fallible<Vec<Refund>> {
    store::refunds_of(conn, order)
}

/// A refund with its payment, for asking PayPal; none when it is over.
pub fn open(conn: &mut Conn, refund: RefundId) -> Fallible<Option<(Refund, Facts)>> {
    let refund = store::find_refund(conn, refund)?;
    if refund.is_over() {
        return Ok(None);
    }
    let payment = store::find(conn, refund.payment)?;
    Ok(Some((refund, payment)))
}

/// What PayPal said about a refund; true when it is over.
pub fn note(conn: &mut Conn, refund: RefundId, facts: &RefundFacts, now: Moment) -> Fallible<bool> {
    let Some((refund, payment)) = open_locked(conn, refund)? else { return Ok(true) };
    match facts.status {
        RefundStatus::Completed => complete(conn, &refund, &payment, Some(&facts.id), now)?,
        RefundStatus::Pending => {
            store::set_refund_state(conn, &refund, RefundState::Pending, Some(&facts.id), now)?;
            return Ok(false);
        }
        RefundStatus::Failed => fail(conn, &refund, &payment, "PayPal did not pay it back", now)?,
    }
    Ok(true)
}

/// PayPal refused to pay back: a person must look.
pub fn note_refused(conn: &mut Conn, refund: RefundId, why: &str, now: Moment) -> Fallible<()> {
    let Some((refund, payment)) = open_locked(conn, refund)? else { return Ok(()) };
    fail(conn, &refund, &payment, why, now)
}

fn open_locked(conn: &mut Conn, refund: RefundId) -> Fallible<Option<(Refund, Facts)>> {
    let order = store::find_refund(conn, refund)?.order;
    orders::lock(conn, order)?;
    open(conn, refund)
}

fn fail(conn: &mut Conn, refund: &Refund, payment: &Facts, why: &str, now: Moment) -> Fallible<()> {
    store::set_refund_state(conn, refund, RefundState::Failed, refund.provider_refund.as_deref(), now)?;
    alert(conn, AttentionKind::RefundFailed, payment, &format!("refund {} of {}: {why}", refund.id, refund.amount), now)
}

fn complete(conn: &mut Conn, refund: &Refund, payment: &Facts, provider: Option<&str>, now: Moment) -> Fallible<()> {
    if !store::set_refund_state(conn, refund, RefundState::Completed, provider, now)? {
        return Ok(());
    }
    ledger::refunded(conn, payment, refund.id, refund.amount, now)?;
    crate::journal::record(conn, "refund", Some(refund.order), &(payment.id, refund.id, refund.amount), now)?;
    let order = orders::lock(conn, refund.order)?;
    let bought_tickets = ledger::is_sold(conn, payment)?;
    // Money of a second payment went back: the order stays what it is for its first one.
    if bought_tickets || !orders::rules::has_tickets(order.state) {
        orders::count_refund(conn, &order, refund.amount, now)?;
    }
    outbox::push(conn, &Job::MailOrder { order: refund.order, about: OrderMail::Refunded }, now)
}

/// Records refunds that somebody made in PayPal's own pages. Tickets stay valid: that is for a person to decide.
pub fn note_outside(
    conn: &mut Conn,
    order: &orders::Facts,
    payment: &Facts,
    facts: &[RefundFacts],
    now: Moment,
) -> Fallible<()> {
    let mut known = store::refunds_of(conn, order.id)?;
    for fact in facts.iter().filter(|fact| fact.status == RefundStatus::Completed) {
        if known.iter().any(|refund| refund.provider_refund.as_deref() == Some(fact.id.as_str())) {
            continue;
        }
        // One of ours whose answer was lost: its job asks again under the same id and hears of it.
        let ours = known
            .iter()
            .position(|refund| refund.provider_refund.is_none() && !refund.is_over() && refund.amount == fact.amount);
        if let Some(ours) = ours {
            known.swap_remove(ours);
            continue;
        }
        let refund = store::insert_refund(conn, payment, fact.amount, ("made at PayPal", None), now)?;
        if ledger::is_sold(conn, payment)? {
            ledger::returned(conn, payment, refund.id, fact.amount, now)?;
        }
        alert(conn, AttentionKind::RefundOutside, payment, &format!("{} {}", fact.id, fact.amount), now)?;
        complete(conn, &refund, payment, Some(&fact.id), now)?;
    }
    Ok(())
}
