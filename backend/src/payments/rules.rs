//! What follows from what PayPal says, and how often it is asked again.

use crate::clock::Moment;
use crate::paypal::facts::{CaptureFacts, CaptureStatus, OrderFacts, OrderStatus};
use chrono::TimeDelta;
use shared::orders::OrderState;
use shared::payments::PaymentState;

/// What PayPal's answer about an order means for its payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The payer has not agreed yet.
    Waiting,
    /// The payer agreed: the money can be taken, once the seats are safe.
    Approved,
    /// Captured, but PayPal is deciding.
    Pending(CaptureFacts),
    /// The money is ours.
    Captured(CaptureFacts),
    /// No money came, and none will with this attempt.
    Declined,
}

/// Reads an order as PayPal shows it. A completed order may hold a declined capture, so captures are looked at first.
pub fn verdict(order: &OrderFacts) -> Verdict {
    let find =
        |wanted: &[CaptureStatus]| order.captures.iter().find(|capture| wanted.contains(&capture.status)).cloned();
    let came = [CaptureStatus::Completed, CaptureStatus::PartiallyRefunded, CaptureStatus::Refunded];
    if let Some(capture) = find(&came) {
        return Verdict::Captured(capture);
    }
    if let Some(capture) = find(&[CaptureStatus::Pending, CaptureStatus::Other]) {
        return Verdict::Pending(capture);
    }
    match order.status {
        OrderStatus::Approved => Verdict::Approved,
        OrderStatus::Waiting if order.captures.is_empty() => Verdict::Waiting,
        OrderStatus::Voided | OrderStatus::Waiting => Verdict::Declined,
        OrderStatus::Completed if find(&[CaptureStatus::Declined]).is_some() => Verdict::Declined,
        OrderStatus::Completed | OrderStatus::Other => Verdict::Waiting,
    }
}

/// How long after its start a payment that nobody approved is looked at; PayPal forgets such orders after some hours.
pub const GIVE_UP_AFTER: TimeDelta = TimeDelta::hours(6);
/// How long a finished payment is compared with PayPal once a day.
pub const REVIEW_FOR: TimeDelta = TimeDelta::days(4);
/// How long other seats may be chosen when money came and the seats were gone.
pub const REPLACEMENT: TimeDelta = TimeDelta::hours(48);
/// How much longer the seats are kept when the buyer leaves for PayPal, or after a declined payment.
pub const AT_PAYPAL: TimeDelta = TimeDelta::minutes(15);
/// No declined payment keeps seats longer than this after the order was placed.
pub const RETRY_CAP: TimeDelta = TimeDelta::hours(2);

/// When to look again at a payment that was looked at `checks` times: soon at first, then rarely.
pub fn next_check(checks: i32, now: Moment) -> Moment {
    let seconds = match checks {
        ..=0 => 20,
        1..=5 => 60,
        6..=12 => 300,
        _ => 1_800,
    };
    now + TimeDelta::seconds(seconds)
}

/// Whether a payment is at its end and only compared from time to time.
pub const fn is_final(state: PaymentState) -> bool {
    matches!(state, PaymentState::Completed | PaymentState::Declined | PaymentState::Abandoned)
}

/// Whether an order in this state may still take the money of a payment that was approved.
pub const fn may_capture(order: OrderState) -> bool {
    matches!(order, OrderState::AwaitingPayment | OrderState::PaymentPending | OrderState::Expired)
}

/// Splits an amount in proportion to weights, exactly: the parts add up to it, and each is off by less than one unit. Weights
/// that add up to the amount are the parts. When all weigh nothing the first bears it.
pub fn shares(amount: i64, weights: &[i64]) -> Vec<i64> {
    let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if whole <= 0 {
        return weights.iter().enumerate().map(|(at, _)| if at == 0 { amount } else { 0 }).collect();
    }
    let mut weighed = 0;
    let mut given = 0;
    let share = |weight: &i64| {
        weighed += i128::from(*weight);
        let until_here = i64::try_from(i128::from(amount) * weighed / whole).unwrap_or(amount);
        let share = until_here - given;
        given = until_here;
        share
    };
    weights.iter().map(share).collect()
}

/// What each ticket bears of a refund, given what it has earned still and whether it was given back: those that were given back
/// bear what they can, in their order; the others share the rest in proportion; what nobody can bear falls to the first.
pub fn bear_refund(amount: i64, tickets: &[(i64, bool)]) -> Vec<i64> {
    let mut rest = amount;
    let mut borne: Vec<i64> = Vec::with_capacity(tickets.len());
    for (left, is_void) in tickets {
        let part = if *is_void { rest.min(*left).max(0) } else { 0 };
        rest -= part;
        borne.push(part);
    }
    let others: Vec<i64> = tickets.iter().map(|(left, is_void)| if *is_void { 0 } else { (*left).max(0) }).collect();
    let bearable = rest.min(others.iter().sum());
    for (part, share) in borne.iter_mut().zip(shares(bearable, &others)) {
        *part += share;
    }
    if let Some(first) = borne.first_mut() {
        *first += rest - bearable;
    }
    borne
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn shares_add_up_and_are_in_proportion(amount in 0_i64..10_000_000, weights in prop::collection::vec(0_i64..100_000, 1..20)) {
            let parts = shares(amount, &weights);
            prop_assert_eq!(parts.iter().sum::<i64>(), amount);
            let whole: i64 = weights.iter().sum();
            if whole > 0 {
                for (part, weight) in parts.iter().zip(&weights) {
                    prop_assert!((part * whole - amount * weight).abs() < whole, "{} of {}", part, amount);
                }
                prop_assert_eq!(shares(whole, &weights), weights);
            }
        }

        #[test]
        fn a_refund_is_borne_whole_and_nobody_bears_more_than_they_have(
            tickets in prop::collection::vec((0_i64..5_000, any::<bool>()), 1..12), part in 0_i64..=1_000,
        ) {
            let left: i64 = tickets.iter().map(|(left, _)| left).sum();
            let amount = left * part / 1_000;
            let borne = bear_refund(amount, &tickets);
            prop_assert_eq!(borne.iter().sum::<i64>(), amount);
            for (bears, (left, _)) in borne.iter().zip(&tickets) {
                prop_assert!((0..=*left).contains(bears), "{:?} of {:?}", borne, tickets);
            }
        }
    }

    #[test]
    fn what_was_given_back_bears_its_refund_first() {
        assert_eq!(bear_refund(2_000, &[(2_000, false), (2_000, true), (1_000, false)]), [0, 2_000, 0]);
        assert_eq!(bear_refund(2_300, &[(2_000, false), (2_000, true), (1_000, false)]), [200, 2_000, 100]);
        assert_eq!(bear_refund(50, &[(0, false), (0, true)]), [50, 0]);
        assert_eq!(shares(0, &[2_000, 1_000]), [0, 0]);
    }
    use shared::money::{Currency, Money};

    fn order(status: OrderStatus, captures: &[CaptureStatus]) -> OrderFacts {
        let capture = |(place, status): (usize, &CaptureStatus)| CaptureFacts {
            id: place.to_string(),
            status: *status,
            amount: Money::new(100, Currency::Eur),
        };
        let captures = captures.iter().enumerate().map(capture).collect();
        OrderFacts { id: "1".into(), status, captures, refunds: Vec::new() }
    }

    #[test]
    fn a_completed_order_with_a_declined_capture_is_declined() {
        let facts = order(OrderStatus::Completed, &[CaptureStatus::Declined]);
        assert_eq!(verdict(&facts), Verdict::Declined);
    }

    #[test]
    fn an_approved_order_can_be_captured_after_a_declined_try() {
        let facts = order(OrderStatus::Approved, &[CaptureStatus::Declined]);
        assert_eq!(verdict(&facts), Verdict::Approved);
    }

    #[test]
    fn money_that_came_outweighs_everything_else() {
        let captures = [CaptureStatus::Declined, CaptureStatus::Pending, CaptureStatus::Completed];
        let read = verdict(&order(OrderStatus::Approved, &captures));
        assert!(matches!(read, Verdict::Captured(capture) if capture.id == "2"));
    }

    #[test]
    fn an_unknown_word_is_never_taken_for_money_or_for_its_absence() {
        assert!(matches!(verdict(&order(OrderStatus::Other, &[CaptureStatus::Other])), Verdict::Pending(_)));
        assert_eq!(verdict(&order(OrderStatus::Other, &[])), Verdict::Waiting);
    }

    fn statuses() -> impl Strategy<Value = Vec<CaptureStatus>> {
        use CaptureStatus::{Completed, Declined, Other, PartiallyRefunded, Pending, Refunded};
        prop::collection::vec(
            prop::sample::select(vec![Completed, Declined, Other, PartiallyRefunded, Pending, Refunded]),
            0..4,
        )
    }

    proptest! {
        #[test]
        fn captured_exactly_when_money_came(captures in statuses()) {
            let came = captures.iter().any(|status| {
                matches!(status, CaptureStatus::Completed | CaptureStatus::PartiallyRefunded | CaptureStatus::Refunded)
            });
            let read = verdict(&order(OrderStatus::Completed, &captures));
            prop_assert_eq!(matches!(read, Verdict::Captured(_)), came);
        }
    }
}
