//! The key that shows an order without an account: from the mail's link, kept for this tab.

use crate::route::use_query;
use shared::ids::OrderId;
use web_sys::Storage;
use yew::prelude::*;

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn stored_as(id: OrderId) -> String {
    format!("order-key-{id}")
}

/// Keeps the key of an order for this tab, so that a reload or another page of the order needs no link again.
pub fn keep_order_key(id: OrderId, key: &str) {
    if let Some(storage) = storage().filter(|_| !key.is_empty()) {
        // A full or forbidden store only means that the link is needed again.
        let _ = storage.set_item(&stored_as(id), key);
    }
}

/// The key in the page's address, else the one kept for this tab.
#[hook]
pub fn use_order_key(id: OrderId) -> Option<String> {
    let in_address = use_query("key");
    use_effect_with((id, in_address.clone()), |(id, key)| {
        if let Some(key) = key {
            keep_order_key(*id, key);
        }
    });
    in_address.or_else(|| storage()?.get_item(&stored_as(id)).ok()?)
}

/// The query (without `?`) that carries a key; empty for none.
pub fn key_query(key: Option<&str>) -> String {
    key.map(|key| format!("key={}", String::from(js_sys::encode_uri_component(key)))).unwrap_or_default()
}
