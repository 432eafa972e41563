//! Comments of customers on a show. Text is text, never HTML.

use crate::ids::CommentId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Shortest and longest comment, in characters.
pub const COMMENT_MIN: usize = 2;
pub const COMMENT_MAX: usize = 1_000;
/// Longest reason of a report, in characters.
pub const REPORT_REASON_MAX: usize = 500;

/// `GET /shows/{show}/comments`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ListComments {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// `POST /shows/{show}/comments`, `PUT /comments/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteComment {
    pub text: String,
}

/// `POST /comments/{id}/reports`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportComment {
    pub reason: String,
}

/// A comment as readers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comment {
    pub id: CommentId,
    /// First name and initial, such as `Ada L.`; empty when the author has left.
    pub author: String,
    /// Whether it is the caller's own.
    pub mine: bool,
    /// Whether the author held a ticket for a performance of the show that is over.
    pub has_seen_it: bool,
    pub text: String,
    pub written_at: DateTime<Utc>,
    pub edited_at: Option<DateTime<Utc>>,
    /// What the theatre answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
}
