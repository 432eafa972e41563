//! How far a cancellation or a postponement is: who was told, who has answered what, and what money goes back.

use super::store;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house;
use crate::orders;
use crate::outbox::{self, Job, KeyedJob};
use crate::request::page_limit;
use shared::ids::OrderId;
use shared::paging::Page;
use shared::rescheduling::{ListRescheduledOrders, MailsOf, RescheduledOrder};
use std::collections::HashMap;

/// What a mail to a buyer is about. Each is sent once at most for a decision and an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// There is something to choose.
    Asked,
    /// The places are given back.
    PaidBack,
}

impl Told {
    const ALL: [Self; 2] = [Self::Asked, Self::PaidBack];

    /// The key under which the outbox has the mail.
    fn key(self, (rescheduling, order): (i64, OrderId)) -> String {
        let word = match self {
            Self::Asked => "asked",
            Self::PaidBack => "paid_back",
        };
        format!("rescheduled:{rescheduling}:{order}:{word}")
    }
}

/// Leaves a mail to the buyer of an order, composed when it is sent.
pub fn mail(conn: &mut Conn, about: (i64, OrderId), told: Told, now: Moment) -> Fallible<()> {
    let (rescheduling, order) = about;
    let job = Job::MailRescheduled { rescheduling, order };
    outbox::push_later(conn, &job, Some(&told.key(about)), now, now)
}

/// The orders that a decision touches, in the order in which they were placed, each with how far it is.
pub fn orders(conn: &mut Conn, rescheduling: i64, which: &ListRescheduledOrders) -> Fallible<Page<RescheduledOrder>> {
    store::find(conn, rescheduling)?;
    let limit = page_limit(which.limit)?;
    let after = which.cursor.as_deref().map(str::parse::<OrderId>).transpose();
    let after = after.map_err(|_| Error::invalid("cursor", "is not one of ours"))?.unwrap_or(OrderId(0));
    let mut found = store::entries(conn, rescheduling, which.state, after, limit + 1)?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = found.len() > wanted;
    found.truncate(wanted);
    let ids: Vec<OrderId> = found.iter().map(|(entry, _)| entry.order).collect();
    let next = ids.last().filter(|_| has_more).map(OrderId::to_string);
    let mut numbers = orders::numbers(conn, &ids)?;
    let mut names = orders::buyer_names(conn, &ids)?;
    let mails = mails_by_order(conn, rescheduling, &ids)?;
    let rules = house::rules(conn)?;
    let shown = |(entry, changed_at): (store::Entry, Moment)| RescheduledOrder {
        order: entry.order,
        number: numbers.remove(&entry.order).unwrap_or_default(),
        buyer_name: names.remove(&entry.order).unwrap_or_default(),
        state: entry.state,
        refund: rules.money(entry.refund_minor),
        by_hand: entry.by_hand,
        changed_at,
        mails: mails.get(&entry.order).copied().unwrap_or_default(),
    };
    Ok(Page { items: found.into_iter().map(shown).collect(), next })
}

/// What became of all mails about a decision.
pub fn mails(conn: &mut Conn, rescheduling: i64) -> Fallible<MailsOf> {
    let orders = store::orders(conn, rescheduling)?;
    let jobs = outbox::of_keys(conn, &keys(rescheduling, &orders))?;
    Ok(counted(jobs.iter()))
}

fn mails_by_order(conn: &mut Conn, rescheduling: i64, of: &[OrderId]) -> Fallible<HashMap<OrderId, MailsOf>> {
    let jobs = outbox::of_keys(conn, &keys(rescheduling, of))?;
    let by_key: HashMap<&str, &KeyedJob> = jobs.iter().map(|job| (job.key.as_str(), job)).collect();
    let of_order = |order: OrderId| {
        let keys = keys(rescheduling, &[order]);
        counted(keys.iter().filter_map(|key| by_key.get(key.as_str()).copied()))
    };
    Ok(of.iter().map(|order| (*order, of_order(*order))).collect())
}

fn keys(rescheduling: i64, of: &[OrderId]) -> Vec<String> {
    of.iter().flat_map(|order| Told::ALL.map(|told| told.key((rescheduling, *order)))).collect()
}

fn counted<'a>(jobs: impl Iterator<Item = &'a KeyedJob>) -> MailsOf {
    let mut mails = MailsOf::default();
    for job in jobs {
        match (job.is_done, job.has_failed) {
            (true, _) => mails.sent += 1,
            (false, true) => mails.failed += 1,
            (false, false) => mails.waiting += 1,
        }
    }
    mails
}
