//! Where the browser is, and how a page leads elsewhere without loading the site again.

use crate::route::Route;
use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// The part of the page's address that says what is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    pub path: String,
    /// From its `?` on; empty for none.
    pub query: String,
}

impl Address {
    fn of_the_window() -> Self {
        let Some(location) = web_sys::window().map(|window| window.location()) else {
            return Self::default();
        };
        Self { path: location.pathname().unwrap_or_default(), query: location.search().unwrap_or_default() }
    }

    /// The value of `name` in the query, decoded; none when absent or empty.
    pub fn member(&self, name: &str) -> Option<String> {
        web_sys::UrlSearchParams::new_with_str(&self.query).ok()?.get(name).filter(|value| !value.is_empty())
    }
}

/// The programs of the site; between them a browser loads anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    Visitors,
    Staff,
}

impl Program {
    /// Which one has the page at an address.
    pub fn at(address: &str) -> Self {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        if path == "/staff" || path.starts_with("/staff/") { Self::Staff } else { Self::Visitors }
    }
}

/// Leads to other pages.
#[derive(Clone, PartialEq)]
pub struct Navigator {
    on_moved: Callback<()>,
}

/// Whether the page that is left stays in the history.
#[derive(Debug, Clone, Copy)]
enum Leaving {
    Kept,
    Forgotten,
}

impl Navigator {
    /// Goes to a page; back leads here again.
    pub fn push(&self, route: &Route) {
        self.push_with_query(route, "");
    }

    /// Goes to a page with a query (without `?`; empty for none).
    pub fn push_with_query(&self, route: &Route, query: &str) {
        self.go(route, query, Leaving::Kept);
    }

    /// Goes to a page in place of this one.
    pub fn replace(&self, route: &Route) {
        self.replace_with_query(route, "");
    }

    /// Like [`Navigator::push_with_query`], in place of this page.
    pub fn replace_with_query(&self, route: &Route, query: &str) {
        self.go(route, query, Leaving::Forgotten);
    }

    /// Goes to a path with its query; back leads here again.
    pub fn push_address(&self, address: &str) {
        self.move_to(address, Leaving::Kept);
    }

    /// Like [`Navigator::push_address`], in place of this page.
    pub fn replace_address(&self, address: &str) {
        self.move_to(address, Leaving::Forgotten);
    }

    fn go(&self, route: &Route, query: &str, leaving: Leaving) {
        let mark = if query.is_empty() { "" } else { "?" };
        self.move_to(&format!("{}{mark}{query}", route.to_path()), leaving);
    }

    fn move_to(&self, address: &str, leaving: Leaving) {
        let Some(window) = web_sys::window() else { return };
        let location = window.location();
        if Program::at(address) != Program::at(&location.pathname().unwrap_or_default()) {
            // A browser that refuses stays where it is.
            let _ = match leaving {
                Leaving::Kept => location.assign(address),
                Leaving::Forgotten => location.replace(address),
            };
            return;
        }
        let moved = window.history().ok().and_then(|history| match leaving {
            Leaving::Kept => history.push_state_with_url(&JsValue::NULL, "", Some(address)).ok(),
            Leaving::Forgotten => history.replace_state_with_url(&JsValue::NULL, "", Some(address)).ok(),
        });
        // A browser refuses somebody who navigates hundreds of times a second.
        if moved.is_some() {
            self.on_moved.emit(());
        }
    }
}

#[derive(Clone, PartialEq)]
struct Whereabouts {
    address: Address,
    navigator: Navigator,
}

#[component]
pub fn AddressProvider(props: &yew::html::ChildrenProps) -> Html {
    let address = use_state_eq(Address::of_the_window);
    let on_moved = use_callback((), {
        let setter = address.setter();
        move |(), ()| setter.set(Address::of_the_window())
    });
    use_effect_with((), {
        let on_moved = on_moved.clone();
        move |()| {
            let listener =
                web_sys::window().map(|window| EventListener::new(&window, "popstate", move |_| on_moved.emit(())));
            move || drop(listener)
        }
    });
    let whereabouts = Whereabouts { address: (*address).clone(), navigator: Navigator { on_moved } };
    yew::provide(whereabouts, props.children.clone())
}

/// Where the browser is.
///
/// # Panics
/// Outside of [`AddressProvider`], which `app.rs` puts around everything.
#[hook]
pub fn use_address() -> Address {
    use_whereabouts().address
}

/// The way to other pages.
///
/// # Panics
/// Outside of [`AddressProvider`], which `app.rs` puts around everything.
#[hook]
pub fn use_navigator() -> Navigator {
    use_whereabouts().navigator
}

#[hook]
#[expect(clippy::expect_used, reason = "a provider missing in app.rs shows on the first run")]
fn use_whereabouts() -> Whereabouts {
    use_context().expect("AddressProvider is around every page")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_of_one_program() {
        for address in ["/staff", "/staff/", "/staff/inbox?filter=open", "/staff?x"] {
            assert_eq!(Program::at(address), Program::Staff, "{address}");
        }
        for address in ["/", "/staffing", "/shows/staff", "/orders?next=/staff/inbox", ""] {
            assert_eq!(Program::at(address), Program::Visitors, "{address}");
        }
    }
}
