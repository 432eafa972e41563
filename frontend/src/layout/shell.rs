//! Header, page, footer, messages; and what is true on every page: demonstration, offline.

use crate::address::use_address;
use crate::chat::widget::Widget;
use crate::later::{Rest, use_rest};
use crate::layout::acting::Acting;
use crate::layout::footer::footer;
use crate::layout::header::Header;
use crate::layout::notices::NoticesView;
use crate::layout::scroll::use_scroll_memory;
use crate::layout::time_announcer::TimeAnnouncer;
use crate::live::{self, use_lost_line};
use crate::state::basket::use_basket;
use crate::state::session::{SessionContext, use_session};
use crate::texts::use_texts;
use crate::ui::error_panel::ErrorPanel;
use gloo_events::EventListener;
use yew::prelude::*;

#[component]
pub fn Shell(props: &yew::html::ChildrenProps) -> Html {
    let texts = use_texts();
    let session = use_session();
    use_scroll_memory();
    let offline = use_offline(&session);
    let lost = use_lost_line();
    let chat_open = use_state_eq(|| false);
    let on_chat = {
        let chat_open = chat_open.setter();
        Callback::from(move |open| chat_open.set(open))
    };
    let (rest, _) = use_rest();
    use_live_page(&session);
    use_accent(session.house.as_ref().and_then(|house| house.accent.clone()));
    let demonstration = session.house.as_ref().is_some_and(|house| house.demonstration);
    html! {
        <>
            <a class="skip" href="#content">{ texts.layout.skip_to_content }</a>
            if demonstration {
                <aside class="ribbon" aria-label={texts.layout.about_demonstration}>{ texts.layout.demonstration }</aside>
            }
            <Acting />
            <Header on_chat={on_chat.clone()} />
            if offline {
                <p class="offline" role="status">{ texts.layout.you_are_offline }</p>
            }
            if lost && !offline {
                <p class="offline" role="status">{ texts.live.lost }</p>
            }
            <main id="content" tabindex="-1">
                if let Some(refused) = &session.refused {
                    <div class="page"><ErrorPanel refused={refused.clone()} on_retry={session.reload.clone()} /></div>
                }
                { props.children.clone() }
            </main>
            { footer(texts, &session) }
            if rest == Rest::Here { <Widget open={*chat_open} on_open={on_chat} /> }
            <NoticesView />
            <TimeAnnouncer />
        </>
    }
}

/// Whether the browser says it has no network; once it has one again, the session is asked for again.
#[hook]
pub fn use_offline(session: &SessionContext) -> bool {
    let offline = use_state_eq(|| web_sys::window().is_some_and(|window| !window.navigator().on_line()));
    let reload = session.reload.clone();
    use_effect_with((), {
        let setter = offline.setter();
        move |()| {
            let listeners = web_sys::window().map(|window| {
                let gone = setter.clone();
                [
                    EventListener::new(&window, "offline", move |_| gone.set(true)),
                    EventListener::new(&window, "online", move |_| {
                        setter.set(false);
                        reload.emit(());
                    }),
                ]
            });
            move || drop(listeners)
        }
    });
    *offline
}

/// Tells the socket which page is shown, and gives it up for another when somebody signs in or out, or becomes known by
/// holding a first seat.
#[hook]
pub fn use_live_page(session: &SessionContext) {
    let page = use_address().path;
    use_effect_with(page, |page| live::page_changed(page));
    let holds = use_basket().held() > 0;
    let who = session.account.as_ref().map(|account| account.id);
    let before = use_mut_ref(|| None);
    use_effect_with((session.known, who, holds), move |(known, who, holds)| {
        if !known {
            return;
        }
        let before = before.replace(Some((*who, *holds)));
        let is_new = before.is_some_and(|(before, held)| before != *who || (who.is_none() && *holds && !held));
        if is_new {
            live::renew();
        }
    });
}

/// The house's own colour for the action that matters; the style sheet keeps its contrast.
#[hook]
pub fn use_accent(accent: Option<String>) {
    use_effect_with(accent, |accent| {
        let root =
            web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
        let root = root.and_then(|root| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(root).ok());
        if let (Some(root), Some(accent)) = (root, accent) {
            // A colour the browser cannot read keeps the product's own.
            let _ = root.style().set_property("--accent", accent);
        }
    });
}
