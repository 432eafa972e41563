//! yew, except that it gets to see a single component type. The front end depends on this crate under the name `yew`, and
//! components are written as yew's documentation says.
//!
//! yew compiles all of its machinery (scope, lifecycle, reconciliation) once for each component type, some kilobytes each
//! time. Here `html! { <SeatCard .. /> }` makes a [`Part`] that holds the function and its props behind a pointer, so the
//! machinery exists once. The macros name `::yew::virtual_dom::VChild`; that type is all that has to be another one.

mod children;
mod element;
mod hooks;
mod part;

pub use yew::*;

pub mod functional {
    //! yew's function components, with leaner hooks.

    pub use crate::hooks::{
        UseReducerDispatcher, UseReducerHandle, UseStateHandle, UseStateSetter, use_callback, use_effect_with,
        use_memo, use_mut_ref, use_reducer, use_reducer_eq, use_state, use_state_eq,
    };
    pub use yew::functional::*;
}

pub mod prelude {
    //! yew's prelude, with leaner hooks.

    pub use crate::hooks::{
        UseReducerDispatcher, UseReducerHandle, UseStateHandle, UseStateSetter, use_callback, use_effect_with,
        use_memo, use_mut_ref, use_reducer, use_reducer_eq, use_state, use_state_eq,
    };
    pub use yew::prelude::*;
}

pub mod virtual_dom {
    //! yew's virtual DOM, with other ways from `html!` to a node.

    pub use crate::element::VTag;
    pub use crate::part::VChild;
    pub use yew::virtual_dom::*;
}

pub mod html {
    //! yew's conversions, with other types for what `html!` collects.

    pub use crate::children::ChildrenRenderer;
    pub use crate::element::NodeRef;
    pub use yew::html::*;
}

pub mod utils {
    //! yew's, with another type for what `html!` collects.

    pub use crate::children::NodeSeq;
    pub use yew::utils::*;
}

/// Gives `context` to everything in `children`: a `ContextProvider`, which is no function and so no [`Part`].
pub fn provide<T: Clone + PartialEq + 'static>(context: T, children: Html) -> Html {
    html! { <ContextProvider<T> {context}>{ children }</ContextProvider<T>> }
}
