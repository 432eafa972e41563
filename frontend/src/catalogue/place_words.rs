//! How many places are left and whether they can be bought, in words.

use crate::texts::{Texts, use_texts};
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::format::{Format, use_format};
use shared::catalogue::{PerformanceCard, PlacesLeft, Sale};
use shared::money::Money;
use yew::prelude::*;

/// Whether somebody can choose seats now.
pub const fn bookable(performance: &PerformanceCard) -> bool {
    matches!(performance.sale, Sale::Open { .. }) && !matches!(performance.places_left, PlacesLeft::SoldOut)
}

/// «dès 12 €», or that it costs nothing.
pub fn from_price(texts: &Texts, format: Format, price: Money) -> String {
    if price.is_zero() {
        texts.common.free_of_charge.to_owned()
    } else {
        (texts.catalogue.from_price)(&format.money_brief(price))
    }
}

#[derive(Properties, PartialEq)]
pub struct PlaceWordsProps {
    pub performance: PerformanceCard,
    /// Says nothing when all is well: for narrow places.
    #[prop_or(false)]
    pub terse: bool,
}

/// A badge, or nothing when there is nothing to say.
#[component]
pub fn PlaceWords(props: &PlaceWordsProps) -> Html {
    let words = &use_texts().catalogue;
    let format = use_format();
    let (tone, text) = match (props.performance.sale, props.performance.places_left) {
        (Sale::Cancelled, _) => (BadgeTone::Bad, words.cancelled.to_owned()),
        (_, PlacesLeft::SoldOut) => (BadgeTone::Plain, words.sold_out.to_owned()),
        (Sale::NotYet { opens_at }, _) => {
            let moment = format.day_short(opens_at, &props.performance.time_zone);
            (BadgeTone::Plain, (words.opens)(&moment))
        }
        (Sale::Closed, _) => (BadgeTone::Plain, words.sale_closed.to_owned()),
        (Sale::Open { .. }, PlacesLeft::Few { places }) => (BadgeTone::Warm, (words.few_left)(places)),
        (Sale::Open { .. }, PlacesLeft::Plenty { .. }) if props.terse => return Html::default(),
        (Sale::Open { .. }, PlacesLeft::Plenty { places }) => (BadgeTone::Good, (words.many_left)(places)),
    };
    html! { <Badge {tone}>{ text }</Badge> }
}
