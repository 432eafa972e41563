//! Webhooks: who is told what, and how that went. What is told is thin: whoever wants more asks with a key.

use super::rules;
use super::store::hooks::{self as store, NewDelivery, StoredEndpoint};
use super::trail;
use crate::clock::Moment;
use crate::config::Config;
use crate::cursor::{self, Cursor};
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::outbox::{self, Happening, Job};
use crate::request::{page_limit, text};
use crate::word::Word;
use crate::{house, secrets};
use chrono::{SecondsFormat, TimeDelta};
use serde_json::{Value, json};
use shared::ids::{AccountId, DeliveryId, EndpointId, OrderId, PerformanceId, TicketId};
use shared::paging::Page;
use shared::partners::{Delivery, Endpoint, EventKind, ListDeliveries, NewEndpoint, WriteEndpoint};
use shared::refusal::Refusal;

const DESCRIPTION_MAX: usize = 200;
/// Endpoints a house may have: each is told everything it asked for.
const ENDPOINTS_MAX: i64 = 20;
/// What an endpoint answers that wants to be told nothing more.
pub const GONE: u16 = 410;
/// How long the log is kept.
const KEPT: TimeDelta = TimeDelta::days(30);

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    OrderPaid { order: OrderId },
    OrderRefunded { order: OrderId },
    TicketUsed { ticket: TicketId, order: OrderId, performance: PerformanceId },
    PerformanceCancelled { performance: PerformanceId },
    EndpointTest,
}

impl Event {
    /// What webhooks tell of a happening; none when they do not.
    pub const fn of(about: &Happening) -> Option<Self> {
        match *about {
            Happening::OrderPaid { order } => Some(Self::OrderPaid { order }),
            Happening::OrderRefunded { order } => Some(Self::OrderRefunded { order }),
            Happening::PerformanceCancelled { performance } => Some(Self::PerformanceCancelled { performance }),
            _ => None,
        }
    }

    const fn kind(self) -> EventKind {
        match self {
            Self::OrderPaid { .. } => EventKind::OrderPaid,
            Self::OrderRefunded { .. } => EventKind::OrderRefunded,
            Self::TicketUsed { .. } => EventKind::TicketUsed,
            Self::PerformanceCancelled { .. } => EventKind::PerformanceCancelled,
            Self::EndpointTest => EventKind::EndpointTest,
        }
    }

    fn body(self, now: Moment) -> String {
        let data = match self {
            Self::OrderPaid { order } | Self::OrderRefunded { order } => json!({ "order": order }),
            Self::TicketUsed { ticket, order, performance } => {
                json!({ "ticket": ticket, "order": order, "performance": performance })
            }
            Self::PerformanceCancelled { performance } => json!({ "performance": performance }),
            Self::EndpointTest => Value::Object(serde_json::Map::new()),
        };
        let timestamp = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        json!({ "type": self.kind().word(), "timestamp": timestamp, "data": data }).to_string()
    }
}

/// Leaves a webhook for every endpoint that asked for it; with the same `message` again, it leaves none.
pub fn raise(conn: &mut Conn, message: &str, event: Event, now: Moment) -> Fallible<()> {
    let mut body = None;
    for endpoint in store::enabled(conn)?.into_iter().filter(|endpoint| endpoint.events.contains(&event.kind())) {
        let body = body.get_or_insert_with(|| event.body(now));
        leave(conn, endpoint.id, message, event, body, now)?;
    }
    Ok(())
}

/// All endpoints, the newest first.
pub fn list(conn: &mut Conn) -> Fallible<Vec<Endpoint>> {
    let gone = store::ended_by(conn, GONE.into())?;
    let described = |endpoint: StoredEndpoint| Endpoint { gone: gone.contains(&endpoint.id), ..described(endpoint) };
    Ok(store::list(conn)?.into_iter().map(described).collect())
}

/// Adds an endpoint; its secret is answered once.
pub fn create(
    conn: &mut Conn,
    config: &Config,
    by: AccountId,
    request: &WriteEndpoint,
    now: Moment,
) -> Fallible<NewEndpoint> {
    let written = checked(conn, request)?;
    if store::count(conn)? >= ENDPOINTS_MAX {
        return Err(Error::invalid("url", format!("there may be at most {ENDPOINTS_MAX} endpoints")));
    }
    let salt = hex::encode(secrets::random::<20>()?);
    let id = store::insert(conn, &written, &salt, now)?;
    let endpoint = store::find(conn, id)?;
    trail::endpoint(conn, by, (None, Some(&endpoint)), now)?;
    Ok(NewEndpoint { secret: rules::shown_key(&key(config, &endpoint.salt)), endpoint: described(endpoint) })
}

/// Changes an endpoint; its secret stays.
pub fn change(
    conn: &mut Conn,
    by: AccountId,
    id: EndpointId,
    request: &WriteEndpoint,
    now: Moment,
) -> Fallible<Endpoint> {
    let written = checked(conn, request)?;
    let before = store::find(conn, id)?;
    store::update(conn, id, &written, now)?;
    let after = store::find(conn, id)?;
    trail::endpoint(conn, by, (Some(&before), Some(&after)), now)?;
    Ok(described(after))
}

/// Removes an endpoint with its log.
pub fn remove(conn: &mut Conn, by: AccountId, id: EndpointId, now: Moment) -> Fallible<()> {
    let before = store::find(conn, id)?;
    if !store::remove(conn, id)? {
        return Err(Refusal::NotFound.into());
    }
    trail::endpoint(conn, by, (Some(&before), None), now)
}

/// Sends an endpoint something to try it with.
pub fn test(conn: &mut Conn, id: EndpointId, now: Moment) -> Fallible<Delivery> {
    let endpoint = store::find(conn, id)?;
    if endpoint.disabled_at.is_some() {
        return Err(Error::invalid("endpoint", "is disabled"));
    }
    let message = format!("msg_test_{}", hex::encode(secrets::random::<8>()?));
    let delivery = leave(conn, id, &message, Event::EndpointTest, &Event::EndpointTest.body(now), now)?;
    store::find_delivery(conn, delivery.ok_or(Refusal::NotFound)?)
}

/// What an endpoint was told, the newest first.
pub fn deliveries(conn: &mut Conn, id: EndpointId, request: &ListDeliveries) -> Fallible<Page<Delivery>> {
    let limit = page_limit(request.limit)?;
    let after = request.cursor.as_deref().map(Cursor::read).transpose()?;
    store::find(conn, id)?;
    let found = store::deliveries(conn, id, after.map(|cursor| cursor.id), limit + 1)?;
    Ok(cursor::page(found, limit, |last| Cursor { at: last.created_at, id: last.id.0 }))
}

/// Forgets what is long past.
pub fn tidy(conn: &mut Conn, now: Moment) -> Fallible<()> {
    store::tidy(conn, now - KEPT)
}

/// The key that webhooks to an endpoint are signed with.
pub fn key(config: &Config, salt: &str) -> [u8; 32] {
    secrets::sign(&config.secret_key.0, "webhook key", salt.as_bytes())
}

fn leave(
    conn: &mut Conn,
    endpoint: EndpointId,
    message: &str,
    event: Event,
    body: &str,
    now: Moment,
) -> Fallible<Option<DeliveryId>> {
    let new = NewDelivery { endpoint, message, event: event.kind(), body };
    let left = store::leave(conn, &new, now)?;
    if let Some(delivery) = left {
        outbox::push(conn, &Job::CallHook { delivery }, now)?;
    }
    Ok(left)
}

fn checked(conn: &mut Conn, request: &WriteEndpoint) -> Fallible<WriteEndpoint> {
    let is_demonstration = house::show(conn)?.demonstration;
    let events: Vec<EventKind> =
        rules::distinct(&request.events).into_iter().filter(|event| *event != EventKind::EndpointTest).collect();
    if events.is_empty() {
        return Err(Error::invalid("events", "must have at least one that happens"));
    }
    Ok(WriteEndpoint {
        url: rules::endpoint_url(&request.url, is_demonstration)?.into(),
        description: text("description", &request.description, 0, DESCRIPTION_MAX)?,
        events,
        disabled: request.disabled,
    })
}

fn described(endpoint: StoredEndpoint) -> Endpoint {
    let StoredEndpoint { id, url, description, events, salt: _, created_at, disabled_at } = endpoint;
    Endpoint { id, url, description, events, created_at, disabled_at, gone: false }
}
