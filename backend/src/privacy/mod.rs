//! What a person may ask about their own data: all of it, and that it goes. It spans every capability that knows people.

pub mod http;

use crate::accounts;
use crate::chat;
use crate::checkout;
use crate::clock::Moment;
use crate::comments;
use crate::config::Config;
use crate::db::Conn;
use crate::error::Fallible;
use crate::live;
use crate::notices;
use crate::orders::{self, Since};
use crate::tickets;
use crate::vouchers;
use shared::accounts::AccountExport;
use shared::ids::{AccountId, SessionId};
use shared::paging::LIMIT_MAX;

/// Everything stored about an account; of orders and comments the newest 200 each.
pub fn export(conn: &mut Conn, account: AccountId, session: SessionId, now: Moment) -> Fallible<AccountExport> {
    let base = accounts::export_base(conn, account, session, now)?;
    let listed = orders::list(conn, account, Since::default(), LIMIT_MAX)?;
    let mut described = Vec::new();
    for card in listed.items {
        let order = orders::find(conn, card.id)?;
        described.push(checkout::describe(conn, order, now)?);
    }
    let comments = comments::of_author(conn, account)?;
    Ok(AccountExport {
        account: base.account,
        sessions: base.sessions,
        orders: described,
        comments,
        chat: chat::export(conn, account)?,
        notices: notices::export(conn, account)?,
    })
}

/// Takes the person out: the account and its sessions end, orders and tickets stay without name and address.
pub fn erase(conn: &mut Conn, config: &Config, account: AccountId, before: &str, now: Moment) -> Fallible<()> {
    let orders = orders::pseudonymise(conn, account)?;
    tickets::forget_holders(conn, &orders)?;
    vouchers::forget_users(conn, &orders)?;
    chat::erase(conn, account)?;
    notices::erase(conn, account)?;
    live::forget(conn, account)?;
    accounts::erase(conn, config, account, before, now)
}
