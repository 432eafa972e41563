//! The three steps under each other: people and rates, who buys, the last look.

use super::buyer_step::BuyerStep;
use super::review_step::ReviewStep;
use super::step_card::{Progress, StepCard};
use super::steps::{Checkout, CheckoutMove, Step};
use crate::basket::basket_page::PerformanceLines;
use crate::basket::expired::count;
use crate::basket::summary::TimeLeft;
use crate::route::{Link, Route};
use crate::state::basket_asks::use_basket_asks;
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::format::use_format;
use shared::basket::{Basket, BasketPerformance, LineState};
use shared::orders::{Buyer, PlaceOrder};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct StepsProps {
    pub basket: Rc<Basket>,
    pub checkout: UseReducerHandle<Checkout>,
    /// Order: with these words, as JSON, by somebody signed in or not.
    pub on_submit: Callback<(String, bool)>,
}

#[component]
pub fn StepsView(props: &StepsProps) -> Html {
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
    let open = |step: Step| {
        let checkout = checkout.dispatcher();
        Callback::from(move |()| checkout.dispatch(CheckoutMove::Open(step)))
    };
    let go_on = {
        let checkout = checkout.dispatcher();
        Callback::from(move |_| checkout.dispatch(CheckoutMove::GoOn { signed_in }))
    };
    let (name, email) = match &account {
        Some(account) => (account.name.clone(), account.email.to_string()),
        None => (checkout.draft.name.trim().to_owned(), checkout.draft.email.trim().to_owned()),
    };
    let on_order = {
        let (checkout, total, locale) = (checkout.clone(), basket.total, texts.locale);
        props.on_submit.reform(move |()| {
            let draft = &checkout.draft;
            let email = draft.email.parse().ok().filter(|_| !signed_in);
            let buyer = email.map(|email| Buyer { name: draft.name.trim().to_owned(), email });
            let order = PlaceOrder { buyer, locale, total, terms_accepted: draft.accepted };
            (serde_json::to_string(&order).unwrap_or_default(), signed_in)
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
