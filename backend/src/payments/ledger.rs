//! The ledger: double entry, append-only. Each movement's amounts add up to zero, and happens once.

use super::{Facts, sales, store};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use shared::ids::{OrderId, RefundId};
use shared::money::Money;
use shared::payments::PaymentMethod;

/// Where money is, or whom it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Book {
    Paypal,
    Cash,
    CardTerminal,
    Cheque,
    /// Received, but not (or no longer) for tickets: owed to customers.
    Customers,
    /// Earned with tickets.
    Sales,
}

impl Book {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paypal => "paypal",
            Self::Cash => "cash",
            Self::CardTerminal => "card_terminal",
            Self::Cheque => "cheque",
            Self::Customers => "customers",
            Self::Sales => "sales",
        }
    }

    /// Where the money of a payment lies; none for those that move no money.
    pub const fn of(method: PaymentMethod) -> Option<Self> {
        match method {
            PaymentMethod::Paypal => Some(Self::Paypal),
            PaymentMethod::Cash => Some(Self::Cash),
            PaymentMethod::CardTerminal => Some(Self::CardTerminal),
            PaymentMethod::Cheque => Some(Self::Cheque),
            PaymentMethod::Free | PaymentMethod::Gift => None,
        }
    }
}

/// An amount that goes from one book to another: what we hold grows by it, what we owe or earned is counted negative.
pub struct Movement<'a> {
    /// Unique: a movement of the same name is booked once.
    pub name: String,
    pub to: Book,
    pub from: Book,
    pub amount: Money,
    pub payment: &'a Facts,
    pub refund: Option<RefundId>,
}

/// Money of a payment came in; it is the customer's until tickets are issued for it.
pub fn captured(conn: &mut Conn, payment: &Facts, amount: Money, now: Moment) -> Fallible<()> {
    let Some(book) = Book::of(payment.method) else { return Ok(()) };
    let name = format!("capture:{}", payment.id);
    book_once(conn, &Movement { name, to: book, from: Book::Customers, amount, payment, refund: None }, now)
}

/// Tickets were issued for a payment's money.
pub fn sold(conn: &mut Conn, payment: &Facts, now: Moment) -> Fallible<()> {
    if Book::of(payment.method).is_none() {
        return Ok(());
    }
    let (name, amount) = (format!("sale:{}", payment.id), payment.amount);
    book_once(conn, &Movement { name, to: Book::Customers, from: Book::Sales, amount, payment, refund: None }, now)
}

/// Tickets were given back, or money is returned as a gesture: it is the customer's again.
pub fn returned(conn: &mut Conn, payment: &Facts, refund: RefundId, amount: Money, now: Moment) -> Fallible<()> {
    let movement = Movement {
        name: format!("return:{refund}"),
        to: Book::Sales,
        from: Book::Customers,
        amount,
        payment,
        refund: Some(refund),
    };
    book_once(conn, &movement, now)?;
    sales::returned(conn, payment.order, refund, amount, now)
}

/// Money was paid back to the customer.
pub fn refunded(conn: &mut Conn, payment: &Facts, refund: RefundId, amount: Money, now: Moment) -> Fallible<()> {
    let Some(book) = Book::of(payment.method) else { return Ok(()) };
    let (name, refund) = (format!("refund:{refund}"), Some(refund));
    book_once(conn, &Movement { name, to: Book::Customers, from: book, amount, payment, refund }, now)
}

/// Whether tickets were issued for a payment's money.
pub fn is_sold(conn: &mut Conn, payment: &Facts) -> Fallible<bool> {
    store::is_booked(conn, &format!("sale:{}", payment.id))
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub movement: String,
    pub book: String,
    pub minor: i64,
    pub booked_at: Moment,
}

/// The entries about an order, oldest first.
pub fn of_order(conn: &mut Conn, order: OrderId) -> Fallible<Vec<Entry>> {
    store::reviews::entries(conn, order)
}

/// What a book holds in all, in the smallest unit.
pub fn balance(conn: &mut Conn, book: Book) -> Fallible<i64> {
    store::balance(conn, book.name())
}

fn book_once(conn: &mut Conn, movement: &Movement<'_>, now: Moment) -> Fallible<()> {
    if movement.amount.minor <= 0 {
        return Err(Error::fault("book a movement", format!("{}: {}", movement.name, movement.amount)));
    }
    store::book(conn, movement, now)
}
