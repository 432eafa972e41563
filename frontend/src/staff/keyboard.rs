//! Hears the keys of the inbox and reaches the elements they are about.

use super::keys::{Command, command};
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// Hears keys that are not meant for a field, a dialog or the browser.
#[hook]
pub fn use_keys(on_command: Callback<Command>) {
    let latest = use_mut_ref(|| on_command.clone());
    *latest.borrow_mut() = on_command;
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            // The key itself must not be typed into the field that gets the focus.
            let active = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "keydown", active, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let taken = target.and_then(|target| target.closest("input, textarea, select, dialog").ok().flatten());
                if taken.is_some() || event.ctrl_key() || event.meta_key() || event.alt_key() {
                    return;
                }
                if let Some(command) = command(&event.key()) {
                    event.prevent_default();
                    let on_command = latest.borrow().clone();
                    on_command.emit(command);
                }
            })
        });
        move || drop(listener)
    });
}

/// Does something with the first element that matches, if it is there.
pub fn reach<T>(selector: &str, deed: impl FnOnce(&HtmlElement) -> T) {
    let document = web_sys::window().and_then(|window| window.document());
    let found = document.and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        deed(&element);
    }
}

/// Presses a button.
pub fn click(element: &HtmlElement) {
    element.click();
}
