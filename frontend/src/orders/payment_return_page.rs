//! Back from PayPal: looks whether the payment arrived, calmly, and then shows the order.

use crate::address::use_navigator;
use crate::api;
use crate::layout::title::use_page_title;
use crate::orders::back_from_paypal::{BackFromPaypal, BackMove, Next, PAUSE_MS, outcome_of};
use crate::orders::order_key::{key_query, use_order_key};
use crate::route::{Link, Route};
use crate::texts::use_texts;
use crate::ui::error_panel::ErrorPanel;
use gloo_timers::future::TimeoutFuture;
use shared::ids::OrderId;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PaymentReturnPageProps {
    pub id: OrderId,
}

#[component]
pub fn PaymentReturnPage(props: &PaymentReturnPageProps) -> Html {
    let words = &use_texts().orders;
    let id = props.id;
    let key = use_order_key(id);
    let navigator = use_navigator();
    let back = use_reducer(BackFromPaypal::default);
    use_page_title(words.returning_title);
    let query = key_query(key.as_deref());
    use_effect_with((id, back.tries, back.next.clone()), {
        let (moves, key, query) = (back.dispatcher(), key, query.clone());
        move |(id, tries, next)| match next {
            Next::Wait => {
                let (id, pause) = (*id, if *tries == 0 { 0 } else { PAUSE_MS });
                wasm_bindgen_futures::spawn_local(async move {
                    TimeoutFuture::new(pause).await;
                    moves.dispatch(BackMove::Answered(outcome_of(api::settle(id, key.as_deref()).await)));
                });
            }
            Next::Leave => navigator.replace_with_query(&Route::Order { id: *id }, &query),
            Next::Tell(_) => {}
        }
    });
    let moves = back.dispatcher();
    html! {
        <div class="page narrow returning">
            if let Next::Tell(refused) = &back.next {
                <h1 tabindex="-1">{ words.returning_title }</h1>
                <ErrorPanel refused={refused.clone()} on_retry={move |()| moves.dispatch(BackMove::Again)}>
                    <Link to={Route::Order { id }} query={if query.is_empty() { String::new() } else { format!("?{query}") }} class="button">
                        { words.to_order }
                    </Link>
                </ErrorPanel>
            } else {
                <svg viewBox="0 0 120 60" aria-hidden="true" focusable="false">
                    <path d="M4 4h112v8H4zM8 12c2 20 0 34-4 44h18c4-14 5-28 4-44zM112 12c-2 20 0 34 4 44H98c-4-14-5-28-4-44z" />
                    <path class="light" d="M46 54h28l-8-34h-12z" />
                </svg>
                <h1 tabindex="-1">{ words.returning_title }</h1>
                <p role="status">{ if back.is_slow() { words.returning_slow } else { words.returning } }</p>
                <span class="waiting-line" aria-hidden="true" />
            }
        </div>
    }
}
