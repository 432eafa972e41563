//! What fingers, mice and the window do to the map: browser events handed to the stage, for as long as the canvas is there.

use super::intent::Intent;
use super::player::Player;
use gloo_events::{EventListener, EventListenerOptions};
use shared::seating::Point;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlCanvasElement, MediaQueryList, PointerEvent, ResizeObserver, WheelEvent};
use yew::Callback;

/// Scrolling by lines (deltaMode 1) counts so many pixels a line.
const LINE_PIXELS: f64 = 18.0;

/// Listens until it is dropped.
pub struct Hands {
    _listeners: Vec<EventListener>,
    observer: Option<ResizeObserver>,
    _on_resize: Closure<dyn FnMut(JsValue)>,
}

impl Drop for Hands {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

impl Hands {
    /// Tells `on_intent` what was meant; `on_touch` hears that a pointer, not the keyboard, is in use.
    pub fn new(
        canvas: &HtmlCanvasElement,
        player: &Player,
        on_intent: &Callback<Intent>,
        on_touch: Callback<()>,
    ) -> Self {
        let fit = {
            let (canvas, player) = (canvas.clone(), player.clone());
            move || {
                let dpr = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
                let (width, height) = (f64::from(canvas.client_width()), f64::from(canvas.client_height()));
                player.act(|stage| stage.fit(width, height, dpr));
            }
        };
        fit();
        let on_resize = Closure::<dyn FnMut(JsValue)>::new(move |_| fit());
        let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(canvas);
        }
        let mut listeners = pointers(canvas, player, on_intent, on_touch);
        listeners.push(wheel(canvas, player));
        listeners.extend(color_scheme(player));
        Self { _listeners: listeners, observer, _on_resize: on_resize }
    }
}

fn place(canvas: &HtmlCanvasElement, x: i32, y: i32) -> Point {
    let frame = canvas.get_bounding_client_rect();
    Point { x: f64::from(x) - frame.left(), y: f64::from(y) - frame.top() }
}

fn pointers(
    canvas: &HtmlCanvasElement,
    player: &Player,
    on_intent: &Callback<Intent>,
    on_touch: Callback<()>,
) -> Vec<EventListener> {
    let listen = |name: &'static str, deed: fn(&Player, &HtmlCanvasElement, &PointerEvent) -> Option<Intent>| {
        let (owned, player, on_intent) = (canvas.clone(), player.clone(), on_intent.clone());
        EventListener::new(canvas, name, move |event| {
            let intent = event.dyn_ref::<PointerEvent>().and_then(|event| deed(&player, &owned, event));
            if let Some(intent) = intent {
                on_intent.emit(intent);
            }
        })
    };
    vec![
        listen("pointerdown", |player, canvas, event| {
            if event.button() != 0 {
                return None;
            }
            // Without capture a drag that leaves the canvas merely ends there.
            let _ = canvas.set_pointer_capture(event.pointer_id());
            let at = place(canvas, event.client_x(), event.client_y());
            player.act(|stage| stage.pointer_down(event.pointer_id(), at, event.time_stamp()));
            None
        }),
        listen("pointermove", |player, canvas, event| {
            let at = place(canvas, event.client_x(), event.client_y());
            let hovers = event.pointer_type() == "mouse";
            player.act(|stage| stage.pointer_moved(event.pointer_id(), at, event.time_stamp(), hovers))
        }),
        listen("pointerup", |player, canvas, event| {
            let at = place(canvas, event.client_x(), event.client_y());
            let touch = event.pointer_type() == "touch";
            player.act(|stage| stage.pointer_up(event.pointer_id(), at, event.time_stamp(), touch))
        }),
        listen("pointercancel", |player, _, event| {
            player.act(|stage| stage.pointer_cancelled(event.pointer_id()));
            None
        }),
        listen("pointerleave", |player, _, _| player.act(super::stage::Stage::pointer_left)),
        EventListener::new(canvas, "pointerdown", move |_| on_touch.emit(())),
    ]
}

fn wheel(canvas: &HtmlCanvasElement, player: &Player) -> EventListener {
    let (owned, player) = (canvas.clone(), player.clone());
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(canvas, "wheel", options, move |event| {
        let Some(event) = event.dyn_ref::<WheelEvent>() else {
            return;
        };
        let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE { LINE_PIXELS } else { 1.0 };
        // A pinch on a touch pad arrives as a wheel with the control key, in small steps.
        let strength = if event.ctrl_key() { 4.0 } else { 1.0 };
        let at = place(&owned, event.client_x(), event.client_y());
        if player.act(|stage| stage.wheel(at, event.delta_y() * unit * strength)) || event.ctrl_key() {
            event.prevent_default();
        }
    })
}

fn color_scheme(player: &Player) -> Option<EventListener> {
    let query: MediaQueryList = web_sys::window()?.match_media("(prefers-color-scheme: dark)").ok()??;
    let player = player.clone();
    Some(EventListener::new(&query, "change", move |_| player.act(super::stage::Stage::recolor)))
}
