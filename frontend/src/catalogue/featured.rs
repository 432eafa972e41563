//! The stage at the head of the programme: the house, and the next show whose seats can be booked.

use crate::catalogue::place_words::{PlaceWords, bookable};
use crate::catalogue::show_card::ShowPicture;
use crate::route::{Link, Route};
use crate::texts::use_texts;
use crate::ui::format::use_format;
use shared::catalogue::{PerformanceCard, ShowCard};
use shared::house::House;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct StageProps {
    pub house: Option<Rc<House>>,
    /// Whose next date is told; none while loading or when there is none.
    pub show: Option<ShowCard>,
    /// Whether a show may still come: its room is kept.
    pub waiting: bool,
}

#[component]
pub fn Stage(props: &StageProps) -> Html {
    let texts = use_texts();
    let (name, tagline) = props.house.as_ref().map_or(("", ""), |house| (&house.name, &house.tagline));
    let heading = if tagline.is_empty() { texts.catalogue.title } else { tagline };
    html! {
        <section class={classes!("stage", "home", props.waiting.then_some("waiting"))}>
            <div class="stage-inside">
                <div class="stage-words">
                    <p class="kicker">{ name.to_owned() }</p>
                    <h1 tabindex="-1">{ heading.to_owned() }</h1>
                    if let Some((show, performance)) = props.show.as_ref().and_then(next_of) {
                        <Next show={show.clone()} performance={performance.clone()} />
                    }
                </div>
                if let Some((show, _)) = props.show.as_ref().and_then(next_of) {
                    <div class="stage-picture">
                        <ShowPicture show={show.clone()} at_once=true sizes="(max-width: 48rem) 40vw, 22rem" />
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

#[derive(Properties, PartialEq)]
struct NextProps {
    show: ShowCard,
    performance: PerformanceCard,
}

#[component]
fn Next(props: &NextProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let (show, performance) = (&props.show, &props.performance);
    let moment = format.moment(performance.starts_at, &performance.time_zone);
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
                <PlaceWords performance={performance.clone()} terse=true />
            </p>
        </div>
    }
}
