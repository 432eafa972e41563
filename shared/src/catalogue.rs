//! Shows, the people who make them, venues and performances.

use crate::house::Locale;
use crate::ids::{CategoryId, GenreId, PerformanceId, PersonId, PictureId, PlanId, RateId, ShowId, VenueId};
use crate::money::Money;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Widths in pixels that every uploaded picture is kept in (never wider than the original).
pub const PICTURE_WIDTHS: [u32; 3] = [320, 640, 1280];
/// Largest picture file that is read, in bytes, and its largest side in pixels.
pub const PICTURE_MAX_BYTES: usize = 10 * 1024 * 1024;
pub const PICTURE_MAX_SIDE: u32 = 8_000;

/// A kind of show; genres form a tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Genre {
    pub id: GenreId,
    pub parent: Option<GenreId>,
    pub name: String,
}

/// What somebody does in a show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Author,
    Director,
    Artist,
}

/// Somebody who makes a show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Credit {
    pub person: PersonId,
    pub name: String,
    pub part: Part,
    /// The character played or the task, such as `Harpagon` or `lights`; may be empty.
    pub character: String,
}

/// A picture in several widths at `/api/v1/pictures/{id}/{width}.jpg`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Picture {
    pub id: PictureId,
    /// The widths there are, ascending.
    pub widths: Vec<u32>,
    /// Size of the largest one, in pixels.
    pub width: u32,
    pub height: u32,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// How many places are left, in words; the number is only told when it is low.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "level", rename_all = "snake_case")]
pub enum PlacesLeft {
    Plenty { places: i64 },
    Few { places: i64 },
    SoldOut,
}

impl PlacesLeft {
    /// Few are a tenth of the house or fewer than twelve places.
    pub const fn of(free: i64, capacity: i64) -> Self {
        if free <= 0 {
            Self::SoldOut
        } else if free < 12 || free.saturating_mul(10) <= capacity {
            Self::Few { places: free }
        } else {
            Self::Plenty { places: free }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PerformanceState {
    Draft,
    OnSale,
    Cancelled,
}

/// Whether places can be bought now, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Sale {
    NotYet { opens_at: DateTime<Utc> },
    Open { closes_at: DateTime<Utc> },
    Closed,
    Cancelled,
}

/// `GET /shows` and `GET /performances`: which to list. Every member narrows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ListProgramme {
    /// First and last day (`2026-11-23`) in the house's time zone; what has not begun yet when the first is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<chrono::NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<chrono::NaiveDate>,
    /// The genre or one below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub genre: Option<GenreId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<VenueId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show: Option<ShowId>,
    /// Words of the title, the genre or anybody's name; accents and case do not matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A show as the programme lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShowCard {
    pub id: ShowId,
    /// What stands in the page's address.
    pub slug: String,
    pub title: String,
    pub subtitle: String,
    pub genre: Option<Genre>,
    /// Authors in order, joined for display.
    pub authors: Vec<String>,
    pub picture: Option<Picture>,
    pub duration_minutes: Option<i32>,
    pub age_from: Option<i32>,
    /// The next performances that match, at most four, soonest first.
    pub performances: Vec<PerformanceCard>,
    /// How many performances match in all.
    pub performance_count: i64,
}

/// A performance as lists and calendars show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PerformanceCard {
    pub id: PerformanceId,
    pub show: ShowId,
    pub show_slug: String,
    pub show_title: String,
    pub venue: VenueId,
    pub venue_name: String,
    /// IANA name of the venue's time zone.
    pub time_zone: String,
    pub starts_at: DateTime<Utc>,
    pub sale: Sale,
    pub places_left: PlacesLeft,
    /// The lowest price of any rate.
    pub from_price: Option<Money>,
}

/// `GET /shows/{show}`, by id or slug.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Show {
    pub id: ShowId,
    pub slug: String,
    pub title: String,
    pub subtitle: String,
    pub genre: Option<Genre>,
    pub credits: Vec<Credit>,
    /// Plain text; paragraphs are separated by an empty line.
    pub presentation: String,
    pub picture: Option<Picture>,
    pub duration_minutes: Option<i32>,
    pub age_from: Option<i32>,
    /// The language it is played in, when the theatre says so.
    pub language: Option<Locale>,
    /// Upcoming performances, soonest first.
    pub performances: Vec<PerformanceCard>,
    pub comment_count: i64,
    pub published: bool,
    /// For `If-Match`.
    pub version: i64,
}

/// A place where shows are played.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Venue {
    pub id: VenueId,
    pub name: String,
    pub address: String,
    pub city: String,
    pub time_zone: String,
    /// How to get in with a wheelchair, by tram, by car; plain text.
    pub access: String,
}

/// A price class of people: full, reduced, child, member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rate {
    pub id: RateId,
    pub name: String,
    /// Who may have it and what to show at the door; may be empty.
    pub condition: String,
    /// Offered only to those whose voucher opens it.
    #[serde(default)]
    pub hidden: bool,
}

/// What a seat of a category costs somebody at a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Price {
    pub category: CategoryId,
    pub rate: RateId,
    pub price: Money,
}

/// `GET /performances/{id}`: everything the seats page needs but the plan and the statuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Performance {
    pub id: PerformanceId,
    pub show: ShowCard,
    pub venue: Venue,
    pub plan: PlanId,
    pub starts_at: DateTime<Utc>,
    pub doors_at: Option<DateTime<Utc>>,
    pub state: PerformanceState,
    pub sale: Sale,
    pub places_left: PlacesLeft,
    /// In the order in which they are offered; the first is the default.
    pub rates: Vec<Rate>,
    pub prices: Vec<Price>,
    /// A word of the theatre about this performance, may be empty.
    pub note: String,
    pub version: i64,
}

// --- what staff write

/// `POST /admin/shows`, `PUT /admin/shows/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteShow {
    pub title: String,
    #[serde(default)]
    pub subtitle: String,
    pub genre: Option<GenreId>,
    #[serde(default)]
    pub credits: Vec<WriteCredit>,
    #[serde(default)]
    pub presentation: String,
    pub duration_minutes: Option<i32>,
    pub age_from: Option<i32>,
    pub language: Option<Locale>,
    pub published: bool,
}

/// A person by name; one of that name is found or made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteCredit {
    pub name: String,
    pub part: Part,
    #[serde(default)]
    pub character: String,
}

/// `POST /admin/genres`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteGenre {
    pub parent: Option<GenreId>,
    pub name: String,
}

/// `POST /admin/venues`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteVenue {
    pub name: String,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub city: String,
    pub time_zone: String,
    #[serde(default)]
    pub access: String,
}

/// `POST /admin/rates`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteRate {
    pub name: String,
    #[serde(default)]
    pub condition: String,
    #[serde(default)]
    pub hidden: bool,
}

/// `POST /admin/performances`, `PUT /admin/performances/{id}`. The plan cannot change once a seat is claimed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WritePerformance {
    pub show: ShowId,
    pub plan: PlanId,
    pub starts_at: DateTime<Utc>,
    pub doors_at: Option<DateTime<Utc>>,
    /// At once when absent.
    pub sale_opens_at: Option<DateTime<Utc>>,
    /// The house's rule (30 minutes before the start) when absent.
    pub sale_closes_at: Option<DateTime<Utc>>,
    pub state: PerformanceState,
    /// In hundredths of a percent: 2.1 % is 210. Prices include it.
    pub vat_rate_bp: i32,
    #[serde(default)]
    pub note: String,
    pub prices: Vec<Price>,
}
