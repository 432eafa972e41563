//! Columns that somebody hid in this browser, by noun.

use super::columns::{read, write};
use yew::prelude::*;

/// The columns that are hidden in this browser, and the way to hide others.
#[hook]
pub fn use_hidden(noun: &AttrValue) -> (Vec<String>, Callback<Vec<String>>) {
    let place = format!("columns-{noun}");
    let storage = || web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    let times = use_state_eq(|| 0_u32);
    let stored = storage().and_then(|storage| storage.get_item(&place).ok().flatten()).unwrap_or_default();
    let (setter, now) = (times.setter(), *times);
    let on_hide = Callback::from(move |hidden: Vec<String>| {
        if let Some(storage) = storage() {
            // A full or forbidden store only means that all columns are there again next time.
            let _ = storage.set_item(&place, &write(&hidden));
        }
        setter.set(now.wrapping_add(1));
    });
    (read(&stored), on_hide)
}
