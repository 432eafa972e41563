//! The performances that the desk can sell, by day.

use crate::clock::{ms_of, now_ms};
use crate::staff::place::Go;
use crate::texts::office::Office;
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::empty::Empty;
use crate::ui::format::day_of;
use chrono::NaiveDate;
use shared::catalogue::{PerformanceCard, PlacesLeft, Sale};
use yew::prelude::*;

/// How long after the start the desk still sells, in milliseconds: those who come late.
const SOLD_AFTER_START_MS: f64 = 3_600_000.0;

/// Whether the desk still sells the performance.
pub fn still_sold(card: &PerformanceCard) -> bool {
    !matches!(card.sale, Sale::Cancelled) && now_ms() < ms_of(card.starts_at) + SOLD_AFTER_START_MS
}

/// Each day with its performances; `more` when there are others after them.
pub fn evenings(office: &Office, cards: &[PerformanceCard], today: NaiveDate, more: bool) -> Html {
    let words = &office.sell;
    if cards.is_empty() {
        return html! { <Empty title={words.no_evening}><p>{ words.no_evening_hint }</p></Empty> };
    }
    let day = |card: &PerformanceCard| day_of(card.starts_at, &card.time_zone);
    html! {
        <div class="sell-evenings">
            { for cards.chunk_by(|one, next| day(one) == day(next)).filter_map(|of_day| {
                let first = of_day.first()?;
                let is_today = day(first) == today;
                let name = if is_today { words.today.to_owned() } else { office.format().day(first.starts_at, &first.time_zone) };
                Some(html! {
                    <section key={day(first).to_string()} class={is_today.then_some("today")}>
                        <h2>{ name }</h2>
                        <ul>{ for of_day.iter().map(|card| evening(office, card)) }</ul>
                    </section>
                })
            }) }
            if more { <p class="soft">{ words.more_evenings }</p> }
        </div>
    }
}

fn evening(office: &Office, card: &PerformanceCard) -> Html {
    let words = &office.sell;
    let left = match card.places_left {
        PlacesLeft::Plenty { places } => html! { <small class="soft">{ (words.left)(places) }</small> },
        PlacesLeft::Few { places } => html! { <Badge tone={BadgeTone::Warm}>{ (words.left)(places) }</Badge> },
        PlacesLeft::SoldOut => html! { <Badge>{ words.sold_out }</Badge> },
    };
    html! {
        <li key={card.id.to_string()}>
            <Go to={address(card.id)} class="sell-evening">
                <time class="number" datetime={card.starts_at.to_rfc3339()}>{ office.format().time(card.starts_at, &card.time_zone) }</time>
                <span class="what"><b>{ card.show_title.clone() }</b><small class="soft">{ card.venue_name.clone() }</small>{ left }</span>
            </Go>
        </li>
    }
}

/// Where a performance is sold at the desk.
pub fn address(performance: shared::ids::PerformanceId) -> String {
    format!("/staff/sell?performance={performance}")
}
