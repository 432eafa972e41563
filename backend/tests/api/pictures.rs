//! Pictures of shows: what is kept of an upload, and what is refused.

use crate::harness::{Answer, Client, TestApp};
use crate::theatre::Theatre;
use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use shared::accounts::Role;
use shared::catalogue::{Picture, Show};
use std::io::Cursor;

async fn stage() -> (TestApp, Theatre, Client) {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let staff = app.staff(Role::BoxOffice).await;
    (app, theatre, staff)
}

async fn upload(theatre: &Theatre, client: &Client, alt: &str, file: Vec<u8>) -> Answer {
    let path = format!("/api/v1/admin/shows/{}/picture?alt={alt}", theatre.show);
    client.send(client.request(reqwest::Method::PUT, &path).body(file)).await
}

async fn fetch(client: &Client, picture: &Picture, width: u32) -> DynamicImage {
    let answer = client.get(&format!("/api/v1/pictures/{}/{width}.jpg", picture.id)).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("image/jpeg")));
    assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
    image::load_from_memory_with_format(&answer.body, ImageFormat::Jpeg).unwrap()
}

fn file(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Red on the left, blue on the right.
fn two_halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([220, 0, 0]) } else { Rgb([0, 0, 220]) })
}

/// The JPEG with a note of the camera in front: turned by `orientation`, and a secret place.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"SECRET-PLACE");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

/// A PNG whose head promises this size, with nothing behind it.
fn png_head(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8], data: &[u8]| {
        let body = [kind, data].concat();
        file.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        file.extend(&body);
        file.extend(crc32fast::hash(&body).to_be_bytes());
    };
    chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes()[..], &[8, 6, 0, 0, 0]].concat());
    chunk(b"IDAT", b"\x78\x9c\x63\0\0\0\x01\0\x01");
    chunk(b"IEND", b"");
    file
}

#[actix_web::test]
async fn a_picture_is_kept_in_several_widths_and_never_enlarged() {
    let (_app, theatre, staff) = stage().await;
    let show: Show =
        upload(&theatre, &staff, "Deux%20moiti%C3%A9s", file(two_halves(1_600, 800), ImageFormat::Png)).await.ok();
    let picture = show.picture.unwrap();
    assert_eq!((picture.width, picture.height, picture.alt.as_str()), (1_280, 640, "Deux moitiés"));
    assert_eq!(picture.widths, [320, 640, 1_280]);
    let visitor = _app.visitor();
    for width in [320, 640, 1_280] {
        let kept = fetch(&visitor, &picture, width).await;
        assert_eq!(kept.dimensions(), (width, width / 2));
        let [red, _, blue, _] = kept.get_pixel(width / 4, 10).0;
        assert!(red > 180 && blue < 60);
    }
    visitor.get(&format!("/api/v1/pictures/{}/321.jpg", picture.id)).await.refused(404, "not_found");

    let small: Show = upload(&theatre, &staff, "", file(two_halves(500, 1_000), ImageFormat::WebP)).await.ok();
    let small = small.picture.unwrap();
    assert_eq!((small.widths.clone(), small.width, small.height), (vec![320, 500], 500, 1_000));
    assert_eq!(fetch(&visitor, &small, 320).await.dimensions(), (320, 640));
    // The one before is shown nowhere any more.
    visitor.get(&format!("/api/v1/pictures/{}/320.jpg", picture.id)).await.refused(404, "not_found");
    let sliver: Show = upload(&theatre, &staff, "", file(two_halves(4_000, 1), ImageFormat::Png)).await.ok();
    assert_eq!(sliver.picture.unwrap().height, 1);
}

#[actix_web::test]
async fn a_picture_is_turned_upright_and_forgets_the_camera() {
    let (app, theatre, staff) = stage().await;
    let jpeg = with_exif(&file(two_halves(600, 300), ImageFormat::Jpeg), 6);
    let show: Show = upload(&theatre, &staff, "", jpeg).await.ok();
    let picture = show.picture.unwrap();
    assert_eq!((picture.width, picture.height), (300, 600));
    let answer = app.visitor().get(&format!("/api/v1/pictures/{}/300.jpg", picture.id)).await;
    assert!(!answer.body.windows(6).any(|bytes| bytes == b"SECRET" || bytes == b"Exif\0\0"));
    // Turned clockwise, the left half is above.
    let kept = fetch(&app.visitor(), &picture, 300).await;
    assert!(kept.get_pixel(150, 100).0[0] > 180);
    assert!(kept.get_pixel(150, 500).0[2] > 180);
}

#[actix_web::test]
async fn what_shines_through_is_white() {
    let (app, theatre, staff) = stage().await;
    let clear = RgbaImage::from_pixel(400, 400, Rgba([0, 0, 0, 0]));
    let show: Show = upload(&theatre, &staff, "", file(clear, ImageFormat::Png)).await.ok();
    let kept = fetch(&app.visitor(), &show.picture.unwrap(), 320).await;
    assert!(kept.get_pixel(100, 100).0[..3].iter().all(|colour| *colour > 250));
}

#[actix_web::test]
async fn what_is_no_picture_is_refused() {
    let (app, theatre, staff) = stage().await;
    let png = file(two_halves(64, 64), ImageFormat::Png);
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec();
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
    for wrong in [
        b"This is a text, whatever its name says.".to_vec(),
        Vec::new(),
        svg,
        gif,
        png[..png.len() / 2].to_vec(),
        [&png[..40], &[0xff; 60]].concat(),
        png_head(30_000, 30_000),
        png_head(8_000, 8_000),
        png_head(u32::MAX, u32::MAX),
        png_head(0, 0),
    ] {
        upload(&theatre, &staff, "", wrong).await.refused(422, "picture_invalid");
    }
    let problem = upload(&theatre, &staff, "", vec![0; 20 * 1024 * 1024]).await.refused(413, "too_large");
    assert_eq!(problem["max_bytes"], 10 * 1024 * 1024);
    upload(&theatre, &staff, &"a".repeat(301), png.clone()).await.refused(422, "invalid");
    let path = "/api/v1/admin/shows/999/picture";
    staff.send(staff.request(reqwest::Method::PUT, path).body(png.clone())).await.refused(404, "not_found");
    upload(&theatre, &app.visitor(), "", png.clone()).await.refused(401, "sign_in_needed");
    upload(&theatre, &app.customer("ada").await, "", png).await.refused(403, "forbidden");
    let show: Show = app.visitor().get(&format!("/api/v1/shows/{}", theatre.show)).await.ok();
    assert_eq!(show.picture, None);
}
