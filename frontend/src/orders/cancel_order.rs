//! Giving an order back, asked twice: what happens with tickets, seats and money is said before.

use crate::load::Refused;
use crate::orders::facts::{can_pay, kept};
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Dialog;
use crate::ui::error_panel::use_explain;
use crate::ui::format::use_format;
use shared::orders::{Order, Outcome};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CancelOrderProps {
    pub order: Rc<Order>,
    pub busy: bool,
    /// Why the last try did not work.
    pub refused: Option<Refused>,
    pub on_cancel: Callback<()>,
}

/// The button and, when pressed, the question.
#[component]
pub fn CancelOrder(props: &CancelOrderProps) -> Html {
    let words = &use_texts().orders;
    let format = use_format();
    let explain = use_explain();
    let asking = use_state_eq(|| false);
    let order = &props.order;
    let amount = format.money(kept(order));
    // Seats that are gone cannot be cancelled, only the money comes back.
    let only_money = order.outcome == Outcome::SeatsGoneCharged;
    let (button, title, question) = if only_money {
        ((words.others_refund)(&amount), words.others_refund_title, (words.others_refund_question)(&amount))
    } else if can_pay(order) {
        (words.cancel.to_owned(), words.cancel_title, words.cancel_unpaid.to_owned())
    } else if kept(order).is_zero() {
        (words.cancel.to_owned(), words.cancel_title, words.cancel_free.to_owned())
    } else {
        (words.cancel.to_owned(), words.cancel_title, (words.cancel_paid)(&amount))
    };
    let ask = |open: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(open))
    };
    let close = ask(false);
    html! {
        <>
            <Button id="cancel-order" weight={if only_money { Weight::Secondary } else { Weight::Quiet }} onclick={ask(true).reform(|_| ())}>
                { button.clone() }
            </Button>
            if *asking {
                <Dialog {title} on_close={close.clone()}>
                    <p>{ question }</p>
                    if let Some(refused) = &props.refused {
                        <p class="field-error" role="alert">{ explain.emit(refused.clone()) }</p>
                    }
                    <footer class="actions">
                        <Button onclick={close.reform(|_| ())}>{ words.keep }</Button>
                        <Button id="cancel-order-really" weight={Weight::Danger} busy={props.busy} onclick={props.on_cancel.reform(|_| ())}>{ button }</Button>
                    </footer>
                </Dialog>
            }
        </>
    }
}
