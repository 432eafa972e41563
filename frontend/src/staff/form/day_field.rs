//! A day that narrows something: told once it is whole, so that nothing is asked while it is being typed.

use crate::ui::field::text_of;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// How long typing rests before a whole day counts, in milliseconds.
const REST_MS: u32 = 700;
/// Years with all their digits; others stand there only while they are being typed.
const YEARS: std::ops::RangeInclusive<i32> = 1_000..=9_999;

#[derive(Properties, PartialEq)]
pub struct DayFieldProps {
    pub id: AttrValue,
    pub label: AttrValue,
    /// `2026-11-27`; empty for none.
    pub day: AttrValue,
    /// Another day, or an empty text for none.
    pub on_day: Callback<String>,
}

#[component]
pub fn DayField(props: &DayFieldProps) -> Html {
    let typed = use_state_eq(|| props.day.to_string());
    // Back and forward change the day, too.
    use_effect_with(props.day.clone(), {
        let typed = typed.setter();
        move |day| typed.set(day.to_string())
    });
    let is_new = *typed != props.day.as_str() && is_whole(&typed);
    use_effect_with((*typed).clone(), {
        let on_day = props.on_day.clone();
        move |typed: &String| {
            let typed = typed.clone();
            let later = is_new.then(|| Timeout::new(REST_MS, move || on_day.emit(typed)));
            move || drop(later)
        }
    });
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| {
            // What is half typed reads as nothing, too, and stays half typed.
            if !is_half_typed(event.target()) {
                typed.set(text_of(&event));
            }
        })
    };
    let onblur = {
        let (typed, on_day) = (typed.clone(), props.on_day.clone());
        Callback::from(move |_: FocusEvent| {
            if is_new {
                on_day.emit((*typed).clone());
            }
        })
    };
    html! {
        <div class="field day-field">
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <input id={props.id.clone()} name={props.id.clone()} type="date" max="9999-12-31" value={(*typed).clone()} {oninput} {onblur} />
        </div>
    }
}

fn is_half_typed(target: Option<web_sys::EventTarget>) -> bool {
    let input = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|input| input.validity().bad_input())
}

/// A day whose year has all its digits, or none at all.
fn is_whole(day: &str) -> bool {
    let year = day.split('-').next().and_then(|year| year.parse::<i32>().ok());
    day.is_empty() || year.is_some_and(|year| YEARS.contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_that_is_being_typed_is_not_asked_for() {
        let typed = ["0002-11-27", "0202-11-27", "12026-11-27", "2026-11-27", ""].map(is_whole);
        assert_eq!(typed, [false, false, false, true, true]);
    }
}
