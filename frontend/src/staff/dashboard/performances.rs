//! Performances with how full they are.

use crate::staff::place::{Go, row_of};
use crate::staff::sell::evenings::address;
use crate::texts::office::Office;
use crate::ui::badge::{Badge, BadgeTone};
use shared::catalogue::PerformanceState;
use shared::setup::UpcomingPerformance;
use yew::prelude::*;

/// A section with a card for each; `none` is said when there is none. With their day unless it is today, and with a way to
/// the desk for who `sells`.
pub fn performances(
    office: &Office,
    title: &'static str,
    none: &'static str,
    list: &[UpcomingPerformance],
    day: Day,
    sells: bool,
) -> Html {
    html! {
        <section class="evenings" aria-label={title}>
            <h2>{ title }</h2>
            if list.is_empty() { <p class="soft">{ none }</p> }
            <ul>{ for list.iter().map(|performance| card(office, performance, day, sells)) }</ul>
        </section>
    }
}

/// Whether the day is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    Said,
    Known,
}

fn card(office: &Office, performance: &UpcomingPerformance, day: Day, sells: bool) -> Html {
    let (words, format) = (&office.dashboard, office.format());
    let zone = performance.time_zone.as_str();
    let state = match performance.state {
        PerformanceState::Cancelled => Some((BadgeTone::Bad, words.cancelled)),
        PerformanceState::Draft => Some((BadgeTone::Plain, words.draft)),
        _ => None,
    };
    html! {
        <li key={performance.performance.to_string()}>
            <p class="when number">
                <time datetime={performance.starts_at.to_rfc3339()}>
                    <b>{ format.time(performance.starts_at, zone) }</b>
                    if day == Day::Said { <span>{ format.day_short(performance.starts_at, zone) }</span> }
                </time>
            </p>
            <div class="what">
                <p><Go to={row_of("performances", &performance.performance.to_string())}>{ performance.show_title.clone() }</Go>
                    if let Some((tone, word)) = state { { " " }<Badge {tone}>{ word }</Badge> }
                    <small class="soft">{ performance.venue_name.clone() }</small></p>
                { fill(office, performance) }
            </div>
            if sells && performance.state == PerformanceState::OnSale {
                <Go to={address(performance.performance)} class="button small" label={format!("{} {}", office.sell.sell, performance.show_title)}>{ office.sell.sell }</Go>
            }
        </li>
    }
}

/// How much of the house is sold, held and blocked: a bar, and the same in words.
fn fill(office: &Office, performance: &UpcomingPerformance) -> Html {
    let (words, format) = (&office.dashboard, office.format());
    let capacity = performance.capacity.max(1);
    let permille = |part: i64| part.saturating_mul(1_000) / capacity;
    let (sold, held, blocked) = (permille(performance.sold), permille(performance.held), permille(performance.blocked));
    let bar = |class: &'static str, from: i64, width: i64| html! { <rect {class} x={from.to_string()} width={width.to_string()} height="10" /> };
    html! {
        <div class="fill">
            <svg viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label={format!("{}{}{} %", words.fill, office.colon(), sold / 10)}>
                { bar("ground", 0, 1_000) }{ bar("sold", 0, sold) }{ bar("held", sold, held) }{ bar("blocked", 1_000 - blocked, blocked) }
            </svg>
            <p class="number"><b>{ (words.sold_of)(&format.number(performance.sold), &format.number(performance.capacity)) }</b>
                if performance.held > 0 { <small>{ format!(" · {}", (words.held)(&format.number(performance.held))) }</small> }
                if performance.blocked > 0 { <small>{ format!(" · {}", (words.blocked)(&format.number(performance.blocked))) }</small> }
            </p>
        </div>
    }
}
