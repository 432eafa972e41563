//! The addresses of the visitors' pages, and links between them.

use crate::address::{Navigator, Program, use_address, use_navigator};
use shared::ids::{OrderId, PerformanceId};
use web_sys::MouseEvent;
use yew::prelude::*;

/// Every page. Secrets of mails and orders travel in the query (`?token=`, `?key=`), see [`use_query`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    Programme,
    Show {
        slug: String,
    },
    Seats {
        id: PerformanceId,
    },
    Basket,
    Checkout,
    Orders,
    Order {
        id: OrderId,
    },
    PaymentReturn {
        id: OrderId,
    },
    PaymentCancelled {
        id: OrderId,
    },
    Account,
    SignIn,
    Register,
    ConfirmAccount,
    ConfirmEmail,
    RequestReset,
    NewPassword,
    Legal,
    Terms,
    Accessibility,
    /// The staff's start page, which is of another program.
    Staff,
    StaffInbox,
    NotFound,
}

impl Route {
    /// Whether the page is in the later half of the program, see `later.rs` and `LATER` in `frontend/split`.
    pub const fn comes_later(&self) -> bool {
        !matches!(self, Self::Programme | Self::Show { .. } | Self::NotFound | Self::Staff | Self::StaffInbox)
    }

    /// The page at a path; [`Route::NotFound`] when there is none.
    pub fn at(path: &str) -> Self {
        let mut parts = path.trim_matches('/').split('/');
        let parts = [(); 4].map(|()| parts.next());
        match parts.map(Option::unwrap_or_default) {
            ["", "", ..] => Self::Programme,
            ["shows", slug, "", _] if !slug.is_empty() => Self::Show { slug: slug.to_owned() },
            ["performances", id, "seats", ""] => id.parse().map_or(Self::NotFound, |id| Self::Seats { id }),
            ["orders", "", ..] => Self::Orders,
            ["orders", id, what, ""] => id.parse().map_or(Self::NotFound, |id| Self::of_order(id, what)),
            ["basket", "", ..] => Self::Basket,
            ["checkout", "", ..] => Self::Checkout,
            ["account", "", ..] => Self::Account,
            ["sign-in", "", ..] => Self::SignIn,
            ["register", "", ..] => Self::Register,
            ["confirm", "", ..] => Self::ConfirmAccount,
            ["confirm-email", "", ..] => Self::ConfirmEmail,
            ["reset", "", ..] => Self::RequestReset,
            ["reset", "new", "", _] => Self::NewPassword,
            ["legal", "", ..] => Self::Legal,
            ["terms", "", ..] => Self::Terms,
            ["accessibility", "", ..] => Self::Accessibility,
            ["staff", "", ..] => Self::Staff,
            ["staff", "inbox", "", _] => Self::StaffInbox,
            _ => Self::NotFound,
        }
    }

    fn of_order(id: OrderId, what: &str) -> Self {
        match what {
            "" => Self::Order { id },
            "return" => Self::PaymentReturn { id },
            "cancelled" => Self::PaymentCancelled { id },
            _ => Self::NotFound,
        }
    }

    /// The page's path.
    pub fn to_path(&self) -> String {
        let path = match self {
            Self::Programme => "/",
            Self::Show { slug } => return format!("/shows/{slug}"),
            Self::Seats { id } => return format!("/performances/{id}/seats"),
            Self::Basket => "/basket",
            Self::Checkout => "/checkout",
            Self::Orders => "/orders",
            Self::Order { id } => return format!("/orders/{id}"),
            Self::PaymentReturn { id } => return format!("/orders/{id}/return"),
            Self::PaymentCancelled { id } => return format!("/orders/{id}/cancelled"),
            Self::Account => "/account",
            Self::SignIn => "/sign-in",
            Self::Register => "/register",
            Self::ConfirmAccount => "/confirm",
            Self::ConfirmEmail => "/confirm-email",
            Self::RequestReset => "/reset",
            Self::NewPassword => "/reset/new",
            Self::Legal => "/legal",
            Self::Terms => "/terms",
            Self::Accessibility => "/accessibility",
            Self::Staff => "/staff",
            Self::StaffInbox => "/staff/inbox",
            Self::NotFound => "/not-found",
        };
        path.to_owned()
    }
}

/// The page that is shown.
#[hook]
pub fn use_route() -> Route {
    Route::at(&use_address().path)
}

/// The value of `name` in the page's query, decoded; none when absent or empty.
#[hook]
pub fn use_query(name: &str) -> Option<String> {
    use_address().member(name)
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
    let current = use_route();
    let onclick = {
        let (to, query) = (props.to.clone(), props.query.clone());
        Callback::from(move |event: MouseEvent| {
            let elsewhere = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
            if event.button() == 0 && !elsewhere {
                event.prevent_default();
                navigator.push_with_query(&to, query.trim_start_matches('?'));
            }
        })
    };
    let here = props.marks_current && current == props.to;
    html! {
        <a id={props.id.clone()} href={format!("{}{}", props.to.to_path(), props.query)} class={props.class.clone()} {onclick}
            aria-label={props.label.clone()} aria-current={here.then_some("page")}>
            { props.children.clone() }
        </a>
    }
}

/// Goes to an address of the site, such as one kept while somebody signs in; anything else leads home.
pub fn go_to(navigator: &Navigator, address: &str) {
    if Program::at(address) == Program::Staff {
        return navigator.push_address(address);
    }
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    match Route::at(path) {
        Route::NotFound => navigator.push(&Route::Programme),
        route => navigator.push_with_query(&route, query),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_address() {
        let (id, order) = (PerformanceId(7), OrderId(12));
        let pages = [
            Route::Programme,
            Route::Show { slug: "hamlet".to_owned() },
            Route::Seats { id },
            Route::Basket,
            Route::Checkout,
            Route::Orders,
            Route::Order { id: order },
            Route::PaymentReturn { id: order },
            Route::PaymentCancelled { id: order },
            Route::Account,
            Route::SignIn,
            Route::Register,
            Route::ConfirmAccount,
            Route::ConfirmEmail,
            Route::RequestReset,
            Route::NewPassword,
            Route::Legal,
            Route::Terms,
            Route::Accessibility,
            Route::Staff,
            Route::StaffInbox,
            Route::NotFound,
        ];
        for page in pages {
            assert_eq!(Route::at(&page.to_path()), page);
        }
        assert_eq!(Route::at("/performances/7/seats"), Route::Seats { id });
        assert_eq!(Route::at("/orders/12/"), Route::Order { id: order });
    }

    #[test]
    fn an_address_that_is_no_page_is_not_found() {
        let wrong =
            ["/nowhere", "/orders/x", "/orders/12/elsewhere", "/shows", "/basket/1", "/reset/new/x", "/shows/a/b"];
        for path in wrong {
            assert_eq!(Route::at(path), Route::NotFound, "{path}");
        }
    }
}
