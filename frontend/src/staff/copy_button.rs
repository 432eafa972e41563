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
            match writing {
                Some(writing) if JsFuture::from(writing).await.is_ok() => told.good(words.copied),
                _ => told.bad(words.copy_failed),
            }
        });
    });
    html! { <Button {onclick}>{ words.copy }</Button> }
}
