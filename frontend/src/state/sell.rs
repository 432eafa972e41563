//! What the desk needs to sell: the house as it is while one looks, and the sale itself.

use crate::load::{Load, Refused, use_load};
use crate::seating::board::{Board, BoardMove};
use crate::seating::live_seats::use_live_seats;
use crate::seating::scene::Scene;
use crate::{api, live};
use gloo_timers::callback::Interval;
use shared::dossier::SellAtDesk;
use shared::ids::{PerformanceId, PlanId};
use shared::orders::Order;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How often the statuses are asked for while the live connection is not there, in milliseconds.
const POLL_MS: u32 = 10_000;

/// The seats of a performance.
pub struct Room {
    /// None until the plan is there.
    pub scene: Option<Rc<Scene>>,
    pub board: UseReducerHandle<Board>,
    /// Why the plan or the statuses are not there.
    pub refused: Option<Refused>,
    /// Asks again for what is missing and for the statuses.
    pub reload: Callback<()>,
}

/// The seats, in step with what everybody else does.
#[hook]
pub fn use_room(performance: PerformanceId, plan: PlanId) -> Room {
    let board = use_reducer_eq(Board::default);
    let plan = use_load(plan, api::seating_plan);
    let scene = use_memo(plan.ready().cloned(), |plan| plan.clone().map(|plan| Rc::new(Scene::new(plan))));
    let statuses = use_load(performance, api::seat_statuses);
    use_effect_with(statuses.ready().cloned(), {
        let board = board.dispatcher();
        move |statuses| {
            if let Some(statuses) = statuses.clone() {
                board.dispatch(BoardMove::Statuses { statuses, asked_at: u32::MAX });
            }
        }
    });
    use_live_seats(performance, &board, scene.as_ref().as_ref(), Callback::noop());
    use_effect_with((), {
        let refresh = statuses.reload.clone();
        move |()| {
            let polling = Interval::new(POLL_MS, move || {
                if !live::is_up() {
                    refresh.emit(());
                }
            });
            move || drop(polling)
        }
    });
    let refused = match (&plan.load, &statuses.load) {
        (Load::Refused(refused), _) | (_, Load::Refused(refused)) => Some(refused.clone()),
        _ => None,
    };
    let reload = {
        let (plan, statuses, has_plan) = (plan.reload.clone(), statuses.reload.clone(), plan.ready().is_some());
        Callback::from(move |()| {
            if !has_plan {
                plan.emit(());
            }
            statuses.emit(());
        })
    };
    Room { scene: (*scene).clone(), board, refused, reload }
}

/// Where the tickets of an order that was sold can be printed.
pub fn tickets_of(order: &Order) -> String {
    api::tickets_pdf_address(order.id, Some(&order.key))
}

/// One sale, and who wants to know what became of it.
pub struct Sell {
    pub wish: SellAtDesk,
    pub on_done: Callback<Result<Order, Refused>>,
}

/// Sells. The same wish, sent again because its answer was lost, is the same sale.
#[hook]
pub fn use_sell() -> Callback<Sell> {
    let last = use_mut_ref(|| None::<(SellAtDesk, String)>);
    Callback::from(move |selling: Sell| {
        let key = match &*last.borrow() {
            Some((wish, key)) if *wish == selling.wish => key.clone(),
            _ => api::new_idempotency_key(),
        };
        *last.borrow_mut() = Some((selling.wish.clone(), key.clone()));
        let last = last.clone();
        spawn_local(async move {
            let answer = api::dossier::sell_at_desk(&selling.wish, &key).await;
            if answer.is_ok() {
                *last.borrow_mut() = None;
            }
            selling.on_done.emit(answer);
        });
    })
}
