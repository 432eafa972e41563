//! Money, dates and times as the browser's own Intl writes them, in the spoken language and the venue's time zone.

use crate::clock::ms_of;
use crate::texts::use_language;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use js_sys::{Array, Function, Object, Reflect};
use shared::house::Locale;
use shared::money::Money;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use yew::prelude::*;

/// Options of an Intl formatter: names and values.
type Options = &'static [(&'static str, &'static str)];

const DAY: Options = &[("weekday", "long"), ("day", "numeric"), ("month", "long")];
const DAY_WITH_YEAR: Options = &[("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")];
const DAY_SHORT: Options = &[("weekday", "short"), ("day", "numeric"), ("month", "short")];
const DATE: Options = &[("day", "numeric"), ("month", "long"), ("year", "numeric")];
const TIME: Options = &[("hour", "2-digit"), ("minute", "2-digit")];
const MOMENT: Options =
    &[("weekday", "long"), ("day", "numeric"), ("month", "long"), ("hour", "2-digit"), ("minute", "2-digit")];
const MONTH: Options = &[("month", "long"), ("year", "numeric")];
const MONTH_SHORT: Options = &[("month", "short")];
const WEEKDAY: Options = &[("weekday", "long")];
const WEEKDAY_SHORT: Options = &[("weekday", "short")];
const ISO_DAY: Options = &[("year", "numeric"), ("month", "2-digit"), ("day", "2-digit")];
const ISO_CLOCK: Options = &[
    ("year", "numeric"),
    ("month", "2-digit"),
    ("day", "2-digit"),
    ("hour", "2-digit"),
    ("minute", "2-digit"),
    ("hourCycle", "h23"),
];
const MOMENT_SHORT: Options = &[
    ("weekday", "short"),
    ("day", "2-digit"),
    ("month", "2-digit"),
    ("year", "2-digit"),
    ("hour", "2-digit"),
    ("minute", "2-digit"),
];
const MONEY: Options = &[("style", "currency")];
const MONEY_ROUND: Options = &[("style", "currency"), ("minimumFractionDigits", "0")];
const NUMBER: Options = &[];

/// The language whose dates are ISO dates.
const ISO: &str = "sv-SE";

/// What a formatter was made for.
#[derive(PartialEq)]
struct Made {
    kind: &'static str,
    language: &'static str,
    options: Options,
    /// Time zone or currency.
    of: String,
}

thread_local! {
    /// Making a formatter is a hundred times dearer than using it.
    static FORMATTERS: RefCell<Vec<(Made, Function)>> = const { RefCell::new(Vec::new()) };
}

/// Formats for the spoken language; cheap to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    pub locale: Locale,
}

/// Formats for the spoken language.
#[hook]
pub fn use_format() -> Format {
    Format { locale: use_language().locale }
}

impl Format {
    const fn language(self) -> &'static str {
        match self.locale {
            Locale::Fr => "fr-FR",
            Locale::En => "en-GB",
        }
    }

    fn date(self, options: Options, at_ms: f64, zone: &str) -> String {
        intl("DateTimeFormat", self.language(), options, zone, at_ms)
    }

    /// «samedi 28 novembre», with the year when it is not this one.
    pub fn day(self, at: DateTime<Utc>, zone: &str) -> String {
        let this_year = day_at_ms(crate::clock::now_ms(), zone).year() == day_of(at, zone).year();
        self.date(if this_year { DAY } else { DAY_WITH_YEAR }, ms_of(at), zone)
    }

    /// «samedi 28 novembre 2026».
    pub fn day_with_year(self, at: DateTime<Utc>, zone: &str) -> String {
        self.date(DAY_WITH_YEAR, ms_of(at), zone)
    }

    /// «sam. 28 nov.».
    pub fn day_short(self, at: DateTime<Utc>, zone: &str) -> String {
        self.date(DAY_SHORT, ms_of(at), zone)
    }

    /// «28 novembre 2026».
    pub fn date_only(self, at: DateTime<Utc>, zone: &str) -> String {
        self.date(DATE, ms_of(at), zone)
    }

    /// «20:30».
    pub fn time(self, at: DateTime<Utc>, zone: &str) -> String {
        self.date(TIME, ms_of(at), zone)
    }

    /// «samedi 28 novembre à 20:30».
    pub fn moment(self, at: DateTime<Utc>, zone: &str) -> String {
        self.date(MOMENT, ms_of(at), zone)
    }

    /// «sam. 28/11/26 20:30», for tables.
    pub fn moment_short(self, at: DateTime<Utc>, zone: &str) -> String {
        self.date(MOMENT_SHORT, ms_of(at), zone).replace(',', "")
    }

    /// «samedi 28 novembre» of a calendar day.
    pub fn calendar_day(self, day: NaiveDate) -> String {
        self.date(DAY, ms_of_day(day), "UTC")
    }

    /// «novembre 2026».
    pub fn month(self, day: NaiveDate) -> String {
        self.date(MONTH, ms_of_day(day), "UTC")
    }

    /// «nov.».
    pub fn month_short(self, day: NaiveDate) -> String {
        self.date(MONTH_SHORT, ms_of_day(day), "UTC")
    }

    /// «lundi».
    pub fn weekday(self, day: NaiveDate) -> String {
        self.date(WEEKDAY, ms_of_day(day), "UTC")
    }

    /// «lun.».
    pub fn weekday_short(self, day: NaiveDate) -> String {
        self.date(WEEKDAY_SHORT, ms_of_day(day), "UTC")
    }

    /// «12,50 €», always with its cents.
    pub fn money(self, money: Money) -> String {
        self.money_with(MONEY, money)
    }

    /// «12 €», «12,50 €»: cents only when there are some.
    pub fn money_brief(self, money: Money) -> String {
        self.money_with(if money.minor % 100 == 0 { MONEY_ROUND } else { MONEY }, money)
    }

    fn money_with(self, options: Options, money: Money) -> String {
        intl("NumberFormat", self.language(), options, money.currency.code(), number_of(money.minor) / 100.0)
    }

    /// «1 250».
    pub fn number(self, number: i64) -> String {
        intl("NumberFormat", self.language(), NUMBER, "", number_of(number))
    }
}

/// The calendar day of a moment in a time zone.
pub fn day_of(at: DateTime<Utc>, zone: &str) -> NaiveDate {
    day_at_ms(ms_of(at), zone)
}

/// The calendar day of a moment, in milliseconds since 1970, in a time zone.
pub fn day_at_ms(at_ms: f64, zone: &str) -> NaiveDate {
    intl("DateTimeFormat", ISO, ISO_DAY, zone, at_ms).parse().unwrap_or_default()
}

/// How many minutes the clock of a time zone is ahead of UTC at a moment.
pub fn minutes_ahead(at: DateTime<Utc>, zone: &str) -> i64 {
    let clock = intl("DateTimeFormat", ISO, ISO_CLOCK, zone, ms_of(at));
    let clock = chrono::NaiveDateTime::parse_from_str(&clock, "%Y-%m-%d %H:%M");
    clock.map_or(0, |clock| (clock.and_utc().timestamp().div_euclid(60)) - at.timestamp().div_euclid(60))
}

/// The town of an IANA time zone: `Paris` of `Europe/Paris`.
pub fn town_of(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// Noon of a day in UTC.
fn ms_of_day(day: NaiveDate) -> f64 {
    day.and_hms_opt(12, 0, 0).map_or(0.0, |noon| ms_of(noon.and_utc()))
}

/// Exact for amounts below 2^53, which is more money than there is.
#[expect(clippy::as_conversions, reason = "the standard library has no other way to f64")]
fn number_of(number: i64) -> f64 {
    number as f64
}

/// What `new Intl[kind](language, options).format(value)` writes; empty should a browser refuse.
fn intl(kind: &'static str, language: &'static str, options: Options, of: &str, value: f64) -> String {
    let made = Made { kind, language, options, of: of.to_owned() };
    let function = FORMATTERS.with_borrow_mut(|formatters| {
        if let Some((_, function)) = formatters.iter().find(|(known, _)| *known == made) {
            return Some(function.clone());
        }
        let function = formatter(&made)?;
        formatters.push((made, function.clone()));
        Some(function)
    });
    function
        .and_then(|function| function.call1(&JsValue::UNDEFINED, &JsValue::from_f64(value)).ok())
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

fn formatter(made: &Made) -> Option<Function> {
    let options = Object::new();
    let set = |name: &str, value: &str| Reflect::set(&options, &name.into(), &value.into()).ok();
    for (name, value) in made.options {
        set(name, value)?;
    }
    if !made.of.is_empty() {
        set(if made.kind == "DateTimeFormat" { "timeZone" } else { "currency" }, &made.of)?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &made.kind.into()).ok()?.dyn_into().ok()?;
    let arguments = Array::of2(&made.language.into(), &options);
    let formatter = Reflect::construct(&class, &arguments).ok()?;
    // `format` is a getter that gives a function bound to its formatter.
    Reflect::get(&formatter, &"format".into()).ok()?.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_town_of_a_time_zone() {
        assert_eq!(town_of("Europe/Paris"), "Paris");
        assert_eq!(town_of("America/Argentina/Buenos_Aires"), "Buenos Aires");
        assert_eq!(town_of("UTC"), "UTC");
    }
}
