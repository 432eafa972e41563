//! A word on a coloured ground; the word says it, the colour only helps.

use yew::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BadgeTone {
    #[default]
    Plain,
    Good,
    Warm,
    Bad,
}

#[derive(Properties, PartialEq)]
pub struct BadgeProps {
    #[prop_or_default]
    pub tone: BadgeTone,
    pub children: Html,
}

#[component]
pub fn Badge(props: &BadgeProps) -> Html {
    let tone = match props.tone {
        BadgeTone::Plain => "plain",
        BadgeTone::Good => "good",
        BadgeTone::Warm => "warm",
        BadgeTone::Bad => "bad",
    };
    html! { <span class={classes!("badge", tone)}>{ props.children.clone() }</span> }
}
