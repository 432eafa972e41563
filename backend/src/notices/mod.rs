//! Notices in the site: what happened that somebody should see. Whoever makes it happen leaves a job (`outbox::Job::Tell`); here
//! it is decided who is told what, once, unless they do not want to hear of its kind.

pub mod http;
mod rules;
mod store;

use crate::accounts;
use crate::announce::{Announcement, Owner, announce};
use crate::basket;
use crate::catalogue;
use crate::chat;
use crate::clock::Moment;
use crate::cursor::{self, Cursor};
use crate::db::Conn;
use crate::error::Fallible;
use crate::orders;
use crate::outbox::Happening;
use crate::payments;
use crate::request::page_limit;
use chrono::TimeDelta;
use shared::accounts::Role;
use shared::catalogue::{PerformanceCard, PlacesLeft};
use shared::ids::{AccountId, MessageId, NoticeId, OrderId, PaymentId, PerformanceId, VisitorId};
use shared::notices::{ListNotices, Notice, NoticeAbout, NoticeSettings, Notices, ReadNotices};
use shared::paging::LIMIT_MAX;
use shared::paging::Page;
use shared::payments::ListAttention;
use std::collections::BTreeSet;

/// How long before the end of a hold its visitor is told.
const BEFORE_END: TimeDelta = TimeDelta::minutes(3);
/// How long a notice is kept.
const KEPT: TimeDelta = TimeDelta::days(180);
/// Who is told about what concerns the house.
const STAFF: [Role; 2] = [Role::BoxOffice, Role::Admin];

/// Tells everybody whom something concerns; twice tells once.
pub fn tell(conn: &mut Conn, happening: &Happening, now: Moment) -> Fallible<()> {
    match happening {
        Happening::OrderPaid { order } => tell_paid(conn, *order, now),
        Happening::OrderRefunded { order } => tell_refunded(conn, *order, now),
        Happening::PerformanceChanged { performance, version } => {
            tell_buyers(conn, *performance, &version.to_string(), now)
        }
        Happening::PerformanceCancelled { performance } => tell_buyers(conn, *performance, "cancelled", now),
        Happening::MoneyAttention { payment } => tell_attention(conn, *payment, now),
        Happening::ConversationNew { message } => tell_new_conversation(conn, *message, now),
        Happening::ChatReply { message } => tell_reply(conn, *message, now),
    }
}

/// Tells visitors whose seats go back soon.
pub fn tell_ending_holds(conn: &mut Conn, now: Moment) -> Fallible<()> {
    let ending = basket::ending(conn, now, now + BEFORE_END)?;
    let visitors: Vec<VisitorId> = ending.iter().map(|(visitor, _)| *visitor).collect();
    let held = basket::held(conn, &visitors, now)?;
    for (visitor, ends_at) in ending {
        let Some(places) = held.get(&visitor).copied() else { continue };
        let to = match accounts::account_of_visitor(conn, visitor)? {
            Some(account) => Owner::Account(account),
            None => Owner::Visitor(visitor),
        };
        let about = NoticeAbout::HoldEnding { ends_at, places };
        raise(conn, to, &about, &rules::key_of_hold(visitor, ends_at), now)?;
    }
    Ok(())
}

/// Whether somebody should be told of a hold that ends; asked before a transaction is begun for it.
pub fn has_ending_holds(conn: &mut Conn, now: Moment) -> Fallible<bool> {
    let ending = basket::ending(conn, now, now + BEFORE_END)?;
    let visitors: Vec<VisitorId> = ending.iter().map(|(visitor, _)| *visitor).collect();
    let held = basket::held(conn, &visitors, now)?;
    let holding = ending.iter().filter(|(visitor, _)| held.contains_key(visitor));
    let keys: Vec<String> = holding.map(|(visitor, ends_at)| rules::key_of_hold(*visitor, *ends_at)).collect();
    Ok(store::known(conn, &keys)? < keys.len())
}

/// The notices of a person, newest first, with how many are unread.
pub fn list(conn: &mut Conn, owners: &[Owner], request: &ListNotices) -> Fallible<Notices> {
    let limit = page_limit(request.limit)?;
    let after = request.cursor.as_deref().map(Cursor::read).transpose()?;
    let found = store::list(conn, owners, after, limit + 1)?;
    let Page { items, next } = cursor::page(found, limit, |last| Cursor { at: last.happened_at, id: last.id.0 });
    Ok(Notices { items, next, unread: store::unread(conn, owners)? })
}

/// Notes that notices were read: these, or all. Those of others stay as they are. Returns how many are unread still.
pub fn read(conn: &mut Conn, owners: &[Owner], request: &ReadNotices, now: Moment) -> Fallible<i64> {
    let changed = store::read(conn, owners, request.notices.as_deref(), now)?;
    if changed > 0 {
        owners.iter().for_each(|owner| announce(conn, Announcement::NoticesRead { owner: *owner }));
    }
    store::unread(conn, owners)
}

/// How many notices of an owner are unread.
pub fn unread(conn: &mut Conn, owner: Owner) -> Fallible<i64> {
    store::unread(conn, &[owner])
}

/// A notice and whose it is; none when it was removed.
pub fn find(conn: &mut Conn, notice: NoticeId) -> Fallible<Option<(Owner, Notice)>> {
    store::find(conn, notice)
}

/// Which kinds an account wants to hear of.
pub fn settings(conn: &mut Conn, account: AccountId, role: Option<Role>) -> Fallible<NoticeSettings> {
    let refused = store::refused(conn, account)?;
    Ok(NoticeSettings { settings: rules::settings(&refused, role) })
}

/// Replaces which kinds an account wants to hear of; kinds that are not named stay as they are.
pub fn write_settings(
    conn: &mut Conn,
    account: AccountId,
    role: Option<Role>,
    request: &NoticeSettings,
) -> Fallible<NoticeSettings> {
    for setting in &request.settings {
        store::set_wanted(conn, account, setting.kind, setting.wanted)?;
    }
    settings(conn, account, role)
}

/// The newest 200 notices of a person.
pub fn export(conn: &mut Conn, account: AccountId) -> Fallible<Vec<Notice>> {
    store::list(conn, &[Owner::Account(account)], None, shared::paging::LIMIT_MAX)
}

/// Removes everything about a person.
pub fn erase(conn: &mut Conn, account: AccountId) -> Fallible<()> {
    store::remove_of(conn, account)
}

/// Forgets what happened long ago.
pub fn tidy(conn: &mut Conn, now: Moment) -> Fallible<()> {
    store::tidy(conn, now - KEPT)
}

fn tell_paid(conn: &mut Conn, order: OrderId, now: Moment) -> Fallible<()> {
    let facts = orders::find(conn, order)?;
    if let Some(to) = buyer(&facts) {
        let about = NoticeAbout::OrderPaid { order, number: facts.number.clone(), total: facts.total };
        raise(conn, to, &about, &format!("order_paid:{order}"), now)?;
    }
    let performances: BTreeSet<PerformanceId> =
        orders::lines(conn, order)?.iter().map(|line| line.performance).collect();
    let performances: Vec<PerformanceId> = performances.into_iter().collect();
    for (performance, card) in catalogue::cards(conn, &performances, now)? {
        if card.places_left == PlacesLeft::SoldOut {
            let PerformanceCard { show_title, starts_at, time_zone, .. } = card;
            let about = NoticeAbout::SoldOut { performance, show_title, starts_at, time_zone };
            tell_staff(conn, &about, &format!("sold_out:{performance}"), now)?;
        }
    }
    Ok(())
}

fn tell_refunded(conn: &mut Conn, order: OrderId, now: Moment) -> Fallible<()> {
    let facts = orders::find(conn, order)?;
    let Some(to) = buyer(&facts).filter(|_| facts.refunded.minor > 0) else { return Ok(()) };
    let dedupe = format!("order_refunded:{order}:{}", facts.refunded.minor);
    let about = NoticeAbout::OrderRefunded { order, number: facts.number, refunded: facts.refunded };
    raise(conn, to, &about, &dedupe, now)
}

/// Tells whoever has places of a performance, or holds some, that it is elsewhere, at another time, or not at all.
fn tell_buyers(conn: &mut Conn, performance: PerformanceId, change: &str, now: Moment) -> Fallible<()> {
    let Some(card) = catalogue::cards(conn, &[performance], now)?.remove(&performance) else { return Ok(()) };
    let PerformanceCard { show_title, venue_name, starts_at, time_zone, .. } = card;
    let about = if change == "cancelled" {
        NoticeAbout::PerformanceCancelled { performance, show_title, starts_at, time_zone }
    } else {
        NoticeAbout::PerformanceChanged { performance, show_title, venue_name, starts_at, time_zone }
    };
    let mut concerned = orders::buyers(conn, performance)?;
    for visitor in basket::freeing::holders(conn, performance, now)? {
        concerned.push((accounts::account_of_visitor(conn, visitor)?, Some(visitor)));
    }
    for (account, visitor) in concerned {
        let Some(to) = account.map(Owner::Account).or(visitor.map(Owner::Visitor)) else { continue };
        let dedupe = format!("performance:{performance}:{change}:{}", rules::key(to));
        raise(conn, to, &about, &dedupe, now)?;
    }
    Ok(())
}

fn tell_attention(conn: &mut Conn, payment: PaymentId, now: Moment) -> Fallible<()> {
    let open = ListAttention { limit: Some(LIMIT_MAX), ..ListAttention::default() };
    for attention in
        payments::attention(conn, &open)?.items.into_iter().filter(|attention| attention.payment == Some(payment))
    {
        let about = NoticeAbout::MoneyAttention { kind: attention.kind, order: attention.order };
        tell_staff(conn, &about, &format!("attention:{}", attention.id), now)?;
    }
    Ok(())
}

fn tell_new_conversation(conn: &mut Conn, message: MessageId, now: Moment) -> Fallible<()> {
    let Some((kept, name, excerpt)) = chat::unread_message(conn, message)? else { return Ok(()) };
    let about = NoticeAbout::ConversationNew { conversation: kept.id, name, excerpt };
    tell_staff(conn, &about, &format!("conversation:{message}"), now)
}

fn tell_reply(conn: &mut Conn, message: MessageId, now: Moment) -> Fallible<()> {
    let Some((kept, name, excerpt)) = chat::unread_message(conn, message)? else { return Ok(()) };
    let about = NoticeAbout::ChatReply { conversation: kept.id, name, excerpt };
    raise(conn, kept.owner, &about, &format!("reply:{message}"), now)
}

fn tell_staff(conn: &mut Conn, about: &NoticeAbout, dedupe: &str, now: Moment) -> Fallible<()> {
    for (account, _) in accounts::staff(conn, &STAFF)? {
        raise(conn, Owner::Account(account), about, &format!("{dedupe}:{account}"), now)?;
    }
    Ok(())
}

/// Keeps a notice for somebody, unless they have it already or do not want it.
fn raise(conn: &mut Conn, to: Owner, about: &NoticeAbout, dedupe: &str, now: Moment) -> Fallible<()> {
    if let Owner::Account(account) = to
        && store::refused(conn, account)?.contains(&about.kind())
    {
        return Ok(());
    }
    if let Some(notice) = store::insert(conn, to, about, dedupe, now)? {
        announce(conn, Announcement::NoticeRaised { notice });
    }
    Ok(())
}

fn buyer(order: &orders::Facts) -> Option<Owner> {
    order.account.map(Owner::Account).or(order.visitor.map(Owner::Visitor))
}
