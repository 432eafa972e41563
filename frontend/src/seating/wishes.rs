//! Carries out the board's wishes, one after the other, and tells the board what became of them.

use super::board::{Board, BoardMove, Deed};
use super::selection::held_lines;
use crate::load::Refused;
use crate::state::basket::use_basket;
use crate::state::basket_asks::{BasketAsk, carry_out};
use shared::basket::{Basket, HoldSeats, WantedSeat};
use shared::ids::{LineId, PerformanceId, SeatId};
use shared::refusal::Refusal;
use yew::prelude::*;

/// The seats of the performance that the basket holds, with their lines.
pub fn mine_in(basket: &Basket, performance: PerformanceId) -> Vec<(SeatId, LineId)> {
    held_lines(basket, performance)
        .0
        .iter()
        .filter(|line| line.place.numbered)
        .map(|line| (line.seat, line.id))
        .collect()
}

/// Keeps the board and the basket in step for as long as the page is there.
#[hook]
pub fn use_wishes(board: &UseReducerHandle<Board>, performance: PerformanceId) {
    let context = use_basket();
    use_effect_with(context.basket.clone(), {
        let board = board.dispatcher();
        move |basket| {
            if let Some(basket) = basket {
                board.dispatch(BoardMove::Mine(mine_in(basket, performance)));
            }
        }
    });
    use_effect_with(board.next_wish().cloned(), {
        let board = board.clone();
        move |wish| {
            let Some(wish) = wish.clone() else { return };
            let ask = match &wish.deed {
                Deed::Hold(seats) => {
                    let seats = seats.iter().map(|seat| WantedSeat { seat: *seat, rate: None }).collect();
                    Some(BasketAsk::Hold(HoldSeats { performance, seats }))
                }
                Deed::Release(seat) => board.line_of(*seat).map(BasketAsk::Remove),
            };
            let board = board.dispatcher();
            let Some(ask) = ask else {
                // It is not mine any more: there is nothing to release.
                board.dispatch(BoardMove::Forget(wish.id));
                return;
            };
            wasm_bindgen_futures::spawn_local(async move {
                match carry_out(ask).await {
                    Ok(basket) => {
                        let mine = mine_in(&basket, performance);
                        context.put(basket);
                        board.dispatch(BoardMove::Done { wish: wish.id, mine });
                    }
                    Err(Refused::Said(problem))
                        if problem.refusal == Refusal::NotFound && matches!(wish.deed, Deed::Release(_)) =>
                    {
                        // Its time was over already.
                        context.reload.emit(());
                        board.dispatch(BoardMove::Forget(wish.id));
                    }
                    Err(refused) => {
                        board.dispatch(BoardMove::NotDone { wish: wish.id, why: refused.refusal().cloned() });
                    }
                }
            });
        }
    });
}
