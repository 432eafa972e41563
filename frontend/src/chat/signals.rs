//! What calls somebody who looks elsewhere: a short tone, and the desktop's notification once it was allowed.

use std::cell::RefCell;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AudioContext, Notification, NotificationOptions, NotificationPermission};
use yew::Callback;

/// The two notes of the tone, in hertz, and how long each sounds, in seconds.
const NOTES: [f32; 2] = [660.0, 880.0];
const NOTE_SECONDS: f64 = 0.12;
const LOUDNESS: f32 = 0.06;

thread_local! {
    static AUDIO: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// Plays the tone; silent where the browser wants a click first.
pub fn ring() {
    let audio = AUDIO.with_borrow_mut(|audio| {
        if audio.is_none() {
            *audio = AudioContext::new().ok();
        }
        audio.clone()
    });
    if let Some(audio) = audio {
        // Without sound the badge and the title still tell.
        let _ = play(&audio);
    }
}

fn play(audio: &AudioContext) -> Result<(), JsValue> {
    let gain = audio.create_gain()?;
    gain.gain().set_value(LOUDNESS);
    gain.connect_with_audio_node(&audio.destination())?;
    let mut at = audio.current_time();
    for note in NOTES {
        let tone = audio.create_oscillator()?;
        tone.frequency().set_value(note);
        tone.connect_with_audio_node(&gain)?;
        tone.start_with_when(at)?;
        at += NOTE_SECONDS;
        tone.stop_with_when(at)?;
    }
    Ok(())
}

/// Whether it makes sense to ask for notifications.
pub fn may_ask() -> bool {
    is_known() && Notification::permission() == NotificationPermission::Default
}

/// Asks for notifications; call it from a click only.
pub fn ask(on_answer: Callback<()>) {
    let Ok(promise) = Notification::request_permission() else {
        return;
    };
    wasm_bindgen_futures::spawn_local(async move {
        let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        on_answer.emit(());
    });
}

/// Shows a notification when it was allowed and the page is not looked at; a click on it brings the page forward.
pub fn notify(title: &str, body: &str) {
    let hidden = web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden());
    if !hidden || !is_known() || Notification::permission() != NotificationPermission::Granted {
        return;
    }
    let options = NotificationOptions::new();
    options.set_body(body);
    options.set_tag("chat");
    // Some phones only allow them to service workers.
    let Ok(notification) = Notification::new_with_options(title, &options) else {
        return;
    };
    let shown = notification.clone();
    let on_click = Closure::once_into_js(move || {
        if let Some(window) = web_sys::window() {
            let _ = window.focus();
        }
        shown.close();
    });
    notification.set_onclick(Some(on_click.unchecked_ref()));
}

/// Whether the browser has notifications at all.
fn is_known() -> bool {
    js_sys::Reflect::has(&js_sys::global(), &"Notification".into()).unwrap_or(false)
}
