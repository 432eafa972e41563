//! The recovery codes, shown once: to be printed or copied.

use crate::staff::copy_button::CopyButton;
use crate::texts::office::Office;
use crate::ui::button::{Button, Weight};
use yew::prelude::*;

pub fn codes(office: &Office, codes: &[String], on_kept: &Callback<()>) -> Html {
    let words = &office.team;
    html! {
        <section class="card" aria-labelledby="recovery-title">
            <h2 id="recovery-title">{ words.recovery }</h2>
            <p>{ words.recovery_hint }</p>
            <ul class="recovery-codes">{ for codes.iter().map(|code| html! { <li key={code.clone()}>{ code.clone() }</li> }) }</ul>
            <p class="actions">
                <Button onclick={Callback::from(|_: MouseEvent| print())}>{ words.print }</Button>
                <CopyButton text={codes.join("\n")} />
                <Button id="codes-kept" weight={Weight::Primary} onclick={on_kept.reform(|_: MouseEvent| ())}>{ words.kept }</Button>
            </p>
        </section>
    }
}

fn print() {
    if let Some(window) = web_sys::window() {
        // A browser that cannot print has no button for it either; the codes can be copied.
        let _ = window.print();
    }
}
