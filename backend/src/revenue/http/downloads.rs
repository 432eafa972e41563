//! The same reports as files: CSV, XLSX, and PDF where paper is wanted.

use super::{check, read_day};
use crate::app::App;
use crate::auth::Agent;
use crate::error::Fallible;
use crate::request::{Id, Query};
use crate::revenue::tables::{self, Table};
use crate::revenue::{closings, files, fill_rates, paper, revenue, statement};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use shared::ids::PerformanceId;
use shared::refusal::Refusal;
use shared::revenue::{AskFill, AskRevenue, FileLocale};
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(export_revenue)
        .service(export_revenue_orders)
        .service(export_fill_rates)
        .service(export_statement)
        .service(export_closing);
}

/// In which way a report is written down; the end of the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    Xlsx,
    Pdf,
}

/// What the address says; a way that there is not names nothing: not found.
fn format(request: &HttpRequest) -> Fallible<Format> {
    match request.match_info().get("format") {
        Some("csv") => Ok(Format::Csv),
        Some("xlsx") => Ok(Format::Xlsx),
        Some("pdf") => Ok(Format::Pdf),
        _ => Err(Refusal::NotFound.into()),
    }
}

/// The file that a browser saves.
fn file(table: &Table, format: Format, pdf: Option<Vec<u8>>) -> Fallible<HttpResponse> {
    let (kind, end, bytes) = match (format, pdf) {
        (Format::Csv, _) => ("text/csv; charset=utf-8", "csv", files::csv(table)),
        (Format::Xlsx, _) => {
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", files::xlsx(table)?)
        }
        (Format::Pdf, Some(pdf)) => ("application/pdf", "pdf", pdf),
        (Format::Pdf, None) => return Err(Refusal::NotFound.into()),
    };
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{}.{end}\"", table.file)))
        .body(bytes))
}

/// Revenue as `csv` or `xlsx`.
#[utoipa::path(tag = "revenue", params(AskRevenue, ("format" = String, Path)),
    responses((status = 200, content_type = "text/csv")))]
#[get("/admin/revenue/table.{format}")]
async fn export_revenue(
    app: Data<App>,
    agent: Agent,
    request: HttpRequest,
    Query(ask): Query<AskRevenue>,
) -> Fallible<HttpResponse> {
    check(&agent)?;
    let (now, format) = (app.clock.now(), format(&request)?);
    let locale = ask.locale.unwrap_or_default();
    let found = app.db.read(move |conn| revenue(conn, &ask, now)).await?;
    file(&tables::revenue(&found, locale), format, None)
}

/// The orders of a period as `csv` or `xlsx`, all that fit into a file.
#[utoipa::path(tag = "revenue", params(AskRevenue, ("format" = String, Path)),
    responses((status = 200, content_type = "text/csv")))]
#[get("/admin/revenue/orders.{format}")]
async fn export_revenue_orders(
    app: Data<App>,
    agent: Agent,
    request: HttpRequest,
    Query(ask): Query<AskRevenue>,
) -> Fallible<HttpResponse> {
    check(&agent)?;
    let (now, format) = (app.clock.now(), format(&request)?);
    let table = app.db.read(move |conn| tables::all_orders(conn, &ask, now)).await?;
    file(&table, format, None)
}

/// Fill rates as `csv` or `xlsx`.
#[utoipa::path(tag = "revenue", params(AskFill, ("format" = String, Path)),
    responses((status = 200, content_type = "text/csv")))]
#[get("/admin/fill-rates/table.{format}")]
async fn export_fill_rates(
    app: Data<App>,
    agent: Agent,
    request: HttpRequest,
    Query(ask): Query<AskFill>,
) -> Fallible<HttpResponse> {
    check(&agent)?;
    let (now, format) = (app.clock.now(), format(&request)?);
    let locale = ask.locale.unwrap_or_default();
    let found = app.db.read(move |conn| fill_rates(conn, &ask, now)).await?;
    file(&tables::fill(&found, locale), format, None)
}

/// A receipts statement as `pdf`, `csv` or `xlsx`.
#[utoipa::path(tag = "revenue", params(FileLocale, ("id" = PerformanceId, Path), ("format" = String, Path)),
    responses((status = 200, content_type = "application/pdf")))]
#[get("/admin/performances/{id}/statement.{format}")]
async fn export_statement(
    app: Data<App>,
    agent: Agent,
    id: Id<PerformanceId>,
    request: HttpRequest,
    Query(FileLocale { locale }): Query<FileLocale>,
) -> Fallible<HttpResponse> {
    check(&agent)?;
    let (now, format) = (app.clock.now(), format(&request)?);
    let found = app.db.read(move |conn| statement(conn, id.0, now)).await?;
    let pdf = (format == Format::Pdf).then(|| paper::statement(&found, locale)).transpose()?;
    file(&tables::statement(&found, locale), format, pdf)
}

/// A daily closing, or its draft, as `pdf`, `csv` or `xlsx`.
#[utoipa::path(tag = "revenue", params(FileLocale, ("id" = String, Path), ("format" = String, Path)),
    responses((status = 200, content_type = "application/pdf")))]
#[get("/admin/closings/{id}/document.{format}")]
async fn export_closing(
    app: Data<App>,
    agent: Agent,
    day: Id<String>,
    request: HttpRequest,
    Query(FileLocale { locale }): Query<FileLocale>,
) -> Fallible<HttpResponse> {
    check(&agent)?;
    let (now, format) = (app.clock.now(), format(&request)?);
    let day = read_day(&day.0)?;
    let found = app.db.read(move |conn| closings::show(conn, day, now)).await?;
    let pdf = (format == Format::Pdf).then(|| paper::closing(&found, locale)).transpose()?;
    file(&tables::closing(&found, locale), format, pdf)
}
