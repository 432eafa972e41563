//! Faults on demand: what shall go wrong, at which operation, how often.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::books::Outcome;

/// Where a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    Token,
    Create,
    Get,
    Patch,
    Capture,
    Refund,
    /// The check of a webhook's signature.
    Verify,
    /// Registering where events go, and asking for it.
    Listen,
    /// The delivery of an event to the webhook URL.
    Webhook,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Kind {
    /// Capture: 422 INSTRUMENT_DECLINED. Refund: 422 REFUND_FAILED_INSUFFICIENT_FUNDS. Nothing moves.
    Decline,
    /// Capture: the order is COMPLETED with a capture DECLINED.
    DeclinedCapture,
    /// Capture: PENDING, until settled.
    Pending,
    /// The effect happens, then the connection is dropped without an answer.
    LostAnswer,
    /// The effect happens, then the answer is 500.
    ErrorAfter,
    /// Nothing happens, the answer is 500.
    ErrorBefore,
    /// Nothing happens, the answer is 429.
    TooMany { retry_after_seconds: u32 },
    /// Calls: nothing happens for so long, then everything as usual. Webhooks: sent so much later.
    Delay { milliseconds: u32 },
    /// The effect happens at once, the answer comes so much later.
    SlowAnswer { milliseconds: u32 },
    /// Webhook: sent twice.
    Duplicate,
    /// Webhook: held back until released.
    Late,
    /// Webhook: sent after the one that follows it.
    Reordered,
    /// Webhook: never sent.
    Dropped,
    /// Webhook: sent with a signature that is not PayPal's.
    Forged,
}

/// One entry of the queue of faults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    pub operation: Operation,
    #[serde(flatten)]
    pub kind: Kind,
    /// How many calls it strikes.
    #[serde(default = "once")]
    pub times: u32,
    /// Webhooks only: strikes no other event than, say, `PAYMENT.CAPTURE.COMPLETED`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_type: Option<String>,
}

/// The kind of fault cannot happen at the operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsuitable {
    pub operation: Operation,
    pub kind: Kind,
}

/// The faults still to come, first come first served.
#[derive(Debug, Default)]
pub struct Faults {
    queue: Vec<Fault>,
}

impl Fault {
    /// Strikes the next call of this operation.
    pub fn once(operation: Operation, kind: Kind) -> Self {
        Self { operation, kind, times: 1, event_type: None }
    }

    /// Strikes so many calls instead of one.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// Strikes only events of this type.
    #[must_use]
    pub fn on_event(mut self, event_type: &str) -> Self {
        self.event_type = Some(event_type.to_owned());
        self
    }
}

impl Faults {
    /// Adds to the end of the queue; refuses what cannot happen.
    pub fn add(&mut self, fault: Fault) -> Result<(), Unsuitable> {
        if !suits(fault.operation, fault.kind) {
            return Err(Unsuitable { operation: fault.operation, kind: fault.kind });
        }
        if fault.times > 0 {
            self.queue.push(fault);
        }
        Ok(())
    }

    /// Forgets all faults still to come.
    pub fn clear(&mut self) {
        self.queue.clear();
    }

    /// The faults still to come.
    pub fn queue(&self) -> &[Fault] {
        &self.queue
    }

    /// Uses up one strike of the first fault that fits.
    pub fn take(&mut self, operation: Operation, event_type: Option<&str>) -> Option<Kind> {
        let fits = |fault: &Fault| {
            fault.operation == operation && (fault.event_type.is_none() || fault.event_type.as_deref() == event_type)
        };
        let place = self.queue.iter().position(fits)?;
        let fault = self.queue.get_mut(place)?;
        let kind = fault.kind;
        fault.times = fault.times.saturating_sub(1);
        if fault.times == 0 {
            self.queue.remove(place);
        }
        Some(kind)
    }
}

impl Kind {
    /// The outcome this fault imposes on a capture.
    pub fn outcome(self) -> Option<Outcome> {
        match self {
            Self::Decline => Some(Outcome::Refused),
            Self::DeclinedCapture => Some(Outcome::Declined),
            Self::Pending => Some(Outcome::Pending),
            _ => None,
        }
    }
}

impl fmt::Display for Unsuitable {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:?} cannot happen at {:?}", self.kind, self.operation)
    }
}

impl std::error::Error for Unsuitable {}

fn once() -> u32 {
    1
}

fn suits(operation: Operation, kind: Kind) -> bool {
    match kind {
        Kind::Decline => matches!(operation, Operation::Capture | Operation::Refund),
        Kind::DeclinedCapture | Kind::Pending => operation == Operation::Capture,
        Kind::Delay { .. } => true,
        Kind::LostAnswer | Kind::ErrorAfter | Kind::ErrorBefore | Kind::TooMany { .. } | Kind::SlowAnswer { .. } => {
            operation != Operation::Webhook
        }
        Kind::Duplicate | Kind::Late | Kind::Reordered | Kind::Dropped | Kind::Forged => {
            operation == Operation::Webhook
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_strikes_as_often_as_it_says() {
        let mut faults = Faults::default();
        faults.add(Fault::once(Operation::Capture, Kind::ErrorBefore).times(2)).unwrap();
        faults.add(Fault::once(Operation::Capture, Kind::Pending)).unwrap();
        assert_eq!(faults.take(Operation::Get, None), None);
        let struck: Vec<_> = (0..4).map(|_| faults.take(Operation::Capture, None)).collect();
        assert_eq!(struck, [Some(Kind::ErrorBefore), Some(Kind::ErrorBefore), Some(Kind::Pending), None]);
    }

    #[test]
    fn a_fault_for_one_event_lets_others_pass() {
        let mut faults = Faults::default();
        faults.add(Fault::once(Operation::Webhook, Kind::Dropped).on_event("PAYMENT.CAPTURE.COMPLETED")).unwrap();
        assert_eq!(faults.take(Operation::Webhook, Some("CHECKOUT.ORDER.APPROVED")), None);
        assert_eq!(faults.take(Operation::Webhook, Some("PAYMENT.CAPTURE.COMPLETED")), Some(Kind::Dropped));
    }

    #[test]
    fn what_cannot_happen_is_refused() {
        let mut faults = Faults::default();
        assert!(faults.add(Fault::once(Operation::Create, Kind::Pending)).is_err());
        assert!(faults.add(Fault::once(Operation::Capture, Kind::Late)).is_err());
    }
}
