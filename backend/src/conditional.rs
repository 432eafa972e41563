//! Answers that are asked for again and again: a strong ETag of the content, and 304 for those who have it already.

use crate::error::{Error, Fallible};
use actix_web::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// How long a browser may use what it has without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caching {
    /// It asks each time, which costs little when nothing changed.
    Revalidate,
    /// What stands at this address never changes.
    Forever,
}

impl Caching {
    pub const fn header(self) -> &'static str {
        match self {
            Self::Revalidate => "no-cache",
            Self::Forever => "public, max-age=31536000, immutable",
        }
    }
}

/// A JSON answer, or 304 when the caller's `If-None-Match` names it.
pub fn json(request: &HttpRequest, value: &impl Serialize, caching: Caching) -> Fallible<HttpResponse> {
    let body = serde_json::to_vec(value).map_err(|cause| Error::fault("write JSON", cause))?;
    Ok(content(request, body.into(), "application/json", caching))
}

/// An answer of any kind, or 304 when the caller's `If-None-Match` names it.
pub fn content(request: &HttpRequest, body: Bytes, content_type: &str, caching: Caching) -> HttpResponse {
    let tag = etag(&body);
    if is_known(request, &tag) {
        return HttpResponse::NotModified()
            .insert_header((ETAG, tag))
            .insert_header((CACHE_CONTROL, caching.header()))
            .finish();
    }
    HttpResponse::Ok()
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, caching.header()))
        .content_type(content_type)
        .body(body)
}

/// The strong tag of a content, with its quotes: the first half of its SHA-256.
pub fn etag(content: &[u8]) -> String {
    let digest = hex::encode(Sha256::digest(content));
    format!("\"{}\"", digest.get(..32).unwrap_or(&digest))
}

/// Whether the caller has a content of this tag.
pub fn is_known(request: &HttpRequest, tag: &str) -> bool {
    let headers = request.headers().get_all(IF_NONE_MATCH).filter_map(|value| value.to_str().ok());
    headers.flat_map(|header| header.split(',')).map(str::trim).any(|known| known == "*" || bare(known) == bare(tag))
}

/// `If-None-Match` compares weakly: a proxy that compresses may have put `W/` before our tag.
fn bare(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn known(header: &str, tag: &str) -> bool {
        is_known(&TestRequest::get().insert_header((IF_NONE_MATCH, header)).to_http_request(), tag)
    }

    #[test]
    fn a_tag_is_known_in_a_list_weakly_and_by_the_star() {
        let tag = etag(b"programme");
        assert!(known(&tag, &tag));
        assert!(known(&format!("\"other\", W/{tag}"), &tag));
        assert!(known("*", &tag));
        assert!(!known("\"other\"", &tag));
        assert!(!known(tag.trim_matches('"'), &tag));
        assert_ne!(etag(b"programme"), etag(b"Programme"));
    }
}
