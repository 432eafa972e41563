//! Why a form was refused, above its fields, when no single field is to blame.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FormErrorProps {
    pub sentence: Option<String>,
    /// What else can be done, such as a link.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn FormError(props: &FormErrorProps) -> Html {
    html! {
        if let Some(sentence) = &props.sentence {
            <div class="form-error" role="alert" tabindex="-1"><p>{ sentence.clone() }</p>{ props.children.clone() }</div>
        }
    }
}
