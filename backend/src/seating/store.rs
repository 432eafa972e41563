//! Published plans in the database.

use super::Place;
use super::draft::{Draft, DraftZone};
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::{Both, LockRows};
use crate::error::{Error, Fallible};
use crate::schema::{plan_categories, plan_zones, seating_plans, seats};
use crate::word::Word;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as SqlError};
use shared::basket::PlaceLabel;
use shared::ids::{CategoryId, PlanId, SeatId, VenueId, ZoneId};
use shared::seating::{Category, Point, SeatKind};
use std::collections::HashMap;

/// How many seats one statement inserts; each has fifteen values, and SQLite takes 32,766 in a statement.
const SEATS_AT_ONCE: usize = 2_000;
/// How often the next version is tried when several people publish the same plan at once.
const VERSION_TRIES: i32 = 10;

/// A plan's own row.
pub struct Head {
    pub id: PlanId,
    pub venue: VenueId,
    pub name: String,
    pub version: i32,
    pub width: f64,
    pub height: f64,
    pub focus: Point,
}

/// A zone's own row.
pub struct ZoneHead {
    pub id: ZoneId,
    pub name: String,
    pub numbered: bool,
    pub capacity: i64,
    pub category: Option<CategoryId>,
}

/// A numbered seat with its place among the others.
pub struct Spot {
    pub id: SeatId,
    pub zone: ZoneId,
    pub category: CategoryId,
    pub position: i32,
    pub row: i32,
    pub label: String,
    pub kind: SeatKind,
    pub block: i32,
    pub at: Point,
    pub radius: f64,
}

pub fn head(conn: &mut Conn, plan: PlanId) -> Fallible<Head> {
    let row = seating_plans::table
        .find(plan.0)
        .select((
            seating_plans::id,
            seating_plans::venue_id,
            seating_plans::name,
            seating_plans::version,
            seating_plans::width,
            seating_plans::height,
            (seating_plans::focus_x, seating_plans::focus_y),
        ))
        .first::<(i64, i64, String, i32, f64, f64, (f64, f64))>(conn)?;
    let (id, venue, name, version, width, height, (x, y)) = row;
    Ok(Head { id: PlanId(id), venue: VenueId(venue), name, version, width, height, focus: Point { x, y } })
}

/// The file a plan was made of.
pub fn document(conn: &mut Conn, plan: PlanId) -> Fallible<String> {
    Ok(seating_plans::table.find(plan.0).select(seating_plans::document).first(conn)?)
}

/// Makes others that pick seats of this plan for people wait until this transaction ends.
pub fn lock_plan(conn: &mut Conn, plan: PlanId) -> Fallible<()> {
    seating_plans::table.find(plan.0).select(seating_plans::id).lock_rows().get_result::<i64>(conn)?;
    Ok(())
}

pub fn categories(conn: &mut Conn, plan: PlanId) -> Fallible<Vec<Category>> {
    let rows = plan_categories::table
        .filter(plan_categories::plan_id.eq(plan.0))
        .order(plan_categories::position)
        .select((plan_categories::id, plan_categories::name, plan_categories::color))
        .load::<(i64, String, String)>(conn)?;
    Ok(rows.into_iter().map(|(id, name, color)| Category { id: CategoryId(id), name, color }).collect())
}

pub fn zones(conn: &mut Conn, plan: PlanId) -> Fallible<Vec<ZoneHead>> {
    let rows = plan_zones::table
        .filter(plan_zones::plan_id.eq(plan.0))
        .order(plan_zones::position)
        .select((plan_zones::id, plan_zones::name, plan_zones::numbered, plan_zones::capacity, plan_zones::category_id))
        .load::<(i64, String, bool, i64, Option<i64>)>(conn)?;
    let zone = |(id, name, numbered, capacity, category): (i64, String, bool, i64, Option<i64>)| ZoneHead {
        id: ZoneId(id),
        name,
        numbered,
        capacity,
        category: category.map(CategoryId),
    };
    Ok(rows.into_iter().map(zone).collect())
}

pub fn capacity(conn: &mut Conn, plans: &[PlanId]) -> Fallible<HashMap<PlanId, i64>> {
    let rows = seating_plans::table
        .filter(seating_plans::id.eq_any(plans.iter().map(|plan| plan.0).collect::<Vec<_>>()))
        .select((seating_plans::id, seating_plans::capacity))
        .load::<(i64, i64)>(conn)?;
    Ok(rows.into_iter().map(|(plan, capacity)| (PlanId(plan), capacity)).collect())
}

/// All numbered seats of a plan, in the plan's order.
pub fn spots(conn: &mut Conn, plan: PlanId) -> Fallible<Vec<Spot>> {
    let rows: Vec<SpotRow> = seats::table
        .inner_join(plan_zones::table)
        .filter(seats::plan_id.eq(plan.0).and(plan_zones::numbered.eq(true)))
        .order(seats::position)
        .select(SpotRow::as_select())
        .load(conn)?;
    rows.into_iter().map(SpotRow::into_spot).collect()
}

/// The numbered seats of some rows, given as zone and row, in the plan's order.
pub fn spots_of_rows(conn: &mut Conn, rows: &[(ZoneId, i32)]) -> Fallible<Vec<Spot>> {
    let found: Vec<SpotRow> = seats::table
        .inner_join(plan_zones::table)
        .filter(plan_zones::numbered.eq(true))
        .filter(seats::zone_id.eq_any(rows.iter().map(|(zone, _)| zone.0).collect::<Vec<_>>()))
        .filter(seats::row_position.eq_any(rows.iter().map(|(_, row)| *row).collect::<Vec<_>>()))
        .order((seats::plan_id, seats::position))
        .select(SpotRow::as_select())
        .load(conn)?;
    let wanted = |row: &SpotRow| rows.contains(&(ZoneId(row.zone_id), row.row_position));
    found.into_iter().filter(wanted).map(SpotRow::into_spot).collect()
}

/// How many places each unnumbered one of these zones has.
pub fn unnumbered(conn: &mut Conn, zones: &[ZoneId]) -> Fallible<Vec<(ZoneId, i64)>> {
    let rows = plan_zones::table
        .filter(plan_zones::id.eq_any(zones.iter().map(|zone| zone.0).collect::<Vec<_>>()))
        .filter(plan_zones::numbered.eq(false))
        .select((plan_zones::id, plan_zones::capacity))
        .load::<(i64, i64)>(conn)?;
    Ok(rows.into_iter().map(|(zone, capacity)| (ZoneId(zone), capacity)).collect())
}

/// How many places the plan of each of these seats has.
pub fn capacity_around(conn: &mut Conn, ids: &[SeatId]) -> Fallible<HashMap<SeatId, i64>> {
    let rows = seats::table
        .inner_join(seating_plans::table)
        .filter(seats::id.eq_any(ids.iter().map(|seat| seat.0).collect::<Vec<_>>()))
        .select((seats::id, seating_plans::capacity))
        .load::<(i64, i64)>(conn)?;
    Ok(rows.into_iter().map(|(seat, capacity)| (SeatId(seat), capacity)).collect())
}

/// In which zone and row these seats are.
pub fn rows_of(conn: &mut Conn, ids: &[SeatId]) -> Fallible<HashMap<SeatId, (ZoneId, i32)>> {
    let rows = seats::table
        .filter(seats::id.eq_any(ids.iter().map(|seat| seat.0).collect::<Vec<_>>()))
        .select((seats::id, seats::zone_id, seats::row_position))
        .load::<(i64, i64, i32)>(conn)?;
    Ok(rows.into_iter().map(|(seat, zone, row)| (SeatId(seat), (ZoneId(zone), row))).collect())
}

/// Those of the seats that are in the plan.
pub fn of_plan(conn: &mut Conn, plan: PlanId, ids: &[SeatId]) -> Fallible<Vec<SeatId>> {
    let found = seats::table
        .filter(seats::plan_id.eq(plan.0))
        .filter(seats::id.eq_any(ids.iter().map(|seat| seat.0).collect::<Vec<_>>()))
        .select(seats::id)
        .load::<i64>(conn)?;
    Ok(found.into_iter().map(SeatId).collect())
}

pub fn places(conn: &mut Conn, ids: &[SeatId]) -> Fallible<HashMap<SeatId, Place>> {
    let rows: Vec<PlaceRow> = seats::table
        .inner_join(plan_zones::table)
        .inner_join(plan_categories::table)
        .filter(seats::id.eq_any(ids.iter().map(|seat| seat.0).collect::<Vec<_>>()))
        .select(PlaceRow::as_select())
        .load(conn)?;
    rows.into_iter().map(|row| row.into_place().map(|place| (place.seat, place))).collect()
}

/// Writes a plan down under the next version of its name at that venue.
pub fn publish(conn: &mut Conn, venue: VenueId, draft: &Draft, document: &str, now: Moment) -> Fallible<Head> {
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
    head(conn, plan).map(|head| Head { version, ..head })
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

fn insert_plan(
    conn: &mut Conn,
    venue: VenueId,
    draft: &Draft,
    document: &str,
    now: Moment,
) -> Fallible<(PlanId, i32)> {
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
        let inserted = Both(diesel::insert_into(seating_plans::table).values(row).on_conflict_do_nothing()).execute(conn);
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
    Ok(categories(conn, plan)?.into_iter().map(|category| category.id.0).collect())
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
    Ok(zones(conn, plan)?.into_iter().map(|zone| zone.id.0).collect())
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

#[derive(Queryable, Selectable)]
#[diesel(table_name = seats)]
struct SpotRow {
    id: i64,
    zone_id: i64,
    category_id: i64,
    position: i32,
    row_position: i32,
    label: String,
    kind: String,
    block: i32,
    x: f64,
    y: f64,
    radius: f64,
}

impl SpotRow {
    fn into_spot(self) -> Fallible<Spot> {
        Ok(Spot {
            id: SeatId(self.id),
            zone: ZoneId(self.zone_id),
            category: CategoryId(self.category_id),
            position: self.position,
            row: self.row_position,
            label: self.label,
            kind: SeatKind::of_word(&self.kind)?,
            block: self.block,
            at: Point { x: self.x, y: self.y },
            radius: self.radius,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = seats)]
struct PlaceRow {
    id: i64,
    plan_id: i64,
    zone_id: i64,
    category_id: i64,
    row_label: String,
    label: String,
    kind: String,
    #[diesel(select_expression = plan_zones::name)]
    zone_name: String,
    #[diesel(select_expression = plan_zones::numbered)]
    numbered: bool,
    #[diesel(select_expression = plan_categories::name)]
    category_name: String,
}

impl PlaceRow {
    fn into_place(self) -> Fallible<Place> {
        let Self { id, plan_id, zone_id, category_id, row_label, label, kind, zone_name, numbered, category_name } = self;
        Ok(Place {
            seat: SeatId(id),
            plan: PlanId(plan_id),
            zone: ZoneId(zone_id),
            category: CategoryId(category_id),
            label: PlaceLabel {
                zone: zone_name,
                numbered,
                row: row_label,
                seat: label,
                category: category_name,
                kind: SeatKind::of_word(&kind)?,
            },
        })
    }
}
