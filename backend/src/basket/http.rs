//! Routes of the basket.

use crate::app::App;
use crate::auth::{Anyone, Visitor};
use crate::error::Fallible;
use crate::request::{Body, Id};
use actix_web::web::{Data, Json};
use actix_web::{delete, get, patch, post, put};
use shared::basket::{Basket, ChangeLine, HoldBestAvailable, HoldPlaces, HoldSeats};
use shared::ids::LineId;
use shared::vouchers::UseVoucher;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(show_basket)
        .service(clear_basket)
        .service(hold_seats)
        .service(hold_places)
        .service(hold_best_available)
        .service(change_line)
        .service(release_line)
        .service(extend_basket)
        .service(retake_basket)
        .service(use_voucher)
        .service(drop_voucher);
}

/// The basket of whoever asks.
#[utoipa::path(tag = "basket", responses((status = 200, body = Basket)))]
#[get("/basket")]
async fn show_basket(app: Data<App>, anyone: Anyone) -> Fallible<Json<Basket>> {
    let (visitor, now) = (anyone.0.map(|who| who.visitor), app.clock.now());
    app.db.read(move |conn| super::show(conn, visitor, now)).await.map(Json)
}

/// Frees everything in the basket.
#[utoipa::path(tag = "basket", responses((status = 200, body = Basket)))]
#[delete("/basket")]
async fn clear_basket(app: Data<App>, visitor: Visitor) -> Fallible<Json<Basket>> {
    let now = app.clock.now();
    app.db.write(move |conn| super::clear(conn, visitor.visitor, now)).await.map(Json)
}

/// Holds named seats, all or none.
#[utoipa::path(tag = "basket", request_body = HoldSeats, responses((status = 200, body = Basket)))]
#[post("/basket/seats")]
async fn hold_seats(app: Data<App>, visitor: Visitor, body: Body<HoldSeats>) -> Fallible<Json<Basket>> {
    let now = app.clock.now();
    app.db.write(move |conn| super::hold_seats(conn, visitor.visitor, &body.0, now)).await.map(Json)
}

/// Holds places without a number.
#[utoipa::path(tag = "basket", request_body = HoldPlaces, responses((status = 200, body = Basket)))]
#[post("/basket/places")]
async fn hold_places(app: Data<App>, visitor: Visitor, body: Body<HoldPlaces>) -> Fallible<Json<Basket>> {
    let now = app.clock.now();
    app.db.write(move |conn| super::hold_places(conn, visitor.visitor, &body.0, now)).await.map(Json)
}

/// Holds the best seats together.
#[utoipa::path(tag = "basket", request_body = HoldBestAvailable, responses((status = 200, body = Basket)))]
#[post("/basket/best-available")]
async fn hold_best_available(
    app: Data<App>,
    visitor: Visitor,
    body: Body<HoldBestAvailable>,
) -> Fallible<Json<Basket>> {
    let now = app.clock.now();
    app.db.write(move |conn| super::hold_best_available(conn, visitor.visitor, &body.0, now)).await.map(Json)
}

/// Gives a line another rate.
#[utoipa::path(tag = "basket", params(("id" = LineId, Path)), request_body = ChangeLine, responses((status = 200, body = Basket)))]
#[patch("/basket/lines/{id}")]
async fn change_line(
    app: Data<App>,
    visitor: Visitor,
    id: Id<LineId>,
    body: Body<ChangeLine>,
) -> Fallible<Json<Basket>> {
    let now = app.clock.now();
    app.db.write(move |conn| super::change_line(conn, visitor.visitor, id.0, body.0, now)).await.map(Json)
}

/// Takes a line out of the basket.
#[utoipa::path(tag = "basket", params(("id" = LineId, Path)), responses((status = 200, body = Basket)))]
#[delete("/basket/lines/{id}")]
async fn release_line(app: Data<App>, visitor: Visitor, id: Id<LineId>) -> Fallible<Json<Basket>> {
    let now = app.clock.now();
    app.db.write(move |conn| super::release_line(conn, visitor.visitor, id.0, now)).await.map(Json)
}

/// Gives the basket more time, once.
#[utoipa::path(tag = "basket", responses((status = 200, body = Basket)))]
#[post("/basket/extend")]
async fn extend_basket(app: Data<App>, visitor: Visitor) -> Fallible<Json<Basket>> {
    let now = app.clock.now();
    app.db.write(move |conn| super::extend(conn, visitor.visitor, now)).await.map(Json)
}

/// Takes again what expired and is still free; the rest goes.
#[utoipa::path(tag = "basket", responses((status = 200, body = Basket)))]
#[post("/basket/retake")]
async fn retake_basket(app: Data<App>, visitor: Visitor) -> Fallible<Json<Basket>> {
    let now = app.clock.now();
    app.db.write(move |conn| super::retake(conn, visitor.visitor, now)).await.map(Json)
}

/// Uses a voucher for what is held, instead of another one.
#[utoipa::path(tag = "basket", request_body = UseVoucher, responses((status = 200, body = Basket)))]
#[put("/basket/voucher")]
async fn use_voucher(app: Data<App>, visitor: Visitor, body: Body<UseVoucher>) -> Fallible<Json<Basket>> {
    let now = app.clock.now();
    let who = (visitor.visitor, visitor.account);
    app.db.write(move |conn| super::voucher::take(conn, who, &body.0, now)).await.map(Json)
}

/// Takes the voucher out of the basket; it is free for others at once.
#[utoipa::path(tag = "basket", responses((status = 200, body = Basket)))]
#[delete("/basket/voucher")]
async fn drop_voucher(app: Data<App>, visitor: Visitor) -> Fallible<Json<Basket>> {
    let now = app.clock.now();
    app.db.write(move |conn| super::voucher::drop(conn, visitor.visitor, now)).await.map(Json)
}
