//! An order that exists and waits for its payment: on the way to PayPal, or when that did not work.

use super::steps::{Checkout, CheckoutMove, Placed};
use crate::route::{Link, Route};
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::error_panel::use_explain;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PlacedPanelProps {
    pub placed: Placed,
    pub checkout: UseReducerHandle<Checkout>,
}

#[component]
pub fn PlacedPanel(props: &PlacedPanelProps) -> Html {
    let texts = use_texts();
    let words = &texts.checkout;
    let explain = use_explain();
    let checkout = &props.checkout;
    let pay = {
        let checkout = checkout.dispatcher();
        Callback::from(move |_| checkout.dispatch(CheckoutMove::Pay))
    };
    html! {
        <section class="card placed" aria-live="polite">
            <h2>{ (words.placed)(&props.placed.number) }</h2>
            if checkout.is_busy() {
                <p>{ words.leaving }</p>
            } else {
                if let Some(refused) = &checkout.refused {
                    <p class="refused" role="alert">{ explain.emit(refused.clone()) }</p>
                }
                <p>{ words.unpaid_hint }</p>
            }
            <div class="actions">
                <Button id="pay-order" weight={Weight::Primary} busy={checkout.is_busy()} onclick={pay}>{ words.pay }</Button>
                <Link to={Route::Order { id: props.placed.order }} query={format!("?key={}", props.placed.key)} class="button">{ words.to_order }</Link>
            </div>
        </section>
    }
}
