//! Queries about genres, venues and rates; the larger nouns have files of their own.

pub mod keeping;
pub mod performances;
pub mod pictures;
pub mod programme;
pub mod shows;

use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::{genres, rates, venues};
use diesel::dsl::max;
use diesel::prelude::*;
use shared::catalogue::{Genre, Rate, Venue, WriteVenue};
use shared::ids::{GenreId, RateId, VenueId};

pub fn genres(conn: &mut Conn) -> Fallible<Vec<Genre>> {
    let rows: Vec<(i64, Option<i64>, String)> = genres::table.order((genres::name, genres::id)).load(conn)?;
    let genre =
        |(id, parent, name): (i64, Option<i64>, String)| Genre { id: GenreId(id), parent: parent.map(GenreId), name };
    Ok(rows.into_iter().map(genre).collect())
}

pub fn insert_genre(conn: &mut Conn, parent: Option<GenreId>, name: &str) -> Fallible<Genre> {
    let id: i64 = diesel::insert_into(genres::table)
        .values((genres::parent_id.eq(parent.map(|parent| parent.0)), genres::name.eq(name)))
        .returning(genres::id)
        .get_result(conn)?;
    Ok(Genre { id: GenreId(id), parent, name: name.to_owned() })
}

pub fn venues(conn: &mut Conn) -> Fallible<Vec<Venue>> {
    let rows: Vec<VenueRow> = venues::table.order((venues::name, venues::id)).load(conn)?;
    Ok(rows.into_iter().map(VenueRow::into_shared).collect())
}

pub fn venue(conn: &mut Conn, venue: VenueId) -> Fallible<Option<Venue>> {
    let row: Option<VenueRow> = venues::table.find(venue.0).first(conn).optional()?;
    Ok(row.map(VenueRow::into_shared))
}

pub fn insert_venue(conn: &mut Conn, request: WriteVenue) -> Fallible<Venue> {
    let WriteVenue { name, address, city, time_zone, access } = request;
    let id: i64 = diesel::insert_into(venues::table)
        .values((
            venues::name.eq(&name),
            venues::address.eq(&address),
            venues::city.eq(&city),
            venues::time_zone.eq(&time_zone),
            venues::access.eq(&access),
        ))
        .returning(venues::id)
        .get_result(conn)?;
    Ok(Venue { id: VenueId(id), name, address, city, time_zone, access })
}

pub fn rates(conn: &mut Conn) -> Fallible<Vec<Rate>> {
    let rows: Vec<(i64, String, String, bool)> = rates::table
        .order((rates::position, rates::id))
        .select((rates::id, rates::name, rates::condition, rates::hidden))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name, condition, hidden)| Rate { id: RateId(id), name, condition, hidden }).collect())
}

pub fn insert_rate(conn: &mut Conn, name: String, condition: String, hidden: bool) -> Fallible<Rate> {
    let last: Option<i32> = rates::table.select(max(rates::position)).first(conn)?;
    let id: i64 = diesel::insert_into(rates::table)
        .values((
            rates::name.eq(&name),
            rates::condition.eq(&condition),
            rates::position.eq(last.map_or(0, |last| last.saturating_add(1))),
            rates::hidden.eq(hidden),
        ))
        .returning(rates::id)
        .get_result(conn)?;
    Ok(Rate { id: RateId(id), name, condition, hidden })
}

#[derive(Queryable)]
struct VenueRow {
    id: i64,
    name: String,
    address: String,
    city: String,
    time_zone: String,
    access: String,
}

impl VenueRow {
    fn into_shared(self) -> Venue {
        let Self { id, name, address, city, time_zone, access } = self;
        Venue { id: VenueId(id), name, address, city, time_zone, access }
    }
}
