//! Home: what is on next. Every filter lives in the address, so that back, forward and sharing work.

use crate::address::{use_address, use_navigator};
use crate::api;
use crate::catalogue::calendar_page::CalendarPage;
use crate::catalogue::featured::stage;
use crate::catalogue::filter::Filter;
use crate::catalogue::filter_bar::filter_bar;
use crate::catalogue::listing::{Listing, ListingMove};
use crate::catalogue::show_card::show_card;
use crate::clock;
use crate::layout::title::use_page_title;
use crate::load::{Load, Loaded, use_load};
use crate::route::Route;
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::button::Button;
use crate::ui::empty::Empty;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::pager::Pager;
use crate::ui::picture::Loading;
use crate::ui::skeleton::Skeleton;
use shared::catalogue::{ListProgramme, ShowCard};
use std::rc::Rc;
use web_sys::UrlSearchParams;
use yew::prelude::*;

#[component]
pub fn ProgrammePage() -> Html {
    let texts = use_texts();
    let session = use_session();
    let (filter, on_change) = use_filter();
    let today = clock::today(session.time_zone());
    let genres = use_load((), |()| api::genres());
    let venues = use_load((), |()| api::venues());
    let next = use_load((), |()| async {
        api::list_shows(&ListProgramme { limit: Some(6), ..ListProgramme::default() }).await
    });
    use_page_title(texts.catalogue.title);
    let featured = next.ready().and_then(|page| {
        page.items.iter().find(|show| show.performances.iter().any(crate::catalogue::place_words::bookable))
    });
    html! {
        <>
            { stage(texts, session.house.as_deref(), featured, matches!(next.load, Load::Waiting)) }
            <div class="page programme">
                { filter_bar(texts, &filter, today, listed(&genres), listed(&venues), &on_change) }
                if filter.as_calendar {
                    <CalendarPage {filter} {today} {on_change} />
                } else {
                    <Posters which={filter.shows(today)} narrowed={filter.narrows()} on_clear={on_change.reform(|()| Filter::default())} />
                }
            </div>
        </>
    }
}

/// What was loaded, or nothing yet.
fn listed<T>(loaded: &Loaded<Vec<T>>) -> &[T] {
    loaded.ready().map_or(&[], |list| list)
}

/// The filter in the address and the way to change it: typing replaces the entry in the history, all else makes one.
#[hook]
fn use_filter() -> (Filter, Callback<Filter>) {
    let address = use_address();
    let navigator = use_navigator();
    let members = UrlSearchParams::new_with_str(&address.query).ok();
    let filter = Filter::from_query(|name| members.as_ref().and_then(|members| members.get(name)));
    let before = filter.clone();
    let on_change = Callback::from(move |filter: Filter| {
        let Ok(query) = UrlSearchParams::new() else {
            return;
        };
        for (name, value) in filter.query() {
            query.append(name, &value);
        }
        let query = String::from(query.to_string());
        if filter.words != before.words && !before.words.is_empty() {
            navigator.replace_with_query(&Route::Programme, &query);
        } else {
            navigator.push_with_query(&Route::Programme, &query);
        }
    });
    (filter, on_change)
}

#[derive(Properties, PartialEq)]
struct PostersProps {
    which: ListProgramme,
    narrowed: bool,
    on_clear: Callback<()>,
}

#[component]
fn Posters(props: &PostersProps) -> Html {
    let texts = use_texts();
    let words = &texts.catalogue;
    let (list, on_more, on_retry) = use_shows(&props.which);
    if let Some(refused) = list.refused.clone().filter(|_| !list.fresh) {
        return html! { <ErrorPanel {refused} {on_retry} /> };
    }
    if !list.fresh && list.items.is_empty() {
        return html! { <Skeleton kind="cards" count={6} /> };
    }
    let class = classes!("posters", (!list.fresh).then_some("fading"));
    html! {
        <section {class} aria-busy={(!list.fresh).then_some("true")}>
            <div role="status">
                <h2 class={if list.items.is_empty() { "only-read" } else { "found" }}>{ (words.shows_found)(list.items.len(), list.next.is_some()) }</h2>
            </div>
            if list.items.is_empty() {
                <Empty title={words.nothing_title}>
                    if props.narrowed {
                        <p>{ words.nothing_filtered }</p>
                        <Button onclick={props.on_clear.reform(|_| ())}>{ words.clear_filters }</Button>
                    } else {
                        <p>{ words.nothing_yet }</p>
                    }
                </Empty>
            }
            <div class="show-cards">
                { for list.items.iter().enumerate().map(|(index, show)| html! {
                    <>{ show_card(texts, show, if index < 3 { Loading::AtOnce } else { Loading::WhenNear }) }</>
                }) }
            </div>
            if let Some(refused) = list.refused.clone() { <ErrorPanel {refused} /> }
            <Pager more={list.next.is_some()} busy={list.growing} {on_more} />
        </section>
    }
}

/// The shows that match, growing on demand; the last good ones stay while others are asked for.
#[hook]
fn use_shows(which: &ListProgramme) -> (UseReducerHandle<Listing<ShowCard>>, Callback<()>, Callback<()>) {
    let list = use_reducer(Listing::<ShowCard>::default);
    let number = use_mut_ref(|| 0_u32);
    let again = use_state_eq(|| 0_u32);
    let ask = {
        let dispatcher = list.dispatcher();
        Rc::new(move |number: u32, which: ListProgramme| {
            let dispatcher = dispatcher.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let answer = api::list_shows(&which).await;
                dispatcher.dispatch(ListingMove::Answered { number, answer });
            });
        })
    };
    use_effect_with((which.clone(), *again), {
        let (ask, number, dispatcher) = (ask.clone(), number.clone(), list.dispatcher());
        move |(which, _)| {
            let next = number.borrow().wrapping_add(1);
            *number.borrow_mut() = next;
            dispatcher.dispatch(ListingMove::Asked { number: next });
            ask(next, which.clone());
        }
    });
    let on_more = {
        let (dispatcher, next, which) = (list.dispatcher(), list.next.clone(), which.clone());
        Callback::from(move |()| {
            dispatcher.dispatch(ListingMove::AskedMore);
            ask(*number.borrow(), ListProgramme { cursor: next.clone(), ..which.clone() });
        })
    };
    let on_retry = Callback::from(move |()| again.set(again.wrapping_add(1)));
    (list, on_more, on_retry)
}
