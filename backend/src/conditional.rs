//! Answers that are asked for again and again: a strong ETag of the content, and 304 for those who have it already.

use crate::error::{Error, Fallible};
use actix_web::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_NONE_MATCH, VARY};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::io::Write;

/// Good compression at a hundred megabytes a second; better would take a second for a large plan.
const BROTLI_QUALITY: u32 = 5;
const BROTLI_WINDOW: u32 = 22;

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

/// A JSON answer in the forms in which it is sent, compressed once for everybody.
pub struct Prepared {
    plain: Bytes,
    brotli: Bytes,
    gzip: Bytes,
    etag: String,
}

impl Prepared {
    /// Writes and compresses it; takes a while for a large one.
    pub fn of(value: &impl Serialize) -> Fallible<Self> {
        let fault = |cause: std::io::Error| Error::fault("compress an answer", cause);
        let plain = serde_json::to_vec(value).map_err(|cause| Error::fault("write JSON", cause))?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(&plain).map_err(fault)?;
        let mut brotli = brotli::CompressorWriter::new(Vec::new(), 64 * 1024, BROTLI_QUALITY, BROTLI_WINDOW);
        brotli.write_all(&plain).map_err(fault)?;
        brotli.flush().map_err(fault)?;
        Ok(Self {
            etag: etag(&plain),
            gzip: gzip.finish().map_err(fault)?.into(),
            brotli: brotli.into_inner().into(),
            plain: plain.into(),
        })
    }

    /// The answer in a form that the caller reads, or 304 when the caller's `If-None-Match` names it.
    pub fn send(&self, request: &HttpRequest, caching: Caching) -> HttpResponse {
        if is_known(request, &self.etag) {
            return HttpResponse::NotModified()
                .insert_header((ETAG, self.etag.clone()))
                .insert_header((CACHE_CONTROL, caching.header()))
                .finish();
        }
        let accepted = request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        // `identity` is said too, so that the compressing layer leaves the body as it is.
        let (encoding, body) = match accepted.unwrap_or_default() {
            accepted if accepted.contains("br") => ("br", &self.brotli),
            accepted if accepted.contains("gzip") => ("gzip", &self.gzip),
            _ => ("identity", &self.plain),
        };
        HttpResponse::Ok()
            .insert_header((ETAG, self.etag.clone()))
            .insert_header((CACHE_CONTROL, caching.header()))
            .insert_header((VARY, "accept-encoding"))
            .insert_header((CONTENT_ENCODING, encoding))
            .content_type("application/json")
            .body(body.clone())
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
