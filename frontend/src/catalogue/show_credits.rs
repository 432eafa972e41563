//! Who makes a show, grouped by what they do.

use crate::texts::Texts;
use shared::catalogue::{Credit, Part};
use yew::prelude::*;

pub fn credits_view(texts: &Texts, credits: &[Credit]) -> Html {
    let words = &texts.catalogue;
    let of = |part: Part| credits.iter().filter(move |credit| credit.part == part).collect::<Vec<_>>();
    let (authors, directors, artists) = (of(Part::Author), of(Part::Director), of(Part::Artist));
    let groups = [
        ((words.author)(authors.len()), authors),
        ((words.director)(directors.len()), directors),
        (words.artists, artists),
    ];
    html! {
        <dl class="credits">
            { for groups.into_iter().filter(|(_, credits)| !credits.is_empty()).map(|(name, credits)| html! {
                <div>
                    <dt>{ name }</dt>
                    { for credits.into_iter().map(|credit| html! {
                        <dd>
                            { credit.name.clone() }
                            if !credit.character.is_empty() { <span class="soft">{ format!(" — {}", credit.character) }</span> }
                        </dd>
                    }) }
                </div>
            }) }
        </dl>
    }
}
