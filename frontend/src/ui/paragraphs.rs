//! Plain text in paragraphs that an empty line separates.

use yew::prelude::*;

pub fn paragraphs(text: &str) -> Html {
    let text = text.replace("\r\n", "\n");
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
