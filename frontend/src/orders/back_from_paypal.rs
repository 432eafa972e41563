//! Back from PayPal: how often to ask whether the payment arrived, and when to stop asking.

use crate::load::Refused;
use shared::orders::{Order, Outcome};
use shared::refusal::Refusal;
use std::rc::Rc;
use yew::prelude::*;

/// How often it is asked before the order's own page goes on watching.
const MOST_TRIES: u32 = 6;
/// From which try on it is said that it takes long.
const SLOW_FROM: u32 = 3;
/// Between two tries, in milliseconds.
pub const PAUSE_MS: u32 = 1_500;

#[derive(Debug, Default, PartialEq)]
pub struct BackFromPaypal {
    /// How often it was asked.
    pub tries: u32,
    pub next: Next,
}

/// What the page does now.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Next {
    /// Waits for an answer or for the next try.
    #[default]
    Wait,
    /// The order's page tells the rest.
    Leave,
    /// It cannot be asked: only a person can try again.
    Tell(Refused),
}

pub enum BackMove {
    Answered(Result<Outcome, Refused>),
    /// The person wants to try again.
    Again,
}

impl BackFromPaypal {
    /// Whether it takes longer than usual.
    pub const fn is_slow(&self) -> bool {
        self.tries >= SLOW_FROM
    }

    fn after(&self, step: BackMove) -> Self {
        let answer = match step {
            BackMove::Again => return Self::default(),
            BackMove::Answered(answer) => answer,
        };
        let tries = self.tries.saturating_add(1);
        let gave_up = tries >= MOST_TRIES;
        let next = match answer {
            // Approved but not captured yet, or being decided.
            Ok(Outcome::ToPay | Outcome::Pending) if !gave_up => Next::Wait,
            Ok(_) => Next::Leave,
            Err(refused) if passes(&refused) && !gave_up => Next::Wait,
            Err(refused) => Next::Tell(refused),
        };
        Self { tries, next }
    }
}

impl Reducible for BackFromPaypal {
    type Action = BackMove;

    fn reduce(self: Rc<Self>, action: BackMove) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// What the answer to `settle` says about the payment. A refusal about the order itself is for the order's page to tell.
pub fn outcome_of(answer: Result<Order, Refused>) -> Result<Outcome, Refused> {
    match answer {
        Ok(order) => Ok(order.outcome),
        Err(refused) => match refused.refusal() {
            Some(Refusal::PaymentDeclined) => Ok(Outcome::Declined),
            Some(Refusal::PaymentPending) => Ok(Outcome::Pending),
            Some(Refusal::OrderExpired) => Ok(Outcome::ExpiredNotCharged),
            Some(Refusal::SeatsGone) => Ok(Outcome::SeatsGoneNotCharged),
            _ => Err(refused),
        },
    }
}

/// Whether it may work a moment later.
fn passes(refused: &Refused) -> bool {
    match refused {
        Refused::Offline => true,
        Refused::Unreadable => false,
        Refused::Said(problem) => matches!(
            problem.refusal,
            Refusal::PaymentUnavailable
                | Refusal::Unavailable
                | Refusal::StillRunning
                | Refusal::Internal { .. }
                | Refusal::TooManyRequests { .. }
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::doing::tests::said;

    fn after(answers: Vec<Result<Outcome, Refused>>) -> BackFromPaypal {
        answers.into_iter().fold(BackFromPaypal::default(), |back, answer| back.after(BackMove::Answered(answer)))
    }

    #[test]
    fn a_decision_leads_to_the_order_at_once() {
        for outcome in [Outcome::Paid, Outcome::Declined, Outcome::SeatsGoneNotCharged, Outcome::Refunded] {
            assert_eq!(after(vec![Ok(outcome)]).next, Next::Leave, "{outcome:?}");
        }
    }

    #[test]
    fn what_is_pending_is_asked_a_few_times_then_left_to_the_order_page() {
        let asked = after(vec![Ok(Outcome::Pending); 3]);
        assert_eq!(asked.next, Next::Wait);
        assert!(asked.is_slow());
        assert_eq!(after(vec![Ok(Outcome::Pending); 6]).next, Next::Leave);
    }

    #[test]
    fn a_failing_line_is_tried_again_and_then_told() {
        assert_eq!(after(vec![Err(Refused::Offline)]).next, Next::Wait);
        let told = after(vec![Err(Refused::Offline); 6]);
        assert_eq!(told.next, Next::Tell(Refused::Offline));
        assert_eq!(told.after(BackMove::Again), BackFromPaypal::default());
        let not_found = said(Refusal::NotFound);
        assert_eq!(after(vec![Err(not_found.clone())]).next, Next::Tell(not_found));
    }

    #[test]
    fn a_refusal_about_the_order_is_an_outcome() {
        assert_eq!(outcome_of(Err(said(Refusal::SeatsGone))), Ok(Outcome::SeatsGoneNotCharged));
        assert_eq!(outcome_of(Err(Refused::Offline)), Err(Refused::Offline));
    }
}
