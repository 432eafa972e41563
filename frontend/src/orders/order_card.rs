//! An order in the list of orders.

use crate::route::{Link, Route};
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::format::use_format;
use shared::orders::{OrderCard, OrderState};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OrderCardProps {
    pub order: OrderCard,
}

#[component]
pub fn OrderCardView(props: &OrderCardProps) -> Html {
    let texts = use_texts();
    let words = &texts.orders;
    let format = use_format();
    let session = use_session();
    let order = &props.order;
    let total = if order.total.is_zero() { texts.common.free_of_charge.to_owned() } else { format.money(order.total) };
    html! {
        <article class={classes!("order-card", is_over(order.state).then_some("over"))}>
            <div class="order-card-words">
                { for order.performances.iter().enumerate().map(|(index, performance)| html! {
                    <div key={index}>
                        <h2>
                            if index == 0 {
                                <Link to={Route::Order { id: order.id }}>{ performance.show_title.clone() }</Link>
                            } else {
                                { performance.show_title.clone() }
                            }
                        </h2>
                        <p>
                            <time datetime={performance.starts_at.to_rfc3339()}>{ format.moment(performance.starts_at, &performance.time_zone) }</time>
                            { format!(" · {}", performance.venue_name) }
                        </p>
                    </div>
                }) }
                if order.performances.is_empty() {
                    <h2><Link to={Route::Order { id: order.id }}>{ (words.number)(&order.number) }</Link></h2>
                }
                <p class="soft">
                    { (words.ordered_on)(&format.date_only(order.placed_at, session.time_zone())) }
                    { format!(" · {}", (words.number)(&order.number)) }
                </p>
            </div>
            <div class="order-card-sum">
                <Badge tone={tone(order.state)}>{ (words.state)(order.state) }</Badge>
                <b class="number">{ total }</b>
                <span class="soft">{ (texts.common.places)(order.places) }</span>
            </div>
        </article>
    }
}

const fn tone(state: OrderState) -> BadgeTone {
    match state {
        OrderState::AwaitingPayment | OrderState::PaymentPending => BadgeTone::Warm,
        OrderState::Paid => BadgeTone::Good,
        OrderState::PartlyRefunded | OrderState::Refunded | OrderState::Expired | OrderState::Cancelled => {
            BadgeTone::Plain
        }
    }
}

const fn is_over(state: OrderState) -> bool {
    matches!(state, OrderState::Refunded | OrderState::Expired | OrderState::Cancelled)
}
