//! `/staff/sell`: the desk sells. Without a `performance` in the address, first which one.

use super::place::Go;
use super::sell::evenings::{evenings, still_sold};
use super::sell::house::House;
use super::table::search_box::SearchBox;
use crate::api;
use crate::clock::today;
use crate::layout::title::use_page_title;
use crate::load::{Load, use_load};
use crate::route::use_query;
use crate::state::session::use_session;
use crate::texts::office::{Office, use_office};
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::field::Field;
use crate::ui::icon::{Icon, Sign};
use crate::ui::skeleton::Skeleton;
use shared::catalogue::{ListProgramme, Performance, PlacesLeft};
use shared::ids::PerformanceId;
use yew::prelude::*;

/// How many performances are offered at once.
const SHOWN: i64 = 40;

#[component]
pub fn SellPage() -> Html {
    match use_query("performance").and_then(|id| id.parse::<PerformanceId>().ok()) {
        Some(id) => html! { <div key={id.to_string()} class="office-page sell"><Performed {id} /></div> },
        None => html! { <div key="which" class="office-page sell"><Which /></div> },
    }
}

/// Which performance: today's and the next first.
#[component]
fn Which() -> Html {
    let office = use_office();
    let words = &office.sell;
    let session = use_session();
    use_page_title(words.title);
    let today = today(session.time_zone());
    let typed = use_state_eq(String::new);
    let from = use_state_eq(|| today);
    let asked = ((*typed).clone(), *from);
    let loaded = use_load(asked, |(typed, from)| async move {
        let q = Some(typed).filter(|typed| !typed.is_empty());
        api::list_performances(&ListProgramme { q, from: Some(from), limit: Some(SHOWN), ..ListProgramme::default() })
            .await
    });
    let on_search = {
        let typed = typed.setter();
        Callback::from(move |words: String| typed.set(words))
    };
    let on_from = {
        let from = from.setter();
        Callback::from(move |day: String| from.set(day.parse().unwrap_or(today)))
    };
    html! {
        <>
            <header class="page-head"><h1 tabindex="-1">{ words.title }</h1></header>
            <p class="soft">{ words.which_hint }</p>
            <div class="sell-search">
                <SearchBox label={words.search} words={(*typed).clone()} {on_search} />
                <Field id="sell-from" kind="date" label={words.from} value={from.to_string()} min={today.to_string()} on_input={on_from} />
            </div>
            { match &loaded.load {
                Load::Waiting => html! { <Skeleton count={6} /> },
                Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
                Load::Ready(page) => {
                    let sold: Vec<_> = page.items.iter().filter(|card| still_sold(card)).cloned().collect();
                    evenings(office, &sold, today, page.next.is_some())
                }
            } }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct PerformedProps {
    id: PerformanceId,
}

/// One performance, sold to one customer after the other.
#[component]
fn Performed(props: &PerformedProps) -> Html {
    let office = use_office();
    let words = &office.sell;
    let loaded = use_load(props.id, api::performance);
    let title = loaded.ready().map(|performance| performance.show.title.clone());
    let title = title.unwrap_or_else(|| words.title.to_owned());
    use_page_title(format!("{} · {title}", words.sell));
    let inside = match &loaded.load {
        Load::Waiting => html! { <Skeleton count={8} /> },
        Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
        Load::Ready(performance) => {
            html! { <House performance={performance.clone()} on_changed={loaded.reload.clone()} /> }
        }
    };
    html! {
        <>
            <nav class="crumbs"><Go to="/staff/sell"><Icon sign={Sign::Left} />{ words.other_evening }</Go></nav>
            <header class="page-head">
                <h1 tabindex="-1">{ title }</h1>
                if let Some(performance) = loaded.ready() { { moment(office, performance) } }
            </header>
            { inside }
        </>
    }
}

fn moment(office: &Office, performance: &Performance) -> Html {
    let words = &office.sell;
    let (tone, left) = match performance.places_left {
        PlacesLeft::Plenty { places } => (BadgeTone::Good, (words.left)(places)),
        PlacesLeft::Few { places } => (BadgeTone::Warm, (words.left)(places)),
        PlacesLeft::SoldOut => (BadgeTone::Plain, words.sold_out.to_owned()),
    };
    let at = office.format().moment(performance.starts_at, &performance.venue.time_zone);
    html! { <><p class="soft">{ format!("{at} · {}", performance.venue.name) }</p><Badge {tone}>{ left }</Badge></> }
}
