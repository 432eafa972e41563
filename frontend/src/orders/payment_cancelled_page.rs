//! Back from PayPal without having paid: nothing was charged, the seats are still kept, and both ways on are there.

use crate::address::use_navigator;
use crate::layout::refused_page::RefusedPage;
use crate::layout::title::use_page_title;
use crate::load::Load;
use crate::orders::cancel_order::CancelOrder;
use crate::orders::doing::Deed;
use crate::orders::facts::can_pay;
use crate::orders::lines::Lines;
use crate::orders::order_key::key_query;
use crate::orders::pay_box::PayBox;
use crate::route::{Link, Route};
use crate::state::order::use_order;
use crate::texts::use_texts;
use crate::ui::skeleton::Skeleton;
use shared::ids::OrderId;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PaymentCancelledPageProps {
    pub id: OrderId,
}

#[component]
pub fn PaymentCancelledPage(props: &PaymentCancelledPageProps) -> Html {
    let texts = use_texts();
    let words = &texts.orders;
    let id = props.id;
    let at_hand = use_order(id);
    let navigator = use_navigator();
    use_page_title(words.left_title);
    let query = key_query(at_hand.key.as_deref());
    // Paid in another window, expired or cancelled: the order's own page tells.
    let leaves = at_hand.order.ready().is_some_and(|order| !can_pay(order));
    use_effect_with(leaves, {
        let query = query.clone();
        move |leaves| {
            if *leaves {
                navigator.replace_with_query(&Route::Order { id }, &query);
            }
        }
    });
    let order = match &at_hand.order.load {
        Load::Waiting => return html! { <div class="page"><Skeleton kind="page" count={6} /></div> },
        Load::Refused(refused) => {
            return html! { <RefusedPage refused={refused.clone()} on_retry={at_hand.order.reload.clone()} /> };
        }
        Load::Ready(order) => order,
    };
    let doing = &at_hand.doing;
    html! {
        <article class="order">
            <section class="stage order-stage" id="order-outcome" data-outcome="left">
                <div class="stage-inside">
                    <div class="stage-words">
                        <p class="kicker">{ (words.number)(&order.number) }</p>
                        <h1 tabindex="-1">{ words.left_title }</h1>
                        <p class="sentence">{ words.left }</p>
                        <PayBox order={order.clone()} ends_at_local_ms={at_hand.ends_at_local_ms} busy={doing.is(Deed::Pay)}
                            refused={doing.refused_to(Deed::Pay).cloned()} on_pay={at_hand.deeds.on_pay.clone()} />
                    </div>
                </div>
            </section>
            <div class="page narrow">
                <Lines order={order.clone()} />
                <div class="order-more">
                    <Link to={Route::Order { id }} query={if query.is_empty() { String::new() } else { format!("?{query}") }} class="button">{ words.to_order }</Link>
                    <CancelOrder order={order.clone()} busy={doing.is(Deed::Cancel)} refused={doing.refused_to(Deed::Cancel).cloned()}
                        on_cancel={at_hand.deeds.on_cancel.clone()} />
                </div>
            </div>
        </article>
    }
}
