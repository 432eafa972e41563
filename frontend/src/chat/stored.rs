//! What this tab keeps while the server does not have it: messages on their way and drafts.

use crate::json;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::chat::{Attachment, SendMessage};
use web_sys::Storage;

const MUTED_STORED_AS: &str = "chat-muted";

/// What is being written, with the files that were uploaded for it.
pub type Draft = (String, Vec<Attachment>);

/// Messages on their way; `of` tells queues apart.
pub fn waiting(of: &str) -> Vec<SendMessage> {
    recall(of)
}

pub fn keep_waiting(of: &str, messages: &[&SendMessage]) {
    keep(of, &messages, messages.is_empty());
}

/// `of` tells drafts apart.
pub fn draft(of: &str) -> Draft {
    recall(of)
}

pub fn keep_draft(of: &str, draft: &Draft) {
    keep(of, draft, draft.0.is_empty() && draft.1.is_empty());
}

/// Whether this browser shall be silent.
pub fn is_muted() -> bool {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    storage.and_then(|storage| storage.get_item(MUTED_STORED_AS).ok().flatten()).is_some()
}

pub fn keep_muted(muted: bool) {
    let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok().flatten()) else {
        return;
    };
    // A full or forbidden store: the choice lasts as long as the page.
    let _ = if muted { storage.set_item(MUTED_STORED_AS, "yes") } else { storage.remove_item(MUTED_STORED_AS) };
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

fn recall<T: DeserializeOwned + Default>(name: &str) -> T {
    let text = storage().and_then(|storage| storage.get_item(name).ok().flatten()).unwrap_or_default();
    json::read(&text).unwrap_or_default()
}

fn keep<T: Serialize>(name: &str, what: &T, is_nothing: bool) {
    let Some(storage) = storage() else {
        return;
    };
    // A full or forbidden store: then it lives as long as the page.
    let _ = match serde_json::to_string(what) {
        Ok(text) if !is_nothing => storage.set_item(name, &text),
        _ => storage.remove_item(name),
    };
}
