//! Everything about one order on one page, what the staff may do with it, sales at the desk, and our payments beside
//! PayPal's.

use crate::admin::{Change, Words};
use crate::basket::{RateQuantity, WantedSeat};
use crate::email::Email;
use crate::house::Locale;
use crate::ids::{
    AccountId, CategoryId, ConversationId, OrderId, OrderLineId, PaymentId, PerformanceId, RefundId, TicketId,
    VoucherId, ZoneId,
};
use crate::money::Money;
use crate::orders::{Channel, Order};
use crate::payments::{PaymentMethod, PaymentState, ProviderState, RefundOrder, RefundState, TakePayment};
use crate::tickets::TicketState;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Most days that a reconciliation looks back.
pub const RECONCILE_DAYS_MAX: i64 = 366;
/// Longest note on an order, in characters.
pub const NOTE_MAX_LENGTH: usize = 2_000;

/// `GET /admin/orders/{id}/dossier`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dossier {
    /// What every action must name as `expected`: it changes with anything that an action could depend on.
    pub version: String,
    pub order: Order,
    pub channel: Channel,
    pub locale: Locale,
    /// The staff's own note; the buyer never sees it.
    pub note: String,
    pub discount: Money,
    pub voucher: Option<DossierVoucher>,
    pub customer: DossierCustomer,
    pub conversation: Option<ConversationId>,
    pub tickets: Vec<DossierTicket>,
    pub payments: Vec<DossierPayment>,
    pub refunds: Vec<DossierRefund>,
    pub ledger: Vec<DossierEntry>,
    pub mails: Vec<DossierMail>,
    pub journal: Vec<DossierRecord>,
    /// What the staff did with it, newest first.
    pub history: Vec<Change>,
    /// What may be done now.
    pub acts: Vec<OrderActKind>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierVoucher {
    pub id: VoucherId,
    pub code: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierCustomer {
    pub name: String,
    pub email: String,
    pub account: Option<AccountId>,
    /// Other orders of the same account or mail address.
    pub other_orders: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierTicket {
    pub id: TicketId,
    pub number: String,
    pub line: OrderLineId,
    pub state: TicketState,
    pub holder: String,
    pub issued_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
    /// Which door.
    pub used_where: String,
    pub voided_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierPayment {
    pub id: PaymentId,
    pub method: PaymentMethod,
    pub state: PaymentState,
    pub amount: Money,
    pub reason: String,
    pub paypal_order: Option<String>,
    pub paypal_capture: Option<String>,
    pub created_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
    pub paypal: Option<PaypalSaid>,
}

/// What PayPal said when it was asked last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaypalSaid {
    pub state: ProviderState,
    pub captured: Money,
    pub refunded: Money,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierRefund {
    pub id: RefundId,
    pub payment: PaymentId,
    pub amount: Money,
    pub state: RefundState,
    pub reason: String,
    /// Who decided it; none for the buyer or a rule.
    pub by: Option<String>,
    pub paypal_refund: Option<String>,
    pub created_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierEntry {
    /// The two entries of one movement have its name.
    pub movement: String,
    pub book: String,
    pub amount: Money,
    pub booked_at: DateTime<Utc>,
}

/// A mail about the order that was or will be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierMail {
    /// `tickets`, `expired`, `refunded`, ...
    pub about: String,
    pub written_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    /// It was given up then.
    pub failed_at: Option<DateTime<Utc>>,
    pub attempts: i32,
    /// What went wrong the last time, in words.
    pub error: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierRecord {
    pub number: i64,
    pub kind: String,
    pub happened_at: DateTime<Utc>,
    /// As it is sealed: JSON.
    pub body: String,
}

/// `POST /admin/orders/{id}/actions`. One page acts once: when anything has changed since `expected`, it is `outdated`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActOnOrder {
    /// The `version` of the dossier that was looked at.
    pub expected: String,
    pub act: OrderAct,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OrderAct {
    /// Mails the tickets once more.
    ResendTickets,
    /// The ticket is for somebody else; its code stays.
    RenameHolder {
        ticket: TicketId,
        holder: String,
    },
    /// The order is somebody else's: its tickets are issued again with new codes, and both are told.
    Transfer {
        name: String,
        email: Email,
    },
    /// Gives everything back.
    Cancel,
    Refund {
        refund: RefundOrder,
    },
    /// Money taken at the box office, or a gift.
    TakePayment {
        payment: TakePayment,
    },
    ChangeNote {
        note: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrderActKind {
    ResendTickets,
    RenameHolder,
    Transfer,
    Cancel,
    Refund,
    TakePayment,
    ChangeNote,
}

/// `POST /admin/orders`: sells at the desk, paid at once. Needs an `Idempotency-Key`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SellAtDesk {
    pub performance: PerformanceId,
    pub places: DeskPlaces,
    /// Whom the tickets are for; may stay empty.
    #[serde(default)]
    pub name: String,
    /// Where the tickets are mailed to; not at all when absent.
    #[serde(default)]
    pub email: Option<Email>,
    #[serde(default)]
    pub locale: Locale,
    pub payment: TakePayment,
    /// What the page showed: another total is refused with `price_changed`.
    pub total: Option<Money>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DeskPlaces {
    /// Named seats; hidden rates may be named as well.
    Seats { seats: Vec<WantedSeat> },
    /// The best seats together.
    BestAvailable { people: Vec<RateQuantity>, category: Option<CategoryId>, zone: Option<ZoneId> },
    /// Places without a number.
    Zone { zone: ZoneId, people: Vec<RateQuantity> },
}

/// `GET /admin/payments/reconciliation`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ListReconciliation {
    /// Payments of so many days; 30 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Payments with PayPal, newest first, as we and as PayPal have them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reconciliation {
    pub from: DateTime<Utc>,
    /// Of all payments of these days, by our ledger.
    pub ours: MoneyMoved,
    /// Of all payments of these days, by what PayPal said last.
    pub paypal: MoneyMoved,
    pub items: Vec<Reconciled>,
    pub next: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MoneyMoved {
    pub captured: Money,
    pub refunded: Money,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reconciled {
    pub payment: PaymentId,
    pub order: OrderId,
    pub order_number: String,
    pub paypal_order: Option<String>,
    pub state: PaymentState,
    pub amount: Money,
    pub created_at: DateTime<Utc>,
    /// By our ledger.
    pub ours: MoneyMoved,
    pub paypal: Option<PaypalSaid>,
    /// What differs, in words; none when nothing does.
    pub difference: Option<Words>,
}

/// `POST /admin/payments/reconciliation`: asks PayPal again, soon, about these payments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Reconcile {
    /// All of the days when empty.
    #[serde(default)]
    pub payments: Vec<PaymentId>,
    #[serde(default)]
    pub days: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReconcileStarted {
    /// How many payments are being compared.
    pub payments: i64,
}
