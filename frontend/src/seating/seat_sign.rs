//! A sign of the map as a small picture, for the legend and the list.

use super::{colors, marks};
use shared::seating::SeatKind;
use yew::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignOf {
    /// The category's place in the plan, and what kind of seat.
    Seat(usize, SeatKind),
    Taken,
    Mine,
}

#[derive(Properties, PartialEq)]
pub struct SeatSignProps {
    pub sign: SignOf,
    /// The category's colour.
    #[prop_or_default]
    pub color: AttrValue,
}

#[component]
pub fn SeatSign(props: &SeatSignProps) -> Html {
    let drawing = match props.sign {
        SignOf::Seat(category, kind) => {
            let fill = colors::parse(&props.color).unwrap_or([128; 3]);
            let ink = colors::hex(colors::ink_on(fill));
            html! {
                <>
                    <path class="sign-edge" d={marks::shape(category)} fill={colors::hex(fill)} />
                    if marks::has_hole(category) && kind == SeatKind::Standard {
                        <path class="sign-hole" d={marks::HOLE} />
                    }
                    if let Some(glyph) = marks::glyph(kind) {
                        <path d={glyph} fill="none" stroke={ink} stroke-width=".2" />
                    }
                </>
            }
        }
        SignOf::Taken => {
            html! { <path class="sign-taken" d={marks::shape(0)} transform="scale(.58)" /> }
        }
        SignOf::Mine => html! {
            <>
                <path class="sign-mine" d={marks::shape(0)} />
                <path class="sign-check" d={marks::CHECK} />
            </>
        },
    };
    html! { <svg class="seat-sign" viewBox="-1.3 -1.3 2.6 2.6" aria-hidden="true" focusable="false">{ drawing }</svg> }
}
