//! The addresses of the staff's pages, and links between them.

use crate::address::{use_address, use_navigator};
use shared::ids::{OrderId, PerformanceId};
use web_sys::MouseEvent;
use yew::prelude::*;

/// Every page of the staff. What a list shows stands in the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffRoute {
    Today,
    Inbox,
    /// The first run: the first member of the staff of a new house, then everything that a sale needs.
    Setup,
    Settings,
    /// A run of performances.
    PlanRun,
    /// What came of the cancellation and the postponements of a performance.
    Reschedulings {
        id: PerformanceId,
    },
    /// The texts of the mails.
    Mails,
    Revenue,
    /// How full performances are.
    Fill,
    /// The receipts statement of a performance.
    Statement {
        id: PerformanceId,
    },
    Closings,
    /// A day, closed or not.
    Closing {
        day: String,
    },
    /// Who works here.
    Team,
    /// One's own second factor.
    Account,
    /// Programs with a key.
    Partners,
    /// Addresses that are told what happens.
    Webhooks,
    /// The rows of a noun of the back office.
    List {
        noun: String,
    },
    /// The form of a new row.
    New {
        noun: String,
    },
    /// The form of a row.
    Row {
        noun: String,
        id: String,
    },
    /// Everything about one order.
    Order {
        id: OrderId,
    },
    /// Our payments beside PayPal's.
    Reconciliation,
    /// Money that needs a person.
    Attention,
    /// Selling at the desk.
    Sell,
    NotFound,
}

impl StaffRoute {
    /// The page at a path; [`StaffRoute::NotFound`] when there is none.
    pub fn at(path: &str) -> Self {
        let mut parts = path.trim_matches('/').split('/');
        let parts = [(); 5].map(|()| parts.next().unwrap_or_default());
        match parts {
            ["staff", "", ..] => Self::Today,
            ["staff", "inbox", "", ..] => Self::Inbox,
            ["staff", "setup", "", ..] => Self::Setup,
            ["staff", "performances", "plan", "", _] => Self::PlanRun,
            ["staff", "performances", id, "reschedulings", ""] => {
                id.parse().map_or(Self::NotFound, |id| Self::Reschedulings { id })
            }
            ["staff", "settings", "", ..] => Self::Settings,
            ["staff", "settings", "mails", "", _] => Self::Mails,
            ["staff", "revenue", "", ..] => Self::Revenue,
            ["staff", "revenue", "fill", "", _] => Self::Fill,
            ["staff", "revenue", "statements", id, ""] => {
                id.parse().map_or(Self::NotFound, |id| Self::Statement { id })
            }
            ["staff", "closings", "", ..] => Self::Closings,
            ["staff", "closings", day, "", _] => Self::Closing { day: day.to_owned() },
            ["staff", "team", "", ..] => Self::Team,
            ["staff", "account", "", ..] => Self::Account,
            ["staff", "partners", "", ..] => Self::Partners,
            ["staff", "webhooks", "", ..] => Self::Webhooks,
            ["staff", "orders", id, "", _] if !id.is_empty() => {
                id.parse().map_or(Self::NotFound, |id| Self::Order { id })
            }
            ["staff", "reconciliation", "", ..] => Self::Reconciliation,
            ["staff", "attention", "", ..] => Self::Attention,
            ["staff", "sell", "", ..] => Self::Sell,
            ["staff", "t", noun, "", _] if !noun.is_empty() => Self::List { noun: noun.to_owned() },
            ["staff", "t", noun, "new", ""] if !noun.is_empty() => Self::New { noun: noun.to_owned() },
            ["staff", "t", noun, id, ""] if !noun.is_empty() && !id.is_empty() => {
                Self::Row { noun: noun.to_owned(), id: id.to_owned() }
            }
            _ => Self::NotFound,
        }
    }

    /// The page's path.
    pub fn to_path(&self) -> String {
        match self {
            Self::Today => "/staff".to_owned(),
            Self::Inbox => "/staff/inbox".to_owned(),
            Self::Setup => "/staff/setup".to_owned(),
            Self::PlanRun => "/staff/performances/plan".to_owned(),
            Self::Reschedulings { id } => format!("/staff/performances/{id}/reschedulings"),
            Self::Settings => "/staff/settings".to_owned(),
            Self::Mails => "/staff/settings/mails".to_owned(),
            Self::Revenue => "/staff/revenue".to_owned(),
            Self::Fill => "/staff/revenue/fill".to_owned(),
            Self::Statement { id } => format!("/staff/revenue/statements/{id}"),
            Self::Closings => "/staff/closings".to_owned(),
            Self::Closing { day } => format!("/staff/closings/{day}"),
            Self::Team => "/staff/team".to_owned(),
            Self::Account => "/staff/account".to_owned(),
            Self::Partners => "/staff/partners".to_owned(),
            Self::Webhooks => "/staff/webhooks".to_owned(),
            Self::List { noun } => format!("/staff/t/{noun}"),
            Self::New { noun } => format!("/staff/t/{noun}/new"),
            Self::Row { noun, id } => format!("/staff/t/{noun}/{id}"),
            Self::Order { id } => format!("/staff/orders/{id}"),
            Self::Reconciliation => "/staff/reconciliation".to_owned(),
            Self::Attention => "/staff/attention".to_owned(),
            Self::Sell => "/staff/sell".to_owned(),
            Self::NotFound => "/staff/not-found".to_owned(),
        }
    }
}

/// The page that is shown.
#[hook]
pub fn use_staff_route() -> StaffRoute {
    StaffRoute::at(&use_address().path)
}

#[derive(Properties, PartialEq)]
pub struct StaffLinkProps {
    pub to: StaffRoute,
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

/// A link to a page of the staff. A real link: it opens in a new tab and can be copied.
#[component]
pub fn StaffLink(props: &StaffLinkProps) -> Html {
    let navigator = use_navigator();
    let current = use_staff_route();
    let address = format!("{}{}", props.to.to_path(), props.query);
    let onclick = {
        let address = address.clone();
        Callback::from(move |event: MouseEvent| {
            let elsewhere = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
            if event.button() == 0 && !elsewhere {
                event.prevent_default();
                navigator.push_address(&address);
            }
        })
    };
    let here = props.marks_current && current == props.to;
    html! {
        <a id={props.id.clone()} href={address} class={props.class.clone()} {onclick}
            aria-label={props.label.clone()} aria-current={here.then_some("page")}>
            { props.children.clone() }
        </a>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_address() {
        let noun = || "orders".to_owned();
        let pages = [
            StaffRoute::Today,
            StaffRoute::Inbox,
            StaffRoute::Setup,
            StaffRoute::Settings,
            StaffRoute::Sell,
            StaffRoute::PlanRun,
            StaffRoute::Reschedulings { id: PerformanceId(7) },
            StaffRoute::Mails,
            StaffRoute::Revenue,
            StaffRoute::Fill,
            StaffRoute::Statement { id: PerformanceId(7) },
            StaffRoute::Closings,
            StaffRoute::Closing { day: "2026-11-27".to_owned() },
            StaffRoute::Team,
            StaffRoute::Account,
            StaffRoute::Partners,
            StaffRoute::Webhooks,
            StaffRoute::List { noun: noun() },
            StaffRoute::New { noun: noun() },
            StaffRoute::Row { noun: noun(), id: "12".to_owned() },
            StaffRoute::Order { id: OrderId(7) },
            StaffRoute::Reconciliation,
            StaffRoute::Attention,
            StaffRoute::NotFound,
        ];
        for page in pages {
            assert_eq!(StaffRoute::at(&page.to_path()), page);
        }
        for path in
            ["/staff/t", "/staff/t/orders/12/x", "/staff/orders", "/staff/orders/x", "/staff/nowhere", "/orders", "/"]
        {
            assert_eq!(StaffRoute::at(path), StaffRoute::NotFound, "{path}");
        }
    }
}
