//! What can go wrong: the caller can act on it (`Refused`), or it is ours (`Fault`). No third kind.

mod status;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, RETRY_AFTER};
use actix_web::{HttpResponse, ResponseError};
use shared::refusal::{Problem, Refusal};
use status::status;
use std::fmt;

pub type Fallible<T> = Result<T, Error>;

#[derive(Debug)]
pub enum Error {
    /// Shown to the caller as it is.
    Refused(Refusal),
    /// Logged in full, shown as `internal`.
    Fault {
        doing: &'static str,
        cause: String,
        /// Whether the same transaction may succeed when it is tried again.
        passing: bool,
    },
}

impl Error {
    pub fn fault(doing: &'static str, cause: impl fmt::Display) -> Self {
        Self::Fault { doing, cause: cause.to_string(), passing: false }
    }

    /// Another transaction was faster: the same one may succeed when it is tried again.
    pub fn overtaken(doing: &'static str, cause: impl fmt::Display) -> Self {
        Self::Fault { doing, cause: cause.to_string(), passing: true }
    }

    /// The refusal of a member of the request that was read but is not acceptable.
    pub fn invalid(field: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Refused(Refusal::Invalid { field: field.into(), problem: problem.into() })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => write!(f, "refused: {refusal:?}"),
            Self::Fault { doing, cause, .. } => write!(f, "cannot {doing}: {cause}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<diesel::result::Error> for Error {
    fn from(cause: diesel::result::Error) -> Self {
        match cause {
            diesel::result::Error::NotFound => Self::Refused(Refusal::NotFound),
            cause => Self::Fault { doing: "query", passing: crate::db::is_passing(&cause), cause: cause.to_string() },
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Refused(refusal) => status(refusal),
            Self::Fault { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        match self {
            Self::Refused(refusal) => problem(refusal.clone()),
            Self::Fault { .. } => {
                let request_id = crate::telemetry::request_id();
                tracing::error!(error = %self, "fault");
                problem(Refusal::Internal { request_id })
            }
        }
    }
}

/// An error in the words of problem details, where there is no answer to carry it; a fault is logged.
pub fn described(error: Error) -> Problem {
    match error {
        Error::Refused(refusal) => details(refusal),
        Error::Fault { .. } => {
            tracing::error!(%error, "fault");
            details(Refusal::Internal { request_id: String::new() })
        }
    }
}

/// The answer that tells a refusal: RFC 9457 problem details.
pub fn problem(refusal: Refusal) -> HttpResponse {
    let status = status(&refusal);
    let mut answer = HttpResponse::build(status);
    answer.content_type("application/problem+json").insert_header((CACHE_CONTROL, "no-store"));
    if let Refusal::TooManyRequests { retry_after_seconds } = &refusal {
        answer.insert_header((RETRY_AFTER, retry_after_seconds.to_string()));
    }
    answer.json(details(refusal))
}

/// A refusal in the words of problem details.
pub fn details(refusal: Refusal) -> Problem {
    let code = code(&refusal);
    let title = code.replace('_', " ");
    let detail = detail(&refusal).unwrap_or_default();
    Problem { kind: format!("/api/docs#{code}"), title, status: status(&refusal).as_u16(), detail, refusal }
}

/// The stable code of a refusal: its tag in JSON.
pub fn code(refusal: &Refusal) -> String {
    let value = serde_json::to_value(refusal).unwrap_or_default();
    value.get("code").and_then(|code| code.as_str()).unwrap_or("unknown").to_owned()
}

fn detail(refusal: &Refusal) -> Option<String> {
    match refusal {
        Refusal::NotUnderstood { path, problem } if path.is_empty() => Some(problem.clone()),
        Refusal::NotUnderstood { path, problem } => Some(format!("{path}: {problem}")),
        Refusal::Invalid { field, problem } => Some(format!("{field}: {problem}")),
        Refusal::PictureInvalid { problem } | Refusal::AttachmentInvalid { problem } => Some(problem.clone()),
        Refusal::PlaceholderUnknown { field, name } => {
            Some(format!("{field}: nothing of the name {name} stands in this mail"))
        }
        Refusal::BackupElsewhere { tool } => Some(format!("use {tool}")),
        Refusal::PlanInvalid { errors } => errors.first().map(|error| format!("{}: {}", error.path, error.problem)),
        _ => None,
    }
}
