//! Pictures of shows: what staff upload is decoded, turned upright, stripped of what the camera wrote into it, and
//! kept as JPEG in a few widths.

use super::{not_found, store};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::request::text;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use shared::catalogue::{PICTURE_MAX_SIDE, PICTURE_WIDTHS, Picture};
use shared::ids::{PictureId, ShowId};
use shared::refusal::Refusal;
use std::io::Cursor;

const ALT_MAX: usize = 300;
/// Most pixels that are decoded: what a good camera makes, and a bound on memory.
const PIXELS_MAX: u64 = 40_000_000;
/// Memory that decoding may take, in bytes.
const DECODING_MAX_BYTES: u64 = 256 * 1024 * 1024;
const JPEG_QUALITY: u8 = 82;

/// One picture at a time: each may take much memory.
static DECODING: Mutex<()> = Mutex::new(());

/// A picture that is ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// Of the uploaded file, in hexadecimal digits.
    pub sha256: String,
    /// Of the largest file, in pixels.
    pub width: u32,
    pub height: u32,
    /// JPEG files by their width, ascending.
    pub files: Vec<(u32, Vec<u8>)>,
}

/// Reads a JPEG, PNG or WebP file and makes the files that are kept; the content decides, not a name.
///
/// Takes up to seconds and 256 MiB: call it where blocking is allowed.
pub fn prepare(file: &[u8]) -> Fallible<Prepared> {
    let _one_at_a_time = DECODING.lock();
    let upright = decode(file)?;
    let whole = on_white(&upright);
    drop(upright);
    let (width, height) = whole.dimensions();
    let mut files = Vec::new();
    let mut widths: Vec<u32> = PICTURE_WIDTHS.iter().map(|wanted| (*wanted).min(width)).collect();
    widths.dedup();
    let mut largest = (0, 0);
    for wanted in widths {
        let wanted_height = scaled(height, wanted, width);
        let bytes = if wanted == width {
            encode(&whole)?
        } else {
            encode(&image::imageops::resize(&whole, wanted, wanted_height, FilterType::Lanczos3))?
        };
        largest = (wanted, wanted_height);
        files.push((wanted, bytes));
    }
    Ok(Prepared { sha256: hex::encode(Sha256::digest(file)), width: largest.0, height: largest.1, files })
}

/// Reads a JPEG, PNG or WebP file and makes a PNG of it that fits into these sides and keeps its transparency; returns it
/// with its width and height.
///
/// Takes up to seconds and 256 MiB: call it where blocking is allowed.
pub fn small_png(file: &[u8], (across, down): (u32, u32)) -> Fallible<(Vec<u8>, u32, u32)> {
    let _one_at_a_time = DECODING.lock();
    let upright = decode(file)?;
    let is_small = upright.width() <= across && upright.height() <= down;
    let small = if is_small { upright } else { upright.resize(across, down, FilterType::Lanczos3) };
    let mut png = Cursor::new(Vec::new());
    small.to_rgba8().write_to(&mut png, ImageFormat::Png).map_err(|cause| Error::fault("encode a picture", cause))?;
    Ok((png.into_inner(), small.width(), small.height()))
}

/// Gives a show its picture, instead of the one it had.
pub fn write_picture(
    conn: &mut Conn,
    show: ShowId,
    prepared: &Prepared,
    alt: &str,
    now: Moment,
) -> Fallible<PictureId> {
    let alt = text("alt", alt, 0, ALT_MAX)?;
    if store::shows::by_id(conn, show)?.is_none() {
        return Err(not_found());
    }
    let picture = store::pictures::insert(conn, prepared, &alt, now)?;
    if let Some(before) = store::shows::set_picture(conn, show, Some(picture))? {
        store::pictures::delete_unused(conn, before)?;
    }
    Ok(picture)
}

/// Keeps a picture that a show will be given.
pub fn keep(conn: &mut Conn, prepared: &Prepared, alt: &str, now: Moment) -> Fallible<Picture> {
    let alt = text("alt", alt, 0, ALT_MAX)?;
    let id = store::pictures::insert(conn, prepared, &alt, now)?;
    let widths = prepared.files.iter().map(|(width, _)| *width).collect();
    Ok(Picture { id, widths, width: prepared.width, height: prepared.height, alt })
}

/// Gives a show a picture that is kept already, or none; the one it had goes when no other show has it.
pub fn choose(conn: &mut Conn, show: ShowId, picture: Option<PictureId>) -> Fallible<()> {
    if let Some(picture) = picture
        && !store::pictures::is_kept(conn, picture)?
    {
        return Err(Error::invalid("picture", "there is no such picture"));
    }
    let before = store::shows::set_picture(conn, show, picture)?;
    match before {
        Some(before) if Some(before) != picture => store::pictures::delete_unused(conn, before),
        _ => Ok(()),
    }
}

/// The JPEG file of a picture in one of its widths.
pub fn picture_file(conn: &mut Conn, picture: PictureId, width: u32) -> Fallible<Vec<u8>> {
    store::pictures::file(conn, picture, width)?.ok_or_else(not_found)
}

fn decode(file: &[u8]) -> Fallible<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| unreadable())?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) {
        return Err(refused("must be a JPEG, PNG or WebP file"));
    }
    // Asked before decoding: the head of a small file may promise a picture that fills the memory.
    let mut limits = Limits::default();
    limits.max_image_width = Some(PICTURE_MAX_SIDE);
    limits.max_image_height = Some(PICTURE_MAX_SIDE);
    limits.max_alloc = Some(DECODING_MAX_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| told(&error))?;
    let (width, height) = decoder.dimensions();
    if width > PICTURE_MAX_SIDE || height > PICTURE_MAX_SIDE || u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(too_many_pixels());
    }
    if decoder.total_bytes() > DECODING_MAX_BYTES {
        return Err(too_many_pixels());
    }
    let orientation = decoder.orientation().map_err(|error| told(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| told(&error))?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// JPEG knows no transparency: what shines through is white.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let mut flat = RgbImage::new(picture.width(), picture.height());
    for (to, from) in flat.pixels_mut().zip(picture.to_rgba8().pixels()) {
        let [red, green, blue, alpha] = from.0;
        let mix = |colour: u8| {
            let mixed = (u32::from(colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        *to = Rgb([mix(red), mix(green), mix(blue)]);
    }
    flat
}

fn scaled(height: u32, to_width: u32, from_width: u32) -> u32 {
    let scaled = u64::from(height) * u64::from(to_width) / u64::from(from_width.max(1));
    u32::try_from(scaled).unwrap_or(height).max(1)
}

fn encode(picture: &RgbImage) -> Fallible<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)
        .encode_image(picture)
        .map_err(|cause| Error::fault("encode a picture", cause))?;
    Ok(bytes)
}

fn told(error: &image::ImageError) -> Error {
    match error {
        image::ImageError::Limits(_) => too_many_pixels(),
        _ => unreadable(),
    }
}

fn too_many_pixels() -> Error {
    refused(&format!("must have at most {PICTURE_MAX_SIDE} pixels a side and {} megapixels", PIXELS_MAX / 1_000_000))
}

fn unreadable() -> Error {
    refused("cannot be read: the file is damaged")
}

fn refused(problem: &str) -> Error {
    Refusal::PictureInvalid { problem: problem.to_owned() }.into()
}
