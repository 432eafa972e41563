//! The draft in the tab's own storage: it survives a reload, and is gone with the tab.

use super::steps::Draft;

const STORED_AS: &str = "checkout";

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// What was typed before in this tab; an empty draft when nothing was.
pub fn read() -> Draft {
    let stored = storage().and_then(|storage| storage.get_item(STORED_AS).ok().flatten());
    stored.and_then(|text| crate::json::read(&text).ok()).unwrap_or_default()
}

/// Keeps it from now on.
pub fn write(draft: &Draft) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(draft)) {
        // A forbidden store only means that a reload forgets.
        let _ = storage.set_item(STORED_AS, &text);
    }
}
