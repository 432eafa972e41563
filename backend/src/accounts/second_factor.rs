//! The second factor: a code of an app beside the password, and recovery codes for when the app is lost.
//!
//! What is wrong is counted, so a refusal that must not undo the transaction is the inner result.

use super::store::second_factors::{self as store, Factor};
use super::totp::{self, Key};
use super::{house, mail, unchanged};
use crate::clock::Moment;
use crate::config::Config;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::{qr, secrets};
use chrono::TimeDelta;
use data_encoding::BASE32_NOPAD;
use shared::accounts::{Enrolment, RecoveryCodes, SecondFactor};
use shared::ids::AccountId;
use shared::refusal::Refusal;

const RECOVERY_CODES: usize = 10;
/// Letters and digits of a recovery code, without the hyphen: 50 bits.
const RECOVERY_LENGTH: usize = 10;
/// Wrong codes in a row before the account has to wait, and before each further try.
const MAX_FAILURES: i64 = 10;
const LOCKED: TimeDelta = TimeDelta::minutes(15);

/// Whether the account has one.
pub fn show(conn: &mut Conn, account: AccountId, is_staff: bool) -> Fallible<SecondFactor> {
    let factor = store::find(conn, account)?;
    Ok(SecondFactor {
        confirmed_at: factor.and_then(|factor| factor.confirmed_at),
        recovery_codes_left: store::codes_left(conn, account)?,
        required: is_staff && house::second_factor_required(conn)?,
    })
}

/// Begins anew; what was begun before and never confirmed is worth nothing. `before` is the hash the password fitted.
pub fn enrol(conn: &mut Conn, config: &Config, account: AccountId, before: &str, now: Moment) -> Fallible<Enrolment> {
    let person = unchanged(conn, account, before)?.ok_or(Refusal::WrongPassword)?;
    let salt = hex::encode(secrets::random::<20>()?);
    if !store::begin(conn, account, &salt, now)? {
        return Err(Refusal::SecondFactorExists.into());
    }
    let (key, house) = (key(config, account, &salt), house::show(conn)?.name);
    let otpauth_url = totp::address(&key, &house, person.account.email.as_str())
        .ok_or_else(|| Error::fault("enrol a second factor", "no address"))?;
    Ok(Enrolment { secret: totp::base32(&key), qr_svg: qr::svg(&otpauth_url)?, otpauth_url })
}

/// The app shows the right code: from now on signing in asks for one.
pub fn confirm(
    conn: &mut Conn,
    config: &Config,
    account: AccountId,
    code: &str,
    now: Moment,
) -> Fallible<RecoveryCodes> {
    let factor = store::lock(conn, account)?.ok_or(Refusal::NotFound)?;
    if factor.confirmed_at.is_some() {
        return Err(Refusal::SecondFactorExists.into());
    }
    let step = totp::step_of(&key(config, account, &factor.salt), &bare(code), now).ok_or(Refusal::WrongCode)?;
    store::confirm(conn, account, step, now)?;
    new_recovery_codes(conn, config, account)
}

/// Other recovery codes instead of those there are.
pub fn renew_recovery_codes(
    conn: &mut Conn,
    config: &Config,
    account: AccountId,
    before: &str,
    code: &str,
    now: Moment,
) -> Fallible<Result<RecoveryCodes, Refusal>> {
    unchanged(conn, account, before)?.ok_or(Refusal::WrongPassword)?;
    match prove(conn, config, account, code, now)? {
        Ok(()) => new_recovery_codes(conn, config, account).map(Ok),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// Signing in asks for the password alone again.
pub fn disable(
    conn: &mut Conn,
    config: &Config,
    account: AccountId,
    before: &str,
    code: &str,
    now: Moment,
) -> Fallible<Result<(), Refusal>> {
    unchanged(conn, account, before)?.ok_or(Refusal::WrongPassword)?;
    if let Err(refusal) = prove(conn, config, account, code, now)? {
        return Ok(Err(refusal));
    }
    remove(conn, config, account, now).map(Ok)
}

/// Takes the second factor away and tells the person; `NotFound` when there is none.
pub fn remove(conn: &mut Conn, config: &Config, account: AccountId, now: Moment) -> Fallible<()> {
    let person = super::store::find(conn, account)?;
    if !store::remove(conn, account)? {
        return Err(Refusal::NotFound.into());
    }
    mail(conn, config, &person, now, |letter| letter.second_factor_removed())
}

/// What signing in asks besides the password: nothing of an account without a second factor.
pub fn ask(
    conn: &mut Conn,
    config: &Config,
    account: AccountId,
    code: Option<&str>,
    now: Moment,
) -> Fallible<Result<(), Refusal>> {
    if !is_asked(conn, account)? {
        return Ok(Ok(()));
    }
    let Some(code) = code.filter(|code| !code.trim().is_empty()) else { return Ok(Err(Refusal::SecondFactorNeeded)) };
    let proved = prove(conn, config, account, code, now)?;
    Ok(proved.map_err(|refusal| if refusal == Refusal::WrongCode { Refusal::WrongCredentials } else { refusal }))
}

/// Whether signing in asks for a code.
pub fn is_asked(conn: &mut Conn, account: AccountId) -> Fallible<bool> {
    Ok(store::find(conn, account)?.is_some_and(|factor| factor.confirmed_at.is_some()))
}

fn prove(
    conn: &mut Conn,
    config: &Config,
    account: AccountId,
    code: &str,
    now: Moment,
) -> Fallible<Result<(), Refusal>> {
    let Some(factor) = store::lock(conn, account)?.filter(|factor| factor.confirmed_at.is_some()) else {
        return Err(Refusal::NotFound.into());
    };
    if let Some(seconds) = locked_seconds(&factor, now) {
        return Ok(Err(Refusal::TooManyRequests { retry_after_seconds: seconds }));
    }
    let code = bare(code);
    let is_right = match totp::step_of(&key(config, account, &factor.salt), &code, now) {
        Some(step) => store::take_step(conn, account, step)?,
        None => store::use_code(conn, account, &recovery_hash(config, account, &code), now)?,
    };
    if is_right {
        store::forget_failures(conn, account)?;
        return Ok(Ok(()));
    }
    store::count_failure(conn, account, now)?;
    Ok(Err(Refusal::WrongCode))
}

fn locked_seconds(factor: &Factor, now: Moment) -> Option<u64> {
    let until = factor.failed_at.filter(|_| factor.failures >= MAX_FAILURES)? + LOCKED;
    u64::try_from((until - now).num_seconds()).ok().filter(|_| until > now).map(|seconds| seconds + 1)
}

fn new_recovery_codes(conn: &mut Conn, config: &Config, account: AccountId) -> Fallible<RecoveryCodes> {
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let code: String = BASE32_NOPAD.encode(&secrets::random::<10>()?).chars().take(RECOVERY_LENGTH).collect();
        codes.push(code);
    }
    let hashes: Vec<String> = codes.iter().map(|code| recovery_hash(config, account, code)).collect();
    store::replace_codes(conn, account, &hashes)?;
    let halves = |code: &String| {
        let (first, second) = code.split_at_checked(RECOVERY_LENGTH / 2).unwrap_or((code.as_str(), ""));
        format!("{first}-{second}")
    };
    Ok(RecoveryCodes { codes: codes.iter().map(halves).collect() })
}

/// A code without what people type between its letters.
fn bare(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).take(40).collect::<String>().to_ascii_uppercase()
}

/// The app's key comes from the house's, so that who reads the tables cannot make codes.
fn key(config: &Config, account: AccountId, salt: &str) -> Key {
    let signed = secrets::sign(&config.secret_key.0, "second factor", format!("{account}:{salt}").as_bytes());
    let mut key = Key::default();
    key.iter_mut().zip(signed).for_each(|(place, byte)| *place = byte);
    key
}

fn recovery_hash(config: &Config, account: AccountId, code: &str) -> String {
    hex::encode(secrets::sign(&config.secret_key.0, "recovery code", format!("{account}:{code}").as_bytes()))
}
