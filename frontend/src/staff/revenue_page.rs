//! `/staff/revenue`: what was earned; from a year down to the orders. Everything that is asked stands in the address.

use super::place::{Go, use_go};
use super::revenue::asked;
use super::revenue::bars::bars;
use super::revenue::crumbs::crumbs;
use super::revenue::files::files;
use super::revenue::names::money;
use super::revenue::orders::orders;
use super::revenue::rows::{address, table, vat};
use super::revenue::tools::tools;
use crate::address::use_address;
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, use_load};
use crate::texts::office::{Office, use_office};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::revenue::{AskRevenue, Revenue};
use yew::prelude::*;

/// The members that a person's address may have.
const MEMBERS: [&str; 14] = [
    "by",
    "basis",
    "from",
    "to",
    "show",
    "performance",
    "venue",
    "rate",
    "category",
    "channel",
    "method",
    "vat",
    "currency",
    "cursor",
];

#[component]
pub fn RevenuePage() -> Html {
    let office = use_office();
    let words = &office.revenue;
    use_page_title(words.title);
    let place = use_address();
    let said = MEMBERS.iter().filter_map(|name| Some(((*name).to_owned(), place.member(name)?)));
    let ask = asked::read(said);
    let go = use_go();
    let loaded = use_load(ask.clone(), |ask| async move { api::revenue::revenue(&ask).await });
    let load = use_last(&loaded.load);
    let known = use_load(ask.clone(), |ask| async move { api::revenue::names(ask).await });
    let on_ask = go.reform(|ask: AskRevenue| address(&ask));
    let names = known.ready().map(|names| names.to_vec()).unwrap_or_default();
    html! {
        <div class="office-page revenue-page">
            <header class="page-head"><h1 tabindex="-1">{ words.title }</h1>
                <Go class="button small" to="/staff/revenue/fill">{ words.fill_title }</Go>
                <Go class="button small" to="/staff/closings">{ words.closings }</Go>
            </header>
            { match &load {
                Load::Waiting => html! { <Skeleton count={9} /> },
                Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()}><Go class="button" to={asked::PAGE}>{ words.title }</Go></ErrorPanel> },
                Load::Ready(revenue) => html! {
                    <>
                        { crumbs(office, &ask, revenue, &names) }
                        { tools(office, &ask, revenue, &on_ask) }
                        { shown(office, &ask, revenue) }
                        if asked::is_narrow(&ask) { <Orders ask={ask.clone()} zone={revenue.time_zone.clone()} /> }
                    </>
                },
            } }
        </div>
    }
}

/// The last answer while another one is on its way, so that whoever types into the tools keeps them.
#[hook]
fn use_last(load: &Load<Revenue>) -> Load<Revenue> {
    let last = use_mut_ref(|| Load::Waiting);
    let mut last = last.borrow_mut();
    if !matches!(load, Load::Waiting) {
        *last = load.clone();
    }
    last.clone()
}

fn shown(office: &Office, ask: &AskRevenue, revenue: &Revenue) -> Html {
    let words = &office.revenue;
    let format = office.format();
    let total = money(office, revenue.total.net_minor, revenue.currency);
    html! {
        <div class="revenue-shown">
            <p class="revenue-sum"><b class="number" id="revenue-net">{ total }</b>
                <span class="soft">{ format!("{} – {} · {}", format.calendar_day(revenue.from), format.calendar_day(revenue.to), (words.last_year)(&money(office, revenue.before_total.net_minor, revenue.currency))) }</span></p>
            if !revenue.other_currencies.is_empty() {
                <p>{ words.other_currencies }{ for revenue.other_currencies.iter().map(|currency| html! { <>{ " " }<Go to={address(&AskRevenue { currency: Some(*currency), cursor: None, ..ask.clone() })}>{ currency.code() }</Go></> }) }</p>
            }
            { bars(office, revenue) }
            { files(words.download, &["csv", "xlsx"], |end| api::revenue::table_address(ask, office.locale, end)) }
            { table(office, ask, revenue) }
            { vat(office, &revenue.vat, revenue.currency) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct OrdersProps {
    ask: AskRevenue,
    zone: AttrValue,
}

/// The orders of what is shown.
#[component]
fn Orders(props: &OrdersProps) -> Html {
    let office = use_office();
    let words = &office.revenue;
    let loaded = use_load(props.ask.clone(), |ask| async move { api::revenue::orders(&ask).await });
    html! {
        <section class="card" aria-labelledby="orders-title">
            <h2 id="orders-title">{ words.orders }</h2>
            { files(words.download_orders, &["csv", "xlsx"], |end| api::revenue::orders_address(&props.ask, office.locale, end)) }
            { match &loaded.load {
                Load::Waiting => html! { <Skeleton count={5} /> },
                Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
                Load::Ready(page) => orders(office, &props.ask, page, &props.zone),
            } }
        </section>
    }
}
