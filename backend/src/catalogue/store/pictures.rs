//! Pictures in their widths.

use crate::catalogue::pictures::Prepared;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::insert_all;
use crate::schema::{picture_files, pictures, shows};
use diesel::dsl::exists;
use diesel::prelude::*;
use shared::ids::PictureId;

pub fn insert(conn: &mut Conn, prepared: &Prepared, alt: &str, now: Moment) -> Fallible<PictureId> {
    let side = |pixels: u32| i32::try_from(pixels).map_err(|cause| Error::fault("write a picture", cause));
    let id: i64 = diesel::insert_into(pictures::table)
        .values((
            pictures::sha256.eq(&prepared.sha256),
            pictures::width.eq(side(prepared.width)?),
            pictures::height.eq(side(prepared.height)?),
            pictures::alt.eq(alt),
            pictures::created_at.eq(now.naive_utc()),
        ))
        .returning(pictures::id)
        .get_result(conn)?;
    let row =
        |(width, bytes): &(u32, Vec<u8>)| Ok(FileRow { picture_id: id, width: side(*width)?, bytes: bytes.clone() });
    let rows: Vec<FileRow> = prepared.files.iter().map(row).collect::<Fallible<_>>()?;
    insert_all!(conn, picture_files::table, &rows)?;
    Ok(PictureId(id))
}

pub fn file(conn: &mut Conn, picture: PictureId, width: u32) -> Fallible<Option<Vec<u8>>> {
    let Ok(width) = i32::try_from(width) else { return Ok(None) };
    Ok(picture_files::table.find((picture.0, width)).select(picture_files::bytes).first(conn).optional()?)
}

pub fn is_kept(conn: &mut Conn, picture: PictureId) -> Fallible<bool> {
    Ok(diesel::select(exists(pictures::table.find(picture.0))).get_result(conn)?)
}

/// Takes a picture away that no show shows any more.
pub fn delete_unused(conn: &mut Conn, picture: PictureId) -> Fallible<()> {
    let is_used =
        diesel::select(exists(shows::table.filter(shows::picture_id.eq(picture.0)))).get_result::<bool>(conn)?;
    if !is_used {
        diesel::delete(picture_files::table.filter(picture_files::picture_id.eq(picture.0))).execute(conn)?;
        diesel::delete(pictures::table.find(picture.0)).execute(conn)?;
    }
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = picture_files)]
struct FileRow {
    picture_id: i64,
    width: i32,
    bytes: Vec<u8>,
}
