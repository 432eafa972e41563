//! The addresses of the site's pages, and links between them.

use shared::ids::{OrderId, PerformanceId};
use web_sys::MouseEvent;
use yew::prelude::*;
use yew_router::prelude::*;

/// Every page. Secrets of mails and orders travel in the query (`?token=`, `?key=`), see [`use_query`].
#[derive(Debug, Clone, PartialEq, Routable)]
pub enum Route {
    #[at("/")]
    Programme,
    #[at("/shows/:slug")]
    Show { slug: String },
    #[at("/performances/:id/seats")]
    Seats { id: PerformanceId },
    #[at("/basket")]
    Basket,
    #[at("/checkout")]
    Checkout,
    #[at("/orders")]
    Orders,
    #[at("/orders/:id")]
    Order { id: OrderId },
    #[at("/orders/:id/return")]
    PaymentReturn { id: OrderId },
    #[at("/orders/:id/cancelled")]
    PaymentCancelled { id: OrderId },
    #[at("/account")]
    Account,
    #[at("/sign-in")]
    SignIn,
    #[at("/register")]
    Register,
    #[at("/confirm")]
    ConfirmAccount,
    #[at("/confirm-email")]
    ConfirmEmail,
    #[at("/reset")]
    RequestReset,
    #[at("/reset/new")]
    NewPassword,
    #[at("/legal")]
    Legal,
    #[at("/terms")]
    Terms,
    #[at("/accessibility")]
    Accessibility,
    #[at("/staff/inbox")]
    StaffInbox,
    #[not_found]
    #[at("/not-found")]
    NotFound,
}

/// The value of `name` in the page's query, decoded; none when absent or empty.
#[hook]
pub fn use_query(name: &str) -> Option<String> {
    let location = use_location()?;
    web_sys::UrlSearchParams::new_with_str(location.query_str()).ok()?.get(name).filter(|value| !value.is_empty())
}

#[derive(Properties, PartialEq)]
pub struct LinkProps {
    pub to: Route,
    /// What follows the path, from `?` on.
    #[prop_or_default]
    pub query: AttrValue,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    #[prop_or_default]
    pub class: Classes,
    /// The accessible name, where the content alone does not say enough.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Whether to mark the link when its page is shown.
    #[prop_or(false)]
    pub marks_current: bool,
    #[prop_or_default]
    pub children: Html,
}

/// A link to a page of the site. A real link: it opens in a new tab and can be copied.
#[component]
pub fn Link(props: &LinkProps) -> Html {
    let navigator = use_navigator();
    let current = use_route::<Route>();
    let onclick = {
        let (to, query) = (props.to.clone(), props.query.clone());
        Callback::from(move |event: MouseEvent| {
            let elsewhere = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
            if let Some(navigator) = navigator.as_ref().filter(|_| event.button() == 0 && !elsewhere) {
                event.prevent_default();
                push_with_query(navigator, &to, query.trim_start_matches('?'));
            }
        })
    };
    let here = props.marks_current && current.as_ref() == Some(&props.to);
    html! {
        <a id={props.id.clone()} href={format!("{}{}", props.to.to_path(), props.query)} class={props.class.clone()} {onclick}
            aria-label={props.label.clone()} aria-current={here.then_some("page")}>
            { props.children.clone() }
        </a>
    }
}

/// Goes to an address of the site, such as one kept while somebody signs in; anything else leads home.
pub fn go_to(navigator: &Navigator, address: &str) {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let route = Route::recognize(path).unwrap_or(Route::Programme);
    push_with_query(navigator, &route, query);
}

/// Goes to a page with a query (without `?`; empty for none).
pub fn push_with_query(navigator: &Navigator, route: &Route, query: &str) {
    if query.is_empty() || navigator.push_with_query(route, yew_router::query::Raw(query.to_owned())).is_err() {
        navigator.push(route);
    }
}

/// Like [`push_with_query`], without a new entry in the history.
pub fn replace_with_query(navigator: &Navigator, route: &Route, query: &str) {
    if query.is_empty() || navigator.replace_with_query(route, yew_router::query::Raw(query.to_owned())).is_err() {
        navigator.replace(route);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_their_pages_and_back() {
        let seats = Route::Seats { id: PerformanceId(7) };
        assert_eq!(Route::recognize("/performances/7/seats"), Some(seats.clone()));
        assert_eq!(seats.to_path(), "/performances/7/seats");
        assert_eq!(Route::recognize("/orders/12/return"), Some(Route::PaymentReturn { id: OrderId(12) }));
        assert_eq!(Route::recognize("/reset/new"), Some(Route::NewPassword));
        assert_eq!(Route::recognize("/nowhere"), Some(Route::NotFound));
    }
}
