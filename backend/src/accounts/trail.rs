//! What is written down of what staff do with people. One place, so that everything lands in the same trail.

use super::store;
use crate::changes::{self, Actor, Entry, field};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::word::Word;
use shared::accounts::Role;
use shared::admin::Words;
use shared::ids::AccountId;

/// Which table of the back office shows the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    Staff(AccountId),
    Customer(AccountId),
}

/// Writes down that `by` did something to somebody; with a role when it is about that.
pub fn record(conn: &mut Conn, act: &str, by: AccountId, whom: Whom, role: Option<Role>, now: Moment) -> Fallible<()> {
    let (noun, account) = match whom {
        Whom::Staff(account) => ("staff", account),
        Whom::Customer(account) => ("customers", account),
    };
    let role = role.map(|role| field("role", Words::new("Rôle", "Role"), "", role.word()));
    let entry = Entry {
        by: Some(Actor::of(by)),
        noun,
        object: account.to_string(),
        title: store::find(conn, account)?.account.name,
        act,
        fields: role.into_iter().collect(),
    };
    changes::record(conn, &entry, now)
}
