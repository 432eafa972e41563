//! Tickets: one admission for one person, one seat, one price.

use crate::basket::PlaceLabel;
use crate::ids::{OrderId, PerformanceId, TicketId};
use crate::money::Money;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    Valid,
    Used,
    Void,
}

/// `GET /orders/{id}/tickets`: everything a ticket must say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ticket {
    pub id: TicketId,
    pub number: String,
    pub state: TicketState,
    pub order: OrderId,
    pub order_number: String,
    pub performance: PerformanceId,
    pub organiser: String,
    pub show_title: String,
    pub venue_name: String,
    pub venue_address: String,
    pub time_zone: String,
    pub starts_at: DateTime<Utc>,
    pub place: PlaceLabel,
    pub rate_name: String,
    pub price: Money,
    pub holder: String,
    pub issued_at: DateTime<Utc>,
    /// Where it was sold: the site or the box office.
    pub sold_at: crate::orders::Channel,
    /// What the QR code holds; shown only to whom the order belongs.
    pub code: String,
    /// The QR code as rows of `0` and `1`, so that the page needs no encoder of its own.
    pub qr: Vec<String>,
}

/// `POST /admin/entries`: somebody shows a ticket at the door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckTicket {
    pub performance: PerformanceId,
    /// What the QR code holds.
    pub code: String,
    /// Which door, in words; kept with the entry.
    #[serde(default)]
    pub door: String,
}

/// Accepted: let them in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entry {
    pub ticket: TicketId,
    pub number: String,
    pub holder: String,
    pub place: PlaceLabel,
    pub rate_name: String,
    pub entered_at: DateTime<Utc>,
}
