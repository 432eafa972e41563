//! Our payments beside PayPal's own word for them, as it was heard last.

use super::steps::Seen;
use crate::clock::Moment;
use crate::paypal::facts::{CaptureStatus, OrderFacts, OrderStatus, RefundStatus};
use shared::payments::ProviderState;

/// What PayPal said of a payment, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    pub state: ProviderState,
    pub captured_minor: i64,
    pub refunded_minor: i64,
    pub at: Moment,
}

/// What an answer says of a payment in all; none when nothing was heard.
pub fn said(seen: &Seen, now: Moment) -> Option<Said> {
    let without_money = |state| Some(Said { state, captured_minor: 0, refunded_minor: 0, at: now });
    match seen {
        Seen::Nothing => None,
        Seen::Order(facts) => Some(of_order(facts, now)),
        Seen::CaptureRefused(_) => without_money(ProviderState::Declined),
        Seen::Forgotten => without_money(ProviderState::Forgotten),
    }
}

fn of_order(facts: &OrderFacts, now: Moment) -> Said {
    let is_money = |status: CaptureStatus| {
        matches!(status, CaptureStatus::Completed | CaptureStatus::PartiallyRefunded | CaptureStatus::Refunded)
    };
    let captured = facts.captures.iter().filter(|capture| is_money(capture.status));
    let refunded = facts.refunds.iter().filter(|refund| refund.status == RefundStatus::Completed);
    let captured_minor: i64 = captured.map(|capture| capture.amount.minor).sum();
    let refunded_minor: i64 = refunded.map(|refund| refund.amount.minor).sum();
    let has = |status: CaptureStatus| facts.captures.iter().any(|capture| capture.status == status);
    let state = if captured_minor > 0 && refunded_minor >= captured_minor {
        ProviderState::Refunded
    } else if captured_minor > 0 && refunded_minor > 0 {
        ProviderState::PartlyRefunded
    } else if captured_minor > 0 {
        ProviderState::Completed
    } else if has(CaptureStatus::Pending) {
        ProviderState::Pending
    } else if has(CaptureStatus::Declined) {
        ProviderState::Declined
    } else {
        match facts.status {
            OrderStatus::Waiting => ProviderState::Waiting,
            OrderStatus::Approved => ProviderState::Approved,
            OrderStatus::Voided => ProviderState::Voided,
            OrderStatus::Completed | OrderStatus::Other => ProviderState::Other,
        }
    };
    Said { state, captured_minor, refunded_minor, at: now }
}
