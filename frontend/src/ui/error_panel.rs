//! Tells kindly that something did not work and offers to try again.

use crate::load::Refused;
use crate::state::session::use_session;
use crate::texts::refusals::explain;
use crate::texts::use_texts;
use crate::ui::button::Button;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ErrorPanelProps {
    pub refused: Refused,
    /// `h1` where nothing else heads the page.
    #[prop_or("p")]
    pub title_tag: &'static str,
    /// Offers to try again.
    #[prop_or_default]
    pub on_retry: Option<Callback<()>>,
    /// What else can be done, such as a link.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn ErrorPanel(props: &ErrorPanelProps) -> Html {
    let texts = use_texts();
    let sentence = use_explained(&props.refused);
    let title = match props.refused {
        Refused::Offline => texts.refusals.offline_title,
        Refused::Said(_) | Refused::Unreadable => texts.refusals.title,
    };
    html! {
        <div class="error-panel" role="alert">
            <@{props.title_tag} class="error-title">{ title }</@>
            <p>{ sentence }</p>
            <div class="actions">
                { props.children.clone() }
                if let Some(on_retry) = &props.on_retry {
                    <Button onclick={on_retry.reform(|_| ())}>{ texts.common.retry }</Button>
                }
            </div>
        </div>
    }
}

/// The sentence for a refusal, for those who show it elsewhere.
#[hook]
pub fn use_explained(refused: &Refused) -> String {
    let session = use_session();
    explain(use_texts(), refused, session.time_zone())
}

/// Puts a refusal into words, for callbacks that tell it in a notice.
#[hook]
pub fn use_explain() -> Callback<Refused, String> {
    let texts = use_texts();
    let session = use_session();
    Callback::from(move |refused: Refused| explain(texts, &refused, session.time_zone()))
}
