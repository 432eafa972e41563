//! PayPal's events: a hint that something happened. Facts come from asking.

use serde_json::Value;

/// What matters of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub id: String,
    pub kind: String,
    /// Every id in it by which we may know the payment.
    pub provider_ids: Vec<String>,
}

/// Longest id or kind that is kept.
const MAX_LENGTH: usize = 200;

impl Event {
    /// Reads an event; none when it is not one.
    pub fn read(body: &[u8]) -> Option<Self> {
        let event: Value = serde_json::from_slice(body).ok()?;
        let text = |value: &Value| value.as_str().filter(|text| text.len() <= MAX_LENGTH).map(str::to_owned);
        let resource = event.get("resource")?;
        let places = [
            "/id",
            "/supplementary_data/related_ids/order_id",
            "/supplementary_data/related_ids/capture_id",
            "/disputed_transactions/0/seller_transaction_id",
        ];
        let mut provider_ids: Vec<String> = places.iter().filter_map(|place| text(resource.pointer(place)?)).collect();
        let links = resource.get("links").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let up = links.iter().filter(|link| link.get("rel").and_then(Value::as_str) == Some("up"));
        provider_ids.extend(up.filter_map(|link| Some(text(link.get("href")?)?.rsplit('/').next()?.to_owned())));
        Some(Self { id: text(event.get("id")?)?, kind: text(event.get("event_type")?)?, provider_ids })
    }

    pub fn is_dispute(&self) -> bool {
        self.kind.starts_with("CUSTOMER.DISPUTE.")
    }

    pub fn is_reversal(&self) -> bool {
        self.kind == "PAYMENT.CAPTURE.REVERSED"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finds_the_payment_of_a_refund_by_its_capture() {
        let body = br#"{"id":"WH-1","event_type":"PAYMENT.CAPTURE.REFUNDED","resource":{"id":"R1",
            "links":[{"rel":"self","href":"https://x/v2/payments/refunds/R1"},{"rel":"up","href":"https://x/v2/payments/captures/C1"}]}}"#;
        let event = Event::read(body).unwrap();
        assert_eq!(event.provider_ids, ["R1", "C1"]);
    }

    proptest! {
        #[test]
        fn never_panics(body in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Event::read(&body);
        }
    }
}
