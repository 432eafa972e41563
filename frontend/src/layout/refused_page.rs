//! A page that cannot be shown: it is not there, or something did not work.

use crate::layout::not_found_page::NotFoundPage;
use crate::load::Refused;
use crate::ui::error_panel::ErrorPanel;
use shared::refusal::Refusal;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct RefusedPageProps {
    pub refused: Refused,
    pub on_retry: Callback<()>,
    /// What else can be done; with it, even what is not found may be there for somebody else.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn RefusedPage(props: &RefusedPageProps) -> Html {
    let missing = props.refused.refusal() == Some(&Refusal::NotFound);
    if missing && props.children == Html::default() {
        return html! { <NotFoundPage /> };
    }
    html! {
        <div class="page">
            <ErrorPanel title_tag="h1" refused={props.refused.clone()} on_retry={props.on_retry.clone()}>
                { props.children.clone() }
            </ErrorPanel>
        </div>
    }
}
