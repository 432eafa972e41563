//! Vouchers: what somebody's code takes off a basket. A use is reserved while a basket or an unpaid order has it, and ends
//! with it; the voucher's row is locked while one is reserved, so that two baskets never get the last one.

pub mod http;
mod rules;
mod store;
pub mod writing;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::house;
pub use rules::{Place, Share};
use shared::ids::{OrderId, PerformanceId, RateId, ShowId, VoucherId};
use shared::refusal::Refusal;
use shared::vouchers::{VoucherEffect, VoucherKind, VoucherLimits, VoucherProblem};
use store::uses::{self, Use};
pub use uses::User;

/// A voucher as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    id: VoucherId,
    code: String,
    tag: String,
    note: String,
    effect: VoucherEffect,
    limits: VoucherLimits,
    active: bool,
    created_at: Moment,
    version: i64,
}

/// The voucher of a basket, as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InBasket {
    voucher: Known,
    used: Use,
}

/// What a voucher does for some places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// In the order of the places.
    pub shares: Vec<Share>,
    pub problem: Option<VoucherProblem>,
}

impl Given {
    pub fn discount(&self) -> i64 {
        self.shares.iter().map(|share| share.discount).sum()
    }
}

impl InBasket {
    pub fn code(&self) -> &str {
        &self.used.code
    }

    pub const fn kind(&self) -> VoucherKind {
        rules::kind(self.voucher.effect)
    }

    pub const fn min_places(&self) -> i64 {
        self.voucher.limits.min_places
    }

    pub const fn max_places(&self) -> Option<i64> {
        self.voucher.limits.max_places
    }

    /// The hidden rate that it opens.
    pub const fn opens(&self) -> Option<RateId> {
        match self.voucher.effect {
            VoucherEffect::HiddenRate { rate } if self.voucher.active => Some(rate),
            _ => None,
        }
    }

    /// Whether it opens its rate for places of a category at a performance.
    pub fn opens_for(&self, show: Option<ShowId>, performance: PerformanceId, category: &str) -> bool {
        rules::is_for(&self.voucher.limits, show, performance, category)
    }
}

/// Uses a voucher for a basket instead of another one; what it takes off is said by [`renew`].
///
/// Refuses `VoucherUnknown`, `VoucherNotYet`, `VoucherExpired`, `VoucherUsedUp`, `VoucherUsedByYou`.
pub fn take(conn: &mut Conn, basket: i64, user: &User, code: &str, until: Moment, now: Moment) -> Fallible<()> {
    uses::remove_of_basket(conn, basket)?;
    let currency = house::rules(conn)?.currency;
    let found = store::lock_by_key(conn, &rules::key(code), currency)?;
    let voucher = found.filter(|voucher| voucher.active).ok_or(Refusal::VoucherUnknown)?;
    if voucher.limits.valid_from.is_some_and(|from| now < from) {
        return Err(Refusal::VoucherNotYet { opens_at: voucher.limits.valid_from }.into());
    }
    if !rules::is_in_time(&voucher.limits, now) {
        return Err(Refusal::VoucherExpired.into());
    }
    room(conn, &voucher, user, 0, now)?;
    uses::insert(conn, (voucher.id, &voucher.code), basket, user, until, now)
}

/// The voucher of a basket, if it has one.
pub fn of_basket(conn: &mut Conn, basket: i64, now: Moment) -> Fallible<Option<InBasket>> {
    let Some(used) = uses::of_basket(conn, basket, now)? else { return Ok(None) };
    let currency = house::rules(conn)?.currency;
    let voucher = store::find(conn, used.voucher, currency)?;
    Ok(Some(InBasket { voucher, used }))
}

/// What a basket's voucher does for the places that are held; nothing is reserved by looking.
pub fn give(conn: &mut Conn, of: &InBasket, places: &[Place], now: Moment) -> Fallible<Given> {
    let InBasket { voucher, used } = of;
    let problem = match (voucher.active, used.is_live) {
        (false, _) => Some(VoucherProblem::Expired),
        (true, false) => Some(VoucherProblem::UsedUp),
        (true, true) => None,
    };
    if let Some(problem) = problem {
        return Ok(nothing(places, problem));
    }
    let left = left(conn, voucher, used.id, now)?;
    Ok(share(voucher, places, left))
}

/// Reserves a basket's voucher until an end, for the places that are held now. A use that has ended is taken again while
/// there is one.
pub fn renew(conn: &mut Conn, of: &InBasket, places: &[Place], until: Moment, now: Moment) -> Fallible<Given> {
    let currency = house::rules(conn)?.currency;
    let voucher = store::lock(conn, of.used.voucher, currency)?;
    if !voucher.active {
        return Ok(nothing(places, VoucherProblem::Expired));
    }
    let user = &of.used.user;
    if !of.used.is_live && (!rules::is_in_time(&voucher.limits, now)) {
        return Ok(nothing(places, VoucherProblem::Expired));
    }
    let left = match room(conn, &voucher, user, of.used.id, now) {
        Ok(left) => left,
        Err(crate::error::Error::Refused(_)) if !of.used.is_live => {
            return Ok(nothing(places, VoucherProblem::UsedUp));
        }
        // It has its use already; limits that were lowered since then are for others.
        Err(crate::error::Error::Refused(_)) => left(conn, &voucher, of.used.id, now)?,
        Err(fault) => return Err(fault),
    };
    let given = share(&voucher, places, left);
    uses::reserve(conn, of.used.id, given.discount(), Some(until))?;
    Ok(given)
}

fn nothing(places: &[Place], problem: VoucherProblem) -> Given {
    let share = Share { discount: 0, problem: Some(problem) };
    Given { shares: vec![share; places.len()], problem: (!places.is_empty()).then_some(problem) }
}

fn share(voucher: &Known, places: &[Place], left: Option<i64>) -> Given {
    let shares = rules::shares(voucher.effect, &voucher.limits, places, left);
    let problem = rules::problem_of_all(voucher.effect, &shares);
    Given { shares, problem }
}

/// What is left of the budget for one use; refuses when there is no use left.
fn room(conn: &mut Conn, voucher: &Known, user: &User, own: i64, now: Moment) -> Fallible<Option<i64>> {
    let counted = uses::counted(conn, voucher.id, own, now)?;
    if voucher.limits.max_uses.is_some_and(|max| counted.uses >= max) {
        return Err(Refusal::VoucherUsedUp.into());
    }
    let left = voucher.limits.budget.map(|budget| budget.minor - counted.minor);
    if left.is_some_and(|left| left <= 0) {
        return Err(Refusal::VoucherUsedUp.into());
    }
    refuse_again(conn, voucher, user, own, now)?;
    Ok(left)
}

/// Refuses who has used it as often as one customer may.
fn refuse_again(conn: &mut Conn, voucher: &Known, user: &User, own: i64, now: Moment) -> Fallible<()> {
    let Some(max) = voucher.limits.max_uses_per_customer else { return Ok(()) };
    if uses::of_user(conn, voucher.id, user, own, now)? >= max {
        return Err(Refusal::VoucherUsedByYou.into());
    }
    Ok(())
}

fn left(conn: &mut Conn, voucher: &Known, own: i64, now: Moment) -> Fallible<Option<i64>> {
    let Some(budget) = voucher.limits.budget else { return Ok(None) };
    Ok(Some(budget.minor - uses::counted(conn, voucher.id, own, now)?.minor))
}

/// A basket has no voucher any more; returns whether it had one.
pub fn drop_of_basket(conn: &mut Conn, basket: i64) -> Fallible<bool> {
    Ok(uses::remove_of_basket(conn, basket)? > 0)
}

/// Gives a basket's voucher to the order that was made of it; one that did nothing is free again.
///
/// Refuses `VoucherUsedByYou`: only now it is known who buys.
pub fn hand_over(
    conn: &mut Conn,
    basket: i64,
    is_useful: bool,
    order: OrderId,
    user: &User,
    until: Moment,
    now: Moment,
) -> Fallible<()> {
    let Some(used) = uses::of_basket(conn, basket, now)? else { return Ok(()) };
    if !is_useful {
        uses::remove_of_basket(conn, basket)?;
        return Ok(());
    }
    let currency = house::rules(conn)?.currency;
    let voucher = store::lock(conn, used.voucher, currency)?;
    refuse_again(conn, &voucher, user, used.id, now)?;
    uses::hand_over(conn, used.id, order, user, until)?;
    crate::journal::record(conn, "voucher_used", Some(order), &(&used.code, used.discount), now)
}

/// The use of an order that waits gets another end; with none it stays while PayPal decides.
pub fn renew_order(conn: &mut Conn, order: OrderId, until: Option<Moment>, now: Moment) -> Fallible<()> {
    uses::renew(conn, order, until, now)
}

/// The order is paid: its voucher is used for good.
pub fn keep(conn: &mut Conn, order: OrderId) -> Fallible<()> {
    uses::set_end(conn, order, None)
}

/// The order ended unpaid: its voucher may be used again.
pub fn free(conn: &mut Conn, order: OrderId, now: Moment) -> Fallible<()> {
    uses::set_end(conn, order, Some(now))
}

/// Whether the order's voucher is its own without an end: still reserved, or taken again because there is a use left.
/// True for an order without one. Changes of the voucher since the order was placed do not count.
pub fn retake(conn: &mut Conn, order: OrderId, now: Moment) -> Fallible<bool> {
    let Some(used) = uses::of_order(conn, order, now)? else { return Ok(true) };
    if !used.is_live {
        let currency = house::rules(conn)?.currency;
        let voucher = store::lock(conn, used.voucher, currency)?;
        match room(conn, &voucher, &used.user, used.id, now) {
            Ok(left) if left.is_none_or(|left| left >= used.discount) => {}
            Ok(_) | Err(crate::error::Error::Refused(_)) => return Ok(false),
            Err(fault) => return Err(fault),
        }
    }
    keep(conn, order)?;
    Ok(true)
}

/// The code that made an order cheaper, and by how much.
pub fn of_order(conn: &mut Conn, order: OrderId, now: Moment) -> Fallible<Option<(VoucherId, String, i64)>> {
    Ok(uses::of_order(conn, order, now)?.map(|used| (used.voucher, used.code, used.discount)))
}

/// Takes the persons out of what is kept of the vouchers of these orders.
pub fn forget_users(conn: &mut Conn, orders: &[OrderId]) -> Fallible<()> {
    uses::pseudonymise(conn, orders)
}
