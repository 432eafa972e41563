//! The comments of a show, with what keeps them.

use crate::comments::thread::Thread;
use crate::state::comments::use_comments;
use shared::ids::ShowId;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SectionProps {
    pub show: ShowId,
    /// The path of the page, to come back to after signing in.
    pub back_to: AttrValue,
}

#[component]
pub fn Section(props: &SectionProps) -> Html {
    let comments = use_comments(props.show);
    html! { <Thread {comments} back_to={props.back_to.clone()} /> }
}
