//! A published plan as pages draw it.

use super::draft::Draft;
use super::store::{Spot, ZoneHead};
use super::{format, store};
use crate::db::Conn;
use crate::error::{Error, Fallible};
use shared::ids::{PlanId, ZoneId};
use shared::seating::{Row, Seat, SeatingPlan, Zone};
use std::collections::HashMap;

/// A plan with everything on it. What can be bought comes from its rows, what is only drawn from its file.
pub fn plan(conn: &mut Conn, plan: PlanId) -> Fallible<SeatingPlan> {
    let head = store::head(conn, plan)?;
    let categories = store::categories(conn, plan)?;
    let zones = store::zones(conn, plan)?;
    let spots = store::spots(conn, plan)?;
    let drawn = read_again(conn, plan)?;
    Ok(SeatingPlan {
        id: head.id,
        venue: head.venue,
        name: head.name,
        version: head.version,
        width: head.width,
        height: head.height,
        focus: head.focus,
        categories,
        zones: draw(zones, spots, drawn)?,
    })
}

fn read_again(conn: &mut Conn, plan: PlanId) -> Fallible<Draft> {
    let document = store::document(conn, plan)?;
    let understood = format::read(document.as_bytes());
    understood.map(|understood| understood.plan).map_err(|errors| {
        let first = errors.first().map(|error| format!("{}: {}", error.path, error.problem)).unwrap_or_default();
        Error::fault("read a published plan again", first)
    })
}

fn draw(zones: Vec<ZoneHead>, spots: Vec<Spot>, drawn: Draft) -> Fallible<Vec<Zone>> {
    if zones.len() != drawn.zones.len() {
        return Err(Error::fault("draw a plan", "its file has other zones than it had"));
    }
    let mut rows: HashMap<(ZoneId, i32), Vec<Seat>> = HashMap::new();
    for spot in spots {
        rows.entry((spot.zone, spot.row)).or_default().push(seat(spot)?);
    }
    let mut zones_drawn = Vec::with_capacity(zones.len());
    for (zone, drawn) in zones.into_iter().zip(drawn.zones) {
        let row = |(position, row): (i32, super::draft::DraftRow)| Row {
            label: row.label,
            label_at: row.label_at,
            seats: rows.remove(&(zone.id, position)).unwrap_or_default(),
        };
        zones_drawn.push(Zone {
            id: zone.id,
            name: zone.name,
            numbered: zone.numbered,
            capacity: zone.capacity,
            category: zone.category,
            rows: (0..).zip(drawn.rows).map(row).collect(),
            areas: drawn.areas,
        });
    }
    Ok(zones_drawn)
}

fn seat(spot: Spot) -> Fallible<Seat> {
    let Spot { id, zone: _, category, position, row: _, label, kind, block, at, radius } = spot;
    let index = u32::try_from(position).map_err(|cause| Error::fault("draw a plan", cause))?;
    Ok(Seat { id, index, label, category, kind, x: at.x, y: at.y, radius, block })
}
