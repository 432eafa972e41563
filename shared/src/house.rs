//! The theatre itself: its name, how to reach it, and the rules it chose.

use crate::email::Email;
use crate::money::Currency;
use serde::{Deserialize, Serialize};

/// Who sells here and by which rules; what every page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct House {
    pub name: String,
    pub tagline: String,
    /// Street, postcode and town, one line each.
    pub address: String,
    pub phone: String,
    pub email: Option<Email>,
    /// When the box office is there, in words.
    pub opening_hours: String,
    /// IANA name, such as `Europe/Paris`.
    pub time_zone: String,
    pub currency: Currency,
    /// The accent colour as `#rrggbb`; none keeps the product's velvet red.
    pub accent: Option<String>,
    #[serde(default)]
    pub logo: Option<Logo>,
    /// Legal notice and terms of sale as plain text, paragraphs separated by an empty line.
    pub legal_notice: String,
    pub terms: String,
    /// How people with a disability come in, see and hear; as plain text like the others.
    #[serde(default)]
    pub accessibility: String,
    /// Minutes a basket keeps its seats.
    pub hold_minutes: i64,
    /// Places one order may have at most.
    pub max_places_per_order: i64,
    /// Hours before a performance until which a customer may cancel; none when customers may not.
    pub cancel_hours_before: Option<i64>,
    /// Whether this is the demonstration: the pages say so and show the sign-ins.
    pub demonstration: bool,
}

/// The house's own picture, a PNG with its transparency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Logo {
    /// Where it is, from the root of the site; another picture has another address.
    pub url: String,
    /// In pixels.
    pub width: i32,
    pub height: i32,
}

/// The language a person reads; also of the mails they get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    #[default]
    Fr,
    En,
}

impl Locale {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// French unless the code says English.
    pub fn from_code(code: &str) -> Self {
        if code.starts_with("en") { Self::En } else { Self::Fr }
    }
}
