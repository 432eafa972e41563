//! A run of a show planned at once: dates by rule and by hand, with prices and a sale window each. Looked at first, then made.

use super::rules::dates::{self, Planned, Played};
use super::{check_performance, prices, rules, store, trail};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house;
use chrono::TimeDelta;
use chrono_tz::Tz;
use shared::catalogue::{PerformanceState, Venue, WritePerformance};
use shared::ids::{AccountId, PerformanceId, VenueId};
use shared::planning::{Conflict, OnConflict, PlanRun, RunMoment, RunPlanned, RunPreview, RunPrices};

/// What a run would make; nothing is written.
pub fn preview_run(conn: &mut Conn, run: &PlanRun, now: Moment) -> Fallible<RunPreview> {
    let venue = venue_of(conn, run)?;
    let zone = zone_of(&venue);
    let planned = dates::moments(run, zone)?;
    let (title, minutes) = store::shows::title_and_duration(conn, run.show)?
        .ok_or_else(|| Error::invalid("show", format!("there is no show {}", run.show)))?;
    let duration = dates::duration(minutes);
    let closes = house::rules(conn)?.sale_closes;
    let closes = run.sale_closes_minutes_before.map_or(closes, TimeDelta::minutes);
    let starts: Vec<Moment> = planned.iter().map(|planned| planned.starts_at).collect();
    let played = played_around(conn, venue.id, &starts)?;
    let own =
        |starts_at: &Moment| Played { performance: None, show_title: title.clone(), starts_at: *starts_at, duration };
    let own: Vec<Played> = starts.iter().map(own).collect();
    let moment = |Planned { starts_at, moved }: &Planned| {
        let this = Played { performance: None, show_title: String::new(), starts_at: *starts_at, duration };
        let mut conflicts = dates::conflicts(&this, &played);
        let others: Vec<Played> = own.iter().filter(|other| other.starts_at != *starts_at).cloned().collect();
        conflicts.extend(dates::conflicts(&this, &others));
        RunMoment {
            starts_at: *starts_at,
            doors_at: run.doors_minutes_before.map(|minutes| *starts_at - TimeDelta::minutes(minutes)),
            sale_opens_at: dates::opens_at(run.sale_opens, *starts_at, zone, now),
            sale_closes_at: *starts_at - closes,
            moved: *moved,
            is_past: *starts_at <= now,
            conflicts,
        }
    };
    Ok(RunPreview { time_zone: venue.time_zone, moments: planned.iter().map(moment).collect() })
}

/// Makes the performances of a run, all or none.
pub fn plan_run(conn: &mut Conn, run: &PlanRun, by: AccountId, now: Moment) -> Fallible<RunPlanned> {
    if run.state == PerformanceState::Cancelled {
        return Err(Error::invalid("state", "must be draft or on_sale"));
    }
    // Whoever plans at the same venue meanwhile waits for us, or we see what they made.
    store::performances::lock_venue_of(conn, run.plan)?;
    let prices = match &run.prices {
        RunPrices::Given { prices } => prices.clone(),
        RunPrices::Copied { from } => prices::copied(conn, *from, run.plan)?,
    };
    let preview = preview_run(conn, run, now)?;
    let (free, taken): (Vec<RunMoment>, Vec<RunMoment>) = preview
        .moments
        .into_iter()
        .partition(|moment| moment.conflicts.is_empty() || run.on_conflict == OnConflict::Allow);
    if let Some(first) = taken.first().filter(|_| run.on_conflict == OnConflict::Refuse) {
        return Err(Error::invalid("on_conflict", taken_problem(first)));
    }
    if let Some(past) = free.iter().find(|moment| moment.is_past) {
        return Err(Error::invalid("rules", format!("{} is over", past.starts_at)));
    }
    let mut performances = Vec::with_capacity(free.len());
    for moment in &free {
        let request = WritePerformance {
            show: run.show,
            plan: run.plan,
            starts_at: moment.starts_at,
            doors_at: moment.doors_at,
            sale_opens_at: Some(moment.sale_opens_at),
            sale_closes_at: Some(moment.sale_closes_at),
            state: run.state,
            vat_rate_bp: run.vat_rate_bp,
            note: run.note.clone(),
            prices: prices.clone(),
        };
        let performance = make(conn, &request, performances.is_empty(), now)?;
        trail::record(conn, performance, ("created", Vec::new()), by, now)?;
        performances.push(performance);
    }
    Ok(RunPlanned { performances, skipped: taken.iter().map(|moment| moment.starts_at).collect() })
}

/// What is played at the venue of a performance at some other moment, besides itself.
pub fn conflicts_at(conn: &mut Conn, performance: PerformanceId, starts_at: Moment) -> Fallible<Vec<Conflict>> {
    let facts = super::find(conn, performance, super::Audience::BoxOffice)?;
    let minutes = store::shows::title_and_duration(conn, facts.show)?.and_then(|(_, minutes)| minutes);
    let this = Played {
        performance: Some(performance),
        show_title: facts.show_title,
        starts_at,
        duration: dates::duration(minutes),
    };
    let mut others = played_around(conn, facts.venue.id, &[starts_at])?;
    others.retain(|other| other.performance != Some(performance));
    Ok(dates::conflicts(&this, &others))
}

/// Everything but the moment is alike in a run: it is looked at once.
fn make(conn: &mut Conn, request: &WritePerformance, is_first: bool, now: Moment) -> Fallible<PerformanceId> {
    let (Some(opens_at), Some(closes_at)) = (request.sale_opens_at, request.sale_closes_at) else {
        return Err(Error::fault("plan a run", "a moment has no sale window"));
    };
    if opens_at >= closes_at {
        let problem = format!("is not before the sale of {} closes", request.starts_at);
        return Err(Error::invalid("sale_opens", problem));
    }
    if is_first {
        check_performance(conn, request, now)?;
    }
    rules::check_times(request)?;
    let window = rules::SaleWindow { state: request.state, opens_at, closes_at };
    let performance = store::performances::insert(conn, request, window, now)?;
    store::performances::replace_prices(conn, performance, &request.prices)?;
    Ok(performance)
}

fn taken_problem(moment: &RunMoment) -> String {
    let title = moment.conflicts.first().map_or("", |conflict| conflict.show_title.as_str());
    format!("the venue is taken at {}: {title}", moment.starts_at)
}

fn played_around(conn: &mut Conn, venue: VenueId, starts: &[Moment]) -> Fallible<Vec<Played>> {
    let Some((from, until)) = dates::around(starts) else { return Ok(Vec::new()) };
    store::performances::played_at(conn, venue, from, until)
}

fn venue_of(conn: &mut Conn, run: &PlanRun) -> Fallible<Venue> {
    let venue = store::performances::venue_of(conn, run.plan)?;
    venue.ok_or_else(|| Error::invalid("plan", format!("there is no plan {}", run.plan)))
}

/// A venue's zone; those that are none are refused when a venue is written.
fn zone_of(venue: &Venue) -> Tz {
    venue.time_zone.parse().unwrap_or(Tz::UTC)
}
