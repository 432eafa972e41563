//! The built front end as it is served: files, pages that say what they are about, and what search engines read.

use crate::harness::{Answer, TestApp};
use billetterie::catalogue::{self, pictures};
use chrono::TimeDelta;
use serde_json::Value;
use shared::accounts::Role;
use shared::catalogue::{Part, Performance, WriteCredit, WriteShow};

const INDEX: &str = "<!doctype html><html lang=\"fr\"><head><!--head--><title>Billetterie</title><!--/head--></head>\
    <body><!--house--><span>Billetterie</span><!--/house--><main><!--programme--></main></body></html>";
const WASM: &str = "assets/front-0123456789abcdef_bg.wasm";

/// A theatre with a built front end in a folder.
async fn site(public_url: Option<&str>) -> (TestApp, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    write("index.html", INDEX.as_bytes());
    write("noscript.css", b".plain { display: block }");
    write(WASM, b"plain wasm");
    write(&format!("{WASM}.br"), b"brotli wasm");
    write(&format!("{WASM}.gz"), b"gzip wasm");
    let at = folder.path().to_owned();
    let app = TestApp::with(|config| {
        config.site_folder = Some(at);
        if let Some(url) = public_url {
            config.public_url = url.parse().unwrap();
        }
    })
    .await;
    (app, folder)
}

async fn ask(app: &TestApp, method: reqwest::Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let visitor = app.visitor();
    let url = format!("{}{path}", app.address);
    let request =
        headers.iter().fold(visitor.bare(method, &url), |request, (name, value)| request.header(*name, *value));
    visitor.send(request).await
}

async fn get(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Answer {
    ask(app, reqwest::Method::GET, path, headers).await
}

#[actix_web::test]
async fn files_are_sent_compressed_and_kept_when_their_name_has_a_hash() {
    let (app, _folder) = site(None).await;
    let path = format!("/{WASM}");
    for (accepted, encoding, body) in [
        ("gzip, deflate, br", "br", "brotli wasm"),
        ("gzip", "gzip", "gzip wasm"),
        ("br;q=0, gzip;q=0.5", "gzip", "gzip wasm"),
        ("identity", "identity", "plain wasm"),
    ] {
        let answer = get(&app, &path, &[("accept-encoding", accepted)]).await;
        assert_eq!(
            (answer.status, answer.header("content-encoding"), answer.text().as_str()),
            (200, Some(encoding), body)
        );
        assert_eq!(answer.header("content-type"), Some("application/wasm"));
        assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert_eq!(answer.header("vary"), Some("accept-encoding"));
        let tag = answer.header("etag").unwrap();
        let again = get(&app, &path, &[("accept-encoding", accepted), ("if-none-match", tag)]).await;
        assert_eq!((again.status, again.body.len()), (304, 0));
        // A tag is of one form only.
        let other = if accepted == "identity" { "br" } else { "identity" };
        assert_eq!(get(&app, &path, &[("accept-encoding", other), ("if-none-match", tag)]).await.status, 200);
    }
    let style = get(&app, "/noscript.css", &[]).await;
    assert_eq!(style.header("cache-control"), Some("public, max-age=3600"));
    let head = ask(&app, reqwest::Method::HEAD, &path, &[("accept-encoding", "br")]).await;
    assert_eq!((head.status, head.body.len(), head.header("content-length")), (200, 0, Some("11")));
}

#[actix_web::test]
async fn what_is_not_there_is_not_found() {
    let (app, _folder) = site(None).await;
    for path in ["/missing.js", "/assets/front-0000.wasm", "/../Cargo.toml", "/%2e%2e/Cargo.toml", "/api/v1/nothing"] {
        get(&app, path, &[]).await.refused(404, "not_found");
    }
    let posted = ask(&app, reqwest::Method::POST, "/orders", &[("x-billetterie", "1")]).await;
    posted.refused(405, "method_not_allowed");
    let bare = TestApp::new().await;
    assert_eq!(get(&bare, "/", &[]).await.status, 404);
}

#[actix_web::test]
async fn every_page_is_the_application_and_asked_for_each_time() {
    let (app, _folder) = site(None).await;
    for path in [
        "/",
        "/index.html",
        "/basket",
        "/orders/7/return?key=x",
        "/performances/3/seats",
        "/reset/new?token=y",
        "/legal",
    ] {
        let answer = get(&app, path, &[]).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
        let tag = answer.header("etag").unwrap();
        assert_eq!(get(&app, path, &[("if-none-match", tag)]).await.status, 304, "{path}");
        assert!(answer.header("content-security-policy").unwrap().contains("script-src 'self'"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
    assert!(get(&app, "/orders/7", &[]).await.text().contains("<meta name=\"robots\" content=\"noindex\" />"));
    assert!(!get(&app, "/legal", &[]).await.text().contains("noindex"));
    let head = ask(&app, reqwest::Method::HEAD, "/", &[]).await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    let nowhere = get(&app, "/nowhere/at/all", &[]).await;
    assert_eq!(nowhere.status, 404);
    assert!(nowhere.text().contains("Page introuvable"), "{}", nowhere.text());
}

#[actix_web::test]
async fn the_programme_can_be_read_without_scripts() {
    let (app, _folder) = site(None).await;
    let theatre = app.theatre().await;
    let page = get(&app, "/", &[]).await;
    let (html, vary) = (page.text(), page.header("vary").unwrap().to_owned());
    assert!(vary.contains("accept-language"), "{vary}");
    assert!(html.contains("<a href=\"/shows/le-malade-imaginaire\">Le Malade imaginaire</a>"), "{html}");
    assert!(html.contains("Grande Salle") && html.contains("<h1>Programme</h1>") && html.contains("<address>"));
    assert!(html.contains("<title>Programme · Théâtre</title>") && !html.contains("<title>Billetterie</title>"));
    assert!(html.contains("<span>Théâtre</span>") && !html.contains("<!--"));
    let english = get(&app, "/", &[("accept-language", "en-GB,en;q=0.9")]).await.text();
    assert!(english.contains("<html lang=\"en\">") && english.contains("<h1>What’s on</h1>"), "{english}");

    let (show, now) = (theatre.show, app.now());
    let performance: Performance =
        app.visitor().get(&format!("/api/v1/performances/{}", theatre.performance)).await.ok();
    let mut more = serde_json::to_value(&performance).unwrap();
    more.as_object_mut().unwrap().retain(|name, _| ["plan", "doors_at", "prices"].contains(&name.as_str()));
    let staff = app.staff(Role::BoxOffice).await;
    for day in 0..25 {
        let mut body = more.clone();
        body["show"] = serde_json::to_value(show).unwrap();
        body["starts_at"] = serde_json::to_value(now + TimeDelta::days(10 + day)).unwrap();
        body["state"] = "on_sale".into();
        body["vat_rate_bp"] = 550.into();
        staff.post("/api/v1/admin/performances", &body).await.ok::<Performance>();
    }
    assert_eq!(get(&app, "/", &[]).await.text().matches("<li>").count(), 20);
}

#[actix_web::test]
async fn a_show_tells_search_engines_and_shared_links_what_it_is() {
    let (app, _folder) = site(Some("https://billets.example.org")).await;
    let theatre = app.theatre().await;
    let now = app.now();
    let (slug, picture) = app
        .write(move |conn| {
            let title = "Le </script><script>alert(1)</script> \"Tartuffe\"";
            let credit = |name: &str, part| WriteCredit { name: name.into(), part, character: String::new() };
            let request = WriteShow {
                title: title.into(),
                subtitle: "ou l’Imposteur".into(),
                genre: None,
                credits: vec![credit("Molière", Part::Author), credit("Ada <b>", Part::Artist)],
                presentation: "Un dévot & sa <i>dupe</i>.\n\nCinq actes.".into(),
                duration_minutes: Some(100),
                age_from: None,
                language: None,
                published: true,
            };
            let show = catalogue::create_show(conn, &request, now)?;
            let red = image::RgbImage::from_pixel(700, 400, image::Rgb([200, 0, 0]));
            let mut png = std::io::Cursor::new(Vec::new());
            red.write_to(&mut png, image::ImageFormat::Png).unwrap();
            let prepared = pictures::prepare(&png.into_inner())?;
            let picture = pictures::write_picture(conn, show.id, &prepared, "Une \"scène\"", now)?;
            // The fixture's performance now plays this show.
            use diesel::prelude::*;
            diesel::update(billetterie::schema::performances::table)
                .set(billetterie::schema::performances::show_id.eq(show.id.0))
                .execute(conn)?;
            Ok((show.slug, picture))
        })
        .await;
    let answer = get(&app, &format!("/shows/{slug}"), &[]).await;
    let html = answer.text();
    assert_eq!(answer.status, 200);
    assert!(!html.contains("<script>alert") && !html.contains("<i>") && !html.contains("<b>"), "{html}");
    let here = format!("https://billets.example.org/shows/{slug}");
    let image = format!("https://billets.example.org/api/v1/pictures/{picture}/700.jpg");
    for said in [
        format!("<link rel=\"canonical\" href=\"{here}\" />"),
        format!("<meta property=\"og:image\" content=\"{image}\" />"),
        "<meta property=\"og:image:alt\" content=\"Une &quot;scène&quot;\" />".to_owned(),
        "<meta name=\"description\" content=\"Un dévot &amp; sa &lt;i&gt;dupe&lt;/i&gt;. Cinq actes.\" />".to_owned(),
        "&quot;Tartuffe&quot; · Théâtre</title>".to_owned(),
    ] {
        assert!(html.contains(&said), "{said} is not in {html}");
    }
    let data = html.split_once("<script type=\"application/ld+json\">").unwrap().1;
    let event: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    assert_eq!(event["@type"], "TheaterEvent");
    assert_eq!(event["name"], "Le </script><script>alert(1)</script> \"Tartuffe\"");
    assert_eq!(event["image"][0], image);
    assert_eq!(event["duration"], "PT100M");
    assert_eq!(event["location"]["address"]["addressLocality"], "Montjoie");
    assert_eq!((&event["offers"]["lowPrice"], &event["offers"]["priceCurrency"]), (&"6.00".into(), &"EUR".into()));
    assert_eq!(event["offers"]["availability"], "https://schema.org/InStock");
    assert_eq!(event["workPerformed"]["author"][0]["name"], "Molière");
    let starts_at: chrono::DateTime<chrono::Utc> = event["startDate"].as_str().unwrap().parse().unwrap();
    assert!((now + TimeDelta::days(7) - starts_at).num_seconds().abs() < 120, "{starts_at}");
    assert_eq!(
        event["offers"]["url"],
        format!("https://billets.example.org/performances/{}/seats", theatre.performance)
    );

    let missing = get(&app, "/shows/nowhere", &[]).await;
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("<main>"), "the application is there all the same");
}

#[actix_web::test]
async fn search_engines_find_the_map_and_stay_out_of_affairs() {
    let (app, _folder) = site(Some("https://billets.example.org")).await;
    app.theatre().await;
    let robots = get(&app, "/robots.txt", &[]).await;
    assert_eq!(robots.header("content-type"), Some("text/plain; charset=utf-8"));
    let robots = robots.text();
    assert!(
        robots.contains("Disallow: /orders\n") && robots.contains("Sitemap: https://billets.example.org/sitemap.xml")
    );
    let map = get(&app, "/sitemap.xml", &[]).await;
    assert_eq!(map.header("content-type"), Some("application/xml; charset=utf-8"));
    assert!(
        map.text().contains("<loc>https://billets.example.org/shows/le-malade-imaginaire</loc><lastmod>"),
        "{}",
        map.text()
    );
}
