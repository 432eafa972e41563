//! Mails about an order, in the buyer's language, composed when they are sent so that they tell the present state. What
//! stands around the facts is a template.

use crate::app::App;
use crate::error::Fallible;
use crate::mail::{Attachment, Mail};
use crate::orders;
use crate::outbox::OrderMail;
use crate::templates::{Composed, Texts};
use crate::tickets::{self, pdf, words};
use chrono_tz::Tz;
use shared::catalogue::Sale;
use shared::house::{House, Locale};
use shared::ids::OrderId;
use shared::orders::Order;
use shared::settings::MailKind;
use shared::tickets::TicketState;
use std::fmt::Write as _;

/// Sends one mail about an order; nothing when the buyer was taken out of it.
pub async fn send(app: &App, order: OrderId, about: OrderMail) -> Fallible<()> {
    let now = app.clock.now();
    let keys = app.ticket_keys.clone();
    let (facts, order, house, issued, texts) = app
        .db
        .read(move |conn| {
            let facts = orders::find(conn, order)?;
            let house = crate::house::show(conn)?;
            let is_sent = matches!(about, OrderMail::Tickets | OrderMail::Exchanged);
            let issued = if is_sent { tickets::of_order(conn, &keys, &facts)? } else { Vec::new() };
            let order = super::describe(conn, facts.clone(), now)?;
            Ok((facts, order, house, issued, Texts::load(conn)?))
        })
        .await?;
    // Tickets of a performance that was cancelled meanwhile are not sent any more: another mail says what becomes of them.
    let has_none = about == OrderMail::Tickets && issued.iter().all(|ticket| ticket.state == TicketState::Void);
    if facts.buyer_name.is_empty() || !orders::has_address(&facts) || has_none {
        return Ok(());
    }
    let link = app.config.link(&format!("/orders/{}?key={}", order.id, order.key));
    let mut mail = compose(&texts, about, &order, &house, facts.locale, &link);
    if !issued.is_empty() {
        let bytes = pdf::render(&issued, &house, facts.locale)?;
        let name = if facts.locale == Locale::Fr { "billets" } else { "tickets" };
        mail.attachments.push(Attachment::new(&format!("{name}-{}.pdf", order.number), "application/pdf", &bytes));
    }
    app.mailer.send(&mail).await
}

/// The kind of a mail, as staff know it.
pub const fn kind_of(about: OrderMail) -> MailKind {
    match about {
        OrderMail::Placed => MailKind::OrderPlaced,
        OrderMail::Tickets => MailKind::Tickets,
        OrderMail::Expired => MailKind::OrderExpired,
        OrderMail::Refunded => MailKind::OrderRefunded,
        OrderMail::SeatsGone => MailKind::SeatsGone,
        OrderMail::Replacement => MailKind::Replacement,
        OrderMail::Cancelled => MailKind::OrderCancelled,
        OrderMail::Exchanged => MailKind::PlacesExchanged,
    }
}

/// The mail, without its attachments.
pub fn compose(texts: &Texts, about: OrderMail, order: &Order, house: &House, locale: Locale, link: &str) -> Mail {
    let mut shows: Vec<&str> = order.performances.iter().map(|group| group.performance.show_title.as_str()).collect();
    shows.dedup();
    let date = order
        .performances
        .first()
        .map(|group| words::day_and_time(group.performance.starts_at, zone(&group.performance.time_zone), locale));
    let values = [
        ("house", house.name.as_str()),
        ("name", &order.buyer_name),
        ("order", &order.number),
        ("show", &shows.join(", ")),
        ("date", &date.unwrap_or_default()),
        ("link", link),
    ];
    let facts = facts(about, order, house, locale, link);
    let signature = format!("{}\n{}", house.name, house.address);
    let Composed { subject, text } = texts.compose((kind_of(about), locale), &values, &facts, &signature);
    Mail { to: order.buyer_email.to_string(), subject, text, attachments: Vec::new() }
}

/// What must be true: the money, the places, where to go on.
fn facts(about: OrderMail, order: &Order, house: &House, locale: Locale, link: &str) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    if let Some(said) = said_of_money(about, locale) {
        let _ = writeln!(text, "{said}\n");
    }
    if let Some(until) = order.replacement_until.filter(|_| about == OrderMail::Replacement) {
        let until = words::day_and_time(until, zone(&house.time_zone), locale);
        let _ = match locale {
            Locale::Fr => writeln!(text, "Vous pouvez choisir jusqu’au {until}.\n"),
            Locale::En => writeln!(text, "You can choose until {until}.\n"),
        };
    }
    for group in &order.performances {
        let card = &group.performance;
        let moment = words::day_and_time(card.starts_at, zone(&card.time_zone), locale);
        let cancelled = match (card.sale, locale) {
            (Sale::Cancelled, Locale::Fr) => " (séance annulée)",
            (Sale::Cancelled, Locale::En) => " (performance cancelled)",
            _ => "",
        };
        let _ = writeln!(text, "{}{cancelled}\n{moment}, {}", card.show_title, card.venue_name);
        for line in group.lines.iter().filter(|line| !line.void || about == OrderMail::Refunded) {
            let (place, price) = (words::place(&line.place, locale), words::price(line.price, locale));
            let _ = writeln!(text, "  {place}, {}: {price}", line.rate_name);
        }
        let _ = writeln!(text);
    }
    let total = words::price(order.total, locale);
    let _ = match locale {
        Locale::Fr => writeln!(text, "Commande {}, total {total}", order.number),
        Locale::En => writeln!(text, "Order {}, total {total}", order.number),
    };
    if !order.refunded.is_zero() {
        let refunded = words::price(order.refunded, locale);
        let _ = match locale {
            Locale::Fr => writeln!(text, "Remboursé : {refunded}"),
            Locale::En => writeln!(text, "Refunded: {refunded}"),
        };
    }
    let _ = writeln!(text, "{link}");
    text
}

/// What was charged, and what will be.
const fn said_of_money(about: OrderMail, locale: Locale) -> Option<&'static str> {
    Some(match (about, locale) {
        (OrderMail::Tickets | OrderMail::Refunded, _) => return None,
        (OrderMail::Placed, Locale::Fr) => "La commande n’est pas encore payée : elle le sera sur la page ci-dessous.",
        (OrderMail::Placed, Locale::En) => "The order is not paid yet: the page below is where you pay it.",
        (OrderMail::Expired | OrderMail::SeatsGone | OrderMail::Cancelled, Locale::Fr) => "Rien n’a été débité.",
        (OrderMail::Expired | OrderMail::SeatsGone | OrderMail::Cancelled, Locale::En) => "Nothing was charged.",
        (OrderMail::Replacement, Locale::Fr) => {
            "Si vous ne choisissez rien, nous vous remboursons tout, sans rien demander."
        }
        (OrderMail::Exchanged, Locale::Fr) => {
            "Vos places sont échangées au prix que vous avez payé. Les anciens billets ne sont plus valables."
        }
        (OrderMail::Exchanged, Locale::En) => {
            "Your places are exchanged at the price you paid. The old tickets are no longer valid."
        }
        (OrderMail::Replacement, Locale::En) => "If you choose nothing, we pay everything back without being asked.",
    })
}

/// A venue's zone; the catalogue refuses those that are none.
fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}
