//! The theatre itself: its identity and the rules it chose.

pub mod http;
mod rules;
mod store;

use crate::announce::{Announcement, announce};
use crate::db::Conn;
use crate::error::{Error, Fallible};
use chrono::TimeDelta;
use chrono_tz::Tz;
use sha2::{Digest, Sha256};
use shared::house::House;
use shared::live::OpeningHours;
use shared::money::{Currency, Money};
use shared::refusal::Refusal;

/// What a house is called that has set nothing yet.
pub const NEUTRAL_NAME: &str = "Théâtre";

/// The rules a sale goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub currency: Currency,
    pub time_zone: Tz,
    /// How long a basket keeps its seats after the last change.
    pub hold: TimeDelta,
    /// How long a basket keeps its seats in all.
    pub hold_cap: TimeDelta,
    /// How long an order may wait for its payment.
    pub order: TimeDelta,
    /// How long before a performance its sale closes.
    pub sale_closes: TimeDelta,
    pub max_places_per_order: i64,
    /// Places one customer may have of one performance.
    pub max_places_per_customer: i64,
    /// How long before a performance its buyers may still cancel; none when they may not.
    pub cancel_before: Option<TimeDelta>,
}

/// A logo that is ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogoFile {
    /// Of `png`, in hexadecimal digits.
    pub sha256: String,
    pub png: Vec<u8>,
    /// In pixels.
    pub width: i32,
    pub height: i32,
}

impl LogoFile {
    pub fn of(png: Vec<u8>, width: u32, height: u32) -> Fallible<Self> {
        let side = |pixels: u32| i32::try_from(pixels).map_err(|cause| Error::fault("measure a logo", cause));
        Ok(Self { sha256: hex::encode(Sha256::digest(&png)), width: side(width)?, height: side(height)?, png })
    }
}

impl Rules {
    pub const fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }
}

/// What every page shows. A database that was just made has a house with neutral texts.
pub fn show(conn: &mut Conn) -> Fallible<House> {
    Ok(store::load(conn)?.0)
}

pub fn rules(conn: &mut Conn) -> Fallible<Rules> {
    Ok(store::load(conn)?.1)
}

/// Replaces identity and rules.
pub fn write(conn: &mut Conn, house: &House, rules: &Rules) -> Fallible<()> {
    store::save(conn, house, rules)
}

/// Counts the changes; 0 for a house that has set nothing yet.
pub fn version(conn: &mut Conn) -> Fallible<i64> {
    store::version(conn)
}

/// Replaces identity and rules if the house still is at `version`, else `Outdated`.
pub fn write_at(conn: &mut Conn, version: i64, house: &House, rules: &Rules) -> Fallible<()> {
    if store::save_at(conn, version, house, rules)? { Ok(()) } else { Err(Refusal::Outdated.into()) }
}

/// Shows another logo, or none, and counts that as a change.
pub fn write_logo(conn: &mut Conn, logo: Option<&LogoFile>) -> Fallible<()> {
    count_change(conn)?;
    store::save_logo(conn, logo)
}

/// The logo's PNG file, if it is the one that is shown.
pub fn logo_file(conn: &mut Conn, sha256: &str) -> Fallible<Vec<u8>> {
    store::logo_file(conn, sha256)?.ok_or_else(|| Refusal::NotFound.into())
}

/// Makes whoever read the settings before read them again.
fn count_change(conn: &mut Conn) -> Fallible<()> {
    let (house, rules) = store::load(conn)?;
    store::save(conn, &house, &rules)
}

/// Whether the staff must have a second factor.
pub fn second_factor_required(conn: &mut Conn) -> Fallible<bool> {
    store::second_factor_required(conn)
}

/// From now on the staff must have a second factor, or need none.
pub fn require_second_factor(conn: &mut Conn, required: bool) -> Fallible<()> {
    store::require_second_factor(conn, required)
}

/// When the box office answers in a week, Monday first.
pub fn hours(conn: &mut Conn) -> Fallible<Vec<OpeningHours>> {
    store::hours(conn)
}

/// Replaces the hours; spans of one day must not overlap.
pub fn write_hours(conn: &mut Conn, hours: &[OpeningHours]) -> Fallible<()> {
    let hours = rules::sorted(hours)?;
    store::save_hours(conn, &hours)?;
    count_change(conn)?;
    announce(conn, Announcement::OfficeChanged);
    Ok(())
}
