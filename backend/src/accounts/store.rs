//! Queries on accounts and on the secrets of links in mails.

pub mod invitations;
pub mod second_factors;

use super::passwords::NewPassword;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::Both;
use crate::error::{Error, Fallible};
use crate::schema::{accounts, mail_tokens, visitors};
use crate::secrets;
use crate::word::Word;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use shared::accounts::{Account, Role};
use shared::email::Email;
use shared::house::Locale;
use shared::ids::{AccountId, VisitorId};
use std::collections::HashMap;

/// Members of the staff shown at most.
const MEMBERS_MAX: i64 = 200;

/// An account with what only this capability may see.
#[derive(Debug, Clone)]
pub struct Person {
    pub account: Account,
    pub password_hash: String,
    pub is_confirmed: bool,
    /// Since when they are shut out.
    pub disabled_at: Option<Moment>,
}

/// Who registers or is registered.
pub struct NewPerson<'a> {
    pub email: &'a Email,
    pub name: &'a str,
    pub password_hash: &'a str,
    pub role: Option<Role>,
    pub locale: Locale,
    pub confirmed_at: Option<Moment>,
}

/// What a link in a mail is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Confirm,
    ResetPassword,
    ChangeEmail,
    Invitation,
}

impl Word for Purpose {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Confirm, "confirm"),
        (Self::ResetPassword, "reset_password"),
        (Self::ChangeEmail, "change_email"),
        (Self::Invitation, "invitation"),
    ];
}

impl Purpose {
    pub const fn life(self) -> TimeDelta {
        match self {
            Self::Invitation => TimeDelta::days(7),
            Self::Confirm | Self::ChangeEmail => TimeDelta::hours(24),
            Self::ResetPassword => TimeDelta::hours(1),
        }
    }
}

/// A registration that waits for its confirmation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    pub name: String,
    pub password_hash: String,
}

/// What a used link stood for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub account: AccountId,
    pub email: Email,
    pub registration: Option<Registration>,
}

/// The account of an address, however it is spelt; none for an address nobody registered.
pub fn find_by_email(conn: &mut Conn, email: &Email) -> Fallible<Option<Person>> {
    let row: Option<AccountRow> = accounts::table.filter(accounts::email_key.eq(email.key())).first(conn).optional()?;
    row.map(AccountRow::into_person).transpose()
}

/// An account that is not erased; `NotFound` otherwise.
pub fn find(conn: &mut Conn, account: AccountId) -> Fallible<Person> {
    let row: AccountRow = accounts::table.find(account.0).filter(accounts::erased_at.is_null()).first(conn)?;
    row.into_person()
}

pub fn has_staff(conn: &mut Conn) -> Fallible<bool> {
    let staff = accounts::table.filter(accounts::role.is_not_null().and(accounts::erased_at.is_null()));
    Ok(diesel::select(diesel::dsl::exists(staff)).get_result(conn)?)
}

/// Accounts with one of these roles, by name.
pub fn staff(conn: &mut Conn, roles: &[Role]) -> Fallible<Vec<(AccountId, String)>> {
    let words: Vec<&str> = roles.iter().map(|role| role.word()).collect();
    let rows: Vec<(i64, String)> = accounts::table
        .filter(accounts::role.eq_any(words).and(accounts::erased_at.is_null()).and(accounts::disabled_at.is_null()))
        .order((accounts::name, accounts::id))
        .select((accounts::id, accounts::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name)| (AccountId(id), name)).collect())
}

/// Everybody with a role, by name; also those who are disabled.
pub fn members(conn: &mut Conn) -> Fallible<Vec<Person>> {
    let rows: Vec<AccountRow> = accounts::table
        .filter(accounts::role.is_not_null().and(accounts::erased_at.is_null()))
        .order((accounts::name, accounts::id))
        .limit(MEMBERS_MAX)
        .load(conn)?;
    rows.into_iter().map(AccountRow::into_person).collect()
}

/// The names of accounts, erased ones left out.
pub fn names(conn: &mut Conn, of: &[AccountId]) -> Fallible<HashMap<AccountId, String>> {
    let ids: Vec<i64> = of.iter().map(|account| account.0).collect();
    let rows: Vec<(i64, String)> = accounts::table
        .filter(accounts::id.eq_any(ids).and(accounts::erased_at.is_null()))
        .select((accounts::id, accounts::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name)| (AccountId(id), name)).collect())
}

/// Adds an account, if the address has none.
pub fn insert(conn: &mut Conn, person: &NewPerson<'_>, now: Moment) -> Fallible<()> {
    let row = (
        accounts::email.eq(person.email.as_str()),
        accounts::email_key.eq(person.email.key()),
        accounts::email_confirmed_at.eq(person.confirmed_at.map(|at| at.naive_utc())),
        accounts::name.eq(person.name),
        accounts::password_hash.eq(person.password_hash),
        accounts::role.eq(person.role.map(Word::word)),
        accounts::locale.eq(person.locale.word()),
        accounts::created_at.eq(now.naive_utc()),
    );
    Both(diesel::insert_into(accounts::table).values(row).on_conflict_do_nothing()).execute(conn)?;
    Ok(())
}

/// Takes over name and password of a registration, as long as the address is not confirmed.
pub fn replace_registration(conn: &mut Conn, account: AccountId, registration: &Registration) -> Fallible<()> {
    diesel::update(accounts::table.find(account.0).filter(accounts::email_confirmed_at.is_null()))
        .set((accounts::name.eq(&registration.name), accounts::password_hash.eq(&registration.password_hash)))
        .execute(conn)?;
    Ok(())
}

/// The address is the person's: they followed a link that was sent to it.
pub fn confirm(conn: &mut Conn, account: AccountId, now: Moment) -> Fallible<()> {
    diesel::update(accounts::table.find(account.0).filter(accounts::email_confirmed_at.is_null()))
        .set(accounts::email_confirmed_at.eq(now.naive_utc()))
        .execute(conn)?;
    Ok(())
}

pub fn change_profile(conn: &mut Conn, account: AccountId, name: &str, locale: Locale) -> Fallible<()> {
    diesel::update(accounts::table.find(account.0))
        .set((accounts::name.eq(name), accounts::locale.eq(locale.word())))
        .execute(conn)?;
    Ok(())
}

/// Changes the password if it still is the one with the hash `before`; whether it was.
pub fn change_password(conn: &mut Conn, account: AccountId, before: &str, password: &NewPassword) -> Fallible<bool> {
    let unchanged = accounts::table.filter(accounts::id.eq(account.0).and(accounts::password_hash.eq(before)));
    let changed = diesel::update(unchanged).set(accounts::password_hash.eq(&password.hash)).execute(conn)?;
    Ok(changed == 1)
}

/// Notes the address that waits for its confirmation, or that none does.
pub fn set_new_email(conn: &mut Conn, account: AccountId, email: Option<&Email>) -> Fallible<()> {
    diesel::update(accounts::table.find(account.0))
        .set(accounts::new_email.eq(email.map(Email::as_str)))
        .execute(conn)?;
    Ok(())
}

/// Moves an account to the address that waited; whether it was this one.
pub fn change_email(conn: &mut Conn, account: AccountId, email: &Email, now: Moment) -> Fallible<bool> {
    let waiting = accounts::table.filter(accounts::id.eq(account.0).and(accounts::new_email.eq(email.as_str())));
    let changed = diesel::update(waiting)
        .set((
            accounts::email.eq(email.as_str()),
            accounts::email_key.eq(email.key()),
            accounts::email_confirmed_at.eq(now.naive_utc()),
            accounts::new_email.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Gives an account a role and a password, takes its address as confirmed, and lets it in if it was shut out.
pub fn appoint(conn: &mut Conn, account: AccountId, role: Role, password_hash: &str, now: Moment) -> Fallible<()> {
    diesel::update(accounts::table.find(account.0))
        .set((
            accounts::role.eq(role.word()),
            accounts::password_hash.eq(password_hash),
            accounts::email_confirmed_at.eq(now.naive_utc()),
            accounts::disabled_at.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes the person out of the account's row; what points to it stays.
pub fn erase(conn: &mut Conn, account: AccountId, now: Moment) -> Fallible<()> {
    let nobody = format!("erased-{account}@invalid.invalid");
    diesel::update(accounts::table.find(account.0))
        .set((
            accounts::email.eq(&nobody),
            accounts::email_key.eq(&nobody),
            accounts::new_email.eq(None::<String>),
            accounts::name.eq(""),
            accounts::password_hash.eq(""),
            accounts::role.eq(None::<String>),
            accounts::erased_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    diesel::delete(mail_tokens::table.filter(mail_tokens::account_id.eq(account.0))).execute(conn)?;
    second_factors::remove(conn, account)?;
    invitations::forget(conn, account)
}

/// Makes the secret of a link that ends and is good once. Only its hash is kept.
pub fn new_link(conn: &mut Conn, purpose: Purpose, link: &Link, now: Moment) -> Fallible<String> {
    let secret = secrets::new_token()?;
    let registration = link.registration.as_ref();
    diesel::insert_into(mail_tokens::table)
        .values((
            mail_tokens::token_hash.eq(secrets::hash(&secret)),
            mail_tokens::account_id.eq(link.account.0),
            mail_tokens::purpose.eq(purpose.word()),
            mail_tokens::email.eq(link.email.as_str()),
            mail_tokens::name.eq(registration.map(|registration| &registration.name)),
            mail_tokens::password_hash.eq(registration.map(|registration| &registration.password_hash)),
            mail_tokens::created_at.eq(now.naive_utc()),
            mail_tokens::expires_at.eq((now + purpose.life()).naive_utc()),
        ))
        .execute(conn)?;
    Ok(secret)
}

/// Uses the link with this secret; none when there is no such link, or it is used or over.
pub fn use_link(conn: &mut Conn, purpose: Purpose, secret: &str, now: Moment) -> Fallible<Option<Link>> {
    let usable = mail_tokens::table
        .filter(mail_tokens::token_hash.eq(secrets::hash(secret)).and(mail_tokens::purpose.eq(purpose.word())))
        .filter(mail_tokens::used_at.is_null().and(mail_tokens::expires_at.gt(now.naive_utc())));
    let used: Option<(i64, String, Option<String>, Option<String>)> = diesel::update(usable)
        .set(mail_tokens::used_at.eq(now.naive_utc()))
        .returning((mail_tokens::account_id, mail_tokens::email, mail_tokens::name, mail_tokens::password_hash))
        .get_result(conn)
        .optional()?;
    let Some((account, email, name, password_hash)) = used else { return Ok(None) };
    let registration = name.zip(password_hash).map(|(name, password_hash)| Registration { name, password_hash });
    Ok(Some(Link { account: AccountId(account), email: read_email(&email)?, registration }))
}

/// Makes every link of an account useless but an invitation's; how many were made stays counted.
pub fn void_links(conn: &mut Conn, account: AccountId, now: Moment) -> Fallible<()> {
    let unused = mail_tokens::table.filter(mail_tokens::account_id.eq(account.0).and(mail_tokens::used_at.is_null()));
    diesel::update(unused.filter(mail_tokens::purpose.ne(Purpose::Invitation.word())))
        .set(mail_tokens::used_at.eq(now.naive_utc()))
        .execute(conn)?;
    Ok(())
}

/// Makes the links of invitations useless.
pub fn void_invitations(conn: &mut Conn, account: AccountId, now: Moment) -> Fallible<()> {
    let unused = mail_tokens::table.filter(mail_tokens::account_id.eq(account.0).and(mail_tokens::used_at.is_null()));
    diesel::update(unused.filter(mail_tokens::purpose.eq(Purpose::Invitation.word())))
        .set(mail_tokens::used_at.eq(now.naive_utc()))
        .execute(conn)?;
    Ok(())
}

/// How many links were made for an account since `since`.
pub fn links_since(conn: &mut Conn, account: AccountId, since: Moment) -> Fallible<i64> {
    let recent = mail_tokens::account_id.eq(account.0).and(mail_tokens::created_at.gt(since.naive_utc()));
    Ok(mail_tokens::table.filter(recent).count().get_result(conn)?)
}

/// Forgets links that were over before `before`.
pub fn tidy(conn: &mut Conn, before: Moment) -> Fallible<()> {
    diesel::delete(mail_tokens::table.filter(mail_tokens::expires_at.lt(before.naive_utc()))).execute(conn)?;
    Ok(())
}

fn read_email(text: &str) -> Fallible<Email> {
    text.parse().map_err(|cause: String| Error::fault("read an account", cause))
}

#[derive(Queryable)]
struct AccountRow {
    id: i64,
    email: String,
    _email_key: String,
    new_email: Option<String>,
    email_confirmed_at: Option<NaiveDateTime>,
    name: String,
    password_hash: String,
    role: Option<String>,
    locale: String,
    created_at: NaiveDateTime,
    _erased_at: Option<NaiveDateTime>,
    disabled_at: Option<NaiveDateTime>,
}

impl AccountRow {
    fn into_person(self) -> Fallible<Person> {
        let account = Account {
            id: AccountId(self.id),
            name: self.name,
            email: read_email(&self.email)?,
            new_email: self.new_email.as_deref().map(read_email).transpose()?,
            locale: Locale::of_word(&self.locale)?,
            role: self.role.as_deref().map(Role::of_word).transpose()?,
            created_at: self.created_at.and_utc(),
        };
        Ok(Person {
            account,
            password_hash: self.password_hash,
            is_confirmed: self.email_confirmed_at.is_some(),
            disabled_at: self.disabled_at.map(|at| at.and_utc()),
        })
    }
}

pub fn new_visitor(conn: &mut Conn, now: Moment) -> Fallible<VisitorId> {
    let id: i64 = diesel::insert_into(visitors::table)
        .values(visitors::created_at.eq(now.naive_utc()))
        .returning(visitors::id)
        .get_result(conn)?;
    Ok(VisitorId(id))
}
