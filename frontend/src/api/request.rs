//! How a request is made and its answer read. Thin generics around one plain function, to keep the WASM small.

use crate::json;
use crate::load::Refused;
use gloo_net::http::{Method, Request, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::refusal::Problem;
use std::pin::Pin;
use std::rc::Rc;
use web_sys::{File, UrlSearchParams};

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
    if query.is_empty() { query } else { format!("?{query}") }
}

pub(super) fn encoded(part: &str) -> String {
    js_sys::encode_uri_component(part).into()
}

fn written<B: Serialize>(body: &B) -> Answer<String> {
    serde_json::to_string(body).map_err(|_| Refused::Unreadable)
}

pub(super) fn read<T: DeserializeOwned>(path: &str) -> impl Future<Output = Answer<T>> + use<T> {
    understood(send(Method::GET, path, None, None))
}

pub(super) fn bare<T: DeserializeOwned>(method: Method, path: &str) -> impl Future<Output = Answer<T>> + use<T> {
    understood(send(method, path, None, None))
}

pub(super) fn change<B: Serialize, T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: &B,
) -> impl Future<Output = Answer<T>> + use<B, T> {
    understood(send(method, path, Some(written(body)), None))
}

/// With an `Idempotency-Key`.
pub(super) fn change_once<B: Serialize, T: DeserializeOwned>(
    path: &str,
    body: &B,
    key: &str,
) -> impl Future<Output = Answer<T>> + use<B, T> {
    understood(send(Method::POST, path, Some(written(body)), Some(key)))
}

pub(super) fn done(method: Method, path: &str) -> impl Future<Output = Answer<()>> + use<> {
    nothing(send(method, path, None, None))
}

pub(super) fn done_with<B: Serialize>(
    method: Method,
    path: &str,
    body: &B,
) -> impl Future<Output = Answer<()>> + use<B> {
    nothing(send(method, path, Some(written(body)), None))
}

/// With the version that was read, in `If-Match`.
pub(super) fn change_if<B: Serialize, T: DeserializeOwned>(
    method: Method,
    path: &str,
    version: i64,
    body: &B,
) -> impl Future<Output = Answer<T>> + use<B, T> {
    let request = request(method, path).header("If-Match", &format!("\"{version}\""));
    let request = written(body).and_then(|body| {
        request.header("Content-Type", "application/json").body(body).map_err(|_| Refused::Unreadable)
    });
    understood(Box::pin(async move { answered(request?).await }))
}

/// With the version that was read, and without a body.
pub(super) fn bare_if<T: DeserializeOwned>(
    method: Method,
    path: &str,
    version: i64,
) -> impl Future<Output = Answer<T>> + use<T> {
    let request = request(method, path).header("If-Match", &format!("\"{version}\"")).build();
    let request = request.map_err(|_| Refused::Unreadable);
    understood(Box::pin(async move { answered(request?).await }))
}

/// Sends a file as it is.
pub(super) fn upload<T: DeserializeOwned>(path: &str, file: &File) -> impl Future<Output = Answer<T>> + use<T> {
    file_sent(Method::POST, path, file)
}

/// Sends a file that takes the place of another.
pub(super) fn put_file<T: DeserializeOwned>(path: &str, file: &File) -> impl Future<Output = Answer<T>> + use<T> {
    file_sent(Method::PUT, path, file)
}

fn file_sent<T: DeserializeOwned>(method: Method, path: &str, file: &File) -> impl Future<Output = Answer<T>> + use<T> {
    let request = request(method, path).header("Content-Type", &file.type_());
    let request = request.body(file.clone()).map_err(|_| Refused::Unreadable);
    understood(Box::pin(async move { answered(request?).await }))
}

async fn understood<T: DeserializeOwned>(text: Sent) -> Answer<T> {
    json::read(&text.await?).map_err(|_| Refused::Unreadable)
}

async fn nothing(text: Sent) -> Answer<()> {
    text.await.map(|_| ())
}

/// A request on its way to the text of its answer.
type Sent = Pin<Box<dyn Future<Output = Answer<String>>>>;

/// One request; the answer's text when it is a success. Everything above is thin around it, to keep the WASM small.
fn send(method: Method, path: &str, body: Option<Answer<String>>, idempotency_key: Option<&str>) -> Sent {
    let mut request = request(method, path);
    if let Some(key) = idempotency_key {
        request = request.header("Idempotency-Key", key);
    }
    Box::pin(async move {
        let request = match body.transpose()? {
            Some(body) => request.header("Content-Type", "application/json").body(body),
            None => request.build(),
        };
        answered(request.map_err(|_| Refused::Unreadable)?).await
    })
}

fn request(method: Method, path: &str) -> RequestBuilder {
    let mut request = RequestBuilder::new(&format!("{BASE}{path}")).header("Accept", "application/json");
    if method != Method::GET {
        request = request.header("X-Billetterie", "1");
    }
    request.method(method)
}

async fn answered(request: Request) -> Answer<String> {
    let answer = request.send().await.map_err(|_| Refused::Offline)?;
    let text = answer.text().await.map_err(|_| Refused::Offline)?;
    if answer.ok() {
        return Ok(text);
    }
    // A gateway in front of a server that is restarting does not speak our words.
    let unspoken = || {
        if matches!(answer.status(), 502..=504) { Refused::Offline } else { Refused::Unreadable }
    };
    Err(json::read::<Problem>(&text).map_or_else(|_| unspoken(), |problem| Refused::Said(Rc::new(problem))))
}
