//! One call of PayPal's API from its header to its answer: faults, bearer, replay, effect, answer.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use actix_web::{
    HttpRequest, HttpResponse,
    body::{BodySize, MessageBody},
    http::{StatusCode, header},
    web::Bytes,
};
use serde_json::Value;
use tokio::time::sleep;

use crate::{
    books::{Books, Outcome, debug_id},
    faults::{Kind, Operation},
    house::{House, State},
    orders::Detail,
    refusal::{Refusal, Reply, invalid},
};

/// What a call may depend on besides its body.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    pub detail: Detail,
    /// Whether it carries a PayPal-Request-Id.
    pub request_id: bool,
    /// The outcome a fault imposes on a capture.
    pub outcome: Option<Outcome>,
    /// Whether a fault leaves the seller without money for a refund.
    pub no_funds: bool,
}

/// Answers one call. `act` changes the books; it is not called when a fault, the bearer or a replay comes first.
pub async fn answer(
    house: &House,
    request: &HttpRequest,
    operation: Operation,
    act: impl FnOnce(&mut Books, Terms) -> Result<Reply, Refusal>,
) -> HttpResponse {
    answer_with(house, request, operation, |state, terms| act(&mut state.books, terms)).await
}

/// Like [`answer`], for calls about more than the books.
pub async fn answer_with(
    house: &House,
    request: &HttpRequest,
    operation: Operation,
    act: impl FnOnce(&mut State, Terms) -> Result<Reply, Refusal>,
) -> HttpResponse {
    let fault = house.change(|state| state.faults.take(operation, None));
    if let Some(early) = before(fault).await {
        return early;
    }
    let outcome = house.change(|state| take_part(state, request, fault, act));
    after(fault, outcome).await
}

/// The body as JSON; an empty body is `null`.
pub fn json_body(body: &Bytes) -> Result<Value, Refusal> {
    if body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(body)
        .map_err(|_| invalid("MALFORMED_REQUEST_JSON", "The request JSON is not well formed.").at("/"))
}

/// What a fault does before anything happened.
pub async fn before(fault: Option<Kind>) -> Option<HttpResponse> {
    match fault? {
        Kind::ErrorBefore => Some(refuse(&internal())),
        Kind::TooMany { retry_after_seconds } => {
            let message = "Too many requests. Blocked due to rate limiting.";
            let mut response = refuse(&Refusal::plain(429, "RATE_LIMIT_REACHED", message));
            response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(retry_after_seconds));
            Some(response)
        }
        Kind::Delay { milliseconds } => {
            sleep(Duration::from_millis(milliseconds.into())).await;
            None
        }
        _ => None,
    }
}

/// What a fault does to the answer once the effect has happened.
pub async fn after(fault: Option<Kind>, outcome: Result<Reply, Refusal>) -> HttpResponse {
    match fault {
        Some(Kind::LostAnswer) => return HttpResponse::Ok().body(Torn),
        Some(Kind::ErrorAfter) => return refuse(&internal()),
        Some(Kind::SlowAnswer { milliseconds }) => sleep(Duration::from_millis(milliseconds.into())).await,
        _ => {}
    }
    match outcome {
        Ok(reply) => accept(&reply),
        Err(refusal) => refuse(&refusal),
    }
}

fn take_part(
    state: &mut State,
    request: &HttpRequest,
    fault: Option<Kind>,
    act: impl FnOnce(&mut State, Terms) -> Result<Reply, Refusal>,
) -> Result<Reply, Refusal> {
    check_bearer(state, request)?;
    check_media_type(request)?;
    let request_id = header_text(request, "PayPal-Request-Id").filter(|_| request.method() == "POST");
    let key = request_id.map(|id| (request.path().to_owned(), id.to_owned()));
    if let Some(reply) = key.as_ref().and_then(|key| state.answers.get(key)) {
        // PayPal answers 201 to what it did now, 200 to what it did before.
        return Ok(Reply { status: if reply.status == 201 { 200 } else { reply.status }, body: reply.body.clone() });
    }
    let terms = Terms {
        detail: match header_text(request, "Prefer") {
            Some("return=representation") => Detail::Representation,
            _ => Detail::Minimal,
        },
        request_id: key.is_some(),
        outcome: fault.and_then(Kind::outcome),
        no_funds: fault == Some(Kind::Decline),
    };
    let reply = act(state, terms)?;
    // Only what happened is replayed: after a refusal the same request id may succeed.
    if let Some(key) = key {
        state.answers.insert(key, reply.clone());
    }
    Ok(reply)
}

fn check_bearer(state: &State, request: &HttpRequest) -> Result<(), Refusal> {
    let token = header_text(request, "Authorization").and_then(|text| text.strip_prefix("Bearer "));
    if token.is_some_and(|token| state.tokens.contains(token)) {
        return Ok(());
    }
    let message = "Authentication failed due to invalid authentication credentials or a missing Authorization header.";
    Err(Refusal::plain(401, "AUTHENTICATION_FAILURE", message))
}

/// PayPal wants its media type even on calls without a body.
fn check_media_type(request: &HttpRequest) -> Result<(), Refusal> {
    let json = header_text(request, "Content-Type").is_some_and(|text| text.starts_with("application/json"));
    if json || request.method() == "GET" {
        return Ok(());
    }
    Err(Refusal::plain(415, "UNSUPPORTED_MEDIA_TYPE", "The request payload is not supported."))
}

fn header_text<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers().get(name).and_then(|value| value.to_str().ok()).filter(|text| !text.is_empty())
}

fn internal() -> Refusal {
    Refusal::plain(500, "INTERNAL_SERVER_ERROR", "An internal server error has occurred.")
}

/// An answer with its debug id in the header.
pub fn accept(reply: &Reply) -> HttpResponse {
    let mut response = HttpResponse::build(StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK));
    response.insert_header(("Paypal-Debug-Id", debug_id()));
    match &reply.body {
        Some(body) => response.json(body),
        None => response.finish(),
    }
}

/// An error with its debug id in the body and in the header.
pub fn refuse(refusal: &Refusal) -> HttpResponse {
    let body = refusal.body();
    let debug_id = body.get("debug_id").and_then(Value::as_str).unwrap_or_default().to_owned();
    HttpResponse::build(StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
        .insert_header(("Paypal-Debug-Id", debug_id))
        .json(body)
}

/// A body that fails before its first byte, so that the connection breaks without an answer.
struct Torn;

impl MessageBody for Torn {
    type Error = io::Error;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, io::Error>>> {
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }
}
