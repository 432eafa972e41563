//! A show on the programme: its poster, what it is, and its next dates.

use crate::catalogue::place_words::{PlaceWords, bookable, from_price};
use crate::route::{Link, Route};
use crate::texts::use_texts;
use crate::ui::badge::Badge;
use crate::ui::format::use_format;
use crate::ui::icon::{Icon, Sign};
use crate::ui::picture::PictureView;
use crate::ui::poster::Poster;
use shared::catalogue::{PerformanceCard, PlacesLeft, ShowCard};
use yew::prelude::*;

/// How many dates a card names.
const DATES: usize = 3;

#[derive(Properties, PartialEq)]
pub struct ShowCardProps {
    pub show: ShowCard,
    /// Whether it is on screen from the start.
    #[prop_or(false)]
    pub at_once: bool,
}

#[component]
pub fn ShowCardView(props: &ShowCardProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let show = &props.show;
    let more =
        show.performance_count.saturating_sub(i64::try_from(show.performances.len().min(DATES)).unwrap_or(i64::MAX));
    let sold_out = !show.performances.is_empty()
        && show.performance_count == i64::try_from(show.performances.len()).unwrap_or_default()
        && show.performances.iter().all(|performance| performance.places_left == PlacesLeft::SoldOut);
    let lowest =
        show.performances.iter().filter_map(|performance| performance.from_price).min_by_key(|price| price.minor);
    html! {
        <article class={classes!("show-card", sold_out.then_some("over"))}>
            <div class="show-card-picture">
                <ShowPicture show={show.clone()} at_once={props.at_once} sizes="(max-width: 34rem) 92vw, (max-width: 64rem) 45vw, 24rem" />
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
                        <li key={performance.id.0}><DateLine performance={performance.clone()} /></li>
                    }) }
                </ul>
                <p class="show-card-foot">
                    if let Some(price) = lowest {
                        <span class="price">{ from_price(texts, format, price) }</span>
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

#[derive(Properties, PartialEq)]
struct DateLineProps {
    performance: PerformanceCard,
}

/// One date: a way straight to its seats when they can be booked.
#[component]
fn DateLine(props: &DateLineProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let performance = &props.performance;
    let zone = &performance.time_zone;
    let when = html! {
        <time datetime={performance.starts_at.to_rfc3339()}>
            <span>{ format.day_short(performance.starts_at, zone) }</span>{ " " }<b>{ format.time(performance.starts_at, zone) }</b>
        </time>
    };
    let state = html! { <PlaceWords performance={performance.clone()} terse=true /> };
    if !bookable(performance) {
        return html! { <span class="date">{ when }{ state }</span> };
    }
    let moment = format.moment(performance.starts_at, zone);
    let label = format!("{}, {}", (texts.catalogue.choose_seats_at)(&moment), performance.show_title);
    html! {
        <Link to={Route::Seats { id: performance.id }} class="date" {label}>{ when }{ state }<Icon sign={Sign::Right} /></Link>
    }
}

#[derive(Properties, PartialEq)]
pub struct ShowPictureProps {
    pub show: ShowCard,
    pub sizes: AttrValue,
    #[prop_or(false)]
    pub at_once: bool,
}

/// The show's picture, or the poster drawn for it.
#[component]
pub fn ShowPicture(props: &ShowPictureProps) -> Html {
    let show = &props.show;
    match &show.picture {
        Some(picture) => html! {
            <PictureView picture={picture.clone()} sizes={props.sizes.clone()} at_once={props.at_once} decorative=true />
        },
        None => {
            html! { <Poster number={show.id.0} title={show.title.clone()} author={show.authors.join(", ")} /> }
        }
    }
}
