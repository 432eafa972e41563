//! The one row about the house.

use super::{LogoFile, Rules};
use crate::db::Conn;
use crate::db::query::Both;
use crate::error::{Error, Fallible};
use crate::schema::{house, house_logos, opening_hours};
use chrono::TimeDelta;
use diesel::prelude::*;
use shared::house::{House, Logo};
use shared::live::OpeningHours;
use shared::money::Currency;

/// The house's only row.
const ROW: i64 = 1;

pub fn load(conn: &mut Conn) -> Fallible<(House, Rules)> {
    let row: Option<HouseRow> = house::table.find(ROW).first(conn).optional()?;
    row.unwrap_or_else(HouseRow::untouched).into_shared()
}

/// 0 for a house that has set nothing yet.
pub fn version(conn: &mut Conn) -> Fallible<i64> {
    Ok(house::table.find(ROW).select(house::version).first(conn).optional()?.unwrap_or(0))
}

pub fn second_factor_required(conn: &mut Conn) -> Fallible<bool> {
    let required = house::table.find(ROW).select(house::second_factor_required).first(conn).optional()?;
    Ok(required.unwrap_or(false))
}

/// A house that has set nothing yet gets its neutral texts.
pub fn require_second_factor(conn: &mut Conn, required: bool) -> Fallible<()> {
    if version(conn)? == 0 {
        let (untouched, rules) = load(conn)?;
        save(conn, &untouched, &rules)?;
    }
    diesel::update(house::table.find(ROW)).set(house::second_factor_required.eq(required)).execute(conn)?;
    Ok(())
}

/// Replaces everything but the logo, whatever was there.
pub fn save(conn: &mut Conn, house: &House, rules: &Rules) -> Fallible<()> {
    let written = WrittenRow::from_shared(house, rules);
    let changed =
        diesel::update(house::table.find(ROW)).set((&written, house::version.eq(house::version + 1))).execute(conn)?;
    if changed == 0 {
        diesel::insert_into(house::table).values((written, house::id.eq(ROW), house::version.eq(1))).execute(conn)?;
    }
    Ok(())
}

/// Whether the house was still at `version` and is replaced now, all but the logo.
pub fn save_at(conn: &mut Conn, version: i64, house: &House, rules: &Rules) -> Fallible<bool> {
    let written = WrittenRow::from_shared(house, rules);
    let changed = if version == 0 {
        let row = (written, house::id.eq(ROW), house::version.eq(1));
        Both(diesel::insert_into(house::table).values(row).on_conflict_do_nothing()).execute(conn)?
    } else {
        diesel::update(house::table.filter(house::id.eq(ROW).and(house::version.eq(version))))
            .set((written, house::version.eq(house::version + 1)))
            .execute(conn)?
    };
    Ok(changed == 1)
}

pub fn logo_file(conn: &mut Conn, sha256: &str) -> Fallible<Option<Vec<u8>>> {
    Ok(house_logos::table.find(sha256).select(house_logos::bytes).first(conn).optional()?)
}

/// Shows another logo or none; the files of others go.
pub fn save_logo(conn: &mut Conn, logo: Option<&LogoFile>) -> Fallible<()> {
    diesel::delete(house_logos::table).execute(conn)?;
    if let Some(logo) = logo {
        diesel::insert_into(house_logos::table)
            .values((house_logos::sha256.eq(&logo.sha256), house_logos::bytes.eq(&logo.png)))
            .execute(conn)?;
    }
    diesel::update(house::table.find(ROW))
        .set((
            house::logo.eq(logo.map(|logo| logo.sha256.as_str())),
            house::logo_width.eq(logo.map(|logo| logo.width)),
            house::logo_height.eq(logo.map(|logo| logo.height)),
        ))
        .execute(conn)?;
    Ok(())
}

/// In the order of the week.
pub fn hours(conn: &mut Conn) -> Fallible<Vec<OpeningHours>> {
    let rows: Vec<(i32, i32, i32)> =
        opening_hours::table.order((opening_hours::weekday, opening_hours::opens_minute)).load(conn)?;
    let span = |(weekday, opens_minute, closes_minute)| OpeningHours { weekday, opens_minute, closes_minute };
    Ok(rows.into_iter().map(span).collect())
}

pub fn save_hours(conn: &mut Conn, hours: &[OpeningHours]) -> Fallible<()> {
    diesel::delete(opening_hours::table).execute(conn)?;
    for OpeningHours { weekday, opens_minute, closes_minute } in hours {
        diesel::insert_into(opening_hours::table)
            .values((
                opening_hours::weekday.eq(weekday),
                opening_hours::opens_minute.eq(opens_minute),
                opening_hours::closes_minute.eq(closes_minute),
            ))
            .execute(conn)?;
    }
    Ok(())
}

#[derive(Queryable)]
struct HouseRow {
    _id: i64,
    name: String,
    tagline: String,
    address: String,
    phone: String,
    email: Option<String>,
    opening_hours: String,
    time_zone: String,
    currency: String,
    accent: Option<String>,
    legal_notice: String,
    terms: String,
    hold_minutes: i64,
    hold_cap_minutes: i64,
    order_minutes: i64,
    sale_closes_minutes: i64,
    max_places_per_order: i64,
    max_places_per_customer: i64,
    cancel_hours_before: Option<i64>,
    demonstration: bool,
    _second_factor_required: bool,
    accessibility: String,
    logo: Option<String>,
    logo_width: Option<i32>,
    logo_height: Option<i32>,
    _version: i64,
}

impl HouseRow {
    /// A theatre that has set nothing yet.
    fn untouched() -> Self {
        Self {
            _id: ROW,
            name: super::NEUTRAL_NAME.to_owned(),
            tagline: String::new(),
            address: String::new(),
            phone: String::new(),
            email: None,
            opening_hours: String::new(),
            time_zone: "Europe/Paris".to_owned(),
            currency: Currency::Eur.code().to_owned(),
            accent: None,
            legal_notice: String::new(),
            terms: String::new(),
            hold_minutes: 15,
            hold_cap_minutes: 120,
            order_minutes: 15,
            sale_closes_minutes: 30,
            max_places_per_order: 12,
            max_places_per_customer: 24,
            cancel_hours_before: Some(48),
            demonstration: false,
            _second_factor_required: false,
            accessibility: String::new(),
            logo: None,
            logo_width: None,
            logo_height: None,
            _version: 0,
        }
    }

    fn into_shared(self) -> Fallible<(House, Rules)> {
        let fault = |cause: String| Error::fault("read the house", cause);
        let rules = Rules {
            currency: self.currency.parse().map_err(fault)?,
            time_zone: self.time_zone.parse().map_err(|_| fault(format!("time zone {}", self.time_zone)))?,
            hold: TimeDelta::minutes(self.hold_minutes),
            hold_cap: TimeDelta::minutes(self.hold_cap_minutes),
            order: TimeDelta::minutes(self.order_minutes),
            sale_closes: TimeDelta::minutes(self.sale_closes_minutes),
            max_places_per_order: self.max_places_per_order,
            max_places_per_customer: self.max_places_per_customer,
            cancel_before: self.cancel_hours_before.map(TimeDelta::hours),
        };
        let logo = self.logo.zip(self.logo_width.zip(self.logo_height)).map(|(sha256, (width, height))| Logo {
            url: format!("/api/v1/house/logo/{sha256}.png"),
            width,
            height,
        });
        let house = House {
            name: self.name,
            tagline: self.tagline,
            address: self.address,
            phone: self.phone,
            email: self.email.map(|email| email.parse()).transpose().map_err(fault)?,
            opening_hours: self.opening_hours,
            time_zone: self.time_zone,
            currency: rules.currency,
            accent: self.accent,
            logo,
            legal_notice: self.legal_notice,
            terms: self.terms,
            accessibility: self.accessibility,
            hold_minutes: self.hold_minutes,
            max_places_per_order: self.max_places_per_order,
            cancel_hours_before: self.cancel_hours_before,
            demonstration: self.demonstration,
        };
        Ok((house, rules))
    }
}

/// Everything but the key, the logo and the version.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = house, treat_none_as_null = true)]
struct WrittenRow {
    name: String,
    tagline: String,
    address: String,
    phone: String,
    email: Option<String>,
    opening_hours: String,
    time_zone: String,
    currency: String,
    accent: Option<String>,
    legal_notice: String,
    terms: String,
    hold_minutes: i64,
    hold_cap_minutes: i64,
    order_minutes: i64,
    sale_closes_minutes: i64,
    max_places_per_order: i64,
    max_places_per_customer: i64,
    cancel_hours_before: Option<i64>,
    demonstration: bool,
    accessibility: String,
}

impl WrittenRow {
    fn from_shared(house: &House, rules: &Rules) -> Self {
        Self {
            name: house.name.clone(),
            tagline: house.tagline.clone(),
            address: house.address.clone(),
            phone: house.phone.clone(),
            email: house.email.as_ref().map(ToString::to_string),
            opening_hours: house.opening_hours.clone(),
            time_zone: rules.time_zone.name().to_owned(),
            currency: rules.currency.code().to_owned(),
            accent: house.accent.clone(),
            legal_notice: house.legal_notice.clone(),
            terms: house.terms.clone(),
            hold_minutes: rules.hold.num_minutes(),
            hold_cap_minutes: rules.hold_cap.num_minutes(),
            order_minutes: rules.order.num_minutes(),
            sale_closes_minutes: rules.sale_closes.num_minutes(),
            max_places_per_order: rules.max_places_per_order,
            max_places_per_customer: rules.max_places_per_customer,
            cancel_hours_before: rules.cancel_before.map(|before| before.num_hours()),
            demonstration: house.demonstration,
            accessibility: house.accessibility.clone(),
        }
    }
}
