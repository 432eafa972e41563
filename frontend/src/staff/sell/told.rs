//! Why a sale was refused, in the words of the desk, and the way on.

use super::sale::{Sale, SaleMove};
use crate::load::Refused;
use crate::seating::scene::Scene;
use crate::seating::words::names;
use crate::texts::office::Office;
use crate::ui::button::{Button, Weight};
use shared::refusal::Refusal;
use yew::prelude::*;

pub fn told(
    office: &'static Office,
    scene: &Scene,
    refused: &Refused,
    sale: &UseReducerHandle<Sale>,
    explain: &Callback<Refused, String>,
) -> Html {
    let words = &office.sell;
    let taken = match refused.refusal() {
        Some(Refusal::SeatsTaken { seats }) => seats.clone(),
        _ => Vec::new(),
    };
    let sentence = match refused.refusal() {
        Some(Refusal::SeatsTaken { seats }) => (words.taken)(&names(office.site(), scene, seats), seats.len()),
        Some(Refusal::OnlyLeft { available }) => (words.only_left)(*available),
        Some(Refusal::TooManyPlaces { max }) => (words.too_many)(*max),
        Some(Refusal::PriceChanged { total }) => (words.price_changed)(&office.format().money(*total)),
        Some(Refusal::NotOnSale { .. }) => words.over.to_owned(),
        None => match refused {
            Refused::Offline => words.unknown.to_owned(),
            _ => explain.emit(refused.clone()),
        },
        Some(_) => explain.emit(refused.clone()),
    };
    let has_taken = !taken.is_empty();
    let moves = sale.dispatcher();
    let drop = Callback::from(move |_: MouseEvent| moves.dispatch(SaleMove::Drop(taken.clone())));
    html! {
        <div class="sell-told form-error" role="alert" tabindex="-1" id="sell-told">
            <p>{ sentence }</p>
            if has_taken { <Button id="drop-taken" class="small" weight={Weight::Secondary} onclick={drop}>{ words.drop_taken }</Button> }
        </div>
    }
}
