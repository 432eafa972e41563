//! The house's logo: what is there now, another one, or none. It is saved at once.

use crate::state::house_settings::{SetLogo, use_set_logo};
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use shared::house::Logo;
use shared::settings::Settings;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct LogoCardProps {
    pub logo: Option<Logo>,
    pub on_saved: Callback<Settings>,
}

#[component]
pub fn LogoCard(props: &LogoCardProps) -> Html {
    let office = use_office();
    let (words, form) = (&office.settings, &office.form);
    let busy = use_state_eq(|| false);
    let set = use_set_logo(props.on_saved.clone());
    let send = {
        let busy = busy.setter();
        Callback::from(move |file: Option<File>| {
            busy.set(true);
            let busy = busy.clone();
            set.emit(SetLogo { file, on_done: Callback::from(move |()| busy.set(false)) });
        })
    };
    let onchange = {
        let send = send.clone();
        Callback::from(move |event: Event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.item(0)) {
                send.emit(Some(file));
            }
        })
    };
    html! {
        <section class="card form-section logo-card" aria-labelledby="logo-title">
            <h3 id="logo-title">{ words.logo }</h3>
            if let Some(logo) = &props.logo {
                <img src={logo.url.clone()} width={logo.width.to_string()} height={logo.height.to_string()} alt={words.logo} />
            } else { <p class="soft">{ words.logo_none }</p> }
            <p class="hint" id="logo-hint">{ words.logo_hint }</p>
            <div class="actions picture-input">
                <label class="button small file">
                    { if *busy { form.picture_busy } else if props.logo.is_some() { form.picture_replace } else { form.picture_choose } }
                    <input id="logo-file" type="file" accept="image/jpeg,image/png,image/webp" {onchange} disabled={*busy} aria-describedby="logo-hint" />
                </label>
                if props.logo.is_some() {
                    <Button id="remove-logo" class="small" weight={Weight::Quiet} onclick={send.reform(|_: MouseEvent| None)}>{ form.picture_remove }</Button>
                }
            </div>
        </section>
    }
}
