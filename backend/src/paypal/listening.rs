//! Telling PayPal where its events go (Notifications API: `/v1/notifications/webhooks`).

use super::{Paypal, Trouble, send};
use reqwest::Method;
use serde_json::{Value, json};

/// The events that are about our payments.
const EVENTS: [&str; 9] = [
    "CHECKOUT.ORDER.APPROVED",
    "CHECKOUT.ORDER.COMPLETED",
    "PAYMENT.CAPTURE.COMPLETED",
    "PAYMENT.CAPTURE.PENDING",
    "PAYMENT.CAPTURE.DENIED",
    "PAYMENT.CAPTURE.DECLINED",
    "PAYMENT.CAPTURE.REFUNDED",
    "PAYMENT.CAPTURE.REVERSED",
    "CUSTOMER.DISPUTE.CREATED",
];

/// The webhook of our address, and what was done for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listening {
    pub webhook_id: String,
    pub was: Was,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Was {
    There,
    /// It was not told everything before.
    Incomplete,
    Missing,
}

impl Paypal {
    /// Makes sure that PayPal tells everything about payments to `url`; doing it twice changes nothing.
    pub async fn listen(&self, url: &str) -> Result<Listening, Trouble> {
        let path = "/v1/notifications/webhooks";
        let known = send(self.request(Method::GET, path).await?.header("Content-Type", "application/json")).await?;
        let webhooks = known.get("webhooks").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let ours = webhooks.iter().find(|webhook| webhook.get("url").and_then(Value::as_str) == Some(url));
        let Some(ours) = ours else {
            let body = json!({ "url": url, "event_types": wanted() });
            let made = send(self.request(Method::POST, path).await?.json(&body)).await?;
            return Ok(Listening { webhook_id: id_of(&made)?, was: Was::Missing });
        };
        let webhook_id = id_of(ours)?;
        if is_complete(ours) {
            return Ok(Listening { webhook_id, was: Was::There });
        }
        let body = json!([{ "op": "replace", "path": "/event_types", "value": wanted() }]);
        send(self.request(Method::PATCH, &format!("{path}/{webhook_id}")).await?.json(&body)).await?;
        Ok(Listening { webhook_id, was: Was::Incomplete })
    }
}

fn wanted() -> Vec<Value> {
    EVENTS.iter().map(|name| json!({ "name": name })).collect()
}

fn is_complete(webhook: &Value) -> bool {
    let told = webhook.get("event_types").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let told: Vec<&str> = told.iter().filter_map(|event| event.get("name")?.as_str()).collect();
    told.contains(&"*") || EVENTS.iter().all(|wanted| told.contains(wanted))
}

/// The id goes into an address: one that could lead elsewhere is none.
fn id_of(webhook: &Value) -> Result<String, Trouble> {
    let id = webhook.get("id").and_then(Value::as_str).unwrap_or_default();
    let is_id = (1..=100).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_id { Ok(id.to_owned()) } else { Err(Trouble::unknown("a webhook without id")) }
}
