//! What is written down of keys and webhooks. Keys and secrets are not told.

use super::store::Client;
use super::store::hooks::StoredEndpoint;
use crate::changes::{self, Actor, Entry, field};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::word::Word;
use shared::admin::{FieldChange, Words};
use shared::ids::AccountId;

/// A program with a key: it got one, or lost it.
pub fn client(conn: &mut Conn, act: &str, by: AccountId, client: &Client, now: Moment) -> Fallible<()> {
    let scopes = || words(&client.scopes);
    let (before, after) = if act == "created" { (String::new(), scopes()) } else { (scopes(), String::new()) };
    let fields = vec![
        field("prefix", Words::new("Début de la clé", "How the key begins"), "", client.prefix.as_str()),
        field("scopes", Words::new("Droits", "Scopes"), before, after),
    ];
    let (object, title) = (client.id.to_string(), client.name.clone());
    changes::record(conn, &Entry { by: Some(Actor::of(by)), noun: "api_clients", object, title, act, fields }, now)
}

/// An endpoint as it was and as it is; one that did not change is not told.
pub fn endpoint(
    conn: &mut Conn,
    by: AccountId,
    (before, after): (Option<&StoredEndpoint>, Option<&StoredEndpoint>),
    now: Moment,
) -> Fallible<()> {
    let act = match (before, after) {
        (None, _) => "created",
        (_, None) => "removed",
        _ => "changed",
    };
    let fields = differences(before, after);
    let Some(endpoint) = after.or(before).filter(|_| !fields.is_empty()) else {
        return Ok(());
    };
    let (object, title) = (endpoint.id.to_string(), endpoint.url.clone());
    changes::record(conn, &Entry { by: Some(Actor::of(by)), noun: "webhooks", object, title, act, fields }, now)
}

/// How a member is put into words.
type Said = fn(&StoredEndpoint) -> String;

fn differences(before: Option<&StoredEndpoint>, after: Option<&StoredEndpoint>) -> Vec<FieldChange> {
    let members: [(&str, Words, Said); 4] = [
        ("url", Words::new("Adresse", "Address"), |of| of.url.clone()),
        ("description", Words::new("Description", "Description"), |of| of.description.clone()),
        ("events", Words::new("Événements", "Events"), |of| words(&of.events)),
        ("disabled", Words::new("Désactivé", "Disabled"), |of| of.disabled_at.is_some().to_string()),
    ];
    let value = |of: Option<&StoredEndpoint>, read: fn(&StoredEndpoint) -> String| of.map(read).unwrap_or_default();
    let each = members.into_iter().map(|(key, label, read)| (key, label, value(before, read), value(after, read)));
    each.filter(|(_, _, before, after)| before != after)
        .map(|(key, label, before, after)| field(key, label, before, after))
        .collect()
}

fn words<T: Word + Copy>(of: &[T]) -> String {
    of.iter().map(|one| (*one).word()).collect::<Vec<_>>().join(", ")
}
