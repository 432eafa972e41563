//! What needs attention. It asks the database the same number of times however much there is.

use super::setup;
use crate::catalogue::upcoming::{self, Upcoming};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::seating::{self, Filling};
use crate::{chat, comments, house, orders, outbox, payments};
use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use shared::accounts::Role;
use shared::ids::{PerformanceId, PlanId};
use shared::setup::{Dashboard, NeedsAttention, UpcomingPerformance};
use std::collections::HashMap;

/// How many performances of today, and how many after it.
const TODAY_MAX: usize = 40;
const NEXT_MAX: usize = 10;
/// How long PayPal may think about an order before somebody should look.
const PATIENCE: TimeDelta = TimeDelta::hours(1);

/// What somebody of the role should see when work begins: the door the evenings, moderators what was reported, the box office
/// everything.
pub fn show(conn: &mut Conn, role: Role, is_payment_set: bool, now: Moment) -> Fallible<Dashboard> {
    let zone = house::rules(conn)?.time_zone;
    let (today, next) = if role == Role::Moderator { Default::default() } else { evenings(conn, zone, now)? };
    let sells = matches!(role, Role::Admin | Role::BoxOffice);
    let steps = if sells { setup::progress(conn, is_payment_set, now)?.steps } else { Vec::new() };
    let is_done = steps.iter().all(|step| step.done);
    Ok(Dashboard {
        now,
        time_zone: zone.name().to_owned(),
        today,
        next,
        attention: attention(conn, role, now)?,
        setup: if is_done { Vec::new() } else { steps },
    })
}

fn attention(conn: &mut Conn, role: Role, now: Moment) -> Fallible<NeedsAttention> {
    let reported_comments = if role == Role::Door { 0 } else { comments::count_reported(conn)? };
    if matches!(role, Role::Door | Role::Moderator) {
        return Ok(NeedsAttention { reported_comments, ..NeedsAttention::default() });
    }
    Ok(NeedsAttention {
        money: payments::count_attention(conn)?,
        unanswered_conversations: chat::inbox::count_unanswered(conn)?,
        reported_comments,
        failed_jobs: outbox::count_failed(conn)?,
        stuck_orders: orders::count_pending(conn, now - PATIENCE)?,
    })
}

type Evenings = (Vec<UpcomingPerformance>, Vec<UpcomingPerformance>);

/// Those of today, and the next ones.
fn evenings(conn: &mut Conn, zone: Tz, now: Moment) -> Fallible<Evenings> {
    let limit = i64::try_from(TODAY_MAX + NEXT_MAX).unwrap_or(i64::MAX);
    let coming = upcoming::upcoming(conn, day_begins(now, zone), limit)?;
    let plans: Vec<PlanId> = coming.iter().map(|performance| performance.plan).collect();
    let ids: Vec<PerformanceId> = coming.iter().map(|performance| performance.id).collect();
    let capacities = seating::capacity(conn, &plans)?;
    let fillings = seating::filling(conn, &ids, now)?;
    let today = day_of(now, zone);
    let (today, next): (Vec<Upcoming>, Vec<Upcoming>) =
        coming.into_iter().partition(|performance| day_of(performance.starts_at, zone) == today);
    let filled = |performances: Vec<Upcoming>, most: usize| {
        performances.into_iter().take(most).map(|one| described(one, &capacities, &fillings)).collect()
    };
    Ok((filled(today, TODAY_MAX), filled(next, NEXT_MAX)))
}

fn described(
    performance: Upcoming,
    capacities: &HashMap<PlanId, i64>,
    fillings: &HashMap<PerformanceId, Filling>,
) -> UpcomingPerformance {
    let Filling { sold, held, blocked } = fillings.get(&performance.id).copied().unwrap_or_default();
    UpcomingPerformance {
        capacity: capacities.get(&performance.plan).copied().unwrap_or(0),
        performance: performance.id,
        show: performance.show,
        show_title: performance.show_title,
        venue_name: performance.venue_name,
        starts_at: performance.starts_at,
        time_zone: performance.time_zone,
        state: performance.state,
        sold,
        held,
        blocked,
    }
}

fn day_of(moment: Moment, zone: Tz) -> NaiveDate {
    moment.with_timezone(&zone).date_naive()
}

/// The first moment of the day, as far as the zone has it: some days begin an hour late.
fn day_begins(now: Moment, zone: Tz) -> Moment {
    let midnight = day_of(now, zone).and_time(chrono::NaiveTime::MIN).and_local_timezone(zone);
    midnight.earliest().map_or(now - TimeDelta::days(1), |midnight| midnight.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_of_the_house() {
        let at = |text: &str| text.parse::<Moment>().unwrap();
        let paris = Tz::Europe__Paris;
        assert_eq!(day_begins(at("2026-11-27T22:59:00Z"), paris), at("2026-11-26T23:00:00Z"));
        assert_eq!(day_begins(at("2026-11-27T23:00:00Z"), paris), at("2026-11-27T23:00:00Z"));
        // The clocks went forward at midnight: the day has no such moment.
        let beirut = at("2026-03-29T10:00:00Z");
        assert!(day_begins(beirut, Tz::Asia__Beirut) <= beirut);
    }
}
