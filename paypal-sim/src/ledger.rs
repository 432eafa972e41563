//! The stand-in's own ledger: what was really ordered, captured and given back, to compare the box office's books with.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    books::{Books, Capture, CaptureStatus, Order, OrderStatus, Origin, Refund, written},
    money::Amount,
};

/// Everything, in the order of creation.
#[derive(Clone, Debug, Serialize)]
pub struct Ledger {
    pub orders: Vec<LedgerOrder>,
    /// By currency.
    pub totals: BTreeMap<String, Totals>,
}

/// One order.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerOrder {
    pub id: String,
    pub status: OrderStatus,
    pub expired: bool,
    pub reference_id: String,
    pub invoice_id: Option<String>,
    pub custom_id: Option<String>,
    pub amount: Amount,
    pub created_at: String,
    pub updated_at: String,
    pub captures: Vec<LedgerCapture>,
    pub sums: Totals,
}

/// One capture.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerCapture {
    pub id: String,
    pub status: CaptureStatus,
    pub amount: Amount,
    pub created_at: String,
    pub updated_at: String,
    pub refunds: Vec<LedgerRefund>,
}

/// One refund or reversal.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerRefund {
    pub id: String,
    pub origin: Origin,
    pub amount: Amount,
    pub created_at: String,
}

/// Sums in hundredths of the currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Money that reached the seller, before anything went back.
    pub captured: i64,
    /// Captures that PayPal still decides on.
    pub pending: i64,
    /// Given back by the seller, over the API or by hand.
    pub refunded: i64,
    /// Taken back by PayPal.
    pub reversed: i64,
    /// What PayPal kept.
    pub fees: i64,
    /// What the seller has in the end: captured - refunded - reversed - fees.
    pub net: i64,
}

impl Ledger {
    /// The ledger of these books now.
    pub fn of(books: &Books) -> Self {
        let mut orders: Vec<&Order> = books.orders.values().collect();
        orders.sort_by_key(|order| order.number);
        let orders: Vec<LedgerOrder> = orders.into_iter().map(LedgerOrder::of).collect();
        let mut totals: BTreeMap<String, Totals> = BTreeMap::new();
        for order in &orders {
            totals.entry(order.amount.currency.clone()).or_default().add(order.sums);
        }
        Self { orders, totals }
    }

    /// The order with this PayPal id.
    pub fn order(&self, id: &str) -> Option<&LedgerOrder> {
        self.orders.iter().find(|order| order.id == id)
    }
}

impl LedgerOrder {
    fn of(order: &Order) -> Self {
        let mut sums = Totals::default();
        for capture in &order.captures {
            sums.add(Totals::of(capture));
        }
        Self {
            id: order.id.clone(),
            status: order.status,
            expired: order.expired,
            reference_id: order.unit.reference_id.clone(),
            invoice_id: order.unit.invoice_id.clone(),
            custom_id: order.unit.custom_id.clone(),
            amount: order.unit.amount.clone(),
            created_at: written(order.created_at),
            updated_at: written(order.updated_at),
            captures: order.captures.iter().map(LedgerCapture::of).collect(),
            sums,
        }
    }
}

impl LedgerCapture {
    fn of(capture: &Capture) -> Self {
        Self {
            id: capture.id.clone(),
            status: capture.status,
            amount: capture.amount.clone(),
            created_at: written(capture.created_at),
            updated_at: written(capture.updated_at),
            refunds: capture.refunds.iter().map(LedgerRefund::of).collect(),
        }
    }
}

impl LedgerRefund {
    fn of(refund: &Refund) -> Self {
        Self {
            id: refund.id.clone(),
            origin: refund.origin,
            amount: refund.amount.clone(),
            created_at: written(refund.created_at),
        }
    }
}

impl Totals {
    fn of(capture: &Capture) -> Self {
        let mut totals = Self::default();
        if capture.status == CaptureStatus::Pending {
            totals.pending = capture.amount.hundredths;
        }
        if capture.took_money() {
            totals.captured = capture.amount.hundredths;
            totals.fees = capture.amount.fee().hundredths;
        }
        for refund in &capture.refunds {
            match refund.origin {
                Origin::Api | Origin::Dashboard => totals.refunded += refund.amount.hundredths,
                Origin::Reversal => totals.reversed += refund.amount.hundredths,
            }
        }
        totals.net = totals.captured - totals.refunded - totals.reversed - totals.fees;
        totals
    }

    fn add(&mut self, other: Self) {
        self.captured += other.captured;
        self.pending += other.pending;
        self.refunded += other.refunded;
        self.reversed += other.reversed;
        self.fees += other.fees;
        self.net += other.net;
    }
}
