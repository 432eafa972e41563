//! Payments, refunds, ledger entries, webhooks heard, and what needs attention.

pub mod attention;
pub mod counts;
pub mod reviews;

use super::Facts;
use super::ledger::Movement;
use super::reconciliation::Said;
use super::refunds::Refund;
use super::webhook::Event;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::{Both, LockRows, SumI64};
use crate::error::{Error, Fallible};
use crate::orders;
use crate::paypal::facts::Created;
use crate::schema::{ledger_entries, payments, refunds, webhook_events};
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{AccountId, OrderId, PaymentId, RefundId};
use shared::money::Money;
use shared::payments::{PaymentMethod, PaymentState, ProviderState, RefundState};

pub fn insert(
    conn: &mut Conn,
    order: &orders::Facts,
    (method, state): (PaymentMethod, PaymentState),
    reason: &str,
    now: Moment,
) -> Fallible<Facts> {
    let last: Option<i32> = payments::table
        .filter(payments::order_id.eq(order.id.0))
        .order(payments::attempt.desc())
        .select(payments::attempt)
        .first(conn)
        .optional()?;
    let completed_at = (state == PaymentState::Completed).then(|| now.naive_utc());
    let id: i64 = diesel::insert_into(payments::table)
        .values((
            payments::order_id.eq(order.id.0),
            payments::method.eq(method.word()),
            payments::state.eq(state.word()),
            payments::attempt.eq(last.unwrap_or(0) + 1),
            payments::amount_minor.eq(order.total.minor),
            payments::currency.eq(order.currency().code()),
            payments::reason.eq(reason),
            payments::checks.eq(0),
            payments::created_at.eq(now.naive_utc()),
            payments::updated_at.eq(now.naive_utc()),
            payments::completed_at.eq(completed_at),
        ))
        .returning(payments::id)
        .get_result(conn)?;
    find(conn, PaymentId(id))
}

pub fn find(conn: &mut Conn, payment: PaymentId) -> Fallible<Facts> {
    payments::table.find(payment.0).first::<PaymentRow>(conn)?.into_facts()
}

pub fn lock(conn: &mut Conn, payment: PaymentId) -> Fallible<Facts> {
    payments::table.find(payment.0).lock_rows().get_result::<PaymentRow>(conn)?.into_facts()
}

pub fn of_order(conn: &mut Conn, order: OrderId) -> Fallible<Vec<Facts>> {
    let rows: Vec<PaymentRow> =
        payments::table.filter(payments::order_id.eq(order.0)).order(payments::attempt).load(conn)?;
    rows.into_iter().map(PaymentRow::into_facts).collect()
}

pub fn due(conn: &mut Conn, limit: i64, now: Moment) -> Fallible<Vec<PaymentId>> {
    let ids: Vec<i64> = payments::table
        .filter(payments::next_check_at.le(now.naive_utc()))
        .order(payments::next_check_at)
        .limit(limit)
        .select(payments::id)
        .load(conn)?;
    Ok(ids.into_iter().map(PaymentId).collect())
}

/// Moves a payment on; at its end nothing is checked any more unless that is said afterwards.
pub fn set_state(conn: &mut Conn, payment: &Facts, state: PaymentState, now: Moment) -> Fallible<()> {
    let completed_at = (state == PaymentState::Completed).then(|| now.naive_utc());
    diesel::update(payments::table.find(payment.id.0))
        .set((
            payments::state.eq(state.word()),
            payments::updated_at.eq(now.naive_utc()),
            payments::completed_at.eq(completed_at),
        ))
        .execute(conn)?;
    if super::rules::is_final(state) {
        set_next_check(conn, payment, None)?;
    }
    Ok(())
}

pub fn set_next_check(conn: &mut Conn, payment: &Facts, at: Option<Moment>) -> Fallible<()> {
    diesel::update(payments::table.find(payment.id.0))
        .set((payments::next_check_at.eq(at.map(|at| at.naive_utc())), payments::checks.eq(payment.checks + 1)))
        .execute(conn)?;
    Ok(())
}

pub fn note_created(
    conn: &mut Conn,
    payment: PaymentId,
    created: &Created,
    next_check: Moment,
    now: Moment,
) -> Fallible<()> {
    let waiting = payments::state.eq(PaymentState::Created.word());
    diesel::update(payments::table.filter(payments::id.eq(payment.0).and(waiting)))
        .set((
            payments::state.eq(PaymentState::AwaitingApproval.word()),
            payments::provider_order_id.eq(&created.id),
            payments::approve_url.eq(&created.approve_url),
            payments::next_check_at.eq(next_check.naive_utc()),
            payments::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn note_capture(conn: &mut Conn, payment: &Facts, capture: &str) -> Fallible<()> {
    diesel::update(payments::table.find(payment.id.0)).set(payments::provider_capture_id.eq(capture)).execute(conn)?;
    Ok(())
}

/// Keeps what PayPal said of a payment.
pub fn note_said(conn: &mut Conn, payment: PaymentId, said: &Said) -> Fallible<()> {
    diesel::update(payments::table.find(payment.0))
        .set((
            payments::seen_state.eq(said.state.word()),
            payments::seen_captured_minor.eq(said.captured_minor),
            payments::seen_refunded_minor.eq(said.refunded_minor),
            payments::seen_at.eq(said.at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// The payment that one of PayPal's ids belongs to.
pub fn by_provider(conn: &mut Conn, ids: &[String]) -> Fallible<Option<Facts>> {
    let ours = payments::provider_order_id.eq_any(ids).or(payments::provider_capture_id.eq_any(ids));
    let row: Option<PaymentRow> = payments::table.filter(ours).first(conn).optional()?;
    row.map(PaymentRow::into_facts).transpose()
}

/// Whether the event is heard for the first time.
pub fn note_event(conn: &mut Conn, event: &Event, now: Moment) -> Fallible<bool> {
    let row = (
        webhook_events::event_id.eq(&event.id),
        webhook_events::kind.eq(&event.kind),
        webhook_events::resource_id.eq(event.provider_ids.first().map_or("", String::as_str)),
        webhook_events::received_at.eq(now.naive_utc()),
        webhook_events::handled_at.eq(now.naive_utc()),
    );
    Ok(Both(diesel::insert_into(webhook_events::table).values(row).on_conflict_do_nothing()).execute(conn)? == 1)
}

// --- refunds

pub fn insert_refund(
    conn: &mut Conn,
    payment: &Facts,
    amount: Money,
    (reason, by): (&str, Option<AccountId>),
    now: Moment,
) -> Fallible<Refund> {
    let id: i64 = diesel::insert_into(refunds::table)
        .values((
            refunds::order_id.eq(payment.order.0),
            refunds::payment_id.eq(payment.id.0),
            refunds::amount_minor.eq(amount.minor),
            refunds::currency.eq(amount.currency.code()),
            refunds::reason.eq(reason),
            refunds::state.eq(RefundState::Requested.word()),
            refunds::requested_by.eq(by.map(|by| by.0)),
            refunds::checks.eq(0),
            refunds::created_at.eq(now.naive_utc()),
            refunds::updated_at.eq(now.naive_utc()),
        ))
        .returning(refunds::id)
        .get_result(conn)?;
    find_refund(conn, RefundId(id))
}

pub fn find_refund(conn: &mut Conn, refund: RefundId) -> Fallible<Refund> {
    refunds::table.find(refund.0).first::<RefundRow>(conn)?.into_refund()
}

pub fn refunds_of(conn: &mut Conn, order: OrderId) -> Fallible<Vec<Refund>> {
    let rows: Vec<RefundRow> = refunds::table.filter(refunds::order_id.eq(order.0)).order(refunds::id).load(conn)?;
    rows.into_iter().map(RefundRow::into_refund).collect()
}

/// Moves a refund on from the state that was read; false when somebody else was faster.
pub fn set_refund_state(
    conn: &mut Conn,
    refund: &Refund,
    state: RefundState,
    provider_refund: Option<&str>,
    now: Moment,
) -> Fallible<bool> {
    let unchanged = refunds::id.eq(refund.id.0).and(refunds::state.eq(refund.state.word()));
    let completed_at = (state == RefundState::Completed).then(|| now.naive_utc());
    let moved = diesel::update(refunds::table.filter(unchanged))
        .set((
            refunds::state.eq(state.word()),
            refunds::provider_refund_id.eq(provider_refund),
            refunds::updated_at.eq(now.naive_utc()),
            refunds::completed_at.eq(completed_at),
            refunds::checks.eq(refund.checks + 1),
        ))
        .execute(conn)?;
    Ok(moved == 1)
}

// --- the ledger

pub fn book(conn: &mut Conn, movement: &Movement<'_>, now: Moment) -> Fallible<()> {
    for (book, minor) in [(movement.to, movement.amount.minor), (movement.from, -movement.amount.minor)] {
        let row = (
            ledger_entries::movement.eq(&movement.name),
            ledger_entries::ledger_account.eq(book.name()),
            ledger_entries::amount_minor.eq(minor),
            ledger_entries::currency.eq(movement.amount.currency.code()),
            ledger_entries::order_id.eq(movement.payment.order.0),
            ledger_entries::payment_id.eq(movement.payment.id.0),
            ledger_entries::refund_id.eq(movement.refund.map(|refund| refund.0)),
            ledger_entries::booked_at.eq(now.naive_utc()),
        );
        Both(diesel::insert_into(ledger_entries::table).values(row).on_conflict_do_nothing()).execute(conn)?;
    }
    Ok(())
}

pub fn is_booked(conn: &mut Conn, movement: &str) -> Fallible<bool> {
    let count: i64 = ledger_entries::table.filter(ledger_entries::movement.eq(movement)).count().get_result(conn)?;
    Ok(count > 0)
}

pub fn balance(conn: &mut Conn, book: &str) -> Fallible<i64> {
    let of_book = ledger_entries::table.filter(ledger_entries::ledger_account.eq(book));
    Ok(of_book.select(SumI64(ledger_entries::amount_minor)).first(conn)?)
}

#[derive(Queryable)]
#[diesel(table_name = payments)]
struct PaymentRow {
    id: i64,
    order_id: i64,
    method: String,
    state: String,
    attempt: i32,
    amount_minor: i64,
    currency: String,
    provider_order_id: Option<String>,
    provider_capture_id: Option<String>,
    approve_url: Option<String>,
    reason: String,
    checks: i32,
    _next_check_at: Option<NaiveDateTime>,
    created_at: NaiveDateTime,
    _updated_at: NaiveDateTime,
    completed_at: Option<NaiveDateTime>,
    seen_state: String,
    seen_captured_minor: Option<i64>,
    seen_refunded_minor: Option<i64>,
    seen_at: Option<NaiveDateTime>,
}

impl PaymentRow {
    fn into_facts(self) -> Fallible<Facts> {
        let currency = self.currency.parse().map_err(|cause| Error::fault("read a payment", cause))?;
        Ok(Facts {
            id: PaymentId(self.id),
            order: OrderId(self.order_id),
            method: PaymentMethod::of_word(&self.method)?,
            state: PaymentState::of_word(&self.state)?,
            attempt: self.attempt,
            amount: Money::new(self.amount_minor, currency),
            provider_order: self.provider_order_id,
            provider_capture: self.provider_capture_id,
            approve_url: self.approve_url,
            reason: self.reason,
            checks: self.checks,
            created_at: self.created_at.and_utc(),
            completed_at: self.completed_at.map(|at| at.and_utc()),
            said: match self.seen_at {
                None => None,
                Some(at) => Some(Said {
                    state: ProviderState::of_word(&self.seen_state)?,
                    captured_minor: self.seen_captured_minor.unwrap_or(0),
                    refunded_minor: self.seen_refunded_minor.unwrap_or(0),
                    at: at.and_utc(),
                }),
            },
        })
    }
}

#[derive(Queryable)]
#[diesel(table_name = refunds)]
struct RefundRow {
    id: i64,
    order_id: i64,
    payment_id: i64,
    amount_minor: i64,
    currency: String,
    reason: String,
    state: String,
    provider_refund_id: Option<String>,
    requested_by: Option<i64>,
    checks: i32,
    created_at: NaiveDateTime,
    _updated_at: NaiveDateTime,
    completed_at: Option<NaiveDateTime>,
}

impl RefundRow {
    fn into_refund(self) -> Fallible<Refund> {
        let currency = self.currency.parse().map_err(|cause| Error::fault("read a refund", cause))?;
        Ok(Refund {
            id: RefundId(self.id),
            order: OrderId(self.order_id),
            payment: PaymentId(self.payment_id),
            amount: Money::new(self.amount_minor, currency),
            state: RefundState::of_word(&self.state)?,
            reason: self.reason,
            by: self.requested_by.map(AccountId),
            completed_at: self.completed_at.map(|at| at.and_utc()),
            provider_refund: self.provider_refund_id,
            checks: self.checks,
            created_at: self.created_at.and_utc(),
        })
    }
}
