//! The search over a list: it follows while somebody types.

use crate::ui::field::text_of;
use crate::ui::icon::{Icon, Sign};
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// How long typing rests before the list follows, in milliseconds.
const REST_MS: u32 = 300;

#[derive(Properties, PartialEq)]
pub struct SearchBoxProps {
    pub label: AttrValue,
    /// What is searched for now.
    pub words: AttrValue,
    pub on_search: Callback<String>,
}

#[component]
pub fn SearchBox(props: &SearchBoxProps) -> Html {
    let typed = use_state_eq(|| props.words.to_string());
    // Back and forward change what is searched for, too.
    use_effect_with(props.words.clone(), {
        let typed = typed.setter();
        move |words| typed.set(words.to_string())
    });
    let is_new = typed.trim() != props.words.trim();
    use_effect_with((*typed).clone(), {
        let on_search = props.on_search.clone();
        move |typed: &String| {
            let typed = typed.trim().to_owned();
            let later = is_new.then(|| Timeout::new(REST_MS, move || on_search.emit(typed)));
            move || drop(later)
        }
    });
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(text_of(&event)))
    };
    let onsubmit = {
        let (typed, on_search) = ((*typed).clone(), props.on_search.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            on_search.emit(typed.trim().to_owned());
        })
    };
    html! {
        <form role="search" class="search-box" {onsubmit}>
            <Icon sign={Sign::Search} />
            <input id="table-search" type="search" aria-label={props.label.clone()} placeholder={props.label.clone()}
                value={(*typed).clone()} {oninput} aria-keyshortcuts="/" />
            <kbd aria-hidden="true">{ "/" }</kbd>
        </form>
    }
}
