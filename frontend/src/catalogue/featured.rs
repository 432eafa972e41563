//! The stage at the head of the programme: the house, and the next show whose seats can be booked.

use crate::catalogue::place_words::{bookable, place_words};
use crate::catalogue::show_card::show_picture;
use crate::route::{Link, Route};
use crate::texts::Texts;
use crate::ui::picture::Loading;
use shared::catalogue::{PerformanceCard, ShowCard};
use shared::house::House;
use yew::prelude::*;

/// The stage; `show` is whose next date is told. While one may still come (`waiting`), its room is kept.
pub fn stage(texts: &Texts, house: Option<&House>, show: Option<&ShowCard>, waiting: bool) -> Html {
    let next = show.and_then(next_of);
    let (name, tagline) = house.map_or(("", ""), |house| (&house.name, &house.tagline));
    let heading = if tagline.is_empty() { texts.catalogue.title } else { tagline };
    html! {
        <section class={classes!("stage", "home", waiting.then_some("waiting"))}>
            <div class="stage-inside">
                <div class="stage-words">
                    <p class="kicker">{ name.to_owned() }</p>
                    <h1 tabindex="-1">{ heading.to_owned() }</h1>
                    if let Some((show, performance)) = next {
                        { next_up(texts, show, performance) }
                    }
                </div>
                if let Some((show, _)) = next {
                    <div class="stage-picture">
                        { show_picture(show, "(max-width: 48rem) 40vw, 22rem", Loading::AtOnce) }
                    </div>
                }
            </div>
            <div class="footlights" aria-hidden="true" />
        </section>
    }
}

fn next_of(show: &ShowCard) -> Option<(&ShowCard, &PerformanceCard)> {
    show.performances.iter().find(|performance| bookable(performance)).map(|performance| (show, performance))
}

fn next_up(texts: &Texts, show: &ShowCard, performance: &PerformanceCard) -> Html {
    let moment = texts.format().moment(performance.starts_at, &performance.time_zone);
    html! {
        <div class="stage-next">
            <h2>
                <span class="kicker">{ texts.catalogue.next_up }</span>
                <Link to={Route::Show { slug: show.slug.clone() }}>{ show.title.clone() }</Link>
            </h2>
            <p>
                <time datetime={performance.starts_at.to_rfc3339()}>{ moment.clone() }</time>
                <br />{ performance.venue_name.clone() }
            </p>
            <p class="stage-actions">
                <Link to={Route::Seats { id: performance.id }} class="button primary" label={format!("{}, {}, {moment}", texts.catalogue.book, show.title)}>
                    { texts.catalogue.book }
                </Link>
                { place_words(texts, performance, true) }
            </p>
        </div>
    }
}
