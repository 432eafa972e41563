//! What becomes of an order when a performance is cancelled or moved, and what its buyer may choose until when.

use crate::clock::Moment;
use crate::error::{Error, Fallible};
use crate::orders;
use shared::orders::OrderState;
use shared::rescheduling::{AnswerState, Choice, ReschedulingKind};

/// Longest reason, in characters.
pub const REASON_MAX: usize = 500;

/// Until when buyers are asked, if they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// They get their money without being asked.
    No,
    Until(Moment),
}

/// Where an order begins, and when the worker looks at it next.
pub const fn begins(asked: Asked, kind: ReschedulingKind, order: OrderState, now: Moment) -> (AnswerState, Moment) {
    match (asked, kind, order) {
        // What is not paid is ended, whatever the others may choose.
        (_, ReschedulingKind::Cancelled, OrderState::AwaitingPayment | OrderState::Expired) | (Asked::No, ..) => {
            (AnswerState::Refunding, now)
        }
        (Asked::Until(until), ..) => (AnswerState::Open, until),
    }
}

/// What a buyer may choose now.
pub fn choices(
    kind: ReschedulingKind,
    (state, until): (AnswerState, Option<Moment>),
    order: OrderState,
    can_exchange: bool,
    now: Moment,
) -> Vec<Choice> {
    let is_open = state == AnswerState::Open && until.is_some_and(|until| now < until);
    if !is_open || !orders::rules::has_tickets(order) {
        return Vec::new();
    }
    match kind {
        ReschedulingKind::Postponed => vec![Choice::Keep, Choice::Refund],
        ReschedulingKind::Cancelled if can_exchange => vec![Choice::Exchange, Choice::Refund],
        ReschedulingKind::Cancelled => vec![Choice::Refund],
    }
}

/// Whether an order is already where a choice leads.
pub const fn is_done(state: AnswerState, choice: Choice) -> bool {
    matches!(
        (state, choice),
        (AnswerState::Refunding | AnswerState::Refunded, Choice::Refund)
            | (AnswerState::Exchanged, Choice::Exchange)
            | (AnswerState::Kept, Choice::Keep)
    )
}

/// Refuses a last moment to answer that is over, or after the performance that the answer is about.
pub fn check_until(field: &str, until: Moment, starts_at: Moment, now: Moment) -> Fallible<()> {
    if until <= now {
        return Err(Error::invalid(field, "must be still to come"));
    }
    if until > starts_at {
        return Err(Error::invalid(field, "must not be after the performance begins"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, TimeDelta};
    use shared::orders::OrderState::{AwaitingPayment, Paid, PartlyRefunded, PaymentPending};
    use shared::rescheduling::ReschedulingKind::{Cancelled, Postponed};

    const NOW: Moment = DateTime::UNIX_EPOCH;

    #[test]
    fn the_unpaid_of_a_cancelled_performance_are_ended_and_of_a_moved_one_stay() {
        let until = Asked::Until(NOW + TimeDelta::days(1));
        assert_eq!(begins(until, Cancelled, AwaitingPayment, NOW), (AnswerState::Refunding, NOW));
        assert_eq!(begins(until, Cancelled, PaymentPending, NOW).0, AnswerState::Open);
        assert_eq!(begins(until, Postponed, AwaitingPayment, NOW).0, AnswerState::Open);
        assert_eq!(begins(Asked::No, Cancelled, Paid, NOW), (AnswerState::Refunding, NOW));
    }

    #[test]
    fn only_who_has_tickets_chooses_and_only_in_time() {
        let until = Some(NOW + TimeDelta::seconds(1));
        let open = (AnswerState::Open, until);
        assert_eq!(choices(Cancelled, open, Paid, true, NOW), [Choice::Exchange, Choice::Refund]);
        assert_eq!(choices(Cancelled, open, PartlyRefunded, false, NOW), [Choice::Refund]);
        assert_eq!(choices(Postponed, open, Paid, false, NOW), [Choice::Keep, Choice::Refund]);
        assert!(choices(Cancelled, open, PaymentPending, true, NOW).is_empty());
        assert!(choices(Cancelled, open, Paid, true, NOW + TimeDelta::seconds(1)).is_empty());
        assert!(choices(Cancelled, (AnswerState::Refunded, until), Paid, true, NOW).is_empty());
    }

    #[test]
    fn answers_end_before_what_they_are_about() {
        let tomorrow = NOW + TimeDelta::days(1);
        assert!(check_until("until", tomorrow, tomorrow, NOW).is_ok());
        assert!(check_until("until", NOW, tomorrow, NOW).is_err());
        assert!(check_until("until", tomorrow + TimeDelta::seconds(1), tomorrow, NOW).is_err());
    }
}
