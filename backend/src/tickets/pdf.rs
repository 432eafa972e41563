//! Tickets on paper: A4, three to a page with lines to cut along, readable in black and white too.

use super::paper::{Align, Face, Faces, Pen, Run, count};
use super::words::{self, Words};
use crate::error::{Error, Fallible};
use crate::qr;
use krilla::Document;
use krilla::color::rgb;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use shared::house::{House, Locale};
use shared::tickets::{Ticket, TicketState};

const PAGE: (f32, f32) = (595.28, 841.89);
const PER_PAGE: usize = 3;
const LEFT: f32 = 36.0;
const TOP: f32 = 32.0;
const WIDTH: f32 = 523.28;
const HEIGHT: f32 = 246.0;
const GAP: f32 = 14.0;
/// Where the ticket's text begins and ends, and where the part begins that the door may tear off.
const INNER: f32 = 26.0;
const STUB: f32 = 388.0;
const TEXT_WIDTH: f32 = STUB - INNER - 14.0;

struct Ink {
    paper: rgb::Color,
    white: rgb::Color,
    aubergine: rgb::Color,
    soft: rgb::Color,
    brass: rgb::Color,
    velvet: rgb::Color,
    black: rgb::Color,
}

/// What every ticket of one document shares.
struct Press<'a> {
    faces: Faces,
    ink: Ink,
    words: &'static Words,
    locale: Locale,
    house: &'a House,
}

/// The document; void tickets are left out, used ones are marked. The same tickets give the same bytes.
pub fn render(tickets: &[Ticket], house: &House, locale: Locale) -> Fallible<Vec<u8>> {
    let press = Press { faces: Faces::load()?, ink: ink(), words: words::of(locale), locale, house };
    let tickets: Vec<&Ticket> = tickets.iter().filter(|ticket| ticket.state != TicketState::Void).collect();
    let mut document = Document::new();
    let title = tickets.first().map(|ticket| format!("{} {}", press.words.title, ticket.order_number));
    document.set_metadata(
        Metadata::new()
            .title(title.unwrap_or_else(|| press.words.title.to_owned()))
            .authors(vec![house.name.clone()])
            .creator("Billetterie".to_owned())
            .language(locale.code().to_owned()),
    );
    let pages = tickets.len().div_ceil(PER_PAGE).max(1);
    let mut sheets = tickets.chunks(PER_PAGE);
    for number in 1..=pages {
        let settings =
            PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| Error::fault("print tickets", "page size"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let mut pen = Pen { surface: &mut surface };
        press.sheet(&mut pen, sheets.next().unwrap_or_default())?;
        press.foot(&mut pen, number, pages);
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|cause| Error::fault("print tickets", format!("{cause:?}")))
}

impl Press<'_> {
    fn sheet(&self, pen: &mut Pen<'_, '_>, tickets: &[&Ticket]) -> Fallible<()> {
        for (place, ticket) in tickets.iter().enumerate() {
            let top = count(place).mul_add(HEIGHT + GAP, TOP);
            self.ground(pen, top);
            self.what(pen, ticket, top);
            self.place(pen, ticket, top);
            self.terms(pen, ticket, top);
            self.stub(pen, ticket, top)?;
            let cut = top + HEIGHT + GAP / 2.0;
            pen.dashes((0.0, cut), (PAGE.0, cut), self.ink.soft, 2.0);
        }
        Ok(())
    }

    /// Paper, the aubergine edge with its brass line, and the line to tear along.
    fn ground(&self, pen: &mut Pen<'_, '_>, top: f32) {
        let ink = &self.ink;
        pen.panel([LEFT, top, WIDTH, HEIGHT], 7.0, ink.paper);
        pen.panel([LEFT, top, 14.0, HEIGHT], 7.0, ink.aubergine);
        pen.panel([LEFT + 7.0, top, 5.0, HEIGHT], 0.0, ink.aubergine);
        pen.panel([LEFT + 12.0, top, 2.0, HEIGHT], 0.0, ink.brass);
        pen.frame([LEFT, top, WIDTH, HEIGHT], 7.0, ink.aubergine, 0.8);
        pen.dashes((LEFT + STUB, top + 8.0), (LEFT + STUB, top + HEIGHT - 8.0), ink.soft, 3.0);
    }

    /// Who plays what, when and where.
    fn what(&self, pen: &mut Pen<'_, '_>, ticket: &Ticket, top: f32) {
        let (faces, ink, left) = (&self.faces, &self.ink, LEFT + INNER);
        let organiser = ticket.organiser.to_uppercase();
        let organiser = faces.strong.fit(&organiser, &[7.5, 6.5, 5.5], TEXT_WIDTH - 30.0, 1);
        for line in &organiser {
            pen.write(&faces.strong, line, (left, top + 22.0), Align::Left, ink.aubergine);
        }
        pen.rule((left, top + 30.0), (left + TEXT_WIDTH, top + 30.0), ink.brass, 1.1);
        let title = faces.display.fit(&ticket.show_title, &[27.0, 24.0, 21.0, 18.5, 16.0], TEXT_WIDTH, 2);
        let mut y = top + 34.0;
        for line in &title {
            y += line.size() * 1.04;
            pen.write(&faces.display, line, (left, y - line.size() * 0.12), Align::Left, ink.aubergine);
        }
        let zone = words::zone_of(ticket);
        let when = capital(&words::day_and_time(ticket.starts_at, zone, self.locale));
        let when = faces.strong.line(&when, 11.0, 0.0);
        y += 17.0;
        pen.write(&faces.strong, &when, (left, y), Align::Left, ink.aubergine);
        if ticket.time_zone != self.house.time_zone {
            let local = faces.text.line(&words::zone(zone, self.locale), 7.5, 0.0);
            pen.write(&faces.text, &local, (left + when.width + 6.0, y), Align::Left, ink.soft);
        }
        y += 13.5;
        let venue = faces.strong.fit(&ticket.venue_name, &[9.0, 8.0, 7.0], TEXT_WIDTH, 1);
        self.lines(pen, &faces.strong, &venue, (left, y), ink.aubergine);
        let address = ticket.venue_address.replace('\n', ", ");
        let address = faces.text.wrap(&address, 8.0, TEXT_WIDTH, if title.len() > 1 { 1 } else { 2 });
        for (number, line) in address.iter().enumerate() {
            pen.write(&faces.text, line, (left, count(number).mul_add(10.5, y + 11.0)), Align::Left, ink.soft);
        }
    }

    /// Zone, row and seat, large enough for an usher in the dark.
    fn place(&self, pen: &mut Pen<'_, '_>, ticket: &Ticket, top: f32) {
        let (faces, ink, left, y) = (&self.faces, &self.ink, LEFT + INNER, top + 138.0);
        let (place, words) = (&ticket.place, self.words);
        pen.rule((left, y), (left + TEXT_WIDTH, y), ink.brass, 0.6);
        let numbers: Vec<(&str, &str)> = if place.numbered {
            let named = [(words.row, place.row.as_str()), (words.seat, place.seat.as_str())];
            named.into_iter().filter(|(_, label)| !label.is_empty()).collect()
        } else {
            vec![("", words.free_seating)]
        };
        let mut right = left + TEXT_WIDTH;
        for (word, label) in numbers.iter().rev() {
            let label = faces.display.fit(label, &[24.0, 19.0, 15.0, 11.0], 150.0, 1);
            let word = faces.text.line(word, 7.0, 0.2);
            let wide = label.iter().map(|line| line.width).fold(word.width.max(30.0), f32::max);
            right -= wide;
            pen.write(&faces.text, &word, (right, y + 11.0), Align::Left, ink.soft);
            self.lines(pen, &faces.display, &label, (right, y + 31.0), ink.aubergine);
            right -= 18.0;
        }
        let zone = faces.display.fit(&place.zone, &[24.0, 19.0, 15.0, 11.0], (right - left).max(60.0), 1);
        self.lines(pen, &faces.display, &zone, (left, y + 31.0), ink.aubergine);
        let category = match self.locale {
            _ if place.category.is_empty() => String::new(),
            Locale::Fr => format!("{} : {}", words.category, place.category),
            Locale::En => format!("{}: {}", words.category, place.category),
        };
        let about = [category, words::kind(place.kind, self.locale).to_owned()];
        let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
        let about = faces.text.fit(&about.join("  ·  "), &[7.5, 6.5], TEXT_WIDTH, 1);
        self.lines(pen, &faces.text, &about, (left, y + 42.0), ink.soft);
    }

    /// Rate, price and holder, and the conditions in small.
    fn terms(&self, pen: &mut Pen<'_, '_>, ticket: &Ticket, top: f32) {
        let (faces, ink, words) = (&self.faces, &self.ink, self.words);
        let (left, y) = (LEFT + INNER, top + 185.0);
        pen.rule((left, y), (left + TEXT_WIDTH, y), ink.brass, 0.6);
        let price = capital(&words::price(ticket.price, self.locale));
        let cells = [
            (words.rate, ticket.rate_name.as_str(), left, 128.0),
            (words.price, price.as_str(), left + 136.0, 68.0),
            (words.holder, ticket.holder.as_str(), left + 212.0, TEXT_WIDTH - 212.0),
        ];
        for (word, value, x, width) in cells {
            pen.write(&faces.text, &faces.text.line(word, 7.0, 0.2), (x, y + 11.0), Align::Left, ink.soft);
            let value = faces.strong.fit(value, &[9.5, 8.0, 7.0], width, 1);
            self.lines(pen, &faces.strong, &value, (x, y + 23.0), ink.aubergine);
        }
        let conditions = faces.text.wrap(words.conditions, 5.6, TEXT_WIDTH, 4);
        for (number, line) in conditions.iter().enumerate() {
            pen.write(&faces.text, line, (left, count(number).mul_add(7.2, y + 37.0)), Align::Left, ink.soft);
        }
    }

    /// The code, and what identifies the ticket.
    fn stub(&self, pen: &mut Pen<'_, '_>, ticket: &Ticket, top: f32) -> Fallible<()> {
        const SIDE: f32 = 116.0;
        let (faces, ink, words) = (&self.faces, &self.ink, self.words);
        let middle = LEFT + STUB + (WIDTH - STUB) / 2.0;
        let corner = (middle - SIDE / 2.0, top + 10.0);
        pen.panel([corner.0, corner.1, SIDE, SIDE], 4.0, ink.white);
        let modules = qr::modules(&ticket.code)?;
        // Four modules of white around the code, as scanners want them.
        let quiet = SIDE * 4.0 / (count(modules.len()) + 8.0);
        pen.modules(&modules, (corner.0 + quiet, corner.1 + quiet), SIDE - 2.0 * quiet, ink.black);
        if ticket.state == TicketState::Used {
            self.stamp(pen, (middle, corner.1 + SIDE / 2.0));
        }
        let wide = WIDTH - STUB - 16.0;
        let zone = words::zone_of(ticket);
        let sold = [words.sold, &words::short_day(ticket.issued_at, zone), words::sold_at(ticket.sold_at, self.locale)];
        let evening = [words::short_day(ticket.starts_at, zone), words::time(ticket.starts_at, zone, self.locale)];
        let lines: [(&Face, Vec<Run>, f32, rgb::Color); 6] = [
            (&faces.strong, faces.strong.fit(&ticket.number, &[12.0, 10.0], wide, 1), 141.0, ink.aubergine),
            (
                &faces.text,
                faces.text.fit(&format!("{} {}", words.order, ticket.order_number), &[7.0, 6.0], wide, 1),
                153.0,
                ink.soft,
            ),
            (&faces.text, faces.text.fit(&sold.join(" "), &[7.0, 6.0, 5.5], wide, 1), 163.0, ink.soft),
            (&faces.display, faces.display.fit(&ticket.show_title, &[11.5, 10.0], wide, 2), 189.0, ink.aubergine),
            (&faces.strong, faces.strong.fit(&evening.join("  ·  "), &[8.0, 7.0], wide, 1), 218.0, ink.aubergine),
            (
                &faces.text,
                faces.text.fit(&words::place(&ticket.place, self.locale), &[7.5, 6.5, 6.0], wide, 1),
                231.0,
                ink.aubergine,
            ),
        ];
        pen.rule((middle - 20.0, top + 172.0), (middle + 20.0, top + 172.0), ink.brass, 1.1);
        for (face, runs, y, color) in lines {
            for (number, run) in runs.iter().enumerate() {
                let y = count(number).mul_add(run.size() * 1.1, top + y);
                pen.write(face, run, (middle, y), Align::Middle, color);
            }
        }
        Ok(())
    }

    fn stamp(&self, pen: &mut Pen<'_, '_>, middle: (f32, f32)) {
        let word = self.faces.strong.line(self.words.used, 12.0, 0.8);
        let wide = word.width + 16.0;
        let ink = &self.ink;
        pen.turned(-14.0, middle, |pen| {
            let area = [middle.0 - wide / 2.0, middle.1 - 13.0, wide, 26.0];
            pen.panel(area, 3.0, ink.white);
            pen.frame(area, 3.0, ink.velvet, 1.8);
            pen.write(&self.faces.strong, &word, (middle.0, middle.1 + 4.4), Align::Middle, ink.velvet);
        });
    }

    fn foot(&self, pen: &mut Pen<'_, '_>, number: usize, pages: usize) {
        let (faces, house, y) = (&self.faces, self.house, PAGE.1 - 18.0);
        let email = house.email.as_ref().map(ToString::to_string).unwrap_or_default();
        let parts = [house.name.clone(), house.address.replace('\n', ", "), house.phone.clone(), email];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let about = faces.text.fit(&parts.join("  ·  "), &[7.0, 6.0, 5.0], WIDTH - 40.0, 1);
        self.lines(pen, &faces.text, &about, (LEFT, y), self.ink.soft);
        let number = faces.text.line(&format!("{number} / {pages}"), 7.0, 0.0);
        pen.write(&faces.text, &number, (LEFT + WIDTH, y), Align::Right, self.ink.soft);
    }

    fn lines(&self, pen: &mut Pen<'_, '_>, face: &Face, runs: &[Run], (x, y): (f32, f32), color: rgb::Color) {
        for run in runs {
            pen.write(face, run, (x, y), Align::Left, color);
        }
    }
}

/// The colours of the house, all dark enough on paper for a black and white printer.
fn ink() -> Ink {
    Ink {
        paper: rgb::Color::new(252, 248, 239),
        white: rgb::Color::new(255, 255, 255),
        aubergine: rgb::Color::new(39, 23, 42),
        soft: rgb::Color::new(92, 74, 93),
        brass: rgb::Color::new(176, 129, 58),
        velvet: rgb::Color::new(163, 22, 58),
        black: rgb::Color::new(0, 0, 0),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::rules::tests::{house, ticket};
    use super::*;

    /// Pages by the page objects of the file.
    fn pages(pdf: &[u8]) -> usize {
        pdf.windows(11).filter(|bytes| *bytes == b"/Type/Page/").count()
    }

    #[test]
    fn the_same_tickets_give_the_same_bytes() {
        let tickets = [ticket(1), ticket(2)];
        let once = render(&tickets, &house(), Locale::Fr).unwrap();
        assert_eq!(once, render(&tickets, &house(), Locale::Fr).unwrap());
        assert_ne!(once, render(&tickets, &house(), Locale::En).unwrap());
        assert!(once.starts_with(b"%PDF-1."));
    }

    #[test]
    fn three_tickets_stand_on_a_page_and_void_ones_on_none() {
        let tickets = |valid: i64, void: i64| -> Vec<Ticket> {
            let valid = (1..=valid).map(ticket);
            let void = (1..=void).map(|seat| Ticket { state: TicketState::Void, ..ticket(seat) });
            valid.chain(void).collect()
        };
        let pages = |valid, void| pages(&render(&tickets(valid, void), &house(), Locale::Fr).unwrap());
        assert_eq!((pages(1, 0), pages(3, 0), pages(4, 0), pages(3, 5), pages(0, 1)), (1, 1, 2, 1, 1));
    }

    #[test]
    fn any_text_is_printed_without_a_fault() {
        let odd = "\u{0}\u{202e}Ж 漢字 👩‍👩‍👧 ﷽ ".repeat(40);
        let odd = Ticket {
            show_title: odd.clone(),
            venue_name: odd.clone(),
            holder: odd.clone(),
            rate_name: odd,
            ..ticket(1)
        };
        render(&[odd, Ticket { show_title: String::new(), holder: String::new(), ..ticket(2) }], &house(), Locale::En)
            .unwrap();
    }
}
