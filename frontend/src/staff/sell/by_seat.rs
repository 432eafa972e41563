//! Seat by seat, on the map or in the list, with what was picked.

use super::chosen::chosen;
use super::offer::Offer;
use super::sale::{Picked, Sale, SaleMove};
use crate::seating::board::{Board, Look};
use crate::seating::intent::{Intent, Shown};
use crate::seating::legend::Legend;
use crate::seating::pointing::marks;
use crate::seating::scene::Scene;
use crate::seating::seat_list::SeatList;
use crate::seating::seat_map::SeatMap;
use crate::seating::view::prefers_stillness;
use crate::seating::words::describe;
use crate::texts::office::use_office;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BySeatProps {
    pub offer: Offer,
    pub scene: Rc<Scene>,
    pub board: UseReducerHandle<Board>,
    pub looks: Rc<Vec<Look>>,
    pub sale: UseReducerHandle<Sale>,
}

#[component]
pub fn BySeat(props: &BySeatProps) -> Html {
    let office = use_office();
    let site = office.site();
    let as_list = use_state_eq(|| false);
    let (offer, scene, looks, sale) = (&props.offer, &props.scene, &props.looks, &props.sale);
    let describe = {
        let (offer, scene, looks, sale) = (offer.clone(), scene.clone(), looks.clone(), sale.clone());
        Callback::from(move |number: usize| {
            let category = scene.place(number).map(|(_, _, seat)| seat.category);
            let price = category.and_then(|category| offer.price(category, sale.next_rate(&offer, category)?));
            let price = price.map(|price| office.format().money_brief(price));
            describe(site, &scene, number, looks.get(number).copied(), price)
        })
    };
    let on_seat = {
        let (offer, scene, looks, sale) = (offer.clone(), scene.clone(), looks.clone(), sale.clone());
        Callback::from(move |number: usize| {
            let category = scene.place(number).map(|(_, _, seat)| seat.category);
            let picked = scene.spot(number).zip(category).and_then(|(spot, category)| {
                Some(Picked { seat: spot.id, category, rate: sale.next_rate(&offer, category)? })
            });
            if let Some(picked) = picked.filter(|_| looks.get(number) != Some(&Look::Taken)) {
                sale.dispatch(SaleMove::Seat(picked));
            }
        })
    };
    let on_intent = {
        let on_seat = on_seat.clone();
        Callback::from(move |intent| {
            if let Intent::Seat(number) = intent {
                on_seat.emit(number);
            }
        })
    };
    let notes = use_memo(scene.plan.zones.len(), |zones| vec![String::new(); *zones]);
    let marks = use_memo((looks.clone(), (*props.board).clone()), |(looks, board)| marks(scene, looks, board));
    let shown = Shown { looks: looks.clone(), notes, marks, still: prefers_stillness() };
    let tab = |list: bool, id: &'static str, name: &'static str| {
        let as_list = as_list.clone();
        let pressed = (*as_list == list).to_string();
        html! { <button type="button" {id} aria-pressed={pressed} onclick={move |_| as_list.set(list)}>{ name }</button> }
    };
    html! {
        <>
            <div class="view-switch small" role="group" aria-label={site.seating.view}>
                { tab(false, "as-map", site.seating.as_map) }{ tab(true, "as-list", site.seating.as_list) }
            </div>
            if *as_list {
                <SeatList scene={scene.clone()} looks={looks.clone()} {describe} {on_seat} />
            } else {
                <SeatMap scene={scene.clone()} {shown} {describe} {on_intent} />
            }
            <Legend plan={offer.plan.clone()} performance={offer.performance.clone()} />
            { chosen(office, offer, scene, looks, sale) }
        </>
    }
}
