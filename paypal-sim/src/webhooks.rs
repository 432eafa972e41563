//! Webhooks: PayPal's events, and the record of what was sent where and what was answered.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use serde_json::{Value, json};

use crate::books::random_text;

/// The events this stand-in tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventType {
    OrderApproved,
    OrderCompleted,
    CaptureCompleted,
    CapturePending,
    CaptureDenied,
    CaptureDeclined,
    CaptureRefunded,
    CaptureReversed,
    DisputeCreated,
}

/// Something that happened, to be told.
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: EventType,
    id: String,
    resource: Value,
    summary: String,
    at: DateTime<Utc>,
}

/// An event on its way, and how it fared.
#[derive(Clone, Debug, Serialize)]
pub struct Delivery {
    pub event_id: String,
    pub event_type: &'static str,
    /// The order it is about; disputes name none.
    pub order_id: Option<String>,
    pub state: DeliveryState,
    /// Whether its signature is wrong on purpose.
    pub forged: bool,
    pub attempts: Vec<Attempt>,
    /// Exactly what is sent.
    pub body: String,
}

/// How far a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Being sent, or waiting to be sent again.
    Underway,
    /// Answered with 2xx.
    Delivered,
    /// Never answered with 2xx.
    GivenUp,
    /// Held back by a fault until released.
    Held,
    /// Held back by a fault until the next event was sent.
    Overtaken,
    /// Lost on purpose, or nobody listens.
    Dropped,
}

/// One transmission and its answer.
#[derive(Clone, Debug, Serialize)]
pub struct Attempt {
    pub transmission_id: String,
    pub at: DateTime<Utc>,
    pub status: Option<u16>,
    pub error: Option<String>,
}

/// Something that happened just now.
pub fn event(kind: EventType, resource: Value, summary: String) -> Event {
    let id = format!("WH-{}-{}", letters(17), letters(17));
    Event { kind, id, resource, summary, at: Utc::now() }
}

impl EventType {
    /// PayPal's name of the event.
    pub fn name(self) -> &'static str {
        match self {
            Self::OrderApproved => "CHECKOUT.ORDER.APPROVED",
            Self::OrderCompleted => "CHECKOUT.ORDER.COMPLETED",
            Self::CaptureCompleted => "PAYMENT.CAPTURE.COMPLETED",
            Self::CapturePending => "PAYMENT.CAPTURE.PENDING",
            Self::CaptureDenied => "PAYMENT.CAPTURE.DENIED",
            Self::CaptureDeclined => "PAYMENT.CAPTURE.DECLINED",
            Self::CaptureRefunded => "PAYMENT.CAPTURE.REFUNDED",
            Self::CaptureReversed => "PAYMENT.CAPTURE.REVERSED",
            Self::DisputeCreated => "CUSTOMER.DISPUTE.CREATED",
        }
    }

    fn resource_type(self) -> &'static str {
        match self {
            Self::OrderApproved | Self::OrderCompleted => "checkout-order",
            Self::CaptureCompleted | Self::CapturePending | Self::CaptureDenied | Self::CaptureDeclined => "capture",
            Self::CaptureRefunded | Self::CaptureReversed => "refund",
            Self::DisputeCreated => "dispute",
        }
    }
}

impl Event {
    /// The delivery of this event, not yet sent.
    pub fn delivery(self, base_url: &str, state: DeliveryState, forged: bool) -> Delivery {
        let own = format!("{base_url}/v1/notifications/webhooks-events/{}", self.id);
        let order_id = match self.kind {
            EventType::OrderApproved | EventType::OrderCompleted => self.resource.get("id"),
            _ => self.resource.pointer("/supplementary_data/related_ids/order_id"),
        };
        let order_id = order_id.and_then(Value::as_str).map(str::to_owned);
        let body = json!({
            "id": self.id,
            "event_version": "1.0",
            "create_time": self.at.to_rfc3339_opts(SecondsFormat::Millis, true),
            "resource_type": self.kind.resource_type(),
            "resource_version": "2.0",
            "event_type": self.kind.name(),
            "summary": self.summary,
            "resource": self.resource,
            "links": [
                {"href": own, "rel": "self", "method": "GET"},
                {"href": format!("{own}/resend"), "rel": "resend", "method": "POST"},
            ],
        });
        Delivery {
            event_id: self.id,
            event_type: self.kind.name(),
            order_id,
            state,
            forged,
            attempts: Vec::new(),
            body: body.to_string(),
        }
    }
}

/// An id as PayPal gives transmissions.
pub fn transmission_id() -> String {
    let part = |length| random_text(length, b"0123456789abcdef");
    format!("{}-{}-{}-{}-{}", part(8), part(4), part(4), part(4), part(12))
}

fn letters(length: usize) -> String {
    random_text(length, b"0123456789ABCDEFGHJKLMNPRSTUVWXY")
}
