//! The seat map as a component: one canvas that takes the focus, its zoom buttons, and a line that reads out what the
//! keyboard points at.

use super::hands::Hands;
use super::intent::{Intent, Shown};
use super::neighbours::{self, Way};
use super::overlay::Marks;
use super::player::Player;
use super::scene::Scene;
use super::stage::Stage;
use crate::texts::use_texts;
use crate::ui::icon::{Icon, Sign};
use std::rc::Rc;
use web_sys::{HtmlCanvasElement, KeyboardEvent};
use yew::prelude::*;

const ZOOM_STEP: f64 = 1.6;

#[derive(Properties, PartialEq)]
pub struct SeatMapProps {
    pub scene: Rc<Scene>,
    pub shown: Shown,
    /// A seat in words: place, category, price, state.
    pub describe: Callback<usize, String>,
    pub on_intent: Callback<Intent>,
    /// A seat to bring into view; the number makes a second wish for the same seat another one.
    #[prop_or_default]
    pub reveal: Option<(u32, usize)>,
}

#[component]
pub fn SeatMap(props: &SeatMapProps) -> Html {
    let texts = use_texts();
    let canvas = use_node_ref();
    let player = use_mut_ref(|| None::<Player>);
    let focus = use_state_eq(|| None::<usize>);
    let by_keyboard = use_state_eq(|| false);
    let hover = use_state_eq(|| None::<usize>);

    let mut shown = props.shown.clone();
    shown.marks = Rc::new(Marks { focus: focus.filter(|_| *by_keyboard), ..(*shown.marks).clone() });

    let on_intent = use_callback(props.on_intent.clone(), {
        let (focus, hover) = (focus.setter(), hover.setter());
        move |intent, on_intent| {
            match intent {
                Intent::Hover(seat) => hover.set(seat),
                Intent::Seat(seat) => focus.set(Some(seat)),
                Intent::Zone(_) => {}
            }
            on_intent.emit(intent);
        }
    });
    use_effect_with((canvas.clone(), props.scene.clone(), on_intent), {
        let (player, shown, by_keyboard) = (player.clone(), shown.clone(), by_keyboard.setter());
        move |(canvas, scene, on_intent)| {
            let canvas = canvas.cast::<HtmlCanvasElement>();
            // Without a canvas there is nothing to draw on; the list beside the map serves.
            let hands = canvas.and_then(|canvas| {
                let stage = Stage::new(canvas.clone(), scene.clone(), shown).ok()?;
                let new = Player::new(stage);
                let hands = Hands::new(&canvas, &new, on_intent, Callback::from(move |()| by_keyboard.set(false)));
                *player.borrow_mut() = Some(new);
                Some(hands)
            });
            move || drop(hands)
        }
    });
    let act = {
        let player = player.clone();
        Rc::new(move |deed: &dyn Fn(&mut Stage)| {
            let player = player.borrow().clone();
            if let Some(player) = player {
                player.act(|stage| deed(stage));
            }
        })
    };
    use_effect_with(shown, {
        let act = act.clone();
        move |shown| act(&|stage| stage.show(shown.clone()))
    });
    use_effect_with(props.reveal, {
        let act = act.clone();
        move |reveal| {
            if let Some((_, seat)) = *reveal {
                act(&|stage| stage.reveal(seat));
            }
        }
    });

    let onkeydown = keys(props, &focus, &by_keyboard, act.clone());
    let onfocus = {
        let (focus, by_keyboard, scene) = (focus.clone(), by_keyboard.setter(), props.scene.clone());
        Callback::from(move |_| {
            by_keyboard.set(true);
            if focus.is_none() {
                focus.set(neighbours::start(&scene));
            }
        })
    };
    let onblur = by_keyboard.setter();
    let button = |label: &'static str, deed: fn(&mut Stage), content: Html| {
        let act = act.clone();
        html! {
            <button type="button" class="map-button" title={label} aria-label={label} onclick={move |_| act(&deed)}>{ content }</button>
        }
    };
    html! {
        <div class="seat-map">
            <canvas ref={canvas} id="seat-map" tabindex="0" role="application" aria-label={texts.seating.map_label}
                aria-roledescription={texts.seating.map_role} aria-describedby="seat-map-keys" data-zoomed="no"
                {onkeydown} {onfocus} onblur={move |_| onblur.set(false)} />
            <p id="seat-map-keys" class="only-read">{ texts.seating.map_keys }</p>
            <p class="only-read" aria-live="polite" id="seat-map-focus">
                { focus.filter(|_| *by_keyboard).map(|seat| props.describe.emit(seat)).unwrap_or_default() }
            </p>
            if let Some(seat) = *hover {
                <p class="map-tip" aria-hidden="true">{ props.describe.emit(seat) }</p>
            }
            <div class="map-buttons">
                { button(texts.seating.zoom_in, |stage| stage.zoom(ZOOM_STEP), html! { <Icon sign={Sign::Plus} /> }) }
                { button(texts.seating.zoom_out, |stage| stage.zoom(ZOOM_STEP.recip()), html! { <Icon sign={Sign::Minus} /> }) }
                { button(texts.seating.zoom_fit, Stage::whole, html! {
                    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" /></svg>
                }) }
            </div>
        </div>
    }
}

type Act = Rc<dyn Fn(&dyn Fn(&mut Stage))>;

/// Arrows lead to the nearest seat, Home and End to the ends of its row, Enter and space choose it, + - 0 zoom.
fn keys(
    props: &SeatMapProps,
    focus: &UseStateHandle<Option<usize>>,
    by_keyboard: &UseStateHandle<bool>,
    act: Act,
) -> Callback<KeyboardEvent> {
    let (scene, on_intent) = (props.scene.clone(), props.on_intent.clone());
    let (focus, by_keyboard) = (focus.clone(), by_keyboard.setter());
    Callback::from(move |event: KeyboardEvent| {
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let Some(here) = focus.or_else(|| neighbours::start(&scene)) else {
            return;
        };
        by_keyboard.set(true);
        let towards = |way| neighbours::towards(&scene, here, way);
        let ends = neighbours::row_ends(&scene, here);
        let next = match event.key().as_str() {
            "ArrowLeft" => towards(Way::Left),
            "ArrowRight" => towards(Way::Right),
            "ArrowUp" => towards(Way::Up),
            "ArrowDown" => towards(Way::Down),
            "Home" => ends.map(|(first, _)| first),
            "End" => ends.map(|(_, last)| last),
            "Enter" | " " => {
                on_intent.emit(Intent::Seat(here));
                None
            }
            "+" | "=" => {
                act(&|stage| stage.zoom(ZOOM_STEP));
                None
            }
            "-" => {
                act(&|stage| stage.zoom(ZOOM_STEP.recip()));
                None
            }
            "0" => {
                act(&Stage::whole);
                None
            }
            _ => return,
        };
        event.prevent_default();
        let target = next.unwrap_or(here);
        focus.set(Some(target));
        if next.is_some() {
            act(&|stage| stage.reveal(target));
        }
    })
}
