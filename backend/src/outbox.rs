//! Work that is written in the transaction that wants it, and done later, at least once.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::{Both, LockRows};
use crate::error::{Error, Fallible};
use crate::mail::Mail;
use crate::schema::outbox;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use shared::ids::{DeliveryId, MessageId, OrderId, PaymentId, PerformanceId, RefundId};
use shared::refusal::Refusal;

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

impl OrderMail {
    /// As it is kept when the mail is sent and forgotten.
    const fn word(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Tickets => "tickets",
            Self::Expired => "expired",
            Self::Refunded => "refunded",
            Self::SeatsGone => "seats_gone",
            Self::Replacement => "replacement",
            Self::Cancelled => "cancelled",
            Self::Exchanged => "exchanged",
        }
    }
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
    let (order, about) = match job {
        Job::MailOrder { order, about } => (Some(*order), about.word()),
        Job::MailRescheduled { order, .. } => (Some(*order), "rescheduled"),
        _ => (None, ""),
    };
    insert(conn, job, (order, about), dedupe, due_at, now)
}

/// Leaves a mail about an order that is written already; `about` says in a word what it tells.
pub fn push_mail(conn: &mut Conn, order: OrderId, about: &str, mail: Mail, now: Moment) -> Fallible<()> {
    insert(conn, &Job::SendMail { mail }, (Some(order), about), None, now, now)
}

fn insert(
    conn: &mut Conn,
    job: &Job,
    (order, about): (Option<OrderId>, &str),
    dedupe: Option<&str>,
    due_at: Moment,
    now: Moment,
) -> Fallible<()> {
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
        outbox::order_id.eq(order.map(|order| order.0)),
        outbox::about.eq(about),
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

/// Tries a job again at once, as if it were new; also one that was given up.
pub fn again(conn: &mut Conn, id: i64, now: Moment) -> Fallible<()> {
    let open = outbox::table.filter(outbox::id.eq(id).and(outbox::done_at.is_null()));
    let changed = diesel::update(open)
        .set((outbox::due_at.eq(now.naive_utc()), outbox::attempts.eq(0), outbox::failed_at.eq(None::<NaiveDateTime>)))
        .execute(conn)?;
    // Between the list and the action the worker may have done it.
    if changed == 1 { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// How many jobs are due and not done.
pub fn waiting(conn: &mut Conn, now: Moment) -> Fallible<i64> {
    let due = outbox::done_at.is_null().and(outbox::failed_at.is_null()).and(outbox::due_at.le(now.naive_utc()));
    Ok(outbox::table.filter(due).count().get_result(conn)?)
}

/// How many jobs were given up.
pub fn count_failed(conn: &mut Conn) -> Fallible<i64> {
    Ok(outbox::table.filter(outbox::failed_at.is_not_null()).count().get_result(conn)?)
}

/// What became of a job that was left with a `dedupe` key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyedJob {
    pub key: String,
    pub is_done: bool,
    /// It was given up.
    pub has_failed: bool,
}

/// What became of a mail about an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailState {
    pub about: String,
    pub written_at: Moment,
    pub sent_at: Option<Moment>,
    pub failed_at: Option<Moment>,
    pub attempts: i32,
    pub error: String,
}

/// The mails about an order, oldest first.
pub fn mails_of(conn: &mut Conn, order: OrderId) -> Fallible<Vec<MailState>> {
    type Row = (String, NaiveDateTime, Option<NaiveDateTime>, Option<NaiveDateTime>, i32, String);
    let rows: Vec<Row> = outbox::table
        .filter(outbox::order_id.eq(order.0))
        .order(outbox::id)
        .select((
            outbox::about,
            outbox::created_at,
            outbox::done_at,
            outbox::failed_at,
            outbox::attempts,
            outbox::last_error,
        ))
        .load(conn)?;
    let state = |(about, written_at, sent_at, failed_at, attempts, error): Row| MailState {
        about,
        written_at: written_at.and_utc(),
        sent_at: sent_at.map(|at| at.and_utc()),
        failed_at: failed_at.map(|at| at.and_utc()),
        attempts,
        // What failed before it went is of no interest any more.
        error: if sent_at.is_some() { String::new() } else { error },
    };
    Ok(rows.into_iter().map(state).collect())
}

/// What became of the jobs that were left with these `dedupe` keys.
pub fn of_keys(conn: &mut Conn, keys: &[String]) -> Fallible<Vec<KeyedJob>> {
    const STEP: usize = 500;
    let mut found = Vec::new();
    for part in keys.chunks(STEP) {
        let rows: Vec<(Option<String>, Option<NaiveDateTime>, Option<NaiveDateTime>)> = outbox::table
            .filter(outbox::dedupe.eq_any(part))
            .select((outbox::dedupe, outbox::done_at, outbox::failed_at))
            .load(conn)?;
        let job = |(key, done_at, failed_at): (Option<String>, Option<NaiveDateTime>, Option<NaiveDateTime>)| {
            KeyedJob { key: key.unwrap_or_default(), is_done: done_at.is_some(), has_failed: failed_at.is_some() }
        };
        found.extend(rows.into_iter().map(job));
    }
    Ok(found)
}

/// Forgets what was done before `before`, but for when mails about orders were sent.
pub fn tidy(conn: &mut Conn, before: Moment) -> Fallible<()> {
    let done = outbox::done_at.lt(before.naive_utc()).and(outbox::order_id.is_null());
    diesel::delete(outbox::table.filter(done)).execute(conn)?;
    Ok(())
}
