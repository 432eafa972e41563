//! Forms that this program describes itself, for what is no row of the back office.

use serde_json::{Map, Value};
use shared::admin::{Choice, NounCard, Tone, Words};
use shared::forms::{Field, FieldKind, Form, Section};
use std::rc::Rc;

/// French and English.
pub type Said = (&'static str, &'static str);

fn words((fr, en): Said) -> Words {
    Words::new(fr, en)
}

/// A field that may stay empty.
pub fn field(key: &str, label: Said, kind: FieldKind) -> Field {
    Field { key: key.to_owned(), label: words(label), hint: None, required: false, kind, only_when: None }
}

/// A field that must be filled.
pub fn needed(key: &str, label: Said, kind: FieldKind) -> Field {
    Field { required: true, ..field(key, label, kind) }
}

/// The field with a hint below it.
pub fn hinted(field: Field, hint: Said) -> Field {
    Field { hint: Some(words(hint)), ..field }
}

pub fn line(max: usize) -> FieldKind {
    FieldKind::Line { max: i64::try_from(max).unwrap_or(i64::MAX) }
}

pub fn text(max: usize) -> FieldKind {
    FieldKind::Text { max: i64::try_from(max).unwrap_or(i64::MAX) }
}

pub fn option(value: &str, name: Said) -> Choice {
    Choice { value: value.to_owned(), name: words(name), tone: Tone::Plain }
}

pub fn section(title: Option<Said>, fields: Vec<Field>) -> Section {
    Section { title: title.map(words), fields }
}

/// A form as [`super::sheet_form::SheetForm`] draws it.
pub fn form(version: i64, sections: Vec<Section>, values: Map<String, Value>, zone: &str) -> Rc<Form> {
    let noun = NounCard { key: String::new(), one: words(("", "")), many: words(("", "")), may: Vec::new() };
    let (title, time_zone) = (String::new(), zone.to_owned());
    Rc::new(Form { noun, id: None, title, version, sections, values, names: Map::new(), on_site: None, time_zone })
}

/// The field that a refusal names by its path, and which row of it: `identity.name` is about `name`, `hours[3].weekday`
/// and `hours.3.weekday` about the fourth row of `hours`.
pub fn place_of(path: &str) -> (&str, Option<usize>) {
    let path = path.strip_prefix("values.").unwrap_or(path);
    let groups = ["identity.", "texts.", "sales.", "limits.", "security.", "plan."];
    let inside = groups.iter().find_map(|group| path.strip_prefix(group)).unwrap_or(path);
    let mut parts = inside.split(['.', '[']).map(|part| part.trim_end_matches(']'));
    let field = parts.next().unwrap_or(inside);
    let row = parts.next().and_then(|row| row.parse().ok());
    match (field, row, parts.next()) {
        // A plan of free seating is one zone here.
        ("zones", Some(_), Some(member)) => (member, None),
        _ => (field, row),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_finds_its_field() {
        let paths =
            ["identity.name", "hours[3].weekday", "hours.0.opens_minute", "plan.zones[0].capacity", "starts_at"];
        let rows = [("name", None), ("hours", Some(3)), ("hours", Some(0)), ("capacity", None), ("starts_at", None)];
        assert_eq!(paths.map(place_of), rows);
    }
}
