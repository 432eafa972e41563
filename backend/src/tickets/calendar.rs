//! The evenings of an order as an iCalendar file (RFC 5545), one event a performance.

use super::words;
use crate::clock::Moment;
use chrono::TimeDelta;
use shared::house::{House, Locale};
use shared::ids::PerformanceId;
use shared::tickets::{Ticket, TicketState};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// Longest line in bytes, without its end.
const LINE_MAX_BYTES: usize = 75;
/// How long an event lasts when the show does not say.
const USUAL_DURATION: TimeDelta = TimeDelta::minutes(120);
/// How long before the start the calendar reminds.
const REMINDER: &str = "-PT3H";

/// The file's text; void tickets are left out. `site` names the installation in the events' ids, so that the same
/// order read twice stays one event.
pub fn render(
    tickets: &[Ticket],
    durations: &HashMap<PerformanceId, TimeDelta>,
    house: &House,
    site: &str,
    locale: Locale,
) -> String {
    let mut evenings: BTreeMap<(Moment, PerformanceId), Vec<&Ticket>> = BTreeMap::new();
    for ticket in tickets.iter().filter(|ticket| ticket.state != TicketState::Void) {
        evenings.entry((ticket.starts_at, ticket.performance)).or_default().push(ticket);
    }
    let mut file = File::default();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", &format!("-//Billetterie//{}//{}", escape(&house.name), locale.code().to_uppercase()));
    file.line("CALSCALE", "GREGORIAN");
    file.line("METHOD", "PUBLISH");
    for ((starts_at, performance), tickets) in evenings {
        let duration = durations.get(&performance).copied().unwrap_or(USUAL_DURATION);
        event(&mut file, starts_at, duration, &tickets, site, locale);
    }
    file.line("END", "VCALENDAR");
    file.0
}

fn event(file: &mut File, starts_at: Moment, duration: TimeDelta, tickets: &[&Ticket], site: &str, locale: Locale) {
    let Some(first) = tickets.first() else { return };
    let stamp = tickets.iter().map(|ticket| ticket.issued_at).max().unwrap_or(starts_at);
    let words = words::of(locale);
    let mut about: Vec<String> = tickets
        .iter()
        .map(|ticket| {
            format!(
                "{} ({}, {} {})",
                words::place(&ticket.place, locale),
                ticket.rate_name,
                words.ticket,
                ticket.number
            )
        })
        .collect();
    about.push(format!("{} {}", words.order, first.order_number));
    about.push(first.organiser.clone());
    let place = [first.venue_name.as_str(), &first.venue_address.replace('\n', ", ")].join(", ");
    file.line("BEGIN", "VEVENT");
    file.line("UID", &format!("order-{}-performance-{}@{site}", first.order, first.performance));
    file.line("DTSTAMP", &utc(stamp));
    file.line("DTSTART", &utc(starts_at));
    file.line("DTEND", &utc(starts_at + duration));
    file.line("SUMMARY", &escape(&first.show_title));
    file.line("LOCATION", &escape(&place));
    file.line("DESCRIPTION", &escape(&about.join("\n")));
    file.line("STATUS", "CONFIRMED");
    file.line("BEGIN", "VALARM");
    file.line("ACTION", "DISPLAY");
    file.line("TRIGGER", REMINDER);
    file.line("DESCRIPTION", &escape(&first.show_title));
    file.line("END", "VALARM");
    file.line("END", "VEVENT");
}

fn utc(moment: Moment) -> String {
    moment.format("%Y%m%dT%H%M%SZ").to_string()
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[derive(Default)]
struct File(String);

impl File {
    /// A content line, folded: longer ones go on after a line end and a space, never inside a letter.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            if length + letter.len_utf8() > LINE_MAX_BYTES {
                self.0.push_str("\r\n ");
                length = 1;
            }
            length += letter.len_utf8();
            // Writing to a String cannot fail.
            let _ = self.0.write_char(letter);
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::super::rules::tests::{house, ticket};
    use super::*;

    fn unfold(file: &str) -> String {
        file.replace("\r\n ", "")
    }

    #[test]
    fn one_event_for_each_evening_with_its_places() {
        let other = Ticket { performance: PerformanceId(9), ..ticket(3) };
        let file = render(&[ticket(1), ticket(2), other], &HashMap::new(), &house(), "example.org", Locale::Fr);
        assert_eq!(file.matches("BEGIN:VEVENT").count(), 2);
        let plain = unfold(&file);
        assert!(plain.contains("UID:order-5-performance-7@example.org\r\n"), "{plain}");
        assert!(plain.contains("DTSTART:20261124T193000Z\r\nDTEND:20261124T213000Z\r\n"), "{plain}");
        assert!(plain.contains(r"SUMMARY:L’Avare\, ou l’École du mensonge"), "{plain}");
        assert!(plain.contains(r"Parterre\, rang F\, place 1"), "{plain}");
        assert!(plain.contains(r"LOCATION:Grand Théâtre\, 3 place de la Halle\, 35999 Saint-Aubin"), "{plain}");
    }

    #[test]
    fn lines_are_folded_within_75_bytes_and_ended_by_crlf() {
        let long = Ticket { show_title: "É".repeat(300), ..ticket(1) };
        let file = render(&[long], &HashMap::new(), &house(), "example.org", Locale::En);
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
        assert!(!file.replace("\r\n", "").contains('\n'));
        assert!(unfold(&file).contains(&"É".repeat(300)));
    }

    #[test]
    fn void_tickets_are_not_announced() {
        let void = Ticket { state: TicketState::Void, ..ticket(1) };
        let file = render(&[void], &HashMap::new(), &house(), "example.org", Locale::Fr);
        assert!(!file.contains("VEVENT"));
    }
}
