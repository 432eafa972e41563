//! The programme as a month: a grid of weeks where there is room, the days with performances as a list on a phone.

use crate::catalogue::filter::monday_of;
use crate::catalogue::month::{same_month, weeks_of_month};
use crate::catalogue::place_words::{bookable, place_words};
use crate::route::{Link, Route};
use crate::texts::Texts;
use crate::ui::format::day_of;
use chrono::{Datelike, NaiveDate};
use shared::catalogue::PerformanceCard;
use yew::prelude::*;

/// The month that `month` is in.
pub fn calendar(texts: &Texts, month: NaiveDate, today: NaiveDate, performances: &[PerformanceCard]) -> Html {
    let format = texts.format();
    // Weeks that are over only push what is to come off the screen.
    let this_week = monday_of(today);
    let days: Vec<NaiveDate> = weeks_of_month(month).into_iter().filter(|day| *day >= this_week).collect();
    let on_day = |day: NaiveDate| {
        performances.iter().filter(move |performance| day_of(performance.starts_at, &performance.time_zone) == day)
    };
    html! {
        <>
            if performances.is_empty() {
                <p class="soft" role="status">{ (texts.catalogue.no_performance_in)(&format.month(month)) }</p>
            }
            <div class="calendar">
                <div class="weekdays" aria-hidden="true">
                    { for days.iter().take(7).map(|day| html! { <span>{ format.weekday_short(*day) }</span> }) }
                </div>
                <ol>
                    { for days.iter().map(|day| {
                        let on_day: Vec<_> = on_day(*day).collect();
                        day_cell(texts, *day, month, today, &on_day)
                    }) }
                </ol>
            </div>
        </>
    }
}

fn day_cell(
    texts: &Texts,
    day: NaiveDate,
    month: NaiveDate,
    today: NaiveDate,
    performances: &[&PerformanceCard],
) -> Html {
    let format = texts.format();
    let class = classes!(
        "day",
        (!same_month(day, month)).then_some("outside"),
        (day < today).then_some("over"),
        (day == today).then_some("today"),
        performances.is_empty().then_some("empty-day"),
    );
    html! {
        <li key={day.num_days_from_ce()} {class} aria-current={(day == today).then_some("date")}>
            <h3><time datetime={day.to_string()}>
                <span class="only-read day-name">{ format.calendar_day(day) }</span>
                <span class="day-number" aria-hidden="true">{ day.day() }</span>
            </time></h3>
            if !performances.is_empty() {
                <ul>{ for performances.iter().map(|performance| html! {
                    <li key={performance.id.0}>{ entry(texts, performance) }</li>
                }) }</ul>
            }
        </li>
    }
}

fn entry(texts: &Texts, performance: &PerformanceCard) -> Html {
    let format = texts.format();
    let inside = html! {
        <>
            <time datetime={performance.starts_at.to_rfc3339()}>{ format.time(performance.starts_at, &performance.time_zone) }</time>
            <span class="entry-title">{ performance.show_title.clone() }</span>
            <span class="entry-venue">{ performance.venue_name.clone() }</span>
            { place_words(texts, performance, true) }
        </>
    };
    let to = if bookable(performance) {
        Route::Seats { id: performance.id }
    } else {
        Route::Show { slug: performance.show_slug.clone() }
    };
    let class = classes!("entry", (!bookable(performance)).then_some("closed"));
    html! { <Link {to} {class}>{ inside }</Link> }
}
