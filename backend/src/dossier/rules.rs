//! What may be done with an order, and how a page knows that it is still the order that it has shown.

use crate::clock::Moment;
use crate::orders::{Facts, Line};
use crate::payments;
use crate::payments::refunds::Refund;
use crate::secrets;
use crate::tickets::Held;
use shared::dossier::OrderActKind;
use shared::orders::OrderState;
use shared::tickets::TicketState;
use std::fmt::Write as _;

/// Characters of a version.
const VERSION_LENGTH: usize = 16;

/// What may be done with an order now.
pub fn possible(order: &Facts, held: &[Held], now: Moment) -> Vec<OrderActKind> {
    let has_tickets = matches!(order.state, OrderState::Paid | OrderState::PartlyRefunded);
    let has_valid = has_tickets && held.iter().any(|ticket| ticket.state == TicketState::Valid);
    let is_used = held.iter().any(|ticket| ticket.state == TicketState::Used);
    let waits = order.state == OrderState::AwaitingPayment;
    let is_payable = waits && order.expires_at > now;
    let may = [
        (OrderActKind::ResendTickets, has_valid),
        (OrderActKind::RenameHolder, has_valid),
        (OrderActKind::Transfer, has_valid && !is_used),
        (OrderActKind::Cancel, has_tickets || waits || order.replacement_until.is_some()),
        (OrderActKind::Refund, has_tickets && order.refunded.minor < order.total.minor),
        (OrderActKind::TakePayment, is_payable),
        (OrderActKind::ChangeNote, true),
    ];
    may.into_iter().filter(|(_, may)| *may).map(|(kind, _)| kind).collect()
}

/// A word that is another one whenever the order, its lines, tickets, payments or refunds are.
pub fn version(
    order: &Facts,
    lines: &[Line],
    held: &[Held],
    attempts: &[payments::Facts],
    refunds: &[Refund],
) -> String {
    let mut text = format!("{:?}|{:?}|{:?}|{:?}", order.state, order.outcome, order.refunded, order.replacement_until);
    // Writing to a String cannot fail.
    let _ = write!(text, "|{:?}|{:?}|{:?}|{:?}", order.buyer_name, order.buyer_email, order.note, order.account);
    for line in lines {
        let _ = write!(text, "|line {} {} {}", line.id, line.seat, line.void);
    }
    for ticket in held {
        let _ = write!(text, "|ticket {} {:?} {:?}", ticket.id, ticket.state, ticket.holder);
    }
    for payment in attempts {
        let _ = write!(text, "|payment {} {:?}", payment.id, payment.state);
    }
    for refund in refunds {
        let _ = write!(text, "|refund {} {:?}", refund.id, refund.state);
    }
    secrets::hash(&text).chars().take(VERSION_LENGTH).collect()
}
