//! Forms of the back office: the server describes the fields of each noun; one form draws them all.

use crate::admin::{Choice, NounCard, Words};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// `GET /admin/tables/{noun}/rows/{id}` and `GET /admin/tables/{noun}/blank`: everything a form needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Form {
    pub noun: NounCard,
    /// Absent for a row that does not exist yet.
    pub id: Option<String>,
    pub title: String,
    /// For `If-Match`.
    pub version: i64,
    pub sections: Vec<Section>,
    /// By field key.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub values: Map<String, Value>,
    /// What related rows are called: `people:12` -> `Molière`.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub names: Map<String, Value>,
    /// Where visitors see it, when they do: a path of the site.
    pub on_site: Option<String>,
    pub time_zone: String,
}

/// Fields that stand together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Section {
    pub title: Option<Words>,
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Field {
    pub key: String,
    pub label: Words,
    pub hint: Option<Words>,
    pub required: bool,
    pub kind: FieldKind,
    /// It counts only then; always when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_when: Option<OnlyWhen>,
}

/// Another field of the form, a choice, has this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OnlyWhen {
    pub field: String,
    pub is: String,
}

/// What a field holds; every value may be null where the field is not required.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FieldKind {
    /// Text in one line.
    Line {
        max: i64,
    },
    /// Text in one line, for which the titles of a noun's rows are suggested.
    Suggested {
        noun: String,
        max: i64,
    },
    /// Text in several.
    Text {
        max: i64,
    },
    Email,
    /// `#rrggbb`.
    Color,
    Number {
        min: i64,
        max: i64,
    },
    /// A number in the smallest unit.
    Money {
        currency: String,
    },
    /// A number in hundredths of a percent.
    Percent,
    Switch,
    Choice {
        options: Vec<Choice>,
    },
    /// `2026-11-27`.
    Date,
    /// RFC 3339 in UTC; shown and typed in the form's time zone.
    Moment,
    /// The id of a row, a text.
    Relation {
        noun: String,
    },
    /// The id of a picture, a text; a file is sent to `POST /admin/pictures`.
    Picture,
    /// Rows inside this row: a list of objects with these fields, in an order that can be changed.
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    Children {
        fields: Vec<Field>,
        max: i64,
    },
    /// Shown and never sent.
    Fixed,
}

/// `POST /admin/tables/{noun}/rows`, `PUT /admin/tables/{noun}/rows/{id}` (all fields) and `PATCH` (some fields).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteRow {
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub values: Map<String, Value>,
}

/// A row as other forms offer it: `GET /admin/tables/{noun}/choices?q=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowChoice {
    pub id: String,
    pub title: String,
}
