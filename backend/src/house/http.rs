//! The routes of the house.

use crate::app::App;
use crate::conditional::{self, Caching};
use crate::error::Fallible;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use shared::house::House;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(show_house).service(show_logo);
}

/// The theatre's identity and the rules it chose.
#[utoipa::path(tag = "house", responses((status = 200, body = House)))]
#[get("/house")]
async fn show_house(app: Data<App>) -> Fallible<Json<House>> {
    app.db.read(super::show).await.map(Json)
}

/// The theatre's logo, whose address `GET /house` tells; what stands there never changes.
#[utoipa::path(
    tag = "house",
    params(("sha256" = String, Path)),
    responses((status = 200, content_type = "image/png", body = Vec<u8>), (status = 304))
)]
#[get("/house/logo/{sha256}.png")]
async fn show_logo(app: Data<App>, http: HttpRequest, path: Path<String>) -> Fallible<HttpResponse> {
    let sha256 = path.into_inner();
    let file = app.db.read(move |conn| super::logo_file(conn, &sha256)).await?;
    Ok(conditional::content(&http, file.into(), "image/png", Caching::Forever))
}
