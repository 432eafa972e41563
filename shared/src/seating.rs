//! Seating plans as they are drawn, and which seats are free.

use crate::ids::{CategoryId, PerformanceId, PlanId, SeatId, VenueId, ZoneId};
use serde::{Deserialize, Serialize};

/// Most seats a plan may have.
pub const PLAN_MAX_SEATS: usize = 50_000;
/// Largest plan file that is read, in bytes.
pub const PLAN_MAX_BYTES: usize = 32 * 1024 * 1024;

/// `GET /seating-plans/{id}`: a published plan, which never changes. Coordinates are absolute, in the plan's own unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeatingPlan {
    pub id: PlanId,
    pub venue: VenueId,
    pub name: String,
    /// Counts the plans of that name at that venue, from 1.
    pub version: i32,
    pub width: f64,
    pub height: f64,
    /// Where the eyes go: the middle of the stage's edge. Best available means nearest to it.
    pub focus: Point,
    pub categories: Vec<Category>,
    pub zones: Vec<Zone>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// A price level of seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Category {
    pub id: CategoryId,
    pub name: String,
    /// `#rrggbb`.
    pub color: String,
}

/// A part of the house: rows of numbered seats, or places without a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Zone {
    pub id: ZoneId,
    pub name: String,
    /// False for free seating: the server picks the place, and only counts are shown.
    pub numbered: bool,
    /// Places without a number; 0 in numbered zones.
    pub capacity: i64,
    /// The category of an unnumbered zone's places.
    pub category: Option<CategoryId>,
    pub rows: Vec<Row>,
    pub areas: Vec<Area>,
}

/// Seats side by side under one label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Row {
    pub label: String,
    /// At which ends the label stands.
    pub label_at: LabelAt,
    pub seats: Vec<Seat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LabelAt {
    Left,
    Right,
    #[default]
    Both,
    None,
}

/// What kind of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SeatKind {
    #[default]
    Standard,
    /// A space for a wheelchair.
    Wheelchair,
    /// The seat of whoever comes with a wheelchair user.
    Companion,
    RestrictedView,
}

/// One numbered place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seat {
    pub id: SeatId,
    /// Its place in [`SeatStatuses::seats`].
    pub index: u32,
    pub label: String,
    pub category: CategoryId,
    pub kind: SeatKind,
    pub x: f64,
    pub y: f64,
    pub radius: f64,
    /// Seats with the same block number in one row are side by side in steps of one; an aisle starts another block.
    pub block: i32,
}

/// Something drawn that is no seat: the stage, the bar, a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Area {
    pub shape: AreaShape,
    pub x: f64,
    pub y: f64,
    /// Degrees, clockwise.
    pub rotation: f64,
    pub color: String,
    pub border_color: String,
    pub text: Option<AreaText>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AreaShape {
    Rectangle {
        width: f64,
        height: f64,
    },
    Circle {
        radius: f64,
    },
    Ellipse {
        radius_x: f64,
        radius_y: f64,
    },
    /// Corners relative to the area's position.
    Polygon {
        points: Vec<Point>,
    },
    Text,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AreaText {
    pub text: String,
    pub x: f64,
    pub y: f64,
    pub color: String,
    pub size: f64,
}

/// `GET /performances/{id}/seats`: which seats are free, compactly. One's own are in the basket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeatStatuses {
    pub performance: PerformanceId,
    pub plan: PlanId,
    /// Grows with every change of a seat of the performance.
    pub version: i64,
    /// One character a numbered seat, at the seat's index: see [`SeatStatus`].
    pub seats: String,
    /// How many places are free in each unnumbered zone.
    pub zones: Vec<ZoneFree>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ZoneFree {
    pub zone: ZoneId,
    pub free: i64,
}

/// What a character of [`SeatStatuses::seats`] means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SeatStatus {
    Free,
    /// In somebody's basket or unpaid order: may come back.
    Held,
    Sold,
    /// Kept by the house.
    Blocked,
}

impl SeatStatus {
    pub const fn symbol(self) -> char {
        match self {
            Self::Free => '.',
            Self::Held => 'h',
            Self::Sold => 's',
            Self::Blocked => 'b',
        }
    }

    /// Anything unknown counts as sold: it cannot be chosen.
    pub const fn of_symbol(symbol: char) -> Self {
        match symbol {
            '.' => Self::Free,
            'h' => Self::Held,
            'b' => Self::Blocked,
            _ => Self::Sold,
        }
    }
}

/// `POST /admin/seating-plans`: publishes the next version of the plan of that name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanImported {
    pub plan: PlanId,
    pub version: i32,
    pub seats: i64,
    /// What was read but has no effect here, by path.
    pub ignored: Vec<String>,
}

/// `POST /admin/plans/free`: a plan of zones without numbers, each with a category of its own name; answered like an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PublishFreePlan {
    pub venue: VenueId,
    /// `Placement libre` when it is absent.
    #[serde(default)]
    pub name: Option<String>,
    pub zones: Vec<FreeZone>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FreeZone {
    pub name: String,
    pub capacity: i64,
}
