//! Links and ways between the staff's pages, which are addresses below `/staff`.

use crate::address::{use_address, use_navigator};
use crate::staff::table::query::encoded;
use web_sys::MouseEvent;
use yew::prelude::*;

/// The list of a noun.
pub fn list_of(noun: &str) -> String {
    format!("/staff/t/{}", encoded(noun))
}

/// A row's page: its form, or the page of its own that a noun has because it says more than a form.
pub fn row_of(noun: &str, id: &str) -> String {
    let id = encoded(id);
    match noun {
        "orders" => format!("/staff/orders/{id}"),
        "conversations" => format!("/staff/inbox?conversation={id}"),
        _ => format!("{}/{id}", list_of(noun)),
    }
}

/// The form of a row that does not exist yet; who works here is invited on a page of its own.
pub fn new_of(noun: &str) -> String {
    if noun == "staff" { "/staff/team".to_owned() } else { format!("{}/new", list_of(noun)) }
}

/// The form of a new row that begins with what another one has.
pub fn copy_of(noun: &str, id: &str) -> String {
    format!("{}?copy_of={}", new_of(noun), encoded(id))
}

/// What came of the cancellation and the postponements of a performance.
pub fn reschedulings_of(performance: &str) -> String {
    format!("/staff/performances/{}/reschedulings", encoded(performance))
}

/// The way to addresses of this program.
#[hook]
pub fn use_go() -> Callback<String> {
    let navigator = use_navigator();
    Callback::from(move |address: String| navigator.push_address(&address))
}

#[derive(Properties, PartialEq)]
pub struct GoProps {
    /// A path with its query.
    pub to: AttrValue,
    #[prop_or_default]
    pub class: Classes,
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Whether to mark the link on its page and on those below it.
    #[prop_or(false)]
    pub marks_current: bool,
    #[prop_or_default]
    pub children: Html,
}

/// A link to a page of the staff: a real one, which opens in a new tab and can be copied.
#[component]
pub fn Go(props: &GoProps) -> Html {
    let navigator = use_navigator();
    let path = use_address().path;
    let onclick = {
        let to = props.to.clone();
        Callback::from(move |event: MouseEvent| {
            let elsewhere = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
            if event.button() == 0 && !elsewhere {
                event.prevent_default();
                navigator.push_address(&to);
            }
        })
    };
    let here = props.marks_current && is_below(&path, &props.to);
    html! {
        <a href={props.to.clone()} class={props.class.clone()} {onclick} aria-label={props.label.clone()}
            title={props.title.clone()} aria-current={here.then_some("page")}>
            { props.children.clone() }
        </a>
    }
}

/// Whether a path is that of the address, or below it. The first page is above all others and counts only for itself.
fn is_below(path: &str, address: &str) -> bool {
    let of = address.split('?').next().unwrap_or(address).trim_end_matches('/');
    let rest = path.trim_end_matches('/').strip_prefix(of);
    rest.is_some_and(|rest| rest.is_empty() || (rest.starts_with('/') && of != "/staff"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_belongs_to_its_list_and_nothing_to_the_first_page() {
        assert!(is_below("/staff/t/shows/7", "/staff/t/shows?q=a"));
        assert!(is_below("/staff", "/staff") && is_below("/staff/", "/staff"));
        assert!(!is_below("/staff/t/shows", "/staff") && !is_below("/staff/t/showstoppers", "/staff/t/shows"));
        assert_eq!(row_of("shows", "a/b"), "/staff/t/shows/a%2Fb");
        assert_eq!(row_of("orders", "12"), "/staff/orders/12");
        assert_eq!((new_of("shows"), new_of("staff")), ("/staff/t/shows/new".to_owned(), "/staff/team".to_owned()));
        assert_eq!(row_of("conversations", "7"), "/staff/inbox?conversation=7");
    }
}
