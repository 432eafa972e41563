//! What a buyer does with an order from its placing to its tickets: the use cases that span orders, tickets and payments.

pub mod desk;
pub mod http;
pub mod mails;
pub mod replacements;
pub mod rules;
pub mod samples;

use crate::accounts;
use crate::auth::Visitor;
use crate::basket;
use crate::catalogue;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house;
use crate::orders::{self, Buyer, Line, Since};
use crate::outbox::{self, Job, OrderMail};
use crate::payments::{self, refunds};
use crate::request;
use crate::tickets;
use crate::vouchers;
use rules::Asker;
use shared::accounts::NAME_MAX_LENGTH;
use shared::email::Email;
use shared::ids::{AccountId, OrderId, OrderLineId, PerformanceId, TicketId, VisitorId};
use shared::orders::{
    Channel, ListOrders, Order, OrderCard, OrderCardPerformance, OrderLine, OrderPerformance, OrderState, PlaceOrder,
};
use shared::paging::Page;
use shared::refusal::Refusal;
use std::collections::HashMap;

/// Turns the visitor's basket into an order.
pub fn place_order(conn: &mut Conn, visitor: &Visitor, wish: &PlaceOrder, now: Moment) -> Fallible<Order> {
    if !wish.terms_accepted {
        return Err(Refusal::TermsNotAccepted.into());
    }
    let basket = basket::items(conn, visitor.visitor, now)?;
    if basket.total != wish.total {
        return Err(Refusal::PriceChanged { total: basket.total }.into());
    }
    let (name, email) = match (&wish.buyer, visitor.account) {
        (Some(buyer), _) => (request::text("buyer.name", &buyer.name, 1, NAME_MAX_LENGTH)?, buyer.email.clone()),
        (None, Some(account)) => {
            let profile = accounts::profile(conn, account)?;
            (profile.name, profile.email)
        }
        (None, None) => return Err(Error::invalid("buyer", "name and mail address are needed, or an account")),
    };
    let rules = house::rules(conn)?;
    let buyer = Buyer {
        visitor: visitor.visitor,
        account: visitor.account,
        name,
        email,
        locale: wish.locale,
        channel: Channel::Online,
    };
    let order = orders::place(conn, &basket, &buyer, &rules, now)?;
    describe(conn, order, now)
}

/// The order, if it is the asker's; somebody else's is not found.
pub fn theirs(conn: &mut Conn, order: OrderId, asker: &Asker) -> Fallible<orders::Facts> {
    let order = orders::find(conn, order)?;
    if rules::is_theirs(&order, asker) { Ok(order) } else { Err(Refusal::NotFound.into()) }
}

/// The order, if it is of this browser or account, or shown by its key.
pub fn of_asker(
    conn: &mut Conn,
    order: OrderId,
    (visitor, account): (Option<VisitorId>, Option<AccountId>),
    key: Option<String>,
) -> Fallible<orders::Facts> {
    theirs(conn, order, &Asker { visitor, account, key })
}

/// The whole order with performances, tickets, payments and what the buyer may still do.
pub fn describe(conn: &mut Conn, order: orders::Facts, now: Moment) -> Fallible<Order> {
    let lines = orders::lines(conn, order.id)?;
    let issued = tickets::ids(conn, order.id)?;
    let (payments, refunds) = payments::of_order(conn, order.id)?;
    let rules = house::rules(conn)?;
    let performances = performances(conn, lines, &issued, now)?;
    let first_start = performances.iter().map(|group| group.performance.starts_at).min();
    let cancel_until = match order.state {
        OrderState::AwaitingPayment if order.expires_at > now => Some(order.expires_at),
        OrderState::Paid => rules::cancel_until_of(&rules, first_start, now),
        _ => None,
    };
    let has_expired = order.state == OrderState::AwaitingPayment && order.expires_at <= now;
    Ok(Order {
        id: order.id,
        number: order.number,
        // The job that tidies may be late; what the buyer sees is not.
        state: if has_expired { OrderState::Expired } else { order.state },
        outcome: if has_expired { shared::orders::Outcome::ExpiredNotCharged } else { order.outcome },
        buyer_name: order.buyer_name,
        buyer_email: order.buyer_email.parse::<Email>().map_err(|cause| Error::fault("read an order", cause))?,
        performances,
        total: order.total,
        voucher: vouchers::of_order(conn, order.id, now)?.map(|(_, code, _)| code),
        refunded: order.refunded,
        placed_at: order.placed_at,
        expires_at: order.expires_at,
        paid_at: order.paid_at,
        payments,
        refunds,
        cancel_until,
        replacement_until: order.replacement_until.filter(|until| *until > now),
        key: order.key,
        now,
    })
}

fn performances(
    conn: &mut Conn,
    lines: Vec<Line>,
    issued: &HashMap<OrderLineId, TicketId>,
    now: Moment,
) -> Fallible<Vec<OrderPerformance>> {
    let mut ids: Vec<PerformanceId> = lines.iter().map(|line| line.performance).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut cards = catalogue::cards(conn, &ids, now)?;
    let mut groups = Vec::new();
    for id in ids {
        let performance =
            cards.remove(&id).ok_or_else(|| Error::fault("describe an order", "a performance is gone"))?;
        let of_performance = lines.iter().filter(|line| line.performance == id);
        let lines = of_performance.map(|line| OrderLine {
            id: line.id,
            seat: line.seat,
            place: line.place.clone(),
            rate: line.rate,
            rate_name: line.rate_name.clone(),
            list_price: line.list_price,
            price: line.price,
            ticket: issued.get(&line.id).copied(),
            void: line.void,
        });
        groups.push(OrderPerformance { performance, lines: lines.collect() });
    }
    groups.sort_by_key(|group| group.performance.starts_at);
    Ok(groups)
}

/// The account's orders of a period, newest first.
pub fn list_orders(conn: &mut Conn, account: AccountId, wish: &ListOrders, now: Moment) -> Fallible<Page<OrderCard>> {
    let zone = house::rules(conn)?.time_zone;
    let before = wish.cursor.as_deref().map(str::parse::<OrderId>).transpose();
    let before = before.map_err(|_| Error::invalid("cursor", "is not one of ours"))?;
    let since = Since { placed_from: rules::period_start(wish.period.unwrap_or_default(), zone, now), before };
    let mut page = orders::list(conn, account, since, request::page_limit(wish.limit)?)?;
    let listed: Vec<OrderId> = page.items.iter().map(|card| card.id).collect();
    let counted = orders::performances_of(conn, &listed)?;
    let mut performances: Vec<PerformanceId> = counted.iter().map(|(_, performance, _)| *performance).collect();
    performances.sort_unstable();
    performances.dedup();
    let cards = catalogue::cards(conn, &performances, now)?;
    for card in &mut page.items {
        for (_, performance, places) in counted.iter().filter(|(order, ..)| *order == card.id) {
            card.places += places;
            card.performances.extend(cards.get(performance).map(|performance| OrderCardPerformance {
                show_title: performance.show_title.clone(),
                show_slug: performance.show_slug.clone(),
                venue_name: performance.venue_name.clone(),
                time_zone: performance.time_zone.clone(),
                starts_at: performance.starts_at,
            }));
        }
        card.performances.sort_by_key(|performance| performance.starts_at);
    }
    Ok(page)
}

/// The buyer gives an order back: unpaid ones end, paid ones are refunded while the house allows it.
pub fn cancel(conn: &mut Conn, order: OrderId, asker: &Asker, now: Moment) -> Fallible<Order> {
    theirs(conn, order, asker)?;
    let order = orders::lock(conn, order)?;
    if order.state == OrderState::Paid {
        let described = describe(conn, order.clone(), now)?;
        if described.cancel_until.is_none() {
            return Err(Refusal::CancelTooLate { until: None }.into());
        }
    }
    give_back(conn, &order, "cancelled by the buyer", now)?;
    let order = orders::find(conn, order.id)?;
    describe(conn, order, now)
}

/// The staff gives an order back; no time limit.
pub fn cancel_by_staff(conn: &mut Conn, order: OrderId, now: Moment) -> Fallible<Order> {
    let order = orders::lock(conn, order)?;
    give_back(conn, &order, "cancelled by the box office", now)?;
    let order = orders::find(conn, order.id)?;
    describe(conn, order, now)
}

fn give_back(conn: &mut Conn, order: &orders::Facts, reason: &str, now: Moment) -> Fallible<()> {
    match order.state {
        OrderState::AwaitingPayment => {
            payments::abandon_open(conn, order.id, now)?;
            orders::cancel_unpaid(conn, order, now)?;
            Ok(())
        }
        OrderState::PaymentPending => Err(Refusal::PaymentPending.into()),
        OrderState::Paid | OrderState::PartlyRefunded => refunds::refund_everything(conn, order, reason, now),
        // The seats were gone, the money came, and no other seats are wanted.
        OrderState::Expired if order.replacement_until.is_some() => {
            orders::end_replacement(conn, order.id)?;
            refunds::refund_everything(conn, order, reason, now)
        }
        state => Err(Refusal::OrderState { state }.into()),
    }
}

/// Mails the tickets once more, for staff who talk with the buyer; the order must be of this browser or account.
pub fn resend_to(
    conn: &mut Conn,
    order: OrderId,
    (visitor, account): (Option<VisitorId>, Option<AccountId>),
    now: Moment,
) -> Fallible<()> {
    resend(conn, order, &Asker { visitor, account, key: None }, now)
}

/// Mails the tickets once more.
pub fn resend(conn: &mut Conn, order: OrderId, asker: &Asker, now: Moment) -> Fallible<()> {
    let order = theirs(conn, order, asker)?;
    if !orders::rules::has_tickets(order.state) {
        return Err(Refusal::OrderState { state: order.state }.into());
    }
    // At most one mail a minute, whoever asks how often.
    let dedupe = format!("resend:{}:{}", order.id, now.timestamp() / 60);
    outbox::push_later(conn, &Job::MailOrder { order: order.id, about: OrderMail::Tickets }, Some(&dedupe), now, now)
}
