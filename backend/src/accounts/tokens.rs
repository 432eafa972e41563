//! The signed tokens of sessions: each points to a row for fifteen minutes.

use crate::clock::Moment;
use crate::config::SecretKey;
use crate::error::{Error, Fallible};
use crate::secrets;
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use shared::ids::SessionId;

/// How long a token is believed without asking for a new one.
const TOKEN_MINUTES: i64 = 15;
const AUDIENCE: &str = "billetterie";
const TOKEN_TYPE: &str = "session";

/// What a token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    sub: String,
    pub(super) jti: String,
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

    pub(super) fn sign(&self, session: SessionId, secret: &str, now: Moment) -> Fallible<String> {
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
