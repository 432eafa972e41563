//! Effects: what a component does after it was drawn.

use std::any::Any;
use std::rc::Rc;
use yew::functional::{Hook, HookContext, TearDown};

/// The values an effect depends on.
trait Dependencies: Any {
    fn same_as(&self, other: &dyn Dependencies) -> bool;
}

impl<T: PartialEq + 'static> Dependencies for T {
    fn same_as(&self, other: &dyn Dependencies) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref::<T>().is_some_and(|other| self == other)
    }
}

#[derive(Clone)]
struct Seen(Rc<dyn Dependencies>);

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        self.0.same_as(&*other.0)
    }
}

type End = Box<dyn FnOnce()>;

struct Effect {
    seen: Seen,
    start: Box<dyn FnOnce() -> End>,
}

impl Hook for Effect {
    type Output = ();

    fn run(self, context: &mut HookContext) {
        let start = self.start;
        let start: Box<dyn FnOnce(&Seen) -> End> = Box::new(move |_| start());
        yew::functional::use_effect_with(self.seen, start).run(context);
    }
}

/// Runs `start` after the component was drawn for the first time and whenever `dependencies` changed.
pub fn use_effect_with<T, F, D>(dependencies: T, start: F) -> impl Hook<Output = ()>
where
    T: PartialEq + 'static,
    F: FnOnce(&T) -> D + 'static,
    D: TearDown,
{
    let dependencies = Rc::new(dependencies);
    Effect {
        seen: Seen(dependencies.clone()),
        start: Box::new(move || {
            let end = start(&dependencies);
            Box::new(move || end.tear_down())
        }),
    }
}
