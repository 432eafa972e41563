//! Work that is written in the transaction that wants it, and done later, at least once.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::{Both, LockRows};
use crate::error::{Error, Fallible};
use crate::mail::Mail;
use crate::schema::outbox;
use chrono::TimeDelta;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use shared::ids::{DeliveryId, MessageId, OrderId, PaymentId, PerformanceId, RefundId};

/// What can be left to the worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub enum Job {
    SendMail {
        mail: Mail,
    },
    /// A mail about an order, composed when it is sent, so that it tells the present state.
    MailOrder {
        order: OrderId,
        about: OrderMail,
    },
    /// Looks at a payment again and brings it to its end.
    Settle {
        payment: PaymentId,
    },
    /// Asks PayPal to pay money back.
    Refund {
        refund: RefundId,
    },
    /// Tells those whom it concerns, in the site.
    Tell {
        about: Happening,
    },
    /// Tells a buyer that a performance was cancelled or moved, and what they get; composed when it is sent.
    MailRescheduled {
        rescheduling: i64,
        order: OrderId,
    },
    /// Tells an endpoint of a third party what happened.
    CallHook {
        delivery: DeliveryId,
    },
    /// Mails an answer of the box office that was not read in the site.
    MailMissed {
        message: MessageId,
    },
}

/// Something that somebody should see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    OrderPaid {
        order: OrderId,
    },
    OrderRefunded {
        order: OrderId,
    },
    /// The time or the place changed, with this version.
    PerformanceChanged {
        performance: PerformanceId,
        version: i64,
    },
    PerformanceCancelled {
        performance: PerformanceId,
    },
    MoneyAttention {
        payment: PaymentId,
    },
    ConversationNew {
        message: MessageId,
    },
    ChatReply {
        message: MessageId,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderMail {
    /// The order waits for its payment.
    Placed,
    /// Paid: the tickets are attached.
    Tickets,
    Expired,
    Refunded,
    /// Nothing was charged because the seats were gone.
    SeatsGone,
    /// Money was taken but the seats were gone: choose others.
    Replacement,
    Cancelled,
    /// Places were moved to another performance: the new tickets are attached.
    Exchanged,
}

/// After so many tries a job is given up and told to the staff's log.
const MAX_ATTEMPTS: i32 = 12;
/// How long a worker may take for one job before another takes it over.
const LEASE_SECONDS: i64 = 120;

/// A job that this worker has taken.
pub struct Taken {
    pub id: i64,
    pub job: Job,
    pub attempts: i32,
}

/// Leaves a job for as soon as possible.
pub fn push(conn: &mut Conn, job: &Job, now: Moment) -> Fallible<()> {
    push_later(conn, job, None, now, now)
}

/// Leaves a job for `due_at`; of two with the same `dedupe` key only the first is kept.
pub fn push_later(conn: &mut Conn, job: &Job, dedupe: Option<&str>, due_at: Moment, now: Moment) -> Fallible<()> {
    let body = serde_json::to_string(job).map_err(|cause| Error::fault("write to the outbox", cause))?;
    let kind = serde_json::to_value(job).map_err(|cause| Error::fault("write to the outbox", cause))?;
    let kind = kind.get("job").and_then(|kind| kind.as_str()).unwrap_or_default();
    let row = (
        outbox::kind.eq(kind),
        outbox::body.eq(body),
        outbox::dedupe.eq(dedupe),
        outbox::due_at.eq(due_at.naive_utc()),
        outbox::attempts.eq(0),
        outbox::last_error.eq(""),
        outbox::created_at.eq(now.naive_utc()),
    );
    Both(diesel::insert_into(outbox::table).values(row).on_conflict_do_nothing()).execute(conn)?;
    Ok(())
}

/// Takes up to `limit` jobs that are due; nobody else gets them while the lease lasts.
pub fn take_due(conn: &mut Conn, limit: i64, now: Moment) -> Fallible<Vec<Taken>> {
    let due: Vec<(i64, String, i32)> = outbox::table
        .filter(outbox::done_at.is_null().and(outbox::failed_at.is_null()).and(outbox::due_at.le(now.naive_utc())))
        .order((outbox::due_at, outbox::id))
        .limit(limit)
        .select((outbox::id, outbox::body, outbox::attempts))
        .lock_rows_skip_locked()
        .load(conn)?;
    let ids: Vec<i64> = due.iter().map(|(id, ..)| *id).collect();
    let lease_end = now + TimeDelta::seconds(LEASE_SECONDS);
    diesel::update(outbox::table.filter(outbox::id.eq_any(ids)))
        .set((outbox::due_at.eq(lease_end.naive_utc()), outbox::attempts.eq(outbox::attempts + 1)))
        .execute(conn)?;
    due.into_iter()
        .map(|(id, body, attempts)| {
            let job = serde_json::from_str(&body).map_err(|cause| Error::fault("read the outbox", cause))?;
            Ok(Taken { id, job, attempts: attempts + 1 })
        })
        .collect()
}

/// The job is done. What it said is forgotten: mails carry secrets that nobody needs to keep.
pub fn done(conn: &mut Conn, id: i64, now: Moment) -> Fallible<()> {
    diesel::update(outbox::table.find(id))
        .set((outbox::done_at.eq(now.naive_utc()), outbox::body.eq("")))
        .execute(conn)?;
    Ok(())
}

/// The job failed: again later, longer each time (2 s, 4 s, ... at most an hour), until it is given up.
pub fn failed(conn: &mut Conn, id: i64, attempts: i32, error: &str, now: Moment) -> Fallible<()> {
    let exponent = u32::try_from(attempts.clamp(1, 12)).unwrap_or(12);
    let wait = TimeDelta::seconds(2_i64.pow(exponent).min(3_600));
    let given_up = (attempts >= MAX_ATTEMPTS).then(|| now.naive_utc());
    diesel::update(outbox::table.find(id))
        .set((
            outbox::due_at.eq((now + wait).naive_utc()),
            outbox::last_error.eq(error),
            outbox::failed_at.eq(given_up),
        ))
        .execute(conn)?;
    Ok(())
}

/// How many jobs are due and not done.
pub fn waiting(conn: &mut Conn, now: Moment) -> Fallible<i64> {
    let due = outbox::done_at.is_null().and(outbox::failed_at.is_null()).and(outbox::due_at.le(now.naive_utc()));
    Ok(outbox::table.filter(due).count().get_result(conn)?)
}

/// Forgets what was done before `before`.
pub fn tidy(conn: &mut Conn, before: Moment) -> Fallible<()> {
    diesel::delete(outbox::table.filter(outbox::done_at.lt(before.naive_utc()))).execute(conn)?;
    Ok(())
}
