//! `/performances/:id/seats`: the seats of a performance, chosen one by one, together or as a number of places.

use super::board::{Board, BoardMove, Word};
use super::chooser::Chooser;
use super::heading::Heading;
use super::live_seats::use_live_seats;
use super::sale_state::SaleState;
use super::scene::Scene;
use super::wishes::{mine_in, use_wishes};
use crate::layout::refused_page::RefusedPage;
use crate::layout::title::use_page_title;
use crate::load::{Load, Refused, use_load};
use crate::state::basket::use_basket;
use crate::state::basket_asks::{BasketAsk, use_basket_asks};
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use crate::{api, live};
use gloo_timers::callback::Interval;
use shared::basket::HoldBestAvailable;
use shared::catalogue::{Performance, PlacesLeft, Sale};
use shared::ids::{PerformanceId, SeatId};
use std::rc::Rc;
use yew::prelude::*;

/// How often the statuses are asked for while the live connection is not there, in milliseconds.
const POLL_MS: u32 = 10_000;

#[derive(Properties, PartialEq)]
pub struct SeatsPageProps {
    pub id: PerformanceId,
}

#[component]
pub fn SeatsPage(props: &SeatsPageProps) -> Html {
    let texts = use_texts();
    let performance = use_load(props.id, api::performance);
    let title = performance.ready().map(|performance| format!("{} · {}", texts.seating.title, performance.show.title));
    use_page_title(title.unwrap_or_default());
    match &performance.load {
        Load::Waiting => {
            html! { <div class="page seats-page"><Skeleton kind="seats" count={2} /></div> }
        }
        Load::Refused(refused) => {
            html! { <RefusedPage refused={refused.clone()} on_retry={performance.reload.clone()} /> }
        }
        Load::Ready(ready) => html! {
            <div class="page seats-page">
                <Heading performance={ready.clone()} />
                if matches!(ready.sale, Sale::Open { .. }) {
                    <Seats key={ready.id.to_string()} performance={ready.clone()} on_sale_changed={performance.reload.clone()} />
                } else {
                    <SaleState performance={ready.clone()} />
                }
            </div>
        },
    }
}

#[derive(Properties, PartialEq)]
struct SeatsProps {
    performance: Rc<Performance>,
    on_sale_changed: Callback<()>,
}

#[component]
fn Seats(props: &SeatsProps) -> Html {
    let texts = use_texts();
    let (performance, id) = (&props.performance, props.performance.id);
    let context = use_basket();
    let session = use_session();
    let asks = use_basket_asks();
    let board = use_reducer_eq(Board::default);
    let reveal = use_state_eq(|| None::<(u32, SeatId)>);
    let plan = use_load(performance.plan, api::seating_plan);
    let scene = use_memo(plan.ready().cloned(), |plan| plan.clone().map(|plan| Rc::new(Scene::new(plan))));
    // Statuses are told apart by when they were asked for: see `Board`.
    let moment = use_mut_ref(|| 0_u32);
    *moment.borrow_mut() = board.moment;
    let statuses = use_load(id, move |id| {
        let asked_at = *moment.borrow();
        async move { api::seat_statuses(id).await.map(|statuses| (asked_at, Rc::new(statuses))) }
    });
    use_effect_with(statuses.ready().cloned(), {
        let board = board.dispatcher();
        move |answer| {
            if let Some((asked_at, statuses)) = answer.as_deref() {
                board.dispatch(BoardMove::Statuses { statuses: statuses.clone(), asked_at: *asked_at });
            }
        }
    });
    use_live_seats(id, &board, scene.as_ref().as_ref(), context.reload.clone());
    let refresh = statuses.reload.clone();
    use_effect_with((), {
        let refresh = refresh.clone();
        move |()| {
            let polling = Interval::new(POLL_MS, move || {
                if !live::is_up() {
                    refresh.emit(());
                }
            });
            move || drop(polling)
        }
    });
    use_effect_with(board.word.clone(), {
        let (refresh, on_sale_changed) = (refresh.clone(), props.on_sale_changed.clone());
        move |word| match word {
            Some(Word::Refused(refusal)) if is_about_sale(refusal) => on_sale_changed.emit(()),
            Some(_) => refresh.emit(()),
            None => {}
        }
    });
    use_wishes(&board, id);
    let on_best = {
        let (asks, board, reveal, refresh) = (asks.clone(), board.dispatcher(), reveal.clone(), refresh.clone());
        let before = context.basket.as_ref().map(|basket| mine_in(basket, id)).unwrap_or_default();
        Callback::from(move |wanted: HoldBestAvailable| {
            let (board, reveal, before, refresh) = (board.clone(), reveal.clone(), before.clone(), refresh.clone());
            let then = Callback::from(move |answer| match answer {
                Ok(basket) => {
                    let new =
                        mine_in(&basket, id).into_iter().find(|(seat, _)| before.iter().all(|(old, _)| old != seat));
                    if let Some((seat, _)) = new {
                        reveal.set(Some((reveal.map_or(1, |(wish, _)| wish + 1), seat)));
                    }
                    refresh.emit(());
                }
                Err(Refused::Said(problem)) => {
                    board.dispatch(BoardMove::Explain(Word::Refused(problem.refusal.clone())))
                }
                Err(_) => board.dispatch(BoardMove::Explain(Word::Unreachable)),
            });
            asks.ask_then(BasketAsk::Best(wanted), then);
        })
    };
    let refused = match (&plan.load, &statuses.load) {
        (Load::Refused(refused), _) | (_, Load::Refused(refused)) => Some(refused.clone()),
        _ => None,
    };
    if let Some(refused) = refused {
        let on_retry = {
            let (plan, refresh) = (plan.reload.clone(), refresh);
            Callback::from(move |()| {
                plan.emit(());
                refresh.emit(())
            })
        };
        return html! { <ErrorPanel {refused} {on_retry} /> };
    }
    let Some(scene) = scene.as_ref().as_ref().filter(|_| board.is_known()) else {
        return html! { <Skeleton kind="seats" count={1} /> };
    };
    let held = context.held();
    let most = session.house.as_ref().map_or(10, |house| house.max_places_per_order) - held;
    let sold_out = performance.places_left == PlacesLeft::SoldOut && held == 0;
    html! {
        <>
            if sold_out {
                <div class="card sold-out" role="status"><h2>{ texts.seating.sold_out }</h2><p>{ texts.seating.sold_out_hint }</p></div>
            }
            <Chooser performance={performance.clone()} scene={scene.clone()} {board} basket={context.basket.clone()} {asks} {most}
                {on_best} on_changed={refresh} reveal={*reveal} />
        </>
    }
}

const fn is_about_sale(refusal: &shared::refusal::Refusal) -> bool {
    use shared::refusal::Refusal::{NotOnSale, PerformanceCancelled};
    matches!(refusal, NotOnSale { .. } | PerformanceCancelled)
}
