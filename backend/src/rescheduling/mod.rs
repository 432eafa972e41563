//! Performances that do not take place, or at another time: the box office decides, and every order with places of them is brought
//! to its end, one transaction each, by the worker or by what its buyer chooses.

pub mod answers;
pub mod exchange;
pub mod http;
pub mod looking;
pub mod mails;
pub mod progress;
mod rules;
mod store;
mod work;

use crate::basket;
use crate::catalogue::{self, moving, trail};
use crate::changes::field;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::journal;
use crate::notices;
use crate::orders;
use crate::outbox::{self, Happening, Job};
use crate::request::text;
use rules::Asked;
use shared::admin::Words;
use shared::ids::{AccountId, PerformanceId};
use shared::rescheduling::{
    AnswerState, CancelPerformance, PostponePerformance, Remedy, Rescheduling, ReschedulingKind,
};
use store::{Decision, Entry};
pub use work::{Due, bring_on, due, put_off};

/// Cancels a performance: nothing is sold from now on, what was held is free, and the orders get the remedy.
///
/// Refuses `PerformanceCancelled` when it is so already.
pub fn cancel_performance(
    conn: &mut Conn,
    performance: PerformanceId,
    request: &CancelPerformance,
    by: AccountId,
    now: Moment,
) -> Fallible<Rescheduling> {
    let reason = text("reason", &request.reason, 1, rules::REASON_MAX)?;
    let before = moving::cancel(conn, performance)?;
    let asked = asked(conn, performance, request, now)?;
    let exchange_to = match request.remedy {
        Remedy::Refund => None,
        Remedy::ExchangeTo(to) => Some(to),
    };
    let decision = Decision {
        id: 0,
        performance,
        kind: ReschedulingKind::Cancelled,
        exchange_to,
        reason,
        previous_starts_at: before.starts_at,
        answer_until: match asked {
            Asked::No => None,
            Asked::Until(until) => Some(until),
        },
        decided_by: by,
        decided_at: now,
    };
    // Those who hold places are told as well: before they lose them.
    notices::tell(conn, &Happening::PerformanceCancelled { performance }, now)?;
    basket::freeing::remove_performance(conn, performance, now)?;
    let id = keep(conn, &decision, asked, now)?;
    let body = (performance, request.remedy, &decision.reason, by);
    journal::record(conn, "performance_cancelled", None, &body, now)?;
    let fields = vec![field("reason", Words::new("Raison", "Reason"), "", &*decision.reason)];
    trail::record(conn, performance, ("cancelled", fields), by, now)?;
    looking::show(conn, id, now)
}

/// Gives a performance another time: tickets stay valid, and may be given back for all their money for a while.
pub fn postpone_performance(
    conn: &mut Conn,
    performance: PerformanceId,
    version: i64,
    request: &PostponePerformance,
    by: AccountId,
    now: Moment,
) -> Fallible<Rescheduling> {
    let reason = text("reason", &request.reason, 1, rules::REASON_MAX)?;
    let times = (request.starts_at, request.doors_at);
    let before = moving::postpone(conn, performance, version, times, now)?;
    rules::check_until("refund_until", request.refund_until, request.starts_at, now)?;
    let decision = Decision {
        id: 0,
        performance,
        kind: ReschedulingKind::Postponed,
        exchange_to: None,
        reason,
        previous_starts_at: before.starts_at,
        answer_until: Some(request.refund_until),
        decided_by: by,
        decided_at: now,
    };
    let about = Happening::PerformanceChanged { performance, version: before.version };
    outbox::push(conn, &Job::Tell { about }, now)?;
    let id = keep(conn, &decision, Asked::Until(request.refund_until), now)?;
    let body = (performance, before.starts_at, request.starts_at, &decision.reason, by);
    journal::record(conn, "performance_postponed", None, &body, now)?;
    let zone = catalogue::cards(conn, &[performance], now)?.remove(&performance).map(|card| card.time_zone);
    let at = |moment: Moment| trail::local(moment, zone.as_deref().unwrap_or_default());
    let fields = vec![
        field("starts_at", Words::new("Début", "Start"), at(before.starts_at), at(request.starts_at)),
        field("reason", Words::new("Raison", "Reason"), "", &*decision.reason),
    ];
    trail::record(conn, performance, ("postponed", fields), by, now)?;
    looking::show(conn, id, now)
}

/// Until when buyers are asked what they want; refuses an exchange that cannot be.
fn asked(conn: &mut Conn, performance: PerformanceId, request: &CancelPerformance, now: Moment) -> Fallible<Asked> {
    let Remedy::ExchangeTo(to) = request.remedy else { return Ok(Asked::No) };
    if to == performance {
        return Err(Error::invalid("remedy.exchange_to", "must be another performance"));
    }
    let other = moving::open_to_exchange(conn, to, now)?;
    if !exchange::has_same_categories(conn, performance, other.plan)? {
        return Err(Error::invalid("remedy.exchange_to", "has not all categories that were sold"));
    }
    let until = request.answer_until.ok_or_else(|| Error::invalid("answer_until", "is needed for an exchange"))?;
    rules::check_until("answer_until", until, other.starts_at, now)?;
    Ok(Asked::Until(until))
}

/// Keeps a decision with every order it touches; buyers who may choose get a mail.
fn keep(conn: &mut Conn, decision: &Decision, asked: Asked, now: Moment) -> Fallible<i64> {
    store::end_earlier(conn, decision.performance, now)?;
    let id = store::insert(conn, decision)?;
    let mut entries = Vec::new();
    for order in orders::with_places_of(conn, decision.performance)? {
        let (state, due_at) = rules::begins(asked, decision.kind, order.state, now);
        if state == AnswerState::Open {
            progress::mail(conn, (id, order.id), progress::Told::Asked, now)?;
        }
        let due_at = Some(due_at);
        entries.push(Entry { rescheduling: id, order: order.id, state, due_at, refund_minor: 0, by_hand: false });
    }
    store::insert_entries(conn, &entries, now)?;
    Ok(id)
}
