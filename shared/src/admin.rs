//! The back office: lists of everything, what can be done with their rows, and who did. The server describes each noun; one
//! table draws them all.

use crate::forms::Field;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// How many rows a page of a list has when nobody says, and at most.
pub const ROWS_DEFAULT: i64 = 50;
pub const ROWS_MAX: i64 = 200;
/// How many rows one action may change, and one export may hold.
pub const ACTION_ROWS_MAX: i64 = 1_000;
pub const EXPORT_ROWS_MAX: i64 = 100_000;

/// A label in every language of the site, so that none can be forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Words {
    pub fr: String,
    pub en: String,
}

impl Words {
    pub fn new(fr: &str, en: &str) -> Self {
        Self { fr: fr.to_owned(), en: en.to_owned() }
    }
}

/// What somebody may do with the rows of a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Act {
    View,
    Add,
    Change,
    Delete,
}

/// `GET /admin/tables`: what the caller finds in the back office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BackOffice {
    /// In the order of the menu; those that the caller may at least view.
    pub nouns: Vec<NounCard>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NounCard {
    /// What stands in addresses: `shows`, `orders`.
    pub key: String,
    pub one: Words,
    pub many: Words,
    pub may: Vec<Act>,
}

/// `GET /admin/tables/{noun}/rows`: which rows, in which order.
///
/// Filters are further members of the query, `f.state=paid`, each with a value of that filter; several values of one
/// filter are separated by commas and any of them fits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListRows {
    /// Words that all must stand in one of the searched columns.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// A column's key, with a minus before it for the other way: `-placed_at`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// From 1.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub page: i64,
    #[serde(default = "rows_default", skip_serializing_if = "is_rows_default")]
    pub limit: i64,
    /// The year, month or day that the noun's date falls into: `2026`, `2026-11`, `2026-11-27`, in the house's time zone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
    /// Filter key and value, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<(String, String)>,
}

const fn first() -> i64 {
    1
}

const fn is_first(page: &i64) -> bool {
    *page == 1
}

const fn rows_default() -> i64 {
    ROWS_DEFAULT
}

const fn is_rows_default(limit: &i64) -> bool {
    *limit == ROWS_DEFAULT
}

/// A page of a list with everything a table needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Listing {
    pub noun: NounCard,
    pub columns: Vec<Column>,
    pub filters: Vec<Filter>,
    pub actions: Vec<Action>,
    /// The column by which the rows are sorted, with its minus.
    pub sort: String,
    /// How many rows fit in all.
    pub total: i64,
    pub rows: Vec<ListRow>,
    /// One step further into the noun's date: the years, the months of the year or the days of the month that have rows.
    pub dates: Vec<DateStep>,
    /// The IANA time zone in which moments are to be shown.
    pub time_zone: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DateStep {
    /// For [`ListRows::when`].
    pub when: String,
    pub rows: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListRow {
    /// Opaque; a number for most nouns, a text for some.
    pub id: String,
    /// What the row is called where it stands alone.
    pub title: String,
    /// For `If-Match` of `PATCH` with what can be changed in the list; 0 where nothing can.
    pub version: i64,
    /// One value a column: text, number, true or false, or null.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub cells: Vec<Value>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Column {
    pub key: String,
    pub label: Words,
    pub kind: CellKind,
    pub sortable: bool,
    /// The form's field that can be changed in the table, when it is one of those.
    pub editable: Option<Field>,
}

/// How a cell's value is to be read and shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CellKind {
    Text,
    Number,
    /// The smallest unit.
    Money {
        currency: String,
    },
    /// Hundredths of a percent.
    Percent,
    Switch,
    /// RFC 3339.
    Moment,
    Choice {
        options: Vec<Choice>,
    },
    /// The value is `[id, title]` of a row of that noun, or null.
    Link {
        noun: String,
    },
    /// `#rrggbb`.
    Color,
}

/// One of a few values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choice {
    pub value: String,
    pub name: Words,
    pub tone: Tone,
}

/// What a value means for somebody who glances at it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    #[default]
    Plain,
    Good,
    Waiting,
    Bad,
}

/// A way to narrow a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Filter {
    pub key: String,
    pub label: Words,
    pub kind: FilterKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FilterKind {
    Choice {
        options: Vec<Choice>,
    },
    /// `yes` or `no`.
    Switch,
    /// `2026-11-01..2026-11-30`; either end may be absent.
    Dates,
    /// The id of a row of that noun.
    Related {
        noun: String,
    },
}

/// Something that can be done with many rows at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Action {
    pub key: String,
    pub label: Words,
    /// Whether it takes something away and is shown so.
    pub destructive: bool,
    /// What has to be told to it, such as a reason.
    pub fields: Vec<Field>,
}

/// `POST /admin/tables/{noun}/actions`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RunAction {
    pub action: String,
    pub rows: Selection,
    /// The action's fields.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub values: Map<String, Value>,
    /// Without it nothing is done and the answer tells what would be.
    pub confirmed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Selection {
    These {
        ids: Vec<String>,
    },
    /// All that fit; `expected` is the total that was shown, another one is refused as outdated.
    All {
        list: ListRows,
        expected: i64,
    },
}

/// What an action did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionDone {
    pub done: bool,
    pub rows: i64,
    pub touched: Vec<Touched>,
    /// Rows for which it cannot be done, with the reason; the others can.
    pub left_out: Vec<LeftOut>,
}

/// Rows of another noun that go or change with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Touched {
    pub what: Words,
    pub rows: i64,
    /// Whether these keep the row from being removed at all.
    pub forbids: bool,
}

/// `GET /admin/tables/{noun}/rows/{id}/related`: rows of another noun that belong to a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Related {
    pub noun: String,
    /// The filter of that noun which takes the row's id.
    pub filter: String,
    /// What that noun's rows are called.
    pub what: Words,
    pub rows: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftOut {
    pub id: String,
    pub title: String,
    /// The refusal's code.
    pub code: String,
}

/// One entry of a row's history or of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    pub at: DateTime<Utc>,
    /// Who did it; none for the program itself.
    pub who: Option<String>,
    /// The member of the staff who acted as that person, if one did.
    pub on_behalf: Option<String>,
    /// `created`, `changed`, `removed`, or the key of an action.
    pub act: String,
    pub noun: String,
    pub id: String,
    pub title: String,
    pub fields: Vec<FieldChange>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldChange {
    pub field: String,
    pub label: Words,
    /// In words; empty when there was nothing.
    pub before: String,
    pub after: String,
}

/// `GET /admin/views`, `POST /admin/views`: a list with its filters, kept under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedView {
    pub id: i64,
    pub noun: String,
    pub name: String,
    /// The page's query, without the question mark.
    pub query: String,
    /// Whether colleagues have it, too.
    pub shared: bool,
    /// Whether it is the caller's own.
    pub own: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveView {
    pub noun: String,
    pub name: String,
    pub query: String,
    pub shared: bool,
}

/// A first and a last day, in the house's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Days {
    pub from: NaiveDate,
    pub to: NaiveDate,
}
