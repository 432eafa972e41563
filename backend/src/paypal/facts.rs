//! What PayPal's answers say, as far as it matters here. Unknown words are kept apart, never taken for a known one.

use super::Trouble;
use serde_json::Value;
use shared::money::Money;

/// A new order, and where to send the payer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    pub id: String,
    pub approve_url: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderStatus {
    /// The payer has not agreed yet.
    Waiting,
    Approved,
    /// Captured, but look at the captures: one may be declined or pending.
    Completed,
    Voided,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaptureStatus {
    Completed,
    Pending,
    Declined,
    PartiallyRefunded,
    Refunded,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureFacts {
    pub id: String,
    pub status: CaptureStatus,
    pub amount: Money,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderFacts {
    pub id: String,
    pub status: OrderStatus,
    pub captures: Vec<CaptureFacts>,
    pub refunds: Vec<RefundFacts>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundStatus {
    Completed,
    Pending,
    /// Cancelled or failed: the money stays.
    Failed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundFacts {
    pub id: String,
    pub status: RefundStatus,
    pub amount: Money,
}

impl Created {
    pub(super) fn read(answer: &Value) -> Result<Self, Trouble> {
        let links = answer.get("links").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let approve = links.iter().find(|link| matches!(text(link, "rel"), Ok("payer-action" | "approve")));
        let approve = approve.ok_or_else(|| Trouble::unknown("no link for the payer"))?;
        Ok(Self { id: text(answer, "id")?.to_owned(), approve_url: text(approve, "href")?.to_owned() })
    }
}

impl OrderFacts {
    pub(super) fn read(answer: &Value) -> Result<Self, Trouble> {
        let status = match text(answer, "status")? {
            "CREATED" | "SAVED" | "PAYER_ACTION_REQUIRED" => OrderStatus::Waiting,
            "APPROVED" => OrderStatus::Approved,
            "COMPLETED" => OrderStatus::Completed,
            "VOIDED" => OrderStatus::Voided,
            _ => OrderStatus::Other,
        };
        let list = |name: &str| {
            let units = answer.get("purchase_units").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let path = format!("/payments/{name}");
            units.iter().filter_map(|unit| unit.pointer(&path)?.as_array().cloned()).flatten().collect::<Vec<_>>()
        };
        Ok(Self {
            id: text(answer, "id")?.to_owned(),
            status,
            captures: list("captures").iter().map(CaptureFacts::read).collect::<Result<_, _>>()?,
            refunds: list("refunds").iter().map(RefundFacts::read).collect::<Result<_, _>>()?,
        })
    }
}

impl CaptureFacts {
    pub(super) fn read(answer: &Value) -> Result<Self, Trouble> {
        let status = match text(answer, "status")? {
            "COMPLETED" => CaptureStatus::Completed,
            "PENDING" => CaptureStatus::Pending,
            "DECLINED" | "DENIED" | "FAILED" => CaptureStatus::Declined,
            "PARTIALLY_REFUNDED" => CaptureStatus::PartiallyRefunded,
            "REFUNDED" => CaptureStatus::Refunded,
            _ => CaptureStatus::Other,
        };
        Ok(Self { id: text(answer, "id")?.to_owned(), status, amount: amount(answer)? })
    }
}

impl RefundFacts {
    pub(super) fn read(answer: &Value) -> Result<Self, Trouble> {
        let status = match text(answer, "status")? {
            "COMPLETED" => RefundStatus::Completed,
            "PENDING" => RefundStatus::Pending,
            _ => RefundStatus::Failed,
        };
        Ok(Self { id: text(answer, "id")?.to_owned(), status, amount: amount(answer)? })
    }
}

fn text<'a>(value: &'a Value, name: &str) -> Result<&'a str, Trouble> {
    value.get(name).and_then(Value::as_str).ok_or_else(|| Trouble::unknown(format!("an answer without {name}")))
}

fn amount(value: &Value) -> Result<Money, Trouble> {
    let amount = value.get("amount").ok_or_else(|| Trouble::unknown("an answer without amount"))?;
    let currency = text(amount, "currency_code")?.parse().map_err(Trouble::unknown)?;
    let value = text(amount, "value")?;
    Money::from_decimal(value, currency).ok_or_else(|| Trouble::unknown(format!("an amount of {value}")))
}
