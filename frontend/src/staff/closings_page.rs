//! `/staff/closings`: the days that are closed, newest first, and the way to another day.

use super::place::{Go, use_go};
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, use_load};
use crate::route::use_query;
use crate::texts::office::{Office, use_office};
use crate::ui::button::{Button, Weight};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::field::Field;
use crate::ui::skeleton::Skeleton;
use shared::paging::Page;
use shared::receipts::ClosingCard;
use web_sys::SubmitEvent;
use yew::prelude::*;

#[component]
pub fn ClosingsPage() -> Html {
    let office = use_office();
    let words = &office.revenue;
    use_page_title(words.closings);
    let cursor = use_query("cursor");
    let loaded = use_load(cursor, |cursor| async move { api::revenue::closings(cursor.as_deref()).await });
    let day = use_state_eq(String::new);
    let go = use_go();
    let on_input = {
        let day = day.setter();
        Callback::from(move |typed: String| day.set(typed))
    };
    let onsubmit = {
        let day = (*day).clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if day.parse::<chrono::NaiveDate>().is_ok() {
                go.emit(format!("/staff/closings/{day}"));
            }
        })
    };
    html! {
        <div class="office-page revenue-page">
            <nav class="crumbs"><Go to="/staff/revenue">{ words.title }</Go></nav>
            <header class="page-head"><h1 tabindex="-1">{ words.closings }</h1></header>
            <form class="day-chooser card" {onsubmit}>
                <Field id="closing-day" label={words.day_to_close} kind="date" value={(*day).clone()} {on_input} />
                <Button id="show-day" submit=true weight={Weight::Primary}>{ words.look_at_day }</Button>
            </form>
            { match &loaded.load {
                Load::Waiting => html! { <Skeleton count={6} /> },
                Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
                Load::Ready(page) => list(office, page),
            } }
        </div>
    }
}

fn list(office: &Office, page: &Page<ClosingCard>) -> Html {
    let (words, format) = (&office.revenue, office.format());
    html! {
        <div class="revenue-scroll" tabindex="0" role="region" aria-label={words.closings}>
            <table class="plain-table" id="closings">
                <thead><tr><th scope="col">{ words.number }</th><th scope="col">{ words.day }</th><th scope="col">{ words.closed_by }</th><th scope="col" class="end">{ words.net }</th><th scope="col" class="end">{ words.difference }</th></tr></thead>
                <tbody>
                    { for page.items.iter().map(|card| html! {
                        <tr><td class="number">{ card.number }</td><th scope="row"><Go to={format!("/staff/closings/{}", card.day)}>{ format.calendar_day(card.day) }</Go></th><td>{ card.closed_by.clone() }</td><td class="end number">{ format.money(card.net) }</td><td class="end number">{ card.difference.map(|amount| format.money(amount)).unwrap_or_default() }</td></tr>
                    }) }
                    if page.items.is_empty() { <tr><td colspan="5">{ words.no_closing }</td></tr> }
                </tbody>
            </table>
            if let Some(next) = &page.next { <p><Go class="button small" to={format!("/staff/closings?cursor={next}")}>{ words.older }</Go></p> }
        </div>
    }
}
