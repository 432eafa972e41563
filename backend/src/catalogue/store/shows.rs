//! Shows, the people who make them and how they look in lists.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::Both;
use crate::error::{Error, Fallible};
use crate::insert_all;
use crate::schema::{credits, genres, people, picture_files, pictures, shows};
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::catalogue::{Credit, Genre, Part, Picture, Show, ShowCard, WriteCredit, WriteShow};
use shared::house::Locale;
use shared::ids::{GenreId, PersonId, PictureId, ShowId};
use std::collections::{HashMap, HashSet};

/// Most shows of one title.
const SLUGS_MAX: usize = 1_000;

/// How a show is called and how long it takes.
pub fn title_and_duration(conn: &mut Conn, show: ShowId) -> Fallible<Option<(String, Option<i32>)>> {
    Ok(shows::table.find(show.0).select((shows::title, shows::duration_minutes)).first(conn).optional()?)
}

pub fn has_any(conn: &mut Conn) -> Fallible<bool> {
    Ok(diesel::select(diesel::dsl::exists(shows::table.select(shows::id))).get_result(conn)?)
}

pub fn by_id(conn: &mut Conn, show: ShowId) -> Fallible<Option<(ShowId, bool)>> {
    let row: Option<(i64, bool)> =
        shows::table.find(show.0).select((shows::id, shows::published)).first(conn).optional()?;
    Ok(row.map(|(id, published)| (ShowId(id), published)))
}

pub fn by_slug(conn: &mut Conn, slug: &str) -> Fallible<Option<(ShowId, bool)>> {
    let of = shows::table.filter(shows::slug.eq(slug)).select((shows::id, shows::published));
    let row: Option<(i64, bool)> = of.first(conn).optional()?;
    Ok(row.map(|(id, published)| (ShowId(id), published)))
}

pub fn addresses(conn: &mut Conn, limit: i64) -> Fallible<Vec<(String, Moment)>> {
    let rows: Vec<(String, NaiveDateTime)> = shows::table
        .filter(shows::published.eq(true))
        .order((shows::updated_at.desc(), shows::id.desc()))
        .limit(limit)
        .select((shows::slug, shows::updated_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(slug, changed_at)| (slug, changed_at.and_utc())).collect())
}

/// A show without its performances.
pub fn load(conn: &mut Conn, show: ShowId) -> Fallible<Option<Show>> {
    let row: Option<ShowRow> = shows::table
        .left_join(genres::table)
        .left_join(pictures::table)
        .filter(shows::id.eq(show.0))
        .select((
            CardRow::columns(),
            (shows::presentation, shows::language, shows::published),
            (shows::comment_count, shows::version),
        ))
        .first(conn)
        .optional()?;
    let Some(ShowRow { card, page: (presentation, language, published), counts: (comment_count, version) }) = row
    else {
        return Ok(None);
    };
    let credits = credits_of(conn, &[show])?.remove(&show).unwrap_or_default();
    let mut widths = widths(conn, card.picture.iter().map(|picture| picture.0).collect())?;
    Ok(Some(Show {
        id: ShowId(card.show.0),
        slug: card.show.1,
        title: card.show.2,
        subtitle: card.show.3,
        genre: card.genre.map(genre),
        credits,
        presentation,
        picture: card.picture.map(|row| picture(row, &mut widths)),
        duration_minutes: card.plays.0,
        age_from: card.plays.1,
        language: language.as_deref().map(Locale::of_word).transpose()?,
        performances: Vec::new(),
        comment_count,
        published,
        version,
    }))
}

/// Shows as lists have them, without their performances.
pub fn cards(conn: &mut Conn, of: &[ShowId]) -> Fallible<HashMap<ShowId, ShowCard>> {
    let ids: Vec<i64> = of.iter().map(|show| show.0).collect();
    let rows: Vec<CardRow> = shows::table
        .left_join(genres::table)
        .left_join(pictures::table)
        .filter(shows::id.eq_any(ids))
        .select(CardRow::columns())
        .load(conn)?;
    let mut credits = credits_of(conn, of)?;
    let pictures = rows.iter().filter_map(|row| row.picture.as_ref().map(|picture| picture.0)).collect();
    let mut widths = widths(conn, pictures)?;
    let card = |CardRow {
                    show: (id, slug, title, subtitle),
                    plays: (duration_minutes, age_from),
                    genre: of,
                    picture: shown,
                }| {
        let people = credits.remove(&ShowId(id)).unwrap_or_default();
        let authors = people.into_iter().filter(|credit| credit.part == Part::Author).map(|credit| credit.name);
        let card = ShowCard {
            id: ShowId(id),
            slug,
            title,
            subtitle,
            genre: of.map(genre),
            authors: authors.collect(),
            picture: shown.map(|row| picture(row, &mut widths)),
            duration_minutes,
            age_from,
            performances: Vec::new(),
            performance_count: 0,
        };
        (card.id, card)
    };
    Ok(rows.into_iter().map(card).collect())
}

/// Writes a show down at the first address that is free.
pub fn insert(conn: &mut Conn, request: &WriteShow, search_key: &str, now: Moment) -> Fallible<ShowId> {
    let prefix = format!("{}%", crate::catalogue::rules::slug(&request.title));
    let known: Vec<String> = shows::table.filter(shows::slug.like(prefix)).select(shows::slug).load(conn)?;
    let known: HashSet<String> = known.into_iter().collect();
    let candidates = crate::catalogue::rules::slug_candidates(&request.title).take(SLUGS_MAX);
    for slug in candidates.filter(|slug| !known.contains(slug)) {
        let inserted = Both(
            diesel::insert_into(shows::table)
                .values((
                    WrittenRow::from_shared(request, search_key, now),
                    shows::slug.eq(&slug),
                    shows::comment_count.eq(0),
                    shows::created_at.eq(now.naive_utc()),
                    shows::version.eq(1),
                ))
                .on_conflict_do_nothing(),
        )
        .execute(conn)?;
        // Somebody may have taken the address since we looked.
        if inserted == 1 {
            let id: i64 = shows::table.filter(shows::slug.eq(&slug)).select(shows::id).first(conn)?;
            replace_credits(conn, ShowId(id), &request.credits)?;
            return Ok(ShowId(id));
        }
    }
    Err(Error::invalid("title", "too many shows have it"))
}

/// Whether the show was still at `version` and is replaced now.
pub fn update(
    conn: &mut Conn,
    show: ShowId,
    version: i64,
    request: &WriteShow,
    search_key: &str,
    now: Moment,
) -> Fallible<bool> {
    let of = shows::table.filter(shows::id.eq(show.0).and(shows::version.eq(version)));
    let changed = diesel::update(of)
        .set((WrittenRow::from_shared(request, search_key, now), shows::version.eq(shows::version + 1)))
        .execute(conn)?;
    if changed == 1 {
        replace_credits(conn, show, &request.credits)?;
    }
    Ok(changed == 1)
}

pub fn add_to_comment_count(conn: &mut Conn, show: ShowId, change: i64) -> Fallible<()> {
    diesel::update(shows::table.find(show.0))
        .set(shows::comment_count.eq(shows::comment_count + change))
        .execute(conn)?;
    Ok(())
}

/// Shows the picture with the show; answers the one shown before.
pub fn set_picture(conn: &mut Conn, show: ShowId, picture: Option<PictureId>) -> Fallible<Option<PictureId>> {
    let before: Option<i64> = shows::table.find(show.0).select(shows::picture_id).first(conn)?;
    diesel::update(shows::table.find(show.0))
        .set(shows::picture_id.eq(picture.map(|picture| picture.0)))
        .execute(conn)?;
    Ok(before.map(PictureId))
}

fn replace_credits(conn: &mut Conn, show: ShowId, wanted: &[WriteCredit]) -> Fallible<()> {
    diesel::delete(credits::table.filter(credits::show_id.eq(show.0))).execute(conn)?;
    let people = find_or_make_people(conn, wanted)?;
    let mut rows = Vec::new();
    for (position, credit) in (0_i32..).zip(wanted) {
        let person_id = people.get(&name_key(&credit.name)).copied();
        rows.push(CreditRow {
            show_id: show.0,
            position,
            person_id: person_id.ok_or_else(|| Error::fault("write credits", "a person is missing"))?,
            part: credit.part.word().to_owned(),
            character_name: credit.character.clone(),
        });
    }
    if !rows.is_empty() {
        insert_all!(conn, credits::table, &rows)?;
    }
    Ok(())
}

/// Somebody by the name without regard to capitals and spaces; whoever writes it first decides how it is shown.
/// What two spellings of one name have in common.
pub fn name_key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn find_or_make_people(conn: &mut Conn, wanted: &[WriteCredit]) -> Fallible<HashMap<String, i64>> {
    let mut names: Vec<(String, &str)> =
        wanted.iter().map(|credit| (name_key(&credit.name), credit.name.as_str())).collect();
    // In one order for everybody, so that two who write the same people do not wait for each other.
    names.sort_unstable();
    names.dedup_by(|one, other| one.0 == other.0);
    let keys: Vec<String> = names.iter().map(|(key, _)| key.clone()).collect();
    let known = people_by_key(conn, &keys)?;
    for (key, name) in names.iter().filter(|(key, _)| !known.contains_key(key)) {
        Both(
            diesel::insert_into(people::table)
                .values((people::name.eq(*name), people::name_key.eq(key)))
                .on_conflict_do_nothing(),
        )
        .execute(conn)?;
    }
    if known.len() == keys.len() { Ok(known) } else { people_by_key(conn, &keys) }
}

fn people_by_key(conn: &mut Conn, keys: &[String]) -> Fallible<HashMap<String, i64>> {
    let rows: Vec<(String, i64)> = people::table
        .filter(people::name_key.eq_any(keys.to_vec()))
        .select((people::name_key, people::id))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

fn credits_of(conn: &mut Conn, of: &[ShowId]) -> Fallible<HashMap<ShowId, Vec<Credit>>> {
    let ids: Vec<i64> = of.iter().map(|show| show.0).collect();
    let rows: Vec<(i64, i64, String, String, String)> = credits::table
        .inner_join(people::table)
        .filter(credits::show_id.eq_any(ids))
        .order((credits::show_id, credits::position))
        .select((credits::show_id, people::id, people::name, credits::part, credits::character_name))
        .load(conn)?;
    let mut by_show: HashMap<ShowId, Vec<Credit>> = HashMap::new();
    for (show, person, name, part, character) in rows {
        let credit = Credit { person: PersonId(person), name, part: Part::of_word(&part)?, character };
        by_show.entry(ShowId(show)).or_default().push(credit);
    }
    Ok(by_show)
}

/// The widths that each picture has, ascending.
fn widths(conn: &mut Conn, of: Vec<i64>) -> Fallible<HashMap<i64, Vec<u32>>> {
    let mut by_picture: HashMap<i64, Vec<u32>> = HashMap::new();
    if of.is_empty() {
        return Ok(by_picture);
    }
    let rows: Vec<(i64, i32)> = picture_files::table
        .filter(picture_files::picture_id.eq_any(of))
        .order((picture_files::picture_id, picture_files::width))
        .select((picture_files::picture_id, picture_files::width))
        .load(conn)?;
    for (picture, width) in rows {
        by_picture.entry(picture).or_default().push(u32::try_from(width).unwrap_or(0));
    }
    Ok(by_picture)
}

fn picture((id, width, height, alt): PictureColumns, widths: &mut HashMap<i64, Vec<u32>>) -> Picture {
    Picture {
        id: PictureId(id),
        // Two shows may share a picture.
        widths: widths.get(&id).cloned().unwrap_or_default(),
        width: u32::try_from(width).unwrap_or(0),
        height: u32::try_from(height).unwrap_or(0),
        alt,
    }
}

fn genre((id, parent, name): (i64, Option<i64>, String)) -> Genre {
    Genre { id: GenreId(id), parent: parent.map(GenreId), name }
}

type PictureColumns = (i64, i32, i32, String);

#[derive(Queryable)]
struct CardRow {
    show: (i64, String, String, String),
    plays: (Option<i32>, Option<i32>),
    genre: Option<(i64, Option<i64>, String)>,
    picture: Option<PictureColumns>,
}

impl CardRow {
    #[diesel::dsl::auto_type(no_type_alias)]
    fn columns() -> _ {
        (
            (shows::id, shows::slug, shows::title, shows::subtitle),
            (shows::duration_minutes, shows::age_from),
            (genres::id, genres::parent_id, genres::name).nullable(),
            (pictures::id, pictures::width, pictures::height, pictures::alt).nullable(),
        )
    }
}

#[derive(Queryable)]
struct ShowRow {
    card: CardRow,
    page: (String, Option<String>, bool),
    counts: (i64, i64),
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = shows, treat_none_as_null = true)]
struct WrittenRow {
    title: String,
    subtitle: String,
    genre_id: Option<i64>,
    presentation: String,
    duration_minutes: Option<i32>,
    age_from: Option<i32>,
    language: Option<String>,
    published: bool,
    search_key: String,
    updated_at: NaiveDateTime,
}

impl WrittenRow {
    fn from_shared(request: &WriteShow, search_key: &str, now: Moment) -> Self {
        Self {
            title: request.title.clone(),
            subtitle: request.subtitle.clone(),
            genre_id: request.genre.map(|genre| genre.0),
            presentation: request.presentation.clone(),
            duration_minutes: request.duration_minutes,
            age_from: request.age_from,
            language: request.language.map(|language| language.word().to_owned()),
            published: request.published,
            search_key: search_key.to_owned(),
            updated_at: now.naive_utc(),
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = credits)]
struct CreditRow {
    show_id: i64,
    position: i32,
    person_id: i64,
    part: String,
    character_name: String,
}
