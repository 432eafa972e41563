//! Which part of the programme is asked for: read from the page's query, written back to it, sent to the server.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use shared::catalogue::ListProgramme;
use shared::ids::{GenreId, VenueId};

/// How many shows a page of the programme has.
const SHOWS_AT_ONCE: i64 = 12;

/// Which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Span {
    #[default]
    Any,
    Today,
    /// From Friday evening to Sunday.
    Weekend,
    /// To the end of the calendar month.
    Month,
    Between {
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    pub span: Span,
    pub genre: Option<GenreId>,
    pub venue: Option<VenueId>,
    /// Trimmed; empty for none.
    pub words: String,
    pub as_calendar: bool,
    /// The first day of the month that the calendar shows; the current one when none.
    pub month: Option<NaiveDate>,
}

impl Filter {
    /// Reads a query, whose members `member` gives; what cannot be read counts as absent.
    pub fn from_query(member: impl Fn(&str) -> Option<String>) -> Self {
        let day = |name: &str| member(name).and_then(|text| text.parse::<NaiveDate>().ok());
        let number = |name: &str| member(name).and_then(|text| text.parse::<i64>().ok());
        let span = match (member("when").as_deref(), day("from"), day("to")) {
            (Some("today"), ..) => Span::Today,
            (Some("weekend"), ..) => Span::Weekend,
            (Some("month"), ..) => Span::Month,
            (Some("dates"), from, to) => Span::Between { from, to },
            (_, None, None) => Span::Any,
            (_, from, to) => Span::Between { from, to },
        };
        Self {
            span,
            genre: number("genre").map(GenreId),
            venue: number("venue").map(VenueId),
            words: member("q").unwrap_or_default().trim().to_owned(),
            as_calendar: member("view").as_deref() == Some("calendar"),
            month: member("month").and_then(|month| format!("{month}-01").parse().ok()),
        }
    }

    /// The members of the query that [`Filter::from_query`] reads; none for the whole programme.
    pub fn query(&self) -> Vec<(&'static str, String)> {
        let mut members = Vec::new();
        match self.span {
            Span::Any => {}
            Span::Today => members.push(("when", "today".to_owned())),
            Span::Weekend => members.push(("when", "weekend".to_owned())),
            Span::Month => members.push(("when", "month".to_owned())),
            Span::Between { from, to } => {
                members.push(("when", "dates".to_owned()));
                members.extend(from.map(|day| ("from", day.to_string())));
                members.extend(to.map(|day| ("to", day.to_string())));
            }
        }
        members.extend(self.genre.map(|id| ("genre", id.to_string())));
        members.extend(self.venue.map(|id| ("venue", id.to_string())));
        if !self.words.trim().is_empty() {
            members.push(("q", self.words.trim().to_owned()));
        }
        if self.as_calendar {
            members.push(("view", "calendar".to_owned()));
            members.extend(self.month.map(|day| ("month", format!("{}-{:02}", day.year(), day.month()))));
        }
        members
    }

    /// Whether anything but the view narrows the programme.
    pub fn narrows(&self) -> bool {
        self.span != Span::Any || self.genre.is_some() || self.venue.is_some() || !self.words.is_empty()
    }

    /// What to ask the server for, on the day `today`.
    pub fn shows(&self, today: NaiveDate) -> ListProgramme {
        let (from, to) = days(self.span, today);
        ListProgramme { from, to, limit: Some(SHOWS_AT_ONCE), ..self.others() }
    }

    /// What to ask for to fill the calendar's month; what is over is left out.
    pub fn month_performances(&self, today: NaiveDate) -> ListProgramme {
        let first = self.shown_month(today);
        let last = next_month(first).pred_opt();
        ListProgramme {
            from: Some(first.max(today)),
            to: last,
            limit: Some(shared::paging::LIMIT_MAX),
            ..self.others()
        }
    }

    /// The first day of the month the calendar shows: never one before this month.
    pub fn shown_month(&self, today: NaiveDate) -> NaiveDate {
        let this_month = first_of_month(today);
        self.month.map_or(this_month, first_of_month).max(this_month)
    }

    fn others(&self) -> ListProgramme {
        let q = (!self.words.is_empty()).then(|| self.words.clone());
        ListProgramme { genre: self.genre, venue: self.venue, q, ..ListProgramme::default() }
    }
}

fn days(span: Span, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
    match span {
        Span::Any => (None, None),
        Span::Today => (Some(today), Some(today)),
        Span::Weekend => {
            let to_sunday = 6 - u64::from(today.weekday().num_days_from_monday());
            let sunday = today.checked_add_days(Days::new(to_sunday)).unwrap_or(today);
            let friday = sunday.checked_sub_days(Days::new(2)).unwrap_or(today);
            (Some(friday.max(today)), Some(sunday))
        }
        Span::Month => (Some(today), next_month(today).pred_opt()),
        Span::Between { from, to } => (from, to),
    }
}

pub fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The first day of the month after that of `day`.
pub fn next_month(day: NaiveDate) -> NaiveDate {
    first_of_month(day).checked_add_months(Months::new(1)).unwrap_or(day)
}

/// The first day of the month before that of `day`.
pub fn previous_month(day: NaiveDate) -> NaiveDate {
    first_of_month(day).checked_sub_months(Months::new(1)).unwrap_or(day)
}

/// The Monday of the week of a day.
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).first_day()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn read_back(filter: &Filter) -> Filter {
        let members = filter.query();
        Filter::from_query(|name| members.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()))
    }

    #[test]
    fn what_is_written_to_the_address_reads_back() {
        let filters = [
            Filter::default(),
            Filter { span: Span::Weekend, genre: Some(GenreId(3)), ..Filter::default() },
            Filter { span: Span::Between { from: Some(day("2026-12-01")), to: None }, ..Filter::default() },
            Filter { span: Span::Between { from: None, to: None }, ..Filter::default() },
            Filter { words: "Molière & cie".into(), venue: Some(VenueId(2)), ..Filter::default() },
            Filter { as_calendar: true, month: Some(day("2027-01-01")), ..Filter::default() },
        ];
        for filter in filters {
            assert_eq!(read_back(&filter), filter);
        }
        assert!(Filter::default().query().is_empty());
    }

    #[test]
    fn nonsense_in_the_address_is_no_filter() {
        let filter = Filter::from_query(|name| Some(if name == "view" { "x" } else { "2026-99-99" }.to_owned()));
        assert_eq!(filter, Filter { words: "2026-99-99".into(), ..Filter::default() });
    }

    #[test]
    fn the_weekend_begins_on_friday_and_never_in_the_past() {
        let weekend = |today| days(Span::Weekend, day(today));
        let both = |from, to| (Some(day(from)), Some(day(to)));
        assert_eq!(weekend("2026-11-23"), both("2026-11-27", "2026-11-29"));
        assert_eq!(weekend("2026-11-28"), both("2026-11-28", "2026-11-29"));
        assert_eq!(weekend("2026-11-29"), both("2026-11-29", "2026-11-29"));
    }

    #[test]
    fn months_end_where_they_end() {
        assert_eq!(days(Span::Month, day("2026-12-09")).1, Some(day("2026-12-31")));
        assert_eq!(days(Span::Month, day("2028-02-09")).1, Some(day("2028-02-29")));
        let filter = Filter { as_calendar: true, month: Some(day("2020-01-01")), ..Filter::default() };
        let asked = filter.month_performances(day("2026-11-23"));
        assert_eq!((asked.from, asked.to), (Some(day("2026-11-23")), Some(day("2026-11-30"))));
        assert_eq!(previous_month(day("2026-01-31")), day("2025-12-01"));
    }
}
