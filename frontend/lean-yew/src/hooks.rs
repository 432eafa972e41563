//! yew's hooks with their state behind pointers: what yew compiles for each use of a hook exists once here, and the generic
//! functions around it only convert. They do what yew's own of the same names do, and are documented there.

mod effect;
mod memory;
mod state;

pub use effect::use_effect_with;
pub use memory::{use_callback, use_memo, use_mut_ref};
pub use state::{
    UseReducerDispatcher, UseReducerHandle, UseStateHandle, UseStateSetter, use_reducer, use_reducer_eq, use_state,
    use_state_eq,
};

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use yew::functional::{Hook, HookContext, use_mut_ref as use_place};

/// Where a component keeps what belongs to one of its hooks.
type Place = Rc<RefCell<Option<Rc<dyn Any>>>>;

/// The place of the hook that runs, and what is there; nothing on the first run.
#[inline(never)]
fn place(context: &mut HookContext) -> (Place, Option<Rc<dyn Any>>) {
    let place: Place = use_place::<_, fn() -> _>(|| None).run(context);
    let held = place.borrow().clone();
    (place, held)
}

#[inline(never)]
fn keep(place: &Place, value: Rc<dyn Any>) {
    *place.borrow_mut() = Some(value);
}

/// The value in the place of the hook that runs: made on the first run, the same after that.
fn kept<T: 'static>(context: &mut HookContext, make: impl FnOnce() -> T) -> Rc<T> {
    let (place, held) = place(context);
    if let Some(held) = held {
        return of_type(held);
    }
    let made = Rc::new(make());
    keep(&place, made.clone());
    made
}

#[inline(never)]
#[expect(clippy::expect_used, reason = "hooks that run in another order are a mistake that shows at once")]
fn of_type<T: 'static>(value: Rc<dyn Any>) -> Rc<T> {
    value.downcast().expect("hooks run in the same order each time")
}

/// A hook that is a closure.
struct Run<F>(F);

impl<T, F: FnOnce(&mut HookContext) -> T> Hook for Run<F> {
    type Output = T;

    fn run(self, context: &mut HookContext) -> T {
        (self.0)(context)
    }
}
