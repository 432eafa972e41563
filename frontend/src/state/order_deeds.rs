//! What a buyer can do with an order, and the requests that do it.

use crate::api;
use crate::load::{Loaded, Refused};
use crate::orders::doing::{Deed, Doing, DoingMove};
use crate::state::notices::use_notices;
use crate::texts::use_texts;
use crate::ui::error_panel::use_explain;
use gloo_events::EventListener;
use shared::ids::OrderId;
use shared::orders::{AcceptReplacements, Order, Replacements};
use shared::payments::{PaymentMethod, StartPayment};
use shared::refusal::Refusal;
use shared::rescheduling::AnswerRescheduling;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How it goes is in [`Doing`]; how it ended, in the order.
#[derive(Clone, PartialEq)]
pub struct OrderDeeds {
    pub on_pay: Callback<()>,
    pub on_cancel: Callback<()>,
    pub on_resend: Callback<()>,
    pub on_take_others: Callback<AcceptReplacements>,
    pub on_choose: Callback<AnswerRescheduling>,
}

/// What every deed works with.
#[derive(Clone)]
struct Hands {
    id: OrderId,
    key: Option<String>,
    order: Loaded<Order>,
    moves: UseReducerDispatcher<Doing>,
}

#[hook]
pub fn use_deeds(
    id: OrderId,
    key: Option<String>,
    order: &Loaded<Order>,
    offers: &Loaded<Option<Replacements>>,
    doing: &UseReducerHandle<Doing>,
    again: Callback<()>,
) -> OrderDeeds {
    let hands = Hands { id, key, order: order.clone(), moves: doing.dispatcher() };
    use_forget_when_shown_again(hands.clone());
    let on_pay = {
        let (hands, doing) = (hands.clone(), doing.clone());
        Callback::from(move |()| {
            // A second click of a double click.
            if doing.deed.is_none() {
                let try_key = doing.payment_key.clone().unwrap_or_else(|| api::new_idempotency_key().into());
                spawn_local(pay(hands.clone(), try_key));
            }
        })
    };
    let on_cancel = {
        let hands = hands.clone();
        Callback::from(move |()| spawn_local(cancel(hands.clone())))
    };
    let on_take_others = {
        let (hands, offers) = (hands.clone(), offers.reload.clone());
        Callback::from(move |accepted| spawn_local(take_others(hands.clone(), accepted, offers.clone())))
    };
    let on_choose = use_choosing(hands.clone(), again);
    OrderDeeds { on_pay, on_cancel, on_resend: use_resend(hands), on_take_others, on_choose }
}

/// Chooses for a performance that was cancelled or moved, and says that it is noted.
#[hook]
fn use_choosing(hands: Hands, again: Callback<()>) -> Callback<AnswerRescheduling> {
    let (texts, notices) = (use_texts(), use_notices());
    Callback::from(move |chosen| {
        let (hands, again, notices) = (hands.clone(), again.clone(), notices.clone());
        spawn_local(async move {
            if choose(hands, chosen, again).await {
                notices.good(texts.rescheduling.noted);
            }
        });
    })
}

/// Mails the tickets again and says so.
#[hook]
fn use_resend(hands: Hands) -> Callback<()> {
    let texts = use_texts();
    let notices = use_notices();
    let explain = use_explain();
    Callback::from(move |()| {
        let (hands, notices, explain) = (hands.clone(), notices.clone(), explain.clone());
        hands.moves.dispatch(DoingMove::Began(Deed::Resend));
        spawn_local(async move {
            let email = hands.order.ready().map(|order| order.buyer_email.to_string()).unwrap_or_default();
            match api::resend_tickets(hands.id, hands.key.as_deref()).await {
                Ok(()) => notices.good((texts.orders.resent)(&email)),
                Err(refused) => notices.bad(explain.emit(refused)),
            }
            hands.moves.dispatch(DoingMove::Done);
        });
    })
}

async fn pay(hands: Hands, try_key: Rc<str>) {
    let Some(order) = hands.order.ready() else {
        return;
    };
    let method = if order.total.is_zero() { PaymentMethod::Free } else { PaymentMethod::Paypal };
    hands.moves.dispatch(DoingMove::BeganToPay(try_key.clone()));
    let key = hands.key.as_deref();
    match api::start_payment(hands.id, key, StartPayment { method }, &try_key).await {
        Ok(started) => match started.redirect_url {
            // The button stays busy until the browser is there.
            Some(address) => leave_for(&address),
            None => hands.finish(Deed::Pay, api::order(hands.id, key).await),
        },
        Err(refused) => hands.finish(Deed::Pay, Err(refused)),
    }
}

async fn cancel(hands: Hands) {
    hands.moves.dispatch(DoingMove::Began(Deed::Cancel));
    let answer = api::cancel_order(hands.id, hands.key.as_deref()).await;
    hands.finish(Deed::Cancel, answer);
}

async fn take_others(hands: Hands, accepted: AcceptReplacements, offers: Callback<()>) {
    hands.moves.dispatch(DoingMove::Began(Deed::TakeOthers));
    let answer = api::accept_replacements(hands.id, hands.key.as_deref(), &accepted).await;
    if answer.is_err() {
        offers.emit(());
    }
    hands.finish(Deed::TakeOthers, answer);
}

/// Whether it worked. Everything is looked at again: places, tickets and money may be other ones.
async fn choose(hands: Hands, chosen: AnswerRescheduling, again: Callback<()>) -> bool {
    let deed = Deed::Choose(chosen);
    hands.moves.dispatch(DoingMove::Began(deed));
    let answer = api::rescheduling::answer_rescheduling(hands.id, hands.key.as_deref(), &chosen).await;
    again.emit(());
    match answer {
        Ok(_) => hands.moves.dispatch(DoingMove::Done),
        Err(refused) => {
            hands.moves.dispatch(DoingMove::Refused(deed, refused));
            return false;
        }
    }
    true
}

impl Hands {
    fn finish(&self, deed: Deed, answer: Result<Order, Refused>) {
        match answer {
            Ok(changed) => {
                self.order.put(changed);
                self.moves.dispatch(DoingMove::Done);
            }
            Err(refused) => {
                // The page was behind: the order as it is now tells more than the refusal.
                if refused.refusal().is_some_and(is_about_the_state) {
                    self.order.reload.emit(());
                }
                self.moves.dispatch(DoingMove::Refused(deed, refused));
            }
        }
    }
}

const fn is_about_the_state(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::OrderState { .. }
            | Refusal::OrderExpired
            | Refusal::PaymentPending
            | Refusal::PaymentDeclined
            | Refusal::SeatsGone
            | Refusal::CancelTooLate { .. }
            | Refusal::OfferExpired
    )
}

fn leave_for(address: &str) {
    if let Some(window) = web_sys::window() {
        // Refused only for what is no address; the person then stays on a page that says what is to pay.
        let _ = window.location().set_href(address);
    }
}

/// A page that the browser kept and shows again, as after «back» from PayPal, still looks busy: it starts afresh.
#[hook]
fn use_forget_when_shown_again(hands: Hands) {
    use_effect_with(hands.id, move |_| {
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "pageshow", move |event| {
                let kept = js_sys::Reflect::get(event, &"persisted".into());
                if kept.is_ok_and(|kept| kept.is_truthy()) {
                    hands.moves.dispatch(DoingMove::Done);
                    hands.order.reload.emit(());
                }
            })
        });
        move || drop(listener)
    });
}
