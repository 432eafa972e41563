//! Who is on the site now, and what the staff say of themselves.

use super::inbox::Inbox;
use super::list::name_of;
use crate::load::Load;
use crate::route::{Link, Route};
use crate::staff::words::words;
use crate::state::inbox::use_presence;
use crate::texts::{Texts, use_texts};
use chrono::DateTime;
use shared::live::{PresenceState, SetPresence, StaffPresence};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// The people on the site, folded until somebody wants to know.
pub fn visitors(texts: &Texts, inbox: &Inbox) -> Html {
    html! {
        <details class="here">
            <summary>{ (words(texts).inbox.here)(inbox.total_here) }</summary>
            <ul>
                { for inbox.here.iter().map(|visitor| {
                    let name = name_of(texts, visitor.name.as_deref().unwrap_or_default(), visitor.visitor);
                    html! {
                        <li key={visitor.person.clone()}>
                            if let Some(conversation) = visitor.conversation {
                                <Link to={Route::StaffInbox} query={format!("?conversation={conversation}")}>{ name }</Link>
                            } else { <b>{ name }</b> }
                            <span class="soft">{ format!(" {}", visitor.page) }</span>
                            if visitor.held > 0 { <span>{ format!(" · {}", (texts.common.places)(visitor.held)) }</span> }
                        </li>
                    }
                }) }
            </ul>
        </details>
    }
}

/// The switch for the head of every page of those who answer.
#[component]
pub fn PresenceSwitch() -> Html {
    let texts = use_texts();
    let (mine, on_set) = use_presence();
    match &mine.load {
        Load::Ready(mine) => presence(texts, mine, &on_set),
        Load::Waiting | Load::Refused(_) => Html::default(),
    }
}

/// What I say of myself, and who else is there.
pub fn presence(texts: &Texts, mine: &StaffPresence, on_set: &Callback<SetPresence>) -> Html {
    let words = &words(texts).inbox;
    let states = [
        ("here", PresenceState::Here, words.i_am_here),
        ("busy", PresenceState::Busy, words.i_am_busy),
        ("away", PresenceState::Away, words.i_am_away),
    ];
    let on_state = on_set.reform(move |event: Event| {
        let value = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let value = value.map(|select| select.value()).unwrap_or_default();
        let state = states.iter().find(|(name, ..)| *name == value).map_or(PresenceState::Here, |(_, state, _)| *state);
        SetPresence { state, back_at: None }
    });
    let on_back = on_set.reform(|event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let value = input.map(|input| input.value()).unwrap_or_default();
        // The browser reads it in its own time zone, which is that of whoever typed it.
        let ms = js_sys::Date::parse(&value);
        let back_at = ms.is_finite().then(|| DateTime::from_timestamp_millis(crate::clock::whole(ms))).flatten();
        SetPresence { state: PresenceState::Away, back_at }
    });
    html! {
        <div class="presence">
            <label>{ words.presence }
                <select id="my-presence" onchange={on_state}>
                    { for states.iter().map(|(name, state, label)| html! {
                        <option value={*name} selected={*state == mine.state}>{ *label }</option>
                    }) }
                </select>
            </label>
            if mine.state == PresenceState::Away {
                <label>{ words.back_at }<input id="back-at" type="datetime-local" onchange={on_back} /></label>
            }
            if !mine.colleagues.is_empty() {
                <span class="soft">{ format!("{} : {}", words.colleagues,
                    mine.colleagues.iter().map(|colleague| colleague.name.as_str()).collect::<Vec<_>>().join(", ")) }</span>
            }
        </div>
    }
}
