//! When a show is played, day by day, and the way to the seats of each performance.

use crate::catalogue::place_words::{PlaceWords, bookable, from_price};
use crate::route::{Link, Route};
use crate::texts::use_texts;
use crate::ui::format::{day_of, town_of, use_format};
use chrono::Datelike;
use shared::catalogue::PerformanceCard;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PerformanceListProps {
    /// Soonest first.
    pub performances: Vec<PerformanceCard>,
}

#[component]
pub fn PerformanceList(props: &PerformanceListProps) -> Html {
    let texts = use_texts();
    let words = &texts.catalogue;
    let zone = props.performances.first().map(|performance| performance.time_zone.as_str());
    html! {
        <section class="performances" id="performances" aria-labelledby="performances-title">
            <h2 id="performances-title">{ words.performances }</h2>
            if props.performances.is_empty() {
                <p class="soft">{ words.no_performances }</p>
            }
            <ol>
                { for props.performances.iter().map(|performance| html! {
                    <PerformanceLine key={performance.id.0} performance={performance.clone()} />
                }) }
            </ol>
            if let Some(zone) = zone {
                <p class="soft zone">{ (words.times_in)(&(texts.common.local_time)(&town_of(zone))) }</p>
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct PerformanceLineProps {
    performance: PerformanceCard,
}

#[component]
fn PerformanceLine(props: &PerformanceLineProps) -> Html {
    let texts = use_texts();
    let words = &texts.catalogue;
    let format = use_format();
    let performance = &props.performance;
    let zone = &performance.time_zone;
    let day = day_of(performance.starts_at, zone);
    let open = bookable(performance);
    let moment = format.moment(performance.starts_at, zone);
    html! {
        <li class={classes!("performance", (!open).then_some("closed"))}>
            <time class="leaf" datetime={performance.starts_at.to_rfc3339()}>
                <span class="only-read">{ moment.clone() }</span>
                <span class="leaf-weekday" aria-hidden="true">{ format.weekday_short(day) }</span>
                <span class="leaf-day" aria-hidden="true">{ day.day() }</span>
                <span class="leaf-month" aria-hidden="true">{ format.month_short(day) }</span>
            </time>
            <div class="performance-words">
                <p class="performance-time" aria-hidden="true">{ format.time(performance.starts_at, zone) }</p>
                <p class="soft">{ performance.venue_name.clone() }</p>
                <PlaceWords performance={performance.clone()} />
            </div>
            <div class="performance-way">
                if let Some(price) = performance.from_price.filter(|_| open) {
                    <span class="price">{ from_price(texts, format, price) }</span>
                }
                if open {
                    <Link to={Route::Seats { id: performance.id }} class="button small" label={(words.choose_seats_at)(&moment)}>
                        { words.choose_seats }
                    </Link>
                }
            </div>
        </li>
    }
}
