//! The visitors' program comes in two halves (see `frontend/split`): what the first page needs, and the rest, which the
//! browser fetches while that page is read. A page of the rest waits for it here; a call that does not wait is none the
//! less right, but lets the page stand still until the rest is there.

use js_sys::{Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = later, js_name = isHere)]
    fn is_here() -> bool;
    #[wasm_bindgen(js_namespace = later)]
    fn bring(exports: &JsValue, soon: bool) -> Promise;
    // The split finds this by its name.
    #[wasm_bindgen(js_namespace = later, js_name = bringNow)]
    fn bring_the_rest_now();
}

/// Brings the rest at once; what is left of a function in the first half does that too.
#[wasm_bindgen(js_name = bringTheRestNow)]
pub fn bring_now() {
    bring_the_rest_now();
}

/// Begins to fetch the rest; `soon` when the page waits for it.
fn fetch(soon: bool) -> Promise {
    bring(&wasm_bindgen::exports().unchecked_into::<Object>(), soon)
}

/// To be called before anything is drawn.
pub fn begin() {
    let coming = fetch(false);
    // Whoever waits for the rest hears of a failure.
    spawn_local(async move { drop(JsFuture::from(coming).await) });
}

/// Where the rest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    Coming,
    Here,
    /// It could not be fetched.
    Lost,
}

/// Waits for the rest; the callback tries again.
#[hook]
pub fn use_rest() -> (Rest, Callback<()>) {
    let rest = use_state_eq(|| if is_here() { Rest::Here } else { Rest::Coming });
    let wait = use_callback((), {
        let setter = rest.setter();
        move |(), ()| {
            let setter = setter.clone();
            setter.set(if is_here() { Rest::Here } else { Rest::Coming });
            spawn_local(async move {
                let came = JsFuture::from(fetch(true)).await;
                setter.set(if came.is_ok() { Rest::Here } else { Rest::Lost });
            });
        }
    });
    use_effect_with((), {
        let wait = wait.clone();
        move |()| {
            if !is_here() {
                wait.emit(());
            }
        }
    });
    (*rest, wait)
}
