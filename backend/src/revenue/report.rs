//! A report on A4: a title, facts, tables over as many pages as they need, and notes. The same report gives the same bytes.

use crate::error::{Error, Fallible};
use crate::tickets::paper::{Align, Faces, Pen, Run, count};
use krilla::Document;
use krilla::color::rgb;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use shared::house::Locale;

const PAGE: (f32, f32) = (595.28, 841.89);
const LEFT: f32 = 48.0;
const RIGHT: f32 = 547.28;
const WIDTH: f32 = RIGHT - LEFT;
const TOP: f32 = 52.0;
const BOTTOM: f32 = 790.0;
/// Between two cells.
const GUTTER: f32 = 8.0;
const LINE: f32 = 12.0;

/// What is to be printed.
pub struct Report {
    pub title: String,
    /// Who makes it.
    pub organiser: String,
    pub subtitle: String,
    pub facts: Vec<(String, String)>,
    pub sections: Vec<Section>,
    pub notes: Vec<String>,
    pub locale: Locale,
}

/// A table with a heading.
pub struct Section {
    pub heading: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
    pub total: Option<Vec<String>>,
}

pub struct Column {
    pub head: String,
    /// Its part of the width; the parts of a table are compared with each other.
    pub part: f32,
    pub is_number: bool,
}

impl Column {
    pub fn text(head: &str, part: f32) -> Self {
        Self { head: head.to_owned(), part, is_number: false }
    }

    pub fn number(head: &str, part: f32) -> Self {
        Self { head: head.to_owned(), part, is_number: true }
    }
}

/// One thing on a page, from top to bottom.
enum Item<'a> {
    Fact(&'a str, &'a str),
    Heading(&'a str),
    Heads(&'a Section),
    Row(&'a Section, &'a [String]),
    Total(&'a Section, &'a [String]),
    Note(&'a str),
    Gap,
}

struct Press {
    faces: Faces,
    ink: rgb::Color,
    soft: rgb::Color,
    line: rgb::Color,
    brass: rgb::Color,
}

/// The document.
pub fn print(report: &Report) -> Fallible<Vec<u8>> {
    let press = Press {
        faces: Faces::load()?,
        ink: rgb::Color::new(35, 20, 38),
        soft: rgb::Color::new(96, 84, 98),
        line: rgb::Color::new(214, 205, 208),
        brass: rgb::Color::new(150, 110, 40),
    };
    let pages = press.paginate(report);
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(format!("{} · {}", report.title, report.subtitle))
            .authors(vec![report.organiser.clone()])
            .creator("Billetterie".to_owned())
            .language(report.locale.code().to_owned()),
    );
    for (number, items) in pages.iter().enumerate() {
        let settings =
            PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| Error::fault("print a report", "page size"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let mut pen = Pen { surface: &mut surface };
        let mut y = press.head(&mut pen, report, number == 0);
        for item in items {
            press.draw(&mut pen, item, y);
            y += press.height(item);
        }
        press.foot(&mut pen, report, number + 1, pages.len());
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|cause| Error::fault("print a report", format!("{cause:?}")))
}

fn items(report: &Report) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = report.facts.iter().map(|(name, value)| Item::Fact(name, value)).collect();
    for section in &report.sections {
        items.extend([Item::Gap, Item::Heading(&section.heading), Item::Heads(section)]);
        items.extend(section.rows.iter().map(|row| Item::Row(section, row)));
        items.extend(section.total.iter().map(|row| Item::Total(section, row)));
    }
    items.push(Item::Gap);
    items.extend(report.notes.iter().map(|note| Item::Note(note)));
    items
}

impl Press {
    /// What stands on which page: a table that goes on has its heads again, and a heading is never left alone.
    fn paginate<'a>(&self, report: &'a Report) -> Vec<Vec<Item<'a>>> {
        let mut pages: Vec<Vec<Item<'a>>> = vec![];
        let mut page: Vec<Item<'a>> = vec![];
        let mut y = first_line(true);
        for item in items(report) {
            let height = self.height(&item);
            let company = if matches!(item, Item::Heading(_) | Item::Heads(_)) { 4.0 * LINE } else { 0.0 };
            if y + height + company > BOTTOM {
                pages.push(std::mem::take(&mut page));
                y = first_line(false);
                if let Item::Row(section, _) | Item::Total(section, _) = &item {
                    let heads = Item::Heads(section);
                    y += self.height(&heads);
                    page.push(heads);
                }
            }
            y += height;
            page.push(item);
        }
        pages.push(page);
        pages
    }

    fn height(&self, item: &Item<'_>) -> f32 {
        match item {
            Item::Gap => 14.0,
            Item::Heading(_) => 20.0,
            Item::Fact(_, value) => self.lines(&self.faces.text.wrap(value, 9.0, WIDTH - 130.0, 4)) + 3.0,
            Item::Heads(section) => {
                let heads: Vec<String> = section.columns.iter().map(|column| column.head.clone()).collect();
                self.cells_height(section, &heads, 7.5) + 6.0
            }
            Item::Row(section, row) | Item::Total(section, row) => self.cells_height(section, row, 8.5) + 4.0,
            Item::Note(note) => self.lines(&self.faces.text.wrap(note, 7.5, WIDTH, 12)) + 3.0,
        }
    }

    #[expect(clippy::unused_self, reason = "a length of this press like its neighbours")]
    fn lines(&self, lines: &[Run]) -> f32 {
        count(lines.len().max(1)) * LINE
    }

    fn cells_height(&self, section: &Section, cells: &[String], size: f32) -> f32 {
        let widths = widths(section);
        let lines = cells.iter().zip(widths).map(|(cell, (_, width))| self.faces.text.wrap(cell, size, width, 4).len());
        count(lines.max().unwrap_or(1).max(1)) * LINE
    }

    fn draw(&self, pen: &mut Pen<'_, '_>, item: &Item<'_>, y: f32) {
        let base = y + 9.0;
        match item {
            Item::Gap => {}
            Item::Heading(text) => {
                let line = self.faces.display.line(text, 14.0, 0.0);
                pen.write(&self.faces.display, &line, (LEFT, y + 12.0), Align::Left, self.ink);
            }
            Item::Fact(name, value) => {
                let name = self.faces.strong.line(name, 8.5, 0.0);
                pen.write(&self.faces.strong, &name, (LEFT, base), Align::Left, self.soft);
                for (number, line) in self.faces.text.wrap(value, 9.0, WIDTH - 130.0, 4).iter().enumerate() {
                    let at = (LEFT + 130.0, count(number).mul_add(LINE, base));
                    pen.write(&self.faces.text, line, at, Align::Left, self.ink);
                }
            }
            Item::Heads(section) => {
                let heads: Vec<String> = section.columns.iter().map(|column| column.head.clone()).collect();
                self.cells(pen, section, &heads, (base, 7.5), Weight::Head);
                let under = y + self.height(item) - 2.0;
                pen.rule((LEFT, under), (RIGHT, under), self.brass, 0.9);
            }
            Item::Row(section, row) => {
                self.cells(pen, section, row, (base, 8.5), Weight::Text);
                let under = y + self.height(item) - 1.0;
                pen.rule((LEFT, under), (RIGHT, under), self.line, 0.4);
            }
            Item::Total(section, row) => {
                pen.rule((LEFT, y), (RIGHT, y), self.ink, 0.8);
                self.cells(pen, section, row, (base + 2.0, 8.5), Weight::Strong);
            }
            Item::Note(note) => {
                for (number, line) in self.faces.text.wrap(note, 7.5, WIDTH, 12).iter().enumerate() {
                    let at = (LEFT, count(number).mul_add(LINE, base));
                    pen.write(&self.faces.text, line, at, Align::Left, self.soft);
                }
            }
        }
    }

    fn cells(&self, pen: &mut Pen<'_, '_>, section: &Section, cells: &[String], (y, size): (f32, f32), weight: Weight) {
        let face = if weight == Weight::Text { &self.faces.text } else { &self.faces.strong };
        let color = if weight == Weight::Head { self.soft } else { self.ink };
        for ((cell, column), (left, width)) in cells.iter().zip(&section.columns).zip(widths(section)) {
            let (x, align) = if column.is_number { (left + width, Align::Right) } else { (left, Align::Left) };
            for (number, line) in face.wrap(cell, size, width, 4).iter().enumerate() {
                pen.write(face, line, (x, count(number).mul_add(LINE, y)), align, color);
            }
        }
    }

    /// The head of a page; returns where its first item begins.
    fn head(&self, pen: &mut Pen<'_, '_>, report: &Report, is_first: bool) -> f32 {
        let faces = &self.faces;
        for line in faces.strong.fit(&report.organiser.to_uppercase(), &[8.0, 7.0, 6.0], WIDTH, 1) {
            pen.write(&faces.strong, &line, (LEFT, TOP), Align::Left, self.soft);
        }
        pen.rule((LEFT, TOP + 7.0), (RIGHT, TOP + 7.0), self.brass, 1.2);
        if is_first {
            for line in faces.display.fit(&report.title, &[26.0, 22.0], WIDTH, 1) {
                pen.write(&faces.display, &line, (LEFT, TOP + 38.0), Align::Left, self.ink);
            }
            for line in faces.text.fit(&report.subtitle, &[11.0, 9.0], WIDTH, 1) {
                pen.write(&faces.text, &line, (LEFT, TOP + 56.0), Align::Left, self.ink);
            }
        }
        first_line(is_first)
    }

    fn foot(&self, pen: &mut Pen<'_, '_>, report: &Report, number: usize, of: usize) {
        let y = PAGE.1 - 30.0;
        let title = format!("{} · {}", report.title, report.subtitle);
        for line in self.faces.text.fit(&title, &[7.0, 6.0], WIDTH - 60.0, 1) {
            pen.write(&self.faces.text, &line, (LEFT, y), Align::Left, self.soft);
        }
        let page = self.faces.text.line(&format!("{number} / {of}"), 7.0, 0.0);
        pen.write(&self.faces.text, &page, (RIGHT, y), Align::Right, self.soft);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Head,
    Text,
    Strong,
}

const fn first_line(is_first: bool) -> f32 {
    if is_first { TOP + 74.0 } else { TOP + 20.0 }
}

/// Left end and width of each column.
fn widths(section: &Section) -> Vec<(f32, f32)> {
    let whole: f32 = section.columns.iter().map(|column| column.part).sum();
    let free = count(section.columns.len().saturating_sub(1)).mul_add(-GUTTER, WIDTH);
    let mut left = LEFT;
    let width = |column: &Column| {
        let width = free * column.part / whole.max(1.0);
        let at = (left, width);
        left += width + GUTTER;
        at
    };
    section.columns.iter().map(width).collect()
}
