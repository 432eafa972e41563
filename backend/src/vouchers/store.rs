//! Vouchers and what they are for; who uses them stands in `uses`.

pub mod uses;

use super::{Known, rules};
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::LockRows;
use crate::error::{Error, Fallible};
use crate::insert_all;
use crate::schema::{voucher_limits, vouchers};
use crate::word::Word;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::{RateId, VoucherId};
use shared::money::{Currency, Money};
use shared::vouchers::{VoucherEffect, VoucherKind, VoucherLimits};

/// Rows that one statement writes: engines take so many values at most.
const STEP: usize = 1_000;

/// What is written of a voucher.
pub struct Written<'a> {
    pub code: &'a str,
    pub key: &'a str,
    pub tag: &'a str,
    pub note: &'a str,
    pub effect: VoucherEffect,
    pub limits: &'a VoucherLimits,
    pub active: bool,
}

/// The voucher with this key, which nobody else uses until the transaction ends.
pub fn lock_by_key(conn: &mut Conn, key: &str, currency: Currency) -> Fallible<Option<Known>> {
    let row: Option<VoucherRow> =
        vouchers::table.filter(vouchers::code_key.eq(key)).lock_rows().get_result(conn).optional()?;
    row.map(|row| with_limits(conn, row, currency)).transpose()
}

/// The voucher, which nobody else uses until the transaction ends.
pub fn lock(conn: &mut Conn, voucher: VoucherId, currency: Currency) -> Fallible<Known> {
    let row: VoucherRow = vouchers::table.find(voucher.0).lock_rows().get_result(conn)?;
    with_limits(conn, row, currency)
}

pub fn find(conn: &mut Conn, voucher: VoucherId, currency: Currency) -> Fallible<Known> {
    let row: VoucherRow = vouchers::table.find(voucher.0).first(conn)?;
    with_limits(conn, row, currency)
}

fn with_limits(conn: &mut Conn, row: VoucherRow, currency: Currency) -> Fallible<Known> {
    let limits: Vec<(String, String)> = voucher_limits::table
        .filter(voucher_limits::voucher_id.eq(row.id))
        .order((voucher_limits::kind, voucher_limits::target))
        .select((voucher_limits::kind, voucher_limits::target))
        .load(conn)?;
    row.into_known(limits, currency)
}

/// Those of some keys that are taken.
pub fn taken(conn: &mut Conn, keys: &[String]) -> Fallible<Vec<String>> {
    Ok(vouchers::table.filter(vouchers::code_key.eq_any(keys)).select(vouchers::code_key).load(conn)?)
}

/// Writes vouchers with the same limits.
pub fn insert(conn: &mut Conn, written: &[Written<'_>], now: Moment) -> Fallible<Vec<VoucherId>> {
    let mut ids = Vec::with_capacity(written.len());
    for part in written.chunks(STEP) {
        let rows: Vec<_> = part.iter().map(|voucher| NewRow::of(voucher, now)).collect();
        insert_all!(conn, vouchers::table, &rows)?;
        let keys: Vec<&str> = part.iter().map(|voucher| voucher.key).collect();
        let new: Vec<i64> = vouchers::table
            .filter(vouchers::code_key.eq_any(keys))
            .order(vouchers::id)
            .select(vouchers::id)
            .load(conn)?;
        ids.extend(new.into_iter().map(VoucherId));
    }
    if let Some(first) = written.first() {
        insert_limits(conn, &ids, first.limits)?;
    }
    Ok(ids)
}

/// Whether the voucher was still at `version` and is replaced now.
pub fn update(conn: &mut Conn, voucher: VoucherId, version: i64, written: &Written<'_>) -> Fallible<bool> {
    let unchanged = vouchers::table.filter(vouchers::id.eq(voucher.0).and(vouchers::version.eq(version)));
    let changed = diesel::update(unchanged)
        .set((WrittenRow::of(written), vouchers::version.eq(vouchers::version + 1)))
        .execute(conn)?;
    if changed == 0 {
        return Ok(false);
    }
    diesel::delete(voucher_limits::table.filter(voucher_limits::voucher_id.eq(voucher.0))).execute(conn)?;
    insert_limits(conn, &[voucher], written.limits)?;
    Ok(true)
}

/// Removes a voucher that nothing uses; returns whether there was one.
pub fn remove(conn: &mut Conn, voucher: VoucherId) -> Fallible<bool> {
    diesel::delete(voucher_limits::table.filter(voucher_limits::voucher_id.eq(voucher.0))).execute(conn)?;
    Ok(diesel::delete(vouchers::table.find(voucher.0)).execute(conn)? == 1)
}

fn insert_limits(conn: &mut Conn, of: &[VoucherId], limits: &VoucherLimits) -> Fallible<()> {
    let targets: Vec<(&'static str, String)> = targets(limits);
    let rows: Vec<LimitRow> = of
        .iter()
        .flat_map(|voucher| {
            let row = |(kind, target): &(&'static str, String)| LimitRow {
                voucher_id: voucher.0,
                kind,
                target: target.clone(),
            };
            targets.iter().map(row)
        })
        .collect();
    for part in rows.chunks(STEP) {
        insert_all!(conn, voucher_limits::table, part)?;
    }
    Ok(())
}

fn targets(limits: &VoucherLimits) -> Vec<(&'static str, String)> {
    let shows = limits.shows.iter().map(|id| ("show", id.to_string()));
    let performances = limits.performances.iter().map(|id| ("performance", id.to_string()));
    let categories = limits.categories.iter().map(|name| ("category", name.trim().to_owned()));
    let rates = limits.rates.iter().map(|id| ("rate", id.to_string()));
    let mut all: Vec<_> = shows.chain(performances).chain(categories).chain(rates).collect();
    all.sort();
    all.dedup();
    all
}

fn value(effect: VoucherEffect) -> (i64, Option<i64>) {
    match effect {
        VoucherEffect::Percent { basis_points } => (basis_points, None),
        VoucherEffect::Amount { amount } => (amount.minor, None),
        VoucherEffect::FixedPrice { price } => (price.minor, None),
        VoucherEffect::HiddenRate { rate } => (0, Some(rate.0)),
    }
}

/// Both engines keep microseconds; a request may say nanoseconds.
fn kept(at: Option<Moment>) -> Option<NaiveDateTime> {
    at.map(|at| chrono::SubsecRound::trunc_subsecs(at.naive_utc(), 6))
}

#[derive(Insertable)]
#[diesel(table_name = voucher_limits)]
struct LimitRow {
    voucher_id: i64,
    kind: &'static str,
    target: String,
}

#[derive(Insertable)]
#[diesel(table_name = vouchers)]
struct NewRow<'a> {
    #[diesel(embed)]
    written: WrittenRow<'a>,
    created_at: NaiveDateTime,
    version: i64,
}

impl<'a> NewRow<'a> {
    fn of(voucher: &Written<'a>, now: Moment) -> Self {
        Self { written: WrittenRow::of(voucher), created_at: now.naive_utc(), version: 1 }
    }
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = vouchers, treat_none_as_null = true, treat_none_as_default_value = false)]
struct WrittenRow<'a> {
    code: &'a str,
    code_key: &'a str,
    tag: &'a str,
    note: &'a str,
    kind: &'static str,
    value: i64,
    rate_id: Option<i64>,
    valid_from: Option<NaiveDateTime>,
    valid_until: Option<NaiveDateTime>,
    max_uses: Option<i64>,
    max_uses_per_customer: Option<i64>,
    min_places: i64,
    max_places: Option<i64>,
    budget_minor: Option<i64>,
    active: bool,
}

impl<'a> WrittenRow<'a> {
    fn of(voucher: &Written<'a>) -> Self {
        let (value, rate_id) = value(voucher.effect);
        let limits = voucher.limits;
        Self {
            code: voucher.code,
            code_key: voucher.key,
            tag: voucher.tag,
            note: voucher.note,
            kind: rules::kind(voucher.effect).word(),
            value,
            rate_id,
            valid_from: kept(limits.valid_from),
            valid_until: kept(limits.valid_until),
            max_uses: limits.max_uses,
            max_uses_per_customer: limits.max_uses_per_customer,
            min_places: limits.min_places,
            max_places: limits.max_places,
            budget_minor: limits.budget.map(|budget| budget.minor),
            active: voucher.active,
        }
    }
}

#[derive(Queryable)]
#[diesel(table_name = vouchers)]
struct VoucherRow {
    id: i64,
    code: String,
    _code_key: String,
    tag: String,
    note: String,
    kind: String,
    value: i64,
    rate_id: Option<i64>,
    valid_from: Option<NaiveDateTime>,
    valid_until: Option<NaiveDateTime>,
    max_uses: Option<i64>,
    max_uses_per_customer: Option<i64>,
    min_places: i64,
    max_places: Option<i64>,
    budget_minor: Option<i64>,
    active: bool,
    created_at: NaiveDateTime,
    version: i64,
}

impl VoucherRow {
    fn into_known(self, limited: Vec<(String, String)>, currency: Currency) -> Fallible<Known> {
        let effect = match VoucherKind::of_word(&self.kind)? {
            VoucherKind::Percent => VoucherEffect::Percent { basis_points: self.value },
            VoucherKind::Amount => VoucherEffect::Amount { amount: Money::new(self.value, currency) },
            VoucherKind::FixedPrice => VoucherEffect::FixedPrice { price: Money::new(self.value, currency) },
            VoucherKind::HiddenRate => {
                let rate = self.rate_id.ok_or_else(|| Error::fault("read a voucher", "it opens no rate"))?;
                VoucherEffect::HiddenRate { rate: RateId(rate) }
            }
        };
        let mut limits = VoucherLimits {
            valid_from: self.valid_from.map(|at| at.and_utc()),
            valid_until: self.valid_until.map(|at| at.and_utc()),
            max_uses: self.max_uses,
            max_uses_per_customer: self.max_uses_per_customer,
            min_places: self.min_places,
            max_places: self.max_places,
            budget: self.budget_minor.map(|minor| Money::new(minor, currency)),
            ..VoucherLimits::default()
        };
        for (kind, target) in limited {
            let wrong = |_| Error::fault("read a voucher", format!("it is for {kind} {target}"));
            match kind.as_str() {
                "show" => limits.shows.push(target.parse().map_err(wrong)?),
                "performance" => limits.performances.push(target.parse().map_err(wrong)?),
                "rate" => limits.rates.push(target.parse().map_err(wrong)?),
                _ => limits.categories.push(target),
            }
        }
        Ok(Known {
            id: VoucherId(self.id),
            code: self.code,
            tag: self.tag,
            note: self.note,
            effect,
            limits,
            active: self.active,
            created_at: self.created_at.and_utc(),
            version: self.version,
        })
    }
}
