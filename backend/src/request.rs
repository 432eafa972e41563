//! How a request is read: bodies, ids in paths, keys in headers. What cannot be read is refused with its place.

use crate::error::{Error, Fallible, problem};
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::IF_MATCH;
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Query as ActixQuery};
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use shared::refusal::Refusal;
use std::future::{Ready, ready};
use std::str::FromStr;

/// Largest JSON body, in bytes; a route that takes more says so itself.
pub const BODY_MAX_BYTES: usize = 64 * 1024;

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Fallible<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = Bytes::from_request(request, payload);
        Box::pin(async move {
            let bytes = bytes.await.map_err(|_| too_large(BODY_MAX_BYTES))?;
            // A list would be read member by member, which no caller means.
            if bytes.trim_ascii_start().starts_with(b"[") {
                return Err(not_understood(String::new(), "must be an object"));
            }
            parse(&bytes).map(Self)
        })
    }
}

/// Reads JSON; the refusal names the path of the member that is wrong.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Fallible<T> {
    if has_nul(bytes) {
        return Err(not_understood(String::new(), "a text has a NUL character"));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let path = if path == "." { String::new() } else { path };
        not_understood(path, &error.into_inner().to_string())
    })?;
    reader.end().map_err(|error| not_understood(String::new(), &error.to_string()))?;
    Ok(value)
}

/// Whether a text in JSON has a NUL character: nothing has one in its name, and PostgreSQL cannot keep it.
pub fn has_nul(json: &[u8]) -> bool {
    let escapes = json.windows(6).enumerate().filter(|(_, window)| *window == br"\u0000");
    // After an odd number of backslashes it is a backslash and the word u0000.
    escapes
        .map(|(at, _)| json.iter().take(at).rev().take_while(|byte| **byte == b'\\').count())
        .any(|before| before % 2 == 0)
}

/// Refuses addresses with a NUL character, which no name and no filter of ours has.
pub async fn refuse_nul(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, actix_web::Error> {
    let refusal = if request.path().contains("%00") {
        Refusal::NotFound
    } else if request.query_string().contains("%00") {
        Refusal::NotUnderstood { path: "query".into(), problem: "a text has a NUL character".into() }
    } else {
        return Ok(next.call(request).await?.map_into_left_body());
    };
    Ok(request.into_response(problem(refusal)).map_into_right_body())
}

/// The query part of the address.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> Query<T> {
    /// Reads the members it knows of a request's query.
    pub fn of(request: &HttpRequest) -> Fallible<Self> {
        let read = ActixQuery::<T>::from_query(request.query_string());
        read.map(|query| Self(query.into_inner())).map_err(|error| not_understood("query".into(), &error.to_string()))
    }
}

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Error;
    type Future = Ready<Fallible<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

/// The `{id}` in the path (`/orders/{id}`, `Id<OrderId>`). What does not read as an id names nothing: not found.
pub struct Id<T>(pub T);

impl<T: FromStr> FromRequest for Id<T> {
    type Error = Error;
    type Future = Ready<Fallible<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("id").and_then(|text| text.parse().ok());
        ready(id.map(Self).ok_or(Error::Refused(Refusal::NotFound)))
    }
}

/// The `Idempotency-Key` header: 8 to 200 visible characters.
pub struct IdempotencyKey(pub String);

impl FromRequest for IdempotencyKey {
    type Error = Error;
    type Future = Ready<Fallible<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = request.headers().get("idempotency-key").and_then(|value| value.to_str().ok());
        let key = key.filter(|key| (8..=200).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()));
        ready(key.map(|key| Self(key.to_owned())).ok_or(Error::Refused(Refusal::IdempotencyKeyNeeded)))
    }
}

/// The version in the `If-Match` header, which staff's changes need.
pub struct IfMatch(pub i64);

impl FromRequest for IfMatch {
    type Error = Error;
    type Future = Ready<Fallible<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get(IF_MATCH).and_then(|value| value.to_str().ok());
        ready(match header {
            None => Err(Refusal::PreconditionRequired.into()),
            Some(text) => text.trim_matches('"').parse().map(Self).map_err(|_| Refusal::Outdated.into()),
        })
    }
}

/// How much of a list is wanted: between 1 and the limit.
pub fn page_limit(wanted: Option<i64>) -> Fallible<i64> {
    use shared::paging::{LIMIT_DEFAULT, LIMIT_MAX};
    match wanted.unwrap_or(LIMIT_DEFAULT) {
        limit @ 1..=LIMIT_MAX => Ok(limit),
        _ => Err(Error::invalid("limit", format!("must be between 1 and {LIMIT_MAX}"))),
    }
}

/// A text of a request, trimmed, of at most `max` characters.
pub fn text(field: &str, value: &str, min: usize, max: usize) -> Fallible<String> {
    let value = value.trim();
    let length = value.chars().count();
    let has_control = value.chars().any(|c| c.is_control() && c != '\n' && c != '\t' && c != '\r');
    if length < min || length > max {
        return Err(Error::invalid(field, format!("must have {min} to {max} characters")));
    }
    if has_control {
        return Err(Error::invalid(field, "must not have control characters"));
    }
    Ok(value.to_owned())
}

pub fn too_large(max_bytes: usize) -> Error {
    Refusal::TooLarge { max_bytes: u64::try_from(max_bytes).unwrap_or(u64::MAX) }.into()
}

fn not_understood(path: String, problem: &str) -> Error {
    let problem = problem.split(" at line ").next().unwrap_or_default().to_owned();
    Refusal::NotUnderstood { path, problem }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_is_found_and_its_spelling_is_not() {
        for json in [r#"{"a":"\u0000"}"#, r#""x\\\u0000""#, r#""\\\\\u0000""#] {
            assert!(has_nul(json.as_bytes()), "{json}");
        }
        for json in ["", "{}", r#""\\u0000""#, r#""u0000""#, r#""\u0001""#, r#""\u000""#] {
            assert!(!has_nul(json.as_bytes()), "{json}");
        }
    }
}
