//! What the basket costs, how long it waits, and the one way on.

use crate::basket::voucher_field::VoucherField;
use crate::route::{Link, Route};
use crate::state::basket::use_basket;
use crate::state::basket_asks::{BasketAsk, BasketAsks};
use crate::state::notices::use_notices;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::countdown::Countdown;
use crate::ui::dialog::Confirm;
use crate::ui::error_panel::use_explain;
use crate::ui::format::use_format;
use shared::basket::Basket;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TimeLeftProps {
    pub basket: Rc<Basket>,
    pub asks: BasketAsks,
}

/// The time left and, once, more of it.
#[component]
pub fn TimeLeft(props: &TimeLeftProps) -> Html {
    let texts = use_texts();
    let notices = use_notices();
    let explain = use_explain();
    let context = use_basket();
    if props.basket.expires_at.is_none() {
        return Html::default();
    }
    let extend = {
        let asks = props.asks.clone();
        Callback::from(move |_| {
            let (notices, explain) = (notices.clone(), explain.clone());
            let then = Callback::from(move |answer| match answer {
                Ok(_) => notices.good(texts.basket.extended),
                Err(refused) => notices.bad(explain.emit(refused)),
            });
            asks.ask_then(BasketAsk::Extend, then);
        })
    };
    html! {
        <p class="time-left">
            <span>{ texts.basket.time_left }{ " " }
                <strong><Countdown ends_at_local_ms={context.ends_at_local_ms()} label={texts.basket.time_left} /></strong>
            </span>
            if props.basket.may_extend {
                <Button id="extend-basket" class="small" onclick={extend} busy={props.asks.is_busy(|ask| *ask == BasketAsk::Extend)}>
                    { texts.basket.extend }
                </Button>
            }
        </p>
    }
}

#[component]
pub fn Summary(props: &TimeLeftProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let emptying = use_state_eq(|| false);
    let ask_first = {
        let emptying = emptying.setter();
        Callback::from(move |_| emptying.set(true))
    };
    let forget = {
        let emptying = emptying.setter();
        Callback::from(move |()| emptying.set(false))
    };
    let empty = {
        let (asks, emptying) = (props.asks.clone(), emptying.setter());
        Callback::from(move |()| {
            emptying.set(false);
            asks.ask(BasketAsk::Empty);
        })
    };
    html! {
        <section class="card summary" aria-label={texts.basket.total}>
            if props.basket.held > 0 {
                <VoucherField basket={props.basket.clone()} asks={props.asks.clone()} />
            }
            <p class="total"><span>{ texts.basket.total }</span><strong class="number" id="basket-total">{ format.money(props.basket.total) }</strong></p>
            <TimeLeft basket={props.basket.clone()} asks={props.asks.clone()} />
            if props.basket.held > 0 {
                <p class="soft">{ texts.basket.time_left_hint }</p>
                <Link id="to-checkout" to={Route::Checkout} class="button primary wide">{ texts.basket.to_checkout }</Link>
            }
            <Button weight={Weight::Quiet} class="wide" onclick={ask_first}>{ texts.basket.empty_it }</Button>
            if *emptying {
                <Confirm title={texts.basket.empty_it} question={texts.basket.empty_question} action={texts.basket.empty_it}
                    on_confirm={empty} on_close={forget} />
            }
        </section>
    }
}
