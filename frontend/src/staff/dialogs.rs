//! The help about the keys.

use super::keys::KEYS;
use crate::staff::words::words;
use crate::texts::Texts;
use crate::ui::dialog::Dialog;
use yew::prelude::*;

pub fn help(texts: &Texts, on_close: Callback<()>) -> Html {
    html! {
        <Dialog title={words(texts).inbox.keys} {on_close}>
            <dl class="keys">
                { for KEYS.iter().map(|(key, command)| html! { <div><dt><kbd>{ *key }</kbd></dt><dd>{ (words(texts).inbox.key)(*command) }</dd></div> }) }
            </dl>
        </Dialog>
    }
}
