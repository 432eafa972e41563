//! The tokens that programs get for their key: good for fifteen minutes, and never mistaken for those of sessions.

use super::rules;
use crate::clock::Moment;
use crate::config::SecretKey;
use crate::error::{Error, Fallible};
use crate::secrets;
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use shared::ids::ApiClientId;
use shared::partners::{Scope, TokenAnswer};

const TOKEN_MINUTES: i64 = 15;
const AUDIENCE: &str = "billetterie-api";
const TOKEN_TYPE: &str = "client";

/// What a token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    sub: String,
    aud: String,
    typ: String,
    scope: String,
    iat: i64,
    exp: i64,
}

impl Claims {
    pub fn client(&self) -> ApiClientId {
        // A signed token of ours always has a number here; 0 is no program.
        self.sub.parse().unwrap_or(ApiClientId(0))
    }

    pub fn scopes(&self) -> Vec<Scope> {
        rules::of_words(&self.scope)
    }
}

/// Signs and reads tokens of programs.
#[derive(Clone)]
pub struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
}

impl Tokens {
    pub fn new(secret_key: &SecretKey) -> Self {
        let key = secrets::key_for(secret_key, "client tokens");
        Self { encoding: EncodingKey::from_secret(&key), decoding: DecodingKey::from_secret(&key) }
    }

    /// The claims of a token that we signed for a program and that is not over.
    pub fn read(&self, token: &str, now: Moment) -> Option<Claims> {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&[AUDIENCE]);
        // The library would ask the system what time it is.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &self.decoding, &validation).ok()?.claims;
        (claims.typ == TOKEN_TYPE && now.timestamp() < claims.exp).then_some(claims)
    }

    pub fn sign(&self, client: ApiClientId, scopes: &[Scope], now: Moment) -> Fallible<TokenAnswer> {
        let life = TimeDelta::minutes(TOKEN_MINUTES);
        let claims = Claims {
            sub: client.to_string(),
            aud: AUDIENCE.to_owned(),
            typ: TOKEN_TYPE.to_owned(),
            scope: rules::in_words(scopes),
            iat: now.timestamp(),
            exp: (now + life).timestamp(),
        };
        let access_token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encoding)
            .map_err(|cause| Error::fault("sign a token", cause))?;
        let token_type = "Bearer".to_owned();
        Ok(TokenAnswer { access_token, token_type, expires_in: life.num_seconds(), scope: claims.scope })
    }
}
