//! The routes of the back office: the same few for every noun.

use super::export::Format;
use super::{Hand, Read};
use crate::app::App;
use crate::auth::Staff;
use crate::error::{Error, Fallible};
use crate::request::{Body, IfMatch, Query};
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, put};
use serde::Deserialize;
use shared::admin::{
    ActionDone, BackOffice, Change, ListRows, Listing, ROWS_DEFAULT, Related, RunAction, SaveView, SavedView, Touched,
};
use shared::forms::{Form, RowChoice, WriteRow};
use shared::refusal::Refusal;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_tables)
        .service(list_rows)
        .service(export_rows)
        .service(blank_row)
        .service(add_row)
        .service(list_choices)
        .service(run_action)
        .service(show_row)
        .service(replace_row)
        .service(change_row)
        .service(remove_row)
        .service(show_history)
        .service(show_touched)
        .service(show_related)
        .service(list_views)
        .service(save_view)
        .service(remove_view);
}

/// Reads the query of a list, whose filters are further members.
fn wanted(request: &HttpRequest) -> Fallible<ListRows> {
    let mut which = ListRows { page: 1, limit: ROWS_DEFAULT, ..ListRows::default() };
    for (name, value) in url::form_urlencoded::parse(request.query_string().as_bytes()) {
        let number = || value.parse().map_err(|_| Error::invalid(name.to_string(), "must be a number"));
        match name.as_ref() {
            "q" => which.q = value.into_owned(),
            "sort" => which.sort = value.into_owned(),
            "when" => which.when = value.into_owned(),
            "page" => which.page = number()?,
            "limit" => which.limit = number()?,
            // How an export is written, and which columns a page shows.
            "format" => {}
            name => match name.strip_prefix("f.") {
                Some(key) => which.filters.push((key.to_owned(), value.into_owned())),
                None => return Err(Error::invalid(name, "is no member of this query")),
            },
        }
    }
    Ok(which)
}

fn number(id: &str) -> Fallible<i64> {
    id.parse().map_err(|_| Refusal::NotFound.into())
}

/// What the caller finds in the back office, and what they may do there.
#[utoipa::path(tag = "staff", responses((status = 200, body = BackOffice)))]
#[get("/admin/tables")]
async fn list_tables(staff: Staff) -> Fallible<Json<BackOffice>> {
    Ok(Json(super::tables(&staff)))
}

/// A page of rows: `q`, `sort`, `page`, `limit`, `when`, and filters as `f.KEY=VALUE`.
#[utoipa::path(tag = "staff", params(("noun" = String, Path)), responses((status = 200, body = Listing)))]
#[get("/admin/tables/{noun}/rows")]
async fn list_rows(app: Data<App>, staff: Staff, noun: Path<String>, request: HttpRequest) -> Fallible<Json<Listing>> {
    let which = wanted(&request)?;
    app.db.read(move |conn| super::list(conn, &staff, &noun, &which)).await.map(Json)
}

#[derive(Deserialize)]
struct ExportQuery {
    format: Option<String>,
}

/// All rows that fit, as CSV or JSON.
#[utoipa::path(tag = "staff", params(("noun" = String, Path), ("format" = Option<String>, Query)),
    responses((status = 200, content_type = "text/csv")))]
#[get("/admin/tables/{noun}/export")]
async fn export_rows(app: Data<App>, staff: Staff, noun: Path<String>, request: HttpRequest) -> Fallible<HttpResponse> {
    let which = wanted(&request)?;
    let Query(ExportQuery { format }) = Query::<ExportQuery>::of(&request)?;
    let (format, ending, kind) = match format.as_deref() {
        None | Some("csv") => (Format::Csv, "csv", "text/csv; charset=utf-8"),
        Some("json") => (Format::Json, "json", "application/json"),
        Some(_) => return Err(Error::invalid("format", "must be csv or json")),
    };
    let name = format!("attachment; filename=\"{noun}.{ending}\"");
    let file = app.db.read(move |conn| super::export(conn, &staff, &noun, &which, format)).await?;
    Ok(HttpResponse::Ok().content_type(kind).insert_header((CONTENT_DISPOSITION, name)).body(file))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlankQuery {
    copy_of: Option<i64>,
}

/// The form of a new row, empty or with what another row has.
#[utoipa::path(tag = "staff", params(("noun" = String, Path), ("copy_of" = Option<i64>, Query)),
    responses((status = 200, body = Form)))]
#[get("/admin/tables/{noun}/blank")]
async fn blank_row(
    app: Data<App>,
    staff: Staff,
    noun: Path<String>,
    Query(query): Query<BlankQuery>,
) -> Fallible<Json<Form>> {
    app.db.read(move |conn| super::blank(conn, &staff, &noun, query.copy_of)).await.map(Json)
}

/// Makes a row.
#[utoipa::path(tag = "staff", params(("noun" = String, Path)), request_body = WriteRow,
    responses((status = 201, body = Form)))]
#[post("/admin/tables/{noun}/rows")]
async fn add_row(app: Data<App>, staff: Staff, noun: Path<String>, body: Body<WriteRow>) -> Fallible<HttpResponse> {
    let (config, now, by) = (app.config.clone(), app.clock.now(), staff.account);
    let form = app
        .db
        .write(move |conn| super::add(conn, &staff, &noun, &body.0.values, &Hand { by, config: &config, now }))
        .await?;
    Ok(HttpResponse::Created().json(form))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceQuery {
    #[serde(default)]
    q: String,
    id: Option<i64>,
}

/// Rows by a few words, or the one of an id, for forms that refer to them.
#[utoipa::path(tag = "staff", params(("noun" = String, Path), ("q" = Option<String>, Query), ("id" = Option<i64>, Query)),
    responses((status = 200, body = Vec<RowChoice>)))]
#[get("/admin/tables/{noun}/choices")]
async fn list_choices(
    app: Data<App>,
    staff: Staff,
    noun: Path<String>,
    Query(query): Query<ChoiceQuery>,
) -> Fallible<Json<Vec<RowChoice>>> {
    app.db.read(move |conn| super::choose(conn, &staff, &noun, &query.q, query.id)).await.map(Json)
}

/// Does something with many rows; without `confirmed` it only tells what would be done.
#[utoipa::path(tag = "staff", params(("noun" = String, Path)), request_body = RunAction,
    responses((status = 200, body = ActionDone)))]
#[post("/admin/tables/{noun}/actions")]
async fn run_action(
    app: Data<App>,
    staff: Staff,
    noun: Path<String>,
    body: Body<RunAction>,
) -> Fallible<Json<ActionDone>> {
    let (config, now, by) = (app.config.clone(), app.clock.now(), staff.account);
    app.db
        .write(move |conn| super::run_action(conn, &staff, &noun, &body.0, &Hand { by, config: &config, now }))
        .await
        .map(Json)
}

/// The form of a row.
#[utoipa::path(tag = "staff", params(("noun" = String, Path), ("id" = String, Path)), responses((status = 200, body = Form)))]
#[get("/admin/tables/{noun}/rows/{id}")]
async fn show_row(app: Data<App>, staff: Staff, path: Path<(String, String)>) -> Fallible<Json<Form>> {
    let (noun, id) = path.into_inner();
    let id = number(&id)?;
    app.db.read(move |conn| super::show(conn, &staff, &noun, id)).await.map(Json)
}

/// Replaces a row's values; `If-Match` carries the version that was read.
#[utoipa::path(tag = "staff", params(("noun" = String, Path), ("id" = String, Path)), request_body = WriteRow,
    responses((status = 200, body = Form)))]
#[put("/admin/tables/{noun}/rows/{id}")]
async fn replace_row(
    app: Data<App>,
    staff: Staff,
    path: Path<(String, String)>,
    IfMatch(version): IfMatch,
    body: Body<WriteRow>,
) -> Fallible<Json<Form>> {
    write(&app, staff, path.into_inner(), Read::Form(version), body.0).await
}

/// Replaces some of a row's values; `If-Match` carries the version that was read, of its form or of its line in a list.
#[utoipa::path(tag = "staff", params(("noun" = String, Path), ("id" = String, Path)), request_body = WriteRow,
    responses((status = 200, body = Form)))]
#[patch("/admin/tables/{noun}/rows/{id}")]
async fn change_row(
    app: Data<App>,
    staff: Staff,
    path: Path<(String, String)>,
    IfMatch(version): IfMatch,
    body: Body<WriteRow>,
) -> Fallible<Json<Form>> {
    write(&app, staff, path.into_inner(), Read::FormOrLine(version), body.0).await
}

async fn write(
    app: &App,
    staff: Staff,
    (noun, id): (String, String),
    read: Read,
    row: WriteRow,
) -> Fallible<Json<Form>> {
    let (id, config, now, by) = (number(&id)?, app.config.clone(), app.clock.now(), staff.account);
    app.db
        .write(move |conn| {
            let hand = Hand { by, config: &config, now };
            super::change(conn, &staff, (&noun, id), read, &row.values, &hand)
        })
        .await
        .map(Json)
}

/// Takes a row away.
#[utoipa::path(tag = "staff", params(("noun" = String, Path), ("id" = String, Path)), responses((status = 204)))]
#[delete("/admin/tables/{noun}/rows/{id}")]
async fn remove_row(app: Data<App>, staff: Staff, path: Path<(String, String)>) -> Fallible<HttpResponse> {
    let (noun, id) = path.into_inner();
    let (id, config, now, by) = (number(&id)?, app.config.clone(), app.clock.now(), staff.account);
    app.db.write(move |conn| super::remove(conn, &staff, &noun, id, &Hand { by, config: &config, now })).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Who did what with a row, newest first.
#[utoipa::path(tag = "staff", params(("noun" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = Vec<Change>)))]
#[get("/admin/tables/{noun}/rows/{id}/history")]
async fn show_history(app: Data<App>, staff: Staff, path: Path<(String, String)>) -> Fallible<Json<Vec<Change>>> {
    let (noun, id) = path.into_inner();
    app.db.read(move |conn| super::history(conn, &staff, &noun, &id)).await.map(Json)
}

/// What goes, or stands in the way, when a row is removed.
#[utoipa::path(tag = "staff", params(("noun" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = Vec<Touched>)))]
#[get("/admin/tables/{noun}/rows/{id}/touched")]
async fn show_touched(app: Data<App>, staff: Staff, path: Path<(String, String)>) -> Fallible<Json<Vec<Touched>>> {
    let (noun, id) = path.into_inner();
    let id = number(&id)?;
    app.db.read(move |conn| super::touched(conn, &staff, &noun, id)).await.map(Json)
}

/// Rows of other nouns that belong to a row, in the lists that the caller may see.
#[utoipa::path(tag = "staff", params(("noun" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = Vec<Related>)))]
#[get("/admin/tables/{noun}/rows/{id}/related")]
async fn show_related(app: Data<App>, staff: Staff, path: Path<(String, String)>) -> Fallible<Json<Vec<Related>>> {
    let (noun, id) = path.into_inner();
    let id = number(&id)?;
    app.db.read(move |conn| super::related(conn, &staff, &noun, id)).await.map(Json)
}

/// The caller's saved views and those that colleagues share.
#[utoipa::path(tag = "staff", responses((status = 200, body = Vec<SavedView>)))]
#[get("/admin/views")]
async fn list_views(app: Data<App>, staff: Staff) -> Fallible<Json<Vec<SavedView>>> {
    app.db.read(move |conn| super::views(conn, &staff)).await.map(Json)
}

/// Keeps a list with its filters under a name.
#[utoipa::path(tag = "staff", request_body = SaveView, responses((status = 201, body = SavedView)))]
#[post("/admin/views")]
async fn save_view(app: Data<App>, staff: Staff, body: Body<SaveView>) -> Fallible<HttpResponse> {
    let now = app.clock.now();
    let view = app.db.write(move |conn| super::save_view(conn, &staff, &body.0, now)).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Forgets one of the caller's own views.
#[utoipa::path(tag = "staff", params(("id" = String, Path)), responses((status = 204)))]
#[delete("/admin/views/{id}")]
async fn remove_view(app: Data<App>, staff: Staff, id: Path<String>) -> Fallible<HttpResponse> {
    let id = number(&id)?;
    app.db.write(move |conn| super::remove_view(conn, &staff, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
