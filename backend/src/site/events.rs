//! Performances as search engines read them: schema.org's `TheaterEvent`.

use super::pages::{address, picture_address};
use chrono::SecondsFormat;
use chrono_tz::Tz;
use serde_json::{Value, json};
use shared::catalogue::{Part, PerformanceCard, PlacesLeft, Sale, Show, Venue};
use shared::house::House;
use url::Url;

/// Most performances of a show that are told.
const EVENTS_MAX: usize = 20;

/// One event for each coming performance.
pub fn of_show(show: &Show, venues: &[Venue], house: &House, public_url: &Url) -> Vec<Value> {
    let event = |card: &PerformanceCard| of_performance(show, card, venues, house, public_url);
    show.performances.iter().take(EVENTS_MAX).map(event).collect()
}

fn of_performance(show: &Show, card: &PerformanceCard, venues: &[Venue], house: &House, public_url: &Url) -> Value {
    let zone: Tz = card.time_zone.parse().unwrap_or(Tz::UTC);
    let status = if card.sale == Sale::Cancelled { "EventCancelled" } else { "EventScheduled" };
    let mut event = json!({
        "@context": "https://schema.org",
        "@type": "TheaterEvent",
        "name": show.title,
        "url": address(public_url, &format!("/shows/{}", show.slug)),
        "startDate": card.starts_at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, true),
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": location(card, venues),
        "organizer": { "@type": "PerformingGroup", "name": house.name, "url": address(public_url, "/") },
        "workPerformed": { "@type": "Play", "name": show.title, "author": people(show, Part::Author) },
        "director": people(show, Part::Director),
        "performer": people(show, Part::Artist),
    });
    let mut say = |name: &str, value: Value| {
        if let Some(event) = event.as_object_mut() {
            event.insert(name.to_owned(), value);
        }
    };
    if !show.presentation.is_empty() {
        say("description", show.presentation.as_str().into());
    }
    if let Some(minutes) = show.duration_minutes {
        say("duration", format!("PT{minutes}M").into());
    }
    if let Some(picture) = &show.picture {
        say("image", json!([picture_address(public_url, picture)]));
    }
    if let Some(offer) = offer(card, public_url) {
        say("offers", offer);
    }
    event
}

fn location(card: &PerformanceCard, venues: &[Venue]) -> Value {
    let mut location = json!({ "@type": "PerformingArtsTheater", "name": card.venue_name });
    let venue = venues.iter().find(|venue| venue.id == card.venue);
    if let (Some(venue), Some(location)) = (venue, location.as_object_mut()) {
        let address =
            json!({ "@type": "PostalAddress", "streetAddress": venue.address, "addressLocality": venue.city });
        location.insert("address".to_owned(), address);
    }
    location
}

fn people(show: &Show, part: Part) -> Vec<Value> {
    let of_part = show.credits.iter().filter(|credit| credit.part == part);
    of_part.map(|credit| json!({ "@type": "Person", "name": credit.name })).collect()
}

/// None once the sale is over, or without prices.
fn offer(card: &PerformanceCard, public_url: &Url) -> Option<Value> {
    let price = card.from_price?;
    let availability = match (card.sale, card.places_left) {
        (Sale::Closed | Sale::Cancelled, _) => return None,
        (_, PlacesLeft::SoldOut) => "SoldOut",
        (Sale::NotYet { .. }, _) => "PreSale",
        (Sale::Open { .. }, PlacesLeft::Few { .. }) => "LimitedAvailability",
        (Sale::Open { .. }, PlacesLeft::Plenty { .. }) => "InStock",
    };
    let mut offer = json!({
        "@type": "AggregateOffer",
        "url": address(public_url, &format!("/performances/{}/seats", card.id)),
        "lowPrice": price.decimal(),
        "priceCurrency": price.currency.code(),
        "availability": format!("https://schema.org/{availability}"),
    });
    if let (Sale::NotYet { opens_at }, Some(offer)) = (card.sale, offer.as_object_mut()) {
        offer.insert("validFrom".to_owned(), opens_at.to_rfc3339_opts(SecondsFormat::Secs, true).into());
    }
    Some(offer)
}
