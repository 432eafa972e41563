//! The time that is left to pay, and the button that leads to PayPal.

use crate::load::Refused;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::countdown::Countdown;
use crate::ui::error_panel::use_explain;
use crate::ui::format::use_format;
use crate::ui::icon::{Icon, Sign};
use shared::orders::{Order, Outcome};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PayBoxProps {
    pub order: Rc<Order>,
    pub ends_at_local_ms: Option<f64>,
    pub busy: bool,
    /// Why the last try to start paying did not work.
    pub refused: Option<Refused>,
    pub on_pay: Callback<()>,
}

#[component]
pub fn PayBox(props: &PayBoxProps) -> Html {
    let texts = use_texts();
    let words = &texts.orders;
    let format = use_format();
    let explain = use_explain();
    let amount = format.money(props.order.total);
    let free = props.order.total.is_zero();
    let label = if free {
        words.confirm_free.to_owned()
    } else if props.order.outcome == Outcome::Declined {
        (words.pay_again)(&amount)
    } else {
        (words.pay)(&amount)
    };
    html! {
        <div class="pay-box">
            if let Some(refused) = &props.refused {
                <p class="pay-refused" role="alert">{ explain.emit(refused.clone()) }</p>
            }
            <div class="stage-actions">
                <Button id="pay-order" weight={Weight::Primary} busy={props.busy} onclick={props.on_pay.reform(|_| ())}>{ label }</Button>
                <span class="pay-time"><Icon sign={Sign::Clock} /><Countdown ends_at_local_ms={props.ends_at_local_ms} label={words.time_to_pay} /></span>
            </div>
            if !free { <p class="hint">{ words.paying_at }</p> }
        </div>
    }
}
