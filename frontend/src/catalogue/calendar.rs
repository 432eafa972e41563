//! The programme as a month: a grid of weeks where there is room, the days with performances as a list on a phone.

use crate::catalogue::filter::monday_of;
use crate::catalogue::month::{same_month, weeks_of_month};
use crate::catalogue::place_words::{PlaceWords, bookable};
use crate::route::{Link, Route};
use crate::texts::use_texts;
use crate::ui::format::{day_of, use_format};
use chrono::{Datelike, NaiveDate};
use shared::catalogue::PerformanceCard;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CalendarProps {
    /// Any day of the month shown.
    pub month: NaiveDate,
    pub today: NaiveDate,
    pub performances: Rc<Vec<PerformanceCard>>,
}

#[component]
pub fn Calendar(props: &CalendarProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    // Weeks that are over only push what is to come off the screen.
    let this_week = monday_of(props.today);
    let days: Vec<NaiveDate> = weeks_of_month(props.month).into_iter().filter(|day| *day >= this_week).collect();
    let on_day = |day: NaiveDate| {
        props
            .performances
            .iter()
            .filter(move |performance| day_of(performance.starts_at, &performance.time_zone) == day)
    };
    html! {
        <>
            if props.performances.is_empty() {
                <p class="soft" role="status">{ (texts.catalogue.no_performance_in)(&format.month(props.month)) }</p>
            }
            <div class="calendar">
                <div class="weekdays" aria-hidden="true">
                    { for days.iter().take(7).map(|day| html! { <span>{ format.weekday_short(*day) }</span> }) }
                </div>
                <ol>
                    { for days.iter().map(|day| {
                        let performances: Vec<_> = on_day(*day).cloned().collect();
                        html! { <Day key={day.num_days_from_ce()} day={*day} month={props.month} today={props.today} {performances} /> }
                    }) }
                </ol>
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct DayProps {
    day: NaiveDate,
    month: NaiveDate,
    today: NaiveDate,
    performances: Vec<PerformanceCard>,
}

#[component]
fn Day(props: &DayProps) -> Html {
    let format = use_format();
    let class = classes!(
        "day",
        (!same_month(props.day, props.month)).then_some("outside"),
        (props.day < props.today).then_some("over"),
        (props.day == props.today).then_some("today"),
        props.performances.is_empty().then_some("empty-day"),
    );
    html! {
        <li {class} aria-current={(props.day == props.today).then_some("date")}>
            <h3><time datetime={props.day.to_string()}>
                <span class="only-read day-name">{ format.calendar_day(props.day) }</span>
                <span class="day-number" aria-hidden="true">{ props.day.day() }</span>
            </time></h3>
            if !props.performances.is_empty() {
                <ul>{ for props.performances.iter().map(|performance| html! {
                    <li key={performance.id.0}><Entry performance={performance.clone()} /></li>
                }) }</ul>
            }
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct EntryProps {
    performance: PerformanceCard,
}

#[component]
fn Entry(props: &EntryProps) -> Html {
    let format = use_format();
    let performance = &props.performance;
    let inside = html! {
        <>
            <time datetime={performance.starts_at.to_rfc3339()}>{ format.time(performance.starts_at, &performance.time_zone) }</time>
            <span class="entry-title">{ performance.show_title.clone() }</span>
            <span class="entry-venue">{ performance.venue_name.clone() }</span>
            <PlaceWords performance={performance.clone()} terse=true />
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
