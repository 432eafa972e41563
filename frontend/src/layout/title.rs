//! The title in the tab and the focus on the heading, when a page appears.

use crate::layout::scroll;
use crate::state::session::use_session;
use std::cell::{Cell, RefCell};
use web_sys::{HtmlElement, Window};
use yew::prelude::*;

thread_local! {
    /// The path whose heading has had the focus; the first page leaves the focus where the browser puts it.
    static HEADED: RefCell<Option<String>> = const { RefCell::new(None) };
    static TITLE: RefCell<String> = const { RefCell::new(String::new()) };
    /// Messages that wait to be read.
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// Sets the title, with the house's name. On the first title after a navigation it also moves the focus to the page's
/// `<h1 tabindex="-1">` and goes to the top, or to where the page was left. Call it in every page, with an empty title as
/// long as the title is not known.
#[hook]
pub fn use_page_title(title: impl Into<AttrValue>) {
    let house = use_session().house.as_ref().map(|house| house.name.clone());
    use_effect_with((title.into(), house), |(title, house)| {
        if let Some(window) = web_sys::window().filter(|_| !title.is_empty()) {
            let full = house.as_ref().filter(|house| house.as_str() != title.as_str());
            let full = full.map_or_else(|| title.to_string(), |house| format!("{title} · {house}"));
            TITLE.set(full);
            show(&window);
            focus_heading_once(&window);
        }
    });
}

/// Shows how many messages wait before the title, as long as any do.
pub fn count(count: usize) {
    if COUNT.replace(count) != count
        && let Some(window) = web_sys::window()
    {
        show(&window);
    }
}

fn show(window: &Window) {
    let title = TITLE.with_borrow(Clone::clone);
    if let Some(document) = window.document().filter(|_| !title.is_empty()) {
        document.set_title(&match COUNT.get() {
            0 => title,
            count => format!("({count}) {title}"),
        });
    }
}

fn focus_heading_once(window: &Window) {
    let path = window.location().pathname().unwrap_or_default();
    let before = HEADED.replace(Some(path.clone()));
    if before.is_none_or(|before| before == path) {
        return;
    }
    let document = window.document();
    // Who opened the conversation while the page was loading is writing already.
    let active = document.as_ref().and_then(web_sys::Document::active_element);
    let is_elsewhere = active.is_some_and(|active| active.closest(".chat").is_ok_and(|chat| chat.is_some()));
    let heading =
        document.filter(|_| !is_elsewhere).and_then(|document| document.query_selector("main h1").ok().flatten());
    if let Some(heading) = heading.and_then(|heading| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(heading).ok()) {
        // A heading that cannot take the focus leaves it where it was.
        let _ = heading.focus();
    }
    scroll::arrive(window);
}
