//! Registering where events go (`/v1/notifications/webhooks`). PayPal keeps ten listeners for an application; this keeps one,
//! whose id is that of the options.

use actix_web::{
    HttpRequest, HttpResponse,
    web::{self, Bytes, Data, Path, ServiceConfig},
};
use serde_json::{Value, json};

use crate::{
    exchange,
    faults::Operation,
    house::{House, State},
    refusal::{Refusal, Reply, missing, not_found},
};

/// Everything under /v1/notifications/webhooks.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/v1/notifications/webhooks", web::get().to(list))
        .route("/v1/notifications/webhooks", web::post().to(register))
        .route("/v1/notifications/webhooks/{id}", web::get().to(show))
        .route("/v1/notifications/webhooks/{id}", web::patch().to(change))
        .route("/v1/notifications/webhooks/{id}", web::delete().to(forget));
}

async fn list(house: Data<House>, request: HttpRequest) -> HttpResponse {
    exchange::answer_with(&house, &request, Operation::Listen, |state, _| {
        let webhooks: Vec<Value> = listener(&house, state).into_iter().collect();
        Ok(Reply::ok(json!({"webhooks": webhooks})))
    })
    .await
}

async fn register(house: Data<House>, request: HttpRequest, body: Bytes) -> HttpResponse {
    exchange::answer_with(&house, &request, Operation::Listen, |state, _| {
        let asked = exchange::json_body(&body)?;
        let url = asked.get("url").and_then(Value::as_str).ok_or_else(|| missing("/url"))?;
        let events = event_types(asked.get("event_types")).ok_or_else(|| missing("/event_types"))?;
        match &state.webhook_url {
            Some(known) if known == url => {
                return Err(Refusal::plain(400, "WEBHOOK_URL_ALREADY_EXISTS", "Webhook URL already exists."));
            }
            Some(_) => {
                let message = "Maximum number of webhooks that can be registered has been exceeded.";
                return Err(Refusal::plain(400, "WEBHOOK_NUMBER_LIMIT_EXCEEDED", message));
            }
            None => {}
        }
        state.webhook_url = Some(url.to_owned());
        state.webhook_events = events;
        Ok(Reply::created(listener(&house, state).unwrap_or_default()))
    })
    .await
}

async fn show(house: Data<House>, request: HttpRequest, id: Path<String>) -> HttpResponse {
    exchange::answer_with(&house, &request, Operation::Listen, |state, _| known(&house, state, &id).map(Reply::ok))
        .await
}

/// Understands the one change that matters: other event types.
async fn change(house: Data<House>, request: HttpRequest, id: Path<String>, body: Bytes) -> HttpResponse {
    exchange::answer_with(&house, &request, Operation::Listen, |state, _| {
        known(&house, state, &id)?;
        let asked = exchange::json_body(&body)?;
        let patch = asked.pointer("/0").ok_or_else(|| missing("/0"))?;
        let is_known = patch.get("op").and_then(Value::as_str) == Some("replace")
            && patch.get("path").and_then(Value::as_str) == Some("/event_types");
        if !is_known {
            return Err(Refusal::plain(400, "WEBHOOK_PATCH_REQUEST_NO_CHANGE", "This change is not supported."));
        }
        state.webhook_events = event_types(patch.get("value")).ok_or_else(|| missing("/0/value"))?;
        known(&house, state, &id).map(Reply::ok)
    })
    .await
}

async fn forget(house: Data<House>, request: HttpRequest, id: Path<String>) -> HttpResponse {
    exchange::answer_with(&house, &request, Operation::Listen, |state, _| {
        known(&house, state, &id)?;
        state.webhook_url = None;
        Ok(Reply::nothing())
    })
    .await
}

fn known(house: &House, state: &State, id: &str) -> Result<Value, Refusal> {
    listener(house, state).filter(|_| id == house.options.webhook_id).ok_or_else(not_found)
}

fn listener(house: &House, state: &State) -> Option<Value> {
    let id = &house.options.webhook_id;
    let events: Vec<Value> = state.webhook_events.iter().map(|name| json!({"name": name})).collect();
    Some(json!({
        "id": id,
        "url": state.webhook_url.as_ref()?,
        "event_types": events,
        "links": [{"href": format!("{}/v1/notifications/webhooks/{id}", house.base_url), "rel": "self", "method": "GET"}],
    }))
}

fn event_types(value: Option<&Value>) -> Option<Vec<String>> {
    let listed = value?.as_array().filter(|listed| !listed.is_empty())?;
    listed.iter().map(|one| Some(one.get("name")?.as_str()?.to_owned())).collect()
}
