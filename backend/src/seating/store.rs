//! Published plans in the database.

use super::Place;
use crate::db::Conn;
use crate::db::query::LockRows;
use crate::error::Fallible;
use crate::schema::{plan_categories, plan_zones, seating_plans, seats};
use crate::word::Word;
use diesel::prelude::*;
use shared::basket::PlaceLabel;
use shared::ids::{CategoryId, PlanId, SeatId, VenueId, ZoneId};
use shared::seating::{Category, Point, SeatKind};
use std::collections::HashMap;

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

pub fn has_plan(conn: &mut Conn) -> Fallible<bool> {
    Ok(diesel::select(diesel::dsl::exists(seating_plans::table.select(seating_plans::id))).get_result(conn)?)
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
        let Self { id, plan_id, zone_id, category_id, row_label, label, kind, zone_name, numbered, category_name } =
            self;
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
