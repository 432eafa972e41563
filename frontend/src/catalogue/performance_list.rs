//! When a show is played, day by day, and the way to the seats of each performance.

use crate::catalogue::place_words::{bookable, from_price, place_words};
use crate::route::{Link, Route};
use crate::texts::Texts;
use crate::ui::format::{day_of, town_of};
use chrono::Datelike;
use shared::catalogue::PerformanceCard;
use yew::prelude::*;

/// `performances` soonest first.
pub fn performance_list(texts: &Texts, performances: &[PerformanceCard]) -> Html {
    let words = &texts.catalogue;
    let zone = performances.first().map(|performance| performance.time_zone.as_str());
    html! {
        <section class="performances" id="performances" aria-labelledby="performances-title">
            <h2 id="performances-title">{ words.performances }</h2>
            if performances.is_empty() {
                <p class="soft">{ words.no_performances }</p>
            }
            <ol>
                { for performances.iter().map(|performance| performance_line(texts, performance)) }
            </ol>
            if let Some(zone) = zone {
                <p class="soft zone">{ (words.times_in)(&(texts.common.local_time)(&town_of(zone))) }</p>
            }
        </section>
    }
}

fn performance_line(texts: &Texts, performance: &PerformanceCard) -> Html {
    let words = &texts.catalogue;
    let format = texts.format();
    let zone = &performance.time_zone;
    let day = day_of(performance.starts_at, zone);
    let open = bookable(performance);
    let moment = format.moment(performance.starts_at, zone);
    html! {
        <li key={performance.id.0} class={classes!("performance", (!open).then_some("closed"))}>
            <time class="leaf" datetime={performance.starts_at.to_rfc3339()}>
                <span class="only-read">{ moment.clone() }</span>
                <span class="leaf-weekday" aria-hidden="true">{ format.weekday_short(day) }</span>
                <span class="leaf-day" aria-hidden="true">{ day.day() }</span>
                <span class="leaf-month" aria-hidden="true">{ format.month_short(day) }</span>
            </time>
            <div class="performance-words">
                <p class="performance-time" aria-hidden="true">{ format.time(performance.starts_at, zone) }</p>
                <p class="soft">{ performance.venue_name.clone() }</p>
                { place_words(texts, performance, false) }
            </div>
            <div class="performance-way">
                if let Some(price) = performance.from_price.filter(|_| open) {
                    <span class="price">{ from_price(texts, price) }</span>
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
