//! What comes, and what there is at all, for the staff's first page.

use super::store;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use shared::catalogue::PerformanceState;
use shared::ids::{PerformanceId, PlanId, ShowId};

/// A performance that comes, as the staff's first page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upcoming {
    pub id: PerformanceId,
    pub show: ShowId,
    pub plan: PlanId,
    pub starts_at: Moment,
    pub state: PerformanceState,
    pub show_title: String,
    pub venue_name: String,
    /// The venue's.
    pub time_zone: String,
}

/// The performances of every state that begin at `from` or later, soonest first.
pub fn upcoming(conn: &mut Conn, from: Moment, limit: i64) -> Fallible<Vec<Upcoming>> {
    store::performances::upcoming(conn, from, limit)
}

/// Whether there is a performance that can be bought, now or soon.
pub fn has_performance_on_sale(conn: &mut Conn, now: Moment) -> Fallible<bool> {
    store::performances::has_on_sale(conn, now)
}

pub fn has_show(conn: &mut Conn) -> Fallible<bool> {
    store::shows::has_any(conn)
}
