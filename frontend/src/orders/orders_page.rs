//! The orders of whoever is signed in: all, of this year, of this month.

use crate::address::use_navigator;
use crate::api;
use crate::catalogue::listing::{Listing, ListingMove};
use crate::layout::title::use_page_title;
use crate::orders::order_card::OrderCardView;
use crate::route::{Link, Route, use_query};
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::empty::Empty;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::pager::Pager;
use crate::ui::skeleton::Skeleton;
use shared::orders::{ListOrders, OrderCard, Period};
use std::rc::Rc;
use yew::prelude::*;

/// How many orders come at a time.
const LIMIT: i64 = 20;

#[component]
pub fn OrdersPage() -> Html {
    let texts = use_texts();
    let words = &texts.orders;
    let session = use_session();
    use_page_title(words.title);
    let period = period_of(use_query("period").as_deref());
    let who = session.account.as_ref().map(|account| account.id);
    let list = use_orders(period, session.known && who.is_some());
    let guest = session.known && who.is_none();
    html! {
        <div class="page middle orders">
            <h1 tabindex="-1">{ words.title }</h1>
            if guest {
                <Empty title={words.guest_title}>
                    <p>{ words.guest }</p>
                    <p><Link to={Route::SignIn} query="?next=/orders" class="button primary">{ texts.layout.sign_in }</Link></p>
                </Empty>
            } else {
                <PeriodFilter {period} />
                { found(&list, period) }
            }
        </div>
    }
}

/// The list, the button for more, or why there is nothing.
fn found(list: &OrderList, period: Period) -> Html {
    let Listing { items, next, growing, refused, fresh, .. } = &*list.listing;
    html! {
        <>
            if let Some(refused) = refused {
                <ErrorPanel refused={refused.clone()} on_retry={list.on_retry.clone()} />
            } else if !fresh && items.is_empty() {
                <Skeleton kind="rows" count={4} />
            } else if items.is_empty() {
                <Nothing {period} />
            }
            <ol class="order-cards" aria-busy={(!fresh).then_some("true")}>
                { for items.iter().map(|order| html! { <li key={order.id.0}><OrderCardView order={order.clone()} /></li> }) }
            </ol>
            <Pager more={next.is_some() && *fresh} busy={*growing} on_more={list.on_more.clone()} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct PeriodProps {
    period: Period,
}

#[component]
fn Nothing(props: &PeriodProps) -> Html {
    let texts = use_texts();
    let words = &texts.orders;
    html! {
        <Empty title={if props.period == Period::All { words.none_title } else { words.none_in_period }}>
            if props.period == Period::All { <p>{ words.none }</p> }
            <p><Link to={Route::Programme} class="button primary">{ texts.common.to_programme }</Link></p>
        </Empty>
    }
}

#[component]
fn PeriodFilter(props: &PeriodProps) -> Html {
    let words = &use_texts().orders;
    let navigator = use_navigator();
    let choices =
        [(Period::All, words.all), (Period::ThisYear, words.this_year), (Period::ThisMonth, words.this_month)];
    html! {
        <fieldset class="chips">
            <legend class="only-read">{ words.period }</legend>
            { for choices.into_iter().map(|(period, name)| {
                let navigator = navigator.clone();
                let onchange = move |_: Event| navigator.replace_with_query(&Route::Orders, query_of(period));
                html! {
                    <label class="chip"><input type="radio" name="period" checked={period == props.period} {onchange} /><span>{ name }</span></label>
                }
            }) }
        </fieldset>
    }
}

struct OrderList {
    listing: UseReducerHandle<Listing<OrderCard>>,
    on_more: Callback<()>,
    on_retry: Callback<()>,
}

#[hook]
fn use_orders(period: Period, may_ask: bool) -> OrderList {
    let listing = use_reducer(Listing::<OrderCard>::default);
    let number = use_mut_ref(|| 0_u32);
    let ask = {
        let dispatcher = listing.dispatcher();
        Rc::new(move |number: u32, cursor: Option<String>| {
            let dispatcher = dispatcher.clone();
            let which = ListOrders { period: Some(period), limit: Some(LIMIT), cursor };
            wasm_bindgen_futures::spawn_local(async move {
                let answer = api::list_orders(&which).await;
                dispatcher.dispatch(ListingMove::Answered { number, answer });
            });
        })
    };
    let anew = {
        let (ask, dispatcher, number) = (ask.clone(), listing.dispatcher(), number.clone());
        move || {
            let next = number.borrow().wrapping_add(1);
            *number.borrow_mut() = next;
            dispatcher.dispatch(ListingMove::Asked { number: next });
            ask(next, None);
        }
    };
    use_effect_with((period, may_ask), {
        let anew = anew.clone();
        move |(_, may_ask)| {
            if *may_ask {
                anew();
            }
        }
    });
    let on_more = {
        let (dispatcher, cursor) = (listing.dispatcher(), listing.next.clone());
        Callback::from(move |()| {
            dispatcher.dispatch(ListingMove::AskedMore);
            ask(*number.borrow(), cursor.clone());
        })
    };
    OrderList { listing, on_more, on_retry: Callback::from(move |()| anew()) }
}

fn period_of(word: Option<&str>) -> Period {
    match word {
        Some("this_year") => Period::ThisYear,
        Some("this_month") => Period::ThisMonth,
        _ => Period::All,
    }
}

const fn query_of(period: Period) -> &'static str {
    match period {
        Period::All => "",
        Period::ThisYear => "period=this_year",
        Period::ThisMonth => "period=this_month",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_survives_the_address() {
        for period in [Period::All, Period::ThisYear, Period::ThisMonth] {
            assert_eq!(period_of(query_of(period).strip_prefix("period=")), period);
        }
    }
}
