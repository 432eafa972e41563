//! What is typed in the dialog of an action, and the action it makes.

use crate::staff::form::amount;
use shared::dossier::{Dossier, OrderAct, OrderActKind};
use shared::email::Email;
use shared::ids::TicketId;
use shared::money::Money;
use shared::payments::{PaymentMethod, RefundOrder, RefundWhat, TakePayment};
use shared::tickets::TicketState;
use std::rc::Rc;
use yew::Reducible;

/// What is to be paid back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    Everything,
    Tickets,
    Amount,
}

impl Back {
    pub const ALL: [Self; 3] = [Self::Everything, Self::Tickets, Self::Amount];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::Tickets => "tickets",
            Self::Amount => "amount",
        }
    }
}

/// Means of payment that the desk takes, with their words.
pub const METHODS: [(PaymentMethod, &str); 4] = [
    (PaymentMethod::Cash, "cash"),
    (PaymentMethod::CardTerminal, "card_terminal"),
    (PaymentMethod::Cheque, "cheque"),
    (PaymentMethod::Gift, "gift"),
];

#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    pub tickets: Vec<TicketId>,
    pub name: String,
    pub email: String,
    pub back: Back,
    pub amount: String,
    pub method: PaymentMethod,
    pub reason: String,
    pub note: String,
}

/// What is missing before it can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacks {
    Tickets,
    Name,
    Email,
    Amount,
    Reason,
}

pub enum WishMove {
    Ticket(TicketId),
    OnlyTicket(TicketId),
    Name(String),
    Email(String),
    Back(Back),
    Amount(String),
    Method(PaymentMethod),
    Reason(String),
    Note(String),
}

impl Wish {
    /// Nothing typed yet; `ticket` is the one whose button was pressed.
    pub fn new(dossier: &Dossier, ticket: Option<TicketId>) -> Self {
        let first = ticket.or_else(|| valid(dossier).next());
        let name = dossier.tickets.iter().find(|one| Some(one.id) == first).map(|one| one.holder.clone());
        Self {
            tickets: first.into_iter().collect(),
            name: name.unwrap_or_default(),
            email: String::new(),
            back: if ticket.is_some() { Back::Tickets } else { Back::Everything },
            amount: String::new(),
            method: PaymentMethod::Cash,
            reason: String::new(),
            note: dossier.note.clone(),
        }
    }

    /// The action, or the first thing that it lacks.
    ///
    /// # Errors
    /// What is missing.
    pub fn act(&self, kind: OrderActKind, dossier: &Dossier) -> Result<OrderAct, Lacks> {
        let name = || filled(&self.name, Lacks::Name);
        Ok(match kind {
            OrderActKind::ResendTickets => OrderAct::ResendTickets,
            OrderActKind::RenameHolder => {
                OrderAct::RenameHolder { ticket: self.tickets.first().copied().ok_or(Lacks::Tickets)?, holder: name()? }
            }
            OrderActKind::Transfer => {
                let email: Email = self.email.trim().parse().map_err(|_| Lacks::Email)?;
                OrderAct::Transfer { name: name()?, email }
            }
            OrderActKind::Cancel => OrderAct::Cancel,
            OrderActKind::Refund => OrderAct::Refund { refund: self.refund(dossier)? },
            OrderActKind::TakePayment => {
                let reason = self.reason.trim().to_owned();
                if self.method == PaymentMethod::Gift && reason.is_empty() {
                    return Err(Lacks::Reason);
                }
                OrderAct::TakePayment { payment: TakePayment { method: self.method, reason } }
            }
            OrderActKind::ChangeNote => OrderAct::ChangeNote { note: self.note.trim().to_owned() },
        })
    }

    fn refund(&self, dossier: &Dossier) -> Result<RefundOrder, Lacks> {
        let what = match self.back {
            Back::Everything => RefundWhat::Everything,
            Back::Tickets if self.tickets.is_empty() => return Err(Lacks::Tickets),
            Back::Tickets => RefundWhat::Tickets { tickets: self.tickets.clone() },
            Back::Amount => {
                let minor = amount::read(&self.amount).filter(|minor| *minor > 0).ok_or(Lacks::Amount)?;
                RefundWhat::Amount { amount: Money::new(minor, dossier.order.total.currency) }
            }
        };
        let void_tickets = self.back != Back::Amount;
        Ok(RefundOrder { what, reason: filled(&self.reason, Lacks::Reason)?, void_tickets })
    }

    fn after(mut self, step: WishMove) -> Self {
        match step {
            WishMove::Ticket(ticket) if self.tickets.contains(&ticket) => self.tickets.retain(|one| *one != ticket),
            WishMove::Ticket(ticket) => self.tickets.push(ticket),
            WishMove::OnlyTicket(ticket) => self.tickets = vec![ticket],
            WishMove::Name(name) => self.name = name,
            WishMove::Email(email) => self.email = email,
            WishMove::Back(back) => self.back = back,
            WishMove::Amount(amount) => self.amount = amount,
            WishMove::Method(method) => self.method = method,
            WishMove::Reason(reason) => self.reason = reason,
            WishMove::Note(note) => self.note = note,
        }
        self
    }
}

impl Reducible for Wish {
    type Action = WishMove;

    fn reduce(self: Rc<Self>, action: WishMove) -> Rc<Self> {
        Rc::new((*self).clone().after(action))
    }
}

/// The tickets that let somebody in.
pub fn valid(dossier: &Dossier) -> impl Iterator<Item = TicketId> + '_ {
    dossier.tickets.iter().filter(|ticket| ticket.state == TicketState::Valid).map(|ticket| ticket.id)
}

fn filled(typed: &str, lacks: Lacks) -> Result<String, Lacks> {
    let typed = typed.trim();
    if typed.is_empty() { Err(lacks) } else { Ok(typed.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::facts::tests::order;
    use shared::dossier::DossierCustomer;
    use shared::house::Locale;
    use shared::orders::{Channel, OrderState, Outcome};

    fn dossier() -> Dossier {
        Dossier {
            version: "v".into(),
            discount: Money::new(0, order(OrderState::Paid, Outcome::Paid).total.currency),
            order: order(OrderState::Paid, Outcome::Paid),
            channel: Channel::Online,
            locale: Locale::Fr,
            note: "Rappeler".into(),
            voucher: None,
            customer: DossierCustomer { name: String::new(), email: String::new(), account: None, other_orders: 0 },
            conversation: None,
            tickets: vec![],
            payments: vec![],
            refunds: vec![],
            ledger: vec![],
            mails: vec![],
            journal: vec![],
            history: vec![],
            acts: vec![],
        }
    }

    #[test]
    fn a_refund_needs_a_reason_and_what_it_is_for() {
        let dossier = dossier();
        let whole = Wish::new(&dossier, None);
        assert_eq!(whole.act(OrderActKind::Refund, &dossier), Err(Lacks::Reason));
        let none = whole.clone().after(WishMove::Back(Back::Tickets));
        assert_eq!(none.act(OrderActKind::Refund, &dossier), Err(Lacks::Tickets));
        let part = whole.after(WishMove::Back(Back::Amount)).after(WishMove::Reason("geste".into()));
        assert_eq!(part.act(OrderActKind::Refund, &dossier), Err(Lacks::Amount));
        let part = part.after(WishMove::Amount("12,50".into()));
        let Ok(OrderAct::Refund { refund }) = part.act(OrderActKind::Refund, &dossier) else {
            panic!("it is a refund");
        };
        assert_eq!(refund.what, RefundWhat::Amount { amount: Money::new(1_250, dossier.order.total.currency) });
        assert!(!refund.void_tickets);
    }

    #[test]
    fn the_button_of_a_ticket_refunds_that_ticket() {
        let dossier = dossier();
        let wish = Wish::new(&dossier, Some(TicketId(7))).after(WishMove::Reason("malade".into()));
        let Ok(OrderAct::Refund { refund }) = wish.act(OrderActKind::Refund, &dossier) else {
            panic!("it is a refund");
        };
        assert_eq!(refund.what, RefundWhat::Tickets { tickets: vec![TicketId(7)] });
        let nothing = wish.after(WishMove::Ticket(TicketId(7)));
        assert_eq!(nothing.act(OrderActKind::Refund, &dossier), Err(Lacks::Tickets));
    }

    #[test]
    fn a_gift_needs_a_reason_and_cash_does_not() {
        let dossier = dossier();
        let cash = Wish::new(&dossier, None);
        assert!(cash.act(OrderActKind::TakePayment, &dossier).is_ok());
        let gift = cash.after(WishMove::Method(PaymentMethod::Gift));
        assert_eq!(gift.act(OrderActKind::TakePayment, &dossier), Err(Lacks::Reason));
    }
}
