//! A zone of free seating: how many places at which rate, and what happens when fewer are left.

use super::prices::price;
use super::stepper::{Steppers, together};
use crate::load::Refused;
use crate::state::basket_asks::{BasketAsk, BasketAsks};
use crate::texts::use_texts;
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::{Button, Weight};
use crate::ui::error_panel::use_explain;
use shared::basket::{HoldPlaces, RateQuantity};
use shared::catalogue::{Performance, Rate};
use shared::money::Money;
use shared::refusal::Refusal;
use shared::seating::Zone;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FreeZoneProps {
    pub zone: Zone,
    pub performance: Rc<Performance>,
    /// How many places are free; none until that is known.
    pub free: Option<i64>,
    /// Most places that may still be chosen.
    pub most: i64,
    pub asks: BasketAsks,
    /// Something was taken or refused: the counts may be old.
    pub on_changed: Callback<()>,
}

#[component]
pub fn FreeZone(props: &FreeZoneProps) -> Html {
    let texts = use_texts();
    let explain = use_explain();
    let people = use_state_eq(Vec::<RateQuantity>::new);
    let refused = use_state_eq(|| None::<Refused>);
    let zone = &props.zone;
    let cost = |rate: &Rate| zone.category.and_then(|category| price(&props.performance, category, rate.id));
    let rates: Vec<(Rate, Option<Money>)> = props
        .performance
        .rates
        .iter()
        .filter(|rate| cost(rate).is_some())
        .map(|rate| (rate.clone(), cost(rate)))
        .collect();
    let count = together(&people);
    let ask = {
        let (asks, performance, zone, on_changed) =
            (props.asks.clone(), props.performance.id, zone.id, props.on_changed.clone());
        let (people, refused) = (people.clone(), refused.setter());
        Callback::from(move |accept_fewer: bool| {
            let wanted = HoldPlaces { performance, zone, people: (*people).clone(), accept_fewer };
            let (people, refused, on_changed) = (people.setter(), refused.clone(), on_changed.clone());
            let then = Callback::from(move |answer: Result<_, Refused>| {
                if answer.is_ok() {
                    people.set(Vec::new());
                }
                refused.set(answer.err());
                on_changed.emit(());
            });
            asks.ask_then(BasketAsk::Places(wanted), then);
        })
    };
    let on_people = {
        let (people, refused) = (people.setter(), refused.setter());
        Callback::from(move |next| {
            people.set(next);
            refused.set(None);
        })
    };
    let fewer = match refused.as_ref().and_then(Refused::refusal) {
        Some(Refusal::OnlyLeft { available }) if *available > 0 => Some(*available),
        _ => None,
    };
    let busy = props.asks.is_busy(|ask| matches!(ask, BasketAsk::Places(wanted) if wanted.zone == zone.id));
    let heading = format!("zone-{}", zone.id);
    html! {
        <section class="card free-zone" aria-labelledby={heading.clone()} data-zone={zone.id.to_string()}>
            <header>
                <h2 id={heading} tabindex="-1">{ zone.name.clone() }</h2>
                <p><span class="soft">{ texts.seating.free_seating }</span>
                    if let Some(free) = props.free {
                        { " " }<Badge tone={if free < 20 { BadgeTone::Warm } else { BadgeTone::Plain }}>{ (texts.seating.left)(free) }</Badge>
                    }
                </p>
            </header>
            if props.free != Some(0) {
                <Steppers id={format!("places-{}", zone.id)} {rates} people={(*people).clone()} most={props.most} on_change={on_people} />
                if let Some(refused) = &*refused {
                    <p role="alert" class="refused">{ explain.emit(refused.clone()) }</p>
                }
                if let Some(fewer) = fewer {
                    <Button weight={Weight::Secondary} class="wide" {busy} onclick={ask.reform(|_| true)}>{ (texts.seating.take_fewer)(fewer) }</Button>
                } else {
                    <Button id={format!("add-places-{}", zone.id)} weight={Weight::Secondary} class="wide" {busy} disabled={count == 0}
                        onclick={ask.reform(|_| false)}>{ (texts.seating.add_places)(count) }</Button>
                }
            }
        </section>
    }
}
