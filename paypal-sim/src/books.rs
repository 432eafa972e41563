//! What the stand-in remembers: orders with their captures and refunds, as plain data, and the events not yet sent.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use crate::{money::Amount, webhooks::Event};

/// Every order ever created, and what has to be told about them.
#[derive(Debug, Default)]
pub struct Books {
    /// Where this stand-in is reached: the start of every link, without a slash at the end.
    pub base_url: String,
    /// By order id.
    pub orders: BTreeMap<String, Order>,
    /// Events of the change being made, drained by whoever made it.
    pub events: Vec<Event>,
    /// Captures of the change being made that settle by themselves after a while.
    pub settling: Vec<(String, Settlement)>,
    /// How many orders were created; gives each its place in the ledger.
    pub count: u64,
}

/// An order with a single purchase unit.
#[derive(Clone, Debug)]
pub struct Order {
    pub id: String,
    /// Its place in the ledger, from 1.
    pub number: u64,
    pub unit: Unit,
    /// Whether it was created with `payment_source`, and so says `payer-action` where others say `approve`.
    pub payer_action: bool,
    pub return_url: Option<String>,
    pub cancel_url: Option<String>,
    pub brand_name: Option<String>,
    pub locale: Option<String>,
    pub status: OrderStatus,
    /// What will happen at the capture, as the payer chose.
    pub outcome: Outcome,
    pub payer: Option<Payer>,
    /// PayPal forgets orders; then the API does not find it any more.
    pub expired: bool,
    pub captures: Vec<Capture>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What is paid for.
#[derive(Clone, Debug)]
pub struct Unit {
    pub reference_id: String,
    pub invoice_id: Option<String>,
    pub custom_id: Option<String>,
    pub description: Option<String>,
    pub amount: Amount,
}

/// Who approved.
#[derive(Clone, Debug)]
pub struct Payer {
    pub id: String,
    pub email: String,
}

/// How far an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrderStatus {
    Created,
    PayerActionRequired,
    Approved,
    Completed,
}

/// What comes of a capture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The money is there.
    #[default]
    Completed,
    /// 422 INSTRUMENT_DECLINED; the payer may choose again.
    Refused,
    /// The order is COMPLETED, but its capture DECLINED.
    Declined,
    /// PENDING until told otherwise.
    Pending,
    /// PENDING, and by itself COMPLETED some seconds later.
    PendingThenCompleted,
    /// PENDING, and by itself DENIED some seconds later.
    PendingThenDenied,
}

/// How a pending capture ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    Complete,
    Deny,
}

/// Money taken, refused or on its way.
#[derive(Clone, Debug)]
pub struct Capture {
    pub id: String,
    pub status: CaptureStatus,
    pub amount: Amount,
    pub invoice_id: Option<String>,
    pub custom_id: Option<String>,
    pub refunds: Vec<Refund>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Where the money of a capture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CaptureStatus {
    Completed,
    Declined,
    Pending,
    PartiallyRefunded,
    Refunded,
}

/// Money given back.
#[derive(Clone, Debug)]
pub struct Refund {
    pub id: String,
    pub origin: Origin,
    pub amount: Amount,
    pub invoice_id: Option<String>,
    pub custom_id: Option<String>,
    pub note_to_payer: Option<String>,
    /// What the seller has given back of this capture, this refund included.
    pub total: Amount,
    pub created_at: DateTime<Utc>,
}

/// Who gave the money back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The seller's program, over the API.
    Api,
    /// The seller, by hand in PayPal's pages.
    Dashboard,
    /// PayPal itself took it back.
    Reversal,
}

impl Books {
    /// The order, if PayPal still knows it.
    pub fn order(&self, id: &str) -> Option<&Order> {
        self.orders.get(id).filter(|order| !order.expired)
    }

    /// The order, if PayPal still knows it, to be changed.
    pub fn order_mut(&mut self, id: &str) -> Option<&mut Order> {
        self.orders.get_mut(id).filter(|order| !order.expired)
    }

    /// The capture and its order; captures outlive the expiry of their order.
    pub fn capture(&self, id: &str) -> Option<(&Order, &Capture)> {
        self.orders.values().find_map(|order| Some((order, order.captures.iter().find(|one| one.id == id)?)))
    }

    /// The capture, to be changed.
    pub fn capture_mut(&mut self, id: &str) -> Option<&mut Capture> {
        self.orders.values_mut().find_map(|order| order.captures.iter_mut().find(|one| one.id == id))
    }

    /// The refund with its capture and order.
    pub fn refund(&self, id: &str) -> Option<(&Order, &Capture, &Refund)> {
        self.orders.values().find_map(|order| {
            order
                .captures
                .iter()
                .find_map(|capture| Some((order, capture, capture.refunds.iter().find(|one| one.id == id)?)))
        })
    }
}

impl Capture {
    /// What was given back, in hundredths.
    pub fn refunded(&self) -> i64 {
        self.refunds.iter().map(|refund| refund.amount.hundredths).sum()
    }

    /// Whether money reached the seller, even if it went back later.
    pub fn took_money(&self) -> bool {
        !matches!(self.status, CaptureStatus::Declined | CaptureStatus::Pending)
    }
}

/// Now, to the second, as PayPal tells time.
pub fn moment() -> DateTime<Utc> {
    let now = Utc::now();
    DateTime::from_timestamp(now.timestamp(), 0).unwrap_or(now)
}

/// `2026-05-04T19:30:00Z`.
pub fn written(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// An id as PayPal gives orders, captures and refunds: 17 capitals and digits.
pub fn transaction_id() -> String {
    random_text(17, b"0123456789ABCDEFGHJKLMNPRSTUVWXY")
}

/// An id as PayPal gives payers: 13 capitals and digits.
pub fn payer_id() -> String {
    random_text(13, b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
}

/// What support would ask for.
pub fn debug_id() -> String {
    format!("f{}", random_text(12, b"0123456789abcdef"))
}

/// Letters drawn from an alphabet of 16 or 32, so that none is likelier than another.
pub fn random_text(length: usize, alphabet: &[u8]) -> String {
    let mut bytes = vec![0; length];
    // Without a source of randomness there are no unguessable ids and no keys: better no answer than a predictable one.
    if let Err(cause) = getrandom::fill(&mut bytes) {
        tracing::error!(%cause, "the system gives no random bytes");
        std::process::abort();
    }
    let letter = |byte: &u8| alphabet.get(usize::from(*byte) % alphabet.len().max(1)).copied().map(char::from);
    bytes.iter().filter_map(letter).collect()
}
