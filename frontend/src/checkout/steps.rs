//! The moves of a checkout without the browser: three steps, what was typed, and one attempt to order that a double click
//! or a reload cannot turn into two.

use crate::load::Refused;
use serde::{Deserialize, Serialize};
use shared::email::Email;
use shared::ids::OrderId;
use shared::orders::Order;
use shared::refusal::Refusal;
use std::rc::Rc;
use yew::Reducible;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Step {
    #[default]
    People,
    Buyer,
    Review,
}

/// One intention to order: the same words travel under the same key until the answer is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    pub key: String,
    /// The request as JSON.
    pub body: String,
}

/// An order that was placed and is still to be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    pub order: OrderId,
    pub number: String,
    /// Shows the order to its buyer without an account.
    pub key: String,
    pub is_free: bool,
    /// The idempotency key of the present try to pay.
    pub payment_key: String,
}

/// What survives a reload.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub step: Step,
    pub name: String,
    pub email: String,
    pub accepted: bool,
    pub attempt: Option<Attempt>,
    pub placed: Option<Placed>,
}

/// What is under way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Running {
    #[default]
    Nothing,
    Placing,
    Paying,
    /// The browser is on its way elsewhere.
    Leaving,
}

/// Which fields to look at again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Complaints {
    pub name: bool,
    pub email: bool,
    pub terms: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checkout {
    pub draft: Draft,
    pub running: Running,
    pub complaints: Complaints,
    pub refused: Option<Refused>,
}

#[derive(Debug)]
pub enum CheckoutMove {
    Open(Step),
    Name(String),
    Email(String),
    Accept(bool),
    /// Leave the present step; with `signed_in`, name and address are known already.
    GoOn {
        signed_in: bool,
    },
    /// Order: with these words; the key serves when these words have none yet.
    Submit {
        body: String,
        fresh_key: String,
        signed_in: bool,
    },
    Placed {
        order: Rc<Order>,
        payment_key: String,
    },
    NotPlaced(Refused),
    /// Pay the placed order (again).
    Pay,
    NotPaid {
        refused: Refused,
        payment_key: String,
    },
    Leave,
    /// Back from elsewhere, or nothing came of it.
    Rest,
    /// The placed order needs nothing more from here.
    ForgetOrder,
}

impl Reducible for Checkout {
    type Action = CheckoutMove;

    fn reduce(self: Rc<Self>, action: CheckoutMove) -> Rc<Self> {
        let mut next = Self::clone(&self);
        next.apply(action);
        Rc::new(next)
    }
}

impl Checkout {
    /// As it was left.
    pub fn resumed(draft: Draft) -> Self {
        Self { draft, ..Self::default() }
    }

    pub fn is_busy(&self) -> bool {
        self.running != Running::Nothing
    }

    fn apply(&mut self, action: CheckoutMove) {
        match action {
            CheckoutMove::Open(step) => self.open(step),
            CheckoutMove::Name(name) => {
                self.draft.name = name;
                self.complaints.name = false;
            }
            CheckoutMove::Email(email) => {
                self.draft.email = email;
                self.complaints.email = false;
            }
            CheckoutMove::Accept(accepted) => {
                self.draft.accepted = accepted;
                self.complaints.terms = false;
            }
            CheckoutMove::GoOn { signed_in } => self.go_on(signed_in),
            CheckoutMove::Submit { body, fresh_key, signed_in } => self.submit(body, fresh_key, signed_in),
            CheckoutMove::Placed { order, payment_key } => {
                self.draft.placed = Some(Placed {
                    order: order.id,
                    number: order.number.clone(),
                    key: order.key.clone(),
                    is_free: order.total.is_zero(),
                    payment_key,
                });
                self.draft.attempt = None;
                self.draft.accepted = false;
                self.draft.step = Step::People;
                self.running = Running::Paying;
            }
            CheckoutMove::NotPlaced(refused) => self.not_placed(refused),
            CheckoutMove::Pay if self.running == Running::Nothing && self.draft.placed.is_some() => {
                self.refused = None;
                self.running = Running::Paying;
            }
            CheckoutMove::Pay => {}
            CheckoutMove::NotPaid { refused, payment_key } => {
                if let Some(placed) = self.draft.placed.as_mut().filter(|_| is_final(&refused)) {
                    placed.payment_key = payment_key;
                }
                self.refused = Some(refused);
                self.running = Running::Nothing;
            }
            CheckoutMove::Leave => self.running = Running::Leaving,
            CheckoutMove::Rest => self.running = Running::Nothing,
            CheckoutMove::ForgetOrder => {
                self.draft.placed = None;
                self.refused = None;
                self.running = Running::Nothing;
            }
        }
    }

    fn open(&mut self, step: Step) {
        if !self.is_busy() {
            self.draft.step = step;
        }
    }

    fn go_on(&mut self, signed_in: bool) {
        match self.draft.step {
            Step::People => self.open(Step::Buyer),
            Step::Buyer => {
                if self.buyer_is_fine(signed_in) {
                    self.open(Step::Review);
                }
            }
            Step::Review => {}
        }
    }

    fn buyer_is_fine(&mut self, signed_in: bool) -> bool {
        if signed_in {
            return true;
        }
        self.complaints.name = self.draft.name.trim().is_empty();
        self.complaints.email = self.draft.email.parse::<Email>().is_err();
        !self.complaints.name && !self.complaints.email
    }

    fn submit(&mut self, body: String, fresh_key: String, signed_in: bool) {
        if self.is_busy() {
            return;
        }
        if !self.buyer_is_fine(signed_in) {
            self.draft.step = Step::Buyer;
            return;
        }
        self.complaints.terms = !self.draft.accepted;
        if self.complaints.terms {
            return;
        }
        let known = self.draft.attempt.take().filter(|attempt| attempt.body == body);
        self.draft.attempt = Some(known.unwrap_or(Attempt { key: fresh_key, body }));
        self.refused = None;
        self.running = Running::Placing;
    }

    fn not_placed(&mut self, refused: Refused) {
        if is_final(&refused) {
            self.draft.attempt = None;
        }
        match refused.refusal() {
            Some(Refusal::Invalid { field, .. } | Refusal::NotUnderstood { path: field, .. })
                if field.contains("email") =>
            {
                self.complaints.email = true;
                self.draft.step = Step::Buyer;
            }
            Some(Refusal::Invalid { field, .. } | Refusal::NotUnderstood { path: field, .. })
                if field.contains("name") =>
            {
                self.complaints.name = true;
                self.draft.step = Step::Buyer;
            }
            Some(Refusal::TermsNotAccepted) => self.complaints.terms = true,
            _ => {}
        }
        self.refused = Some(refused);
        self.running = Running::Nothing;
    }
}

/// Whether the server has decided. While it has not, the same key must be used again: the order may exist already.
pub fn is_final(refused: &Refused) -> bool {
    !matches!(
        refused.refusal(),
        None | Some(
            Refusal::Internal { .. }
                | Refusal::Unavailable
                | Refusal::StillRunning
                | Refusal::TooManyRequests { .. }
                | Refusal::Unknown
        )
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::refusal::Problem;

    fn said(refusal: Refusal) -> Refused {
        Refused::Said(Rc::new(Problem {
            kind: String::new(),
            title: String::new(),
            status: 422,
            detail: String::new(),
            refusal,
        }))
    }

    fn ready() -> Checkout {
        let draft = Draft {
            name: "Ada".to_owned(),
            email: "ada@example.org".to_owned(),
            accepted: true,
            step: Step::Review,
            ..Draft::default()
        };
        Checkout::resumed(draft)
    }

    fn submit(checkout: &mut Checkout, body: &str, key: &str) {
        checkout.apply(CheckoutMove::Submit { body: body.to_owned(), fresh_key: key.to_owned(), signed_in: false });
    }

    fn key(checkout: &Checkout) -> Option<&str> {
        checkout.draft.attempt.as_ref().map(|attempt| attempt.key.as_str())
    }

    #[test]
    fn a_double_click_is_one_attempt() {
        let mut checkout = ready();
        submit(&mut checkout, "a", "first");
        submit(&mut checkout, "a", "second");
        assert_eq!((checkout.running, key(&checkout)), (Running::Placing, Some("first")));
    }

    #[test]
    fn an_unknown_answer_keeps_the_key_and_so_does_a_reload() {
        let mut checkout = ready();
        submit(&mut checkout, "a", "first");
        checkout.apply(CheckoutMove::NotPlaced(Refused::Offline));
        let stored = serde_json::to_string(&checkout.draft).unwrap();
        let mut checkout = Checkout::resumed(serde_json::from_str(&stored).unwrap());
        submit(&mut checkout, "a", "second");
        assert_eq!(key(&checkout), Some("first"));
    }

    #[test]
    fn other_words_are_another_attempt() {
        let mut checkout = ready();
        submit(&mut checkout, "a", "first");
        checkout.apply(CheckoutMove::NotPlaced(Refused::Offline));
        submit(&mut checkout, "b", "second");
        assert_eq!(key(&checkout), Some("second"));
    }

    #[test]
    fn a_decided_refusal_ends_the_attempt_so_that_its_answer_is_not_replayed() {
        let mut checkout = ready();
        submit(&mut checkout, "a", "first");
        checkout.apply(CheckoutMove::NotPlaced(said(Refusal::BasketExpired { lines: Vec::new() })));
        assert_eq!(key(&checkout), None);
        submit(&mut checkout, "a", "second");
        assert_eq!(key(&checkout), Some("second"));
    }

    #[test]
    fn nothing_is_sent_without_name_address_and_terms() {
        let mut checkout = ready();
        checkout.draft.email = "ada@".to_owned();
        submit(&mut checkout, "a", "first");
        assert_eq!((checkout.running, checkout.draft.step), (Running::Nothing, Step::Buyer));
        assert!(checkout.complaints.email && !checkout.complaints.name);
        let mut checkout = ready();
        checkout.draft.accepted = false;
        submit(&mut checkout, "a", "first");
        assert!(checkout.complaints.terms && checkout.draft.attempt.is_none());
    }

    #[test]
    fn who_is_signed_in_is_not_asked_for_a_name() {
        let mut checkout = Checkout::resumed(Draft { step: Step::Buyer, ..Draft::default() });
        checkout.apply(CheckoutMove::GoOn { signed_in: false });
        assert_eq!(checkout.draft.step, Step::Buyer);
        checkout.apply(CheckoutMove::GoOn { signed_in: true });
        assert_eq!(checkout.draft.step, Step::Review);
    }

    #[test]
    fn what_was_typed_survives_a_refusal_and_the_field_is_named() {
        let mut checkout = ready();
        submit(&mut checkout, "a", "first");
        let refusal = Refusal::Invalid { field: "buyer.email".to_owned(), problem: "no such domain".to_owned() };
        checkout.apply(CheckoutMove::NotPlaced(said(refusal)));
        assert_eq!((checkout.draft.step, checkout.draft.name.as_str()), (Step::Buyer, "Ada"));
        assert!(checkout.complaints.email);
    }

    #[test]
    fn paypal_out_of_reach_leaves_the_order_to_be_paid_with_another_try() {
        let mut checkout = ready();
        checkout.draft.placed = Some(Placed {
            order: OrderId(1),
            number: "2026-000001".to_owned(),
            key: "k".to_owned(),
            is_free: false,
            payment_key: "first".to_owned(),
        });
        checkout.apply(CheckoutMove::Pay);
        checkout.apply(CheckoutMove::NotPaid { refused: Refused::Offline, payment_key: "second".to_owned() });
        assert_eq!(checkout.draft.placed.as_ref().unwrap().payment_key, "first", "the answer is unknown");
        checkout.apply(CheckoutMove::Pay);
        checkout.apply(CheckoutMove::NotPaid {
            refused: said(Refusal::PaymentUnavailable),
            payment_key: "second".to_owned(),
        });
        assert_eq!(checkout.draft.placed.as_ref().unwrap().payment_key, "second");
        assert!(!checkout.is_busy());
    }
}
