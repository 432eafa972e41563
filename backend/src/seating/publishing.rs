//! Writing a plan down.

use super::draft::{Draft, DraftZone};
use super::store;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::Both;
use crate::error::{Error, Fallible};
use crate::schema::{plan_categories, plan_zones, seating_plans, seats};
use crate::word::Word;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as SqlError};
use shared::ids::{PlanId, VenueId};
use shared::seating::SeatKind;

/// How many seats one statement inserts; each has fifteen values, and SQLite takes 32,766 in a statement.
const SEATS_AT_ONCE: usize = 2_000;
/// How often the next version is tried when several people publish the same plan at once.
const VERSION_TRIES: i32 = 10;

/// Writes a plan down under the next version of its name at that venue; returns the plan and the version.
pub fn publish(conn: &mut Conn, venue: VenueId, draft: &Draft, document: &str, now: Moment) -> Fallible<(PlanId, i32)> {
    let (plan, version) = insert_plan(conn, venue, draft, document, now)?;
    let categories = insert_categories(conn, plan, draft)?;
    let zones = insert_zones(conn, plan, draft, &categories)?;
    let fault = || Error::fault("publish a seating plan", "the plan points at a category it does not have");
    let mut rows = Vec::with_capacity(draft.places());
    let mut next = 0..;
    // Numbered seats come first, so that their positions are their indexes on the seat map.
    for (zone, zone_id) in draft.zones.iter().zip(&zones) {
        for (row_position, row) in (0..).zip(&zone.rows) {
            for (seat, position) in row.seats.iter().zip(&mut next) {
                rows.push(SeatRow {
                    plan_id: plan.0,
                    zone_id: *zone_id,
                    category_id: *categories.get(seat.category).ok_or_else(fault)?,
                    position,
                    guid: seat.guid.clone(),
                    row_position,
                    row_label: row.label.clone(),
                    label: seat.label.clone(),
                    kind: seat.kind.word(),
                    block: seat.block,
                    x: seat.at.x,
                    y: seat.at.y,
                    radius: seat.radius,
                });
            }
        }
    }
    for ((zone, zone_id), zone_position) in draft.zones.iter().zip(&zones).zip(0_u32..) {
        let Some((capacity, category)) = zone.free_seating else { continue };
        let category_id = *categories.get(category).ok_or_else(fault)?;
        for (number, position) in (0..capacity).zip(&mut next) {
            // No guid of a file holds a line break.
            let guid = format!("{zone_position}\n{number}");
            rows.push(free_place(plan, *zone_id, category_id, position, guid, zone));
        }
    }
    for chunk in rows.chunks(SEATS_AT_ONCE) {
        crate::insert_all!(conn, seats::table, chunk)?;
    }
    Ok((plan, version))
}

fn free_place(plan: PlanId, zone_id: i64, category_id: i64, position: i32, guid: String, zone: &DraftZone) -> SeatRow {
    SeatRow {
        plan_id: plan.0,
        zone_id,
        category_id,
        position,
        guid,
        row_position: 0,
        row_label: String::new(),
        label: String::new(),
        kind: SeatKind::Standard.word(),
        block: 0,
        x: zone.at.x,
        y: zone.at.y,
        radius: 0.0,
    }
}

fn insert_plan(conn: &mut Conn, venue: VenueId, draft: &Draft, document: &str, now: Moment) -> Fallible<(PlanId, i32)> {
    let of_that_name =
        || seating_plans::table.filter(seating_plans::venue_id.eq(venue.0).and(seating_plans::name.eq(&draft.name)));
    for _ in 0..VERSION_TRIES {
        let last = of_that_name().select(diesel::dsl::max(seating_plans::version)).first::<Option<i32>>(conn)?;
        let version = last.unwrap_or(0) + 1;
        let row = (
            seating_plans::venue_id.eq(venue.0),
            seating_plans::name.eq(&draft.name),
            seating_plans::version.eq(version),
            seating_plans::width.eq(draft.width),
            seating_plans::height.eq(draft.height),
            seating_plans::focus_x.eq(draft.focus.x),
            seating_plans::focus_y.eq(draft.focus.y),
            seating_plans::document.eq(document),
            seating_plans::capacity.eq(i64::try_from(draft.places()).unwrap_or(i64::MAX)),
            seating_plans::created_at.eq(now.naive_utc()),
        );
        let inserted =
            Both(diesel::insert_into(seating_plans::table).values(row).on_conflict_do_nothing()).execute(conn);
        match inserted {
            Ok(0) => {}
            Ok(_) => {
                let plan = of_that_name()
                    .filter(seating_plans::version.eq(version))
                    .select(seating_plans::id)
                    .first::<i64>(conn)?;
                return Ok((PlanId(plan), version));
            }
            Err(SqlError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _)) => {
                return Err(Error::invalid("venue", "there is no such venue"));
            }
            Err(cause) => return Err(cause.into()),
        }
    }
    Err(Error::fault("publish a seating plan", "others keep taking the next version"))
}

fn insert_categories(conn: &mut Conn, plan: PlanId, draft: &Draft) -> Fallible<Vec<i64>> {
    let rows: Vec<CategoryRow<'_>> = (0..)
        .zip(&draft.categories)
        .map(|(position, category)| CategoryRow {
            plan_id: plan.0,
            position,
            name: &category.name,
            color: &category.color,
        })
        .collect();
    crate::insert_all!(conn, plan_categories::table, &rows)?;
    Ok(store::categories(conn, plan)?.into_iter().map(|category| category.id.0).collect())
}

fn insert_zones(conn: &mut Conn, plan: PlanId, draft: &Draft, categories: &[i64]) -> Fallible<Vec<i64>> {
    let row = |(position, zone): (i32, &DraftZone)| {
        let (capacity, category) = zone.free_seating.unzip();
        ZoneRow {
            plan_id: plan.0,
            position,
            name: zone.name.clone(),
            numbered: zone.free_seating.is_none(),
            capacity: capacity.and_then(|capacity| i64::try_from(capacity).ok()).unwrap_or(0),
            category_id: category.and_then(|category| categories.get(category).copied()),
        }
    };
    let rows: Vec<ZoneRow> = (0..).zip(&draft.zones).map(row).collect();
    crate::insert_all!(conn, plan_zones::table, &rows)?;
    Ok(store::zones(conn, plan)?.into_iter().map(|zone| zone.id.0).collect())
}

#[derive(Insertable)]
#[diesel(table_name = plan_categories)]
struct CategoryRow<'a> {
    plan_id: i64,
    position: i32,
    name: &'a str,
    color: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = plan_zones, treat_none_as_default_value = false)]
struct ZoneRow {
    plan_id: i64,
    position: i32,
    name: String,
    numbered: bool,
    capacity: i64,
    category_id: Option<i64>,
}

#[derive(Insertable)]
#[diesel(table_name = seats)]
struct SeatRow {
    plan_id: i64,
    zone_id: i64,
    category_id: i64,
    position: i32,
    guid: String,
    row_position: i32,
    row_label: String,
    label: String,
    kind: &'static str,
    block: i32,
    x: f64,
    y: f64,
    radius: f64,
}
