//! Programs of third parties: the keys they call with, and what they are told.

use crate::ids::{ApiClientId, DeliveryId, EndpointId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a program may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Scope {
    #[serde(rename = "programme:read")]
    ProgrammeRead,
    #[serde(rename = "orders:read")]
    OrdersRead,
    #[serde(rename = "orders:write")]
    OrdersWrite,
    #[serde(rename = "tickets:check")]
    TicketsCheck,
    #[serde(rename = "revenue:read")]
    RevenueRead,
}

/// `POST /admin/api-clients`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateApiClient {
    pub name: String,
    pub scopes: Vec<Scope>,
}

/// A program with a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiClient {
    pub id: ApiClientId,
    pub name: String,
    /// How its key begins; the `client_id` of the exchange for a token.
    pub prefix: String,
    pub scopes: Vec<Scope>,
    /// Who made it; none when they left.
    pub created_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
    pub revoked_at: Option<DateTime<Utc>>,
}

/// The answer to `POST /admin/api-clients`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewApiClient {
    pub client: ApiClient,
    /// Shown once: `Authorization: Bearer bk_...`, or the `client_secret` of the exchange for a token.
    pub key: String,
}

/// `POST /oauth/token`, form-encoded (RFC 6749, client credentials): key against a token of fifteen minutes. The client may
/// also say who it is in the header `Authorization: Basic`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenRequest {
    /// `client_credentials`.
    pub grant_type: String,
    #[serde(default)]
    pub client_id: Option<String>,
    #[serde(default)]
    pub client_secret: Option<String>,
    /// Fewer scopes than the client has, separated by spaces.
    #[serde(default)]
    pub scope: Option<String>,
}

/// A token for `Authorization: Bearer`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenAnswer {
    pub access_token: String,
    /// `Bearer`.
    pub token_type: String,
    /// In seconds.
    pub expires_in: i64,
    pub scope: String,
}

/// What webhooks tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum EventKind {
    #[serde(rename = "order.paid")]
    OrderPaid,
    #[serde(rename = "order.refunded")]
    OrderRefunded,
    #[serde(rename = "ticket.used")]
    TicketUsed,
    #[serde(rename = "performance.cancelled")]
    PerformanceCancelled,
    /// Sent by the test button only.
    #[serde(rename = "endpoint.test")]
    EndpointTest,
}

/// `POST /admin/webhooks` and `PUT /admin/webhooks/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteEndpoint {
    /// https.
    pub url: String,
    #[serde(default)]
    pub description: String,
    /// At least one of what can be told.
    pub events: Vec<EventKind>,
    /// A disabled endpoint is told nothing.
    #[serde(default)]
    pub disabled: bool,
}

/// An address that is told what happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Endpoint {
    pub id: EndpointId,
    pub url: String,
    pub description: String,
    pub events: Vec<EventKind>,
    pub created_at: DateTime<Utc>,
    /// Since when it is told nothing: staff said so, or it answered 410.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Whether its own answer ended it, as far as the log of thirty days tells.
    #[serde(default)]
    pub gone: bool,
}

/// The answer to `POST /admin/webhooks`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewEndpoint {
    pub endpoint: Endpoint,
    /// `whsec_` and the key in Base64, as Standard Webhooks has it; shown once.
    pub secret: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It is tried again.
    Waiting,
    Delivered,
    /// Three days went by, or the endpoint is disabled.
    Failed,
}

/// One thing that one endpoint was told, or is to be told: `GET /admin/webhooks/{id}/deliveries`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Delivery {
    pub id: DeliveryId,
    /// The header `webhook-id`: the same in every attempt.
    pub message: String,
    pub event: EventKind,
    /// JSON, as it is sent.
    pub body: String,
    pub created_at: DateTime<Utc>,
    pub state: DeliveryState,
    pub attempts: i32,
    pub last_attempt_at: Option<DateTime<Utc>>,
    /// What the endpoint answered, if it did.
    pub last_status: Option<i32>,
    /// Why the last attempt failed; empty when it did not.
    pub last_error: String,
    /// When it is tried next, at the earliest; none when it is not.
    #[serde(default)]
    pub next_attempt_at: Option<DateTime<Utc>>,
}

/// `GET /admin/webhooks/{id}/deliveries`: newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListDeliveries {
    pub limit: Option<i64>,
    pub cursor: Option<String>,
}
