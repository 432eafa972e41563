//! How a browser becomes somebody's: by password and code, or by a link that was mailed.

use super::sessions::{self, Browser};
use super::store::{self, Registration};
use super::tokens::Tokens;
use super::{Credentials, mail_confirmation, may_mail, second_factor, session, session_of, unchanged};
use crate::clock::Moment;
use crate::config::Config;
use crate::db::Conn;
use crate::error::Fallible;
use shared::accounts::Session;
use shared::ids::AccountId;
use shared::refusal::Refusal;

/// What a browser is now, and the token for its cookie.
pub struct Entered {
    pub session: Session,
    /// None when it stays as it was: a link alone does not open an account with a second factor.
    pub token: Option<String>,
}

/// Signs a browser in whose password fits `known`. The inner refusal leaves something behind: a mail that was sent, or a
/// wrong code that was counted.
pub fn sign_in(
    conn: &mut Conn,
    config: &Config,
    tokens: &Tokens,
    browser: &Browser,
    (known, code): (&Credentials, Option<&str>),
    now: Moment,
) -> Fallible<Result<Entered, Refusal>> {
    let person = unchanged(conn, known.account, &known.password_hash)?.ok_or(Refusal::WrongCredentials)?;
    if person.disabled_at.is_some() {
        return Err(Refusal::AccountDisabled.into());
    }
    if !person.is_confirmed {
        if may_mail(conn, known.account, now)? {
            let password_hash = known.password_hash.clone();
            let registration = Registration { name: person.account.name.clone(), password_hash };
            mail_confirmation(conn, config, &person, registration, now)?;
        }
        return Ok(Err(Refusal::EmailNotConfirmed));
    }
    match second_factor::ask(conn, config, known.account, code, now)? {
        Ok(()) => enter(conn, tokens, browser, known.account, now).map(Ok),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// Signs a browser in that followed a link to the account's address, unless it takes a second factor.
pub fn enter_by_link(
    conn: &mut Conn,
    tokens: &Tokens,
    browser: &Browser,
    account: AccountId,
    now: Moment,
) -> Fallible<Entered> {
    if store::find(conn, account)?.disabled_at.is_some() {
        return Err(Refusal::AccountDisabled.into());
    }
    if second_factor::is_asked(conn, account)? {
        return Ok(Entered { session: session_of(conn, browser.known.as_ref(), now)?, token: None });
    }
    enter(conn, tokens, browser, account, now)
}

fn enter(conn: &mut Conn, tokens: &Tokens, browser: &Browser, account: AccountId, now: Moment) -> Fallible<Entered> {
    let session = session(conn, Some(account), now)?;
    let token = sessions::sign_in(conn, tokens, browser, account, now)?;
    Ok(Entered { session, token: Some(token) })
}
