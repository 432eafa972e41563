//! The last look: what, where to, the terms, and the button with the law's words.

use super::steps::{Checkout, CheckoutMove};
use crate::route::{Link, Route};
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::error_panel::use_explain;
use crate::ui::field::CheckField;
use crate::ui::format::use_format;
use shared::basket::{Basket, LineState};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ReviewStepProps {
    pub checkout: UseReducerHandle<Checkout>,
    pub basket: Rc<Basket>,
    /// Where the tickets go.
    pub email: String,
    pub on_order: Callback<()>,
}

#[component]
pub fn ReviewStep(props: &ReviewStepProps) -> Html {
    let texts = use_texts();
    let words = &texts.checkout;
    let format = use_format();
    let explain = use_explain();
    let (checkout, basket) = (&props.checkout, &props.basket);
    let on_accept = {
        let checkout = checkout.dispatcher();
        Callback::from(move |yes| checkout.dispatch(CheckoutMove::Accept(yes)))
    };
    let is_free = basket.total.is_zero();
    let onsubmit = props.on_order.reform(|event: SubmitEvent| event.prevent_default());
    html! {
        <form {onsubmit} novalidate=true>
            <ul class="review-lines">
                { for basket.performances.iter().map(|performance| {
                    let held = performance.lines.iter().filter(|line| line.state == LineState::Held).count();
                    let card = &performance.performance;
                    html! {
                        if held > 0 {
                            <li>
                                <strong>{ card.show_title.clone() }</strong>
                                <span>{ (texts.common.places)(i64::try_from(held).unwrap_or(i64::MAX)) }</span>
                                <span class="soft">{ format!("{} · {}", format.moment(card.starts_at, &card.time_zone), card.venue_name) }</span>
                            </li>
                        }
                    }
                }) }
            </ul>
            if let Some(voucher) = basket.voucher.as_ref().filter(|voucher| voucher.discount.minor > 0) {
                <p class="total">
                    <span>{ (texts.basket.voucher_of)(&voucher.code) }</span>
                    <span class="number">{ format!("−{}", format.money(voucher.discount)) }</span>
                </p>
            }
            <p class="total"><span>{ texts.basket.total }</span><strong class="number" id="checkout-total">{ format.money(basket.total) }</strong></p>
            <p>{ (words.tickets_go_to)(&props.email) }{ " " }<span class="soft">{ if is_free { words.free_hint } else { words.paypal_hint } }</span></p>
            <CheckField id="accept-terms" checked={checkout.draft.accepted} on_change={on_accept} required=true
                error={checkout.complaints.terms.then(|| AttrValue::from(words.terms_wrong))}>
                { words.accept_before }<Link to={Route::Terms}>{ words.accept_link }</Link>
            </CheckField>
            if let Some(refused) = &checkout.refused {
                <div class="refused" role="alert" id="checkout-refused">
                    <p>{ explain.emit(refused.clone()) }</p>
                </div>
            }
            <Button id="place-order" submit=true weight={Weight::Primary} class="wide place-order" busy={checkout.is_busy()}>
                { if is_free { words.place_free } else { words.place } }
            </Button>
        </form>
    }
}
