//! The built front end: every file in memory, compressed beforehand, hashed names kept for a year.

use crate::app::App;
use crate::error::{Error, Fallible, problem};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
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
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

#[cfg(feature = "embed")]
#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../frontend/dist"]
struct Embedded;

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
            self.files.entry(name.to_owned()).or_default().plain = bytes;
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
    match app.site.files.get(path) {
        Some(file) if path != "index.html" => send(&request, path, file),
        // A name with an extension is a file that is not there, not a page.
        None if path.rsplit('/').next().is_some_and(|name| name.contains('.')) => problem(Refusal::NotFound),
        _ => match app.site.files.get("index.html") {
            Some(page) => send(&request, "index.html", page),
            None => HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("The front end is not here."),
        },
    }
}

fn send(request: &HttpRequest, name: &str, file: &File) -> HttpResponse {
    let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    let (bytes, encoding) = match (&file.brotli, &file.gzip) {
        (Some(brotli), _) if accepted.contains("br") => (brotli, Some("br")),
        (_, Some(gzip)) if accepted.contains("gzip") => (gzip, Some("gzip")),
        _ => (&file.plain, None),
    };
    let caching = if name == "index.html" { "no-cache" } else { caching(name) };
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(content_type(name))
        .insert_header((header::CACHE_CONTROL, caching))
        .insert_header((header::VARY, "accept-encoding"));
    // Said always, so that the compressing layer leaves the body as it is.
    answer.insert_header((header::CONTENT_ENCODING, encoding.unwrap_or("identity")));
    answer.body(bytes.clone())
}

/// Names with a hash never change what they hold.
fn caching(name: &str) -> &'static str {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let has_hash = stem.split(['-', '.', '_']).any(|part| part.len() >= 12 && part.bytes().all(|b| b.is_ascii_hexdigit()));
    if has_hash { "public, max-age=31536000, immutable" } else { "public, max-age=3600" }
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
    let mut put = |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    put(header::CONTENT_SECURITY_POLICY, POLICY);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    if is_https {
        put(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    Ok(response)
}
