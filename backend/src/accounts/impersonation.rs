//! Support: a member of the staff sees and does what a customer does, for a while; written down, and never with the
//! customer's money, password or address.

use super::sessions::{self, Browser, Owner, Who};
use super::signing_in::Entered;
use super::tokens::Tokens;
use super::trail::Whom;
use super::{session_of, store, trail};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::sessions as rows;
use chrono::TimeDelta;
use diesel::prelude::*;
use shared::ids::{AccountId, VisitorId};
use shared::refusal::Refusal;

/// This browser acts as the customer from now on. Refuses the staff's accounts and those that are disabled.
pub fn begin(
    conn: &mut Conn,
    tokens: &Tokens,
    browser: &Browser,
    staff: AccountId,
    customer: AccountId,
    now: Moment,
) -> Fallible<Entered> {
    let person = store::find(conn, customer)?;
    if person.account.role.is_some() || person.disabled_at.is_some() {
        return Err(Refusal::Forbidden.into());
    }
    let (who, token) = act_as(conn, tokens, browser, customer, staff, now)?;
    trail::record(conn, "impersonation_begun", staff, Whom::Customer(customer), None, now)?;
    Ok(Entered { session: session_of(conn, Some(&who), now)?, token: Some(token) })
}

/// The browser is the member of the staff again; `NotFound` when it acts as nobody.
pub fn end(conn: &mut Conn, tokens: &Tokens, browser: &Browser, now: Moment) -> Fallible<Entered> {
    let known = browser.known.ok_or(Refusal::NotFound)?;
    let (staff, (customer, _)) = known.impersonator.zip(known.account).ok_or(Refusal::NotFound)?;
    let (who, token) = act_as_oneself(conn, tokens, browser, staff, now)?;
    trail::record(conn, "impersonation_ended", staff, Whom::Customer(customer), None, now)?;
    Ok(Entered { session: session_of(conn, Some(&who), now)?, token: Some(token) })
}

/// A session in which `staff` acts as the customer; the one of the member of the staff ends.
fn act_as(
    conn: &mut Conn,
    tokens: &Tokens,
    browser: &Browser,
    customer: AccountId,
    staff: AccountId,
    now: Moment,
) -> Fallible<(Who, String)> {
    let known = browser.known.ok_or(Refusal::SignInNeeded)?;
    supersede(conn, &known, now)?;
    let owner = Owner { visitor: None, account: Some(customer), impersonator: Some((staff, known.visitor)) };
    sessions::insert(conn, tokens, &browser.device, owner, now)
}

/// The session of the member of the staff who acted as a customer in this browser, with the basket they had before.
fn act_as_oneself(
    conn: &mut Conn,
    tokens: &Tokens,
    browser: &Browser,
    staff: AccountId,
    now: Moment,
) -> Fallible<(Who, String)> {
    let known = browser.known.ok_or(Refusal::SignInNeeded)?;
    let before: Option<i64> = rows::table.find(known.session.0).select(rows::impersonator_visitor_id).first(conn)?;
    supersede(conn, &known, now)?;
    let owner = Owner { visitor: before.map(VisitorId), account: Some(staff), impersonator: None };
    sessions::insert(conn, tokens, &browser.device, owner, now)
}

/// Requests under way are still answered.
fn supersede(conn: &mut Conn, known: &Who, now: Moment) -> Fallible<()> {
    sessions::end_at(conn, known.session, now + TimeDelta::seconds(sessions::SUPERSEDED_SECONDS))
}
