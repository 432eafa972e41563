//! Which performances match a request, and which shows have such performances.

use crate::catalogue::programme::{Match, Wanted};
use crate::clock::Moment;
use crate::cursor::Cursor;
use crate::db::{Conn, MultiBackend};
use crate::error::Fallible;
use crate::schema::{performances, seating_plans, shows};
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::dsl::{InnerJoinQuerySource, count_star, min};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};
use shared::catalogue::PerformanceState;
use shared::ids::{PerformanceId, ShowId};

type Programme = InnerJoinQuerySource<InnerJoinQuerySource<performances::table, shows::table>, seating_plans::table>;
type Condition = Box<dyn BoxableExpression<Programme, MultiBackend, SqlType = Nullable<Bool>>>;

/// Shows by their next wanted performance.
pub fn shows(conn: &mut Conn, wanted: &Wanted, after: Option<Cursor>, limit: i64) -> Fallible<Vec<Match>> {
    let mut query = performances::table
        .inner_join(shows::table)
        .inner_join(seating_plans::table)
        .filter(matches(wanted))
        .group_by(performances::show_id)
        .select((performances::show_id, min(performances::starts_at), count_star()))
        .order((min(performances::starts_at), performances::show_id))
        .limit(limit)
        .into_boxed();
    if let Some(Cursor { at, id }) = after {
        let at = at.naive_utc();
        query = query.having(
            min(performances::starts_at)
                .gt(at)
                .or(min(performances::starts_at).eq(at).and(performances::show_id.gt(id))),
        );
    }
    let rows: Vec<(i64, Option<NaiveDateTime>, i64)> = query.load(conn)?;
    let found = |(show, next_at, count): (i64, Option<NaiveDateTime>, i64)| {
        Some(Match { show: ShowId(show), next_at: next_at?.and_utc(), count })
    };
    Ok(rows.into_iter().filter_map(found).collect())
}

/// Wanted performances with their start, soonest first.
pub fn performances(
    conn: &mut Conn,
    wanted: &Wanted,
    after: Option<Cursor>,
    limit: i64,
) -> Fallible<Vec<(PerformanceId, Moment)>> {
    let mut query = performances::table
        .inner_join(shows::table)
        .inner_join(seating_plans::table)
        .filter(matches(wanted))
        .order((performances::starts_at, performances::id))
        .select((performances::id, performances::starts_at))
        .limit(limit)
        .into_boxed();
    if let Some(Cursor { at, id }) = after {
        let at = at.naive_utc();
        query = query
            .filter(performances::starts_at.gt(at).or(performances::starts_at.eq(at).and(performances::id.gt(id))));
    }
    let rows: Vec<(i64, NaiveDateTime)> = query.load(conn)?;
    Ok(rows.into_iter().map(|(id, starts_at)| (PerformanceId(id), starts_at.and_utc())).collect())
}

/// The wanted performances of these shows, soonest first.
pub fn performances_of(conn: &mut Conn, wanted: &Wanted, of: &[ShowId]) -> Fallible<Vec<(ShowId, PerformanceId)>> {
    let of: Vec<i64> = of.iter().map(|show| show.0).collect();
    let rows: Vec<(i64, i64)> = performances::table
        .inner_join(shows::table)
        .inner_join(seating_plans::table)
        .filter(matches(wanted))
        .filter(performances::show_id.eq_any(of))
        .order((performances::starts_at, performances::id))
        .select((performances::show_id, performances::id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(show, performance)| (ShowId(show), PerformanceId(performance))).collect())
}

fn matches(wanted: &Wanted) -> Condition {
    let Wanted { from, until, genres, venue, show, words } = wanted;
    let shown = shows::published.eq(true).and(performances::state.ne(PerformanceState::Draft.word()));
    let mut condition: Condition = Box::new(shown.and(performances::starts_at.ge(from.naive_utc())).nullable());
    if let Some(until) = until {
        condition = Box::new(condition.and(performances::starts_at.lt(until.naive_utc())));
    }
    if let Some(genres) = genres {
        let genres: Vec<i64> = genres.iter().map(|genre| genre.0).collect();
        condition = Box::new(condition.and(shows::genre_id.eq_any(genres)));
    }
    if let Some(venue) = venue {
        condition = Box::new(condition.and(seating_plans::venue_id.eq(venue.0)));
    }
    if let Some(show) = show {
        condition = Box::new(condition.and(performances::show_id.eq(show.0)));
    }
    for word in words {
        // A word has letters and digits only: nothing that LIKE would read otherwise.
        condition = Box::new(condition.and(shows::search_key.like(format!("%{word}%"))));
    }
    condition
}
