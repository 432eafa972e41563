//! Queries on endpoints and on what they are told.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::Both;
use crate::error::Fallible;
use crate::partners::rules;
use crate::schema::{webhook_deliveries, webhook_endpoints};
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{DeliveryId, EndpointId};
use shared::partners::{Delivery, DeliveryState, EventKind, WriteEndpoint};

/// An endpoint with what its key comes from.
pub struct StoredEndpoint {
    pub id: EndpointId,
    pub url: String,
    pub description: String,
    pub events: Vec<EventKind>,
    pub salt: String,
    pub created_at: Moment,
    pub disabled_at: Option<Moment>,
}

pub struct NewDelivery<'a> {
    pub endpoint: EndpointId,
    pub message: &'a str,
    pub event: EventKind,
    pub body: &'a str,
}

/// How an attempt went.
pub struct Attempt<'a> {
    pub state: DeliveryState,
    pub status: Option<i32>,
    pub error: &'a str,
}

pub fn list(conn: &mut Conn) -> Fallible<Vec<StoredEndpoint>> {
    let rows: Vec<EndpointRow> = webhook_endpoints::table.order(webhook_endpoints::id.desc()).load(conn)?;
    Ok(rows.into_iter().map(EndpointRow::into_stored).collect())
}

/// Those that are told something.
pub fn enabled(conn: &mut Conn) -> Fallible<Vec<StoredEndpoint>> {
    let enabled = webhook_endpoints::table.filter(webhook_endpoints::disabled_at.is_null());
    let rows: Vec<EndpointRow> = enabled.order(webhook_endpoints::id).load(conn)?;
    Ok(rows.into_iter().map(EndpointRow::into_stored).collect())
}

/// Those that answered `status` at the moment since when they are told nothing.
pub fn ended_by(conn: &mut Conn, status: i32) -> Fallible<Vec<EndpointId>> {
    let ended = webhook_deliveries::last_attempt_at.eq(webhook_endpoints::disabled_at);
    let ids: Vec<i64> = webhook_deliveries::table
        .inner_join(webhook_endpoints::table)
        .filter(webhook_deliveries::last_status.eq(status).and(ended))
        .select(webhook_endpoints::id)
        .distinct()
        .load(conn)?;
    Ok(ids.into_iter().map(EndpointId).collect())
}

pub fn count(conn: &mut Conn) -> Fallible<i64> {
    Ok(webhook_endpoints::table.count().get_result(conn)?)
}

pub fn find(conn: &mut Conn, id: EndpointId) -> Fallible<StoredEndpoint> {
    Ok(webhook_endpoints::table.find(id.0).first::<EndpointRow>(conn)?.into_stored())
}

pub fn insert(conn: &mut Conn, endpoint: &WriteEndpoint, salt: &str, now: Moment) -> Fallible<EndpointId> {
    let id: i64 = diesel::insert_into(webhook_endpoints::table)
        .values((
            webhook_endpoints::url.eq(&endpoint.url),
            webhook_endpoints::description.eq(&endpoint.description),
            webhook_endpoints::events.eq(rules::in_words(&endpoint.events)),
            webhook_endpoints::salt.eq(salt),
            webhook_endpoints::created_at.eq(now.naive_utc()),
            webhook_endpoints::disabled_at.eq(endpoint.disabled.then(|| now.naive_utc())),
        ))
        .returning(webhook_endpoints::id)
        .get_result(conn)?;
    Ok(EndpointId(id))
}

pub fn update(conn: &mut Conn, id: EndpointId, endpoint: &WriteEndpoint, now: Moment) -> Fallible<()> {
    diesel::update(webhook_endpoints::table.find(id.0))
        .set((
            webhook_endpoints::url.eq(&endpoint.url),
            webhook_endpoints::description.eq(&endpoint.description),
            webhook_endpoints::events.eq(rules::in_words(&endpoint.events)),
        ))
        .execute(conn)?;
    if endpoint.disabled {
        return disable(conn, id, now);
    }
    diesel::update(webhook_endpoints::table.find(id.0))
        .set(webhook_endpoints::disabled_at.eq(None::<NaiveDateTime>))
        .execute(conn)?;
    Ok(())
}

/// Tells an endpoint nothing more, from `now` or from earlier.
pub fn disable(conn: &mut Conn, id: EndpointId, now: Moment) -> Fallible<()> {
    diesel::update(webhook_endpoints::table.find(id.0).filter(webhook_endpoints::disabled_at.is_null()))
        .set(webhook_endpoints::disabled_at.eq(now.naive_utc()))
        .execute(conn)?;
    Ok(())
}

/// Whether there was such an endpoint.
pub fn remove(conn: &mut Conn, id: EndpointId) -> Fallible<bool> {
    diesel::delete(webhook_deliveries::table.filter(webhook_deliveries::endpoint_id.eq(id.0))).execute(conn)?;
    Ok(diesel::delete(webhook_endpoints::table.find(id.0)).execute(conn)? == 1)
}

/// Notes what is to be told; none when the endpoint has that message already.
pub fn leave(conn: &mut Conn, new: &NewDelivery<'_>, now: Moment) -> Fallible<Option<DeliveryId>> {
    let row = (
        webhook_deliveries::endpoint_id.eq(new.endpoint.0),
        webhook_deliveries::message.eq(new.message),
        webhook_deliveries::event.eq(new.event.word()),
        webhook_deliveries::body.eq(new.body),
        webhook_deliveries::created_at.eq(now.naive_utc()),
        webhook_deliveries::state.eq(DeliveryState::Waiting.word()),
        webhook_deliveries::attempts.eq(0),
        webhook_deliveries::last_error.eq(""),
    );
    let left =
        Both(diesel::insert_into(webhook_deliveries::table).values(row).on_conflict_do_nothing()).execute(conn)?;
    if left == 0 {
        return Ok(None);
    }
    let of = webhook_deliveries::endpoint_id.eq(new.endpoint.0).and(webhook_deliveries::message.eq(new.message));
    let id: i64 = webhook_deliveries::table.filter(of).select(webhook_deliveries::id).first(conn)?;
    Ok(Some(DeliveryId(id)))
}

pub fn find_delivery(conn: &mut Conn, id: DeliveryId) -> Fallible<Delivery> {
    webhook_deliveries::table.find(id.0).first::<DeliveryRow>(conn)?.into_delivery()
}

/// What waits to be told and to whom; none when it is told, given up, or its endpoint is gone.
pub fn waiting(conn: &mut Conn, id: DeliveryId) -> Fallible<Option<(Delivery, StoredEndpoint)>> {
    let waits = webhook_deliveries::state.eq(DeliveryState::Waiting.word());
    let row: Option<(DeliveryRow, EndpointRow)> = webhook_deliveries::table
        .inner_join(webhook_endpoints::table)
        .filter(webhook_deliveries::id.eq(id.0).and(waits))
        .first(conn)
        .optional()?;
    row.map(|(delivery, endpoint)| Ok((delivery.into_delivery()?, endpoint.into_stored()))).transpose()
}

/// Notes an attempt; the number of attempts so far.
pub fn note(conn: &mut Conn, id: DeliveryId, attempt: &Attempt<'_>, now: Moment) -> Fallible<i32> {
    let attempts: Option<i32> = diesel::update(webhook_deliveries::table.find(id.0))
        .set((
            webhook_deliveries::state.eq(attempt.state.word()),
            webhook_deliveries::attempts.eq(webhook_deliveries::attempts + 1),
            webhook_deliveries::last_attempt_at.eq(now.naive_utc()),
            webhook_deliveries::last_status.eq(attempt.status),
            webhook_deliveries::last_error.eq(attempt.error),
        ))
        .returning(webhook_deliveries::attempts)
        .get_result(conn)
        .optional()?;
    Ok(attempts.unwrap_or_default())
}

/// Gives up without an attempt.
pub fn give_up(conn: &mut Conn, id: DeliveryId, error: &str) -> Fallible<()> {
    diesel::update(webhook_deliveries::table.find(id.0))
        .set((webhook_deliveries::state.eq(DeliveryState::Failed.word()), webhook_deliveries::last_error.eq(error)))
        .execute(conn)?;
    Ok(())
}

/// The newest first, after the one with the id `after`.
pub fn deliveries(conn: &mut Conn, id: EndpointId, after: Option<i64>, limit: i64) -> Fallible<Vec<Delivery>> {
    let before = after.unwrap_or(i64::MAX);
    let rows: Vec<DeliveryRow> = webhook_deliveries::table
        .filter(webhook_deliveries::endpoint_id.eq(id.0).and(webhook_deliveries::id.lt(before)))
        .order(webhook_deliveries::id.desc())
        .limit(limit)
        .load(conn)?;
    rows.into_iter().map(DeliveryRow::into_delivery).collect()
}

/// Forgets what was left before `before`.
pub fn tidy(conn: &mut Conn, before: Moment) -> Fallible<()> {
    diesel::delete(webhook_deliveries::table.filter(webhook_deliveries::created_at.lt(before.naive_utc())))
        .execute(conn)?;
    Ok(())
}

#[derive(Queryable)]
struct EndpointRow {
    id: i64,
    url: String,
    description: String,
    events: String,
    salt: String,
    created_at: NaiveDateTime,
    disabled_at: Option<NaiveDateTime>,
}

impl EndpointRow {
    fn into_stored(self) -> StoredEndpoint {
        StoredEndpoint {
            id: EndpointId(self.id),
            url: self.url,
            description: self.description,
            events: rules::of_words(&self.events),
            salt: self.salt,
            created_at: self.created_at.and_utc(),
            disabled_at: self.disabled_at.map(|at| at.and_utc()),
        }
    }
}

#[derive(Queryable)]
struct DeliveryRow {
    id: i64,
    _endpoint_id: i64,
    message: String,
    event: String,
    body: String,
    created_at: NaiveDateTime,
    state: String,
    attempts: i32,
    last_attempt_at: Option<NaiveDateTime>,
    last_status: Option<i32>,
    last_error: String,
}

impl DeliveryRow {
    fn into_delivery(self) -> Fallible<Delivery> {
        let last_attempt_at = self.last_attempt_at.map(|at| at.and_utc());
        let state = DeliveryState::of_word(&self.state)?;
        let waits_from = last_attempt_at.unwrap_or_else(|| self.created_at.and_utc());
        let pause = rules::pause(self.attempts).filter(|_| state == DeliveryState::Waiting);
        Ok(Delivery {
            id: DeliveryId(self.id),
            message: self.message,
            event: EventKind::of_word(&self.event)?,
            body: self.body,
            created_at: self.created_at.and_utc(),
            state,
            attempts: self.attempts,
            last_attempt_at,
            last_status: self.last_status,
            last_error: self.last_error,
            next_attempt_at: pause.map(|pause| waits_from + pause),
        })
    }
}
