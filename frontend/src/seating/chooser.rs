//! The map or the list, the legend, free seating, best available and the chosen seats, side by side.

use super::best_available::BestAvailable;
use super::board::{Board, BoardMove, Look};
use super::explanation::Explanation;
use super::free_zone::FreeZone;
use super::intent::{Intent, Shown};
use super::legend::Legend;
use super::pointing::{marks, pointed_at};
use super::prices::{first_price, sold_categories};
use super::scene::Scene;
use super::seat_list::SeatList;
use super::seat_map::SeatMap;
use super::selection::Selection;
use super::words::{describe, short_name};
use crate::state::basket_asks::{BasketAsk, BasketAsks};
use crate::texts::use_texts;
use crate::ui::format::use_format;
use shared::basket::{Basket, BasketLine, HoldBestAvailable};
use shared::catalogue::Performance;
use shared::ids::SeatId;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ChooserProps {
    pub performance: Rc<Performance>,
    pub scene: Rc<Scene>,
    pub board: UseReducerHandle<Board>,
    pub basket: Option<Rc<Basket>>,
    pub asks: BasketAsks,
    pub most: i64,
    pub on_best: Callback<HoldBestAvailable>,
    /// Statuses should be asked for again.
    pub on_changed: Callback<()>,
    /// A seat to bring into view, with the number of the wish.
    pub reveal: Option<(u32, SeatId)>,
}

#[component]
pub fn Chooser(props: &ChooserProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let (scene, board, performance) = (&props.scene, &props.board, &props.performance);
    let numbered = !scene.seats.is_empty();
    let as_list = use_state_eq(|| false);
    let looks = use_memo(((**board).clone(), scene.clone()), |(board, scene)| {
        board.looks(scene, &sold_categories(performance, &scene.plan))
    });
    let notes: Vec<String> = scene
        .plan
        .zones
        .iter()
        .map(|zone| {
            if zone.numbered {
                String::new()
            } else {
                board.free_in(zone.id).map(texts.seating.left).unwrap_or_default()
            }
        })
        .collect();
    let notes = use_memo(notes, Clone::clone);
    let marks = use_memo((looks.clone(), (**board).clone()), |(looks, board)| marks(scene, looks, board));

    let say = {
        let (scene, looks, performance) = (scene.clone(), looks.clone(), performance.clone());
        Callback::from(move |number: usize| {
            let seat = scene.place(number).map(|(_, _, seat)| seat.category);
            let price =
                seat.and_then(|category| first_price(&performance, category)).map(|price| format.money_brief(price));
            describe(texts, &scene, number, looks.get(number).copied(), price)
        })
    };
    let choose = {
        let (scene, looks, board) = (scene.clone(), looks.clone(), board.clone());
        Callback::from(move |number: usize| {
            let Some(spot) = scene.spot(number) else {
                return;
            };
            match looks.get(number) {
                Some(Look::Free | Look::Mine) => board.dispatch(BoardMove::Toggle(spot.id)),
                _ => board.dispatch(BoardMove::Understood),
            }
        })
    };
    let on_intent = {
        let choose = choose.clone();
        Callback::from(move |intent| match intent {
            Intent::Seat(number) => choose.emit(number),
            Intent::Zone(zone) => super::view::show(&format!("zone-{zone}")),
            Intent::Hover(_) => {}
        })
    };
    let on_remove = {
        let (board, asks) = (board.clone(), props.asks.clone());
        Callback::from(move |line: BasketLine| {
            if line.place.numbered {
                board.dispatch(BoardMove::Toggle(line.seat));
            } else {
                asks.ask(BasketAsk::Remove(line.id));
            }
        })
    };
    let on_rate = {
        let asks = props.asks.clone();
        Callback::from(move |(line, rate)| asks.ask(BasketAsk::Rate(line, rate)))
    };
    let on_take = {
        let board = board.clone();
        Callback::from(move |seats| board.dispatch(BoardMove::Take(seats)))
    };
    let on_understood = {
        let board = board.clone();
        Callback::from(move |()| board.dispatch(BoardMove::Understood))
    };
    let waiting =
        marks.waiting.iter().filter(|number| scene.spot(**number).is_some_and(|spot| board.line_of(spot.id).is_none()));
    let waiting: Vec<String> = waiting.map(|number| short_name(texts, scene, *number)).collect();
    let reveal = props.reveal.and_then(|(wish, seat)| scene.number_of(seat).map(|number| (wish, number)));
    let reveal =
        board.word.as_ref().and_then(|word| pointed_at(scene, word)).map(|number| (board.moment, number)).or(reveal);
    let shown = Shown { looks: looks.clone(), notes, marks, still: super::view::prefers_stillness() };
    let tab = |list: bool, id: &'static str, name: &'static str| {
        let as_list = as_list.clone();
        let pressed = (*as_list == list).to_string();
        html! { <button type="button" {id} aria-pressed={pressed} onclick={move |_| as_list.set(list)}>{ name }</button> }
    };
    html! {
        <div class="chooser">
            <div class="chooser-house">
                if numbered {
                    <div class="view-switch" role="group" aria-label={texts.seating.view}>
                        { tab(false, "as-map", texts.seating.as_map) }
                        { tab(true, "as-list", texts.seating.as_list) }
                    </div>
                }
                if *as_list {
                    <SeatList scene={scene.clone()} looks={looks.clone()} describe={say} on_seat={choose} />
                } else if numbered || scene.plan.zones.iter().any(|zone| !zone.areas.is_empty()) {
                    <SeatMap scene={scene.clone()} {shown} describe={say} {on_intent} {reveal} />
                }
                <Legend plan={scene.plan.clone()} performance={performance.clone()} />
            </div>
            <div class="chooser-side">
                if let Some(word) = &board.word {
                    <Explanation word={word.clone()} scene={scene.clone()} {on_take} {on_understood} />
                }
                { for scene.plan.zones.iter().filter(|zone| !zone.numbered && zone.capacity > 0).map(|zone| html! {
                    <FreeZone key={zone.id.to_string()} zone={zone.clone()} performance={performance.clone()} free={board.free_in(zone.id)}
                        most={props.most} asks={props.asks.clone()} on_changed={props.on_changed.clone()} />
                }) }
                if numbered {
                    <BestAvailable plan={scene.plan.clone()} performance={performance.clone()} most={props.most} open={super::view::is_wide()}
                        busy={props.asks.is_busy(|ask| matches!(ask, BasketAsk::Best(_)))} on_ask={props.on_best.clone()} />
                }
                <Selection basket={props.basket.clone()} performance={performance.id} {waiting} asks={props.asks.clone()} {on_rate} {on_remove} />
            </div>
        </div>
    }
}
