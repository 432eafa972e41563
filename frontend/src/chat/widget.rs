//! The button on every page that leads to the box office, with what it says and how many messages wait.

use super::panel::Panel;
use super::presence;
use crate::layout::title;
use crate::state::chat::use_chat;
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::icon::{Icon, Sign};
use gloo_events::EventListener;
use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct WidgetProps {
    pub open: bool,
    pub on_open: Callback<bool>,
}

#[component]
pub fn Widget(props: &WidgetProps) -> Html {
    let texts = use_texts();
    let session = use_session();
    let visible = use_visible();
    let chat = use_chat(props.open && visible);
    let button = use_node_ref();
    let unread = chat.talk.unread();
    use_effect_with(unread, |unread| title::count(*unread));
    let on_close = {
        let (on_open, button) = (props.on_open.clone(), button.clone());
        Callback::from(move |()| {
            on_open.emit(false);
            if let Some(button) = button.cast::<HtmlElement>() {
                // It is there again as soon as the panel is gone; where it is not, the focus stays with the page.
                let _ = button.focus();
            }
        })
    };
    let office = chat.talk.office.as_ref();
    let presence = office.map(|office| presence::words(texts, office, session.time_zone()));
    let onclick = {
        let (on_open, open) = (props.on_open.clone(), props.open);
        Callback::from(move |_| on_open.emit(!open))
    };
    html! {
        <aside class="chat" aria-label={texts.chat.title}>
            if props.open { <Panel chat={chat.clone()} presence={presence.clone()} {on_close} /> }
            <button ref={button} id="chat-button" type="button" class={classes!("chat-button", presence::class(office))} {onclick}
                aria-expanded={props.open.to_string()}>
                <Icon sign={Sign::Speech} />
                <span class="only-read-small">{ presence.unwrap_or_else(|| texts.chat.title.to_owned()) }</span>
                if unread > 0 {
                    <span class="count" aria-hidden="true">{ unread }</span>
                    <span class="only-read">{ (texts.chat.unread)(unread) }</span>
                }
            </button>
        </aside>
    }
}

/// Whether the page is before the person's eyes.
#[hook]
pub fn use_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let is_visible = {
        let document = document.clone();
        move || document.as_ref().is_some_and(|document| !document.hidden())
    };
    let visible = use_state_eq(&is_visible);
    use_effect_with((), {
        let visible = visible.setter();
        move |()| {
            let listener = document
                .map(|document| EventListener::new(&document, "visibilitychange", move |_| visible.set(is_visible())));
            move || drop(listener)
        }
    });
    *visible
}
