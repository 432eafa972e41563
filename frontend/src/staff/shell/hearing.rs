//! Hears the keys that count on every page of the staff.

use super::chords::{Deed, Heard, PATIENCE, hear};
use crate::staff::keyboard::reach;
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// Tells `on_deed` what a key means, unless it is meant for a field, a dialog or the browser. On the inbox, which has keys of
/// its own, only those after a `g` are heard.
#[hook]
pub fn use_chords(on_deed: Callback<Deed>, in_inbox: bool) {
    let latest = use_mut_ref(|| (on_deed.clone(), in_inbox));
    *latest.borrow_mut() = (on_deed, in_inbox);
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            // Before the page hears them: what follows a `g` is not for it.
            let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
            let mut waiting_since = None::<f64>;
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                if is_typing(event) {
                    waiting_since = None;
                    return;
                }
                let (on_deed, in_inbox) = latest.borrow().clone();
                let now = crate::clock::now_ms();
                let waits = waiting_since.take().is_some_and(|since| now - since < PATIENCE.as_secs_f64() * 1_000.0);
                match hear(waits, &event.key()) {
                    Heard::Waiting => waiting_since = Some(now),
                    Heard::Deed(_) if in_inbox && !waits => {}
                    Heard::Deed(deed) => {
                        event.prevent_default();
                        event.stop_immediate_propagation();
                        on_deed.emit(deed);
                    }
                    Heard::Nothing => {}
                }
            })
        });
        move || drop(listener)
    });
}

/// Whether a key belongs to a field, a dialog, an open menu or the browser.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let field = "input:not([type=checkbox]):not([type=radio]), textarea, select, dialog, [role=listbox], [popover]";
    let taken = target.and_then(|target| target.closest(field).ok().flatten());
    taken.is_some() || event.ctrl_key() || event.meta_key() || event.alt_key()
}

/// Puts the focus into the page's search, if it has one.
pub fn focus_search() {
    reach("main input[type=search]", HtmlElement::focus);
}
