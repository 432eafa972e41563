//! What stands on tickets and in calendars, in French and in English: words, dates and amounts.

use chrono::{DateTime, Datelike, Timelike, Utc, Weekday};
use chrono_tz::Tz;
use shared::basket::PlaceLabel;
use shared::house::Locale;
use shared::money::{Currency, Money};
use shared::orders::Channel;
use shared::seating::SeatKind;
use shared::tickets::Ticket;

/// The fixed words of a ticket in one language.
pub struct Words {
    pub title: &'static str,
    pub row: &'static str,
    pub seat: &'static str,
    pub free_seating: &'static str,
    pub rate: &'static str,
    pub price: &'static str,
    pub category: &'static str,
    pub holder: &'static str,
    pub ticket: &'static str,
    pub order: &'static str,
    pub sold: &'static str,
    pub used: &'static str,
    pub conditions: &'static str,
}

const FRENCH: Words = Words {
    title: "Billets",
    row: "Rang",
    seat: "Place",
    free_seating: "Placement libre",
    rate: "Tarif",
    price: "Prix",
    category: "Catégorie",
    holder: "Au nom de",
    ticket: "Billet n°",
    order: "Commande n°",
    sold: "Vendu le",
    used: "DÉJÀ UTILISÉ",
    conditions: "Valable une seule fois, pour une personne, à la séance indiquée. À présenter imprimé ou sur un écran, avec le \
                 justificatif d’un tarif réduit. Ne montrez ce code à personne d’autre : la première entrée compte. \
                 Prix toutes taxes comprises.",
};

const ENGLISH: Words = Words {
    title: "Tickets",
    row: "Row",
    seat: "Seat",
    free_seating: "Free seating",
    rate: "Rate",
    price: "Price",
    category: "Category",
    holder: "In the name of",
    ticket: "Ticket no.",
    order: "Order no.",
    sold: "Sold on",
    used: "ALREADY USED",
    conditions: "Valid once, for one person, at the performance named. Show it printed or on a screen, with proof of any \
                 reduction. Show this code to nobody else: the first entry counts. Price includes all taxes.",
};

pub const fn of(locale: Locale) -> &'static Words {
    match locale {
        Locale::Fr => &FRENCH,
        Locale::En => &ENGLISH,
    }
}

/// Day and time at a place: `mardi 24 novembre 2026 à 20 h 30`, `Tuesday 24 November 2026 at 8:30 pm`.
pub fn day_and_time(moment: DateTime<Utc>, zone: Tz, locale: Locale) -> String {
    let (day, time) = (day(moment, zone, locale), time(moment, zone, locale));
    match locale {
        Locale::Fr => format!("{day} à {time}"),
        Locale::En => format!("{day} at {time}"),
    }
}

/// `mardi 24 novembre 2026`, `Tuesday 24 November 2026`.
pub fn day(moment: DateTime<Utc>, zone: Tz, locale: Locale) -> String {
    let local = moment.with_timezone(&zone);
    let weekday = weekday(local.weekday(), locale);
    let month = month(local.month(), locale);
    let number = match (local.day(), locale) {
        (1, Locale::Fr) => "1er".to_owned(),
        (number, _) => number.to_string(),
    };
    format!("{weekday} {number} {month} {}", local.year())
}

/// `20 h 30`, `20 h`; `8:30 pm`, `8 pm`.
pub fn time(moment: DateTime<Utc>, zone: Tz, locale: Locale) -> String {
    let local = moment.with_timezone(&zone);
    let (hour, minute) = (local.hour(), local.minute());
    match locale {
        Locale::Fr if minute == 0 => format!("{hour}\u{a0}h"),
        Locale::Fr => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
        Locale::En => {
            let (afternoon, hour) = local.hour12();
            let half = if afternoon { "pm" } else { "am" };
            if minute == 0 { format!("{hour}\u{a0}{half}") } else { format!("{hour}:{minute:02}\u{a0}{half}") }
        }
    }
}

/// `24/11/2026` in both languages: day, month, year.
pub fn short_day(moment: DateTime<Utc>, zone: Tz) -> String {
    moment.with_timezone(&zone).format("%d/%m/%Y").to_string()
}

/// Whose clock a time goes by: `heure locale (Nouméa)`.
pub fn zone(zone: Tz, locale: Locale) -> String {
    let place = zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
    match locale {
        Locale::Fr => format!("heure locale ({place})"),
        Locale::En => format!("local time ({place})"),
    }
}

/// `28,00 €`, `€28.00`; nothing is `gratuit`, `free`.
pub fn price(price: Money, locale: Locale) -> String {
    let symbol = match price.currency {
        Currency::Eur => "€",
        Currency::Gbp => "£",
        Currency::Usd => "$",
        Currency::Chf => "CHF",
        Currency::Cad => "CA$",
    };
    match locale {
        _ if price.is_zero() => if locale == Locale::Fr { "gratuit" } else { "free" }.to_owned(),
        Locale::Fr => format!("{}\u{a0}{symbol}", price.decimal().replace('.', ",")),
        Locale::En if symbol.len() == 3 && symbol != "€" && symbol != "CA$" => {
            format!("{symbol}\u{a0}{}", price.decimal())
        }
        Locale::En => format!("{symbol}{}", price.decimal()),
    }
}

/// What is particular about a seat; empty for an ordinary one.
pub const fn kind(kind: SeatKind, locale: Locale) -> &'static str {
    match (kind, locale) {
        (SeatKind::Standard, _) => "",
        (SeatKind::Wheelchair, Locale::Fr) => "Emplacement fauteuil roulant",
        (SeatKind::Wheelchair, Locale::En) => "Wheelchair space",
        (SeatKind::Companion, Locale::Fr) => "Place d’accompagnateur",
        (SeatKind::Companion, Locale::En) => "Companion seat",
        (SeatKind::RestrictedView, Locale::Fr) => "Visibilité réduite",
        (SeatKind::RestrictedView, Locale::En) => "Restricted view",
    }
}

/// Where it was sold, in words.
pub const fn sold_at(channel: Channel, locale: Locale) -> &'static str {
    match (channel, locale) {
        (Channel::Online, Locale::Fr) => "sur le site",
        (Channel::Online, Locale::En) => "on the site",
        (Channel::BoxOffice, Locale::Fr) => "au guichet",
        (Channel::BoxOffice, Locale::En) => "at the box office",
    }
}

/// A place in one line: `Parterre, rang F, place 12`, `Studio, placement libre`.
pub fn place(place: &PlaceLabel, locale: Locale) -> String {
    let words = of(locale);
    let mut parts = vec![place.zone.clone()];
    if place.numbered {
        let named = [(words.row, &place.row), (words.seat, &place.seat)];
        let named = named.into_iter().filter(|(_, label)| !label.is_empty());
        parts.extend(named.map(|(word, label)| format!("{} {label}", word.to_lowercase())));
    } else {
        parts.push(words.free_seating.to_lowercase());
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// The ticket's time zone, or UTC when a venue's is not known (the catalogue refuses such venues).
pub fn zone_of(ticket: &Ticket) -> Tz {
    ticket.time_zone.parse().unwrap_or(Tz::UTC)
}

fn weekday(weekday: Weekday, locale: Locale) -> &'static str {
    match (locale, weekday) {
        (Locale::Fr, Weekday::Mon) => "lundi",
        (Locale::Fr, Weekday::Tue) => "mardi",
        (Locale::Fr, Weekday::Wed) => "mercredi",
        (Locale::Fr, Weekday::Thu) => "jeudi",
        (Locale::Fr, Weekday::Fri) => "vendredi",
        (Locale::Fr, Weekday::Sat) => "samedi",
        (Locale::Fr, Weekday::Sun) => "dimanche",
        (Locale::En, Weekday::Mon) => "Monday",
        (Locale::En, Weekday::Tue) => "Tuesday",
        (Locale::En, Weekday::Wed) => "Wednesday",
        (Locale::En, Weekday::Thu) => "Thursday",
        (Locale::En, Weekday::Fri) => "Friday",
        (Locale::En, Weekday::Sat) => "Saturday",
        (Locale::En, Weekday::Sun) => "Sunday",
    }
}

fn month(month: u32, locale: Locale) -> &'static str {
    const FRENCH: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let names = if locale == Locale::Fr { FRENCH } else { ENGLISH };
    let index = usize::try_from(month).unwrap_or(1).saturating_sub(1);
    names.get(index).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn dates_read_as_people_write_them() {
        let paris: Tz = "Europe/Paris".parse().unwrap();
        let evening = Utc.with_ymd_and_hms(2026, 11, 24, 19, 30, 0).unwrap();
        assert_eq!(day_and_time(evening, paris, Locale::Fr), "mardi 24 novembre 2026 à 20\u{a0}h\u{a0}30");
        assert_eq!(day_and_time(evening, paris, Locale::En), "Tuesday 24 November 2026 at 8:30\u{a0}pm");
        let noon = Utc.with_ymd_and_hms(2026, 8, 1, 10, 0, 0).unwrap();
        assert_eq!(day_and_time(noon, paris, Locale::Fr), "samedi 1er août 2026 à 12\u{a0}h");
        assert_eq!(time(noon, paris, Locale::En), "12\u{a0}pm");
    }

    #[test]
    fn prices_read_as_people_write_them() {
        let euros = |minor| Money::new(minor, Currency::Eur);
        assert_eq!(price(euros(2850), Locale::Fr), "28,50\u{a0}€");
        assert_eq!(price(euros(2850), Locale::En), "€28.50");
        assert_eq!(price(euros(0), Locale::Fr), "gratuit");
        assert_eq!(price(Money::new(900, Currency::Chf), Locale::En), "CHF\u{a0}9.00");
    }
}
