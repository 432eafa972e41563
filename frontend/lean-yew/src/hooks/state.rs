//! State whose change redraws the component.

use super::{Run, kept, of_type};
use std::any::Any;
use std::cell::{OnceCell, RefCell};
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::addr_eq;
use std::rc::Rc;
use yew::functional::{Hook, HookContext, Reducible, UseForceUpdateHandle, use_force_update};

/// Whether the first value is another than the second, so that the component is drawn anew.
type Differs = fn(&dyn Any, &dyn Any) -> bool;

fn is_another(one: &dyn Any, other: &dyn Any) -> bool {
    !addr_eq(one, other)
}

fn is_unequal<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    is_another(one, other) && one.downcast_ref::<T>() != other.downcast_ref::<T>()
}

/// The state of one hook of one component.
struct Store {
    value: RefCell<Rc<dyn Any>>,
    differs: Differs,
    component: UseForceUpdateHandle,
}

impl Store {
    #[inline(never)]
    fn new(value: Rc<dyn Any>, differs: Differs, component: UseForceUpdateHandle) -> Self {
        Self { value: RefCell::new(value), differs, component }
    }

    #[inline(never)]
    fn value(&self) -> Rc<dyn Any> {
        self.value.borrow().clone()
    }

    #[inline(never)]
    fn put(&self, value: Rc<dyn Any>) {
        let before = self.value.replace(value.clone());
        if (self.differs)(&*value, &*before) {
            self.component.force_update();
        }
    }
}

/// The values that one handle gave out, from the one it was made with to the latest: references to them stay good.
struct Given {
    value: Rc<dyn Any>,
    next: OnceCell<Box<Given>>,
}

impl Given {
    const fn new(value: Rc<dyn Any>) -> Self {
        Self { value, next: OnceCell::new() }
    }
}

/// A store, and what was seen of it.
struct View {
    store: Rc<Store>,
    given: Given,
}

impl View {
    #[inline(never)]
    fn new(store: Rc<Store>) -> Self {
        let given = Given::new(store.value());
        Self { store, given }
    }

    /// The store's present value.
    #[inline(never)]
    fn latest(&self) -> &dyn Any {
        let value = self.store.value();
        let mut last = &self.given;
        while let Some(next) = last.next.get() {
            last = next;
        }
        if addr_eq(Rc::as_ptr(&last.value), Rc::as_ptr(&value)) {
            return &*last.value;
        }
        &*last.next.get_or_init(|| Box::new(Given::new(value))).value
    }
}

impl Clone for View {
    fn clone(&self) -> Self {
        Self::new(self.store.clone())
    }
}

#[inline(never)]
#[expect(clippy::expect_used, reason = "the handle's own type says what its store holds")]
fn seen_as<T: 'static>(value: &dyn Any) -> &T {
    value.downcast_ref().expect("a store holds the type it was made for")
}

fn use_store<T: 'static>(init: impl FnOnce() -> T, differs: Differs) -> impl Hook<Output = View> {
    Run(move |context: &mut HookContext| {
        let component = use_force_update().run(context);
        View::new(kept(context, || Store::new(Rc::new(init()), differs, component)))
    })
}

/// The state of a reducer.
pub struct UseReducerHandle<T> {
    view: View,
    state: PhantomData<T>,
}

impl<T: Reducible + 'static> UseReducerHandle<T> {
    /// Makes a move.
    pub fn dispatch(&self, action: T::Action) {
        dispatch::<T>(&self.view.store, action);
    }

    /// Makes moves without the state.
    pub fn dispatcher(&self) -> UseReducerDispatcher<T> {
        UseReducerDispatcher { store: self.view.store.clone(), state: PhantomData }
    }
}

#[inline(never)]
fn dispatch<T: Reducible + 'static>(store: &Store, action: T::Action) {
    store.put(of_type::<T>(store.value()).reduce(action));
}

impl<T: 'static> Deref for UseReducerHandle<T> {
    type Target = T;

    fn deref(&self) -> &T {
        seen_as(self.view.latest())
    }
}

impl<T> Clone for UseReducerHandle<T> {
    fn clone(&self) -> Self {
        Self { view: self.view.clone(), state: PhantomData }
    }
}

impl<T: PartialEq + 'static> PartialEq for UseReducerHandle<T> {
    fn eq(&self, other: &Self) -> bool {
        !is_unequal::<T>(&*self.view.given.value, &*other.view.given.value)
    }
}

/// Makes moves of a reducer.
pub struct UseReducerDispatcher<T> {
    store: Rc<Store>,
    state: PhantomData<T>,
}

impl<T: Reducible + 'static> UseReducerDispatcher<T> {
    /// Makes a move.
    pub fn dispatch(&self, action: T::Action) {
        dispatch::<T>(&self.store, action);
    }
}

impl<T> Clone for UseReducerDispatcher<T> {
    fn clone(&self) -> Self {
        Self { store: self.store.clone(), state: PhantomData }
    }
}

impl<T> PartialEq for UseReducerDispatcher<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.store, &other.store)
    }
}

/// State that moves by a reducer; every move redraws that makes another state.
pub fn use_reducer<T, F>(init: F) -> impl Hook<Output = UseReducerHandle<T>>
where
    T: Reducible + 'static,
    F: FnOnce() -> T,
{
    Run(move |context: &mut HookContext| UseReducerHandle {
        view: use_store(init, is_another).run(context),
        state: PhantomData,
    })
}

/// State that moves by a reducer; a move redraws when the state is unequal after it.
pub fn use_reducer_eq<T, F>(init: F) -> impl Hook<Output = UseReducerHandle<T>>
where
    T: Reducible + PartialEq + 'static,
    F: FnOnce() -> T,
{
    Run(move |context: &mut HookContext| UseReducerHandle {
        view: use_store(init, is_unequal::<T>).run(context),
        state: PhantomData,
    })
}

/// A value and the way to set it.
pub struct UseStateHandle<T> {
    view: View,
    state: PhantomData<T>,
}

impl<T: 'static> UseStateHandle<T> {
    /// Sets the value.
    pub fn set(&self, value: T) {
        self.view.store.put(Rc::new(value));
    }

    /// Sets values without seeing them.
    pub fn setter(&self) -> UseStateSetter<T> {
        UseStateSetter { store: self.view.store.clone(), state: PhantomData }
    }
}

impl<T: 'static> Deref for UseStateHandle<T> {
    type Target = T;

    fn deref(&self) -> &T {
        seen_as(self.view.latest())
    }
}

impl<T> Clone for UseStateHandle<T> {
    fn clone(&self) -> Self {
        Self { view: self.view.clone(), state: PhantomData }
    }
}

impl<T: PartialEq + 'static> PartialEq for UseStateHandle<T> {
    fn eq(&self, other: &Self) -> bool {
        !is_unequal::<T>(&*self.view.given.value, &*other.view.given.value)
    }
}

/// Sets a value.
pub struct UseStateSetter<T> {
    store: Rc<Store>,
    state: PhantomData<T>,
}

impl<T: 'static> UseStateSetter<T> {
    /// Sets the value.
    pub fn set(&self, value: T) {
        self.store.put(Rc::new(value));
    }
}

impl<T> Clone for UseStateSetter<T> {
    fn clone(&self) -> Self {
        Self { store: self.store.clone(), state: PhantomData }
    }
}

/// A value; setting it redraws.
pub fn use_state<T: 'static, F: FnOnce() -> T>(init: F) -> impl Hook<Output = UseStateHandle<T>> {
    Run(move |context: &mut HookContext| UseStateHandle {
        view: use_store(init, is_another).run(context),
        state: PhantomData,
    })
}

/// A value; setting it to an unequal one redraws.
pub fn use_state_eq<T, F>(init: F) -> impl Hook<Output = UseStateHandle<T>>
where
    T: PartialEq + 'static,
    F: FnOnce() -> T,
{
    Run(move |context: &mut HookContext| UseStateHandle {
        view: use_store(init, is_unequal::<T>).run(context),
        state: PhantomData,
    })
}
