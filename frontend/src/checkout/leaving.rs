//! Leaving for another site, and coming back to a page that the browser had kept.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// Goes to an address outside of the application.
pub fn go_to(address: &str) {
    if let Some(window) = web_sys::window() {
        // Refused only for an address that is none; the server made this one.
        let _ = window.location().set_href(address);
    }
}

/// Calls when the person comes back and the browser shows the page as it was left.
#[hook]
pub fn use_return(call: impl Fn() + 'static) {
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "pageshow", move |event| {
                let kept =
                    js_sys::Reflect::get(event, &JsValue::from_str("persisted")).is_ok_and(|kept| kept.is_truthy());
                if kept {
                    call();
                }
            })
        });
        move || drop(listener)
    });
}
