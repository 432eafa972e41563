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

/// Takes over the page: the skeleton inside `#app` gives way to the application.
pub fn start() {
    let root =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("app"));
    if let Some(root) = root {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
