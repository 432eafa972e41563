//! What the back office makes, changes and takes away: genres, venues, rates and people.

use super::{rules, store};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::request::text;
use crate::seating;
use chrono_tz::Tz;
use shared::catalogue::{Genre, Rate, Venue, WriteGenre, WriteRate, WriteVenue};
use shared::ids::{GenreId, PerformanceId, PersonId, RateId, ShowId, VenueId};
use shared::refusal::Refusal;

/// Makes a genre, below another or at the top.
pub fn write_genre(conn: &mut Conn, request: &WriteGenre) -> Fallible<Genre> {
    let name = text("name", &request.name, 1, rules::NAME_MAX)?;
    if let Some(parent) = request.parent {
        let genres = store::genres(conn)?;
        match rules::genre_and_above(&genres, parent).len() {
            0 => return Err(Error::invalid("parent", format!("there is no genre {parent}"))),
            depth if depth >= rules::GENRE_MAX_DEPTH => {
                return Err(Error::invalid("parent", "is too deep in the tree already"));
            }
            _ => {}
        }
    }
    store::insert_genre(conn, request.parent, &name)
}

/// Makes a place where shows are played. Its seating plans are imported apart.
pub fn write_venue(conn: &mut Conn, request: &WriteVenue) -> Fallible<Venue> {
    let zone: Tz = request
        .time_zone
        .parse()
        .map_err(|_| Error::invalid("time_zone", "must be a name of the IANA list, such as Europe/Paris"))?;
    let cleaned = WriteVenue {
        name: text("name", &request.name, 1, rules::TITLE_MAX)?,
        address: text("address", &request.address, 0, rules::ADDRESS_MAX)?,
        city: text("city", &request.city, 0, rules::NAME_MAX)?,
        time_zone: zone.name().to_owned(),
        access: text("access", &request.access, 0, rules::ACCESS_MAX)?,
    };
    store::insert_venue(conn, cleaned)
}

/// Makes a rate, offered after those there are.
pub fn write_rate(conn: &mut Conn, request: &WriteRate) -> Fallible<Rate> {
    let name = text("name", &request.name, 1, rules::NAME_MAX)?;
    let condition = text("condition", &request.condition, 0, rules::NOTE_MAX)?;
    store::insert_rate(conn, name, condition, request.hidden)
}

/// Changes a genre's name and place in the tree; it cannot hang below itself.
pub fn change_genre(conn: &mut Conn, genre: GenreId, request: &WriteGenre) -> Fallible<()> {
    let name = text("name", &request.name, 1, rules::NAME_MAX)?;
    if let Some(parent) = request.parent {
        let genres = store::genres(conn)?;
        let above = rules::genre_and_above(&genres, parent);
        if above.is_empty() {
            return Err(Error::invalid("parent", format!("there is no genre {parent}")));
        }
        if above.iter().any(|known| known.id == genre) {
            return Err(Error::invalid("parent", "must not be the genre itself or one below it"));
        }
        if above.len() >= rules::GENRE_MAX_DEPTH {
            return Err(Error::invalid("parent", "is too deep in the tree already"));
        }
    }
    found(store::keeping::update_genre(conn, genre, request.parent, &name)?)
}

/// Takes away a genre that no show and no other genre has.
pub fn remove_genre(conn: &mut Conn, genre: GenreId) -> Fallible<()> {
    found(store::keeping::delete_genre(conn, genre)?)
}

/// Changes what is said of a venue.
pub fn change_venue(conn: &mut Conn, venue: VenueId, request: &WriteVenue) -> Fallible<()> {
    let zone: Tz = request
        .time_zone
        .parse()
        .map_err(|_| Error::invalid("time_zone", "must be a name of the IANA list, such as Europe/Paris"))?;
    let cleaned = WriteVenue {
        name: text("name", &request.name, 1, rules::TITLE_MAX)?,
        address: text("address", &request.address, 0, rules::ADDRESS_MAX)?,
        city: text("city", &request.city, 0, rules::NAME_MAX)?,
        time_zone: zone.name().to_owned(),
        access: text("access", &request.access, 0, rules::ACCESS_MAX)?,
    };
    found(store::keeping::update_venue(conn, venue, &cleaned)?)
}

/// Takes away a venue without plans.
pub fn remove_venue(conn: &mut Conn, venue: VenueId) -> Fallible<()> {
    found(store::keeping::delete_venue(conn, venue)?)
}

/// Changes a rate and its place in the order in which rates are offered. What was sold keeps its name.
pub fn change_rate(conn: &mut Conn, rate: RateId, request: &WriteRate, position: i32) -> Fallible<()> {
    let name = text("name", &request.name, 1, rules::NAME_MAX)?;
    let condition = text("condition", &request.condition, 0, rules::NOTE_MAX)?;
    found(store::keeping::update_rate(conn, rate, (&name, &condition, request.hidden), position)?)
}

/// Takes away a rate that no price names and that was never sold.
pub fn remove_rate(conn: &mut Conn, rate: RateId) -> Fallible<()> {
    found(store::keeping::delete_rate(conn, rate)?)
}

/// Adds somebody who makes shows; a name that somebody has is refused.
pub fn add_person(conn: &mut Conn, name: &str) -> Fallible<PersonId> {
    let name = text("name", name, 1, rules::NAME_MAX)?;
    let key = store::shows::name_key(&name);
    if store::keeping::person_of_key(conn, &key)?.is_some() {
        return Err(Error::invalid("name", "is that of somebody who is there already"));
    }
    store::keeping::insert_person(conn, &name, &key)
}

/// Gives a person another name; a name that somebody has is refused.
pub fn rename_person(conn: &mut Conn, person: PersonId, name: &str) -> Fallible<()> {
    let name = text("name", name, 1, rules::NAME_MAX)?;
    let key = store::shows::name_key(&name);
    if store::keeping::person_of_key(conn, &key)?.is_some_and(|known| known != person) {
        return Err(Error::invalid("name", "is that of somebody else: merge the two"));
    }
    found(store::keeping::update_person(conn, person, &name, &key)?)
}

/// Makes one person of two: the credits of `from` become those of `into`.
pub fn merge_people(conn: &mut Conn, from: PersonId, into: PersonId) -> Fallible<()> {
    if from == into {
        return Err(Error::invalid("into", "must be somebody else"));
    }
    if !store::keeping::is_person(conn, into)? {
        return Err(Error::invalid("into", "there is no such person"));
    }
    store::keeping::move_credits(conn, from, into)?;
    found(store::keeping::delete_person(conn, from)?)
}

/// Takes away a person without credits.
pub fn remove_person(conn: &mut Conn, person: PersonId) -> Fallible<()> {
    found(store::keeping::delete_person(conn, person)?)
}

/// A genre as it is written.
pub fn genre(conn: &mut Conn, genre: GenreId) -> Fallible<WriteGenre> {
    let found = store::genres(conn)?.into_iter().find(|known| known.id == genre).ok_or(Refusal::NotFound)?;
    Ok(WriteGenre { parent: found.parent, name: found.name })
}

/// A venue as it is written.
pub fn venue(conn: &mut Conn, venue: VenueId) -> Fallible<WriteVenue> {
    let Venue { id: _, name, address, city, time_zone, access } =
        store::venue(conn, venue)?.ok_or(Refusal::NotFound)?;
    Ok(WriteVenue { name, address, city, time_zone, access })
}

/// A rate as it is written, and its place in the order.
pub fn rate(conn: &mut Conn, rate: RateId) -> Fallible<(WriteRate, i32)> {
    let found = store::rates(conn)?.into_iter().find(|known| known.id == rate).ok_or(Refusal::NotFound)?;
    let position = store::keeping::rate_position(conn, rate)?;
    Ok((WriteRate { name: found.name, condition: found.condition, hidden: found.hidden }, position))
}

/// What a person is called.
pub fn person(conn: &mut Conn, person: PersonId) -> Fallible<String> {
    store::keeping::person_name(conn, person)
}

/// What a performance's form shows beside what visitors see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPerformance {
    pub sale_opens_at: Moment,
    pub sale_closes_at: Moment,
    pub vat_rate_bp: i32,
    pub plan_name: String,
}

pub fn performance(conn: &mut Conn, performance: PerformanceId) -> Fallible<KeptPerformance> {
    let (plan, opens_at, closes_at, vat_rate_bp) = store::keeping::performance(conn, performance)?;
    let plan_name = seating::plan(conn, plan)?.name;
    Ok(KeptPerformance { sale_opens_at: opens_at, sale_closes_at: closes_at, vat_rate_bp, plan_name })
}

/// Takes away a show that has no performances and no comments.
pub fn remove_show(conn: &mut Conn, show: ShowId) -> Fallible<()> {
    found(store::keeping::delete_show(conn, show)?)
}

/// Takes away a performance that nobody has a place of or ever ordered.
pub fn remove_performance(conn: &mut Conn, performance: PerformanceId) -> Fallible<()> {
    found(store::keeping::delete_performance(conn, performance)?)
}

fn found(changed: usize) -> Fallible<()> {
    if changed == 0 { Err(Refusal::NotFound.into()) } else { Ok(()) }
}
