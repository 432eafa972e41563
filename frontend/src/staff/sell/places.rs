//! Which places: the best ones by number, seat by seat on the map or in the list, or so many without a number.

use super::by_seat::BySeat;
use super::offer::Offer;
use super::quantities::Quantities;
use super::sale::{Sale, SaleMove, Way};
use crate::seating::board::{Board, Look};
use crate::seating::scene::Scene;
use crate::texts::office::{Office, use_office};
use crate::ui::field::SelectField;
use shared::ids::CategoryId;
use shared::seating::Category;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PlacesProps {
    pub offer: Offer,
    pub scene: Rc<Scene>,
    pub board: UseReducerHandle<Board>,
    pub looks: Rc<Vec<Look>>,
    pub sale: UseReducerHandle<Sale>,
    /// That no place is chosen, once it was tried.
    pub missing: Option<AttrValue>,
}

#[component]
pub fn Places(props: &PlacesProps) -> Html {
    let office = use_office();
    let words = &office.sell;
    let (offer, sale) = (&props.offer, &props.sale);
    let name = |way: Way| match way {
        Way::Best => words.best.to_owned(),
        Way::Seats => words.seat_by_seat.to_owned(),
        Way::Zone(zone) => {
            let zone = offer.plan.zones.iter().find(|known| known.id == zone);
            zone.map(|zone| zone.name.clone()).unwrap_or_default()
        }
    };
    let tab = |way: Way| {
        let moves = sale.dispatcher();
        let onclick = Callback::from(move |_: MouseEvent| moves.dispatch(SaleMove::Way(way)));
        let word = match way {
            Way::Best => "best".to_owned(),
            Way::Seats => "seats".to_owned(),
            Way::Zone(zone) => format!("zone-{zone}"),
        };
        html! { <button key={word.clone()} id={format!("way-{word}")} type="button" aria-pressed={(sale.way == way).to_string()} {onclick}>{ name(way) }</button> }
    };
    let ways = offer.ways();
    let invalid = props.missing.is_some().then_some("true");
    html! {
        <section class="card sell-places" id="sell-places" aria-labelledby="sell-places-title">
            <h2 id="sell-places-title">{ words.places }</h2>
            if ways.len() > 1 {
                <div class="view-switch" role="group" aria-label={words.ways}>{ for ways.into_iter().map(tab) }</div>
            }
            if let Some(missing) = &props.missing {
                <p class="field-error form-error" id="sell-missing" tabindex="-1" aria-invalid={invalid}>{ missing.clone() }</p>
            }
            { match sale.way {
                Way::Seats => html! { <BySeat offer={offer.clone()} scene={props.scene.clone()} board={props.board.clone()} looks={props.looks.clone()} sale={sale.clone()} /> },
                Way::Best => best(props, office),
                Way::Zone(zone) => {
                    let left = props.board.free_in(zone).map(words.left).unwrap_or_default();
                    html! { <><p><b>{ name(sale.way) }</b><span class="soft">{ format!(" · {left}") }</span></p>{ quantities(props) }</> }
                }
            } }
        </section>
    }
}

fn quantities(props: &PlacesProps) -> Html {
    let (offer, sale) = (&props.offer, &props.sale);
    let Some(category) = sale.counted_category(offer) else { return Html::default() };
    let rates: Vec<_> = offer.rates(category).map(|(rate, price)| (rate.clone(), price)).collect();
    let moves = sale.dispatcher();
    let on_change = Callback::from(move |(rate, count)| moves.dispatch(SaleMove::People(rate, count)));
    html! { <Quantities {rates} people={sale.people.clone()} {on_change} /> }
}

/// The best seats: of which category, in which zone, and how many.
fn best(props: &PlacesProps, office: &'static Office) -> Html {
    let (words, offer, sale) = (&office.sell, &props.offer, &props.sale);
    let free = |category: CategoryId| {
        let seats = props.scene.seats.iter().zip(props.looks.iter());
        let of = |at: usize| props.scene.plan.categories.get(at).is_some_and(|known| known.id == category);
        seats.filter(|(spot, look)| **look != Look::Taken && **look != Look::Lost && of(spot.category)).count()
    };
    let chip = |category: &Category| {
        let (id, moves) = (category.id, sale.dispatcher());
        let onchange = Callback::from(move |_: Event| moves.dispatch(SaleMove::Category(Some(id))));
        let left = i64::try_from(free(id)).unwrap_or(i64::MAX);
        html! {
            <label key={id.to_string()} class="sell-chip">
                <input type="radio" name="sell-category" value={id.to_string()} checked={sale.category == Some(id)} {onchange} />
                <span><b>{ category.name.clone() }</b><small>{ (words.left)(left) }</small></span>
            </label>
        }
    };
    let zones: Vec<(AttrValue, AttrValue)> =
        std::iter::once((AttrValue::Static(""), AttrValue::Static(office.site().seating.any_zone)))
            .chain(offer.numbered_zones().map(|zone| (zone.id.to_string().into(), zone.name.clone().into())))
            .collect();
    let on_zone = {
        let moves = sale.dispatcher();
        Callback::from(move |zone: String| moves.dispatch(SaleMove::Zone(zone.parse().ok())))
    };
    let zone = sale.zone.map(|zone| zone.to_string()).unwrap_or_default();
    html! {
        <>
            <fieldset class="sell-chips"><legend>{ words.category }</legend>{ for offer.categories().map(chip) }</fieldset>
            if zones.len() > 2 { <SelectField id="sell-zone" label={words.zone} value={zone} options={zones} on_change={on_zone} /> }
            { quantities(props) }
        </>
    }
}
