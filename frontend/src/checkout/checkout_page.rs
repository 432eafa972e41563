//! `/checkout`: from the basket to the order and on to PayPal, in three steps on one page.

use super::buyer_step::BuyerStep;
use super::placed_panel::PlacedPanel;
use super::review_step::ReviewStep;
use super::step_card::{Progress, StepCard};
use super::steps::{Checkout, CheckoutMove, Running, Step};
use super::{leaving, stored};
use crate::api;
use crate::basket::basket_page::PerformanceLines;
use crate::basket::expired::count;
use crate::basket::summary::TimeLeft;
use crate::layout::title::use_page_title;
use crate::route::{Link, Route, push_with_query};
use crate::state::basket::use_basket;
use crate::state::basket_asks::use_basket_asks;
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::empty::Empty;
use crate::ui::format::use_format;
use crate::ui::skeleton::Skeleton;
use shared::basket::{Basket, BasketPerformance, LineState};
use shared::orders::{Buyer, OrderState, PlaceOrder};
use shared::payments::{PaymentMethod, StartPayment};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::hooks::use_navigator;

#[component]
pub fn CheckoutPage() -> Html {
    let texts = use_texts();
    use_page_title(texts.checkout.title);
    let context = use_basket();
    let checkout = use_reducer(|| Checkout::resumed(stored::read()));
    use_effect_with(checkout.draft.clone(), |draft| stored::write(draft));
    use_placing(&checkout);
    use_paying(&checkout);
    use_old_order(&checkout);
    leaving::use_return({ let checkout = checkout.dispatcher(); move || checkout.dispatch(CheckoutMove::Rest) });
    // Whatever was refused: the basket may be another by now.
    use_effect_with(checkout.refused.is_some(), { let reload = context.reload.clone(); move |refused| if *refused { reload.emit(()) } });
    let content = match (&context.basket, &checkout.draft.placed) {
        (_, Some(placed)) if checkout.is_busy() || context.held() == 0 => {
            html! { <PlacedPanel placed={placed.clone()} checkout={checkout.clone()} /> }
        }
        (None, _) => html! { <Skeleton count={6} /> },
        (Some(basket), _) if basket.held > 0 || checkout.running == Running::Placing => {
            html! { <Steps basket={basket.clone()} checkout={checkout.clone()} /> }
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

#[derive(Properties, PartialEq)]
struct StepsProps {
    basket: Rc<Basket>,
    checkout: UseReducerHandle<Checkout>,
}

#[component]
fn Steps(props: &StepsProps) -> Html {
    let texts = use_texts();
    let words = &texts.checkout;
    let format = use_format();
    let session = use_session();
    let asks = use_basket_asks();
    let (basket, checkout) = (&props.basket, &props.checkout);
    let account = session.account.clone();
    let signed_in = account.is_some();
    let progress = |step: Step| match checkout.draft.step.cmp(&step) {
        std::cmp::Ordering::Less => Progress::Ahead,
        std::cmp::Ordering::Equal => Progress::Open,
        std::cmp::Ordering::Greater => Progress::Done,
    };
    let open = |step: Step| { let checkout = checkout.dispatcher(); Callback::from(move |()| checkout.dispatch(CheckoutMove::Open(step))) };
    let go_on = { let checkout = checkout.dispatcher(); Callback::from(move |_| checkout.dispatch(CheckoutMove::GoOn { signed_in })) };
    let (name, email) = match &account {
        Some(account) => (account.name.clone(), account.email.to_string()),
        None => (checkout.draft.name.trim().to_owned(), checkout.draft.email.trim().to_owned()),
    };
    let on_order = {
        let (checkout, total, locale) = (checkout.clone(), basket.total, texts.locale);
        Callback::from(move |()| {
            let draft = &checkout.draft;
            let email = draft.email.parse().ok().filter(|_| !signed_in);
            let buyer = email.map(|email| Buyer { name: draft.name.trim().to_owned(), email });
            let order = PlaceOrder { buyer, locale, total, terms_accepted: draft.accepted };
            let body = serde_json::to_string(&order).unwrap_or_default();
            checkout.dispatch(CheckoutMove::Submit { body, fresh_key: api::new_idempotency_key(), signed_in });
        })
    };
    let held = |performance: &BasketPerformance| {
        let mut held = performance.clone();
        held.lines.retain(|line| line.state == LineState::Held);
        held
    };
    let people = format!("{} · {}", (texts.common.places)(basket.held), format.money(basket.total));
    html! {
        <div class="steps">
            <TimeLeft basket={basket.clone()} asks={asks.clone()} />
            if count(basket, LineState::Expired) + count(basket, LineState::Lost) > 0 {
                <p class="card expired" role="status">{ words.expired_hint }{ " " }<Link to={Route::Basket}>{ words.to_basket }</Link></p>
            }
            <StepCard number={1} title={words.people} progress={progress(Step::People)} on_open={open(Step::People)} summary={html! { people }}>
                { for basket.performances.iter().map(held).filter(|performance| !performance.lines.is_empty()).map(|performance| html! {
                    <PerformanceLines key={performance.performance.id.to_string()} performance={performance.clone()} asks={asks.clone()} may_change=false />
                }) }
                <p class="total"><span>{ texts.basket.total }</span><strong class="number">{ format.money(basket.total) }</strong></p>
                <Button id="people-next" weight={Weight::Primary} onclick={go_on}>{ words.go_on }</Button>
            </StepCard>
            <StepCard number={2} title={words.buyer} progress={progress(Step::Buyer)} on_open={open(Step::Buyer)}
                summary={html! { (words.signed_in_as)(&name, &email) }}>
                <BuyerStep checkout={checkout.clone()} {account} />
            </StepCard>
            <StepCard number={3} title={words.review} progress={progress(Step::Review)} on_open={open(Step::Review)}>
                <ReviewStep checkout={checkout.clone()} basket={basket.clone()} {email} {on_order} />
            </StepCard>
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
        let Some(attempt) = attempt.clone() else { return };
        wasm_bindgen_futures::spawn_local(async move {
            let Ok(order) = serde_json::from_str::<PlaceOrder>(&attempt.body) else {
                checkout.dispatch(CheckoutMove::Rest);
                return;
            };
            match api::place_order(&order, &attempt.key).await {
                Ok(order) => {
                    checkout.dispatch(CheckoutMove::Placed { order: Rc::new(order), payment_key: api::new_idempotency_key() });
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
            match api::start_payment(placed.order, Some(&placed.key), StartPayment { method }, &placed.payment_key).await {
                Ok(started) => match started.redirect_url {
                    Some(address) => {
                        checkout.dispatch(CheckoutMove::Leave);
                        leaving::go_to(&address);
                    }
                    None => {
                        checkout.dispatch(CheckoutMove::ForgetOrder);
                        if let Some(navigator) = navigator {
                            push_with_query(&navigator, &Route::Order { id: placed.order }, &format!("key={}", placed.key));
                        }
                    }
                },
                Err(refused) => checkout.dispatch(CheckoutMove::NotPaid { refused, payment_key: api::new_idempotency_key() }),
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
