//! Changes of the basket asked of the server: one way for every page, with what is under way and what was refused.

use crate::api;
use crate::load::Refused;
use crate::state::basket::use_basket;
use crate::state::notices::use_notices;
use crate::ui::error_panel::use_explain;
use shared::basket::{Basket, ChangeLine, HoldBestAvailable, HoldPlaces, HoldSeats};
use shared::ids::{LineId, RateId};
use shared::vouchers::UseVoucher;
use yew::prelude::*;

/// Everything that changes a basket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BasketAsk {
    Hold(HoldSeats),
    Best(HoldBestAvailable),
    Places(HoldPlaces),
    Rate(LineId, RateId),
    Remove(LineId),
    Extend,
    Retake,
    Empty,
    Voucher(UseVoucher),
    DropVoucher,
}

/// What the asker does with the answer; a refusal is then not told as a notice.
pub type Answered = Callback<Result<Basket, Refused>>;

/// The way to ask, as pages see it.
#[derive(Clone, PartialEq)]
pub struct BasketAsks {
    run: Callback<(BasketAsk, Option<Answered>)>,
    /// What is under way.
    pub busy: Option<BasketAsk>,
    /// How often something was refused: a key for inputs that must show the truth again.
    pub refusals: u32,
}

impl BasketAsks {
    /// The answer becomes the basket; a refusal becomes a notice.
    pub fn ask(&self, ask: BasketAsk) {
        self.run.emit((ask, None));
    }

    /// The answer becomes the basket, and the asker hears of it or of the refusal.
    pub fn ask_then(&self, ask: BasketAsk, then: Answered) {
        self.run.emit((ask, Some(then)));
    }

    pub fn is_busy(&self, with: impl Fn(&BasketAsk) -> bool) -> bool {
        self.busy.as_ref().is_some_and(with)
    }
}

/// Carries it out; what the server answers.
pub async fn carry_out(ask: BasketAsk) -> Result<Basket, Refused> {
    match ask {
        BasketAsk::Hold(wanted) => api::hold_seats(&wanted).await,
        BasketAsk::Best(wanted) => api::hold_best_available(&wanted).await,
        BasketAsk::Places(wanted) => api::hold_places(&wanted).await,
        BasketAsk::Rate(line, rate) => api::change_line(line, &ChangeLine { rate }).await,
        BasketAsk::Remove(line) => api::remove_line(line).await,
        BasketAsk::Extend => api::extend_basket().await,
        BasketAsk::Retake => api::retake_basket().await,
        BasketAsk::Empty => api::empty_basket().await,
        BasketAsk::Voucher(wish) => api::use_voucher(&wish).await,
        BasketAsk::DropVoucher => api::drop_voucher().await,
    }
}

/// Asks for changes, one at a time.
#[hook]
pub fn use_basket_asks() -> BasketAsks {
    let basket = use_basket();
    let notices = use_notices();
    let explain = use_explain();
    let busy = use_state_eq(|| None::<BasketAsk>);
    let refusals = use_state_eq(|| 0_u32);
    let running = use_mut_ref(|| false);
    let run = {
        let (busy, refusals) = (busy.setter(), refusals.clone());
        Callback::from(move |(ask, then): (BasketAsk, Option<Answered>)| {
            if std::mem::replace(&mut *running.borrow_mut(), true) {
                return;
            }
            busy.set(Some(ask.clone()));
            let (basket, notices, explain) = (basket.clone(), notices.clone(), explain.clone());
            let (busy, refusals, running) = (busy.clone(), refusals.clone(), running.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let answer = carry_out(ask).await;
                *running.borrow_mut() = false;
                busy.set(None);
                match &answer {
                    Ok(changed) => basket.put(changed.clone()),
                    Err(refused) => {
                        refusals.set(refusals.wrapping_add(1));
                        if then.is_none() {
                            notices.bad(explain.emit(refused.clone()));
                        }
                        // Whatever was refused, what is shown may be out of date.
                        basket.reload.emit(());
                    }
                }
                if let Some(then) = then {
                    then.emit(answer);
                }
            });
        })
    };
    BasketAsks { run, busy: (*busy).clone(), refusals: *refusals }
}
