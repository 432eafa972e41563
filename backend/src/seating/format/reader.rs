//! Reads members of a JSON document one by one and keeps going after an error, so that all errors are told at once.

use serde_json::{Map, Value};
use shared::refusal::PlanError;
use shared::seating::Point;
use std::collections::BTreeSet;
use std::fmt;

/// How many errors are listed.
const MAX_ERRORS: usize = 50;
/// How many kinds of members without effect are listed.
const MAX_IGNORED: usize = 50;
/// The largest coordinate; what is beyond is a mistake and would draw nothing.
const MAX_COORDINATE: f64 = 1e6;

/// A place in the document. Costs nothing until it is written out.
#[derive(Clone, Copy)]
pub struct Spot<'a> {
    parent: Option<&'a Spot<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Member(&'a str),
    /// An item of the list that is this member.
    Item(&'a str, usize),
}

impl<'a> Spot<'a> {
    pub const fn root() -> Self {
        Self { parent: None, step: Step::Root }
    }

    pub const fn member(&'a self, name: &'a str) -> Self {
        Self { parent: Some(self), step: Step::Member(name) }
    }

    fn write(&self, out: &mut impl fmt::Write, with_numbers: bool) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.write(out, with_numbers)?;
            if !matches!(parent.step, Step::Root) {
                out.write_char('.')?;
            }
        }
        match self.step {
            Step::Root => Ok(()),
            Step::Member(name) => out.write_str(name),
            Step::Item(name, index) if with_numbers => write!(out, "{name}[{index}]"),
            Step::Item(name, _) => write!(out, "{name}[]"),
        }
    }
}

impl fmt::Display for Spot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, true)
    }
}

/// An object of the document and its place.
pub struct Members<'a> {
    at: Spot<'a>,
    map: &'a Map<String, Value>,
}

impl Members<'_> {
    pub const fn spot<'b>(&'b self, name: &'b str) -> Spot<'b> {
        self.at.member(name)
    }

    /// A member that may be absent; null is absent.
    pub fn optional<'b>(&'b self, name: &'b str) -> Option<(Spot<'b>, &'b Value)> {
        let value = self.map.get(name).filter(|value| !value.is_null())?;
        Some((self.spot(name), value))
    }
}

/// Collects what is wrong and what has no effect.
#[derive(Default)]
pub struct Reader {
    pub errors: Vec<PlanError>,
    ignored: BTreeSet<String>,
}

impl Reader {
    pub fn error(&mut self, spot: &Spot<'_>, problem: &str) {
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(PlanError { path: spot.to_string(), problem: problem.to_owned() });
        }
    }

    /// Notes that a member has no effect, once for all items of a list.
    pub fn ignore(&mut self, spot: &Spot<'_>) {
        let mut pattern = String::new();
        if self.ignored.len() < MAX_IGNORED && spot.write(&mut pattern, false).is_ok() {
            self.ignored.insert(pattern);
        }
    }

    /// What had no effect, such as `zones[].rows[].seats[].uuid`.
    pub fn ignored(self) -> Vec<String> {
        self.ignored.into_iter().collect()
    }

    /// An object; members that are not `known` are noted as ignored.
    pub fn object<'a>(&mut self, spot: &Spot<'a>, value: &'a Value, known: &[&str]) -> Option<Members<'a>> {
        let Value::Object(map) = value else {
            self.error(spot, "must be an object");
            return None;
        };
        for name in map.keys().filter(|name| !known.contains(&name.as_str())) {
            self.ignore(&spot.member(name));
        }
        Some(Members { at: *spot, map })
    }

    /// The member `name` as an object, or the object itself when it has no such member.
    pub fn inner<'b>(&mut self, members: &'b Members<'_>, name: &'b str, known: &[&str]) -> Option<Members<'b>> {
        match members.optional(name) {
            Some((spot, value)) => self.object(&spot, value, known),
            None => Some(Members { at: members.at, map: members.map }),
        }
    }

    /// The items of a list with their places; an absent or too long list has none.
    pub fn list<'b>(
        &mut self,
        members: &'b Members<'_>,
        name: &'b str,
        max: usize,
    ) -> impl Iterator<Item = (Spot<'b>, &'b Value)> + use<'b> {
        let items = match members.optional(name) {
            None => &[],
            Some((_, Value::Array(items))) if items.len() <= max => items.as_slice(),
            Some((spot, Value::Array(_))) => {
                self.error(&spot, &format!("more than {max}"));
                &[]
            }
            Some((spot, _)) => {
                self.error(&spot, "must be a list");
                &[]
            }
        };
        let parent = &members.at;
        items
            .iter()
            .enumerate()
            .map(move |(index, value)| (Spot { parent: Some(parent), step: Step::Item(name, index) }, value))
    }

    /// A member that must be there.
    pub fn needed<'b>(&mut self, members: &'b Members<'_>, name: &'b str) -> Option<(Spot<'b>, &'b Value)> {
        let found = members.optional(name);
        if found.is_none() {
            self.error(&members.spot(name), "is missing");
        }
        found
    }

    /// A text of one line that must be there.
    pub fn text(&mut self, members: &Members<'_>, name: &str, max: usize) -> Option<String> {
        let (spot, value) = self.needed(members, name)?;
        let text = self.line(&spot, value, max)?;
        if text.is_empty() {
            self.error(&spot, "is empty");
            return None;
        }
        Some(text)
    }

    pub fn optional_text(&mut self, members: &Members<'_>, name: &str, max: usize) -> Option<String> {
        let (spot, value) = members.optional(name)?;
        self.line(&spot, value, max)
    }

    /// A text of at most `max` characters on one line. Numbers are taken as they are written: files have both.
    pub fn line(&mut self, spot: &Spot<'_>, value: &Value, max: usize) -> Option<String> {
        let text = match value {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => {
                self.error(spot, "must be a text");
                return None;
            }
        };
        if text.chars().count() > max {
            self.error(spot, &format!("has more than {max} characters"));
            return None;
        }
        if text.chars().any(|c| c == '\0') {
            self.error(spot, "has a NUL character");
            return None;
        }
        Some(text.split(char::is_control).collect::<Vec<_>>().join(" "))
    }

    pub fn number(&mut self, spot: &Spot<'_>, value: &Value) -> Option<f64> {
        let Some(number) = value.as_f64().filter(|number| number.is_finite()) else {
            self.error(spot, "must be a number");
            return None;
        };
        if number.abs() > MAX_COORDINATE {
            self.error(spot, &format!("must be between -{MAX_COORDINATE} and {MAX_COORDINATE}"));
            return None;
        }
        Some(number)
    }

    /// A number above zero that must be there.
    pub fn measure(&mut self, members: &Members<'_>, name: &str) -> Option<f64> {
        let (spot, value) = self.needed(members, name)?;
        let number = self.number(&spot, value)?;
        if number <= 0.0 {
            self.error(&spot, "must be above zero");
            return None;
        }
        Some(number)
    }

    pub fn point(&mut self, spot: &Spot<'_>, value: &Value) -> Option<Point> {
        let members = self.object(spot, value, &["x", "y"])?;
        let x = self.needed(&members, "x").and_then(|(spot, value)| self.number(&spot, value));
        let y = self.needed(&members, "y").and_then(|(spot, value)| self.number(&spot, value));
        Some(Point { x: x?, y: y? })
    }

    /// The member `position`, or the origin when there is none.
    pub fn position(&mut self, members: &Members<'_>) -> Option<Point> {
        match members.optional("position") {
            Some((spot, value)) => self.point(&spot, value),
            None => Some(Point { x: 0.0, y: 0.0 }),
        }
    }
}
