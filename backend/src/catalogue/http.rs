//! Routes of the programme for everybody; those of the staff stand beside.

mod planning;
mod staff;

use super::{Audience, pictures, programme};
use crate::app::App;
use crate::auth::Anyone;
use crate::conditional::{self, Caching};
use crate::error::Fallible;
use crate::request::{Id, Query};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use shared::accounts::Role;
use shared::catalogue::{Genre, ListProgramme, Performance, PerformanceCard, Show, ShowCard, Venue};
use shared::ids::{PerformanceId, PictureId, VenueId};
use shared::paging::Page;
use shared::refusal::Refusal;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_genres)
        .service(list_venues)
        .service(show_venue)
        .service(list_shows)
        .service(show_show)
        .service(list_performances)
        .service(show_performance)
        .service(show_picture);
    staff::routes(config);
    planning::routes(config);
}

/// The tree of genres, flat; each names its parent.
#[utoipa::path(tag = "catalogue", responses((status = 200, body = Vec<Genre>), (status = 304)))]
#[get("/genres")]
async fn list_genres(app: Data<App>, http: HttpRequest) -> Fallible<HttpResponse> {
    let genres = app.db.read(programme::genres).await?;
    conditional::json(&http, &genres, Caching::Revalidate)
}

/// Every place where the theatre plays.
#[utoipa::path(tag = "catalogue", responses((status = 200, body = Vec<Venue>), (status = 304)))]
#[get("/venues")]
async fn list_venues(app: Data<App>, http: HttpRequest) -> Fallible<HttpResponse> {
    let venues = app.db.read(programme::venues).await?;
    conditional::json(&http, &venues, Caching::Revalidate)
}

/// One place where the theatre plays.
#[utoipa::path(tag = "catalogue", params(("id" = VenueId, Path)), responses((status = 200, body = Venue), (status = 304)))]
#[get("/venues/{id}")]
async fn show_venue(app: Data<App>, http: HttpRequest, Id(id): Id<VenueId>) -> Fallible<HttpResponse> {
    let venue = app.db.read(move |conn| programme::venue(conn, id)).await?;
    conditional::json(&http, &venue, Caching::Revalidate)
}

/// Shows that have matching performances, in the order of their next one.
#[utoipa::path(tag = "catalogue", params(ListProgramme), responses((status = 200, body = Page<ShowCard>), (status = 304)))]
#[get("/shows")]
async fn list_shows(app: Data<App>, http: HttpRequest, Query(request): Query<ListProgramme>) -> Fallible<HttpResponse> {
    let now = app.clock.now();
    let page = app.db.read(move |conn| programme::list_shows(conn, &request, now)).await?;
    conditional::json(&http, &page, Caching::Revalidate)
}

/// A show by its id or by the slug in the address of its page; one that is not published is found by staff only.
#[utoipa::path(tag = "catalogue", params(("show" = String, Path)), responses((status = 200, body = Show), (status = 304)))]
#[get("/shows/{show}")]
async fn show_show(app: Data<App>, http: HttpRequest, who: Anyone, path: Path<String>) -> Fallible<HttpResponse> {
    let (now, audience, name) = (app.clock.now(), audience(&who), path.into_inner());
    let found = move |conn: &mut _| {
        let show = programme::find_show(conn, &name, audience)?;
        programme::show(conn, show, audience, now)
    };
    conditional::json(&http, &app.db.read(found).await?, Caching::Revalidate)
}

/// Matching performances, soonest first.
#[utoipa::path(tag = "catalogue", params(ListProgramme), responses((status = 200, body = Page<PerformanceCard>), (status = 304)))]
#[get("/performances")]
async fn list_performances(
    app: Data<App>,
    http: HttpRequest,
    Query(request): Query<ListProgramme>,
) -> Fallible<HttpResponse> {
    let now = app.clock.now();
    let page = app.db.read(move |conn| programme::list_performances(conn, &request, now)).await?;
    conditional::json(&http, &page, Caching::Revalidate)
}

/// Everything about a performance but its seats; a draft is found by staff only.
#[utoipa::path(tag = "catalogue", params(("id" = PerformanceId, Path)), responses((status = 200, body = Performance), (status = 304)))]
#[get("/performances/{id}")]
async fn show_performance(
    app: Data<App>,
    http: HttpRequest,
    who: Anyone,
    Id(id): Id<PerformanceId>,
) -> Fallible<HttpResponse> {
    let (now, audience) = (app.clock.now(), audience(&who));
    let performance = app.db.read(move |conn| programme::performance(conn, id, audience, now)).await?;
    conditional::json(&http, &performance, Caching::Revalidate)
}

/// A picture in one of the widths that it names; what stands at this address never changes.
#[utoipa::path(
    tag = "catalogue",
    params(("id" = PictureId, Path), ("width" = u32, Path)),
    responses((status = 200, content_type = "image/jpeg", body = Vec<u8>), (status = 304))
)]
#[get("/pictures/{id}/{width}.jpg")]
async fn show_picture(app: Data<App>, http: HttpRequest, path: Path<(String, String)>) -> Fallible<HttpResponse> {
    let (id, width) = path.into_inner();
    let (id, width) = id.parse().ok().zip(width.parse().ok()).ok_or(Refusal::NotFound)?;
    let file = app.db.read(move |conn| pictures::picture_file(conn, id, width)).await?;
    Ok(conditional::content(&http, file.into(), "image/jpeg", Caching::Forever))
}

/// Drafts are for those who prepare the programme.
fn audience(Anyone(who): &Anyone) -> Audience {
    let role = who.as_ref().and_then(|who| who.account).and_then(|(_, role)| role);
    match role {
        Some(Role::Admin | Role::BoxOffice) => Audience::BoxOffice,
        _ => Audience::Public,
    }
}
