//! The route that hands out a copy of everything.

use crate::app::App;
use crate::auth::Staff;
use crate::error::{Error, Fallible};
use crate::{house, settings};
use actix_web::body::SizedStream;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpResponse, get};
use futures_util::Stream;
use futures_util::stream::try_unfold;
use std::io::Read;
use tempfile::NamedTempFile;
use utoipa_actix_web::service_config::ServiceConfig;

/// How much is read at once.
const PIECE_BYTES: usize = 256 * 1024;

pub fn routes(config: &mut ServiceConfig) {
    config.service(check_backup).service(download_backup);
}

/// Whether a copy can be downloaded; refused on PostgreSQL, which has `pg_dump`.
#[utoipa::path(tag = "staff", responses((status = 204), (status = 409)))]
#[get("/admin/backup/check")]
async fn check_backup(app: Data<App>, staff: Staff) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    app.db.check_copy()?;
    Ok(HttpResponse::NoContent().finish())
}

/// A consistent copy of the database, made while the house goes on; refused on PostgreSQL, which has `pg_dump`.
#[utoipa::path(tag = "staff", responses((status = 200, content_type = "application/vnd.sqlite3", body = Vec<u8>), (status = 409)))]
#[get("/admin/backup")]
async fn download_backup(app: Data<App>, staff: Staff) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let now = app.clock.now();
    let zone = app.db.read(house::rules).await?.time_zone;
    let copy = app.db.copy().await?;
    app.db.write(move |conn| settings::note_backup(conn, staff.account, now)).await?;
    let length = copy.as_file().metadata().map_err(|cause| Error::fault("measure the copy", cause))?.len();
    let name = now.with_timezone(&zone).format("billetterie-%Y-%m-%d-%H%M.db");
    Ok(HttpResponse::Ok()
        .content_type("application/vnd.sqlite3")
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((CACHE_CONTROL, "no-store"))
        // Said, so that the compressing layer leaves it as it is and the browser knows how much is to come.
        .insert_header((CONTENT_ENCODING, "identity"))
        .body(SizedStream::new(length, pieces(copy))))
}

/// The file piece by piece; it is gone when the last one was sent or nobody takes it any more.
fn pieces(copy: NamedTempFile) -> impl Stream<Item = Fallible<Bytes>> {
    try_unfold(copy, async |mut copy| {
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = vec![0; PIECE_BYTES];
            let length = copy.read(&mut piece)?;
            piece.truncate(length);
            Ok::<_, std::io::Error>((piece, copy))
        });
        let fault = |cause: &dyn std::fmt::Display| Error::fault("read the copy", cause);
        let (piece, copy) = read.await.map_err(|cause| fault(&cause))?.map_err(|cause| fault(&cause))?;
        Ok((!piece.is_empty()).then(|| (Bytes::from(piece), copy)))
    })
}
