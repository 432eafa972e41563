//! «Best available»: how many, and where if that matters.

use super::prices::price;
use super::stepper::{Steppers, together};
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::field::SelectField;
use shared::basket::{HoldBestAvailable, RateQuantity};
use shared::catalogue::{Performance, Rate};
use shared::ids::{CategoryId, ZoneId};
use shared::money::Money;
use shared::seating::SeatingPlan;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BestAvailableProps {
    pub plan: Rc<SeatingPlan>,
    pub performance: Rc<Performance>,
    /// Most places that may still be chosen.
    pub most: i64,
    pub busy: bool,
    /// Whether the form is open from the start.
    pub open: bool,
    pub on_ask: Callback<HoldBestAvailable>,
}

#[component]
pub fn BestAvailable(props: &BestAvailableProps) -> Html {
    let texts = use_texts();
    let (plan, performance) = (&props.plan, &props.performance);
    let people = use_state_eq(Vec::<RateQuantity>::new);
    let category = use_state_eq(|| None::<CategoryId>);
    let zone = use_state_eq(|| None::<ZoneId>);
    // A price is only certain once the category is.
    let rates: Vec<(Rate, Option<Money>)> = performance
        .rates
        .iter()
        .filter(|rate| category.is_none_or(|category| price(performance, category, rate.id).is_some()))
        .map(|rate| (rate.clone(), category.and_then(|category| price(performance, category, rate.id))))
        .collect();
    let sold =
        plan.categories.iter().filter(|category| performance.prices.iter().any(|price| price.category == category.id));
    let categories: Vec<(AttrValue, AttrValue)> =
        std::iter::once((AttrValue::Static(""), AttrValue::Static(texts.seating.any_category)))
            .chain(sold.map(|category| (category.id.to_string().into(), category.name.clone().into())))
            .collect();
    let numbered = plan.zones.iter().filter(|zone| zone.rows.iter().any(|row| !row.seats.is_empty()));
    let zones: Vec<(AttrValue, AttrValue)> =
        std::iter::once((AttrValue::Static(""), AttrValue::Static(texts.seating.any_zone)))
            .chain(numbered.map(|zone| (zone.id.to_string().into(), zone.name.clone().into())))
            .collect();
    let count = together(&people);
    let onsubmit = {
        let (people, category, zone, on_ask) = (people.clone(), *category, *zone, props.on_ask.clone());
        let performance = performance.id;
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if together(&people) > 0 {
                on_ask.emit(HoldBestAvailable { performance, people: (*people).clone(), category, zone });
            }
        })
    };
    let on_category = {
        let category = category.setter();
        Callback::from(move |value: String| category.set(value.parse().ok()))
    };
    let on_zone = {
        let zone = zone.setter();
        Callback::from(move |value: String| zone.set(value.parse().ok()))
    };
    let on_people = {
        let people = people.setter();
        Callback::from(move |next| people.set(next))
    };
    let shown = |chosen: Option<String>| AttrValue::from(chosen.unwrap_or_default());
    html! {
        <details class="card best" open={props.open}>
            <summary><h2>{ texts.seating.best }</h2></summary>
            <form {onsubmit}>
                <p class="soft">{ texts.seating.best_hint }</p>
                <Steppers id="best" {rates} people={(*people).clone()} most={props.most} on_change={on_people} />
                <div class="best-where">
                    if categories.len() > 2 {
                        <SelectField id="best-category" label={texts.seating.category} value={shown(category.map(|id| id.to_string()))}
                            options={categories} on_change={on_category} />
                    }
                    if zones.len() > 2 {
                        <SelectField id="best-zone" label={texts.seating.zone} value={shown(zone.map(|id| id.to_string()))}
                            options={zones} on_change={on_zone} />
                    }
                </div>
                <Button id="best-available" submit=true weight={Weight::Secondary} class="wide" busy={props.busy} disabled={count == 0}>
                    { (texts.seating.best_go)(count) }
                </Button>
            </form>
        </details>
    }
}
