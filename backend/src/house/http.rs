//! The route of the house.

use crate::app::App;
use crate::error::Fallible;
use actix_web::get;
use actix_web::web::{Data, Json};
use shared::house::House;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(show_house);
}

/// The theatre's identity and the rules it chose.
#[utoipa::path(tag = "house", responses((status = 200, body = House)))]
#[get("/house")]
async fn show_house(app: Data<App>) -> Fallible<Json<House>> {
    app.db.read(super::show).await.map(Json)
}
