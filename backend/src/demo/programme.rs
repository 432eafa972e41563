//! The demonstration's house, venues, shows and performances, from its texts and through the use cases of the staff.

use super::evenings::{Evening, Fill};
use super::{house_plan, posters};
use crate::catalogue::pictures::{self, Prepared};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house::{self, Rules};
use crate::{catalogue, seating};
use chrono::{Days, TimeDelta, TimeZone};
use chrono_tz::Tz;
use image::{DynamicImage, ImageFormat, RgbaImage};
use serde::Deserialize;
use shared::catalogue::{
    Part, PerformanceState, Price, WriteCredit, WriteGenre, WritePerformance, WriteRate, WriteShow, WriteVenue,
};
use shared::house::{House, Locale};
use shared::ids::{CategoryId, GenreId, PerformanceId, PlanId, RateId, ShowId};
use shared::money::{Currency, Money};
use std::collections::HashMap;
use std::io::Cursor;

const TEXTS: &str = include_str!("programme.json");
/// The house's clock.
pub const ZONE: Tz = chrono_tz::Europe::Paris;
/// How long before a performance its sale opens.
const ON_SALE_DAYS: u64 = 75;
/// The reduced French rate for shows, in hundredths of a percent.
const VAT_RATE_BP: i32 = 210;

/// Prices in cents by show level, category and rate (full, reduced, child).
const PRICES: [&[[i64; 3]]; 3] = [
    &[[3_600, 2_800, 1_800], [3_000, 2_200, 1_500], [2_400, 1_800, 1_200], [1_600, 1_200, 800]],
    &[[3_000, 2_200, 1_500], [2_500, 1_800, 1_200], [2_000, 1_500, 1_000], [1_200, 1_000, 600]],
    &[[1_600, 1_100, 700]],
];

#[derive(Deserialize)]
pub struct Texts {
    house: HouseText,
    venues: Vec<VenueText>,
    genres: Vec<GenreText>,
    rates: Vec<RateText>,
    pub shows: Vec<ShowText>,
    pub people: People,
}

#[derive(Deserialize)]
struct HouseText {
    name: String,
    tagline: String,
    address: String,
    phone: String,
    email: String,
    opening_hours: String,
    legal_notice: String,
    terms: String,
}

#[derive(Deserialize)]
struct VenueText {
    name: String,
    address: String,
    city: String,
    access: String,
}

#[derive(Deserialize)]
struct GenreText {
    name: String,
    below: Vec<String>,
}

#[derive(Deserialize)]
struct RateText {
    name: String,
    condition: String,
}

#[derive(Deserialize)]
pub struct ShowText {
    pub title: String,
    subtitle: String,
    genre: String,
    /// 0 is the great house, 1 the studio.
    pub venue: usize,
    level: usize,
    poster: String,
    alt: String,
    duration: i32,
    age: i32,
    /// Name, part, character or task.
    credits: Vec<(String, Part, String)>,
    presentation: String,
    pub comments: Vec<String>,
}

/// First and last names of the spectators, who do not exist.
#[derive(Deserialize)]
pub struct People {
    pub first: Vec<String>,
    pub last: Vec<String>,
}

/// What was written, by position in the texts.
pub struct Programme {
    pub plans: Vec<PlanId>,
    pub shows: Vec<ShowId>,
    pub rates: Vec<(RateId, String)>,
    /// Categories of each plan in its order.
    categories: Vec<Vec<CategoryId>>,
}

/// A performance that was written.
pub struct Staged {
    pub performance: PerformanceId,
    pub show: usize,
    pub plan: usize,
    pub starts_at: Moment,
    pub opens_at: Moment,
    pub fill: Fill,
    /// In cents, by category and the rate's position.
    pub prices: HashMap<(CategoryId, usize), i64>,
}

pub fn texts() -> Fallible<Texts> {
    serde_json::from_str(TEXTS).map_err(|cause| Error::fault("read the demonstration's texts", cause))
}

/// Draws the poster of every show, in their order. Takes a while and needs no database.
pub fn draw_posters(texts: &Texts) -> Fallible<Vec<Prepared>> {
    let fault = |cause: &dyn std::fmt::Display| Error::fault("draw a poster", cause);
    let draw = |show: &ShowText| {
        let (width, height) = posters::SIZE;
        let pixels = posters::draw(&show.poster).ok_or_else(|| fault(&format!("no scene {}", show.poster)))?;
        let picture = RgbaImage::from_raw(width, height, pixels).ok_or_else(|| fault(&"size"))?;
        let mut file = Cursor::new(vec![]);
        let picture = DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(picture).to_rgb8());
        picture.write_to(&mut file, ImageFormat::Png).map_err(|cause| fault(&cause))?;
        pictures::prepare(&file.into_inner())
    };
    texts.shows.iter().map(draw).collect()
}

/// Writes house, venues, plans, genres, rates and shows.
pub fn write(conn: &mut Conn, texts: &Texts, posters: &[Prepared], now: Moment) -> Fallible<Programme> {
    write_house(conn, &texts.house)?;
    let genres = write_genres(conn, &texts.genres)?;
    let mut rates = vec![];
    for RateText { name, condition } in &texts.rates {
        let rate = catalogue::keeping::write_rate(
            conn,
            &WriteRate { name: name.clone(), condition: condition.clone(), hidden: false },
        )?;
        rates.push((rate.id, rate.name));
    }
    let (mut plans, mut categories) = (vec![], vec![]);
    for (venue, plan) in texts.venues.iter().zip([house_plan::great_house(), house_plan::studio()]) {
        let VenueText { name, address, city, access } = venue;
        let request = WriteVenue {
            name: name.clone(),
            address: address.clone(),
            city: city.clone(),
            time_zone: ZONE.name().to_owned(),
            access: access.clone(),
        };
        let venue = catalogue::keeping::write_venue(conn, &request)?;
        let plan = seating::import(conn, venue.id, plan.to_string().as_bytes(), now)?.plan;
        categories.push(seating::categories(conn, plan)?.into_iter().map(|category| category.id).collect());
        plans.push(plan);
    }
    let mut shows = vec![];
    for (text, poster) in texts.shows.iter().zip(posters) {
        let request = show_request(text, genres.get(&text.genre).copied());
        let show = catalogue::create_show(conn, &request, now)?.id;
        pictures::write_picture(conn, show, poster, &text.alt, now)?;
        shows.push(show);
    }
    Ok(Programme { plans, shows, rates, categories })
}

/// Writes the performances, in their order.
pub fn stage(
    conn: &mut Conn,
    texts: &Texts,
    programme: &Programme,
    evenings: &[Evening],
    now: Moment,
) -> Fallible<Vec<Staged>> {
    let missing = || Error::fault("write a demonstration performance", "no such show");
    let mut staged = vec![];
    for evening in evenings {
        let text = texts.shows.get(evening.show).ok_or_else(missing)?;
        let show = *programme.shows.get(evening.show).ok_or_else(missing)?;
        let plan = *programme.plans.get(text.venue).ok_or_else(missing)?;
        let starts_at = local(evening.day.and_time(evening.time));
        let opened_at = starts_at.checked_sub_days(Days::new(ON_SALE_DAYS)).unwrap_or(starts_at);
        let opens_at = match evening.fill {
            Fill::NotYet => now + TimeDelta::days(10),
            _ => opened_at.min(now - TimeDelta::days(6)),
        };
        let prices = prices(programme, text, evening.fill);
        let request = WritePerformance {
            show,
            plan,
            starts_at,
            doors_at: Some(starts_at - TimeDelta::minutes(if text.venue == 0 { 45 } else { 20 })),
            sale_opens_at: Some(opens_at),
            sale_closes_at: None,
            state: match evening.fill {
                Fill::Cancelled(_) => PerformanceState::Cancelled,
                _ => PerformanceState::OnSale,
            },
            vat_rate_bp: VAT_RATE_BP,
            note: note(evening.fill).to_owned(),
            prices: listed(programme, &prices),
        };
        let performance = catalogue::create_performance(conn, &request, now)?.id;
        let fill = evening.fill;
        staged.push(Staged { performance, show: evening.show, plan: text.venue, starts_at, opens_at, fill, prices });
    }
    Ok(staged)
}

const fn note(fill: Fill) -> &'static str {
    match fill {
        Fill::Cancelled(_) => {
            "Séance annulée en raison d’une blessure dans la distribution. Toutes les commandes ont été remboursées."
        }
        Fill::Free(_) => "Séance offerte par les Amis de la Lanterne : entrée gratuite, sur réservation.",
        Fill::NotYet => "Reprise exceptionnelle, suivie d’une rencontre avec l’équipe.",
        Fill::Percent(_) | Fill::AllBut(_) => "",
    }
}

fn prices(programme: &Programme, text: &ShowText, fill: Fill) -> HashMap<(CategoryId, usize), i64> {
    let levels = PRICES.get(text.level).copied().unwrap_or_default();
    let categories = programme.categories.get(text.venue).map(Vec::as_slice).unwrap_or_default();
    let mut prices = HashMap::new();
    for (category, by_rate) in categories.iter().zip(levels) {
        for (rate, minor) in by_rate.iter().enumerate() {
            prices.insert((*category, rate), if matches!(fill, Fill::Free(_)) { 0 } else { *minor });
        }
    }
    prices
}

fn listed(programme: &Programme, prices: &HashMap<(CategoryId, usize), i64>) -> Vec<Price> {
    let mut listed: Vec<Price> = prices
        .iter()
        .filter_map(|((category, rate), minor)| {
            let (rate, _) = programme.rates.get(*rate)?;
            Some(Price { category: *category, rate: *rate, price: Money::new(*minor, Currency::Eur) })
        })
        .collect();
    listed.sort_by_key(|price| (price.category, price.rate));
    listed
}

fn write_house(conn: &mut Conn, text: &HouseText) -> Fallible<()> {
    let before = house::rules(conn)?;
    let rules = Rules { currency: Currency::Eur, time_zone: ZONE, ..before };
    let email = text.email.parse().map_err(|cause| Error::fault("read the demonstration's texts", cause))?;
    let house = House {
        name: text.name.clone(),
        tagline: text.tagline.clone(),
        address: text.address.clone(),
        phone: text.phone.clone(),
        email: Some(email),
        opening_hours: text.opening_hours.clone(),
        time_zone: ZONE.name().to_owned(),
        currency: Currency::Eur,
        accent: None,
        logo: None,
        legal_notice: text.legal_notice.clone(),
        terms: text.terms.clone(),
        accessibility: String::new(),
        hold_minutes: rules.hold.num_minutes(),
        max_places_per_order: rules.max_places_per_order,
        cancel_hours_before: rules.cancel_before.map(|before| before.num_hours()),
        demonstration: true,
    };
    house::write(conn, &house, &rules)
}

fn write_genres(conn: &mut Conn, texts: &[GenreText]) -> Fallible<HashMap<String, GenreId>> {
    let mut genres = HashMap::new();
    for GenreText { name, below } in texts {
        let top = catalogue::keeping::write_genre(conn, &WriteGenre { parent: None, name: name.clone() })?.id;
        genres.insert(name.clone(), top);
        for name in below {
            let genre = catalogue::keeping::write_genre(conn, &WriteGenre { parent: Some(top), name: name.clone() })?;
            genres.insert(name.clone(), genre.id);
        }
    }
    Ok(genres)
}

fn show_request(text: &ShowText, genre: Option<GenreId>) -> WriteShow {
    let credit = |(name, part, character): &(String, Part, String)| WriteCredit {
        name: name.clone(),
        part: *part,
        character: character.clone(),
    };
    WriteShow {
        title: text.title.clone(),
        subtitle: text.subtitle.clone(),
        genre,
        credits: text.credits.iter().map(credit).collect(),
        presentation: text.presentation.clone(),
        duration_minutes: Some(text.duration),
        age_from: Some(text.age),
        language: Some(Locale::Fr),
        published: true,
    }
}

/// A time of the house's clock; one that a change of the clock skips is taken an hour later.
pub fn local(moment: chrono::NaiveDateTime) -> Moment {
    let found = ZONE.from_local_datetime(&moment).earliest();
    let found = found.or_else(|| ZONE.from_local_datetime(&(moment + TimeDelta::hours(1))).earliest());
    found.map_or_else(|| moment.and_utc(), |moment| moment.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_show_has_its_scene_and_a_presentation_worth_reading() {
        let texts = texts().unwrap();
        assert_eq!(texts.shows.len(), 12);
        for show in &texts.shows {
            assert!(posters::draw(&show.poster).is_some(), "{}", show.title);
            assert!((2..=4).contains(&show.presentation.split("\n\n").count()), "{}", show.title);
            let genres = texts.genres.iter().flat_map(|genre| genre.below.iter().chain([&genre.name]));
            assert!(genres.into_iter().any(|genre| *genre == show.genre), "{}", show.genre);
        }
    }
}
