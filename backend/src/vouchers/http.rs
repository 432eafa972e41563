//! Routes with which the staff writes vouchers. Those of visitors are the basket's.

use super::writing;
use crate::app::App;
use crate::auth::Staff;
use crate::error::Fallible;
use crate::idempotency;
use crate::request::{Body, Id, IdempotencyKey, IfMatch};
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, post, put};
use shared::accounts::Role;
use shared::ids::VoucherId;
use shared::vouchers::{MakeVouchers, Voucher, VouchersMade, WriteVoucher};
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(create_voucher)
        .service(make_vouchers)
        .service(show_voucher)
        .service(change_voucher)
        .service(remove_voucher);
}

/// Makes a voucher.
#[utoipa::path(tag = "staff", request_body = WriteVoucher, responses((status = 201, body = Voucher)))]
#[post("/admin/vouchers")]
async fn create_voucher(app: Data<App>, staff: Staff, wish: Body<WriteVoucher>) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    let voucher = app.db.write(move |conn| writing::create(conn, &wish.0, staff.account, now)).await?;
    Ok(HttpResponse::Created().json(voucher))
}

/// Makes many vouchers for one use each, and answers their codes.
#[utoipa::path(tag = "staff", request_body = MakeVouchers, params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = VouchersMade)))]
#[post("/admin/vouchers/batch")]
async fn make_vouchers(
    app: Data<App>,
    staff: Staff,
    key: IdempotencyKey,
    wish: Body<MakeVouchers>,
) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    let scope = format!("make_vouchers account {}", staff.account);
    let made = app
        .db
        .write(move |conn| {
            idempotency::once(conn, (&scope, &key.0), &wish.0, now, |conn| {
                writing::make_many(conn, &wish.0, staff.account, now)
            })
        })
        .await?;
    Ok(HttpResponse::Created().json(made))
}

/// One voucher with how often it is used.
#[utoipa::path(tag = "staff", params(("id" = VoucherId, Path)), responses((status = 200, body = Voucher)))]
#[get("/admin/vouchers/{id}")]
async fn show_voucher(app: Data<App>, staff: Staff, id: Id<VoucherId>) -> Fallible<Json<Voucher>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.read(move |conn| writing::find(conn, id.0, now)).await.map(Json)
}

/// Replaces a voucher; orders that have used it stay as they are.
#[utoipa::path(tag = "staff", request_body = WriteVoucher,
    params(("id" = VoucherId, Path), ("If-Match" = String, Header)), responses((status = 200, body = Voucher)))]
#[put("/admin/vouchers/{id}")]
async fn change_voucher(
    app: Data<App>,
    staff: Staff,
    id: Id<VoucherId>,
    version: IfMatch,
    wish: Body<WriteVoucher>,
) -> Fallible<Json<Voucher>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.write(move |conn| writing::change(conn, id.0, version.0, &wish.0, staff.account, now)).await.map(Json)
}

/// Removes a voucher that nobody has used.
#[utoipa::path(tag = "staff", params(("id" = VoucherId, Path)), responses((status = 204)))]
#[delete("/admin/vouchers/{id}")]
async fn remove_voucher(app: Data<App>, staff: Staff, id: Id<VoucherId>) -> Fallible<HttpResponse> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.write(move |conn| writing::remove(conn, id.0, staff.account, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}
