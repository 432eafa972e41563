//! The keys that lead everywhere: `g` and a letter, `/` to the search, `?` to the help. The inbox has keys of its own beside.

use super::keyboard::reach;
use super::menu::Entry;
use crate::address::use_navigator;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// What a key means after the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// `g`: the next letter says where.
    Go,
    To(char),
    Search,
    Help,
    Nothing,
}

fn meaning(going: bool, key: &str) -> Meaning {
    let mut letters = key.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if going => Meaning::To(letter),
        (Some('g'), None) => Meaning::Go,
        (Some('/'), None) => Meaning::Search,
        (Some('?'), None) => Meaning::Help,
        _ => Meaning::Nothing,
    }
}

/// Hears keys that are not meant for a field, a dialog or the browser.
#[hook]
pub fn use_going(entries: &[Entry], on_help: Callback<()>) {
    let navigator = use_navigator();
    let going = use_mut_ref(|| false);
    let targets: Vec<(char, String)> =
        entries.iter().filter_map(|entry| Some((entry.letter?, entry.to.to_path()))).collect();
    use_effect_with(targets, move |targets| {
        let targets = targets.clone();
        let listener = web_sys::window().map(|window| {
            let active = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "keydown", active, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let taken = target.and_then(|target| target.closest("input, textarea, select, dialog").ok().flatten());
                // Another listener may have understood the key already.
                let elsewhere = event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented();
                if taken.is_some() || elsewhere {
                    return;
                }
                let before = going.replace(false);
                match meaning(before, &event.key()) {
                    Meaning::Go => *going.borrow_mut() = true,
                    Meaning::To(letter) => {
                        if let Some((_, address)) = targets.iter().find(|(known, _)| *known == letter) {
                            event.prevent_default();
                            navigator.push_address(address);
                        }
                    }
                    Meaning::Search => {
                        event.prevent_default();
                        reach("main [type=search]", HtmlElement::focus);
                    }
                    Meaning::Help => {
                        event.prevent_default();
                        on_help.emit(());
                    }
                    Meaning::Nothing => {}
                }
            })
        });
        move || drop(listener)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_means_a_page_only_after_g() {
        assert_eq!(meaning(false, "g"), Meaning::Go);
        assert_eq!(meaning(true, "o"), Meaning::To('o'));
        assert_eq!(meaning(false, "o"), Meaning::Nothing);
        assert_eq!(meaning(true, "Shift"), Meaning::Nothing);
        assert_eq!(meaning(false, "/"), Meaning::Search);
        assert_eq!(meaning(true, "?"), Meaning::To('?'));
    }
}
