//! The card of chosen seats: a sheet at the foot of a phone, a panel beside the map elsewhere.

use crate::basket::line_row::LineRow;
use crate::basket::summary::TimeLeft;
use crate::route::{Link, Route};
use crate::state::basket_asks::BasketAsks;
use crate::texts::use_texts;
use crate::ui::format::use_format;
use shared::basket::{Basket, BasketLine, LineState};
use shared::catalogue::Rate;
use shared::ids::{LineId, PerformanceId, RateId};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SelectionProps {
    pub basket: Option<Rc<Basket>>,
    pub performance: PerformanceId,
    /// Names of seats that were tapped and wait for the server.
    pub waiting: Vec<String>,
    pub asks: BasketAsks,
    pub on_rate: Callback<(LineId, RateId)>,
    pub on_remove: Callback<BasketLine>,
}

/// The held lines of the performance, with its rates.
pub fn held_lines(basket: &Basket, performance: PerformanceId) -> (Vec<BasketLine>, Vec<Rate>) {
    let Some(own) = basket.performances.iter().find(|own| own.performance.id == performance) else {
        return Default::default();
    };
    let held = own.lines.iter().filter(|line| line.state == LineState::Held).cloned().collect();
    (held, own.rates.clone())
}

#[component]
pub fn Selection(props: &SelectionProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let open = use_state_eq(|| false);
    let Some(basket) = props.basket.clone().filter(|basket| basket.held > 0 || !props.waiting.is_empty()) else {
        return html! {
            <section class="selection" aria-label={texts.seating.chosen}>
                <p class="selection-none">{ texts.seating.none_chosen }</p>
            </section>
        };
    };
    let (lines, rates) = held_lines(&basket, props.performance);
    let here = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let elsewhere = basket.held - here;
    let on_remove = {
        let (lines, on_remove) = (lines.clone(), props.on_remove.clone());
        Callback::from(move |id: LineId| {
            if let Some(line) = lines.iter().find(|line| line.id == id) {
                on_remove.emit(line.clone());
            }
        })
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <section class={classes!("selection", "filled", open.then_some("open"))} aria-label={texts.seating.chosen}>
            <button type="button" class="selection-handle" onclick={toggle} aria-expanded={open.to_string()} aria-controls="selection-lines">
                <strong>{ (texts.common.places)(here) }</strong>
                <span class="number">{ format.money(basket.total) }</span>
            </button>
            <div class="selection-lines" id="selection-lines">
                <h2>{ texts.seating.chosen }</h2>
                <ul class="line-rows">
                    { for lines.iter().map(|line| html! {
                        <LineRow key={format!("{}-{}", line.id, props.asks.refusals)} line={line.clone()} rates={rates.clone()}
                            on_rate={props.on_rate.clone()} on_remove={on_remove.clone()} />
                    }) }
                    { for props.waiting.iter().map(|name| html! {
                        <li class="line-row waiting"><div class="line-place"><strong>{ name.clone() }</strong><span class="soft">{ texts.seating.on_its_way }</span></div></li>
                    }) }
                </ul>
                if elsewhere > 0 {
                    <p class="soft">{ (texts.seating.elsewhere)(elsewhere) }{ " · " }<Link to={Route::Basket}>{ texts.seating.to_basket }</Link></p>
                }
                <p class="total"><span>{ texts.seating.total }</span><strong class="number">{ format.money(basket.total) }</strong></p>
            </div>
            <div class="selection-foot">
                <TimeLeft basket={basket.clone()} asks={props.asks.clone()} />
                <Link id="to-checkout" to={Route::Checkout} class="button primary">{ texts.seating.to_checkout }</Link>
            </div>
        </section>
    }
}
