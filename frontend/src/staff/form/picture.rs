//! A picture: what is there now, and another one from this device. What it shows is said in a field of its own.

use crate::state::row::{SendPicture, use_send_picture};
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use serde_json::Value;
use shared::catalogue::Picture;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Wide enough for a preview on any screen; the server gives the nearest size it has.
const PREVIEW_WIDTH: u32 = 320;

#[derive(Properties, PartialEq)]
pub struct PictureInputProps {
    pub id: AttrValue,
    pub value: Value,
    pub on_typed: Callback<Value>,
    pub disabled: bool,
}

#[component]
pub fn PictureInput(props: &PictureInputProps) -> Html {
    let office = use_office();
    let words = &office.form;
    let send = use_send_picture();
    let busy = use_state_eq(|| false);
    let now = match &props.value {
        Value::String(id) if !id.is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    };
    let onchange = {
        let (busy, on_typed) = (busy.setter(), props.on_typed.clone());
        Callback::from(move |event: Event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let file = input.and_then(|input| input.files()).and_then(|files| files.item(0));
            if let Some(file) = file {
                busy.set(true);
                let (busy, on_typed) = (busy.clone(), on_typed.clone());
                let on_done = Callback::from(move |picture: Option<Picture>| {
                    busy.set(false);
                    if let Some(picture) = picture {
                        on_typed.emit(Value::from(picture.id.to_string()));
                    }
                });
                send.emit(SendPicture { file, on_done });
            }
        })
    };
    let remove = props.on_typed.reform(|_: MouseEvent| Value::Null);
    html! {
        <div class="picture-input">
            if let Some(id) = &now { <img src={format!("/api/v1/pictures/{id}/{PREVIEW_WIDTH}.jpg")} alt="" loading="lazy" /> }
            if !props.disabled {
                <div class="actions">
                    <label class={classes!("button", "small", "file")}>
                        { if *busy { words.picture_busy } else if now.is_some() { words.picture_replace } else { words.picture_choose } }
                        <input id={props.id.clone()} type="file" accept="image/jpeg,image/png,image/webp" {onchange} disabled={*busy} />
                    </label>
                    if now.is_some() { <Button class="small" weight={Weight::Quiet} onclick={remove}>{ words.picture_remove }</Button> }
                </div>
            }
        </div>
    }
}
