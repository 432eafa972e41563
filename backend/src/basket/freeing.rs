//! Baskets with places of a performance that does not take place, or at another time.

use super::store;
use crate::announce::{Announcement, announce};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::seating;
use shared::ids::{PerformanceId, VisitorId};

/// Takes places of a performance that does not take place out of all baskets.
pub fn remove_performance(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<()> {
    seating::free_baskets(conn, performance, now)?;
    for visitor in store::remove_lines_of(conn, performance)? {
        announce(conn, Announcement::Basket { visitor });
    }
    Ok(())
}

/// Who has places of a performance in the basket, held at this moment.
pub fn holders(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<Vec<VisitorId>> {
    store::visitors_of(conn, performance, now)
}

/// How many places of a performance baskets hold.
pub fn held_places(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<i64> {
    seating::held_by_baskets(conn, performance, now)
}
