//! All keys, in a dialog.

use super::chords::{KEYS, Place};
use crate::staff::keys;
use crate::staff::words::words;
use crate::texts::office::Office;
use crate::ui::dialog::Dialog;
use yew::prelude::*;

/// The dialog; `in_inbox` adds the inbox's own keys.
pub fn help(office: &Office, in_inbox: bool, on_close: Callback<()>) -> Html {
    let texts = &office.shell;
    html! {
        <Dialog title={texts.keys} {on_close} class="keys-help">
            { for [Place::Everywhere, Place::List, Place::Form].map(|place| html! {
                <section>
                    <h3>{ (texts.place)(place) }</h3>
                    <dl class="keys">
                        { for KEYS.iter().filter(|(.., at)| *at == place).map(|(key, deed, _)| line(office, key, (texts.deed)(*deed))) }
                    </dl>
                </section>
            }) }
            if in_inbox {
                <section>
                    <h3>{ texts.in_inbox }</h3>
                    <dl class="keys">
                        { for keys::KEYS.iter().map(|(key, command)| line(office, key, (words(office.site()).inbox.key)(*command))) }
                    </dl>
                </section>
            }
        </Dialog>
    }
}

fn line(office: &Office, key: &str, deed: &'static str) -> Html {
    let parts: Vec<_> = key.split(' ').map(|part| html! { <kbd>{ part.to_owned() }</kbd> }).collect();
    let then = html! { <small>{ format!(" {} ", office.shell.then) }</small> };
    let between = parts.into_iter().enumerate().map(|(at, part)| html! { <>if at > 0 { { then.clone() } }{ part }</> });
    html! { <div><dt>{ for between }</dt><dd>{ deed }</dd></div> }
}
