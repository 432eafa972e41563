//! How many people at each rate: a number that can be typed, with less and more beside it.

use super::sale::PLACES_MAX;
use crate::texts::office::use_office;
use crate::ui::field::text_of;
use crate::ui::icon::{Icon, Sign};
use shared::basket::RateQuantity;
use shared::catalogue::Rate;
use shared::ids::RateId;
use shared::money::Money;
use web_sys::InputEvent;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct QuantitiesProps {
    pub rates: Vec<(Rate, Money)>,
    pub people: Vec<RateQuantity>,
    pub on_change: Callback<(RateId, i64)>,
}

#[component]
pub fn Quantities(props: &QuantitiesProps) -> Html {
    let office = use_office();
    html! {
        <fieldset class="sell-quantities">
            <legend>{ office.sell.people }</legend>
            { for props.rates.iter().map(|(rate, price)| {
                let id = rate.id;
                let count = props.people.iter().find(|people| people.rate == id).map_or(0, |people| people.quantity);
                let set = |count: i64| props.on_change.reform(move |_: MouseEvent| (id, count));
                let oninput = props.on_change.reform(move |event: InputEvent| {
                    (id, text_of(&event).trim().parse().unwrap_or(0_i64).clamp(0, PLACES_MAX))
                });
                let value = if count == 0 { String::new() } else { count.to_string() };
                html! {
                    <div key={id.to_string()} class="sell-quantity">
                        <label for={format!("people-{id}")}>
                            <b>{ rate.name.clone() }</b><span class="number">{ office.format().money_brief(*price) }</span>
                            if rate.hidden { <small class="soft">{ office.sell.reserved }</small> }
                            if !rate.condition.is_empty() { <small class="soft">{ rate.condition.clone() }</small> }
                        </label>
                        <button type="button" class="button round" disabled={count == 0} onclick={set(count - 1)}
                            aria-label={(office.site().seating.one_less)(&rate.name)}><Icon sign={Sign::Minus} /></button>
                        <input id={format!("people-{id}")} type="number" inputmode="numeric" min="0" max={PLACES_MAX.to_string()}
                            placeholder="0" {value} {oninput} class="number" />
                        <button type="button" class="button round" disabled={count >= PLACES_MAX} onclick={set(count + 1)}
                            aria-label={(office.site().seating.one_more)(&rate.name)} data-more={id.to_string()}><Icon sign={Sign::Plus} /></button>
                    </div>
                }
            }) }
        </fieldset>
    }
}
