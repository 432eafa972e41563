//! Sessions of browsers: a row that can be revoked, and a signed token that points to it for fifteen minutes.

use crate::clock::Moment;
use crate::config::SecretKey;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::schema::{accounts, sessions, visitors};
use crate::secrets;
use crate::word::Word;
use chrono::TimeDelta;
use diesel::prelude::*;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use shared::accounts::Role;
use shared::ids::{AccountId, SessionId, VisitorId};

/// How long a token is believed without asking for a new one.
const TOKEN_MINUTES: i64 = 15;
/// How long a session lives without being used.
const SESSION_DAYS: i64 = 180;
/// How long the token before the present one is accepted: several tabs renew at once.
const GRACE_SECONDS: i64 = 60;
const AUDIENCE: &str = "billetterie";
const TOKEN_TYPE: &str = "session";

/// Who a session belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Who {
    pub session: SessionId,
    pub visitor: VisitorId,
    pub account: Option<(AccountId, Option<Role>)>,
}

/// What a token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    sub: String,
    jti: String,
    aud: String,
    typ: String,
    iat: i64,
    exp: i64,
}

impl Claims {
    pub fn session(&self) -> SessionId {
        // A signed token of ours always has a number here; 0 is no session.
        self.sub.parse().unwrap_or(SessionId(0))
    }

    pub fn is_fresh(&self, now: Moment) -> bool {
        now.timestamp() < self.exp
    }
}

/// Signs and reads tokens.
#[derive(Clone)]
pub struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
}

impl Tokens {
    pub fn new(secret_key: &SecretKey) -> Self {
        let key = secrets::key_for(secret_key, "session tokens");
        Self { encoding: EncodingKey::from_secret(&key), decoding: DecodingKey::from_secret(&key) }
    }

    /// The claims of a token that we signed for a session; also of one that is over, which only serves to renew.
    pub fn read(&self, token: &str) -> Option<Claims> {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&[AUDIENCE]);
        validation.validate_exp = false;
        let read = jsonwebtoken::decode::<Claims>(token, &self.decoding, &validation).ok()?;
        (read.claims.typ == TOKEN_TYPE).then_some(read.claims)
    }

    fn sign(&self, session: SessionId, secret: &str, now: Moment) -> Fallible<String> {
        let claims = Claims {
            sub: session.to_string(),
            jti: secret.to_owned(),
            aud: AUDIENCE.to_owned(),
            typ: TOKEN_TYPE.to_owned(),
            iat: now.timestamp(),
            exp: (now + TimeDelta::minutes(TOKEN_MINUTES)).timestamp(),
        };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encoding)
            .map_err(|cause| Error::fault("sign a token", cause))
    }
}

/// Starts a session of a visitor nobody knows yet, or of `visitor`; returns it with its token.
pub fn start(
    conn: &mut Conn,
    tokens: &Tokens,
    device: &str,
    visitor: Option<VisitorId>,
    now: Moment,
) -> Fallible<(Who, String)> {
    let visitor = match visitor {
        Some(visitor) => visitor.0,
        None => diesel::insert_into(visitors::table)
            .values(visitors::created_at.eq(now.naive_utc()))
            .returning(visitors::id)
            .get_result(conn)?,
    };
    let secret = secrets::new_token()?;
    let session: i64 = diesel::insert_into(sessions::table)
        .values((
            sessions::visitor_id.eq(visitor),
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
    Ok((Who { session: SessionId(session), visitor: VisitorId(visitor), account: None }, token))
}

/// Who a live session belongs to; none when it was revoked or is over.
pub fn recognise(conn: &mut Conn, session: SessionId, now: Moment) -> Fallible<Option<Who>> {
    let row: Option<(i64, Option<i64>, Option<String>)> = sessions::table
        .left_join(accounts::table)
        .filter(sessions::id.eq(session.0))
        .filter(sessions::revoked_at.is_null().and(sessions::expires_at.gt(now.naive_utc())))
        .select((sessions::visitor_id, sessions::account_id, accounts::role.nullable()))
        .first(conn)
        .optional()?;
    let Some((visitor, account, role)) = row else { return Ok(None) };
    let role = role.map(|role| Role::of_word(&role)).transpose()?;
    let account = account.map(|account| (AccountId(account), role));
    Ok(Some(Who { session, visitor: VisitorId(visitor), account }))
}

/// Looks up an over token's session by its secret and gives it a new one.
///
/// Within a minute after a renewal the former token is still accepted, without a new one. Later it can only have been
/// stolen, and ends the session.
pub fn renew(conn: &mut Conn, tokens: &Tokens, claims: &Claims, now: Moment) -> Fallible<Option<(Who, Option<String>)>> {
    let session = claims.session();
    let Some(known) = recognise(conn, session, now)? else { return Ok(None) };
    let (present, former, rotated_at): (String, Option<String>, chrono::NaiveDateTime) = sessions::table
        .find(session.0)
        .select((sessions::token_hash, sessions::previous_token_hash, sessions::rotated_at))
        .first(conn)?;
    let given = secrets::hash(&claims.jti);
    if given == present {
        return rotate(conn, tokens, session, now).map(|token| Some((known, Some(token))));
    }
    let in_grace = now.naive_utc() - rotated_at <= TimeDelta::seconds(GRACE_SECONDS);
    if former.as_deref() == Some(given.as_str()) && in_grace {
        return Ok(Some((known, None)));
    }
    revoke(conn, session, now)?;
    Ok(None)
}

/// Gives a session a new secret, so that a token from before (of a sign-in, of 15 minutes ago) is no use any more.
pub fn rotate(conn: &mut Conn, tokens: &Tokens, session: SessionId, now: Moment) -> Fallible<String> {
    let secret = secrets::new_token()?;
    diesel::update(sessions::table.find(session.0))
        .set((
            sessions::previous_token_hash.eq(sessions::token_hash.nullable()),
            sessions::token_hash.eq(secrets::hash(&secret)),
            sessions::rotated_at.eq(now.naive_utc()),
            sessions::seen_at.eq(now.naive_utc()),
            sessions::expires_at.eq((now + TimeDelta::days(SESSION_DAYS)).naive_utc()),
        ))
        .execute(conn)?;
    tokens.sign(session, &secret, now)
}

/// Ends a session.
pub fn revoke(conn: &mut Conn, session: SessionId, now: Moment) -> Fallible<()> {
    diesel::update(sessions::table.find(session.0)).set(sessions::revoked_at.eq(now.naive_utc())).execute(conn)?;
    Ok(())
}
