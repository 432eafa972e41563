//! The basket every page can see. The server's clock rules: its `now` corrects whatever the browser believes.

use crate::numbers;
use crate::state::session::use_session;
use crate::{api, clock};
use gloo_timers::callback::Timeout;
use shared::basket::Basket;
use std::rc::Rc;
use yew::prelude::*;

/// How long after the basket's end its lines are asked for again, in milliseconds.
const AFTER_END_MS: f64 = 800.0;
/// The longest wait a browser's timer understands, in milliseconds.
const LONGEST_WAIT_MS: f64 = 2_000_000_000.0;

#[derive(Debug, Default, PartialEq)]
pub struct BasketState {
    /// None until the first answer.
    pub basket: Option<Rc<Basket>>,
    /// What to add to the browser's clock to get the server's, in milliseconds.
    ahead_ms: f64,
}

/// A basket and when, by the browser's clock, it arrived.
pub struct BasketArrived {
    pub basket: Basket,
    pub local_now_ms: f64,
}

impl BasketState {
    fn after(&self, arrived: BasketArrived) -> Self {
        let server_now = clock::ms_of(arrived.basket.now);
        let older = self.basket.as_ref().is_some_and(|shown| arrived.basket.now < shown.now);
        if older {
            return Self { basket: self.basket.clone(), ahead_ms: self.ahead_ms };
        }
        Self { basket: Some(Rc::new(arrived.basket)), ahead_ms: server_now - arrived.local_now_ms }
    }

    /// When the basket ends by the browser's clock, in milliseconds since 1970; none when nothing is held.
    pub fn ends_at_local_ms(&self) -> Option<f64> {
        let ends_at = self.basket.as_ref()?.expires_at?;
        Some(clock::ms_of(ends_at) - self.ahead_ms)
    }

    /// How many places are held.
    pub fn held(&self) -> i64 {
        self.basket.as_ref().map_or(0, |basket| basket.held)
    }
}

impl Reducible for BasketState {
    type Action = BasketArrived;

    fn reduce(self: Rc<Self>, action: BasketArrived) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// The basket as pages see it; dereferences to [`BasketState`].
#[derive(Clone, PartialEq)]
pub struct BasketContext {
    state: UseReducerHandle<BasketState>,
    /// Asks the server again.
    pub reload: Callback<()>,
}

impl std::ops::Deref for BasketContext {
    type Target = BasketState;

    fn deref(&self) -> &BasketState {
        &self.state
    }
}

impl BasketContext {
    /// Takes over what any change of the basket answered.
    pub fn put(&self, basket: Basket) {
        self.state.dispatch(BasketArrived { basket, local_now_ms: clock::now_ms() });
    }
}

#[component]
pub fn BasketProvider(props: &yew::html::ChildrenProps) -> Html {
    let session = use_session();
    let state = use_reducer(BasketState::default);
    let reload = use_callback((), {
        let dispatcher = state.dispatcher();
        move |(), ()| {
            let dispatcher = dispatcher.clone();
            wasm_bindgen_futures::spawn_local(async move {
                if let Ok(basket) = api::basket().await {
                    dispatcher.dispatch(BasketArrived { basket, local_now_ms: clock::now_ms() });
                }
            });
        }
    });
    // At the start, and when somebody signs in or out: that is another basket.
    let who = session.account.as_ref().map(|account| account.id);
    use_effect_with(who, {
        let reload = reload.clone();
        move |_| reload.emit(())
    });
    use_effect_with(state.ends_at_local_ms(), {
        let reload = reload.clone();
        move |ends_at| {
            let timer = ends_at.map(|ends_at| {
                let wait = numbers::between(ends_at - clock::now_ms() + AFTER_END_MS, AFTER_END_MS, LONGEST_WAIT_MS);
                Timeout::new(u32::try_from(clock::whole(wait)).unwrap_or(u32::MAX), move || reload.emit(()))
            });
            move || drop(timer)
        }
    });
    let context = BasketContext { state, reload };
    yew::provide(context, props.children.clone())
}

/// The basket.
///
/// # Panics
/// Outside of [`BasketProvider`], which `app.rs` puts around everything.
#[hook]
#[expect(clippy::expect_used, reason = "a provider missing in app.rs shows on the first run")]
pub fn use_basket() -> BasketContext {
    use_context().expect("BasketProvider is around every page")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::money::{Currency, Money};

    fn basket(now: &str, expires_at: &str) -> Basket {
        Basket {
            performances: Vec::new(),
            total: Money::new(0, Currency::Eur),
            voucher: None,
            held: 2,
            expires_at: Some(expires_at.parse().unwrap()),
            may_extend: true,
            now: now.parse().unwrap(),
        }
    }

    #[test]
    fn the_end_is_told_by_the_browsers_clock_even_if_that_is_wrong() {
        let arrived =
            BasketArrived { basket: basket("2026-11-23T19:00:00Z", "2026-11-23T19:15:00Z"), local_now_ms: 5_000.0 };
        let state = BasketState::default().after(arrived);
        assert_eq!(state.ends_at_local_ms(), Some(905_000.0));
        assert_eq!(state.held(), 2);
    }

    #[test]
    fn an_older_basket_that_arrives_late_is_dropped() {
        let newer = BasketArrived { basket: basket("2026-11-23T19:00:10Z", "2026-11-23T19:15:10Z"), local_now_ms: 0.0 };
        let older =
            BasketArrived { basket: basket("2026-11-23T19:00:00Z", "2026-11-23T19:10:00Z"), local_now_ms: 900.0 };
        let state = BasketState::default().after(newer).after(older);
        assert_eq!(state.ends_at_local_ms(), Some(900_000.0));
    }
}
