//! Which performance the seats are for, above the map.

use crate::route::{Link, Route};
use crate::texts::use_texts;
use crate::ui::format::{town_of, use_format};
use crate::ui::icon::{Icon, Sign};
use shared::catalogue::Performance;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct HeadingProps {
    pub performance: Rc<Performance>,
}

#[component]
pub fn Heading(props: &HeadingProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let performance = &props.performance;
    let zone = &performance.venue.time_zone;
    let moment = format.moment(performance.starts_at, zone);
    let local = (texts.common.local_time)(&town_of(zone));
    html! {
        <header class="seats-heading">
            <Link to={Route::Show { slug: performance.show.slug.clone() }} class="back-link">
                <Icon sign={Sign::Left} />{ texts.seating.to_show }
            </Link>
            <h1 tabindex="-1">{ performance.show.title.clone() }</h1>
            <p>{ moment }{ " " }<small class="soft">{ format!("({local})") }</small>{ format!(" · {}", performance.venue.name) }</p>
            if !performance.note.is_empty() {
                <p class="seats-note">{ performance.note.clone() }</p>
            }
        </header>
    }
}
