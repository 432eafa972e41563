//! Free seating without a file: zones with a name and a number of places become the file that an import would read.

use super::PlanFile;
use crate::error::{Error, Fallible};
use crate::request::text;
use serde_json::{Value, json};
use shared::seating::{FreeZone, PLAN_MAX_SEATS, PublishFreePlan};
use std::collections::HashSet;

const NAME: &str = "Placement libre";
const NAME_MAX: usize = 120;
const ZONES_MAX: usize = 50;
/// What a zone measures in the drawing, and the gap to the next one.
const WIDTH: usize = 400;
const HEIGHT: usize = 120;
const GAP: usize = 20;

/// The plan as a file, read like any other; refusals name the zone.
pub fn read(request: &PublishFreePlan) -> Fallible<PlanFile> {
    let name = request.name.as_deref().map(|name| text("name", name, 1, NAME_MAX)).transpose()?;
    if request.zones.is_empty() || request.zones.len() > ZONES_MAX {
        return Err(Error::invalid("zones", format!("must be 1 to {ZONES_MAX}")));
    }
    let mut names = HashSet::new();
    let mut places = 0_i64;
    let mut zones = Vec::new();
    for (position, FreeZone { name, capacity }) in request.zones.iter().enumerate() {
        let field = |member: &str| format!("zones[{position}].{member}");
        let name = text(&field("name"), name, 1, NAME_MAX)?;
        let most = i64::try_from(PLAN_MAX_SEATS).unwrap_or(i64::MAX);
        if !(1..=most).contains(capacity) {
            return Err(Error::invalid(field("capacity"), format!("must be from 1 to {most}")));
        }
        if !names.insert(name.clone()) {
            return Err(Error::invalid(field("name"), "must not be there twice"));
        }
        places = places.saturating_add(*capacity);
        if places > most {
            return Err(Error::invalid("zones", format!("must have at most {most} places together")));
        }
        zones.push(zone(position, &name, *capacity));
    }
    let categories: Vec<Value> = request.zones.iter().map(|zone| json!({ "name": zone.name.trim() })).collect();
    let name = name.unwrap_or_else(|| NAME.to_owned());
    super::read_plan(json!({ "name": name, "categories": categories, "zones": zones }).to_string().as_bytes())
}

/// A box with the zone's name, one below the other.
fn zone(position: usize, name: &str, capacity: i64) -> Value {
    let y = position * (HEIGHT + GAP);
    json!({
        "name": name,
        "position": { "x": 0, "y": y },
        "rows": [],
        "areas": [{
            "shape": "rectangle",
            "border_color": "#888888",
            "position": { "x": 0, "y": 0 },
            "rectangle": { "width": WIDTH, "height": HEIGHT },
            "text": { "text": name, "position": { "x": WIDTH / 2, "y": HEIGHT / 2 } },
        }],
        "capacity": capacity,
        "category": name,
    })
}
