//! The basket's voucher: taken with a code, renewed with every change, and given back.

use super::contents::{self, Contents};
use super::store::{self, Kept, Line};
use super::{Open, offers, show};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::vouchers::{self, User};
use crate::{catalogue, house};
use shared::basket::Basket;
use shared::ids::{AccountId, RateId, VisitorId};
use shared::refusal::Refusal;
use shared::vouchers::{UseVoucher, VoucherKind, VoucherProblem};

/// Uses a voucher for what is held, instead of another one. One that does nothing for these places is refused.
pub fn take(
    conn: &mut Conn,
    (visitor, account): (VisitorId, Option<AccountId>),
    request: &UseVoucher,
    now: Moment,
) -> Fallible<Basket> {
    let rules = house::rules(conn)?;
    let open = Open::of(conn, visitor, rules, now)?;
    if open.live.is_empty() {
        return Err(super::nothing_held(&open.lines));
    }
    leave_opened(conn, &open, now)?;
    let user = User { visitor: Some(visitor), account, email_key: String::new() };
    vouchers::take(conn, open.id, &user, &request.code, open.timer.expires_at, now)?;
    open.close(conn, now)?;
    let contents = contents::look(conn, open.id, now)?;
    if let Some(refusal) = useless(&contents) {
        return Err(refusal.into());
    }
    show(conn, Some(visitor), now)
}

/// Why a voucher is of no use for a basket, before it is taken.
fn useless(contents: &Contents) -> Option<Refusal> {
    let (voucher, given) = (contents.voucher.as_ref()?, contents.given.as_ref()?);
    let is_offered = |rate: RateId| contents.held().any(|line| contents.price_at(line, rate).is_some());
    let opens_nothing = voucher.opens().is_some_and(|rate| !is_offered(rate));
    match given.problem? {
        VoucherProblem::TooFewPlaces => Some(Refusal::VoucherTooFewPlaces { min: voucher.min_places().unsigned_abs() }),
        VoucherProblem::UsedUp => Some(Refusal::VoucherUsedUp),
        VoucherProblem::ChooseRate if !opens_nothing => None,
        _ => Some(Refusal::VoucherNotForThese),
    }
}

/// Gives the voucher back; lines at a rate that it opened get the first one of everybody.
pub fn drop(conn: &mut Conn, visitor: VisitorId, now: Moment) -> Fallible<Basket> {
    let rules = house::rules(conn)?;
    let open = Open::of(conn, visitor, rules, now)?;
    leave_opened(conn, &open, now)?;
    vouchers::drop_of_basket(conn, open.id)?;
    open.close(conn, now)?;
    show(conn, Some(visitor), now)
}

fn leave_opened(conn: &mut Conn, open: &Open, now: Moment) -> Fallible<()> {
    let contents = contents::look(conn, open.id, now)?;
    let Some(opened) = contents.voucher.as_ref().and_then(vouchers::InBasket::opens) else { return Ok(()) };
    for line in contents.lines.iter().filter(|line| line.rate == opened) {
        let place = contents.places.get(&line.seat);
        let offer = catalogue::offers(conn, &[line.performance])?.remove(&line.performance);
        let Some((place, offer)) = place.zip(offer) else { continue };
        if let Ok(rate) = offers::rate_for(&offer.open_to(None), place.category, None) {
            store::set_rate(conn, line.id, rate)?;
        }
    }
    Ok(())
}

/// Reserves the basket's voucher for what is held now, until its end; without places nothing is reserved.
pub fn renew(conn: &mut Conn, basket: i64, until: Moment, now: Moment) -> Fallible<()> {
    let Some(voucher) = vouchers::of_basket(conn, basket, now)? else { return Ok(()) };
    let contents = contents::look(conn, basket, now)?;
    let places = contents.held_places();
    let until = if places.is_empty() { now } else { until };
    vouchers::renew(conn, &voucher, &places, until, now)?;
    Ok(())
}

/// The contents of a basket that is about to be ordered, with what its voucher gives for certain: it is locked.
///
/// Refuses `VoucherTooFewPlaces` and `TooManyPlaces` for a rate that is opened under a condition.
pub fn settle(conn: &mut Conn, kept: Kept, mut contents: Contents, now: Moment) -> Fallible<Contents> {
    let Some(voucher) = contents.voucher.clone() else { return Ok(contents) };
    let given = vouchers::renew(conn, &voucher, &contents.held_places(), kept.timer.expires_at, now)?;
    contents.given = Some(given);
    if voucher.kind() == VoucherKind::HiddenRate {
        let opened = voucher.opens();
        let chosen: Vec<&Line> = contents.held().filter(|line| Some(line.rate) == opened).collect();
        let problem = chosen.into_iter().find_map(|line| contents.share(line)?.problem);
        match problem {
            None => {}
            Some(VoucherProblem::TooManyPlaces) => {
                return Err(Refusal::TooManyPlaces { max: voucher.max_places().unwrap_or(0) }.into());
            }
            Some(VoucherProblem::TooFewPlaces) => {
                return Err(Refusal::VoucherTooFewPlaces { min: voucher.min_places().unsigned_abs() }.into());
            }
            Some(VoucherProblem::UsedUp) => return Err(Refusal::VoucherUsedUp.into()),
            Some(_) => return Err(Refusal::VoucherNotForThese.into()),
        }
    }
    Ok(contents)
}
