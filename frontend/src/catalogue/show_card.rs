//! A show on the programme: its poster, what it is, and its next dates.

use crate::catalogue::place_words::{bookable, from_price, place_words};
use crate::route::{Link, Route};
use crate::texts::Texts;
use crate::ui::badge::Badge;
use crate::ui::icon::{Icon, Sign};
use crate::ui::picture::{Loading, picture_view};
use crate::ui::poster::poster;
use shared::catalogue::{PerformanceCard, PlacesLeft, ShowCard};
use yew::prelude::*;

/// How many dates a card names.
const DATES: usize = 3;

/// The card; its picture is fetched at once where it is on screen from the start.
pub fn show_card(texts: &Texts, show: &ShowCard, loading: Loading) -> Html {
    let more =
        show.performance_count.saturating_sub(i64::try_from(show.performances.len().min(DATES)).unwrap_or(i64::MAX));
    let sold_out = !show.performances.is_empty()
        && show.performance_count == i64::try_from(show.performances.len()).unwrap_or_default()
        && show.performances.iter().all(|performance| performance.places_left == PlacesLeft::SoldOut);
    let lowest =
        show.performances.iter().filter_map(|performance| performance.from_price).min_by_key(|price| price.minor);
    html! {
        <article key={show.id.0} class={classes!("show-card", sold_out.then_some("over"))}>
            <div class="show-card-picture">
                { show_picture(show, "(max-width: 34rem) 92vw, (max-width: 64rem) 45vw, 24rem", loading) }
                if sold_out { <span class="seal"><Badge>{ texts.catalogue.sold_out }</Badge></span> }
            </div>
            <div class="show-card-words">
                <p class="kicker">{ kicker(show, texts.common.minutes) }</p>
                <h3><Link to={Route::Show { slug: show.slug.clone() }}>{ show.title.clone() }</Link></h3>
                if !show.authors.is_empty() {
                    <p class="soft">{ (texts.catalogue.by)(&show.authors.join(", ")) }</p>
                } else if !show.subtitle.is_empty() {
                    <p class="soft">{ show.subtitle.clone() }</p>
                }
                <ul class="dates">
                    { for show.performances.iter().take(DATES).map(|performance| html! {
                        <li key={performance.id.0}>{ date_line(texts, performance) }</li>
                    }) }
                </ul>
                <p class="show-card-foot">
                    if let Some(price) = lowest {
                        <span class="price">{ from_price(texts, price) }</span>
                    }
                    if more > 0 { <span class="soft">{ (texts.catalogue.more_dates)(more) }</span> }
                </p>
            </div>
        </article>
    }
}

/// Genre and duration, as far as known.
fn kicker(show: &ShowCard, minutes: fn(i64) -> String) -> String {
    let genre = show.genre.as_ref().map(|genre| genre.name.clone());
    let duration = show.duration_minutes.map(|duration| minutes(duration.into()));
    genre.into_iter().chain(duration).collect::<Vec<_>>().join(" · ")
}

/// One date: a way straight to its seats when they can be booked.
fn date_line(texts: &Texts, performance: &PerformanceCard) -> Html {
    let format = texts.format();
    let zone = &performance.time_zone;
    let when = html! {
        <time datetime={performance.starts_at.to_rfc3339()}>
            <span>{ format.day_short(performance.starts_at, zone) }</span>{ " " }<b>{ format.time(performance.starts_at, zone) }</b>
        </time>
    };
    let state = place_words(texts, performance, true);
    if !bookable(performance) {
        return html! { <span class="date">{ when }{ state }</span> };
    }
    let moment = format.moment(performance.starts_at, zone);
    let label = format!("{}, {}", (texts.catalogue.choose_seats_at)(&moment), performance.show_title);
    html! {
        <Link to={Route::Seats { id: performance.id }} class="date" {label}>{ when }{ state }<Icon sign={Sign::Right} /></Link>
    }
}

/// The show's picture, or the poster drawn for it.
pub fn show_picture(show: &ShowCard, sizes: &'static str, loading: Loading) -> Html {
    match &show.picture {
        Some(picture) => picture_view(picture, sizes, loading, ""),
        None => poster(show.id.0, &show.title, &show.authors.join(", ")),
    }
}
