//! What the buyer asked for on an order's page and how it goes: one thing at a time, and one key per try to pay.

use crate::load::Refused;
use shared::ids::PerformanceId;
use shared::refusal::Refusal;
use shared::rescheduling::AnswerRescheduling;
use std::rc::Rc;
use yew::prelude::*;

/// Something asked of the server about one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Pay,
    Cancel,
    Resend,
    TakeOthers,
    /// Chooses what becomes of a cancelled or moved performance.
    Choose(AnswerRescheduling),
}

#[derive(Debug, Default, PartialEq)]
pub struct Doing {
    /// What is under way.
    pub deed: Option<Deed>,
    /// Why the last one did not work, and which it was.
    pub refused: Option<(Deed, Refused)>,
    /// The key of a try to pay whose answer is unknown: trying again is the same try, so that nobody pays twice.
    pub payment_key: Option<Rc<str>>,
}

pub enum DoingMove {
    Began(Deed),
    BeganToPay(Rc<str>),
    Done,
    Refused(Deed, Refused),
}

impl Doing {
    pub fn is(&self, deed: Deed) -> bool {
        self.deed == Some(deed)
    }

    /// Why `deed` did not work the last time.
    pub fn refused_to(&self, deed: Deed) -> Option<&Refused> {
        self.refused.as_ref().filter(|(refused, _)| *refused == deed).map(|(_, why)| why)
    }

    /// Why the last choice about `performance` did not work.
    pub fn refused_choice(&self, performance: PerformanceId) -> Option<&Refused> {
        let is_about = |deed: &Deed| matches!(deed, Deed::Choose(answer) if answer.performance == performance);
        self.refused.as_ref().filter(|(deed, _)| is_about(deed)).map(|(_, why)| why)
    }

    fn after(&self, step: DoingMove) -> Self {
        match step {
            DoingMove::Began(deed) => Self { deed: Some(deed), refused: None, payment_key: self.payment_key.clone() },
            DoingMove::BeganToPay(key) => Self { deed: Some(Deed::Pay), refused: None, payment_key: Some(key) },
            DoingMove::Done => Self::default(),
            DoingMove::Refused(deed, why) => Self {
                deed: None,
                payment_key: self.payment_key.clone().filter(|_| is_unknown(&why)),
                refused: Some((deed, why)),
            },
        }
    }
}

impl Reducible for Doing {
    type Action = DoingMove;

    fn reduce(self: Rc<Self>, action: DoingMove) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// Whether the server may have done it although the answer says no or is missing.
fn is_unknown(refused: &Refused) -> bool {
    match refused {
        Refused::Offline | Refused::Unreadable => true,
        Refused::Said(problem) => {
            matches!(problem.refusal, Refusal::StillRunning | Refusal::Internal { .. } | Refusal::Unavailable)
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use shared::refusal::Problem;
    use shared::rescheduling::Choice;

    pub fn said(refusal: Refusal) -> Refused {
        Refused::Said(Rc::new(Problem {
            kind: String::new(),
            title: String::new(),
            status: 409,
            detail: String::new(),
            refusal,
        }))
    }

    #[test]
    fn a_try_to_pay_keeps_its_key_only_while_its_answer_is_unknown() {
        let trying = Doing::default().after(DoingMove::BeganToPay("k1".into()));
        assert!(trying.is(Deed::Pay));
        let unknown = trying.after(DoingMove::Refused(Deed::Pay, Refused::Offline));
        assert_eq!(unknown.payment_key.as_deref(), Some("k1"));
        assert!(unknown.deed.is_none() && unknown.refused_to(Deed::Pay).is_some());
        let known = trying.after(DoingMove::Refused(Deed::Pay, said(Refusal::PaymentUnavailable)));
        assert_eq!(known.payment_key, None);
    }

    #[test]
    fn another_deed_forgets_the_refusal_but_not_the_open_payment() {
        let doing = Doing::default()
            .after(DoingMove::BeganToPay("k1".into()))
            .after(DoingMove::Refused(Deed::Pay, said(Refusal::StillRunning)))
            .after(DoingMove::Began(Deed::Resend));
        assert_eq!(doing.refused, None);
        assert_eq!(doing.payment_key.as_deref(), Some("k1"));
        assert_eq!(doing.after(DoingMove::Done), Doing::default());
    }
    #[test]
    fn a_choice_is_busy_and_refused_only_where_it_was_made() {
        let choose =
            |performance, choice| Deed::Choose(AnswerRescheduling { performance: PerformanceId(performance), choice });
        let mine = choose(1, Choice::Refund);
        let choosing = Doing::default().after(DoingMove::Began(mine));
        assert!(choosing.is(mine));
        assert!(!choosing.is(choose(1, Choice::Keep)) && !choosing.is(choose(2, Choice::Refund)));
        let refused = choosing.after(DoingMove::Refused(mine, said(Refusal::OfferExpired)));
        assert!(refused.refused_choice(PerformanceId(1)).is_some());
        assert!(refused.refused_choice(PerformanceId(2)).is_none());
    }
}
