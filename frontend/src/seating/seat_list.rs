//! The house as a list: zone, row, seat, as buttons on the same holds. Rows are filled when they are opened, so that a
//! large house costs nothing until somebody looks.

use super::board::Look;
use super::scene::Scene;
use super::seat_sign::{SeatSign, SignOf};
use crate::texts::use_texts;
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SeatListProps {
    pub scene: Rc<Scene>,
    pub looks: Rc<Vec<Look>>,
    /// A seat in words.
    pub describe: Callback<usize, String>,
    pub on_seat: Callback<usize>,
}

#[component]
pub fn SeatList(props: &SeatListProps) -> Html {
    let open = use_state_eq(BTreeSet::<usize>::new);
    let scene = &props.scene;
    let numbered = scene
        .fields
        .iter()
        .zip(&scene.plan.zones)
        .enumerate()
        .filter(|(_, (_, zone))| zone.rows.iter().any(|row| !row.seats.is_empty()));
    let single = numbered.clone().count() == 1;
    let rows_of = |zone: usize| {
        scene.lines.iter().enumerate().filter(move |(_, line)| {
            scene.spot(line.seats.start).is_some_and(|spot| spot.zone == zone && !line.seats.is_empty())
        })
    };
    html! {
        <div class="seat-list" id="seat-list">
            { for numbered.map(|(at, (_, zone))| html! {
                <details key={zone.id.to_string()} open={single} data-zone={zone.id.to_string()}>
                    <summary><h2>{ zone.name.clone() }</h2></summary>
                    { for rows_of(at).map(|(number, line)| html! {
                        <RowOfSeats key={number} scene={props.scene.clone()} looks={props.looks.clone()} {number} label={line.label.clone()}
                            is_open={open.contains(&number)} describe={props.describe.clone()} on_seat={props.on_seat.clone()}
                            on_toggle={let open = open.clone(); Callback::from(move |(row, is_open): (usize, bool)| {
                                let mut next = (*open).clone();
                                if is_open { next.insert(row); } else { next.remove(&row); }
                                open.set(next);
                            })} />
                    }) }
                </details>
            }) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    scene: Rc<Scene>,
    looks: Rc<Vec<Look>>,
    number: usize,
    label: AttrValue,
    is_open: bool,
    describe: Callback<usize, String>,
    on_seat: Callback<usize>,
    on_toggle: Callback<(usize, bool)>,
}

#[component]
fn RowOfSeats(props: &RowProps) -> Html {
    let texts = use_texts();
    let Some(line) = props.scene.lines.get(props.number) else {
        return Html::default();
    };
    let look = |seat: usize| props.looks.get(seat).copied().unwrap_or(Look::Taken);
    let free = line.seats.clone().filter(|seat| look(*seat) == Look::Free).count();
    let ontoggle = {
        let (on_toggle, number) = (props.on_toggle.clone(), props.number);
        Callback::from(move |event: Event| {
            let details = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            on_toggle.emit((number, details.is_some_and(|details| details.has_attribute("open"))));
        })
    };
    html! {
        <details class="seat-row" {ontoggle} data-row={props.label.clone()}>
            <summary>
                <span>{ (texts.seating.row)(&props.label) }</span>
                <span class="soft">{ (texts.seating.free_in_row)(i64::try_from(free).unwrap_or(i64::MAX)) }</span>
            </summary>
            if props.is_open {
                <div class="seat-buttons">
                    { for line.seats.clone().filter_map(|seat| seat_button(props, seat, look(seat))) }
                </div>
            }
        </details>
    }
}

fn seat_button(props: &RowProps, number: usize, look: Look) -> Option<Html> {
    let spot = props.scene.spot(number)?;
    let (_, row, seat) = props.scene.place(number)?;
    let color = props.scene.plan.categories.get(spot.category)?.color.clone();
    let sign = match look {
        Look::Free => SignOf::Seat(spot.category, spot.kind),
        Look::Mine => SignOf::Mine,
        Look::Taken | Look::Lost => SignOf::Taken,
    };
    let closed = matches!(look, Look::Taken | Look::Lost);
    let onclick = props.on_seat.reform(move |_| number);
    Some(html! {
        <button key={number} type="button" class={classes!("seat-button", closed.then_some("taken"))} {onclick}
            aria-pressed={if look == Look::Mine { "true" } else { "false" }} aria-disabled={closed.then_some("true")}
            aria-label={props.describe.emit(number)} data-seat-id={spot.id.to_string()} data-seat={format!("{}{}", row.label, seat.label)}>
            <SeatSign {sign} {color} />
            <span>{ seat.label.clone() }</span>
        </button>
    })
}
