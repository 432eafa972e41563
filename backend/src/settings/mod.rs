//! What staff set for the house: identity, texts, rules and hours, each change counted, so that nobody overwrites a colleague.

mod dashboard;
pub mod http;
mod mail_words;
mod mails;
mod paypal_account;
mod rules;
pub mod setup;
mod store;
mod trail;

use crate::accounts::second_factor;
use crate::catalogue::pictures;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::house::{self, Rules};
use crate::orders;
use shared::house::House;
use shared::ids::AccountId;
use shared::refusal::Refusal;
use shared::settings::{Identity, LegalTexts, PlaceLimits, SalesRules, Security, Settings, WriteSettings};

/// Everything that can be set, and the version to send back.
pub fn show(conn: &mut Conn) -> Fallible<Settings> {
    let (house, rules) = (house::show(conn)?, house::rules(conn)?);
    Ok(Settings {
        version: house::version(conn)?,
        sales: sales_of(&rules),
        limits: PlaceLimits {
            max_places_per_order: rules.max_places_per_order,
            max_places_per_customer: rules.max_places_per_customer,
        },
        hours: house::hours(conn)?,
        security: Security { second_factor_required: house::second_factor_required(conn)? },
        currency_fixed: orders::has_any(conn)?,
        accent_adjusted: false,
        texts: LegalTexts { legal_notice: house.legal_notice, terms: house.terms, accessibility: house.accessibility },
        logo: house.logo,
        identity: Identity {
            name: house.name,
            tagline: house.tagline,
            address: house.address,
            phone: house.phone,
            email: house.email,
            opening_hours: house.opening_hours,
            accent: house.accent,
        },
    })
}

/// Replaces the groups that the request has, if the settings still are at `version`.
pub fn write(conn: &mut Conn, version: i64, request: &WriteSettings, by: AccountId, now: Moment) -> Fallible<Settings> {
    let before = show(conn)?;
    let mut house = house::show(conn)?;
    let mut rules = house::rules(conn)?;
    let accent_adjusted = match &request.identity {
        Some(identity) => identify(&mut house, identity)?,
        None => false,
    };
    if let Some(wanted) = &request.texts {
        let LegalTexts { legal_notice, terms, accessibility } = rules::texts(wanted)?;
        house = House { legal_notice, terms, accessibility, ..house };
    }
    if let Some(wanted) = &request.sales {
        rules = rules::sales(&rules, wanted, orders::has_any(conn)?)?;
    }
    if let Some(wanted) = &request.limits {
        rules = rules::limits(&rules, wanted)?;
    }
    house::write_at(conn, version, &house, &rules)?;
    if let Some(hours) = &request.hours {
        house::write_hours(conn, hours)?;
    }
    if let Some(security) = &request.security {
        secure(conn, security, by)?;
    }
    let after = Settings { accent_adjusted, ..show(conn)? };
    trail::house(conn, by, &before, &after, now)?;
    Ok(after)
}

/// Reads a picture and makes the logo of it. Takes a while and memory: call it where blocking is allowed.
pub fn prepare_logo(file: &[u8]) -> Fallible<house::LogoFile> {
    let (png, width, height) = pictures::small_png(file, LOGO_SIDES)?;
    house::LogoFile::of(png, width, height)
}

/// Most pixels of a logo, across and down.
const LOGO_SIDES: (u32, u32) = (640, 320);

/// Shows another logo, or none.
pub fn write_logo(conn: &mut Conn, logo: Option<&house::LogoFile>, by: AccountId, now: Moment) -> Fallible<Settings> {
    let before = show(conn)?;
    house::write_logo(conn, logo)?;
    let after = show(conn)?;
    trail::house(conn, by, &before, &after, now)?;
    Ok(after)
}

/// Writes down that everything was copied.
pub fn note_backup(conn: &mut Conn, by: AccountId, now: Moment) -> Fallible<()> {
    trail::backup(conn, by, now)
}

/// Whoever asks a second factor of others has one, and so is not locked out by it.
fn secure(conn: &mut Conn, wanted: &Security, by: AccountId) -> Fallible<()> {
    if wanted.second_factor_required && !second_factor::is_asked(conn, by)? {
        return Err(Refusal::SecondFactorEnrol.into());
    }
    house::require_second_factor(conn, wanted.second_factor_required)
}

/// Puts the identity into the house; returns whether its accent was made darker.
fn identify(house: &mut House, wanted: &Identity) -> Fallible<bool> {
    let (identity, is_adjusted) = rules::identity(wanted)?;
    let Identity { name, tagline, address, phone, email, opening_hours, accent } = identity;
    *house = House { name, tagline, address, phone, email, opening_hours, accent, ..house.clone() };
    Ok(is_adjusted)
}

fn sales_of(rules: &Rules) -> SalesRules {
    SalesRules {
        currency: rules.currency,
        time_zone: rules.time_zone.name().to_owned(),
        hold_minutes: rules.hold.num_minutes(),
        hold_cap_minutes: rules.hold_cap.num_minutes(),
        order_minutes: rules.order.num_minutes(),
        sale_closes_minutes: rules.sale_closes.num_minutes(),
        cancel_hours_before: rules.cancel_before.map(|before| before.num_hours()),
    }
}
