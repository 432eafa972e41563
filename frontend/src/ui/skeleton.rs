//! Grey shapes where something is about to appear, and the word for those who do not see them.

use crate::texts::use_texts;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SkeletonProps {
    /// `lines`, `cards`, `page`, or a class of the capability's own.
    #[prop_or(AttrValue::Static("lines"))]
    pub kind: AttrValue,
    #[prop_or(3)]
    pub count: u32,
}

#[component]
pub fn Skeleton(props: &SkeletonProps) -> Html {
    let texts = use_texts();
    html! {
        <div class={classes!("skeleton", props.kind.to_string())} role="status">
            <span class="only-read">{ texts.common.loading }</span>
            { for (0..props.count).map(|_| html! { <span class="bone" aria-hidden="true" /> }) }
        </div>
    }
}
