//! How far the site is accessible, how to get into the venues, and whom to tell when something is in the way.

use crate::api;
use crate::layout::title::use_page_title;
use crate::load::use_load;
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::paragraphs::paragraphs;
use shared::catalogue::Venue;
use yew::prelude::*;

#[component]
pub fn AccessibilityPage() -> Html {
    let words = &use_texts().house;
    let session = use_session();
    let venues = use_load((), |()| api::venues());
    use_page_title(words.accessibility_title);
    let described: Vec<&Venue> = venues
        .ready()
        .map(|venues| venues.iter().filter(|venue| !venue.access.trim().is_empty()).collect())
        .unwrap_or_default();
    html! {
        <div class="page narrow">
            <h1 tabindex="-1">{ words.accessibility_title }</h1>
            <div class="prose">
                { for words.accessibility.iter().map(|paragraph| html! { <p>{ *paragraph }</p> }) }
                <p>{ words.accessibility_contact }</p>
                if let Some(house) = &session.house {
                    <p>
                        if !house.phone.is_empty() {
                            <a href={format!("tel:{}", house.phone.replace(' ', ""))}>{ house.phone.clone() }</a><br />
                        }
                        if let Some(email) = &house.email {
                            <a href={format!("mailto:{email}")}>{ email.to_string() }</a>
                        }
                    </p>
                }
            </div>
            if !described.is_empty() {
                <h2>{ words.accessibility_venues }</h2>
                { for described.into_iter().map(|venue| html! {
                    <section key={venue.id.0}>
                        <h3>{ venue.name.clone() }</h3>
                        <p class="soft">{ format!("{}, {}", venue.address, venue.city) }</p>
                        { paragraphs(&venue.access) }
                    </section>
                }) }
            }
        </div>
    }
}
