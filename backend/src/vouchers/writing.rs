//! How the staff makes, changes and removes vouchers.

use super::store::{self, Written, uses};
use super::{Known, rules};
use crate::changes::{self, Actor, Entry};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::request::text;
use crate::{catalogue, house, secrets};
use shared::admin::{FieldChange, Words};
use shared::ids::{AccountId, RateId, VoucherId};
use shared::money::Money;
use shared::refusal::Refusal;
use shared::vouchers::{BATCH_MAX, MakeVouchers, Voucher, VoucherEffect, VoucherLimits, VouchersMade, WriteVoucher};
use std::collections::HashSet;

const TAG_MAX: usize = 80;
const NOTE_MAX: usize = 1_000;
/// How often codes are drawn again before the answer is that something is wrong.
const DRAWS: usize = 20;

/// Makes a voucher; its code is made up when none is given.
pub fn create(conn: &mut Conn, request: &WriteVoucher, by: AccountId, now: Moment) -> Fallible<Voucher> {
    let (code, key) = if request.code.trim().is_empty() {
        let code = draw(conn, 1)?.pop().ok_or_else(|| Error::fault("make a code", "none came"))?;
        let key = rules::key(&code);
        (code, key)
    } else {
        rules::written(&request.code)?
    };
    let clean = Clean::of(conn, (&request.tag, &request.note), request.effect, &request.limits)?;
    if !store::taken(conn, std::slice::from_ref(&key))?.is_empty() {
        return Err(Refusal::VoucherCodeTaken.into());
    }
    let ids = store::insert(conn, &[clean.written(&code, &key, request.active)], now)?;
    let id = ids.into_iter().next().ok_or_else(|| Error::fault("make a voucher", "it is not there"))?;
    let made = find(conn, id, now)?;
    note(conn, by, "created", (&made.code, id.to_string()), Vec::new(), now)?;
    Ok(made)
}

/// Makes many vouchers of one kind, each with a code of its own for one use.
pub fn make_many(conn: &mut Conn, request: &MakeVouchers, by: AccountId, now: Moment) -> Fallible<VouchersMade> {
    if !(1..=BATCH_MAX).contains(&request.count) {
        return Err(Error::invalid("count", format!("must be between 1 and {BATCH_MAX}")));
    }
    let tag = text("tag", &request.tag, 1, TAG_MAX)?;
    let limits = VoucherLimits { max_uses: Some(1), ..request.limits.clone() };
    let clean = Clean::of(conn, (&tag, &request.note), request.effect, &limits)?;
    let codes = draw(conn, usize::try_from(request.count).unwrap_or(0))?;
    let keys: Vec<String> = codes.iter().map(|code| rules::key(code)).collect();
    let written: Vec<Written<'_>> = codes.iter().zip(&keys).map(|(code, key)| clean.written(code, key, true)).collect();
    store::insert(conn, &written, now)?;
    let count = changes::field("count", Words::new("Nombre", "How many"), "", request.count.to_string());
    note(conn, by, "created", (&tag, tag.clone()), vec![count], now)?;
    Ok(VouchersMade { tag, codes })
}

/// Replaces a voucher; orders that have used it stay as they are. Refused as outdated when somebody else was faster.
pub fn change(
    conn: &mut Conn,
    voucher: VoucherId,
    version: i64,
    request: &WriteVoucher,
    by: AccountId,
    now: Moment,
) -> Fallible<Voucher> {
    let before = known(conn, voucher)?;
    let (code, key) =
        if request.code.trim().is_empty() { rules::written(&before.code)? } else { rules::written(&request.code)? };
    let clean = Clean::of(conn, (&request.tag, &request.note), request.effect, &request.limits)?;
    if key != rules::key(&before.code) && !store::taken(conn, std::slice::from_ref(&key))?.is_empty() {
        return Err(Refusal::VoucherCodeTaken.into());
    }
    if !store::update(conn, voucher, version, &clean.written(&code, &key, request.active))? {
        return Err(Refusal::Outdated.into());
    }
    let after = known(conn, voucher)?;
    note(conn, by, "changed", (&after.code, voucher.to_string()), differences(&before, &after), now)?;
    find(conn, voucher, now)
}

/// Removes a voucher that nobody has used; one that was used can be switched off.
pub fn remove(conn: &mut Conn, voucher: VoucherId, by: AccountId, now: Moment) -> Fallible<()> {
    let currency = house::rules(conn)?.currency;
    let known = store::lock(conn, voucher, currency)?;
    uses::remove_ended(conn, voucher, now)?;
    if uses::is_used(conn, voucher)? {
        return Err(Error::invalid("voucher", "was used: it can be switched off"));
    }
    store::remove(conn, voucher)?;
    note(conn, by, "removed", (&known.code, voucher.to_string()), Vec::new(), now)
}

/// A voucher with how often it is used.
pub fn find(conn: &mut Conn, voucher: VoucherId, now: Moment) -> Fallible<Voucher> {
    let known = known(conn, voucher)?;
    let counted = uses::counted(conn, voucher, 0, now)?;
    let used = uses::for_good(conn, voucher)?;
    let currency = house::rules(conn)?.currency;
    Ok(Voucher {
        id: known.id,
        code: known.code,
        tag: known.tag,
        note: known.note,
        effect: known.effect,
        limits: known.limits,
        active: known.active,
        used,
        reserved: counted.uses - used,
        given: Money::new(counted.minor, currency),
        created_at: known.created_at,
        version: known.version,
    })
}

fn known(conn: &mut Conn, voucher: VoucherId) -> Fallible<Known> {
    let currency = house::rules(conn)?.currency;
    store::find(conn, voucher, currency)
}

/// What was said of a voucher, looked through.
struct Clean {
    tag: String,
    note: String,
    effect: VoucherEffect,
    limits: VoucherLimits,
}

impl Clean {
    fn of(conn: &mut Conn, (tag, note): (&str, &str), effect: VoucherEffect, limits: &VoucherLimits) -> Fallible<Self> {
        let currency = house::rules(conn)?.currency;
        rules::check(effect, limits, currency)?;
        let rates = catalogue::rates(conn)?;
        let is_rate = |rate: &RateId| rates.iter().any(|known| known.id == *rate);
        if let VoucherEffect::HiddenRate { rate } = effect
            && !rates.iter().any(|known| known.id == rate && known.hidden)
        {
            return Err(Error::invalid("effect.rate", "must be a hidden rate"));
        }
        if !limits.rates.iter().all(is_rate) {
            return Err(Error::invalid("limits.rates", "there is no such rate"));
        }
        Ok(Self {
            tag: text("tag", tag, 0, TAG_MAX)?,
            note: text("note", note, 0, NOTE_MAX)?,
            effect,
            limits: limits.clone(),
        })
    }

    fn written<'a>(&'a self, code: &'a str, key: &'a str, active: bool) -> Written<'a> {
        let Self { tag, note, effect, limits } = self;
        Written { code, key, tag, note, effect: *effect, limits, active }
    }
}

fn note(
    conn: &mut Conn,
    by: AccountId,
    act: &str,
    (title, object): (&str, String),
    fields: Vec<FieldChange>,
    now: Moment,
) -> Fallible<()> {
    let by = Some(Actor::of(by));
    changes::record(conn, &Entry { by, noun: "vouchers", object, title: title.to_owned(), act, fields }, now)
}

fn differences(before: &Known, after: &Known) -> Vec<FieldChange> {
    let said = |known: &Known| {
        [
            known.code.clone(),
            known.tag.clone(),
            known.note.clone(),
            serde_json::to_string(&known.effect).unwrap_or_default(),
            serde_json::to_string(&known.limits).unwrap_or_default(),
            known.active.to_string(),
        ]
    };
    let members = [
        ("code", "Code", "Code"),
        ("tag", "Étiquette", "Tag"),
        ("note", "Note", "Note"),
        ("effect", "Effet", "Effect"),
        ("limits", "Limites", "Limits"),
        ("active", "Utilisable", "Active"),
    ];
    let pairs = members.into_iter().zip(said(before).into_iter().zip(said(after)));
    let changed = pairs.filter(|(_, (before, after))| before != after);
    changed.map(|((key, fr, en), (before, after))| changes::field(key, Words::new(fr, en), before, after)).collect()
}

/// Codes that nobody has.
fn draw(conn: &mut Conn, count: usize) -> Fallible<Vec<String>> {
    let mut codes: Vec<String> = Vec::with_capacity(count);
    let mut drawn: HashSet<String> = HashSet::new();
    for _ in 0..DRAWS {
        let mut fresh = Vec::new();
        while codes.len() + fresh.len() < count {
            let Some(code) = rules::made_up(&secrets::random::<32>()?) else { continue };
            if drawn.insert(rules::key(&code)) {
                fresh.push(code);
            }
        }
        let keys: Vec<String> = fresh.iter().map(|code| rules::key(code)).collect();
        let mut taken: HashSet<String> = HashSet::new();
        for part in keys.chunks(1_000) {
            taken.extend(store::taken(conn, part)?);
        }
        codes.extend(fresh.into_iter().filter(|code| !taken.contains(&rules::key(code))));
        if codes.len() == count {
            return Ok(codes);
        }
    }
    Err(Error::fault("make codes", "all that were drawn are taken"))
}
