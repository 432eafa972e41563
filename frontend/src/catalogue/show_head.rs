//! The head of a show's page: poster, title, what it is, and the way to its next performance.

use crate::catalogue::place_words::{bookable, from_price};
use crate::route::{Link, Route};
use crate::texts::Texts;
use crate::ui::icon::{Icon, Sign};
use crate::ui::picture::{Loading, picture_view};
use crate::ui::poster::poster;
use shared::catalogue::{Part, Show};
use shared::house::Locale;
use yew::prelude::*;

pub fn show_head(texts: &Texts, show: &Show) -> Html {
    let format = texts.format();
    let words = &texts.catalogue;
    let authors = names(show, Part::Author);
    let next = show.performances.iter().find(|performance| bookable(performance));
    let language = show.language.map(|language| match language {
        Locale::Fr => words.played_in_french,
        Locale::En => words.played_in_english,
    });
    html! {
        <section class="stage show-head">
            <div class="stage-inside">
                <div class="stage-words">
                    if let Some(genre) = &show.genre { <p class="kicker">{ genre.name.clone() }</p> }
                    <h1 tabindex="-1">{ show.title.clone() }</h1>
                    if !show.subtitle.is_empty() { <p class="subtitle">{ show.subtitle.clone() }</p> }
                    if !authors.is_empty() { <p class="by">{ (words.by)(&authors) }</p> }
                    <ul class="facts">
                        if let Some(minutes) = show.duration_minutes {
                            <li><Icon sign={Sign::Clock} /><span class="only-read">{ format!("{} ", words.duration) }</span>
                                { (texts.common.minutes)(minutes.into()) }</li>
                        }
                        if let Some(age) = show.age_from { <li><Icon sign={Sign::Person} />{ (words.age_from)(age) }</li> }
                        if let Some(language) = language { <li><Icon sign={Sign::Speech} />{ language }</li> }
                    </ul>
                    if let Some(next) = next {
                        <p class="stage-actions">
                            <Link to={Route::Seats { id: next.id }} class="button primary">
                                { words.book }
                                <time class="button-when" datetime={next.starts_at.to_rfc3339()}>
                                    { format!("{} {}", format.day_short(next.starts_at, &next.time_zone), format.time(next.starts_at, &next.time_zone)) }
                                </time>
                            </Link>
                            if let Some(price) = next.from_price {
                                <span>{ from_price(texts, price) }</span>
                            }
                        </p>
                    }
                </div>
                <div class="stage-picture">
                    { match &show.picture {
                        Some(picture) => picture_view(picture, "(max-width: 48rem) 60vw, 24rem", Loading::AtOnce, &picture.alt),
                        None => poster(show.id.0, &show.title, &authors),
                    } }
                </div>
            </div>
        </section>
    }
}

/// The names of those who had this part, joined.
fn names(show: &Show, part: Part) -> String {
    let names = show.credits.iter().filter(|credit| credit.part == part).map(|credit| credit.name.as_str());
    names.collect::<Vec<_>>().join(", ")
}
