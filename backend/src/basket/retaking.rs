//! Taking again what a basket has lost to time.

use super::store::{self, Line};
use super::{Open, contents, rules};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::{catalogue, seating};
use contents::Contents;
use shared::basket::LineState;
use shared::ids::{LineId, PerformanceId, PlanId, SeatId, ZoneId};
use std::collections::BTreeMap;

/// Claims what expired and is still free; lines whose place is gone, not on sale or without a price are removed.
pub fn retake(conn: &mut Conn, open: &Open, now: Moment) -> Fallible<()> {
    let contents = contents::look(conn, open.id, now)?;
    let mut again: BTreeMap<PerformanceId, Vec<Line>> = BTreeMap::new();
    let mut gone: Vec<LineId> = Vec::new();
    for line in contents.lines.iter().filter(|line| !open.is_live(line)) {
        match contents.state(line) {
            LineState::Expired => again.entry(line.performance).or_default().push(*line),
            LineState::Held | LineState::Lost => gone.push(line.id),
        }
    }
    let mut wanted = Vec::new();
    for (performance, lines) in again {
        match plan_on_sale(conn, performance, now)? {
            Some(plan) => wanted.push((performance, plan, lines)),
            None => gone.extend(lines.iter().map(|line| line.id)),
        }
    }
    let more = wanted.iter().map(|(_, _, lines)| lines.len()).sum();
    rules::check_room(open.live.len(), more, &open.rules)?;
    store::remove_lines(conn, &gone)?;
    for (performance, plan, lines) in wanted {
        claim_again(conn, open, &contents, (performance, plan), &lines, now)?;
    }
    Ok(())
}

/// The performance's plan; none when it cannot be bought now.
fn plan_on_sale(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<Option<PlanId>> {
    match catalogue::on_sale(conn, performance, now) {
        Ok(on_sale) => Ok(Some(on_sale.plan)),
        Err(Error::Refused(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

fn claim_again(
    conn: &mut Conn,
    open: &Open,
    contents: &Contents,
    (performance, plan): (PerformanceId, PlanId),
    lines: &[Line],
    now: Moment,
) -> Fallible<()> {
    let (holder, until) = (open.holder(), Some(open.timer.expires_at));
    let seats: Vec<SeatId> = lines.iter().map(|line| line.seat).collect();
    let taken = seating::taken_of(conn, &[performance], &seats, now)?;
    let (moved, same): (Vec<&Line>, Vec<&Line>) =
        lines.iter().partition(|line| taken.contains(&(performance, line.seat)));
    let same: Vec<SeatId> = same.iter().map(|line| line.seat).collect();
    seating::claim(conn, performance, plan, &same, holder, until, now)?;
    // Only places without a number are left: another one of the zone is as good.
    let mut by_zone: BTreeMap<ZoneId, Vec<&Line>> = BTreeMap::new();
    for line in moved {
        if let Some(place) = contents.places.get(&line.seat) {
            by_zone.entry(place.zone).or_default().push(line);
        }
    }
    for (zone, lines) in by_zone {
        let count = super::count(lines.len());
        let mut seats = seating::claim_free(conn, performance, plan, zone, count, holder, until, now)?.into_iter();
        for line in lines {
            match seats.next() {
                Some(seat) => store::set_seat(conn, line.id, seat)?,
                None => store::remove_lines(conn, &[line.id])?,
            }
        }
    }
    Ok(())
}
