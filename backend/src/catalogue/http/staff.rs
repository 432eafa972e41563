//! Routes with which the box office writes the programme.

use crate::app::App;
use crate::auth::Staff;
use crate::catalogue::{self, Audience, pictures, programme};
use crate::error::{Error, Fallible};
use crate::request::{Body, Id, IfMatch, Query, too_large};
use actix_web::web::{Data, Json, Payload};
use actix_web::{HttpResponse, get, post, put};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use serde::Deserialize;
use shared::accounts::Role;
use shared::catalogue::{
    Genre, PICTURE_MAX_BYTES, Performance, Picture, Rate, Show, Venue, WriteGenre, WritePerformance, WriteRate,
    WriteShow, WriteVenue,
};
use shared::ids::{PerformanceId, ShowId};
use utoipa_actix_web::service_config::ServiceConfig;

/// How much of a file that is too large is read before the connection is dropped, in bytes.
const READ_MAX_BYTES: usize = 8 * PICTURE_MAX_BYTES;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(write_genre)
        .service(write_venue)
        .service(list_rates)
        .service(write_rate)
        .service(create_show)
        .service(change_show)
        .service(write_picture)
        .service(keep_picture)
        .service(create_performance)
        .service(change_performance);
}

/// Makes a genre, below another or at the top.
#[utoipa::path(tag = "staff", request_body = WriteGenre, responses((status = 201, body = Genre)))]
#[post("/admin/genres")]
async fn write_genre(app: Data<App>, staff: Staff, Body(request): Body<WriteGenre>) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let genre = app.db.write(move |conn| catalogue::keeping::write_genre(conn, &request)).await?;
    Ok(HttpResponse::Created().json(genre))
}

/// Makes a place where shows are played.
#[utoipa::path(tag = "staff", request_body = WriteVenue, responses((status = 201, body = Venue)))]
#[post("/admin/venues")]
async fn write_venue(app: Data<App>, staff: Staff, Body(request): Body<WriteVenue>) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let venue = app.db.write(move |conn| catalogue::keeping::write_venue(conn, &request)).await?;
    Ok(HttpResponse::Created().json(venue))
}

/// Every rate, in the order in which they are offered.
#[utoipa::path(tag = "staff", responses((status = 200, body = Vec<Rate>)))]
#[get("/admin/rates")]
async fn list_rates(app: Data<App>, staff: Staff) -> Fallible<Json<Vec<Rate>>> {
    staff.require(&[Role::BoxOffice])?;
    app.db.read(catalogue::rates).await.map(Json)
}

/// Makes a rate, offered after those there are.
#[utoipa::path(tag = "staff", request_body = WriteRate, responses((status = 201, body = Rate)))]
#[post("/admin/rates")]
async fn write_rate(app: Data<App>, staff: Staff, Body(request): Body<WriteRate>) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let rate = app.db.write(move |conn| catalogue::keeping::write_rate(conn, &request)).await?;
    Ok(HttpResponse::Created().json(rate))
}

/// Makes a show.
#[utoipa::path(tag = "staff", request_body = WriteShow, responses((status = 201, body = Show)))]
#[post("/admin/shows")]
async fn create_show(app: Data<App>, staff: Staff, Body(request): Body<WriteShow>) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    let show = app.db.write(move |conn| catalogue::create_show(conn, &request, now)).await?;
    Ok(HttpResponse::Created().json(show))
}

/// Replaces what a show says; `If-Match` carries the version that was read.
#[utoipa::path(tag = "staff", params(("id" = ShowId, Path)), request_body = WriteShow, responses((status = 200, body = Show)))]
#[put("/admin/shows/{id}")]
async fn change_show(
    app: Data<App>,
    staff: Staff,
    Id(id): Id<ShowId>,
    IfMatch(version): IfMatch,
    Body(request): Body<WriteShow>,
) -> Fallible<Json<Show>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.write(move |conn| catalogue::change_show(conn, id, version, &request, now)).await.map(Json)
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct PictureQuery {
    /// What the picture shows, for those who do not see it.
    #[serde(default)]
    alt: String,
}

/// Gives a show its picture: the body is a JPEG, PNG or WebP file of at most 10 MiB.
#[utoipa::path(
    tag = "staff",
    params(("id" = ShowId, Path), PictureQuery),
    request_body(content = Vec<u8>, content_type = "image/*"),
    responses((status = 200, body = Show))
)]
#[put("/admin/shows/{id}/picture")]
async fn write_picture(
    app: Data<App>,
    staff: Staff,
    Id(id): Id<ShowId>,
    Query(query): Query<PictureQuery>,
    body: Payload,
) -> Fallible<Json<Show>> {
    staff.require(&[Role::BoxOffice])?;
    let file = read_picture(body).await?;
    let prepared = tokio::task::spawn_blocking(move || pictures::prepare(&file)).await;
    let prepared = prepared.map_err(|cause| Error::fault("prepare a picture", cause))??;
    let now = app.clock.now();
    let write = move |conn: &mut _| {
        pictures::write_picture(conn, id, &prepared, &query.alt, now)?;
        programme::show(conn, id, Audience::BoxOffice, now)
    };
    app.db.write(write).await.map(Json)
}

/// Keeps a picture that a show will be given in its form: the body is a JPEG, PNG or WebP file of at most 10 MiB.
#[utoipa::path(
    tag = "staff",
    params(PictureQuery),
    request_body(content = Vec<u8>, content_type = "image/*"),
    responses((status = 201, body = Picture))
)]
#[post("/admin/pictures")]
async fn keep_picture(
    app: Data<App>,
    staff: Staff,
    Query(query): Query<PictureQuery>,
    body: Payload,
) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let file = read_picture(body).await?;
    let prepared = tokio::task::spawn_blocking(move || pictures::prepare(&file)).await;
    let prepared = prepared.map_err(|cause| Error::fault("prepare a picture", cause))??;
    let now = app.clock.now();
    let picture = app.db.write(move |conn| pictures::keep(conn, &prepared, &query.alt, now)).await?;
    Ok(HttpResponse::Created().json(picture))
}

/// Reads the file; a larger one to its end as well, so that the browser hears why it is refused.
async fn read_picture(mut body: Payload) -> Fallible<Bytes> {
    let mut file = BytesMut::new();
    let mut length = 0_usize;
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|cause| Error::invalid("body", cause.to_string()))?;
        length = length.saturating_add(chunk.len());
        if length <= PICTURE_MAX_BYTES {
            file.extend_from_slice(&chunk);
        }
        if length > READ_MAX_BYTES {
            break;
        }
    }
    if length > PICTURE_MAX_BYTES { Err(too_large(PICTURE_MAX_BYTES)) } else { Ok(file.freeze()) }
}

/// Makes a performance of a show on a seating plan, with its prices.
#[utoipa::path(tag = "staff", request_body = WritePerformance, responses((status = 201, body = Performance)))]
#[post("/admin/performances")]
async fn create_performance(
    app: Data<App>,
    staff: Staff,
    Body(request): Body<WritePerformance>,
) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    let performance = app.db.write(move |conn| catalogue::create_performance(conn, &request, now)).await?;
    Ok(HttpResponse::Created().json(performance))
}

/// Replaces a performance and its prices; `If-Match` carries the version that was read.
#[utoipa::path(
    tag = "staff",
    params(("id" = PerformanceId, Path)),
    request_body = WritePerformance,
    responses((status = 200, body = Performance))
)]
#[put("/admin/performances/{id}")]
async fn change_performance(
    app: Data<App>,
    staff: Staff,
    Id(id): Id<PerformanceId>,
    IfMatch(version): IfMatch,
    Body(request): Body<WritePerformance>,
) -> Fallible<Json<Performance>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.write(move |conn| catalogue::change_performance(conn, id, version, &request, now)).await.map(Json)
}
