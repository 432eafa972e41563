//! Which free seats a choice leaves alone, looked up in the rows it touches.

use super::claims::{self, PerformanceSeat, reading};
use super::{rules, side_by_side, store};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use shared::ids::{PerformanceId, SeatId, ZoneId};
use std::collections::{HashMap, HashSet};

/// See [`super::lonely`].
pub fn lonely(
    conn: &mut Conn,
    chosen: &[PerformanceSeat],
    now: Moment,
) -> Fallible<HashMap<PerformanceId, Vec<SeatId>>> {
    if chosen.is_empty() {
        return Ok(HashMap::new());
    }
    let chosen = claims::by_performance(chosen);
    let performances: Vec<PerformanceId> = chosen.keys().copied().collect();
    let seats: Vec<SeatId> = chosen.values().flatten().copied().collect();
    let rows = store::rows_of(conn, &seats)?;
    let mut touched: Vec<(ZoneId, i32)> = rows.values().copied().collect();
    touched.sort_unstable();
    touched.dedup();
    let spots = store::spots_of_rows(conn, &touched)?;
    let nearby: Vec<SeatId> = spots.iter().map(|spot| spot.id).collect();
    let taken = reading::taken_of(conn, &performances, &nearby, now)?;
    let capacities = store::capacity_around(conn, &seats)?;
    let taken_in_all = reading::count_taken(conn, &performances, now)?;
    let mut found = HashMap::new();
    for (performance, chosen) in chosen {
        let capacity = chosen.iter().find_map(|seat| capacities.get(seat)).copied().unwrap_or(0);
        let free = capacity - taken_in_all.get(&performance).copied().unwrap_or(0);
        if !rules::minds_single_seats(free, capacity) {
            continue;
        }
        let taken: HashSet<SeatId> = taken.iter().filter(|(of, _)| *of == performance).map(|(_, seat)| *seat).collect();
        let seats = side_by_side::lonely(&spots, &taken, &chosen);
        if !seats.is_empty() {
            found.insert(performance, seats);
        }
    }
    Ok(found)
}
