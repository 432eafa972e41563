//! What follows from an order's state: whether to look again, whether there is something to pay, how refunds stand.

use crate::texts::outcomes::RefundTold;
use shared::money::Money;
use shared::orders::{Order, OrderState, Outcome};
use shared::payments::RefundState;

/// Whether the order may soon change without the buyer doing anything here. What PayPal thinks over can take days.
pub fn may_change(order: &Order) -> bool {
    let is_asked_for = order.refunds.iter().any(|refund| refund.state == RefundState::Requested);
    is_asked_for || matches!(order.state, OrderState::AwaitingPayment | OrderState::PaymentPending)
}

/// Whether it can be paid now. A refused payment whose order has expired cannot be tried again.
pub const fn can_pay(order: &Order) -> bool {
    matches!(order.state, OrderState::AwaitingPayment) && matches!(order.outcome, Outcome::ToPay | Outcome::Declined)
}

/// Whether the buyer may give it back now: unpaid at any time, paid until the house's limit.
pub fn can_cancel(order: &Order) -> bool {
    can_pay(order) || order.cancel_until.is_some_and(|until| order.now < until)
}

/// Whether its seats are lost and others can be chosen for the same show.
pub const fn lost_its_seats(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::ExpiredNotCharged | Outcome::SeatsGoneNotCharged | Outcome::CancelledNotCharged)
}

/// Whether there are tickets to show.
pub fn has_tickets(order: &Order) -> bool {
    order.performances.iter().flat_map(|performance| &performance.lines).any(|line| line.ticket.is_some())
}

/// What goes back to the buyer, whether it has arrived or not.
pub fn refunded(order: &Order) -> Money {
    let going: i64 = order.refunds.iter().map(|refund| refund.amount.minor).sum();
    Money::new(going.max(order.refunded.minor), order.total.currency)
}

/// What is still the house's, and would be paid back should the order be cancelled.
pub fn kept(order: &Order) -> Money {
    Money::new((order.total.minor - refunded(order).minor).max(0), order.total.currency)
}

/// How the refunds stand together: one that is stuck counts most, then one on its way.
pub fn refund_told(order: &Order) -> RefundTold {
    let any = |states: &[RefundState]| order.refunds.iter().any(|refund| states.contains(&refund.state));
    if any(&[RefundState::Failed]) {
        RefundTold::Stuck
    } else if any(&[RefundState::Requested, RefundState::Pending]) || order.refunds.is_empty() {
        RefundTold::OnItsWay
    } else {
        RefundTold::Arrived
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use shared::ids::{OrderId, RefundId};
    use shared::money::Currency;
    use shared::orders::OrderRefund;

    pub fn order(state: OrderState, outcome: Outcome) -> Order {
        Order {
            id: OrderId(1),
            number: "2026-000001".into(),
            state,
            buyer_name: "Ada Lovelace".into(),
            buyer_email: "ada@example.org".parse().unwrap(),
            performances: vec![],
            total: Money::new(5_600, Currency::Eur),
            refunded: Money::new(0, Currency::Eur),
            placed_at: "2026-11-23T19:00:00Z".parse().unwrap(),
            expires_at: "2026-11-23T19:15:00Z".parse().unwrap(),
            paid_at: None,
            payments: vec![],
            refunds: vec![],
            cancel_until: None,
            replacement_until: None,
            outcome,
            voucher: None,
            key: "k".into(),
            now: "2026-11-23T19:01:00Z".parse().unwrap(),
        }
    }

    fn refund(minor: i64, state: RefundState) -> OrderRefund {
        OrderRefund {
            id: RefundId(1),
            amount: Money::new(minor, Currency::Eur),
            state,
            created_at: "2026-11-24T10:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn only_an_order_that_awaits_payment_is_paid() {
        assert!(can_pay(&order(OrderState::AwaitingPayment, Outcome::ToPay)));
        assert!(can_pay(&order(OrderState::AwaitingPayment, Outcome::Declined)));
        assert!(!can_pay(&order(OrderState::PaymentPending, Outcome::Pending)));
        assert!(!can_pay(&order(OrderState::Expired, Outcome::Declined)));
    }

    #[test]
    fn a_paid_order_is_given_back_only_before_the_limit() {
        let mut paid = order(OrderState::Paid, Outcome::Paid);
        assert!(!can_cancel(&paid));
        paid.cancel_until = Some("2026-11-23T19:01:00Z".parse().unwrap());
        assert!(!can_cancel(&paid));
        paid.cancel_until = Some("2026-11-23T19:01:01Z".parse().unwrap());
        assert!(can_cancel(&paid));
        assert!(can_cancel(&order(OrderState::AwaitingPayment, Outcome::ToPay)));
    }

    #[test]
    fn refunds_are_told_as_they_stand() {
        let mut order = order(OrderState::PartlyRefunded, Outcome::PartlyRefunded);
        assert_eq!(refund_told(&order), RefundTold::OnItsWay);
        assert!(!may_change(&order));
        order.refunds.push(refund(2_000, RefundState::Completed));
        assert_eq!(refund_told(&order), RefundTold::Arrived);
        assert!(!may_change(&order));
        order.refunds.push(refund(800, RefundState::Requested));
        assert!(may_change(&order), "soon it is known whether PayPal pays it");
        assert_eq!(refund_told(&order), RefundTold::OnItsWay);
        assert_eq!((refunded(&order).minor, kept(&order).minor), (2_800, 2_800));
        order.refunds.push(refund(100, RefundState::Failed));
        assert_eq!(refund_told(&order), RefundTold::Stuck);
    }
}
