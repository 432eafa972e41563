//! Everything about one order on one page, and what the staff does with it. A page acts on what it has shown: when anything has
//! changed since, it is told so instead.

mod acts;
pub mod http;
mod rules;

use crate::accounts;
use crate::announce::Owner;
use crate::changes;
use crate::chat;
use crate::checkout;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::journal;
use crate::orders::{self, Facts};
use crate::outbox;
use crate::payments::{self, ledger, reconciliation, refunds};
use crate::tickets::{self, Held};
use crate::vouchers;
pub use acts::act;
use shared::dossier::{
    Dossier, DossierCustomer, DossierEntry, DossierMail, DossierPayment, DossierRecord, DossierRefund, DossierTicket,
    DossierVoucher,
};
use shared::ids::{AccountId, ConversationId, OrderId};
use shared::money::Money;

/// Everything about an order, as it is now.
pub fn show(conn: &mut Conn, order: OrderId, now: Moment) -> Fallible<Dossier> {
    let facts = orders::find(conn, order)?;
    let version = version(conn, &facts)?;
    let held = tickets::held(conn, order)?;
    let voucher = vouchers::of_order(conn, order, now)?;
    let lines = orders::lines(conn, order)?;
    let discount = lines.iter().map(|line| line.list_price.minor - line.price.minor).sum();
    let money = |minor| Money::new(minor, facts.currency());
    let customer = DossierCustomer {
        name: facts.buyer_name.clone(),
        email: if orders::has_address(&facts) { facts.buyer_email.clone() } else { String::new() },
        account: facts.account,
        other_orders: orders::others_of_buyer(conn, &facts)?,
    };
    let entries = ledger::of_order(conn, order)?;
    Ok(Dossier {
        version,
        channel: facts.channel,
        locale: facts.locale,
        note: facts.note.clone(),
        discount: money(discount),
        voucher: voucher.map(|(id, code, _)| DossierVoucher { id, code }),
        customer,
        conversation: conversation(conn, &facts)?,
        acts: rules::possible(&facts, &held, now),
        tickets: held.into_iter().map(ticket).collect(),
        payments: payments::attempts(conn, order)?.into_iter().map(payment).collect(),
        refunds: paid_back(conn, order)?,
        ledger: entries
            .into_iter()
            .map(|entry| DossierEntry {
                movement: entry.movement,
                book: entry.book,
                amount: money(entry.minor),
                booked_at: entry.booked_at,
            })
            .collect(),
        mails: outbox::mails_of(conn, order)?.into_iter().map(mail).collect(),
        journal: journal::of_order(conn, order)?.into_iter().map(record).collect(),
        history: changes::of_object(conn, "orders", &order.to_string())?,
        order: checkout::describe(conn, facts, now)?,
    })
}

/// A word that changes with anything that an action could depend on.
fn version(conn: &mut Conn, order: &Facts) -> Fallible<String> {
    let lines = orders::lines(conn, order.id)?;
    let held = tickets::held(conn, order.id)?;
    let attempts = payments::attempts(conn, order.id)?;
    let refunds = refunds::of_order(conn, order.id)?;
    Ok(rules::version(order, &lines, &held, &attempts, &refunds))
}

fn conversation(conn: &mut Conn, order: &Facts) -> Fallible<Option<ConversationId>> {
    let owner = match (order.account, order.visitor) {
        (Some(account), _) => Owner::Account(account),
        (None, Some(visitor)) => Owner::Visitor(visitor),
        (None, None) => return Ok(None),
    };
    Ok(chat::of_owners(conn, &[owner])?.remove(&owner))
}

fn ticket(held: Held) -> DossierTicket {
    let Held { id, number, line, state, holder, issued_at, used_at, used_where, voided_at } = held;
    DossierTicket { id, number, line, state, holder, issued_at, used_at, used_where, voided_at }
}

fn payment(payment: payments::Facts) -> DossierPayment {
    let paypal = reconciliation::shown(&payment);
    DossierPayment {
        id: payment.id,
        method: payment.method,
        state: payment.state,
        amount: payment.amount,
        reason: payment.reason,
        paypal_order: payment.provider_order,
        paypal_capture: payment.provider_capture,
        created_at: payment.created_at,
        completed_at: payment.completed_at,
        paypal,
    }
}

fn paid_back(conn: &mut Conn, order: OrderId) -> Fallible<Vec<DossierRefund>> {
    let refunds = refunds::of_order(conn, order)?;
    let people: Vec<AccountId> = refunds.iter().filter_map(|refund| refund.by).collect();
    let names = accounts::names(conn, &people)?;
    let shown = |refund: refunds::Refund| DossierRefund {
        id: refund.id,
        payment: refund.payment,
        amount: refund.amount,
        state: refund.state,
        reason: refund.reason,
        by: refund.by.map(|by| names.get(&by).cloned().unwrap_or_default()),
        paypal_refund: refund.provider_refund,
        created_at: refund.created_at,
        completed_at: refund.completed_at,
    };
    Ok(refunds.into_iter().map(shown).collect())
}

fn mail(state: outbox::MailState) -> DossierMail {
    let outbox::MailState { about, written_at, sent_at, failed_at, attempts, error } = state;
    DossierMail { about, written_at, sent_at, failed_at, attempts, error }
}

fn record((number, happened_at, kind, body): journal::Record) -> DossierRecord {
    DossierRecord { number, kind, happened_at, body }
}
