//! Plain text in paragraphs that an empty line separates.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ParagraphsProps {
    pub text: AttrValue,
}

#[component]
pub fn Paragraphs(props: &ParagraphsProps) -> Html {
    let text = props.text.replace("\r\n", "\n");
    html! {
        <div class="prose">
            { for text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).map(|paragraph| html! {
                <p>{ for paragraph.lines().enumerate().map(|(index, line)| html! {
                    <>if index > 0 { <br /> }{ line.to_owned() }</>
                }) }</p>
            }) }
        </div>
    }
}
