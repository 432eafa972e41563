//! Selling at the desk: places, order, money and tickets in one transaction.

use super::describe;
use crate::accounts;
use crate::basket;
use crate::changes::{self, Actor, Entry};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::orders::{self, Buyer};
use crate::{house, payments, request};
use shared::accounts::NAME_MAX_LENGTH;
use shared::dossier::SellAtDesk;
use shared::email::Email;
use shared::ids::AccountId;
use shared::orders::{Channel, Order};
use shared::refusal::Refusal;

/// The address of those who leave none: nothing is ever sent there.
const NO_ADDRESS: &str = "desk@desk.invalid";

/// Sells places to somebody at the desk, paid at once.
pub fn sell(conn: &mut Conn, wish: &SellAtDesk, by: AccountId, now: Moment) -> Fallible<Order> {
    let name = request::text("name", &wish.name, 0, NAME_MAX_LENGTH)?;
    let email = match &wish.email {
        Some(email) => email.clone(),
        None => NO_ADDRESS.parse::<Email>().map_err(|cause| Error::fault("sell at the desk", cause))?,
    };
    let visitor = accounts::new_visitor(conn, now)?;
    let checked = basket::desk::items(conn, visitor, wish.performance, &wish.places, now)?;
    if wish.total.is_some_and(|total| total != checked.total) {
        return Err(Refusal::PriceChanged { total: checked.total }.into());
    }
    let rules = house::rules(conn)?;
    let channel = Channel::BoxOffice;
    let buyer = Buyer { visitor, account: None, name, email, locale: wish.locale, channel };
    let order = orders::place(conn, &checked, &buyer, &rules, now)?;
    payments::take(conn, order.id, &wish.payment, by, now)?;
    let entry = Entry {
        by: Some(Actor::of(by)),
        noun: "orders",
        object: order.id.to_string(),
        title: order.number.clone(),
        act: "sold_at_desk",
        fields: Vec::new(),
    };
    changes::record(conn, &entry, now)?;
    let order = orders::find(conn, order.id)?;
    describe(conn, order, now)
}
