//! Copies a text that is shown only once.

use crate::state::notices::use_notices;
use crate::texts::office::use_office;
use crate::ui::button::Button;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CopyButtonProps {
    pub text: AttrValue,
}

#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let words = &use_office().team;
    let told = use_notices();
    let text = props.text.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        let (told, text) = (told.clone(), text.clone());
        spawn_local(async move {
            let writing = web_sys::window().map(|window| window.navigator().clipboard().write_text(&text));
            let is_copied = match writing {
                Some(writing) => JsFuture::from(writing).await.is_ok(),
                None => false,
            };
            if is_copied { told.good(words.copied) } else { told.bad(words.copy_failed) }
        });
    });
    html! { <Button {onclick}>{ words.copy }</Button> }
}
