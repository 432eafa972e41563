//! Which way an order may go, and what may be asked of it when.

use crate::clock::Moment;
use chrono::TimeDelta;
use shared::orders::OrderState;

/// Whether an order may go from one state to another; everything else would move backward.
///
/// A declined payment sends an order back to wait for another one: that is the only way back there is.
pub const fn may_move(from: OrderState, to: OrderState) -> bool {
    use OrderState::{AwaitingPayment, Cancelled, Expired, Paid, PartlyRefunded, PaymentPending, Refunded};
    matches!(
        (from, to),
        (AwaitingPayment, PaymentPending | Paid | Expired | Cancelled)
            | (PaymentPending, Paid | AwaitingPayment | Expired | Cancelled | Refunded)
            | (Expired, PaymentPending | Paid | Refunded)
            | (Cancelled, Refunded)
            // Without money there is nothing to refund.
            | (Paid, PartlyRefunded | Refunded | Cancelled)
            | (PartlyRefunded, Refunded)
    )
}

/// Whether the money of an order in this state came and its tickets were issued.
pub const fn has_tickets(state: OrderState) -> bool {
    matches!(state, OrderState::Paid | OrderState::PartlyRefunded)
}

/// Until when the buyer may cancel a paid order: a span before its first performance; none when that has passed.
pub fn cancel_until(before: Option<TimeDelta>, first_start: Option<Moment>, now: Moment) -> Option<Moment> {
    first_start?.checked_sub_signed(before?).filter(|until| *until > now)
}

/// The order's number for people: the year by the house's calendar and a number without gaps in it.
pub fn number(year: i32, count: i64) -> String {
    format!("{year}-{count:06}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use OrderState::{AwaitingPayment, Cancelled, Expired, Paid, PartlyRefunded, PaymentPending, Refunded};

    const ALL: [OrderState; 7] = [AwaitingPayment, PaymentPending, Paid, PartlyRefunded, Refunded, Expired, Cancelled];

    #[test]
    fn what_is_refunded_stays_so() {
        assert!(ALL.into_iter().all(|to| !may_move(Refunded, to)));
    }

    #[test]
    fn what_has_tickets_only_goes_to_refunds_or_is_cancelled_whole() {
        for from in ALL.into_iter().filter(|state| has_tickets(*state)) {
            for to in ALL.into_iter().filter(|to| may_move(from, *to)) {
                assert!(matches!(to, PartlyRefunded | Refunded | Cancelled), "{from:?} -> {to:?}");
                assert!(from == Paid || to != Cancelled);
            }
        }
    }

    #[test]
    fn a_late_payment_revives_only_an_expired_order() {
        assert!(may_move(Expired, Paid));
        assert!(!may_move(Cancelled, Paid));
    }

    #[test]
    fn cancelling_ends_before_the_first_performance() {
        let now = chrono::DateTime::UNIX_EPOCH;
        let start = now + TimeDelta::hours(50);
        let two_days = Some(TimeDelta::hours(48));
        assert_eq!(cancel_until(two_days, Some(start), now), Some(now + TimeDelta::hours(2)));
        assert_eq!(cancel_until(two_days, Some(start), now + TimeDelta::hours(2)), None);
        assert_eq!(cancel_until(None, Some(start), now), None);
    }
}
