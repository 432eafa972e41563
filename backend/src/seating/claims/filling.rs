//! How full performances are.

use super::{BLOCKED, HELD};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::claims;
use diesel::prelude::*;
use shared::ids::PerformanceId;
use std::collections::HashMap;

/// Places of a performance that are not free.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filling {
    pub sold: i64,
    /// In baskets, and in orders that are not paid.
    pub held: i64,
    /// Kept by the house.
    pub blocked: i64,
}

/// How the places of each performance are taken; a performance without any is left out. One query.
pub fn filling(
    conn: &mut Conn,
    performances: &[PerformanceId],
    now: Moment,
) -> Fallible<HashMap<PerformanceId, Filling>> {
    let ids: Vec<i64> = performances.iter().map(|performance| performance.0).collect();
    let rows: Vec<(i64, String, i64)> = claims::table
        .filter(claims::performance_id.eq_any(ids))
        .filter(claims::status.ne(HELD).or(held_live!(now.naive_utc())))
        .group_by((claims::performance_id, claims::status))
        .select((claims::performance_id, claims::status, diesel::dsl::count_star()))
        .load(conn)?;
    let mut fillings: HashMap<PerformanceId, Filling> = HashMap::new();
    for (performance, status, count) in rows {
        let filling = fillings.entry(PerformanceId(performance)).or_default();
        match status.as_str() {
            HELD => filling.held += count,
            BLOCKED => filling.blocked += count,
            _ => filling.sold += count,
        }
    }
    Ok(fillings)
}
