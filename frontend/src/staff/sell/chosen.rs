//! The seats that were picked, each with its rate.

use super::offer::Offer;
use super::sale::{Picked, Sale, SaleMove};
use crate::seating::board::Look;
use crate::seating::scene::Scene;
use crate::seating::words::short_name;
use crate::texts::office::Office;
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::field::SelectField;
use crate::ui::icon::{Icon, Sign};
use yew::prelude::*;

pub fn chosen(
    office: &'static Office,
    offer: &Offer,
    scene: &Scene,
    looks: &[Look],
    sale: &UseReducerHandle<Sale>,
) -> Html {
    let words = &office.sell;
    html! {
        <section class="sell-chosen" aria-labelledby="sell-chosen">
            <h3 id="sell-chosen">{ words.chosen }</h3>
            if sale.seats.is_empty() { <p class="soft">{ words.chosen_none }</p> }
            <ul>{ for sale.seats.iter().map(|picked| line(office, offer, scene, looks, sale, picked)) }</ul>
        </section>
    }
}

fn line(
    office: &'static Office,
    offer: &Offer,
    scene: &Scene,
    looks: &[Look],
    sale: &UseReducerHandle<Sale>,
    picked: &Picked,
) -> Html {
    let words = &office.sell;
    let Some(number) = scene.number_of(picked.seat) else { return Html::default() };
    let name = short_name(office.site(), scene, number);
    let zone = scene.place(number).map(|(zone, ..)| zone.name.clone()).unwrap_or_default();
    let is_lost = looks.get(number) == Some(&Look::Lost);
    let seat = picked.seat;
    let rates = offer.rates(picked.category);
    let options = rates
        .map(|(rate, price)| {
            let name = format!("{} · {}", rate.name, office.format().money_brief(price));
            (AttrValue::from(rate.id.to_string()), AttrValue::from(name))
        })
        .collect::<Vec<_>>();
    let on_change = {
        let moves = sale.dispatcher();
        Callback::from(move |rate: String| {
            if let Ok(rate) = rate.parse() {
                moves.dispatch(SaleMove::Rate(seat, rate));
            }
        })
    };
    let on_drop = {
        let moves = sale.dispatcher();
        Callback::from(move |_: MouseEvent| moves.dispatch(SaleMove::Drop(vec![seat])))
    };
    html! {
        <li key={seat.to_string()} data-picked={seat.to_string()} class={is_lost.then_some("lost")}>
            <span class="what"><b>{ name.clone() }</b><small class="soft">{ zone }</small>
                if is_lost { <Badge tone={BadgeTone::Bad}>{ words.just_taken }</Badge> }</span>
            <SelectField id={format!("rate-{seat}")} label={(words.rate_of)(&name)} label_hidden=true value={picked.rate.to_string()} {options} {on_change} />
            <button type="button" class="button quiet round" aria-label={(words.drop)(&name)} onclick={on_drop}><Icon sign={Sign::Cross} /></button>
        </li>
    }
}
