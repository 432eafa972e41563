//! Nothing to show, said nicely, with a way on.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct EmptyProps {
    pub title: AttrValue,
    /// A sentence that says what to do.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="empty">
            <svg viewBox="0 0 120 60" aria-hidden="true" focusable="false">
                <path d="M4 4h112v8H4zM8 12c2 20 0 34-4 44h18c4-14 5-28 4-44zM112 12c-2 20 0 34 4 44H98c-4-14-5-28-4-44z" />
                <path class="light" d="M46 54h28l-8-34h-12z" />
            </svg>
            <h2>{ props.title.clone() }</h2>
            <div>{ props.children.clone() }</div>
        </div>
    }
}
