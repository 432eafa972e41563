//! The box office in the browser. Capabilities are folders named as in the back end; a `*_page.rs` is a route, the
//! other files of a capability are components that take props and hand out callbacks.

pub mod accounts;
pub mod address;
pub mod api;
pub mod app;
pub mod basket;
pub mod catalogue;
pub mod chat;
pub mod checkout;
pub mod clock;
pub mod comments;
pub mod house;
pub mod json;
pub mod later;
pub mod layout;
pub mod live;
pub mod load;
pub mod notices;
pub mod numbers;
pub mod orders;
pub mod route;
pub mod seating;
pub mod staff;
pub mod state;
pub mod texts;
pub mod tickets;
pub mod ui;

/// The visitors' program takes over the page: the skeleton inside `#app` gives way to it.
pub fn start() {
    later::begin();
    if let Some(root) = root() {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}

/// The staff's program takes over the page.
pub fn start_staff() {
    if let Some(root) = root() {
        yew::Renderer::<staff::app::StaffApp>::with_root(root).render();
    }
}

fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id("app")
}
