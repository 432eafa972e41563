//! Lists in pages: a limit, an opaque cursor, and what comes next.

use serde::{Deserialize, Serialize};

/// One page of a list; `next` is the cursor of the following page, absent on the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    pub items: Vec<T>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// How many items a page has when the caller does not say.
pub const LIMIT_DEFAULT: i64 = 50;
/// How many items a page has at most.
pub const LIMIT_MAX: i64 = 200;
