//! Why no seats can be chosen here now, and what to do instead.

use crate::route::{Link, Route};
use crate::texts::use_texts;
use crate::ui::empty::Empty;
use crate::ui::format::use_format;
use shared::catalogue::{Performance, Sale};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SaleStateProps {
    pub performance: Rc<Performance>,
}

/// Nothing while sale is open.
#[component]
pub fn SaleState(props: &SaleStateProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let performance = &props.performance;
    let (title, hint) = match performance.sale {
        Sale::Open { .. } => return Html::default(),
        Sale::NotYet { opens_at } => {
            ((texts.seating.opens)(&format.moment(opens_at, &performance.venue.time_zone)), "")
        }
        Sale::Closed => (texts.seating.closed.to_owned(), texts.seating.closed_hint),
        Sale::Cancelled => (texts.seating.cancelled.to_owned(), texts.seating.cancelled_hint),
    };
    html! {
        <Empty {title}>
            <p>{ hint }</p>
            <Link to={Route::Show { slug: performance.show.slug.clone() }} class="button">{ texts.seating.to_show }</Link>
        </Empty>
    }
}
