//! Programs of third parties: the keys they call with, and the webhooks that tell them what happened.

pub mod delivering;
pub mod hooks;
pub mod http;
mod rules;
mod store;
pub mod tokens;
mod trail;

use crate::accounts;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::request::text;
use crate::secrets;
use chrono::TimeDelta;
use shared::ids::{AccountId, ApiClientId};
use shared::partners::{ApiClient, CreateApiClient, NewApiClient, Scope};
use shared::refusal::Refusal;
use store::{Client, NewClient};
use tokens::Tokens;

/// Longest name of a program, in characters.
const NAME_MAX: usize = 80;
/// How exact the moment of the last use is.
const USE_NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// A program that was recognised by its key or token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub client: ApiClientId,
    pub scopes: Vec<Scope>,
    /// Whoever gave it the key answers for what it does.
    pub account: AccountId,
    /// Whether [`note_use`] is due.
    pub is_use_due: bool,
}

/// Gives a program a key, which is answered once.
pub fn create_client(conn: &mut Conn, by: AccountId, request: &CreateApiClient, now: Moment) -> Fallible<NewApiClient> {
    let name = text("name", &request.name, 1, NAME_MAX)?;
    let scopes = rules::distinct(&request.scopes);
    if scopes.is_empty() {
        return Err(Error::invalid("scopes", "must have at least one"));
    }
    let prefix = format!("bk_{}", hex::encode(secrets::random::<6>()?));
    let key = format!("{prefix}_{}", secrets::new_token()?);
    let new = NewClient { name: &name, prefix: &prefix, key_hash: &secrets::hash(&key), scopes: &scopes, by };
    let id = store::insert(conn, &new, now)?;
    let client = store::find(conn, id)?;
    trail::client(conn, "created", by, &client, now)?;
    Ok(NewApiClient { client: described(conn, client)?, key })
}

/// All programs, the newest first, also those whose key was revoked.
pub fn list_clients(conn: &mut Conn) -> Fallible<Vec<ApiClient>> {
    store::list(conn)?.into_iter().map(|client| described(conn, client)).collect()
}

/// The key and the tokens made with it are good no more; `NotFound` when they were not.
pub fn revoke_client(conn: &mut Conn, by: AccountId, id: ApiClientId, now: Moment) -> Fallible<()> {
    if !store::revoke(conn, id, now)? {
        return Err(Refusal::NotFound.into());
    }
    let client = store::find(conn, id)?;
    trail::client(conn, "revoked", by, &client, now)
}

/// Who calls with this `Authorization: Bearer`: a key, or a token made with one; none when it is neither or good no more.
pub fn recognise(conn: &mut Conn, tokens: &Tokens, bearer: &str, now: Moment) -> Fallible<Option<Known>> {
    if bearer.starts_with("bk_") {
        return Ok(store::find_by_key(conn, &secrets::hash(bearer))?.map(|client| known(client, None, now)));
    }
    let Some(claims) = tokens.read(bearer, now) else { return Ok(None) };
    let client = store::find_live(conn, claims.client())?;
    Ok(client.map(|client| known(client, Some(&claims.scopes()), now)))
}

/// The program whose id and key these are; none when they do not belong together.
pub fn recognise_key(conn: &mut Conn, client_id: &str, key: &str, now: Moment) -> Fallible<Option<Known>> {
    let client = store::find_by_key(conn, &secrets::hash(key))?.filter(|client| client.prefix == client_id);
    Ok(client.map(|client| known(client, None, now)))
}

/// Notes that a program has just called.
pub fn note_use(conn: &mut Conn, client: ApiClientId, now: Moment) -> Fallible<()> {
    store::note_use(conn, client, now)
}

/// Scopes from words separated by spaces, of those the program has; `None` when it has not all of them.
pub fn narrowed(has: &[Scope], wanted: Option<&str>) -> Option<Vec<Scope>> {
    rules::narrowed(has, wanted)
}

/// Scopes as words separated by spaces.
pub fn in_words(scopes: &[Scope]) -> String {
    rules::in_words(scopes)
}

fn known(client: Client, only: Option<&[Scope]>, now: Moment) -> Known {
    let scopes = client.scopes.into_iter().filter(|scope| only.is_none_or(|only| only.contains(scope)));
    Known {
        client: client.id,
        scopes: scopes.collect(),
        account: client.created_by,
        is_use_due: client.last_used_at.is_none_or(|at| now - at >= USE_NOTED_EVERY),
    }
}

fn described(conn: &mut Conn, client: Client) -> Fallible<ApiClient> {
    let Client { id, name, prefix, scopes, created_by, created_at, last_used_at, revoked_at } = client;
    let created_by = accounts::names(conn, &[created_by])?.remove(&created_by);
    Ok(ApiClient { id, name, prefix, scopes, created_by, created_at, last_used_at, revoked_at })
}
