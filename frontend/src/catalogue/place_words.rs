//! How many places are left and whether they can be bought, in words.

use crate::texts::Texts;
use crate::ui::badge::{Badge, BadgeTone};
use shared::catalogue::{PerformanceCard, PlacesLeft, Sale};
use shared::money::Money;
use yew::prelude::*;

/// Whether somebody can choose seats now.
pub const fn bookable(performance: &PerformanceCard) -> bool {
    matches!(performance.sale, Sale::Open { .. }) && !matches!(performance.places_left, PlacesLeft::SoldOut)
}

/// «dès 12 €», or that it costs nothing.
pub fn from_price(texts: &Texts, price: Money) -> String {
    if price.is_zero() {
        texts.common.free_of_charge.to_owned()
    } else {
        (texts.catalogue.from_price)(&texts.format().money_brief(price))
    }
}

/// A badge; nothing for a `terse` place when all is well.
pub fn place_words(texts: &Texts, performance: &PerformanceCard, terse: bool) -> Html {
    let words = &texts.catalogue;
    let (tone, text) = match (performance.sale, performance.places_left) {
        (Sale::Cancelled, _) => (BadgeTone::Bad, words.cancelled.to_owned()),
        (_, PlacesLeft::SoldOut) => (BadgeTone::Plain, words.sold_out.to_owned()),
        (Sale::NotYet { opens_at }, _) => {
            let moment = texts.format().day_short(opens_at, &performance.time_zone);
            (BadgeTone::Plain, (words.opens)(&moment))
        }
        (Sale::Closed, _) => (BadgeTone::Plain, words.sale_closed.to_owned()),
        (Sale::Open { .. }, PlacesLeft::Few { places }) => (BadgeTone::Warm, (words.few_left)(places)),
        (Sale::Open { .. }, PlacesLeft::Plenty { .. }) if terse => return Html::default(),
        (Sale::Open { .. }, PlacesLeft::Plenty { places }) => (BadgeTone::Good, (words.many_left)(places)),
    };
    html! { <Badge {tone}>{ text }</Badge> }
}
