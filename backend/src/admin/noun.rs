//! How a noun of the back office is described: its rows in SQL that both engines understand, its columns, filters and form.
//! The texts of this description are the program's own; what people type is only ever bound.

use crate::clock::Moment;
use crate::config::Config;
use crate::db::Conn;
use crate::error::Fallible;
use serde_json::{Map, Value};
use shared::admin::{Choice, Tone, Words};
use shared::forms::Section;
use shared::ids::AccountId;

/// French and English.
pub type Said = (&'static str, &'static str);

/// A word of the database, what it is called, and what it means.
pub type Option3 = (&'static str, Said, Tone);

pub fn words(said: Said) -> Words {
    Words::new(said.0, said.1)
}

pub fn choices(options: &[Option3]) -> Vec<Choice> {
    let choice = |(value, name, tone): &Option3| Choice { value: (*value).to_owned(), name: words(*name), tone: *tone };
    options.iter().map(choice).collect()
}

/// One kind of thing that the back office lists.
pub struct Noun {
    /// What stands in addresses.
    pub key: &'static str,
    pub one: Said,
    pub many: Said,
    /// Tables and joins; every join is to one row.
    pub from: &'static str,
    /// The column that identifies a row.
    pub id: &'static str,
    /// What a row is called where it stands alone: SQL of a text.
    pub title: &'static str,
    /// A moment that belongs to the title; it is written behind it, on the clock of the house.
    pub moment: Option<&'static str>,
    /// A condition that all rows fulfil; none when empty.
    pub only: &'static str,
    pub columns: &'static [Column],
    /// Texts that are searched.
    pub search: &'static [&'static str],
    pub filters: &'static [Filter],
    /// The moment by which rows are grouped in years, months and days.
    pub date: Option<&'static str>,
    /// The column that sorts when nobody says, with a minus for the other way.
    pub sort: &'static str,
    pub form: Option<&'static Editing>,
    pub actions: &'static [Deed],
}

pub struct Column {
    pub key: &'static str,
    pub label: Said,
    pub sql: &'static str,
    pub kind: Kind,
}

/// How a column's value is read.
#[derive(Clone, Copy)]
pub enum Kind {
    Text,
    Number,
    Money,
    /// Hundredths of a percent.
    Percent,
    Switch,
    Moment,
    Choice(&'static [Option3]),
    /// A row of another noun, whose id this is; the column's own SQL is its title.
    Link {
        noun: &'static str,
        id: &'static str,
    },
    Color,
}

pub struct Filter {
    pub key: &'static str,
    pub label: Said,
    /// A text for choices, a condition for switches, a moment for dates; for relations a condition with `?` for the id.
    pub sql: &'static str,
    pub kind: Narrowing,
}

#[derive(Clone, Copy)]
pub enum Narrowing {
    Choice(&'static [Option3]),
    Switch,
    Dates,
    Related(&'static str),
}

/// A row as the form has it.
pub struct Draft {
    pub values: Map<String, Value>,
    /// What related rows are called: `people:12`.
    pub names: Map<String, Value>,
    /// A path of the site where visitors see it.
    pub on_site: Option<String>,
}

impl Draft {
    pub fn new(values: Map<String, Value>) -> Self {
        Self { values, names: Map::new(), on_site: None }
    }
}

/// Who writes, and when.
#[derive(Clone, Copy)]
pub struct Hand<'a> {
    pub by: AccountId,
    pub config: &'a Config,
    pub now: Moment,
}

/// What is written, by whom.
pub struct Writing<'a> {
    /// None for a new row.
    pub id: Option<i64>,
    pub values: &'a Map<String, Value>,
    pub hand: Hand<'a>,
}

/// Takes one row away.
pub type Remove = fn(&mut Conn, i64, &Hand<'_>) -> Fallible<()>;

/// Does something with one row, as the fields of the action say.
pub type Deal = fn(&mut Conn, i64, &Map<String, Value>, &Hand<'_>) -> Fallible<()>;

/// The form of a noun; its functions call the use cases of the capability.
pub struct Editing {
    pub sections: fn(&mut Conn) -> Fallible<Vec<Section>>,
    pub blank: fn(&mut Conn) -> Fallible<Draft>,
    pub load: fn(&mut Conn, i64) -> Fallible<Draft>,
    /// Answers the row's id.
    pub save: fn(&mut Conn, &Writing<'_>) -> Fallible<i64>,
    /// Takes a row away; none where rows stay.
    pub remove: Option<Remove>,
    /// What hangs on a row: a count with `?` for the id, and whether it keeps the row.
    pub touches: &'static [Touch],
    /// Whether rows can be added here.
    pub adds: bool,
    /// Which fields can be changed in the table: they are columns, too, of the same key.
    pub inline: &'static [&'static str],
    /// Fields in which a copy of a row begins like a new one.
    pub not_copied: &'static [&'static str],
    /// Whether the use cases write to the audit trail themselves.
    pub own_trail: bool,
}

pub struct Touch {
    pub what: Said,
    pub count: &'static str,
    pub forbids: bool,
}

/// Something that is done with many rows.
pub struct Deed {
    pub key: &'static str,
    pub label: Said,
    pub destructive: bool,
    pub fields: fn() -> Vec<shared::forms::Field>,
    /// What changes with a row: a count with `?` for the id.
    pub touches: &'static [Touch],
    /// Whether the use case writes to the audit trail itself.
    pub own_trail: bool,
    /// Does it with one row.
    pub act: Deal,
}
