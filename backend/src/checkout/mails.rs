//! Mails about an order, in the buyer's language, composed when they are sent so that they tell the present state.

use crate::app::App;
use crate::error::Fallible;
use crate::mail::{Attachment, Mail};
use crate::orders;
use crate::outbox::OrderMail;
use crate::tickets::{self, pdf, words};
use chrono_tz::Tz;
use shared::catalogue::Sale;
use shared::house::{House, Locale};
use shared::ids::OrderId;
use shared::orders::Order;
use shared::tickets::TicketState;
use std::fmt::Write as _;

/// Sends one mail about an order; nothing when the buyer was taken out of it.
pub async fn send(app: &App, order: OrderId, about: OrderMail) -> Fallible<()> {
    let now = app.clock.now();
    let keys = app.ticket_keys.clone();
    let (facts, order, house, issued) = app
        .db
        .read(move |conn| {
            let facts = orders::find(conn, order)?;
            let house = crate::house::show(conn)?;
            let is_sent = matches!(about, OrderMail::Tickets | OrderMail::Exchanged);
            let issued = if is_sent { tickets::of_order(conn, &keys, &facts)? } else { Vec::new() };
            let order = super::describe(conn, facts.clone(), now)?;
            Ok((facts, order, house, issued))
        })
        .await?;
    // Tickets of a performance that was cancelled meanwhile are not sent any more: another mail says what becomes of them.
    let has_none = about == OrderMail::Tickets && issued.iter().all(|ticket| ticket.state == TicketState::Void);
    if facts.buyer_name.is_empty() || !orders::has_address(&facts) || has_none {
        return Ok(());
    }
    let link = app.config.link(&format!("/orders/{}?key={}", order.id, order.key));
    let mut mail = compose(about, &order, &house, facts.locale, &link);
    if !issued.is_empty() {
        let bytes = pdf::render(&issued, &house, facts.locale)?;
        let name = if facts.locale == Locale::Fr { "billets" } else { "tickets" };
        mail.attachments.push(Attachment::new(&format!("{name}-{}.pdf", order.number), "application/pdf", &bytes));
    }
    app.mailer.send(&mail).await
}

fn compose(about: OrderMail, order: &Order, house: &House, locale: Locale, link: &str) -> Mail {
    let words = words_of(about, locale);
    let mut text = String::new();
    let greeting = if locale == Locale::Fr { "Bonjour" } else { "Hello" };
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{greeting} {},\n\n{}\n", order.buyer_name, words.message);
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
            Locale::Fr => writeln!(text, "Remboursé : {refunded}"),
            Locale::En => writeln!(text, "Refunded: {refunded}"),
        };
    }
    let _ = writeln!(text, "{link}\n\n{}\n{}", house.name, house.address);
    let subject = format!("{} ({}, {})", words.subject, house.name, order.number);
    Mail { to: order.buyer_email.to_string(), subject, text, attachments: Vec::new() }
}

struct Words {
    subject: &'static str,
    message: &'static str,
}

const fn words_of(about: OrderMail, locale: Locale) -> Words {
    let (subject, message) = match (about, locale) {
        (OrderMail::Placed, Locale::Fr) => (
            "Votre commande",
            "Nous gardons vos places. La commande n’est pas encore payée : elle le sera sur cette page.",
        ),
        (OrderMail::Placed, Locale::En) => {
            ("Your order", "We are keeping your seats. The order is not paid yet: this page is where you pay it.")
        }
        (OrderMail::Tickets, Locale::Fr) => (
            "Vos billets",
            "Merci ! Vos billets sont joints à ce message. Imprimez-les ou montrez-les sur votre téléphone.",
        ),
        (OrderMail::Tickets, Locale::En) => {
            ("Your tickets", "Thank you! Your tickets are attached. Print them or show them on your phone.")
        }
        (OrderMail::Expired, Locale::Fr) => (
            "Votre commande a expiré",
            "Le temps pour payer est écoulé et les places sont de nouveau en vente. Rien n’a été débité.",
        ),
        (OrderMail::Expired, Locale::En) => {
            ("Your order has expired", "The time to pay is over and the seats are on sale again. Nothing was charged.")
        }
        (OrderMail::Refunded, Locale::Fr) => {
            ("Votre remboursement", "Nous vous avons remboursé. Selon votre banque, cela prend quelques jours.")
        }
        (OrderMail::Refunded, Locale::En) => {
            ("Your refund", "We have paid you back. Depending on your bank this takes some days to show.")
        }
        (OrderMail::SeatsGone, Locale::Fr) => (
            "Vos places ne sont plus libres",
            "Votre paiement est arrivé trop tard : les places étaient déjà vendues. Rien n’a été débité. D’autres places \
             vous attendent peut-être sur notre site.",
        ),
        (OrderMail::SeatsGone, Locale::En) => (
            "Your seats are no longer free",
            "Your payment came too late: the seats had been sold. Nothing was charged. There may be other seats on our site.",
        ),
        (OrderMail::Replacement, Locale::Fr) => (
            "Choisissez d’autres places",
            "Votre paiement est arrivé mais vos places venaient d’être vendues. Choisissez-en d’autres sur la page de \
             votre commande ; sinon nous vous remboursons tout, sans rien demander.",
        ),
        (OrderMail::Replacement, Locale::En) => (
            "Please choose other seats",
            "Your payment came but your seats had just been sold. Choose others on the page of your order; otherwise we \
             pay everything back without being asked.",
        ),
        (OrderMail::Cancelled, Locale::Fr) => (
            "Votre commande est annulée",
            "Votre commande est annulée et ses places sont libérées. Rien n’a été débité.",
        ),
        (OrderMail::Cancelled, Locale::En) => {
            ("Your order is cancelled", "Your order is cancelled and its seats are free again. Nothing was charged.")
        }
        (OrderMail::Exchanged, Locale::Fr) => (
            "Vos places sont échangées",
            "Vos places sont échangées, au prix que vous avez payé. Les nouveaux billets sont joints à ce message ; les \
             anciens ne sont plus valables.",
        ),
        (OrderMail::Exchanged, Locale::En) => (
            "Your places are exchanged",
            "Your places are exchanged at the price you paid. The new tickets are attached; the old ones are no longer valid.",
        ),
    };
    Words { subject, message }
}

/// A venue's zone; the catalogue refuses those that are none.
fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}
