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
    /// Of an account with a second factor: six digits of the app, or a recovery code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// `POST /password-resets`. Answered alike whether or not the address has an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RequestPasswordReset {
    pub email: Email,
}

/// `POST /password-resets/confirm`: the link of a reset or of an invitation to the staff. Ends all other sessions of the
/// account. One with a second factor is not signed in by it: the answer's `account` is none.
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
    /// The member of the staff who acts as this customer, by name, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impersonated_by: Option<String>,
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

/// `GET /account/second-factor`: whether signing in asks for a code, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactor {
    pub confirmed_at: Option<DateTime<Utc>>,
    pub recovery_codes_left: i64,
    /// Whether the house asks it of this person.
    pub required: bool,
}

/// `POST /account/second-factor`: begins to enrol; nothing is asked at sign-in before a code has confirmed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EnrolSecondFactor {
    pub password: String,
}

/// What an authenticator app needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enrolment {
    /// Base32, to be typed where nothing can be scanned.
    pub secret: String,
    pub otpauth_url: String,
    /// The address as a QR code: an SVG document.
    pub qr_svg: String,
}

/// `POST /account/second-factor/confirm`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmSecondFactor {
    pub code: String,
}

/// `DELETE /account/second-factor`, `POST /account/second-factor/recovery-codes`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProveSecondFactor {
    pub password: String,
    pub code: String,
}

/// Shown once; each opens the account once when the app is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    pub codes: Vec<String>,
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
