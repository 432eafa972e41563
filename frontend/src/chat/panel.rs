//! The conversation, opened over the page.

use super::composer::{Composer, focus};
use super::contact::{Typed, contact_fields};
use super::messages::{Look, messages, text};
use super::report::Reason;
use super::stored::{self, Draft};
use super::{signals, talk};
use crate::state::chat::{ChatContext, Written};
use crate::state::session::use_session;
use crate::texts::{Texts, use_texts};
use crate::ui::button::{Button, Weight};
use crate::ui::error_panel::use_explain;
use crate::ui::icon::{Icon, Sign};
use shared::chat::{Mark, Side};
use shared::ids::MessageId;
use talk::{Outgoing, Talk, TalkMove};
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PanelProps {
    pub chat: ChatContext,
    pub presence: Option<String>,
    pub on_close: Callback<()>,
}

#[component]
pub fn Panel(props: &PanelProps) -> Html {
    let texts = use_texts();
    let words = &texts.chat;
    let session = use_session();
    let talk = &props.chat.talk;
    let (input, log) = (use_node_ref(), use_node_ref());
    let typed = use_state(Typed::default);
    let muted = use_state_eq(stored::is_muted);
    let may_ask = use_state_eq(signals::may_ask);
    let reporting = use_state_eq(|| false);
    use_effect_with(input.clone(), focus);
    use_bottom(&log, talk.thread.messages.last().map(|message| message.id), talk.waiting.len());
    let on_send = {
        let (on_write, typed, needed) = (props.chat.on_write.clone(), typed.clone(), talk.contact_needed);
        Callback::from(move |draft: Draft| {
            let contact = typed.contact().filter(|_| needed);
            if needed && contact.is_none() {
                typed.set(Typed { checked: true, ..(*typed).clone() });
                return false;
            }
            on_write.emit(Written { draft, contact });
            true
        })
    };
    let on_introduce = {
        let (typed, talk) = (typed.clone(), talk.dispatcher());
        Callback::from(move |_: MouseEvent| match typed.contact() {
            Some(contact) => talk.dispatch(TalkMove::Introduced(contact)),
            None => typed.set(Typed { checked: true, ..(*typed).clone() }),
        })
    };
    let on_mute = {
        let muted = muted.clone();
        Callback::from(move |_: MouseEvent| {
            stored::keep_muted(!*muted);
            muted.set(!*muted);
        })
    };
    let on_ask = {
        let may_ask = may_ask.setter();
        Callback::from(move |_: MouseEvent| {
            let may_ask = may_ask.clone();
            signals::ask(Callback::from(move |()| may_ask.set(signals::may_ask())));
        })
    };
    let onkeydown = {
        let on_close = props.on_close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.default_prevented() {
                on_close.emit(());
            }
        })
    };
    let conversation = talk.conversation.as_ref();
    let theirs = conversation.map_or_else(Mark::default, |conversation| conversation.theirs);
    let look = Look { texts, zone: session.time_zone(), own: Side::Visitor, theirs };
    let report = {
        let reporting = reporting.setter();
        Callback::from(move |shown: bool| reporting.set(shown))
    };
    html! {
        <section id="chat-panel" class="chat-panel" role="dialog" aria-labelledby="chat-title" {onkeydown}>
            <header>
                <h2 id="chat-title">{ words.title }</h2>
                <Button weight={Weight::Quiet} class="round" label={if *muted { words.unmute } else { words.mute }} onclick={on_mute}>
                    <Icon sign={if *muted { Sign::Silent } else { Sign::Bell }} />
                </Button>
                <Button id="chat-close" weight={Weight::Quiet} class="round" label={texts.common.close} onclick={props.on_close.reform(|_| ())}>
                    <Icon sign={Sign::Cross} />
                </Button>
                if let Some(presence) = &props.presence { <p role="status">{ presence.clone() }</p> }
            </header>
            <div ref={log} class="log" role="log" aria-live="polite" aria-label={words.messages} tabindex="0">
                if talk.thread.has_older {
                    <Button class="small" weight={Weight::Quiet} onclick={props.chat.on_older.reform(|_| ())}>{ words.older }</Button>
                }
                if talk.thread.messages.is_empty() && talk.waiting.is_empty() { <p class="soft">{ words.hello }</p> }
                <ol>
                    { messages(look, &talk.thread.messages) }
                    { for talk.waiting.iter().map(|outgoing| waiting(outgoing, &talk.dispatcher())) }
                </ol>
            </div>
            <p class="writing" aria-live="polite">{ talk.writer.as_ref().map(|name| (words.writes)(name)) }</p>
            if *may_ask && conversation.is_some() {
                <p class="offer">{ words.notify_hint }<Button class="small" weight={Weight::Quiet} onclick={on_ask}>{ words.notify }</Button></p>
            }
            if conversation.is_some_and(|conversation| conversation.blocked) {
                <p class="refused">{ texts.refusals.blocked }</p>
            } else {
                if talk.contact_needed {
                    { contact_fields(texts, &typed) }
                    if !talk.waiting.is_empty() { <Button class="small" onclick={on_introduce}>{ words.send }</Button> }
                }
                <Composer id="chat-text" label={words.write} {on_send} on_attach={props.chat.on_attach.clone()}
                    on_typing={props.chat.on_typing.clone()} input_ref={input} />
            }
            if talk.thread.newest_of(Side::Staff) > 0 {
                <Button class="small" weight={Weight::Quiet} onclick={report.reform(|_| true)}>{ words.report }</Button>
            }
            if *reporting {
                <Reason title={words.report} label={texts.comments.report_label} action={texts.comments.report_send}
                    on_send={props.chat.on_report.clone()} on_close={report.reform(|()| false)} />
            }
        </section>
    }
}

fn waiting(outgoing: &Outgoing, talk: &UseReducerDispatcher<Talk>) -> Html {
    let id = outgoing.message.client_id.clone();
    let step = |step: fn(String) -> TalkMove| {
        let (talk, id) = (talk.clone(), id.clone());
        Callback::from(move |()| talk.dispatch(step(id.clone())))
    };
    html! {
        <Waiting key={id.clone()} outgoing={outgoing.clone()} on_retry={step(TalkMove::Retry)} on_forget={step(TalkMove::Forget)} />
    }
}

#[derive(Properties, PartialEq)]
pub struct WaitingProps {
    pub outgoing: Outgoing,
    pub on_retry: Callback<()>,
    pub on_forget: Callback<()>,
}

/// A message that the server does not have yet.
#[component]
pub fn Waiting(props: &WaitingProps) -> Html {
    let texts = use_texts();
    let explain = use_explain();
    let Outgoing { message, refused } = &props.outgoing;
    html! {
        <li class="message own waiting">
            <div class="bubble">{ text(&message.text) }{ count_files(texts, message.attachments.len()) }</div>
            if let Some(refused) = refused {
                <p class="refused" role="alert">{ explain.emit(refused.clone()) }</p>
                <Button class="small" onclick={props.on_retry.reform(|_| ())}>{ texts.common.retry }</Button>
                <Button class="small" weight={Weight::Quiet} onclick={props.on_forget.reform(|_| ())}>{ texts.common.remove }</Button>
            } else {
                <small class="state">{ texts.chat.waiting }</small>
            }
        </li>
    }
}

fn count_files(texts: &Texts, count: usize) -> String {
    if count == 0 { String::new() } else { (texts.chat.files)(count) }
}

/// Keeps the newest message in view.
#[hook]
pub fn use_bottom(log: &NodeRef, newest: Option<MessageId>, waiting: usize) {
    let log = log.clone();
    use_effect_with((newest, waiting), move |_| {
        if let Some(log) = log.cast::<Element>() {
            log.set_scroll_top(log.scroll_height());
        }
    });
}
