//! How a request is made and its answer read. Thin generics around one plain function, to keep the WASM small.

use crate::load::Refused;
use gloo_net::http::{Method, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::refusal::Problem;
use std::rc::Rc;
use web_sys::UrlSearchParams;

pub(super) const BASE: &str = "/api/v1";

pub type Answer<T> = Result<T, Refused>;

/// `?a=1&b=2` of the members that are there; empty when none is.
pub(super) fn query(members: &[(&str, Option<&str>)]) -> String {
    let Ok(query) = UrlSearchParams::new() else {
        return String::new();
    };
    for (name, value) in members {
        if let Some(value) = value {
            query.append(name, value);
        }
    }
    let query = String::from(query.to_string());
    if query.is_empty() {
        query
    } else {
        format!("?{query}")
    }
}

pub(super) fn encoded(part: &str) -> String {
    js_sys::encode_uri_component(part).into()
}

pub(super) fn json<B: Serialize>(body: &B) -> Answer<String> {
    serde_json::to_string(body).map_err(|_| Refused::Unreadable)
}

pub(super) fn said<T: DeserializeOwned>(text: String) -> Answer<T> {
    serde_json::from_str(&text).map_err(|_| Refused::Unreadable)
}

pub(super) async fn read<T: DeserializeOwned>(path: &str) -> Answer<T> {
    said(send(Method::GET, path, None, None).await?)
}

pub(super) async fn change<B: Serialize, T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: &B,
) -> Answer<T> {
    said(send(method, path, Some(json(body)?), None).await?)
}

pub(super) async fn bare<T: DeserializeOwned>(method: Method, path: &str) -> Answer<T> {
    said(send(method, path, None, None).await?)
}

pub(super) async fn done(method: Method, path: &str, body: Option<String>) -> Answer<()> {
    send(method, path, body, None).await.map(|_| ())
}

/// One request; the answer's text when it is a success. Everything above is thin around it, to keep the WASM small.
pub(super) async fn send(
    method: Method,
    path: &str,
    body: Option<String>,
    idempotency_key: Option<&str>,
) -> Answer<String> {
    let mut request =
        RequestBuilder::new(&format!("{BASE}{path}")).header("Accept", "application/json");
    if method != Method::GET {
        request = request.header("X-Billetterie", "1");
    }
    if let Some(key) = idempotency_key {
        request = request.header("Idempotency-Key", key);
    }
    request = request.method(method);
    let request = match body {
        Some(body) => request
            .header("Content-Type", "application/json")
            .body(body),
        None => request.build(),
    };
    let answer = request
        .map_err(|_| Refused::Unreadable)?
        .send()
        .await
        .map_err(|_| Refused::Offline)?;
    let text = answer.text().await.map_err(|_| Refused::Offline)?;
    if answer.ok() {
        return Ok(text);
    }
    // A gateway in front of a server that is restarting does not speak our words.
    let unspoken = || {
        if matches!(answer.status(), 502..=504) {
            Refused::Offline
        } else {
            Refused::Unreadable
        }
    };
    Err(serde_json::from_str::<Problem>(&text)
        .map_or_else(|_| unspoken(), |problem| Refused::Said(Rc::new(problem))))
}
