//! Performances and their prices. The venue is that of the seating plan, so plans are read along.

use super::VenueRow;
use crate::catalogue::rules::SaleWindow;
use crate::catalogue::rules::dates::{self, Played};
use crate::catalogue::upcoming::Upcoming;
use crate::catalogue::{Audience, Facts};
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::LockRows;
use crate::error::Fallible;
use crate::insert_all;
use crate::schema::{performances, prices, rates, seating_plans, shows, venues};
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::dsl::min;
use diesel::prelude::*;
use shared::catalogue::{PerformanceState, Price, Rate, Venue, WritePerformance};
use shared::ids::{CategoryId, PerformanceId, PlanId, RateId, ShowId, VenueId};
use std::collections::HashMap;

/// Those of the performances that there are, in no order.
pub fn facts(conn: &mut Conn, of: &[PerformanceId]) -> Fallible<Vec<Facts>> {
    let rows: Vec<FactsRow> = performances::table
        .inner_join(shows::table)
        .inner_join(seating_plans::table.inner_join(venues::table))
        .filter(performances::id.eq_any(numbers(of)))
        .select((
            (performances::id, performances::show_id, performances::plan_id, performances::starts_at),
            (performances::doors_at, performances::sale_opens_at, performances::sale_closes_at, performances::state),
            (performances::vat_rate_bp, performances::note, performances::version),
            (shows::slug, shows::title, shows::published),
            venues::all_columns,
        ))
        .load(conn)?;
    rows.into_iter().map(FactsRow::into_facts).collect()
}

/// Performances of every state that begin at `from` or later, soonest first.
pub fn upcoming(conn: &mut Conn, from: Moment, limit: i64) -> Fallible<Vec<Upcoming>> {
    type Row = ((i64, i64, i64), NaiveDateTime, String, String, (String, String));
    let rows: Vec<Row> = performances::table
        .inner_join(shows::table)
        .inner_join(seating_plans::table.inner_join(venues::table))
        .filter(performances::starts_at.ge(from.naive_utc()))
        .order((performances::starts_at, performances::id))
        .limit(limit)
        .select((
            (performances::id, performances::show_id, performances::plan_id),
            performances::starts_at,
            performances::state,
            shows::title,
            (venues::name, venues::time_zone),
        ))
        .load(conn)?;
    let upcoming = |((id, show, plan), starts_at, state, show_title, (venue_name, time_zone)): Row| {
        Ok(Upcoming {
            id: PerformanceId(id),
            show: ShowId(show),
            plan: PlanId(plan),
            starts_at: starts_at.and_utc(),
            state: PerformanceState::of_word(&state)?,
            show_title,
            venue_name,
            time_zone,
        })
    };
    rows.into_iter().map(upcoming).collect()
}

/// Whether a published show is sold now or will be.
pub fn has_on_sale(conn: &mut Conn, now: Moment) -> Fallible<bool> {
    let coming = performances::table
        .inner_join(shows::table)
        .filter(performances::state.eq(PerformanceState::OnSale.word()).and(shows::published.eq(true)))
        .filter(performances::sale_closes_at.gt(now.naive_utc()))
        .select(performances::id);
    Ok(diesel::select(diesel::dsl::exists(coming)).get_result(conn)?)
}

/// The performances of a show that have not begun, soonest first.
pub fn coming(
    conn: &mut Conn,
    show: ShowId,
    now: Moment,
    audience: Audience,
    limit: i64,
) -> Fallible<Vec<PerformanceId>> {
    let query = performances::table
        .filter(performances::show_id.eq(show.0).and(performances::starts_at.gt(now.naive_utc())))
        .order((performances::starts_at, performances::id))
        .limit(limit)
        .select(performances::id);
    let ids: Vec<i64> = match audience {
        Audience::BoxOffice => query.load(conn)?,
        Audience::Public => query.filter(performances::state.ne(PerformanceState::Draft.word())).load(conn)?,
    };
    Ok(ids.into_iter().map(PerformanceId).collect())
}

/// The lowest price of each performance that everybody is offered, in the smallest unit.
pub fn lowest_prices(conn: &mut Conn, of: &[PerformanceId]) -> Fallible<HashMap<PerformanceId, i64>> {
    let rows: Vec<(i64, Option<i64>)> = prices::table
        .inner_join(rates::table)
        .filter(prices::performance_id.eq_any(numbers(of)).and(rates::hidden.eq(false)))
        .group_by(prices::performance_id)
        .select((prices::performance_id, min(prices::price_minor)))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(id, lowest)| Some((PerformanceId(id), lowest?))).collect())
}

/// Show and VAT rate of each performance.
pub fn vat_rates(conn: &mut Conn, of: &[PerformanceId]) -> Fallible<Vec<(PerformanceId, ShowId, i32)>> {
    let rows: Vec<(i64, i64, i32)> = performances::table
        .filter(performances::id.eq_any(numbers(of)))
        .select((performances::id, performances::show_id, performances::vat_rate_bp))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, show, vat_rate_bp)| (PerformanceId(id), ShowId(show), vat_rate_bp)).collect())
}

/// Every price with its rate, in the order of the rates.
pub fn prices(conn: &mut Conn, of: &[PerformanceId]) -> Fallible<Vec<(PerformanceId, CategoryId, Rate, i64)>> {
    type Row = (i64, i64, i64, (i64, String, String, bool));
    let rows: Vec<Row> = prices::table
        .inner_join(rates::table)
        .filter(prices::performance_id.eq_any(numbers(of)))
        .order((rates::position, rates::id, prices::category_id))
        .select((
            prices::performance_id,
            prices::category_id,
            prices::price_minor,
            (rates::id, rates::name, rates::condition, rates::hidden),
        ))
        .load(conn)?;
    let price = |(performance, category, minor, (rate, name, condition, hidden)): Row| {
        let rate = Rate { id: RateId(rate), name, condition, hidden };
        (PerformanceId(performance), CategoryId(category), rate, minor)
    };
    Ok(rows.into_iter().map(price).collect())
}

/// Makes others wait who want to change the performance or claim one of its seats.
pub fn lock(conn: &mut Conn, performance: PerformanceId) -> Fallible<()> {
    let of = performances::table.find(performance.0).select(performances::id);
    let _: i64 = of.lock_rows().get_result(conn)?;
    Ok(())
}

pub fn insert(conn: &mut Conn, request: &WritePerformance, window: SaleWindow, now: Moment) -> Fallible<PerformanceId> {
    let id: i64 = diesel::insert_into(performances::table)
        .values((
            WrittenRow::from_shared(request, window),
            performances::created_at.eq(now.naive_utc()),
            performances::version.eq(1),
        ))
        .returning(performances::id)
        .get_result(conn)?;
    Ok(PerformanceId(id))
}

/// Whether the performance was still at `version` and is replaced now.
pub fn update(
    conn: &mut Conn,
    performance: PerformanceId,
    version: i64,
    request: &WritePerformance,
    window: SaleWindow,
) -> Fallible<bool> {
    let of = performances::table.filter(performances::id.eq(performance.0).and(performances::version.eq(version)));
    let changed = diesel::update(of)
        .set((WrittenRow::from_shared(request, window), performances::version.eq(performances::version + 1)))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Notes that something about the performance changed that stands elsewhere, such as its prices.
pub fn touch(conn: &mut Conn, performance: PerformanceId) -> Fallible<()> {
    diesel::update(performances::table.find(performance.0))
        .set(performances::version.eq(performances::version + 1))
        .execute(conn)?;
    Ok(())
}

pub fn set_cancelled(conn: &mut Conn, performance: PerformanceId) -> Fallible<()> {
    diesel::update(performances::table.find(performance.0))
        .set((
            performances::state.eq(PerformanceState::Cancelled.word()),
            performances::version.eq(performances::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives a performance another time and another sale window.
pub fn set_times(
    conn: &mut Conn,
    performance: PerformanceId,
    (starts_at, doors_at): (Moment, Option<Moment>),
    (opens_at, closes_at): (Moment, Moment),
) -> Fallible<()> {
    diesel::update(performances::table.find(performance.0))
        .set((
            performances::starts_at.eq(kept(starts_at)),
            performances::doors_at.eq(doors_at.map(kept)),
            performances::sale_opens_at.eq(kept(opens_at)),
            performances::sale_closes_at.eq(kept(closes_at)),
            performances::version.eq(performances::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// The venue of a plan.
pub fn venue_of(conn: &mut Conn, plan: PlanId) -> Fallible<Option<Venue>> {
    let of_plan = seating_plans::table.inner_join(venues::table).filter(seating_plans::id.eq(plan.0));
    let row: Option<VenueRow> = of_plan.select(venues::all_columns).first(conn).optional()?;
    Ok(row.map(VenueRow::into_shared))
}

/// Makes others wait who plan runs at the venue of this plan.
pub fn lock_venue_of(conn: &mut Conn, plan: PlanId) -> Fallible<()> {
    if let Some(venue) = venue_of(conn, plan)? {
        let _: i64 = venues::table.find(venue.id.0).select(venues::id).lock_rows().get_result(conn)?;
    }
    Ok(())
}

/// What is played at a venue from one moment until another and is not cancelled.
pub fn played_at(conn: &mut Conn, venue: VenueId, from: Moment, until: Moment) -> Fallible<Vec<Played>> {
    let rows: Vec<(i64, String, NaiveDateTime, Option<i32>)> = performances::table
        .inner_join(shows::table)
        .inner_join(seating_plans::table)
        .filter(seating_plans::venue_id.eq(venue.0))
        .filter(performances::starts_at.ge(from.naive_utc()).and(performances::starts_at.le(until.naive_utc())))
        .filter(performances::state.ne(PerformanceState::Cancelled.word()))
        .order((performances::starts_at, performances::id))
        .select((performances::id, shows::title, performances::starts_at, shows::duration_minutes))
        .load(conn)?;
    let played = |(id, show_title, at, minutes): (i64, String, NaiveDateTime, Option<i32>)| Played {
        performance: Some(PerformanceId(id)),
        show_title,
        starts_at: at.and_utc(),
        duration: dates::duration(minutes),
    };
    Ok(rows.into_iter().map(played).collect())
}

pub fn replace_prices(conn: &mut Conn, performance: PerformanceId, wanted: &[Price]) -> Fallible<()> {
    diesel::delete(prices::table.filter(prices::performance_id.eq(performance.0))).execute(conn)?;
    let row = |Price { category, rate, price }: &Price| PriceRow {
        performance_id: performance.0,
        category_id: category.0,
        rate_id: rate.0,
        price_minor: price.minor,
    };
    let rows: Vec<PriceRow> = wanted.iter().map(row).collect();
    if !rows.is_empty() {
        insert_all!(conn, prices::table, &rows)?;
    }
    Ok(())
}

fn numbers(ids: &[PerformanceId]) -> Vec<i64> {
    ids.iter().map(|id| id.0).collect()
}

#[derive(Queryable)]
struct FactsRow {
    of: (i64, i64, i64, NaiveDateTime),
    times: (Option<NaiveDateTime>, NaiveDateTime, NaiveDateTime, String),
    rest: (i32, String, i64),
    show: (String, String, bool),
    venue: VenueRow,
}

impl FactsRow {
    fn into_facts(self) -> Fallible<Facts> {
        let Self { of, times, rest, show, venue } = self;
        let (id, show_id, plan, starts_at) = of;
        let (doors_at, opens_at, closes_at, state) = times;
        let (vat_rate_bp, note, version) = rest;
        let (show_slug, show_title, show_published) = show;
        Ok(Facts {
            id: PerformanceId(id),
            show: ShowId(show_id),
            show_slug,
            show_title,
            show_published,
            venue: venue.into_shared(),
            plan: PlanId(plan),
            starts_at: starts_at.and_utc(),
            doors_at: doors_at.map(|at| at.and_utc()),
            window: SaleWindow {
                state: PerformanceState::of_word(&state)?,
                opens_at: opens_at.and_utc(),
                closes_at: closes_at.and_utc(),
            },
            vat_rate_bp,
            note,
            version,
        })
    }
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = performances, treat_none_as_null = true)]
struct WrittenRow {
    show_id: i64,
    plan_id: i64,
    starts_at: NaiveDateTime,
    doors_at: Option<NaiveDateTime>,
    sale_opens_at: NaiveDateTime,
    sale_closes_at: NaiveDateTime,
    state: String,
    vat_rate_bp: i32,
    note: String,
}

impl WrittenRow {
    fn from_shared(request: &WritePerformance, window: SaleWindow) -> Self {
        Self {
            show_id: request.show.0,
            plan_id: request.plan.0,
            starts_at: kept(request.starts_at),
            doors_at: request.doors_at.map(kept),
            sale_opens_at: kept(window.opens_at),
            sale_closes_at: kept(window.closes_at),
            state: window.state.word().to_owned(),
            vat_rate_bp: request.vat_rate_bp,
            note: request.note.trim().to_owned(),
        }
    }
}

/// Both engines keep microseconds; a request may say nanoseconds.
fn kept(at: Moment) -> NaiveDateTime {
    chrono::SubsecRound::trunc_subsecs(at.naive_utc(), 6)
}

#[derive(Insertable)]
#[diesel(table_name = prices)]
struct PriceRow {
    performance_id: i64,
    category_id: i64,
    rate_id: i64,
    price_minor: i64,
}
