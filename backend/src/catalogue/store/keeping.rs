//! Changing and taking away genres, venues, rates and people; each answers how many rows it was.

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::{credits, genres, people, performances, prices, rates, shows, venues};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::catalogue::WriteVenue;
use shared::ids::{GenreId, PerformanceId, PersonId, PlanId, RateId, ShowId, VenueId};

pub fn update_genre(conn: &mut Conn, genre: GenreId, parent: Option<GenreId>, name: &str) -> Fallible<usize> {
    let values = (genres::parent_id.eq(parent.map(|parent| parent.0)), genres::name.eq(name));
    Ok(diesel::update(genres::table.find(genre.0)).set(values).execute(conn)?)
}

pub fn delete_genre(conn: &mut Conn, genre: GenreId) -> Fallible<usize> {
    Ok(diesel::delete(genres::table.find(genre.0)).execute(conn)?)
}

pub fn update_venue(conn: &mut Conn, venue: VenueId, request: &WriteVenue) -> Fallible<usize> {
    let WriteVenue { name, address, city, time_zone, access } = request;
    let values = (
        venues::name.eq(name),
        venues::address.eq(address),
        venues::city.eq(city),
        venues::time_zone.eq(time_zone),
        venues::access.eq(access),
    );
    Ok(diesel::update(venues::table.find(venue.0)).set(values).execute(conn)?)
}

pub fn delete_venue(conn: &mut Conn, venue: VenueId) -> Fallible<usize> {
    Ok(diesel::delete(venues::table.find(venue.0)).execute(conn)?)
}

pub fn update_rate(
    conn: &mut Conn,
    rate: RateId,
    (name, condition, hidden): (&str, &str, bool),
    position: i32,
) -> Fallible<usize> {
    let values =
        (rates::name.eq(name), rates::condition.eq(condition), rates::hidden.eq(hidden), rates::position.eq(position));
    Ok(diesel::update(rates::table.find(rate.0)).set(values).execute(conn)?)
}

/// The place of a rate in the order in which rates are offered.
pub fn rate_position(conn: &mut Conn, rate: RateId) -> Fallible<i32> {
    Ok(rates::table.find(rate.0).select(rates::position).first(conn)?)
}

pub fn delete_rate(conn: &mut Conn, rate: RateId) -> Fallible<usize> {
    Ok(diesel::delete(rates::table.find(rate.0)).execute(conn)?)
}

pub fn is_person(conn: &mut Conn, person: PersonId) -> Fallible<bool> {
    Ok(people::table.find(person.0).select(people::id).first::<i64>(conn).optional()?.is_some())
}

pub fn person_name(conn: &mut Conn, person: PersonId) -> Fallible<String> {
    Ok(people::table.find(person.0).select(people::name).first(conn)?)
}

pub fn person_of_key(conn: &mut Conn, key: &str) -> Fallible<Option<PersonId>> {
    let id: Option<i64> = people::table.filter(people::name_key.eq(key)).select(people::id).first(conn).optional()?;
    Ok(id.map(PersonId))
}

pub fn insert_person(conn: &mut Conn, name: &str, key: &str) -> Fallible<PersonId> {
    let values = (people::name.eq(name), people::name_key.eq(key));
    Ok(PersonId(diesel::insert_into(people::table).values(values).returning(people::id).get_result(conn)?))
}

pub fn update_person(conn: &mut Conn, person: PersonId, name: &str, key: &str) -> Fallible<usize> {
    let values = (people::name.eq(name), people::name_key.eq(key));
    Ok(diesel::update(people::table.find(person.0)).set(values).execute(conn)?)
}

pub fn move_credits(conn: &mut Conn, from: PersonId, into: PersonId) -> Fallible<usize> {
    let of = credits::table.filter(credits::person_id.eq(from.0));
    Ok(diesel::update(of).set(credits::person_id.eq(into.0)).execute(conn)?)
}

pub fn delete_person(conn: &mut Conn, person: PersonId) -> Fallible<usize> {
    Ok(diesel::delete(people::table.find(person.0)).execute(conn)?)
}

/// Its plan, when its sale opens and closes, and its VAT rate in hundredths of a percent.
pub fn performance(conn: &mut Conn, performance: PerformanceId) -> Fallible<(PlanId, Moment, Moment, i32)> {
    let (plan, opens_at, closes_at, vat_rate_bp): (i64, NaiveDateTime, NaiveDateTime, i32) = performances::table
        .find(performance.0)
        .select((
            performances::plan_id,
            performances::sale_opens_at,
            performances::sale_closes_at,
            performances::vat_rate_bp,
        ))
        .first(conn)?;
    Ok((PlanId(plan), opens_at.and_utc(), closes_at.and_utc(), vat_rate_bp))
}

/// With its credits.
pub fn delete_show(conn: &mut Conn, show: ShowId) -> Fallible<usize> {
    diesel::delete(credits::table.filter(credits::show_id.eq(show.0))).execute(conn)?;
    Ok(diesel::delete(shows::table.find(show.0)).execute(conn)?)
}

/// With its prices.
pub fn delete_performance(conn: &mut Conn, performance: PerformanceId) -> Fallible<usize> {
    diesel::delete(prices::table.filter(prices::performance_id.eq(performance.0))).execute(conn)?;
    Ok(diesel::delete(performances::table.find(performance.0)).execute(conn)?)
}
