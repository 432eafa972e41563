//! What the staff does with an order, once for what a page has shown.

use super::{show, version};
use crate::changes::{self, Actor, Entry};
use crate::checkout;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::house;
use crate::journal;
use crate::mail::Mail;
use crate::orders::{self, Facts, Line};
use crate::outbox::{self, Job, OrderMail};
use crate::payments::{self, refunds};
use crate::request::text;
use crate::tickets;
use crate::word::Word;
use shared::accounts::NAME_MAX_LENGTH;
use shared::admin::{FieldChange, Words};
use shared::dossier::{ActOnOrder, Dossier, NOTE_MAX_LENGTH, OrderAct};
use shared::email::Email;
use shared::house::Locale;
use shared::ids::{AccountId, OrderId};
use shared::refusal::Refusal;
use shared::tickets::TicketState;

/// Does one thing with an order, if it is still as `expected`; answers it as it is afterwards.
///
/// Refuses `Outdated` when anything has changed, and whatever the deed itself refuses.
pub fn act(conn: &mut Conn, order: OrderId, wish: &ActOnOrder, by: AccountId, now: Moment) -> Fallible<Dossier> {
    let facts = orders::lock(conn, order)?;
    if version(conn, &facts)? != wish.expected {
        return Err(Refusal::Outdated.into());
    }
    match &wish.act {
        OrderAct::ResendTickets => resend(conn, &facts, by, now)?,
        OrderAct::RenameHolder { ticket, holder } => {
            let holder = text("act.holder", holder, 1, NAME_MAX_LENGTH)?;
            tickets::rename(conn, order, *ticket, &holder)?;
            journal::record(conn, "holder_renamed", Some(order), &(ticket, by), now)?;
        }
        OrderAct::Transfer { name, email } => transfer(conn, &facts, (name, email), by, now)?,
        OrderAct::Cancel => drop(checkout::cancel_by_staff(conn, order, now)?),
        OrderAct::Refund { refund } => refunds::refund_order(conn, order, refund, by, now)?,
        OrderAct::TakePayment { payment } => payments::take(conn, order, payment, by, now)?,
        OrderAct::ChangeNote { note } => {
            let note = text("act.note", note, 0, NOTE_MAX_LENGTH)?;
            orders::set_note(conn, order, &note)?;
        }
    }
    let after = orders::find(conn, order)?;
    let entry = Entry {
        by: Some(Actor::of(by)),
        noun: "orders",
        object: order.to_string(),
        title: facts.number.clone(),
        act: word(&wish.act),
        fields: differences(&facts, &after),
    };
    changes::record(conn, &entry, now)?;
    show(conn, order, now)
}

fn resend(conn: &mut Conn, order: &Facts, by: AccountId, now: Moment) -> Fallible<()> {
    if !orders::rules::has_tickets(order.state) {
        return Err(Refusal::OrderState { state: order.state }.into());
    }
    outbox::push(conn, &Job::MailOrder { order: order.id, about: OrderMail::Tickets }, now)?;
    journal::record(conn, "tickets_resent", Some(order.id), &by, now)
}

/// The order becomes somebody else's: the tickets get new codes, so that the old ones let nobody in.
fn transfer(conn: &mut Conn, order: &Facts, (name, email): (&str, &Email), by: AccountId, now: Moment) -> Fallible<()> {
    if !orders::rules::has_tickets(order.state) {
        return Err(Refusal::OrderState { state: order.state }.into());
    }
    let name = text("act.name", name, 1, NAME_MAX_LENGTH)?;
    let held = tickets::held(conn, order.id)?;
    if let Some(used) = held.iter().find(|ticket| ticket.state == TicketState::Used) {
        let used_at = used.used_at.unwrap_or(now);
        return Err(Refusal::TicketAlreadyUsed { used_at, used_where: used.used_where.clone() }.into());
    }
    let lines: Vec<Line> = orders::lines(conn, order.id)?.into_iter().filter(|line| !line.void).collect();
    tickets::void(conn, &lines.iter().map(|line| line.id).collect::<Vec<_>>(), now)?;
    let theirs = orders::transfer(conn, order.id, &name, email)?;
    tickets::issue(conn, &theirs, now)?;
    journal::record(conn, "order_transferred", Some(order.id), &by, now)?;
    if !order.buyer_name.is_empty() && orders::has_address(order) {
        let house = house::show(conn)?.name;
        outbox::push_mail(conn, order.id, "transferred", farewell(order, &name, &house), now)?;
    }
    outbox::push(conn, &Job::MailOrder { order: order.id, about: OrderMail::Tickets }, now)
}

/// Tells the former buyer that the tickets they have let nobody in any more.
fn farewell(order: &Facts, name: &str, house: &str) -> Mail {
    let (subject, text) = match order.locale {
        Locale::Fr => (
            "Votre commande a changé de titulaire",
            format!(
                "Bonjour {},\n\nÀ votre demande, la commande {} est désormais au nom de {name}. Les billets que vous aviez \
                 reçus ne sont plus valables ; de nouveaux billets ont été envoyés à leur titulaire.\n\n{house}\n",
                order.buyer_name, order.number
            ),
        ),
        Locale::En => (
            "Your order is somebody else's now",
            format!(
                "Hello {},\n\nAs you asked, order {} is now in the name of {name}. The tickets that you had are no longer \
                 valid; new ones were sent to the new holder.\n\n{house}\n",
                order.buyer_name, order.number
            ),
        ),
    };
    let subject = format!("{subject} ({house}, {})", order.number);
    Mail { to: order.buyer_email.clone(), subject, text, attachments: Vec::new() }
}

/// What was done, for the audit trail.
const fn word(act: &OrderAct) -> &'static str {
    match act {
        OrderAct::ResendTickets => "tickets_resent",
        OrderAct::RenameHolder { .. } => "holder_renamed",
        OrderAct::Transfer { .. } => "transferred",
        OrderAct::Cancel => "cancelled",
        OrderAct::Refund { .. } => "refunded",
        OrderAct::TakePayment { .. } => "payment_taken",
        OrderAct::ChangeNote { .. } => "changed",
    }
}

/// What differs in the order afterwards, as far as one can read it.
fn differences(before: &Facts, after: &Facts) -> Vec<FieldChange> {
    let members = [
        ("state", "État", "State", before.state.word().to_owned(), after.state.word().to_owned()),
        ("buyer_name", "Nom", "Name", before.buyer_name.clone(), after.buyer_name.clone()),
        ("buyer_email", "Adresse", "Address", before.buyer_email.clone(), after.buyer_email.clone()),
        ("refunded", "Remboursé", "Refunded", before.refunded.to_string(), after.refunded.to_string()),
        ("note", "Note", "Note", before.note.clone(), after.note.clone()),
    ];
    let changed = members.into_iter().filter(|(.., before, after)| before != after);
    changed.map(|(key, fr, en, before, after)| changes::field(key, Words::new(fr, en), before, after)).collect()
}
