//! Buttons: one weight for the action that matters, one for the others, one for what destroys.

use web_sys::MouseEvent;
use yew::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// Velvet: at most one on a screen.
    Primary,
    #[default]
    Secondary,
    /// As quiet as a link.
    Quiet,
    /// For what cannot be undone.
    Danger,
}

impl Weight {
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    #[prop_or_default]
    pub weight: Weight,
    /// Sends the form it stands in.
    #[prop_or(false)]
    pub submit: bool,
    /// Something is under way: shows so and takes no more clicks, but keeps the focus.
    #[prop_or(false)]
    pub busy: bool,
    #[prop_or(false)]
    pub disabled: bool,
    #[prop_or_default]
    pub onclick: Callback<MouseEvent>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    #[prop_or_default]
    pub class: Classes,
    /// The accessible name, where the content alone does not say enough.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let busy = props.busy;
    let onclick = {
        let onclick = props.onclick.clone();
        Callback::from(move |event: MouseEvent| {
            if busy {
                event.prevent_default();
            } else {
                onclick.emit(event);
            }
        })
    };
    html! {
        <button id={props.id.clone()} type={if props.submit { "submit" } else { "button" }} {onclick} disabled={props.disabled}
            class={classes!("button", props.weight.class(), props.class.clone())}
            aria-busy={busy.then_some("true")} aria-disabled={busy.then_some("true")} aria-label={props.label.clone()}>
            { props.children.clone() }
        </button>
    }
}
