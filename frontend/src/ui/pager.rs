//! The button under a list that fetches its next page.

use crate::texts::use_texts;
use crate::ui::button::Button;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PagerProps {
    /// Whether there is more.
    pub more: bool,
    pub busy: bool,
    pub on_more: Callback<()>,
}

#[component]
pub fn Pager(props: &PagerProps) -> Html {
    let texts = use_texts();
    if !props.more {
        return Html::default();
    }
    html! {
        <div class="pager">
            <Button busy={props.busy} onclick={props.on_more.reform(|_| ())}>{ texts.common.more }</Button>
        </div>
    }
}
