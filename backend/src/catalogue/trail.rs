//! What was done to performances, for the audit trail.

use super::{Audience, find};
use crate::changes::{self, Actor, Entry};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use chrono_tz::Tz;
use shared::admin::FieldChange;
use shared::ids::{AccountId, PerformanceId};

/// Writes down that somebody of the staff did something to a performance.
pub fn record(
    conn: &mut Conn,
    performance: PerformanceId,
    (act, fields): (&str, Vec<FieldChange>),
    by: AccountId,
    now: Moment,
) -> Fallible<()> {
    let facts = find(conn, performance, Audience::BoxOffice)?;
    let title = format!("{}, {}", facts.show_title, local(facts.starts_at, &facts.venue.time_zone));
    let (by, object) = (Some(Actor::of(by)), performance.to_string());
    changes::record(conn, &Entry { by, noun: "performances", object, title, act, fields }, now)
}

/// A moment by the clock of a venue.
pub fn local(moment: Moment, zone: &str) -> String {
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    moment.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}
