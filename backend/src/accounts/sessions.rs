//! Sessions of browsers: a row that can be revoked, and a signed token that points to it for fifteen minutes.

use super::tokens::{Claims, Tokens};
use crate::announce::{Announcement, announce};
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::LockRows;
use crate::error::Fallible;
use crate::house;
use crate::schema::{accounts, second_factors, sessions};
use crate::secrets;
use crate::word::Word;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use shared::accounts::{Role, SessionEntry};
use shared::ids::{AccountId, SessionId, VisitorId};
use shared::refusal::Refusal;

/// How long a session lives without being used.
const SESSION_DAYS: i64 = 180;
/// How long the token before the present one is accepted: several tabs renew at once.
const GRACE_SECONDS: i64 = 60;
/// How long the session before a sign-in still answers requests that were under way.
pub(super) const SUPERSEDED_SECONDS: i64 = 10;
/// Sessions listed at most.
const LIST_MAX: i64 = 100;

/// Who a session belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Who {
    pub session: SessionId,
    pub visitor: VisitorId,
    pub account: Option<(AccountId, Option<Role>)>,
    /// The member of the staff who acts as the account.
    pub impersonator: Option<AccountId>,
    /// Of the staff, but without the second factor that the house asks for: counts as having no role.
    pub must_enrol: bool,
}

impl Who {
    /// Refuses whoever acts as somebody else.
    pub fn in_person(&self) -> Fallible<()> {
        if self.impersonator.is_none() { Ok(()) } else { Err(Refusal::Impersonating.into()) }
    }
}

/// Whose new session it is.
#[derive(Clone, Copy, Default)]
pub(super) struct Owner {
    pub visitor: Option<VisitorId>,
    pub account: Option<AccountId>,
    /// The member of the staff who acts as the account, and who they were before.
    pub impersonator: Option<(AccountId, VisitorId)>,
}

/// The browser that asks: its session, if it has one, and the words of its own header.
#[derive(Debug, Clone)]
pub struct Browser {
    pub known: Option<Who>,
    pub device: String,
}

/// Starts a session of a visitor nobody knows yet, or of `visitor`; returns it with its token.
pub fn start(
    conn: &mut Conn,
    tokens: &Tokens,
    device: &str,
    visitor: Option<VisitorId>,
    now: Moment,
) -> Fallible<(Who, String)> {
    insert(conn, tokens, device, Owner { visitor, ..Owner::default() }, now)
}

/// Starts the session of an account in this browser; returns its token.
///
/// It is a new session, so whoever knew the token from before knows nothing now. The visitor stays, and with it the
/// basket, unless the browser was signed in as somebody else.
pub fn sign_in(
    conn: &mut Conn,
    tokens: &Tokens,
    browser: &Browser,
    account: AccountId,
    now: Moment,
) -> Fallible<String> {
    let mut visitor = None;
    if let Some(known) = browser.known {
        end_at(conn, known.session, now + TimeDelta::seconds(SUPERSEDED_SECONDS))?;
        let was_nobody_else = known.account.is_none_or(|(before, _)| before == account);
        visitor = was_nobody_else.then_some(known.visitor);
    }
    let owner = Owner { visitor, account: Some(account), impersonator: None };
    let (_, token) = insert(conn, tokens, &browser.device, owner, now)?;
    Ok(token)
}

/// What looking up a token that is not over tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recognised {
    Known(Who),
    /// The first use of the present token: [`touch`] the session, so that the one before is worth nothing any more.
    FirstUse(Who),
    /// Revoked, over, or a secret from before: only [`renew`] can tell.
    Doubtful,
}

/// Looks up a token that is not over.
pub fn recognise(conn: &mut Conn, claims: &Claims, now: Moment) -> Fallible<Recognised> {
    let Some(row) = live(conn, claims.session(), now)? else { return Ok(Recognised::Doubtful) };
    Ok(match row.token(claims, now) {
        Token::Present if row.present_was_used() => Recognised::Known(row.who(conn)?),
        Token::Present => Recognised::FirstUse(row.who(conn)?),
        Token::Former { in_grace: true } => Recognised::Known(row.who(conn)?),
        Token::Former { in_grace: false } | Token::Foreign => Recognised::Doubtful,
    })
}

/// Whether a session is neither over nor ended.
pub fn is_live(conn: &mut Conn, session: SessionId, now: Moment) -> Fallible<bool> {
    Ok(live(conn, session, now)?.is_some_and(|row| row.revoked_at.is_none()))
}

/// The account that a browser is signed in to, if its newest session is one.
pub fn account_of(conn: &mut Conn, visitor: VisitorId) -> Fallible<Option<AccountId>> {
    let newest: Option<Option<i64>> = sessions::table
        .filter(sessions::visitor_id.eq(visitor.0).and(sessions::revoked_at.is_null()))
        .order(sessions::id.desc())
        .select(sessions::account_id)
        .first(conn)
        .optional()?;
    Ok(newest.flatten().map(AccountId))
}

/// Notes that the session was used.
pub fn touch(conn: &mut Conn, session: SessionId, now: Moment) -> Fallible<()> {
    diesel::update(sessions::table.find(session.0)).set(sessions::seen_at.eq(now.naive_utc())).execute(conn)?;
    Ok(())
}

/// Looks up an over token's session by its secret and gives it a new one; none when the session is no more.
///
/// Within a minute after a renewal the former token is still accepted, without a new one: several tabs renew at once.
/// It is also accepted as long as the present one was never used: the answer that carried it was lost. Otherwise it
/// can only have been stolen, and ends the session.
pub fn renew(
    conn: &mut Conn,
    tokens: &Tokens,
    claims: &Claims,
    now: Moment,
) -> Fallible<Option<(Who, Option<String>)>> {
    let session = claims.session();
    // Waits for another tab's renewal, and sees it.
    sessions::table.find(session.0).select(sessions::id).lock_rows().load::<i64>(conn)?;
    let Some(row) = live(conn, session, now)? else { return Ok(None) };
    let known = row.who(conn)?;
    let token = row.token(claims, now);
    let may_stay = matches!(token, Token::Present | Token::Former { in_grace: true });
    if row.revoked_at.is_some() {
        // Superseded by a sign-in: the last requests under way are answered, nothing is prolonged.
        return Ok(may_stay.then_some((known, None)));
    }
    match token {
        Token::Present => {
            let former = row.token_hash;
            rotate(conn, tokens, session, &former, now).map(|token| Some((known, Some(token))))
        }
        Token::Former { in_grace: true } => Ok(Some((known, None))),
        Token::Former { in_grace: false } if !row.present_was_used() => {
            let former = secrets::hash(&claims.jti);
            rotate(conn, tokens, session, &former, now).map(|token| Some((known, Some(token))))
        }
        Token::Former { .. } | Token::Foreign => {
            end_at(conn, session, now)?;
            Ok(None)
        }
    }
}

/// The live sessions of an account, the last used first.
pub fn list(conn: &mut Conn, account: AccountId, current: SessionId, now: Moment) -> Fallible<Vec<SessionEntry>> {
    let rows: Vec<(i64, String, NaiveDateTime, NaiveDateTime)> = sessions::table
        .filter(sessions::account_id.eq(account.0).and(sessions::impersonator_id.is_null()))
        .filter(sessions::revoked_at.is_null().and(sessions::expires_at.gt(now.naive_utc())))
        .order((sessions::seen_at.desc(), sessions::id.desc()))
        .limit(LIST_MAX)
        .select((sessions::id, sessions::device, sessions::created_at, sessions::seen_at))
        .load(conn)?;
    let entry = |(id, device, created_at, seen_at): (i64, String, NaiveDateTime, NaiveDateTime)| SessionEntry {
        id: SessionId(id),
        device: super::rules::device_in_words(&device),
        created_at: created_at.and_utc(),
        seen_at: seen_at.and_utc(),
        current: SessionId(id) == current,
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// Ends a session.
pub fn revoke(conn: &mut Conn, session: SessionId, now: Moment) -> Fallible<()> {
    end_at(conn, session, now)
}

/// Ends a session if it is one of this account; whether it was.
pub fn revoke_own(conn: &mut Conn, account: AccountId, session: SessionId, now: Moment) -> Fallible<bool> {
    let own = sessions::table
        .filter(sessions::id.eq(session.0).and(sessions::account_id.eq(account.0)))
        .filter(sessions::revoked_at.is_null().and(sessions::expires_at.gt(now.naive_utc())));
    let ended = diesel::update(own).set(sessions::revoked_at.eq(now.naive_utc())).execute(conn)?;
    announce(conn, Announcement::SessionEnded { session });
    Ok(ended == 1)
}

/// Ends all sessions of an account and those in which it acts as others, but `except`.
pub fn revoke_all(conn: &mut Conn, account: AccountId, except: Option<SessionId>, now: Moment) -> Fallible<()> {
    announce(conn, Announcement::SessionsEnded { account, except });
    let except = except.map_or(0, |session| session.0);
    let theirs = sessions::account_id.eq(account.0).or(sessions::impersonator_id.eq(account.0));
    let others = sessions::table.filter(theirs).filter(sessions::id.ne(except));
    let live = others.filter(sessions::revoked_at.is_null().or(sessions::revoked_at.gt(now.naive_utc())));
    diesel::update(live).set(sessions::revoked_at.eq(now.naive_utc())).execute(conn)?;
    Ok(())
}

/// Forgets all sessions of an account, with what they say about its devices.
pub fn forget_all(conn: &mut Conn, account: AccountId) -> Fallible<()> {
    announce(conn, Announcement::SessionsEnded { account, except: None });
    let theirs = sessions::account_id.eq(account.0).or(sessions::impersonator_id.eq(account.0));
    diesel::delete(sessions::table.filter(theirs)).execute(conn)?;
    Ok(())
}

/// Forgets sessions that ended before `before`.
pub fn tidy(conn: &mut Conn, before: Moment) -> Fallible<()> {
    let before = before.naive_utc();
    diesel::delete(sessions::table.filter(sessions::revoked_at.lt(before).or(sessions::expires_at.lt(before))))
        .execute(conn)?;
    Ok(())
}

/// Starts a session.
pub(super) fn insert(
    conn: &mut Conn,
    tokens: &Tokens,
    device: &str,
    owner: Owner,
    now: Moment,
) -> Fallible<(Who, String)> {
    let Owner { visitor, account, impersonator } = owner;
    let visitor = match visitor {
        Some(visitor) => visitor.0,
        None => super::new_visitor(conn, now)?.0,
    };
    let secret = secrets::new_token()?;
    let session: i64 = diesel::insert_into(sessions::table)
        .values((
            sessions::visitor_id.eq(visitor),
            sessions::account_id.eq(account.map(|account| account.0)),
            sessions::impersonator_id.eq(impersonator.map(|(staff, _)| staff.0)),
            sessions::impersonator_visitor_id.eq(impersonator.map(|(_, visitor)| visitor.0)),
            sessions::token_hash.eq(secrets::hash(&secret)),
            sessions::rotated_at.eq(now.naive_utc()),
            sessions::device.eq(device),
            sessions::created_at.eq(now.naive_utc()),
            sessions::seen_at.eq(now.naive_utc()),
            sessions::expires_at.eq((now + TimeDelta::days(SESSION_DAYS)).naive_utc()),
        ))
        .returning(sessions::id)
        .get_result(conn)?;
    let token = tokens.sign(SessionId(session), &secret, now)?;
    let who = Who {
        session: SessionId(session),
        visitor: VisitorId(visitor),
        account: account.map(|account| (account, None)),
        impersonator: impersonator.map(|(staff, _)| staff),
        must_enrol: false,
    };
    Ok((who, token))
}

/// Gives a session a new secret; the one whose hash is `former` is good for a minute more.
fn rotate(conn: &mut Conn, tokens: &Tokens, session: SessionId, former: &str, now: Moment) -> Fallible<String> {
    let secret = secrets::new_token()?;
    diesel::update(sessions::table.find(session.0))
        .set((
            sessions::previous_token_hash.eq(former),
            sessions::token_hash.eq(secrets::hash(&secret)),
            sessions::rotated_at.eq(now.naive_utc()),
            sessions::seen_at.eq(now.naive_utc()),
            sessions::expires_at.eq((now + TimeDelta::days(SESSION_DAYS)).naive_utc()),
        ))
        .execute(conn)?;
    tokens.sign(session, &secret, now)
}

/// Ends a session at `end`, if it does not end earlier.
pub(super) fn end_at(conn: &mut Conn, session: SessionId, end: Moment) -> Fallible<()> {
    let live = sessions::table
        .filter(sessions::id.eq(session.0))
        .filter(sessions::revoked_at.is_null().or(sessions::revoked_at.gt(end.naive_utc())));
    diesel::update(live).set(sessions::revoked_at.eq(end.naive_utc())).execute(conn)?;
    announce(conn, Announcement::SessionEnded { session });
    Ok(())
}

fn live(conn: &mut Conn, session: SessionId, now: Moment) -> Fallible<Option<SessionRow>> {
    let row = sessions::table
        .left_join(accounts::table.left_join(second_factors::table))
        .filter(sessions::id.eq(session.0).and(sessions::expires_at.gt(now.naive_utc())))
        .filter(sessions::revoked_at.is_null().or(sessions::revoked_at.gt(now.naive_utc())))
        .filter(accounts::disabled_at.is_null())
        .select((
            sessions::id,
            sessions::visitor_id,
            sessions::account_id,
            accounts::role.nullable(),
            second_factors::confirmed_at.nullable(),
            sessions::impersonator_id,
            sessions::token_hash,
            sessions::previous_token_hash,
            sessions::rotated_at,
            sessions::seen_at,
            sessions::revoked_at,
        ))
        .first(conn)
        .optional()?;
    Ok(row)
}

/// Which of a session's secrets a token carries.
enum Token {
    Present,
    Former { in_grace: bool },
    Foreign,
}

#[derive(Queryable)]
struct SessionRow {
    id: i64,
    visitor_id: i64,
    account_id: Option<i64>,
    role: Option<String>,
    second_factor_at: Option<NaiveDateTime>,
    impersonator_id: Option<i64>,
    token_hash: String,
    previous_token_hash: Option<String>,
    rotated_at: NaiveDateTime,
    seen_at: NaiveDateTime,
    revoked_at: Option<NaiveDateTime>,
}

impl SessionRow {
    fn who(&self, conn: &mut Conn) -> Fallible<Who> {
        // Whoever acts as somebody else has no role, even if that one has got one meanwhile.
        let role = self.role.as_deref().filter(|_| self.impersonator_id.is_none());
        let role = role.map(Role::of_word).transpose()?;
        let must_enrol = role.is_some() && self.second_factor_at.is_none() && house::second_factor_required(conn)?;
        let role = role.filter(|_| !must_enrol);
        Ok(Who {
            impersonator: self.impersonator_id.map(AccountId),
            must_enrol,
            session: SessionId(self.id),
            visitor: VisitorId(self.visitor_id),
            account: self.account_id.map(|account| (AccountId(account), role)),
        })
    }

    fn token(&self, claims: &Claims, now: Moment) -> Token {
        let given = secrets::hash(&claims.jti);
        if given == self.token_hash {
            return Token::Present;
        }
        let in_grace = now.naive_utc() - self.rotated_at <= TimeDelta::seconds(GRACE_SECONDS);
        if self.previous_token_hash.as_ref() == Some(&given) { Token::Former { in_grace } } else { Token::Foreign }
    }

    fn present_was_used(&self) -> bool {
        self.seen_at > self.rotated_at
    }
}
