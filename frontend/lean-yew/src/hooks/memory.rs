//! What a component remembers from one drawing to the next.

use super::{Run, kept, of_type};
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use yew::Callback;
use yew::functional::{Hook, HookContext};

/// A value that changes without a redraw.
pub fn use_mut_ref<T: 'static, F: FnOnce() -> T>(init: F) -> impl Hook<Output = Rc<RefCell<T>>> {
    Run(move |context: &mut HookContext| kept(context, || RefCell::new(init())))
}

/// What was made, and of what.
struct Made {
    of: Rc<dyn Any>,
    result: Rc<dyn Any>,
}

type Memory = RefCell<Option<Made>>;

/// What `f` made of these dependencies, made again only when they change.
pub fn use_memo<T, F, D>(dependencies: D, f: F) -> impl Hook<Output = Rc<T>>
where
    T: 'static,
    F: FnOnce(&D) -> T,
    D: PartialEq + 'static,
{
    Run(move |context: &mut HookContext| {
        let memory: Rc<Memory> = kept(context, || RefCell::new(None));
        let same = |made: &&Made| made.of.downcast_ref::<D>().is_some_and(|of| *of == dependencies);
        let before = memory.borrow().as_ref().filter(same).map(|made| made.result.clone());
        if let Some(before) = before {
            return of_type(before);
        }
        let result = Rc::new(f(&dependencies));
        *memory.borrow_mut() = Some(Made { of: Rc::new(dependencies), result: result.clone() });
        result
    })
}

/// A callback that is the same as long as its dependencies are.
pub fn use_callback<In, Out, F, D>(dependencies: D, f: F) -> impl Hook<Output = Callback<In, Out>>
where
    In: 'static,
    Out: 'static,
    F: Fn(In, &D) -> Out + 'static,
    D: PartialEq + 'static,
{
    let dependencies = Rc::new(dependencies);
    Run(move |context: &mut HookContext| {
        let callback = use_memo(dependencies, |dependencies| {
            let dependencies = dependencies.clone();
            Callback::from(move |value| f(value, &dependencies))
        });
        (*callback.run(context)).clone()
    })
}
