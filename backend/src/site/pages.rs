//! What a page says before the application starts: to search engines, to those who share a link, and to browsers
//! without scripts.

use super::events;
use super::markup::{box_office, escaped, meta_name, meta_property, paragraphs, script_json, summary};
use crate::catalogue::{Audience, programme};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house;
use crate::tickets::words;
use chrono_tz::Tz;
use shared::catalogue::{ListProgramme, PerformanceCard, Picture, PlacesLeft, Sale, Show};
use shared::house::{House, Locale};
use shared::refusal::Refusal;
use url::Url;

/// How many performances the plain programme lists.
const PROGRAMME_LISTED: i64 = 20;
/// Longest description, in characters; search engines cut there.
const DESCRIPTION_MAX: usize = 200;
/// Most shows that the site map names.
const SITEMAP_MAX: i64 = 5_000;

/// What is put into `index.html`.
pub struct Page {
    pub is_found: bool,
    pub head: String,
    pub house: String,
    pub content: String,
}

/// Who asks for which address of this site.
pub struct Asked {
    pub path: String,
    pub locale: Locale,
    pub public_url: Url,
}

/// What an address of the front end leads to.
#[derive(Debug, PartialEq, Eq)]
enum Place<'a> {
    Programme,
    Show(&'a str),
    /// A page that search engines may list, but that says nothing here.
    Open,
    /// A page about one person's affairs.
    Private,
    Nowhere,
}

/// Reads what the page at an address says. An address that leads nowhere has a page as well, which says so.
pub fn read(conn: &mut Conn, asked: &Asked, now: Moment) -> Fallible<Page> {
    let house = house::show(conn)?;
    match place(&asked.path) {
        Place::Programme => programme_page(conn, asked, &house, now),
        Place::Show(name) => match show(conn, name, now) {
            Ok(found) => show_page(conn, asked, &house, &found),
            Err(Error::Refused(Refusal::NotFound)) => Ok(other_page(&house, asked, Place::Nowhere)),
            Err(fault) => Err(fault),
        },
        other => Ok(other_page(&house, asked, other)),
    }
}

/// The addresses of the site for search engines.
pub fn sitemap(conn: &mut Conn, public_url: &Url) -> Fallible<String> {
    let entry = |path: &str, changed: Option<Moment>| {
        let changed = changed.map(|at| format!("<lastmod>{}</lastmod>", at.format("%Y-%m-%d"))).unwrap_or_default();
        format!("<url><loc>{}</loc>{changed}</url>\n", escaped(&address(public_url, path)))
    };
    let mut entries: Vec<String> = ["/", "/legal", "/terms", "/accessibility"].map(|path| entry(path, None)).to_vec();
    for (slug, changed_at) in programme::addresses(conn, SITEMAP_MAX)? {
        entries.push(entry(&format!("/shows/{slug}"), Some(changed_at)));
    }
    let entries = entries.concat();
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{entries}</urlset>\n"
    ))
}

/// What search engines may read: the programme and its pictures, nobody's affairs.
pub fn robots(public_url: &Url) -> String {
    let private = ["/api/", "/basket", "/checkout", "/orders", "/account", "/confirm", "/confirm-email", "/reset"];
    let private: String = private.iter().map(|path| format!("Disallow: {path}\n")).collect();
    let sitemap = address(public_url, "/sitemap.xml");
    format!("User-agent: *\nAllow: /api/v1/pictures/\n{private}\nSitemap: {sitemap}\n")
}

fn place(path: &str) -> Place<'_> {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    match parts.as_slice() {
        ["" | "index.html"] => Place::Programme,
        ["shows", name] => Place::Show(name),
        ["legal" | "terms" | "accessibility"] => Place::Open,
        [
            "basket" | "checkout" | "orders" | "account" | "sign-in" | "register" | "confirm" | "confirm-email"
            | "reset",
        ]
        | ["reset", "new"] => Place::Private,
        ["performances", id, "seats"] | ["orders", id] | ["orders", id, "return" | "cancelled"]
            if id.parse::<i64>().is_ok() =>
        {
            Place::Private
        }
        _ => Place::Nowhere,
    }
}

fn show(conn: &mut Conn, name: &str, now: Moment) -> Fallible<Show> {
    let show = programme::find_show(conn, name, Audience::Public)?;
    programme::show(conn, show, Audience::Public, now)
}

fn programme_page(conn: &mut Conn, asked: &Asked, house: &House, now: Moment) -> Fallible<Page> {
    let request = ListProgramme { limit: Some(PROGRAMME_LISTED), ..ListProgramme::default() };
    let coming = programme::list_performances(conn, &request, now)?.items;
    let heading = match asked.locale {
        Locale::Fr => "Programme",
        Locale::En => "What’s on",
    };
    let listed: String =
        coming.iter().map(|card| listed(card, asked.locale, Some((&card.show_slug, &card.show_title)))).collect();
    let tagline =
        if house.tagline.is_empty() { String::new() } else { format!("<p>{}</p>\n", escaped(&house.tagline)) };
    let content = format!("<h1>{heading}</h1>\n{tagline}<ul>\n{listed}</ul>\n{}", without_scripts(house, asked.locale));
    let description = if house.tagline.is_empty() { house.name.clone() } else { house.tagline.clone() };
    let head = head(asked, &format!("{heading} · {}", house.name), &description, "/", None);
    Ok(Page { is_found: true, head, house: in_header(house), content })
}

fn show_page(conn: &mut Conn, asked: &Asked, house: &House, show: &Show) -> Fallible<Page> {
    let path = format!("/shows/{}", show.slug);
    let text = if show.presentation.is_empty() { &show.subtitle } else { &show.presentation };
    let mut head = head(
        asked,
        &format!("{} · {}", show.title, house.name),
        &summary(text, DESCRIPTION_MAX),
        &path,
        show.picture.as_ref(),
    );
    let venues = programme::venues(conn)?;
    for event in events::of_show(show, &venues, house, &asked.public_url) {
        head.push_str(&format!("<script type=\"application/ld+json\">{}</script>\n", script_json(&event)));
    }
    let listed: String = show.performances.iter().map(|card| listed(card, asked.locale, None)).collect();
    let subtitle =
        if show.subtitle.is_empty() { String::new() } else { format!("<p>{}</p>\n", escaped(&show.subtitle)) };
    let content = format!(
        "<h1>{}</h1>\n{subtitle}{}<ul>\n{listed}</ul>\n{}",
        escaped(&show.title),
        paragraphs(&show.presentation),
        without_scripts(house, asked.locale)
    );
    Ok(Page { is_found: true, head, house: in_header(house), content })
}

fn other_page(house: &House, asked: &Asked, place: Place<'_>) -> Page {
    let is_found = place != Place::Nowhere;
    let mut head = format!("<title>{}</title>\n", escaped(&house.name));
    if place != Place::Open {
        head.push_str(&meta_name("robots", "noindex"));
    }
    let missing = match asked.locale {
        _ if is_found => "",
        Locale::Fr => "<h1>Page introuvable</h1>\n",
        Locale::En => "<h1>Page not found</h1>\n",
    };
    let content = format!("{missing}{}", without_scripts(house, asked.locale));
    Page { is_found, head, house: in_header(house), content }
}

fn head(asked: &Asked, title: &str, description: &str, path: &str, picture: Option<&Picture>) -> String {
    let here = address(&asked.public_url, path);
    let mut head =
        format!("<title>{}</title>\n<link rel=\"canonical\" href=\"{}\" />\n", escaped(title), escaped(&here));
    head.push_str(&meta_name("description", description));
    head.push_str(&meta_property("og:type", "website"));
    head.push_str(&meta_property("og:title", title));
    head.push_str(&meta_property("og:description", description));
    head.push_str(&meta_property("og:url", &here));
    let locale = match asked.locale {
        Locale::Fr => "fr_FR",
        Locale::En => "en_GB",
    };
    head.push_str(&meta_property("og:locale", locale));
    if let Some(picture) = picture {
        head.push_str(&meta_property("og:image", &picture_address(&asked.public_url, picture)));
        head.push_str(&meta_property("og:image:width", &picture.width.to_string()));
        head.push_str(&meta_property("og:image:height", &picture.height.to_string()));
        head.push_str(&meta_property("og:image:alt", &picture.alt));
        head.push_str(&meta_name("twitter:card", "summary_large_image"));
    }
    head
}

/// A performance in a list, with its show when the list has several.
fn listed(card: &PerformanceCard, locale: Locale, show: Option<(&str, &str)>) -> String {
    let zone: Tz = card.time_zone.parse().unwrap_or(Tz::UTC);
    let when = escaped(&words::day_and_time(card.starts_at, zone, locale));
    let when = format!("<time datetime=\"{}\">{when}</time>", card.starts_at.with_timezone(&zone).to_rfc3339());
    let show = show.map(|(slug, title)| format!("<a href=\"/shows/{}\">{}</a>, ", escaped(slug), escaped(title)));
    let notice = match (card.sale, card.places_left, locale) {
        (Sale::Cancelled, _, Locale::Fr) => ", <strong>annulée</strong>",
        (Sale::Cancelled, _, Locale::En) => ", <strong>cancelled</strong>",
        (_, PlacesLeft::SoldOut, Locale::Fr) => ", <strong>complet</strong>",
        (_, PlacesLeft::SoldOut, Locale::En) => ", <strong>sold out</strong>",
        _ => "",
    };
    format!("<li>{}{when}, {}{notice}</li>\n", show.unwrap_or_default(), escaped(&card.venue_name))
}

fn without_scripts(house: &House, locale: Locale) -> String {
    let note = match locale {
        Locale::Fr => "<p>Choisir des places ici demande JavaScript. La billetterie vous aide volontiers :</p>\n",
        Locale::En => "<p>Choosing seats here needs JavaScript. The box office is glad to help:</p>\n",
    };
    format!("{note}{}", box_office(house))
}

fn in_header(house: &House) -> String {
    format!("<span>{}</span>", escaped(&house.name))
}

/// The whole address of a path of this site.
pub fn address(public_url: &Url, path: &str) -> String {
    public_url.join(path).map_or_else(|_| path.to_owned(), String::from)
}

/// The whole address of the largest file of a picture.
pub fn picture_address(public_url: &Url, picture: &Picture) -> String {
    address(public_url, &format!("/api/v1/pictures/{}/{}.jpg", picture.id, picture.width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_of_the_front_end_has_a_page() {
        let routes = include_str!("../../../frontend/src/route.rs");
        let (_, to_path) = routes.split_once("pub fn to_path").unwrap();
        let (to_path, _) = to_path.split_once("path.to_owned()").unwrap();
        let paths: Vec<&str> = to_path.split('"').skip(1).step_by(2).collect();
        assert!(paths.len() > 15, "{paths:?}");
        // The staff's pages are of another program.
        for path in paths.into_iter().filter(|path| *path != "/not-found" && !path.starts_with("/staff")) {
            let path = path.replace("{slug}", "phedre").replace("{id}", "7");
            assert_ne!(place(&path), Place::Nowhere, "{path}");
        }
        for path in ["/nowhere", "/shows", "/shows/a/b", "/orders/x", "/performances/7", "/not-found"] {
            assert_eq!(place(path), Place::Nowhere, "{path}");
        }
    }
}
