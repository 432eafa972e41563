//! How many people at each rate: a name, a price, less, the number, more.

use crate::texts::use_texts;
use crate::ui::format::use_format;
use crate::ui::icon::{Icon, Sign};
use shared::basket::RateQuantity;
use shared::catalogue::Rate;
use shared::ids::RateId;
use shared::money::Money;
use yew::prelude::*;

/// The people of all rates together.
pub fn together(people: &[RateQuantity]) -> i64 {
    people.iter().map(|people| people.quantity).sum()
}

/// With one more or fewer at a rate, never below nobody and never more than `most` together.
pub fn changed(people: &[RateQuantity], rate: RateId, by: i64, most: i64) -> Vec<RateQuantity> {
    let mut next = people.to_vec();
    if by > 0 && together(people) + by > most {
        return next;
    }
    match next.iter_mut().find(|people| people.rate == rate) {
        Some(people) => people.quantity = (people.quantity + by).max(0),
        None if by > 0 => next.push(RateQuantity { rate, quantity: by }),
        None => {}
    }
    next.retain(|people| people.quantity > 0);
    next
}

#[derive(Properties, PartialEq)]
pub struct SteppersProps {
    /// Unique on the page: part of the ids.
    pub id: AttrValue,
    /// The rates offered, with what one place costs where that is certain.
    pub rates: Vec<(Rate, Option<Money>)>,
    pub people: Vec<RateQuantity>,
    /// Most people together.
    pub most: i64,
    pub on_change: Callback<Vec<RateQuantity>>,
}

#[component]
pub fn Steppers(props: &SteppersProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let full = together(&props.people) >= props.most;
    let step = |rate: RateId, by: i64| {
        let (people, most, on_change) = (props.people.clone(), props.most, props.on_change.clone());
        Callback::from(move |_: MouseEvent| on_change.emit(changed(&people, rate, by, most)))
    };
    html! {
        <ul class="steppers">
            { for props.rates.iter().map(|(rate, price)| {
                let count = props.people.iter().find(|people| people.rate == rate.id).map_or(0, |people| people.quantity);
                html! {
                    <li key={rate.id.to_string()}>
                        <span class="stepper-name">
                            { rate.name.clone() }
                            if let Some(price) = price {
                                <small class="soft number">{ " " }{ format.money_brief(*price) }</small>
                            }
                            if !rate.condition.is_empty() {
                                <small class="soft stepper-condition">{ rate.condition.clone() }</small>
                            }
                        </span>
                        <button type="button" class="button round" disabled={count == 0} onclick={step(rate.id, -1)}
                            aria-label={(texts.seating.one_less)(&rate.name)}><Icon sign={Sign::Minus} /></button>
                        <output class="number" aria-live="polite" aria-label={rate.name.clone()} id={format!("{}-{}", props.id, rate.id)}>{ count }</output>
                        <button type="button" class="button round" disabled={full} onclick={step(rate.id, 1)}
                            data-more={rate.id.to_string()} aria-label={(texts.seating.one_more)(&rate.name)}><Icon sign={Sign::Plus} /></button>
                    </li>
                }
            }) }
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADULT: RateId = RateId(1);
    const CHILD: RateId = RateId(2);

    #[test]
    fn counts_up_to_the_limit_and_down_to_nobody() {
        let people = changed(&[], ADULT, 1, 2);
        let people = changed(&people, CHILD, 1, 2);
        assert_eq!(together(&people), 2);
        assert_eq!(changed(&people, ADULT, 1, 2), people, "the limit holds");
        let people = changed(&people, ADULT, -1, 2);
        assert_eq!(people, [RateQuantity { rate: CHILD, quantity: 1 }]);
        assert_eq!(changed(&people, ADULT, -1, 2), people, "nobody cannot become fewer");
    }
}
