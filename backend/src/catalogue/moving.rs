//! Performances that do not take place, or at another time: what that is for the programme. What it is for orders and money is
//! decided further right.

use super::{Audience, Facts, find, outdated_or_not_found, rules, store};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use shared::catalogue::PerformanceState;
use shared::ids::{PerformanceId, PlanId, ShowId};
use shared::refusal::Refusal;

/// What a performance is and when it was to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    pub show: ShowId,
    pub plan: PlanId,
    pub starts_at: Moment,
    /// Of the performance as it is now.
    pub version: i64,
}

impl Moved {
    const fn of(facts: &Facts) -> Self {
        Self { show: facts.show, plan: facts.plan, starts_at: facts.starts_at, version: facts.version }
    }
}

/// A performance, drafts too.
pub fn moved(conn: &mut Conn, performance: PerformanceId) -> Fallible<Moved> {
    find(conn, performance, Audience::BoxOffice).map(|facts| Moved::of(&facts))
}

/// Ends the sale of a performance for good. Refused when it is cancelled already, and for a draft.
pub fn cancel(conn: &mut Conn, performance: PerformanceId) -> Fallible<Moved> {
    let before = lock(conn, performance)?;
    store::performances::set_cancelled(conn, performance)?;
    Ok(Moved { version: before.version + 1, ..Moved::of(&before) })
}

/// Gives a performance another time; its sale closes as long before it as it did. Answers what it was.
pub fn postpone(
    conn: &mut Conn,
    performance: PerformanceId,
    version: i64,
    (starts_at, doors_at): (Moment, Option<Moment>),
    now: Moment,
) -> Fallible<Moved> {
    let before = lock(conn, performance)?;
    if before.version != version {
        return Err(outdated_or_not_found(true));
    }
    rules::check_year("starts_at", starts_at.date_naive())?;
    if starts_at <= now || starts_at == before.starts_at {
        return Err(Error::invalid("starts_at", "must be another moment to come"));
    }
    if doors_at.is_some_and(|doors| doors > starts_at) {
        return Err(Error::invalid("doors_at", "must not be after the start"));
    }
    let closes_at = starts_at - (before.starts_at - before.window.closes_at);
    let opens_at = before.window.opens_at.min(closes_at);
    store::performances::set_times(conn, performance, (starts_at, doors_at), (opens_at, closes_at))?;
    Ok(Moved { version: version + 1, ..Moved::of(&before) })
}

/// A performance to which places can be moved: neither a draft nor cancelled, and not begun.
pub fn open_to_exchange(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<Moved> {
    let facts = find(conn, performance, Audience::BoxOffice)?;
    match facts.window.state {
        PerformanceState::Cancelled => Err(Refusal::PerformanceCancelled.into()),
        PerformanceState::OnSale if facts.starts_at > now => Ok(Moved::of(&facts)),
        PerformanceState::OnSale | PerformanceState::Draft => {
            Err(Refusal::NotOnSale { opens_at: None, closed: true }.into())
        }
    }
}

/// The coming performances of a show, soonest first.
pub fn coming(conn: &mut Conn, show: ShowId, limit: i64, now: Moment) -> Fallible<Vec<PerformanceId>> {
    store::performances::coming(conn, show, now, Audience::Public, limit)
}

/// Whoever claims a seat meanwhile waits for us, or we see the claim.
fn lock(conn: &mut Conn, performance: PerformanceId) -> Fallible<Facts> {
    store::performances::lock(conn, performance)?;
    let facts = find(conn, performance, Audience::BoxOffice)?;
    match facts.window.state {
        PerformanceState::OnSale => Ok(facts),
        PerformanceState::Cancelled => Err(Refusal::PerformanceCancelled.into()),
        PerformanceState::Draft => Err(Refusal::NotOnSale { opens_at: None, closed: false }.into()),
    }
}
