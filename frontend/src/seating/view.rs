//! What the browser's window is like, and bringing a part of the page into it.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Window};

fn matches(window: &Window, query: &str) -> bool {
    window.match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Whether the person asked for less motion.
pub fn prefers_stillness() -> bool {
    web_sys::window().is_some_and(|window| matches(&window, "(prefers-reduced-motion: reduce)"))
}

/// Whether the side panel stands beside the map.
pub fn is_wide() -> bool {
    web_sys::window().is_some_and(|window| matches(&window, "(min-width: 60rem)"))
}

/// Scrolls to the element and gives it the focus.
pub fn show(id: &str) {
    let element =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.scroll_into_view();
        // An element that cannot take the focus is still scrolled to.
        let _ = element.focus();
    }
}
