//! Where somebody is signed in, and the way to end that.

use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::{Button, Weight};
use crate::ui::format::use_format;
use shared::accounts::SessionEntry;
use shared::ids::SessionId;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SessionsProps {
    pub sessions: Rc<Vec<SessionEntry>>,
    /// Which one is being ended.
    pub ending: Option<SessionId>,
    pub on_end: Callback<SessionId>,
    pub on_everywhere: Callback<()>,
}

#[component]
pub fn Sessions(props: &SessionsProps) -> Html {
    let words = &use_texts().accounts;
    let format = use_format();
    let here = use_session();
    html! {
        <>
            <ul class="sessions">
                { for props.sessions.iter().map(|session| {
                    let id = session.id;
                    let device = if session.device.is_empty() { words.unknown_device.to_owned() } else { session.device.clone() };
                    html! {
                        <li key={id.0}>
                            <span>
                                <b>{ device.clone() }</b>
                                if session.current { <Badge tone={BadgeTone::Good}>{ words.this_one }</Badge> }
                                <small class="soft">{ (words.seen)(&format.moment(session.seen_at, here.time_zone())) }</small>
                            </span>
                            if !session.current {
                                <Button weight={Weight::Quiet} class="small" busy={props.ending == Some(id)} label={(words.end_session_of)(&device)}
                                    onclick={props.on_end.reform(move |_| id)}>{ words.end_session }</Button>
                            }
                        </li>
                    }
                }) }
            </ul>
            <Button id="sign-out-everywhere" onclick={props.on_everywhere.reform(|_| ())}>{ words.sign_out_everywhere }</Button>
        </>
    }
}
