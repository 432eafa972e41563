//! One webhook on its way: read, sent between two transactions, and its outcome noted. Twice is harmless: receivers know a
//! message by its id.

use super::hooks::{self, GONE};
use super::rules;
use super::store::hooks::{self as store, Attempt};
use crate::app::App;
use crate::clock::Moment;
use crate::courier::{Parcel, Reach};
use crate::db::Conn;
use crate::error::Fallible;
use crate::house;
use crate::outbox::{self, Job};
use shared::ids::{DeliveryId, EndpointId};
use shared::partners::DeliveryState;

/// Tries to deliver; what fails is tried again later, for three days. An endpoint that answers 410 is disabled.
pub async fn deliver(app: &App, id: DeliveryId) -> Fallible<()> {
    let read = move |conn: &mut Conn| Ok((store::waiting(conn, id)?, house::show(conn)?.demonstration));
    let (Some((delivery, endpoint)), is_demonstration) = app.db.read(read).await? else { return Ok(()) };
    if endpoint.disabled_at.is_some() {
        return app.db.write(move |conn| store::give_up(conn, id, "the endpoint is disabled")).await;
    }
    let now = app.clock.now();
    let key = hooks::key(&app.config, &endpoint.salt);
    let url = rules::endpoint_url(&endpoint.url, is_demonstration)?;
    let reach =
        if app.config.webhook_private_addresses || rules::is_loopback(&url) { Reach::Any } else { Reach::Public };
    let parcel = Parcel {
        signature: rules::signature(&key, &delivery.message, now.timestamp(), &delivery.body),
        message: delivery.message,
        timestamp: now.timestamp(),
        body: delivery.body,
        url,
        reach,
    };
    let answer = app.courier.bring(&parcel).await;
    let now = app.clock.now();
    app.db.write(move |conn| note(conn, id, endpoint.id, &answer, now)).await
}

fn note(
    conn: &mut Conn,
    id: DeliveryId,
    endpoint: EndpointId,
    answer: &Result<u16, String>,
    now: Moment,
) -> Fallible<()> {
    let status = answer.as_ref().ok().copied();
    let refused = status.map(|status| format!("it answered {status}")).unwrap_or_default();
    let (state, error) = match answer {
        Ok(200..=299) => (DeliveryState::Delivered, ""),
        Ok(GONE) => (DeliveryState::Failed, "it wants to be told nothing more"),
        Ok(_) => (DeliveryState::Waiting, refused.as_str()),
        Err(why) => (DeliveryState::Waiting, why.as_str()),
    };
    let attempt = Attempt { state, status: status.map(i32::from), error };
    let attempts = store::note(conn, id, &attempt, now)?;
    if status == Some(GONE) {
        return store::disable(conn, endpoint, now);
    }
    if state == DeliveryState::Delivered {
        return Ok(());
    }
    match rules::pause(attempts) {
        Some(pause) => outbox::push_later(conn, &Job::CallHook { delivery: id }, None, now + pause, now),
        None => store::give_up(conn, id, &format!("given up: {error}")),
    }
}
