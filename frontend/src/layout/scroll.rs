//! Going back leads to where the page was left, although its content arrives later; anything else begins at the top.

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Interval;
use std::cell::RefCell;
use web_sys::Window;
use yew::prelude::*;

/// How many pages' places are remembered.
const REMEMBERED: usize = 50;
/// How often, and every how many milliseconds, a page that grows is scrolled further.
const TRIES: u32 = 40;
const EVERY_MS: u32 = 50;

#[derive(Default)]
struct Places {
    /// Addresses and how far down they were left, in pixels.
    left: Vec<(String, f64)>,
    /// Where the page that is arriving was left; none when it is visited anew.
    target: Option<f64>,
    /// The page that is still growing towards its place.
    growing: Option<Interval>,
}

thread_local! {
    static PLACES: RefCell<Places> = RefCell::default();
}

/// Watches the window; for the shell, once.
#[hook]
pub fn use_scroll_memory() {
    use_effect_with((), |()| {
        let listeners = web_sys::window().map(|window| {
            let (scrolled, popped) = (window.clone(), window.clone());
            // In the capture phase: before the router hears of it and draws the other page.
            let first = EventListenerOptions::run_in_capture_phase();
            [
                EventListener::new(&window, "scroll", move |_| remember(&scrolled)),
                EventListener::new_with_options(&window, "popstate", first, move |_| {
                    let address = popped.location().href().unwrap_or_default();
                    PLACES.with_borrow_mut(|places| {
                        let left = places.left.iter().find(|(known, _)| *known == address);
                        places.target = Some(left.map_or(0.0, |(_, down)| *down));
                    });
                }),
            ]
        });
        move || drop(listeners)
    });
}

fn remember(window: &Window) {
    let (Ok(address), Ok(down)) = (window.location().href(), window.scroll_y()) else {
        return;
    };
    PLACES.with_borrow_mut(|places| {
        places.left.retain(|(known, _)| *known != address);
        places.left.push((address, down));
        let too_many = places.left.len().saturating_sub(REMEMBERED);
        places.left.drain(..too_many);
    });
}

/// Scrolls the page that has just appeared to its place.
pub fn arrive(window: &Window) {
    let target = PLACES.with_borrow_mut(|places| {
        places.growing = None;
        places.target.take().unwrap_or_default()
    });
    window.scroll_to_with_x_and_y(0.0, target);
    if target <= 0.0 {
        return;
    }
    let window = window.clone();
    let mut tries = 0;
    let mut reached = window.scroll_y().unwrap_or_default();
    let growing = Interval::new(EVERY_MS, move || {
        let now = window.scroll_y().unwrap_or_default();
        tries += 1;
        // Further down or up than it was put: somebody scrolls, who knows better.
        if tries > TRIES || now >= target || (now - reached).abs() > 1.0 {
            drop(PLACES.with_borrow_mut(|places| places.growing.take()));
            return;
        }
        window.scroll_to_with_x_and_y(0.0, target);
        reached = window.scroll_y().unwrap_or_default();
    });
    PLACES.with_borrow_mut(|places| places.growing = Some(growing));
}
