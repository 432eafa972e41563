//! Accounts and sessions: who asks.

use crate::email::Email;
use crate::house::Locale;
use crate::ids::{AccountId, SessionId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub const PASSWORD_MIN_LENGTH: usize = 10;
pub const PASSWORD_MAX_LENGTH: usize = 200;
pub const NAME_MAX_LENGTH: usize = 120;

/// What a member of the staff may do; a customer has no role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Admin,
    BoxOffice,
    Door,
    Moderator,
}

/// `POST /accounts`. Answered alike whether or not the address has an account; a mail says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Register {
    pub name: String,
    pub email: Email,
    pub password: String,
    #[serde(default)]
    pub locale: Locale,
}

/// `POST /accounts/confirm`, `POST /account/email/confirm`: the secret of the link in the mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmEmail {
    pub token: String,
}

/// `POST /session`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    pub email: Email,
    pub password: String,
}

/// `POST /password-resets`. Answered alike whether or not the address has an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RequestPasswordReset {
    pub email: Email,
}

/// `POST /password-resets/confirm`. Ends all other sessions of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    pub token: String,
    pub new_password: String,
}

/// `PATCH /account`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeProfile {
    pub name: String,
    pub locale: Locale,
}

/// `POST /account/email`: the new address gets a link; the old one stays until it is followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeEmail {
    pub new_email: Email,
    pub password: String,
}

/// `POST /account/password`. Ends all other sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    pub current_password: String,
    pub new_password: String,
}

/// `DELETE /account`. Orders are kept without the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EraseAccount {
    pub password: String,
}

/// The signed-in person as they see themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    pub id: AccountId,
    pub name: String,
    pub email: Email,
    /// The address that waits for its confirmation, if one does.
    pub new_email: Option<Email>,
    pub locale: Locale,
    pub role: Option<Role>,
    pub created_at: DateTime<Utc>,
}

/// `GET /session`: who this browser is; `account` is none for a visitor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    pub account: Option<Account>,
    /// The server's clock, so that a page can show the time left whatever its own clock says.
    pub now: DateTime<Utc>,
}

/// One place where the account is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionEntry {
    pub id: SessionId,
    /// Browser and system in words, as far as known.
    pub device: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// Whether it is the session that asks.
    pub current: bool,
}

/// `GET /account/export`: everything stored about the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountExport {
    pub account: Account,
    pub sessions: Vec<SessionEntry>,
    pub orders: Vec<crate::orders::Order>,
    pub comments: Vec<crate::comments::Comment>,
    /// The conversation with the box office, if there was one.
    #[serde(default)]
    pub chat: Option<crate::chat::ChatExport>,
    #[serde(default)]
    pub notices: Vec<crate::notices::Notice>,
}
