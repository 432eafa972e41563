//! The built front end: every file in memory, compressed beforehand, hashed names kept for a year. Its page says what
//! its address is about before the application starts.

mod events;
mod markup;
mod pages;
pub mod reference;

use crate::app::App;
use crate::conditional::{self, Caching};
use crate::error::{Error, Fallible, problem};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use pages::{Asked, Page};
use shared::house::Locale;
use shared::refusal::Refusal;
use std::collections::HashMap;
use std::path::Path;

/// Files by their name without a leading slash.
pub struct Site {
    files: HashMap<String, File>,
}

#[derive(Default, Clone)]
struct File {
    plain: Bytes,
    /// Of the plain file; the compressed ones follow from it.
    hash: String,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

#[cfg(feature = "embed")]
#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../frontend/dist"]
struct Embedded;

/// The page of the staff's program.
const STAFF_PAGE: &str = "staff.html";

/// The policy of every page: our own files and nothing else; WASM needs its own word.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; \
     object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

impl Site {
    /// Reads the front end from `folder`, or from the program itself. Without either, only the API is served.
    pub fn load(folder: Option<&Path>) -> Fallible<Self> {
        let mut site = Self { files: HashMap::new() };
        match folder {
            Some(folder) => site.read_folder(folder, "")?,
            None => site.read_embedded(),
        }
        Ok(site)
    }

    #[cfg(feature = "embed")]
    fn read_embedded(&mut self) {
        for name in <Embedded as rust_embed::RustEmbed>::iter() {
            if let Some(file) = <Embedded as rust_embed::RustEmbed>::get(&name) {
                self.keep(&name, Bytes::from(file.data.into_owned()));
            }
        }
    }

    #[cfg(not(feature = "embed"))]
    fn read_embedded(&mut self) {}

    fn read_folder(&mut self, folder: &Path, prefix: &str) -> Fallible<()> {
        let fault = |cause: std::io::Error| Error::fault("read SITE_FOLDER", cause);
        for entry in std::fs::read_dir(folder).map_err(fault)? {
            let entry = entry.map_err(fault)?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                self.read_folder(&entry.path(), &format!("{name}/"))?;
            } else {
                self.keep(&name, Bytes::from(std::fs::read(entry.path()).map_err(fault)?));
            }
        }
        Ok(())
    }

    fn keep(&mut self, name: &str, bytes: Bytes) {
        if let Some(name) = name.strip_suffix(".br") {
            self.files.entry(name.to_owned()).or_default().brotli = Some(bytes);
        } else if let Some(name) = name.strip_suffix(".gz") {
            self.files.entry(name.to_owned()).or_default().gzip = Some(bytes);
        } else {
            let file = self.files.entry(name.to_owned()).or_default();
            file.hash = conditional::etag(&bytes).trim_matches('"').to_owned();
            file.plain = bytes;
        }
    }
}

/// Answers everything that is no route: a file, the page for an address of the front end, or a refusal.
pub async fn serve(request: HttpRequest, app: Data<App>) -> HttpResponse {
    let path = request.path().trim_start_matches('/');
    if path.starts_with("api/") {
        return problem(Refusal::NotFound);
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return problem(Refusal::MethodNotAllowed);
    }
    match (path, app.site.files.get(path)) {
        ("robots.txt", _) => {
            let robots = pages::robots(&app.config.public_url);
            conditional::content(&request, robots.into(), "text/plain; charset=utf-8", Caching::Revalidate)
        }
        ("sitemap.xml", _) => send_sitemap(&request, &app).await.unwrap_or_else(|fault| fault.error_response()),
        (path, Some(file)) if path != "index.html" && path != STAFF_PAGE => send(&request, path, file),
        // A name with an extension is a file that is not there, not a page.
        (path, None) if path.rsplit('/').next().is_some_and(|name| name.contains('.')) => problem(Refusal::NotFound),
        (path, _) if path == "staff" || path.starts_with("staff/") => match app.site.files.get(STAFF_PAGE) {
            Some(page) => send_staff_page(&request, page),
            None => {
                HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("The front end is not here.")
            }
        },
        _ => match app.site.files.get("index.html") {
            Some(index) => send_page(&request, &app, index).await,
            None => {
                HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("The front end is not here.")
            }
        },
    }
}

async fn send_sitemap(request: &HttpRequest, app: &App) -> Fallible<HttpResponse> {
    let public_url = app.config.public_url.clone();
    let sitemap = app.db.read(move |conn| pages::sitemap(conn, &public_url)).await?;
    Ok(conditional::content(request, sitemap.into(), "application/xml; charset=utf-8", Caching::Revalidate))
}

/// The page of the staff's program, which says nothing before it starts.
fn send_staff_page(request: &HttpRequest, page: &File) -> HttpResponse {
    let locale = Locale::from_code(header_text(request, header::ACCEPT_LANGUAGE));
    let html = String::from_utf8_lossy(&page.plain).replacen("lang=\"fr\"", &format!("lang=\"{}\"", locale.code()), 1);
    let mut answer = conditional::content(request, html.into(), "text/html; charset=utf-8", Caching::Revalidate);
    answer.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language"));
    answer
}

/// The front end's page with what the address is about: for search engines, shared links, and browsers without scripts.
async fn send_page(request: &HttpRequest, app: &App, index: &File) -> HttpResponse {
    const HTML: &str = "text/html; charset=utf-8";
    let asked = Asked {
        path: request.path().to_owned(),
        locale: Locale::from_code(header_text(request, header::ACCEPT_LANGUAGE)),
        public_url: app.config.public_url.clone(),
    };
    let (now, locale) = (app.clock.now(), asked.locale);
    let page = app.db.read(move |conn| pages::read(conn, &asked, now)).await;
    let index = String::from_utf8_lossy(&index.plain);
    let (html, is_found) = match page {
        Ok(page) => (fill(&index, &page, locale), page.is_found),
        // The application itself can tell people more than an error of ours.
        Err(fault) => {
            tracing::error!(error = %fault, "fault in a page");
            (index.into_owned(), true)
        }
    };
    let mut answer = if is_found {
        conditional::content(request, html.into(), HTML, Caching::Revalidate)
    } else {
        HttpResponse::NotFound().content_type(HTML).body(html)
    };
    answer.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language"));
    answer
}

fn fill(index: &str, page: &Page, locale: Locale) -> String {
    let html = index.replacen("lang=\"fr\"", &format!("lang=\"{}\"", locale.code()), 1);
    let html = markup::filled(&html, "<!--head-->", "<!--/head-->", &page.head);
    let html = markup::filled(&html, "<!--house-->", "<!--/house-->", &page.house);
    html.replacen("<!--programme-->", &page.content, 1)
}

fn send(request: &HttpRequest, name: &str, file: &File) -> HttpResponse {
    let accepted = header_text(request, header::ACCEPT_ENCODING);
    let (bytes, encoding) = match (&file.brotli, &file.gzip) {
        (Some(brotli), _) if accepts(accepted, "br") => (brotli, "br"),
        (_, Some(gzip)) if accepts(accepted, "gzip") => (gzip, "gzip"),
        _ => (&file.plain, "identity"),
    };
    let tag = format!("\"{}-{encoding}\"", file.hash);
    let mut answer =
        if conditional::is_known(request, &tag) { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((header::ETAG, tag.clone()))
        .insert_header((header::CACHE_CONTROL, caching(name)))
        .insert_header((header::VARY, "accept-encoding"));
    if conditional::is_known(request, &tag) {
        return answer.finish();
    }
    answer.content_type(content_type(name));
    // Said always, so that the compressing layer leaves the body as it is.
    answer.insert_header((header::CONTENT_ENCODING, encoding));
    answer.body(bytes.clone())
}

fn header_text(request: &HttpRequest, name: HeaderName) -> &str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Whether `Accept-Encoding` names the coding and does not give it the weight 0.
fn accepts(header: &str, coding: &str) -> bool {
    header.split(',').any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let refused = parts.filter_map(|part| part.strip_prefix("q=")).any(|weight| weight.parse() == Ok(0.0_f32));
        named && !refused
    })
}

/// Names with a hash never change what they hold.
fn caching(name: &str) -> &'static str {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let has_hash =
        stem.split(['-', '.', '_']).any(|part| part.len() >= 12 && part.bytes().all(|b| b.is_ascii_hexdigit()));
    if has_hash { Caching::Forever.header() } else { "public, max-age=3600" }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// Puts the browser's safety rules on every answer.
pub async fn secure(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let is_https = request.app_data::<Data<App>>().is_some_and(|app| app.config.is_https());
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    // An answer may bring a stricter policy of its own.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    }
    let mut put = |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    if is_https {
        put(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coding_is_accepted_by_name_and_weight() {
        assert!(accepts("gzip, deflate, br;q=0.5", "br"));
        assert!(accepts("GZIP", "gzip"));
        for header in ["", "gzip", "brotli", "br;q=0", "br; q=0.000"] {
            assert!(!accepts(header, "br"), "{header}");
        }
    }

    #[test]
    fn hashed_names_are_kept_for_a_year() {
        assert_eq!(caching("billetterie-front-1f2e3d4c5b6a7980_bg.wasm"), Caching::Forever.header());
        assert_eq!(caching("styles-0123456789abcdef.css"), Caching::Forever.header());
        assert_eq!(caching("noscript.css"), "public, max-age=3600");
    }
}
