//! "I have a voucher": a code to enter, what it takes off, or why it does not.

use crate::state::basket_asks::{BasketAsk, BasketAsks};
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::error_panel::use_explain;
use crate::ui::field::Field;
use crate::ui::format::use_format;
use shared::basket::Basket;
use shared::vouchers::{BasketVoucher, UseVoucher, VoucherProblem};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct VoucherFieldProps {
    pub basket: Rc<Basket>,
    pub asks: BasketAsks,
}

#[component]
pub fn VoucherField(props: &VoucherFieldProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let explain = use_explain();
    let code = use_state_eq(String::new);
    let refused = use_state_eq(|| None::<AttrValue>);
    let words = &texts.basket;
    let is_busy = props.asks.is_busy(|ask| matches!(ask, BasketAsk::Voucher(_) | BasketAsk::DropVoucher));
    if let Some(voucher) = &props.basket.voucher {
        let drop = {
            let asks = props.asks.clone();
            Callback::from(move |_| asks.ask(BasketAsk::DropVoucher))
        };
        return html! {
            <div class="voucher" role="status" id="voucher">
                <p class="total">
                    <span>{ (words.voucher_of)(&voucher.code) }</span>
                    if voucher.discount.minor > 0 {
                        <span class="number">{ format!("−{}", format.money(voucher.discount)) }</span>
                    }
                </p>
                if let Some(hint) = hint(texts.basket.problem, words.voucher_opens, &props.basket, voucher) {
                    <p class="soft">{ hint }</p>
                }
                <Button id="drop-voucher" weight={Weight::Quiet} class="small" onclick={drop} busy={is_busy}>
                    { (words.voucher_drop)(&voucher.code) }
                </Button>
            </div>
        };
    }
    let onsubmit = {
        let (asks, code, refused, explain) = (props.asks.clone(), code.clone(), refused.setter(), explain);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (refused, explain, typed) = (refused.clone(), explain.clone(), code.setter());
            let then = Callback::from(move |answer| match answer {
                Ok(_) => {
                    typed.set(String::new());
                    refused.set(None);
                }
                Err(why) => refused.set(Some(AttrValue::from(explain.emit(why)))),
            });
            asks.ask_then(BasketAsk::Voucher(UseVoucher { code: (*code).clone() }), then);
        })
    };
    let on_input = {
        let code = code.setter();
        Callback::from(move |text| code.set(text))
    };
    html! {
        <details class="voucher">
            <summary id="have-voucher">{ words.voucher_ask }</summary>
            <form {onsubmit}>
                <Field id="voucher-code" label={words.voucher_code} value={(*code).clone()} {on_input} error={(*refused).clone()}
                    autocomplete="off" max_length=80 />
                <Button id="use-voucher" submit=true busy={is_busy}>{ words.voucher_use }</Button>
            </form>
        </details>
    }
}

/// Why it gives nothing now, or which rate it opens.
fn hint(
    problem_in_words: fn(VoucherProblem, i64) -> String,
    opens: fn(&str) -> String,
    basket: &Basket,
    voucher: &BasketVoucher,
) -> Option<String> {
    let rates = || basket.performances.iter().flat_map(|performance| &performance.rates);
    match (voucher.problem?, voucher.opens) {
        (VoucherProblem::ChooseRate, Some(rate)) => {
            let rate = rates().find(|known| known.id == rate).map(|known| known.name.clone());
            Some(opens(&rate.unwrap_or_default()))
        }
        (problem, _) => Some(problem_in_words(problem, voucher.min_places)),
    }
}
