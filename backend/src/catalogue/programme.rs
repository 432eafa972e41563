//! Reading the programme: what is played, filtered, in pages, and the pages of one show and one performance.

use super::{Audience, cards, find, not_found, offers, places_left, rules, store};
use crate::clock::Moment;
use crate::cursor::{self, Cursor};
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house;
use crate::request::page_limit;
use chrono_tz::Tz;
use shared::catalogue::{Genre, ListProgramme, Performance, PerformanceCard, PlacesLeft, Show, ShowCard, Venue};
use shared::ids::{GenreId, PerformanceId, ShowId, VenueId};
use shared::paging::Page;
use std::collections::HashMap;

/// Most performances that the card of a show lists.
const CARD_MAX_PERFORMANCES: usize = 4;
/// Most performances that the page of a show lists.
const SHOW_MAX_PERFORMANCES: i64 = 200;

/// Which performances are asked for; every member narrows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub from: Moment,
    /// Not itself among them.
    pub until: Option<Moment>,
    pub genres: Option<Vec<GenreId>>,
    pub venue: Option<VenueId>,
    pub show: Option<ShowId>,
    pub words: Vec<String>,
}

/// A show that has wanted performances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub show: ShowId,
    pub next_at: Moment,
    pub count: i64,
}

/// Shows with performances that are wanted, in the order of their next one.
pub fn list_shows(conn: &mut Conn, request: &ListProgramme, now: Moment) -> Fallible<Page<ShowCard>> {
    let (limit, after) = page(request)?;
    let Some(wanted) = wanted(conn, request, now)? else { return Ok(nothing()) };
    let found = store::programme::shows(conn, &wanted, after, limit + 1)?;
    let Page { items, next } = cursor::page(found, limit, |last| Cursor { at: last.next_at, id: last.show.0 });
    Ok(Page { items: show_cards(conn, &wanted, &items, now)?, next })
}

/// Performances that are wanted, soonest first.
pub fn list_performances(conn: &mut Conn, request: &ListProgramme, now: Moment) -> Fallible<Page<PerformanceCard>> {
    let (limit, after) = page(request)?;
    let Some(wanted) = wanted(conn, request, now)? else { return Ok(nothing()) };
    let found = store::programme::performances(conn, &wanted, after, limit + 1)?;
    let Page { items, next } = cursor::page(found, limit, |(id, starts_at)| Cursor { at: *starts_at, id: id.0 });
    let ids: Vec<PerformanceId> = items.into_iter().map(|(id, _)| id).collect();
    let mut cards = cards(conn, &ids, now)?;
    Ok(Page { items: ids.iter().filter_map(|id| cards.remove(id)).collect(), next })
}

/// A show as the programme lists it, also when it is not published or not played any more.
fn show_card(conn: &mut Conn, show: ShowId, now: Moment) -> Fallible<ShowCard> {
    let wanted = Wanted { from: now, until: None, genres: None, venue: None, show: Some(show), words: Vec::new() };
    let found = store::programme::shows(conn, &wanted, None, 1)?.pop();
    let found = found.unwrap_or(Match { show, next_at: now, count: 0 });
    show_cards(conn, &wanted, &[found], now)?.pop().ok_or_else(not_found)
}

fn show_cards(conn: &mut Conn, wanted: &Wanted, found: &[Match], now: Moment) -> Fallible<Vec<ShowCard>> {
    let shows: Vec<ShowId> = found.iter().map(|found| found.show).collect();
    let mut soonest: HashMap<ShowId, Vec<PerformanceId>> = HashMap::new();
    for (show, performance) in store::programme::performances_of(conn, wanted, &shows)? {
        let listed = soonest.entry(show).or_default();
        if listed.len() < CARD_MAX_PERFORMANCES {
            listed.push(performance);
        }
    }
    let listed: Vec<PerformanceId> = soonest.values().flatten().copied().collect();
    let mut performance_cards = cards(conn, &listed, now)?;
    let mut show_cards = store::shows::cards(conn, &shows)?;
    let mut complete = |found: &Match| {
        let mut card = show_cards.remove(&found.show)?;
        let ids = soonest.remove(&found.show).unwrap_or_default();
        card.performances = ids.iter().filter_map(|id| performance_cards.remove(id)).collect();
        card.performance_count = found.count;
        Some(card)
    };
    Ok(found.iter().filter_map(&mut complete).collect())
}

fn page(request: &ListProgramme) -> Fallible<(i64, Option<Cursor>)> {
    Ok((page_limit(request.limit)?, request.cursor.as_deref().map(Cursor::read).transpose()?))
}

/// None when nothing can match.
fn wanted(conn: &mut Conn, request: &ListProgramme, now: Moment) -> Fallible<Option<Wanted>> {
    let ListProgramme { from, to, genre, venue, show, q, limit: _, cursor: _ } = request;
    let zone: Tz = house::rules(conn)?.time_zone;
    if from.zip(*to).is_some_and(|(from, to)| from > to) {
        return Err(Error::invalid("to", "must not be before `from`"));
    }
    let Some(words) = rules::search_words(q.as_deref().unwrap_or_default())? else { return Ok(None) };
    let after_last = to.map(|day| day.succ_opt().unwrap_or(day));
    let genres = match genre {
        None => None,
        Some(genre) => Some(rules::genre_and_below(&store::genres(conn)?, *genre)),
    };
    Ok(Some(Wanted {
        from: from.map_or(Ok(now), |day| rules::day_begins("from", day, zone))?,
        until: after_last.map(|day| rules::day_begins("to", day, zone)).transpose()?,
        genres,
        venue: *venue,
        show: *show,
        words,
    }))
}

fn nothing<T>() -> Page<T> {
    Page { items: Vec::new(), next: None }
}

/// All genres; each names its parent.
pub fn genres(conn: &mut Conn) -> Fallible<Vec<Genre>> {
    store::genres(conn)
}

pub fn venues(conn: &mut Conn) -> Fallible<Vec<Venue>> {
    store::venues(conn)
}

pub fn venue(conn: &mut Conn, venue: VenueId) -> Fallible<Venue> {
    store::venue(conn, venue)?.ok_or_else(not_found)
}

/// The show that an address names, by id or by slug.
pub fn find_show(conn: &mut Conn, id_or_slug: &str, audience: Audience) -> Fallible<ShowId> {
    let found = match id_or_slug.parse() {
        Ok(id) => store::shows::by_id(conn, id)?,
        Err(_) => store::shows::by_slug(conn, id_or_slug)?,
    };
    let found = found.filter(|(_, published)| *published || audience == Audience::BoxOffice);
    found.map(|(show, _)| show).ok_or_else(not_found)
}

/// Refuses a show that readers do not find.
pub fn check_published(conn: &mut Conn, show: ShowId) -> Fallible<()> {
    store::shows::by_id(conn, show)?.filter(|(_, published)| *published).map(|_| ()).ok_or_else(not_found)
}

/// The addresses of published shows with the moment of their last change, newest first, at most `limit`.
pub fn addresses(conn: &mut Conn, limit: i64) -> Fallible<Vec<(String, Moment)>> {
    store::shows::addresses(conn, limit)
}

/// A show with its people and its coming performances, at most 200, soonest first.
pub fn show(conn: &mut Conn, show: ShowId, audience: Audience, now: Moment) -> Fallible<Show> {
    let is_public = audience == Audience::Public;
    let mut found =
        store::shows::load(conn, show)?.filter(|show| show.published || !is_public).ok_or_else(not_found)?;
    let coming = store::performances::coming(conn, show, now, audience, SHOW_MAX_PERFORMANCES)?;
    let mut cards = cards(conn, &coming, now)?;
    found.performances = coming.iter().filter_map(|performance| cards.remove(performance)).collect();
    Ok(found)
}

/// Everything the page of a performance needs but the plan and the state of its seats.
pub fn performance(conn: &mut Conn, id: PerformanceId, audience: Audience, now: Moment) -> Fallible<Performance> {
    let facts = find(conn, id, audience)?;
    let show = show_card(conn, facts.show, now)?;
    let offer = offers(conn, &[id])?.remove(&id).unwrap_or_default();
    let offer = if audience == Audience::Public { offer.open_to(None) } else { offer };
    let left = places_left(conn, std::slice::from_ref(&facts), now)?;
    Ok(Performance {
        id,
        show,
        plan: facts.plan,
        starts_at: facts.starts_at,
        doors_at: facts.doors_at,
        state: facts.window.state,
        sale: facts.window.at(now),
        places_left: left.get(&id).copied().unwrap_or(PlacesLeft::SoldOut),
        prices: offer.listed(),
        rates: offer.rates,
        venue: facts.venue,
        note: facts.note,
        version: facts.version,
    })
}
