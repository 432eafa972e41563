//! The theatre itself: its identity and the rules it chose.

pub mod http;
mod rules;
mod store;

use crate::announce::{Announcement, announce};
use crate::db::Conn;
use crate::error::Fallible;
use chrono::TimeDelta;
use chrono_tz::Tz;
use shared::house::House;
use shared::live::OpeningHours;
use shared::money::{Currency, Money};

/// The rules a sale goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub currency: Currency,
    pub time_zone: Tz,
    /// How long a basket keeps its seats after the last change.
    pub hold: TimeDelta,
    /// How long a basket keeps its seats in all.
    pub hold_cap: TimeDelta,
    /// How long an order may wait for its payment.
    pub order: TimeDelta,
    /// How long before a performance its sale closes.
    pub sale_closes: TimeDelta,
    pub max_places_per_order: i64,
    /// Places one customer may have of one performance.
    pub max_places_per_customer: i64,
    /// How long before a performance its buyers may still cancel; none when they may not.
    pub cancel_before: Option<TimeDelta>,
}

impl Rules {
    pub const fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }
}

/// What every page shows. A database that was just made has a house with neutral texts.
pub fn show(conn: &mut Conn) -> Fallible<House> {
    Ok(store::load(conn)?.0)
}

pub fn rules(conn: &mut Conn) -> Fallible<Rules> {
    Ok(store::load(conn)?.1)
}

/// Replaces identity and rules.
pub fn write(conn: &mut Conn, house: &House, rules: &Rules) -> Fallible<()> {
    store::save(conn, house, rules)
}

/// When the box office answers in a week, Monday first.
pub fn hours(conn: &mut Conn) -> Fallible<Vec<OpeningHours>> {
    store::hours(conn)
}

/// Replaces the hours; spans of one day must not overlap.
pub fn write_hours(conn: &mut Conn, hours: &[OpeningHours]) -> Fallible<()> {
    let hours = rules::sorted(hours)?;
    store::save_hours(conn, &hours)?;
    announce(conn, Announcement::OfficeChanged);
    Ok(())
}
