//! The people who work here: how they come, what they may do, and how they go.

use crate::accounts::Role;
use crate::email::Email;
use crate::ids::{AccountId, InvitationId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `POST /admin/staff/invitations`: mails a link that is good for seven days. An open invitation of the address is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InviteStaff {
    pub email: Email,
    /// What the account will be called; one that is there keeps its own name.
    pub name: String,
    pub role: Role,
}

/// `GET /admin/staff/invitations`: those that wait for an answer, and those whose time is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    pub id: InvitationId,
    pub email: Email,
    pub name: String,
    pub role: Role,
    /// Who invited; none when they left.
    pub invited_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// `PUT /admin/staff/{id}/role`: without a role the account is a customer's. All its sessions end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeRole {
    pub role: Option<Role>,
}

/// `PUT /admin/staff/{id}/state`: a disabled account is signed out everywhere and cannot sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetStaffState {
    pub disabled: bool,
}

/// `GET /admin/staff`: a member of the staff as an admin sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffMember {
    pub id: AccountId,
    pub name: String,
    pub email: Email,
    pub role: Option<Role>,
    pub disabled_at: Option<DateTime<Utc>>,
    pub has_second_factor: bool,
    /// When they last did something; none before they signed in.
    pub seen_at: Option<DateTime<Utc>>,
}
