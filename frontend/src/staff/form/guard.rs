//! Keeps somebody from leaving a form with changes that are not saved.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, Window};
use yew::prelude::*;

/// Asks `question` before a link leads away and lets the browser ask before the page is closed, as long as `changed`.
#[hook]
pub fn use_guard(changed: bool, question: &'static str) {
    use_effect_with(changed, move |changed| {
        let listeners = web_sys::window().filter(|_| *changed).map(|window| {
            let first = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
            let asking = window.clone();
            [
                EventListener::new_with_options(&window, "beforeunload", first, |event| event.prevent_default()),
                EventListener::new_with_options(&window, "click", first, move |event| ask(&asking, event, question)),
            ]
        });
        move || drop(listeners)
    });
}

fn ask(window: &Window, event: &Event, question: &str) {
    let link = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let link = link.and_then(|element| element.closest("a[href]:not([target])").ok().flatten());
    let leaves = link.is_some_and(|link| !link.get_attribute("href").is_some_and(|href| href.starts_with('#')));
    if leaves && !window.confirm_with_message(question).unwrap_or(true) {
        event.prevent_default();
        event.stop_immediate_propagation();
    }
}
