//! The people who work here: how they are invited, what they may do, and how they go.

use super::store::{self, Link, NewPerson, Person, Purpose, invitations};
use super::trail::Whom;
use super::{create_confirmed, mail, may_mail, rules, second_factor, sessions, trail};
use crate::clock::Moment;
use crate::config::Config;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use invitations::{New, Waiting};
use shared::accounts::Role;
use shared::email::Email;
use shared::house::Locale;
use shared::ids::{AccountId, InvitationId};
use shared::refusal::Refusal;
use shared::staff::{Invitation, InviteStaff, StaffMember};

/// Makes an account of the staff, confirmed at once. An address that has an account gets the role and the password, is
/// able to sign in with them alone, and its sessions end: the way back in for whoever lost everything.
pub fn create_staff(
    conn: &mut Conn,
    email: &Email,
    name: &str,
    password_hash: &str,
    role: Role,
    now: Moment,
) -> Fallible<AccountId> {
    let account = create_confirmed(conn, email, name, password_hash, Locale::default(), now)?;
    store::appoint(conn, account, role, password_hash, now)?;
    store::second_factors::remove(conn, account)?;
    store::void_links(conn, account, now)?;
    sessions::revoke_all(conn, account, None, now)?;
    Ok(account)
}

/// Who works here, by name; also those who are disabled.
pub fn list(conn: &mut Conn) -> Fallible<Vec<StaffMember>> {
    let people = store::members(conn)?;
    describe_all(conn, people)
}

/// Invites somebody to the staff: the link of the mail leads to choosing a password. Who is of the staff already is
/// refused; an invitation that still waits is replaced.
pub fn invite(
    conn: &mut Conn,
    config: &Config,
    by: AccountId,
    request: &InviteStaff,
    now: Moment,
) -> Fallible<Invitation> {
    let account = invite_account(conn, config, by, request, now)?;
    let waiting = invitations::find_of(conn, account)?;
    described(conn, waiting)
}

/// Like [`invite`]; answers the account that waits for it.
pub fn invite_account(
    conn: &mut Conn,
    config: &Config,
    by: AccountId,
    request: &InviteStaff,
    now: Moment,
) -> Fallible<AccountId> {
    let name = rules::name(&request.name)?;
    let stranger = NewPerson {
        email: &request.email,
        name: &name,
        // No password fits it.
        password_hash: "",
        role: None,
        locale: Locale::default(),
        confirmed_at: None,
    };
    store::insert(conn, &stranger, now)?;
    let person = store::find_by_email(conn, &request.email)?.ok_or(Refusal::NotFound)?;
    let account = person.account.id;
    invitations::lock_account(conn, account)?;
    if person.account.role.is_some() {
        return Err(Refusal::EmailTaken.into());
    }
    if person.disabled_at.is_some() {
        return Err(Refusal::AccountDisabled.into());
    }
    invitations::end(conn, account, now)?;
    let until = now + Purpose::Invitation.life();
    let new = New { account, email: &request.email, name: &name, role: request.role, by, until };
    invitations::insert(conn, &new, now)?;
    mail_invitation(conn, config, &person, now)?;
    trail::record(conn, "invited", by, Whom::Staff(account), Some(request.role), now)?;
    Ok(account)
}

/// The invitation of an account that waits; `NotFound` when none does.
pub fn invitation_of(conn: &mut Conn, account: AccountId) -> Fallible<InvitationId> {
    invitations::find_of(conn, account).map(|waiting| waiting.id)
}

/// One of the staff, or somebody who is invited, with the role they are to have.
pub fn find(conn: &mut Conn, account: AccountId) -> Fallible<StaffMember> {
    let person = store::find(conn, account)?;
    if person.account.role.is_some() {
        return describe(conn, person);
    }
    let waiting = invitations::find_of(conn, account)?;
    Ok(StaffMember { role: Some(waiting.role), ..describe(conn, person)? })
}

/// Invitations that wait, the newest first; also those whose time is over.
pub fn list_invitations(conn: &mut Conn) -> Fallible<Vec<Invitation>> {
    invitations::list(conn)?.into_iter().map(|waiting| described(conn, waiting)).collect()
}

/// Mails another link, which is good for seven days; the one before is good no more.
pub fn resend_invitation(conn: &mut Conn, config: &Config, id: InvitationId, now: Moment) -> Fallible<Invitation> {
    let waiting = invitations::find(conn, id)?;
    let person = store::find(conn, waiting.account)?;
    invitations::prolong(conn, id, now + Purpose::Invitation.life())?;
    mail_invitation(conn, config, &person, now)?;
    let waiting = invitations::find(conn, id)?;
    described(conn, waiting)
}

/// Takes an invitation back: its link is good no more.
pub fn revoke_invitation(conn: &mut Conn, by: AccountId, id: InvitationId, now: Moment) -> Fallible<()> {
    let waiting = invitations::find(conn, id)?;
    invitations::end(conn, waiting.account, now)?;
    store::void_invitations(conn, waiting.account, now)?;
    trail::record(conn, "invitation_revoked", by, Whom::Staff(waiting.account), Some(waiting.role), now)
}

/// Somebody followed the link of an invitation: they have its role now. Who got one meanwhile keeps it.
pub fn accept_invitation(conn: &mut Conn, account: AccountId, now: Moment) -> Fallible<()> {
    let role = invitations::accept(conn, account, now)?.ok_or(Refusal::LinkExpired)?;
    invitations::give_role(conn, account, role)?;
    store::void_invitations(conn, account, now)?;
    trail::record(conn, "invitation_accepted", account, Whom::Staff(account), Some(role), now)
}

/// Gives a member of the staff another role, or makes them a customer; their sessions end. Refuses the last admin.
pub fn change_role(
    conn: &mut Conn,
    by: AccountId,
    account: AccountId,
    role: Option<Role>,
    now: Moment,
) -> Fallible<StaffMember> {
    let admins = invitations::lock_admins(conn)?;
    let person = member(conn, account)?;
    if role == person.account.role {
        return describe(conn, person);
    }
    if role != Some(Role::Admin) {
        check_not_last(&admins, account)?;
    }
    invitations::set_role(conn, account, role)?;
    sessions::revoke_all(conn, account, None, now)?;
    trail::record(conn, "role_changed", by, Whom::Staff(account), role, now)?;
    let person = store::find(conn, account)?;
    describe(conn, person)
}

/// Shuts a member of the staff out, or lets them in again. Refuses the last admin.
pub fn set_state(
    conn: &mut Conn,
    by: AccountId,
    account: AccountId,
    disabled: bool,
    now: Moment,
) -> Fallible<StaffMember> {
    let admins = invitations::lock_admins(conn)?;
    let person = member(conn, account)?;
    if disabled == person.disabled_at.is_some() {
        return describe(conn, person);
    }
    if disabled {
        check_not_last(&admins, account)?;
        sessions::revoke_all(conn, account, None, now)?;
        store::void_links(conn, account, now)?;
    }
    invitations::set_disabled(conn, account, disabled.then_some(now))?;
    trail::record(conn, if disabled { "disabled" } else { "enabled" }, by, Whom::Staff(account), None, now)?;
    let person = store::find(conn, account)?;
    describe(conn, person)
}

/// Takes somebody's second factor away, because they lost it; they are told by mail.
pub fn reset_second_factor(
    conn: &mut Conn,
    config: &Config,
    by: AccountId,
    account: AccountId,
    now: Moment,
) -> Fallible<()> {
    second_factor::remove(conn, config, account, now)?;
    trail::record(conn, "second_factor_reset", by, Whom::Staff(account), None, now)
}

/// Refuses to take away the last who may do everything. Whoever asks holds what this decides on until the transaction ends.
pub fn check_may_leave(conn: &mut Conn, account: AccountId) -> Fallible<()> {
    let admins = invitations::lock_admins(conn)?;
    check_not_last(&admins, account)
}

fn check_not_last(admins: &[AccountId], account: AccountId) -> Fallible<()> {
    if admins == [account] { Err(Refusal::LastAdmin.into()) } else { Ok(()) }
}

/// One of the staff; `NotFound` for a customer.
fn member(conn: &mut Conn, account: AccountId) -> Fallible<Person> {
    let person = store::find(conn, account)?;
    if person.account.role.is_some() { Ok(person) } else { Err(Refusal::NotFound.into()) }
}

fn describe(conn: &mut Conn, person: Person) -> Fallible<StaffMember> {
    let described = describe_all(conn, vec![person])?.pop();
    described.ok_or_else(|| Error::fault("describe a member of the staff", "they are gone"))
}

/// However many they are, two questions.
fn describe_all(conn: &mut Conn, people: Vec<Person>) -> Fallible<Vec<StaffMember>> {
    let ids: Vec<AccountId> = people.iter().map(|person| person.account.id).collect();
    let confirmed = store::second_factors::confirmed(conn, &ids)?;
    let seen = invitations::seen_at(conn, &ids)?;
    let member = |Person { account, disabled_at, .. }: Person| StaffMember {
        has_second_factor: confirmed.contains(&account.id),
        seen_at: seen.get(&account.id).copied(),
        id: account.id,
        name: account.name,
        email: account.email,
        role: account.role,
        disabled_at,
    };
    Ok(people.into_iter().map(member).collect())
}

fn described(conn: &mut Conn, waiting: Waiting) -> Fallible<Invitation> {
    let Waiting { id, account: _, email, name, role, invited_by, created_at, expires_at } = waiting;
    let invited_by = store::names(conn, &[invited_by])?.remove(&invited_by);
    Ok(Invitation { id, email, name, role, invited_by, created_at, expires_at })
}

fn mail_invitation(conn: &mut Conn, config: &Config, person: &Person, now: Moment) -> Fallible<()> {
    let account = person.account.id;
    if !may_mail(conn, account, now)? {
        let retry_after_seconds = rules::MAIL_WINDOW.num_seconds().unsigned_abs();
        return Err(Refusal::TooManyRequests { retry_after_seconds }.into());
    }
    store::void_invitations(conn, account, now)?;
    let link = Link { account, email: person.account.email.clone(), registration: None };
    let secret = store::new_link(conn, Purpose::Invitation, &link, now)?;
    mail(conn, config, person, now, |letter| letter.invited(&secret))
}
