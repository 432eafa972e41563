//! Payments and refunds of an order, one line each.

use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::format::use_format;
use chrono::{DateTime, Utc};
use shared::money::Money;
use shared::orders::Order;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct MoneyMovedProps {
    pub order: Rc<Order>,
}

/// Nothing when no money was ever asked for.
#[component]
pub fn MoneyMoved(props: &MoneyMovedProps) -> Html {
    let words = &use_texts().orders;
    let format = use_format();
    let session = use_session();
    let zone = session.time_zone();
    let order = &props.order;
    if order.payments.is_empty() && order.refunds.is_empty() {
        return Html::default();
    }
    let row = |key: String, name: String, state: &'static str, amount: Money, at: DateTime<Utc>| {
        html! {
            <li {key}>
                <span>{ name }<small class="soft">{ format!("{} · {state}", format.moment(at, zone)) }</small></span>
                <span class="number">{ format.money(amount) }</span>
            </li>
        }
    };
    html! {
        <section class="money-moved" aria-labelledby="money-moved">
            <h3 id="money-moved">{ words.money }</h3>
            <ul>
                { for order.payments.iter().map(|payment| row(
                    format!("p{}", payment.id), (words.method)(payment.method).to_owned(),
                    (words.payment_state)(payment.state), payment.amount, payment.created_at,
                )) }
                { for order.refunds.iter().map(|refund| row(
                    format!("r{}", refund.id), words.refund.to_owned(),
                    (words.refund_state)(refund.state), Money::new(-refund.amount.minor, refund.amount.currency), refund.created_at,
                )) }
            </ul>
        </section>
    }
}
