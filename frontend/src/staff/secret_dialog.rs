//! A secret that is shown this once: to be copied.

use super::copy_button::CopyButton;
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Dialog;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SecretDialogProps {
    pub title: AttrValue,
    pub hint: AttrValue,
    pub secret: AttrValue,
    /// It was kept, or is not wanted.
    pub on_kept: Callback<()>,
}

#[component]
pub fn SecretDialog(props: &SecretDialogProps) -> Html {
    let words = &use_office().team;
    html! {
        <Dialog title={props.title.clone()} on_close={props.on_kept.clone()}>
            <p>{ props.hint.clone() }</p>
            <p><code id="the-key" class="the-key">{ props.secret.clone() }</code></p>
            <footer class="actions">
                <CopyButton text={props.secret.clone()} />
                <Button id="key-kept" weight={Weight::Primary} onclick={props.on_kept.reform(|_: MouseEvent| ())}>{ words.done_with_key }</Button>
            </footer>
        </Dialog>
    }
}
