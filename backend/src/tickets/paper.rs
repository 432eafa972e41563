//! Drawing on paper: typefaces that know how wide a text is, and a pen for lines, boxes and text. Points, from the top
//! left corner.

use crate::error::{Error, Fallible};
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Feature, UnicodeBuffer};

const TEXT: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
const STRONG: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");
const DISPLAY: &[u8] = include_bytes!("../../assets/fonts/EBGaramond-Regular.ttf");

/// The three faces of the house: text, the same strong, and titles.
pub struct Faces {
    pub text: Face,
    pub strong: Face,
    pub display: Face,
}

impl Faces {
    pub fn load() -> Fallible<Self> {
        Ok(Self { text: Face::load(TEXT)?, strong: Face::load(STRONG)?, display: Face::load(DISPLAY)? })
    }
}

/// A typeface, to measure with and to write with.
pub struct Face {
    font: Font,
    shaper: rustybuzz::Face<'static>,
    /// Figures as high as capitals: an old-style 1 looks like a letter.
    figures: Feature,
}

/// A text of one line, measured.
pub struct Run {
    text: String,
    glyphs: Vec<KrillaGlyph>,
    size: f32,
    pub width: f32,
}

impl Run {
    pub const fn size(&self) -> f32 {
        self.size
    }
}

impl Face {
    fn load(bytes: &'static [u8]) -> Fallible<Self> {
        let font = Font::new(bytes.into(), 0);
        let shaper = rustybuzz::Face::from_slice(bytes, 0);
        let both = font.zip(shaper).map(|(font, shaper)| {
            let figures = Feature::new(Tag::from_bytes(b"lnum"), 1, ..);
            Self { font, shaper, figures }
        });
        both.ok_or_else(|| Error::fault("load a typeface", "the file is no font"))
    }

    /// One line of text at a size; `spacing` is added after each letter.
    pub fn line(&self, text: &str, size: f32, spacing: f32) -> Run {
        let text = self.writable(text);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(&self.shaper, &[self.figures], buffer);
        let starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| to_usize(info.cluster)).collect();
        let units = self.font.units_per_em();
        let glyphs: Vec<KrillaGlyph> = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, position)| {
                let start = to_usize(info.cluster);
                let end = starts.iter().copied().find(|other| *other > start).unwrap_or(text.len());
                let em = |value: i32| to_f32(value) / units;
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    em(position.x_advance) + spacing / size,
                    em(position.x_offset),
                    em(position.y_offset),
                    em(position.y_advance),
                    start..end,
                    None,
                )
            })
            .collect();
        let width = glyphs.iter().map(|glyph| glyph.x_advance * size).sum();
        Run { text, glyphs, size, width }
    }

    /// Lines no wider than `width`, broken between words (inside one that is too long); what does not fit into
    /// `max_lines` is cut with an ellipsis.
    pub fn wrap(&self, text: &str, size: f32, width: f32, max_lines: usize) -> Vec<Run> {
        let mut lines: Vec<String> = vec![];
        let mut rest: Vec<String> = text.split(' ').filter(|word| !word.is_empty()).rev().map(str::to_owned).collect();
        let mut line = String::new();
        // One line too many is enough to know that the rest must be cut.
        while let Some(word) = rest.pop().filter(|_| lines.len() <= max_lines) {
            let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
            if self.line(&longer, size, 0.0).width <= width {
                line = longer;
            } else if line.is_empty() {
                let fits = self.longest_start(&word, size, width);
                let (start, end) = word.split_at(fits);
                lines.push(start.to_owned());
                if !end.is_empty() {
                    rest.push(end.to_owned());
                }
            } else {
                lines.push(std::mem::take(&mut line));
                rest.push(word);
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        if lines.len() > max_lines {
            lines.truncate(max_lines);
            if let Some(last) = lines.last_mut() {
                *last = self.ellipsis(last, size, width);
            }
        }
        lines.iter().map(|line| self.line(line, size, 0.0)).collect()
    }

    /// The largest size of `sizes` at which the text needs no more than `max_lines`; the last one cuts it if it must.
    pub fn fit(&self, text: &str, sizes: &[f32], width: f32, max_lines: usize) -> Vec<Run> {
        let mut smallest = vec![];
        for size in sizes {
            smallest = self.wrap(text, *size, width, max_lines);
            if self.wrap(text, *size, width, max_lines + 1).len() <= max_lines {
                break;
            }
        }
        smallest
    }

    fn ellipsis(&self, line: &str, size: f32, width: f32) -> String {
        let mut line = line.to_owned();
        while !line.is_empty() && self.line(&format!("{line}…"), size, 0.0).width > width {
            line.pop();
        }
        format!("{}…", line.trim_end())
    }

    /// How many bytes of a word fit; at least its first letter.
    fn longest_start(&self, word: &str, size: f32, width: f32) -> usize {
        let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
        let fits = |end: &usize| word.get(..*end).is_some_and(|start| self.line(start, size, 0.0).width <= width);
        let first = word.chars().next().map_or(0, char::len_utf8);
        ends.take_while(fits).last().unwrap_or(first)
    }

    /// The text without control characters, and with Latin letters for those the typeface lacks.
    fn writable(&self, text: &str) -> String {
        let mut writable = String::with_capacity(text.len());
        for letter in text.chars().filter(|letter| !letter.is_control()) {
            let latin = || deunicode::deunicode_char(letter).unwrap_or("?");
            match self.shaper.glyph_index(letter) {
                Some(_) => writable.push(letter),
                None if letter.is_whitespace() => writable.push(' '),
                None => writable.push_str(latin()),
            }
        }
        writable
    }
}

/// Where a text's given point is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Middle,
    Right,
}

/// Draws on one page.
pub struct Pen<'a, 'b> {
    pub surface: &'a mut Surface<'b>,
}

impl Pen<'_, '_> {
    /// Writes a line with its base line at `y`.
    pub fn write(&mut self, face: &Face, run: &Run, (x, y): (f32, f32), align: Align, color: rgb::Color) {
        let x = match align {
            Align::Left => x,
            Align::Middle => x - run.width / 2.0,
            Align::Right => x - run.width,
        };
        self.fill(color);
        self.surface.draw_glyphs(Point::from_xy(x, y), &run.glyphs, face.font.clone(), &run.text, run.size, false);
    }

    /// A filled box; `radius` rounds its corners.
    pub fn panel(&mut self, area: [f32; 4], radius: f32, color: rgb::Color) {
        self.fill(color);
        self.draw(rounded(area, radius));
    }

    /// The outline of a box.
    pub fn frame(&mut self, area: [f32; 4], radius: f32, color: rgb::Color, width: f32) {
        self.stroke(color, width, None);
        self.draw(rounded(area, radius));
    }

    pub fn rule(&mut self, from: (f32, f32), to: (f32, f32), color: rgb::Color, width: f32) {
        self.stroke(color, width, None);
        self.draw(segment(from, to));
    }

    /// A line to cut or to tear along.
    pub fn dashes(&mut self, from: (f32, f32), to: (f32, f32), color: rgb::Color, dash: f32) {
        self.stroke(color, 0.6, Some(StrokeDash { array: vec![dash, dash], offset: 0.0 }));
        self.draw(segment(from, to));
    }

    /// The dark modules of a code in a square of `side`, all in one path, so that no hairline shows between them.
    pub fn modules(&mut self, modules: &[Vec<bool>], (left, top): (f32, f32), side: f32, color: rgb::Color) {
        let mut path = PathBuilder::new();
        let step = side / count(modules.len()).max(1.0);
        for (row, line) in modules.iter().enumerate() {
            for (column, _) in line.iter().enumerate().filter(|(_, dark)| **dark) {
                let (x, y) = (count(column).mul_add(step, left), count(row).mul_add(step, top));
                if let Some(module) = Rect::from_xywh(x, y, step, step) {
                    path.push_rect(module);
                }
            }
        }
        self.fill(color);
        self.draw(path);
    }

    /// Draws something turned by `degrees` around a point.
    pub fn turned(&mut self, degrees: f32, (x, y): (f32, f32), draw: impl FnOnce(&mut Pen<'_, '_>)) {
        self.surface.push_transform(&Transform::from_rotate_at(degrees, x, y));
        draw(&mut Pen { surface: self.surface });
        self.surface.pop();
    }

    fn fill(&mut self, color: rgb::Color) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { paint: color.into(), ..Fill::default() }));
    }

    fn stroke(&mut self, color: rgb::Color, width: f32, dash: Option<StrokeDash>) {
        self.surface.set_fill(None);
        let stroke = Stroke { paint: color.into(), width, dash, opacity: NormalizedF32::ONE, ..Stroke::default() };
        self.surface.set_stroke(Some(stroke));
    }

    fn draw(&mut self, path: PathBuilder) {
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }
}

fn segment(from: (f32, f32), to: (f32, f32)) -> PathBuilder {
    let mut path = PathBuilder::new();
    path.move_to(from.0, from.1);
    path.line_to(to.0, to.1);
    path
}

fn rounded([left, top, width, height]: [f32; 4], radius: f32) -> PathBuilder {
    // How far the handles of a curve stand from a quarter circle's ends.
    const HANDLE: f32 = 0.552_285;
    let (right, bottom) = (left + width, top + height);
    let near = radius * (1.0 - HANDLE);
    let mut path = PathBuilder::new();
    path.move_to(left + radius, top);
    path.line_to(right - radius, top);
    path.cubic_to(right - near, top, right, top + near, right, top + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(right, bottom - near, right - near, bottom, right - radius, bottom);
    path.line_to(left + radius, bottom);
    path.cubic_to(left + near, bottom, left, bottom - near, left, bottom - radius);
    path.line_to(left, top + radius);
    path.cubic_to(left, top + near, left + near, top, left + radius, top);
    path.close();
    path
}

/// A small whole number as a length.
pub fn count(number: usize) -> f32 {
    u16::try_from(number).map_or(f32::MAX, f32::from)
}

fn to_usize(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn to_f32(units: i32) -> f32 {
    i16::try_from(units).map_or(0.0, f32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_never_wider_than_asked() {
        let faces = Faces::load().unwrap();
        let text = "Le Songe d’une nuit d’été, ou la très véridique et très lamentable histoire de Pyrame et Thisbé 0123456789012345678901234567890123456789";
        for width in [40.0, 90.0, 200.0, 350.0] {
            let lines = faces.display.wrap(text, 20.0, width, 50);
            assert!(lines.iter().all(|line| line.width <= width), "{width}");
            let words: String = lines.iter().map(|line| line.text.replace(' ', "")).collect();
            assert_eq!(words, text.replace(' ', ""));
        }
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let faces = Faces::load().unwrap();
        let lines = faces.text.wrap("un deux trois quatre cinq six sept huit neuf dix", 10.0, 60.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].text.ends_with('…') && lines[1].width <= 60.0);
    }

    #[test]
    fn letters_of_europe_are_in_the_typefaces_and_others_are_transliterated() {
        let faces = Faces::load().unwrap();
        let european = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ’‘“”«»…–—€ßøåłőšžñ№ 12,50 €";
        for face in [&faces.text, &faces.strong, &faces.display] {
            assert_eq!(face.writable(european), european);
            assert_eq!(face.writable("Чехов\n"), "Chekhov");
        }
    }
}
