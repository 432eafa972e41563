//! Moving through the rows with the keys: the row that has the focus is the one they are about.

use crate::staff::keyboard::click;
use crate::staff::shell::hearing::is_typing;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// Hears j, k and arrows (other rows), x (selects), Enter (opens) and n (a new row).
#[hook]
pub fn use_row_keys() {
    use_effect_with((), |()| {
        let listener = web_sys::window().map(|window| {
            let active = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "keydown", active, |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let document = web_sys::window().and_then(|window| window.document());
                if let Some(document) = document.filter(|_| !is_typing(event))
                    && acted(&document, &event.key())
                {
                    event.prevent_default();
                }
            })
        });
        move || drop(listener)
    });
}

fn acted(document: &Document, key: &str) -> bool {
    let row = document.active_element().and_then(|active| active.closest("tr[data-row]").ok().flatten());
    let on_row = row.is_some() && document.active_element() == row;
    let place = row.as_ref().and_then(|row| row.get_attribute("data-row")).and_then(|place| place.parse::<i32>().ok());
    let reach = |selector: &str| {
        let found = document.query_selector(selector).ok().flatten();
        found.and_then(|found| found.dyn_into::<HtmlElement>().ok())
    };
    let go = |place: i32| reach(&format!("tr[data-row='{place}']")).is_some_and(|row| row.focus().is_ok());
    let press = |inside: &str| {
        let selector = format!("tr[data-row='{}'] {inside}", place.unwrap_or_default());
        reach(&selector).inspect(click).is_some()
    };
    match (key, place) {
        ("j", None) => go(0),
        ("j", Some(place)) => go(place.saturating_add(1)),
        ("k", Some(place)) => go(place.saturating_sub(1)),
        ("ArrowDown", Some(place)) if on_row => go(place.saturating_add(1)),
        ("ArrowUp", Some(place)) if on_row => go(place.saturating_sub(1)),
        ("x", Some(_)) => press(".select input"),
        ("Enter", Some(_)) if on_row => press("th a"),
        ("n", _) => reach(".add-row").inspect(click).is_some(),
        _ => false,
    }
}
