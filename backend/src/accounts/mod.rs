//! Accounts of customers and staff: registering, signing in, passwords, addresses, and leaving.
//!
//! Nobody learns from an answer whether an address has an account: that is told in a mail to the address.

pub mod first_staff;
pub mod http;
pub mod impersonation;
pub mod mails;
pub mod passwords;
mod rules;
pub mod second_factor;
pub mod sessions;
pub mod signing_in;
mod store;
pub mod team;
pub mod tokens;
pub mod totp;
mod trail;

use crate::clock::Moment;
use crate::config::Config;
use crate::db::Conn;
use crate::error::Fallible;
use crate::house;
use crate::outbox::{self, Job};
use crate::templates::Texts;
use chrono::TimeDelta;
use mails::Letter;
use passwords::NewPassword;
use sessions::{Browser, Who};
use shared::accounts::{Account, ChangeProfile, Register, Role, Session, SessionEntry};
use shared::email::Email;
use shared::house::Locale;
use shared::ids::{AccountId, SessionId, VisitorId};
use shared::refusal::Refusal;
use signing_in::{Entered, enter_by_link};
use std::collections::HashMap;
use store::{Link, NewPerson, Person, Purpose, Registration};
use tokens::Tokens;

/// What accounts knows about a person who asks for everything.
pub struct ExportBase {
    pub account: Account,
    pub sessions: Vec<SessionEntry>,
}

/// What a sign-in needs to compare the password, outside of a transaction.
pub struct Credentials {
    pub account: AccountId,
    pub email: Email,
    pub password_hash: String,
}

impl Credentials {
    fn of(person: Person) -> Self {
        Self { account: person.account.id, email: person.account.email, password_hash: person.password_hash }
    }
}

/// Asks for an account. A mail says how it goes on: a link to confirm, or that there is an account already.
pub fn register(
    conn: &mut Conn,
    config: &Config,
    request: &Register,
    password: &NewPassword,
    now: Moment,
) -> Fallible<()> {
    let name = rules::name(&request.name)?;
    rules::check_not_personal(&password.plain, &name, &request.email)?;
    let registration = Registration { name, password_hash: password.hash.clone() };
    let person = NewPerson {
        email: &request.email,
        name: &registration.name,
        password_hash: &registration.password_hash,
        role: None,
        locale: request.locale,
        confirmed_at: None,
    };
    store::insert(conn, &person, now)?;
    let person = store::find_by_email(conn, &request.email)?.ok_or(Refusal::NotFound)?;
    if !may_mail(conn, person.account.id, now)? {
        return Ok(());
    }
    if person.is_confirmed {
        let secret = new_link(conn, &person, Purpose::ResetPassword, now)?;
        return mail(conn, config, &person, now, |letter| letter.registered_already(&secret));
    }
    // Whoever registered last can sign in as soon as the address is confirmed; but each link brings its own password,
    // so that nobody prepares an account for somebody else.
    store::replace_registration(conn, person.account.id, &registration)?;
    mail_confirmation(conn, config, &person, registration, now)
}

/// Follows the link of a registration: the address is confirmed and the browser signed in.
pub fn confirm(conn: &mut Conn, tokens: &Tokens, browser: &Browser, secret: &str, now: Moment) -> Fallible<Entered> {
    let link = store::use_link(conn, Purpose::Confirm, secret, now)?.ok_or(Refusal::LinkExpired)?;
    if let Some(registration) = &link.registration {
        store::replace_registration(conn, link.account, registration)?;
    }
    store::confirm(conn, link.account, now)?;
    store::void_links(conn, link.account, now)?;
    enter_by_link(conn, tokens, browser, link.account, now)
}

/// What is needed to compare a password; none when the address has no account.
pub fn credentials(conn: &mut Conn, email: &Email) -> Fallible<Option<Credentials>> {
    Ok(store::find_by_email(conn, email)?.map(Credentials::of))
}

/// What is needed to ask the signed-in person for their password again.
pub fn own_credentials(conn: &mut Conn, account: AccountId) -> Fallible<Credentials> {
    Ok(Credentials::of(store::find(conn, account)?))
}

/// Who this browser is.
pub fn session_of(conn: &mut Conn, who: Option<&Who>, now: Moment) -> Fallible<Session> {
    let account = who.and_then(|who| who.account).map(|(account, _)| account);
    let impersonator = who.and_then(|who| who.impersonator);
    let impersonated_by = match impersonator {
        Some(staff) => store::names(conn, &[staff])?.remove(&staff),
        None => None,
    };
    Ok(Session { impersonated_by, ..session(conn, account, now)? })
}

/// Ends one session of the account; `NotFound` when it has no such session.
pub fn end_session(conn: &mut Conn, account: AccountId, session: SessionId, now: Moment) -> Fallible<()> {
    if sessions::revoke_own(conn, account, session, now)? { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// Asks for a link to choose a new password; an address without an account is told so in its mail.
pub fn request_password_reset(conn: &mut Conn, config: &Config, email: &Email, now: Moment) -> Fallible<()> {
    let Some(person) = store::find_by_email(conn, email)? else {
        let house = house::show(conn)?.name;
        let texts = Texts::load(conn)?;
        let mail = Letter { config, house: &house, to: email, locale: Locale::default(), texts: &texts }.no_account();
        // At most one an hour to an address that nobody asked to hear from us.
        let dedupe = format!("no-account:{}:{}", email.key(), now.format("%Y%m%d%H"));
        return outbox::push_later(conn, &Job::SendMail { mail }, Some(&dedupe), now, now);
    };
    if !may_mail(conn, person.account.id, now)? {
        return Ok(());
    }
    let secret = new_link(conn, &person, Purpose::ResetPassword, now)?;
    mail(conn, config, &person, now, |letter| letter.reset_password(&secret))
}

/// Follows the link of a reset or of an invitation: the password is another one, all sessions end, and the browser is
/// signed in unless the account takes a second factor.
pub fn reset_password(
    conn: &mut Conn,
    config: &Config,
    tokens: &Tokens,
    browser: &Browser,
    secret: &str,
    password: &NewPassword,
    now: Moment,
) -> Fallible<Entered> {
    let reset = store::use_link(conn, Purpose::ResetPassword, secret, now)?;
    let is_invited = reset.is_none();
    let link = match reset {
        Some(link) => link,
        None => store::use_link(conn, Purpose::Invitation, secret, now)?.ok_or(Refusal::LinkExpired)?,
    };
    let person = store::find(conn, link.account)?;
    if person.account.email.key() != link.email.key() {
        return Err(Refusal::LinkExpired.into());
    }
    // The link came to the address, so the address is theirs.
    store::confirm(conn, link.account, now)?;
    replace_password(conn, config, &person, password, None, now)?;
    if is_invited {
        team::accept_invitation(conn, link.account, now)?;
    }
    enter_by_link(conn, tokens, browser, link.account, now)
}

/// The signed-in person as they see themselves.
pub fn profile(conn: &mut Conn, account: AccountId) -> Fallible<Account> {
    Ok(store::find(conn, account)?.account)
}

/// The names of accounts; an erased account has none.
pub fn names(conn: &mut Conn, of: &[AccountId]) -> Fallible<HashMap<AccountId, String>> {
    store::names(conn, of)
}

/// A name as strangers see it: `Ada L.`.
pub fn short_name(name: &str) -> String {
    rules::short_name(name)
}

/// The account that a browser is signed in to.
pub fn account_of_visitor(conn: &mut Conn, visitor: VisitorId) -> Fallible<Option<AccountId>> {
    sessions::account_of(conn, visitor)
}

/// A visitor without a browser: somebody who buys at the desk.
pub fn new_visitor(conn: &mut Conn, now: Moment) -> Fallible<VisitorId> {
    store::new_visitor(conn, now)
}

/// Who of the staff has one of these roles.
pub fn staff(conn: &mut Conn, roles: &[Role]) -> Fallible<Vec<(AccountId, String)>> {
    store::staff(conn, roles)
}

/// Changes name and language.
pub fn change_profile(conn: &mut Conn, account: AccountId, request: &ChangeProfile) -> Fallible<Account> {
    let name = rules::name(&request.name)?;
    store::change_profile(conn, account, &name, request.locale)?;
    profile(conn, account)
}

/// Asks to move to another address: it gets a link, the present one a note. `before` is the hash the password fitted.
pub fn change_email(
    conn: &mut Conn,
    config: &Config,
    account: AccountId,
    before: &str,
    new: &Email,
    now: Moment,
) -> Fallible<()> {
    let person = unchanged(conn, account, before)?.ok_or(Refusal::WrongPassword)?;
    if person.account.email.key() == new.key() || !may_mail(conn, account, now)? {
        return Ok(());
    }
    let house = house::show(conn)?.name;
    let texts = Texts::load(conn)?;
    let letter = Letter { config, house: &house, to: new, locale: person.account.locale, texts: &texts };
    store::set_new_email(conn, account, Some(new))?;
    let link = Link { account, email: new.clone(), registration: None };
    let secret = store::new_link(conn, Purpose::ChangeEmail, &link, now)?;
    let to_new = if store::find_by_email(conn, new)?.is_some() {
        letter.new_email_taken()
    } else {
        letter.confirm_new_email(&secret)
    };
    outbox::push(conn, &Job::SendMail { mail: to_new }, now)?;
    mail(conn, config, &person, now, |letter| letter.email_will_change(new))
}

/// Follows the link to a new address. Only the account that asked may, so that a mistyped address gives nothing away.
pub fn confirm_email(conn: &mut Conn, account: AccountId, secret: &str, now: Moment) -> Fallible<Session> {
    let link = store::use_link(conn, Purpose::ChangeEmail, secret, now)?.ok_or(Refusal::LinkExpired)?;
    if link.account != account {
        return Err(Refusal::LinkExpired.into());
    }
    if store::find_by_email(conn, &link.email)?.is_some_and(|other| other.account.id != account) {
        return Err(Refusal::EmailTaken.into());
    }
    if !store::change_email(conn, account, &link.email, now)? {
        return Err(Refusal::LinkExpired.into());
    }
    // Links that went to the old address are worth nothing now.
    store::void_links(conn, account, now)?;
    session(conn, Some(account), now)
}

/// Changes the password and ends all other sessions. `before` is the hash the present password fitted.
pub fn change_password(
    conn: &mut Conn,
    config: &Config,
    (account, session): (AccountId, SessionId),
    before: &str,
    password: &NewPassword,
    now: Moment,
) -> Fallible<()> {
    let person = unchanged(conn, account, before)?.ok_or(Refusal::WrongPassword)?;
    replace_password(conn, config, &person, password, Some(session), now)
}

/// What is stored here about a person; what they ordered and wrote is added by whoever knows.
pub fn export_base(conn: &mut Conn, account: AccountId, session: SessionId, now: Moment) -> Fallible<ExportBase> {
    Ok(ExportBase { account: profile(conn, account)?, sessions: sessions::list(conn, account, session, now)? })
}

/// Erases the person: name and address go, sessions and links end, the row stays for what points to it.
///
/// `before` is the hash the password fitted. Orders keep buyer's name and address of their own; whoever may call
/// `orders` takes them out in the same transaction.
pub fn erase(conn: &mut Conn, config: &Config, account: AccountId, before: &str, now: Moment) -> Fallible<()> {
    let person = unchanged(conn, account, before)?.ok_or(Refusal::WrongPassword)?;
    team::check_may_leave(conn, account)?;
    mail(conn, config, &person, now, |letter| letter.erased())?;
    sessions::forget_all(conn, account)?;
    store::erase(conn, account, now)
}

/// Makes a customer's account, confirmed at once; an address that has an account keeps it as it is.
pub fn create_confirmed(
    conn: &mut Conn,
    email: &Email,
    name: &str,
    password_hash: &str,
    locale: Locale,
    now: Moment,
) -> Fallible<AccountId> {
    let name = rules::name(name)?;
    let person = NewPerson { email, name: &name, password_hash, role: None, locale, confirmed_at: Some(now) };
    store::insert(conn, &person, now)?;
    Ok(store::find_by_email(conn, email)?.ok_or(Refusal::NotFound)?.account.id)
}

/// Forgets links and sessions that ended long ago.
pub fn tidy(conn: &mut Conn, now: Moment) -> Fallible<()> {
    let long_ago = now - TimeDelta::days(30);
    store::tidy(conn, long_ago)?;
    sessions::tidy(conn, long_ago)
}

fn session(conn: &mut Conn, account: Option<AccountId>, now: Moment) -> Fallible<Session> {
    let account = account.map(|account| profile(conn, account)).transpose()?;
    Ok(Session { account, impersonated_by: None, now })
}

/// The account, if its password still is the one that was compared outside of the transaction.
fn unchanged(conn: &mut Conn, account: AccountId, before: &str) -> Fallible<Option<Person>> {
    let person = store::find(conn, account)?;
    Ok((person.password_hash == before).then_some(person))
}

fn replace_password(
    conn: &mut Conn,
    config: &Config,
    person: &Person,
    password: &NewPassword,
    keep: Option<SessionId>,
    now: Moment,
) -> Fallible<()> {
    let account = person.account.id;
    rules::check_not_personal(&password.plain, &person.account.name, &person.account.email)?;
    if !store::change_password(conn, account, &person.password_hash, password)? {
        return Err(Refusal::WrongPassword.into());
    }
    store::void_links(conn, account, now)?;
    store::set_new_email(conn, account, None)?;
    sessions::revoke_all(conn, account, keep, now)?;
    if person.password_hash.is_empty() {
        // The first password of somebody who was invited is no news to them.
        return Ok(());
    }
    mail(conn, config, person, now, |letter| letter.password_changed())
}

fn may_mail(conn: &mut Conn, account: AccountId, now: Moment) -> Fallible<bool> {
    Ok(store::links_since(conn, account, now - rules::MAIL_WINDOW)? < rules::MAX_MAILS)
}

fn new_link(conn: &mut Conn, person: &Person, purpose: Purpose, now: Moment) -> Fallible<String> {
    let link = Link { account: person.account.id, email: person.account.email.clone(), registration: None };
    store::new_link(conn, purpose, &link, now)
}

fn mail_confirmation(
    conn: &mut Conn,
    config: &Config,
    person: &Person,
    registration: Registration,
    now: Moment,
) -> Fallible<()> {
    let (account, email) = (person.account.id, person.account.email.clone());
    let link = Link { account, email, registration: Some(registration) };
    let secret = store::new_link(conn, Purpose::Confirm, &link, now)?;
    mail(conn, config, person, now, |letter| letter.confirm(&secret))
}

fn mail(
    conn: &mut Conn,
    config: &Config,
    person: &Person,
    now: Moment,
    write: impl Fn(&Letter<'_>) -> crate::mail::Mail,
) -> Fallible<()> {
    let house = house::show(conn)?.name;
    let (to, locale) = (&person.account.email, person.account.locale);
    let texts = Texts::load(conn)?;
    let mail = write(&Letter { config, house: &house, to, locale, texts: &texts });
    outbox::push(conn, &Job::SendMail { mail }, now)
}
