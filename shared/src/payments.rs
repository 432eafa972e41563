//! Payments and refunds: money that moves.

use crate::ids::{OrderId, PaymentId, TicketId};
use crate::money::Money;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    Paypal,
    /// The order costs nothing.
    Free,
    Cash,
    CardTerminal,
    Cheque,
    /// Given by the staff, with a reason.
    Gift,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// Stored before anybody outside hears of it.
    Created,
    /// PayPal knows it and waits for the payer.
    AwaitingApproval,
    /// About to be captured, or captured with an unknown answer.
    Capturing,
    /// Captured, being decided by PayPal.
    Pending,
    Completed,
    Declined,
    /// Given up by the payer, by time or by the house; nothing was charged.
    Abandoned,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    /// Decided and stored; PayPal may not know yet.
    Requested,
    Pending,
    Completed,
    Failed,
}

/// What PayPal says of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProviderState {
    /// The payer has not agreed.
    Waiting,
    /// The payer agreed; nothing was captured.
    Approved,
    Pending,
    Completed,
    Declined,
    PartlyRefunded,
    Refunded,
    Voided,
    /// PayPal does not know it (any more).
    Forgotten,
    /// A word that we do not know.
    Other,
}

/// `POST /orders/{id}/payments`: starts paying. Needs an `Idempotency-Key`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartPayment {
    /// `paypal`, or `free` for an order of zero.
    pub method: PaymentMethod,
}

/// Where to send the payer; none when nothing is to be paid any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentStarted {
    pub payment: PaymentId,
    pub redirect_url: Option<String>,
}

/// `POST /admin/orders/{id}/payments`: money taken at the box office, or a gift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TakePayment {
    pub method: PaymentMethod,
    /// Needed for a gift.
    #[serde(default)]
    pub reason: String,
}

/// `POST /admin/orders/{id}/refunds`. Needs an `Idempotency-Key`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefundOrder {
    pub what: RefundWhat,
    pub reason: String,
    /// Whether the refunded tickets become void and their seats free. Always so for whole tickets.
    #[serde(default)]
    pub void_tickets: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RefundWhat {
    /// All that is left.
    Everything,
    /// The prices of these tickets, which become void.
    Tickets { tickets: Vec<TicketId> },
    /// An amount as a gesture; no ticket becomes void.
    Amount { amount: Money },
}

/// `GET /admin/attention`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ListAttention {
    /// Cases that somebody has looked at already, too.
    #[serde(default)]
    pub all: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// `POST /admin/attention/{id}/resolve`: somebody has looked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResolveAttention {
    /// What was found and done.
    pub note: String,
}

/// Money that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attention {
    pub id: i64,
    pub kind: AttentionKind,
    pub order: Option<OrderId>,
    /// What people call the order.
    #[serde(default)]
    pub order_number: Option<String>,
    pub payment: Option<PaymentId>,
    pub detail: String,
    pub created_at: DateTime<Utc>,
    pub resolved_at: Option<DateTime<Utc>>,
    /// The name of who has looked.
    pub resolved_by: Option<String>,
    pub resolution: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AttentionKind {
    CapturedWithoutSeats,
    SecondCapture,
    AmountMismatch,
    RefundFailed,
    RefundOutside,
    Reversed,
    Dispute,
    Stuck,
    /// Money that was taken at the box office and must be handed back; to resolve it says that it was.
    PayBackByHand,
}
