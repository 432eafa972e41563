//! `/checkout`: from the basket to the order and on to PayPal, in three steps on one page.

use super::placed_panel::PlacedPanel;
use super::steps::{Checkout, CheckoutMove, Running};
use super::steps_view::StepsView;
use super::{leaving, stored};
use crate::address::use_navigator;
use crate::api;
use crate::layout::title::use_page_title;
use crate::route::{Link, Route};
use crate::state::basket::use_basket;
use crate::texts::use_texts;
use crate::ui::empty::Empty;
use crate::ui::skeleton::Skeleton;
use shared::orders::{OrderState, PlaceOrder};
use shared::payments::{PaymentMethod, StartPayment};
use std::rc::Rc;
use yew::prelude::*;

#[component]
pub fn CheckoutPage() -> Html {
    let texts = use_texts();
    use_page_title(texts.checkout.title);
    let context = use_basket();
    let checkout = use_reducer(|| Checkout::resumed(stored::read()));
    use_effect_with(checkout.draft.clone(), stored::write);
    use_placing(&checkout);
    use_paying(&checkout);
    use_old_order(&checkout);
    leaving::use_return({
        let checkout = checkout.dispatcher();
        move || checkout.dispatch(CheckoutMove::Rest)
    });
    // Whatever was refused: the basket may be another by now.
    use_effect_with(checkout.refused.is_some(), {
        let reload = context.reload.clone();
        move |refused| {
            if *refused {
                reload.emit(())
            }
        }
    });
    let on_submit = {
        let checkout = checkout.dispatcher();
        Callback::from(move |(body, signed_in)| {
            let fresh_key = api::new_idempotency_key();
            checkout.dispatch(CheckoutMove::Submit { body, fresh_key, signed_in });
        })
    };
    let content = match (&context.basket, &checkout.draft.placed) {
        (_, Some(placed)) if checkout.is_busy() || context.held() == 0 => {
            html! { <PlacedPanel placed={placed.clone()} checkout={checkout.clone()} /> }
        }
        (None, _) => html! { <Skeleton count={6} /> },
        (Some(basket), _) if basket.held > 0 || checkout.running == Running::Placing => {
            html! { <StepsView basket={basket.clone()} checkout={checkout.clone()} {on_submit} /> }
        }
        (Some(_), _) => html! {
            <Empty title={texts.basket.empty}>
                <p>{ texts.basket.empty_hint }</p>
                <Link to={Route::Basket} class="button">{ texts.checkout.to_basket }</Link>
                <Link to={Route::Programme} class="button primary">{ texts.common.to_programme }</Link>
            </Empty>
        },
    };
    html! {
        <div class="page narrow checkout-page">
            <h1 tabindex="-1">{ texts.checkout.title }</h1>
            { content }
        </div>
    }
}

/// Sends the attempt while it is running.
#[hook]
fn use_placing(checkout: &UseReducerHandle<Checkout>) {
    let context = use_basket();
    let attempt = checkout.draft.attempt.clone().filter(|_| checkout.running == Running::Placing);
    let checkout = checkout.dispatcher();
    use_effect_with(attempt, move |attempt| {
        let Some(attempt) = attempt.clone() else {
            return;
        };
        wasm_bindgen_futures::spawn_local(async move {
            let Ok(order) = crate::json::read::<PlaceOrder>(&attempt.body) else {
                checkout.dispatch(CheckoutMove::Rest);
                return;
            };
            match api::place_order(&order, &attempt.key).await {
                Ok(order) => {
                    checkout.dispatch(CheckoutMove::Placed {
                        order: Rc::new(order),
                        payment_key: api::new_idempotency_key(),
                    });
                    context.reload.emit(());
                }
                Err(refused) => checkout.dispatch(CheckoutMove::NotPlaced(refused)),
            }
        });
    });
}

/// Starts the payment while it is running, and goes where that leads.
#[hook]
fn use_paying(checkout: &UseReducerHandle<Checkout>) {
    let navigator = use_navigator();
    let placed = checkout.draft.placed.clone().filter(|_| checkout.running == Running::Paying);
    let checkout = checkout.dispatcher();
    use_effect_with(placed, move |placed| {
        let Some(placed) = placed.clone() else { return };
        wasm_bindgen_futures::spawn_local(async move {
            let method = if placed.is_free { PaymentMethod::Free } else { PaymentMethod::Paypal };
            match api::start_payment(placed.order, Some(&placed.key), StartPayment { method }, &placed.payment_key)
                .await
            {
                Ok(started) => match started.redirect_url {
                    Some(address) => {
                        checkout.dispatch(CheckoutMove::Leave);
                        leaving::go_to(&address);
                    }
                    None => {
                        checkout.dispatch(CheckoutMove::ForgetOrder);
                        navigator.push_with_query(&Route::Order { id: placed.order }, &format!("key={}", placed.key));
                    }
                },
                Err(refused) => {
                    checkout.dispatch(CheckoutMove::NotPaid { refused, payment_key: api::new_idempotency_key() })
                }
            }
        });
    });
}

/// An order kept from before is only offered while it can still be paid.
#[hook]
fn use_old_order(checkout: &UseReducerHandle<Checkout>) {
    let placed = checkout.draft.placed.clone();
    let checkout = checkout.dispatcher();
    use_effect_with((), move |()| {
        let Some(placed) = placed else { return };
        wasm_bindgen_futures::spawn_local(async move {
            let order = api::order(placed.order, Some(&placed.key)).await;
            if order.is_ok_and(|order| order.state != OrderState::AwaitingPayment) {
                checkout.dispatch(CheckoutMove::ForgetOrder);
            }
        });
    });
}
