//! A button with a panel under it. A popover of the browser: it closes on Escape and on a click beside it.

use crate::ui::icon::{Icon, Sign};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PopupProps {
    /// Unique on the page.
    pub id: AttrValue,
    #[prop_or_default]
    pub sign: Option<Sign>,
    pub label: AttrValue,
    /// What is chosen, beside the label.
    #[prop_or_default]
    pub value: Option<AttrValue>,
    #[prop_or_default]
    pub class: Classes,
    pub children: Html,
}

#[component]
pub fn Popup(props: &PopupProps) -> Html {
    let panel = format!("{}-panel", props.id);
    let set = props.value.is_some().then_some("set");
    html! {
        <div class={classes!("popup", props.class.clone())}>
            <button type="button" id={props.id.clone()} class={classes!("pill", set)} popovertarget={panel.clone()}>
                if let Some(sign) = props.sign { <Icon {sign} /> }
                <span>{ props.label.clone() }</span>
                if let Some(value) = &props.value { <b>{ value.clone() }</b> }
                <Icon sign={Sign::Down} />
            </button>
            <div id={panel} class="popup-panel" popover="auto" role="group" aria-label={props.label.clone()}>{ props.children.clone() }</div>
        </div>
    }
}
