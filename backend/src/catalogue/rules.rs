//! What the catalogue decides without looking anything up: whether a performance is on sale, how a title becomes an
//! address, which words find a show, where a day begins.

pub mod dates;

use crate::clock::Moment;
use crate::error::{Error, Fallible};
use crate::request::text;
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use shared::catalogue::{Genre, PerformanceState, Price, Sale, WriteCredit, WritePerformance, WriteShow};
use shared::ids::{CategoryId, GenreId, RateId};
use shared::money::Currency;
use std::collections::{HashMap, HashSet};

pub const TITLE_MAX: usize = 200;
pub const PRESENTATION_MAX: usize = 10_000;
pub const CREDITS_MAX: usize = 200;
pub const NAME_MAX: usize = 120;
pub const ADDRESS_MAX: usize = 500;
pub const ACCESS_MAX: usize = 5_000;
pub const NOTE_MAX: usize = 1_000;
pub const DURATION_MAX_MINUTES: i32 = 24 * 60;
pub const AGE_MAX: i32 = 99;
/// Deepest place in the tree of genres.
pub const GENRE_MAX_DEPTH: usize = 5;
/// The dearest place, in the smallest unit of the currency.
pub const PRICE_MAX_MINOR: i64 = 1_000_000;
pub const PRICES_MAX: usize = 500;
/// Longest search, in characters.
pub const SEARCH_MAX: usize = 200;
/// Words of a search that count; the rest would only repeat the reading.
const SEARCH_MAX_WORDS: usize = 10;
/// Longest address part that is made from a title.
const SLUG_MAX: usize = 80;
/// Years that a programme may be asked about; both engines order these rightly.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=9998;

/// When places of a performance may be bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaleWindow {
    pub state: PerformanceState,
    pub opens_at: Moment,
    pub closes_at: Moment,
}

impl SaleWindow {
    /// What a visitor is told at that moment. A draft is closed: nobody but staff sees it.
    pub fn at(&self, now: Moment) -> Sale {
        match self.state {
            PerformanceState::Cancelled => Sale::Cancelled,
            PerformanceState::Draft => Sale::Closed,
            PerformanceState::OnSale if now >= self.closes_at => Sale::Closed,
            PerformanceState::OnSale if now < self.opens_at => Sale::NotYet { opens_at: self.opens_at },
            PerformanceState::OnSale => Sale::Open { closes_at: self.closes_at },
        }
    }
}

/// The words of a text without accents, marks and capitals: what searches and addresses are made of.
pub fn words(text: &str) -> Vec<String> {
    let plain = deunicode::deunicode(text).to_lowercase();
    plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words of a search, each of which must be found.
///
/// A search that has marks but no letter or digit finds nothing, which is `None`.
pub fn search_words(q: &str) -> Fallible<Option<Vec<String>>> {
    if q.chars().count() > SEARCH_MAX {
        return Err(Error::invalid("q", format!("must have at most {SEARCH_MAX} characters")));
    }
    let mut words = words(q);
    words.truncate(SEARCH_MAX_WORDS);
    let means_something = !words.is_empty() || q.trim().is_empty();
    Ok(means_something.then_some(words))
}

/// What a search looks through: all words of the texts, in order.
pub fn search_key<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().flat_map(words).collect::<Vec<_>>().join(" ")
}

/// What stands in the address of a page about `title`. Never a bare number, which would read as an id.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for word in words(title) {
        if slug.len() + word.len() >= SLUG_MAX {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    match slug {
        slug if slug.is_empty() => "spectacle".to_owned(),
        slug if slug.bytes().all(|byte| byte.is_ascii_digit()) => format!("spectacle-{slug}"),
        slug => slug,
    }
}

/// The addresses to try for a title, first without a number, then with -2, -3, ...
pub fn slug_candidates(title: &str) -> impl Iterator<Item = String> + use<> {
    let slug = slug(title);
    (1_u32..).map(move |count| if count == 1 { slug.clone() } else { format!("{slug}-{count}") })
}

/// The genre and all below it.
pub fn genre_and_below(genres: &[Genre], top: GenreId) -> Vec<GenreId> {
    let mut children: HashMap<GenreId, Vec<GenreId>> = HashMap::new();
    for genre in genres {
        if let Some(parent) = genre.parent {
            children.entry(parent).or_default().push(genre.id);
        }
    }
    let mut found = vec![top];
    let mut seen = HashSet::from([top]);
    let mut open = vec![top];
    while let Some(genre) = open.pop() {
        for child in children.get(&genre).into_iter().flatten() {
            if seen.insert(*child) {
                found.push(*child);
                open.push(*child);
            }
        }
    }
    found
}

/// The genre and those above it, from the genre upwards.
pub fn genre_and_above(genres: &[Genre], bottom: GenreId) -> Vec<&Genre> {
    let by_id: HashMap<GenreId, &Genre> = genres.iter().map(|genre| (genre.id, genre)).collect();
    let mut path = Vec::new();
    let mut next = by_id.get(&bottom).copied();
    while let Some(genre) = next.filter(|_| path.len() <= GENRE_MAX_DEPTH) {
        path.push(genre);
        next = genre.parent.and_then(|parent| by_id.get(&parent).copied());
    }
    path
}

/// The moment at which a day begins where the theatre stands.
pub fn day_begins(field: &str, day: NaiveDate, zone: Tz) -> Fallible<Moment> {
    check_year(field, day)?;
    let midnight = day.and_time(NaiveTime::MIN);
    // Some zones put their clocks forward at midnight; their day begins an hour later.
    let local = zone.from_local_datetime(&midnight).earliest();
    let local = local.or_else(|| zone.from_local_datetime(&(midnight + TimeDelta::hours(1))).earliest());
    Ok(local.map_or_else(|| Utc.from_utc_datetime(&midnight), |local| local.with_timezone(&Utc)))
}

/// Refuses days that no programme has.
pub fn check_year(field: &str, day: NaiveDate) -> Fallible<()> {
    if YEARS.contains(&day.year()) { Ok(()) } else { Err(Error::invalid(field, "must be a day of our time")) }
}

/// The request with its texts trimmed; refuses what is too long, too short or out of bounds.
pub fn clean_show(request: &WriteShow) -> Fallible<WriteShow> {
    if request.credits.len() > CREDITS_MAX {
        return Err(Error::invalid("credits", format!("must be at most {CREDITS_MAX}")));
    }
    if request.duration_minutes.is_some_and(|minutes| !(1..=DURATION_MAX_MINUTES).contains(&minutes)) {
        return Err(Error::invalid("duration_minutes", format!("must be between 1 and {DURATION_MAX_MINUTES}")));
    }
    if request.age_from.is_some_and(|age| !(0..=AGE_MAX).contains(&age)) {
        return Err(Error::invalid("age_from", format!("must be between 0 and {AGE_MAX}")));
    }
    let credit = |(place, credit): (usize, &WriteCredit)| {
        Ok(WriteCredit {
            name: text(&format!("credits[{place}].name"), &credit.name, 1, NAME_MAX)?,
            part: credit.part,
            character: text(&format!("credits[{place}].character"), &credit.character, 0, NAME_MAX)?,
        })
    };
    Ok(WriteShow {
        title: text("title", &request.title, 1, TITLE_MAX)?,
        subtitle: text("subtitle", &request.subtitle, 0, TITLE_MAX)?,
        genre: request.genre,
        credits: request.credits.iter().enumerate().map(credit).collect::<Fallible<_>>()?,
        presentation: text("presentation", &request.presentation, 0, PRESENTATION_MAX)?,
        duration_minutes: request.duration_minutes,
        age_from: request.age_from,
        language: request.language,
        published: request.published,
    })
}

/// Refuses prices that cannot be asked: other categories than the plan's, other rates than the house's, another
/// currency, an amount out of bounds, the same price twice, or none at all while on sale.
pub fn check_prices(
    prices: &[Price],
    state: PerformanceState,
    categories: &[CategoryId],
    rates: &[RateId],
    currency: Currency,
) -> Fallible<()> {
    let wrong = |place: usize, problem: String| Err(Error::invalid(format!("prices[{place}]"), problem));
    if prices.len() > PRICES_MAX {
        return Err(Error::invalid("prices", format!("must be at most {PRICES_MAX}")));
    }
    if prices.is_empty() && state == PerformanceState::OnSale {
        return Err(Error::invalid("prices", "must not be empty when on sale"));
    }
    let mut seen = HashSet::new();
    for (place, Price { category, rate, price }) in prices.iter().enumerate() {
        if !categories.contains(category) {
            return wrong(place, format!("category {category} is not of this plan"));
        }
        if !rates.contains(rate) {
            return wrong(place, format!("there is no rate {rate}"));
        }
        if price.currency != currency {
            return wrong(place, format!("must be in {currency}"));
        }
        if !(0..=PRICE_MAX_MINOR).contains(&price.minor) {
            return wrong(place, format!("must be between 0 and {PRICE_MAX_MINOR}"));
        }
        if !seen.insert((*category, *rate)) {
            return wrong(place, "is there twice".to_owned());
        }
    }
    Ok(())
}

/// Refuses a sale that ends before it begins, and doors that open after the start.
pub fn check_times(request: &WritePerformance) -> Fallible<()> {
    check_year("starts_at", request.starts_at.date_naive())?;
    if request.doors_at.is_some_and(|doors| doors > request.starts_at) {
        return Err(Error::invalid("doors_at", "must not be after the start"));
    }
    let (opens, closes) = (request.sale_opens_at, request.sale_closes_at);
    if closes.is_some_and(|closes| opens.is_some_and(|opens| opens >= closes)) {
        return Err(Error::invalid("sale_closes_at", "must be after the sale opens"));
    }
    if !(0..=10_000).contains(&request.vat_rate_bp) {
        return Err(Error::invalid("vat_rate_bp", "must be between 0 and 10000"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn genre(id: i64, parent: Option<i64>) -> Genre {
        Genre { id: GenreId(id), parent: parent.map(GenreId), name: format!("g{id}") }
    }

    #[test]
    fn the_sale_opens_and_closes_on_the_minute() {
        let at = |hour: u32| Utc.with_ymd_and_hms(2026, 3, 1, hour, 0, 0).unwrap();
        let window = SaleWindow { state: PerformanceState::OnSale, opens_at: at(9), closes_at: at(19) };
        assert_eq!(window.at(at(8)), Sale::NotYet { opens_at: at(9) });
        assert_eq!(window.at(at(9)), Sale::Open { closes_at: at(19) });
        assert_eq!(window.at(at(19)), Sale::Closed);
        assert_eq!(SaleWindow { state: PerformanceState::Cancelled, ..window }.at(at(10)), Sale::Cancelled);
        assert_eq!(SaleWindow { state: PerformanceState::Draft, ..window }.at(at(10)), Sale::Closed);
    }

    #[test]
    fn titles_become_addresses() {
        assert_eq!(slug("L’École des femmes"), "l-ecole-des-femmes");
        assert_eq!(slug("Œdipe roi (version 2)"), "oedipe-roi-version-2");
        assert_eq!(slug("1984"), "spectacle-1984");
        assert_eq!(slug(" !!! "), "spectacle");
        assert_eq!(slug_candidates("Phèdre").take(3).collect::<Vec<_>>(), ["phedre", "phedre-2", "phedre-3"]);
    }

    #[test]
    fn a_search_of_marks_finds_nothing_and_an_empty_one_everything() {
        assert_eq!(search_words("%_'").unwrap(), None);
        assert_eq!(search_words("  ").unwrap(), Some(vec![]));
        assert_eq!(search_words("Molière, l'AVARE").unwrap(), Some(vec!["moliere".into(), "l".into(), "avare".into()]));
        assert!(search_words(&"a".repeat(SEARCH_MAX + 1)).is_err());
    }

    #[test]
    fn genres_are_followed_down_and_up_even_in_a_circle() {
        let tree = [genre(1, None), genre(2, Some(1)), genre(3, Some(2)), genre(4, None)];
        assert_eq!(genre_and_below(&tree, GenreId(1)), [GenreId(1), GenreId(2), GenreId(3)]);
        let up: Vec<_> = genre_and_above(&tree, GenreId(3)).into_iter().map(|genre| genre.id.0).collect();
        assert_eq!(up, [3, 2, 1]);
        let circle = [genre(1, Some(2)), genre(2, Some(1))];
        assert_eq!(genre_and_below(&circle, GenreId(1)).len(), 2);
        assert!(genre_and_above(&circle, GenreId(1)).len() <= GENRE_MAX_DEPTH + 1);
    }

    #[test]
    fn days_begin_where_the_theatre_stands() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let paris = day_begins("from", day("2026-07-14"), Tz::Europe__Paris).unwrap();
        assert_eq!(paris.to_rfc3339(), "2026-07-13T22:00:00+00:00");
        // In Beirut clocks go forward at midnight: that day begins at one.
        let beirut = day_begins("from", day("2026-03-29"), Tz::Asia__Beirut).unwrap();
        assert_eq!(beirut.to_rfc3339(), "2026-03-28T22:00:00+00:00");
        assert!(day_begins("from", day("1066-10-14"), Tz::Europe__Paris).is_err());
    }

    proptest! {
        #[test]
        fn slugs_are_safe_in_an_address(title in ".{0,300}") {
            let slug = slug(&title);
            prop_assert!(!slug.is_empty() && slug.len() <= SLUG_MAX + 10);
            prop_assert!(slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
            prop_assert!(slug.parse::<i64>().is_err());
        }
    }
}
