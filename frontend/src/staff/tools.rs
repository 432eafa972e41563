//! What can be done with a conversation: whose it is, closing, blocking, reporting.

use super::list::name_of;
use crate::staff::words::words;
use crate::state::desk::Deed;
use crate::texts::Texts;
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::{Button, Weight};
use shared::chat::{Colleague, ConversationState, InboxItem};
use shared::ids::AccountId;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What a dialog asks before it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    Block,
    Report,
}

/// What the head of a conversation needs.
pub struct Tools<'a> {
    pub item: &'a InboxItem,
    pub colleagues: &'a [Colleague],
    pub me: Option<AccountId>,
    pub on_deed: &'a Callback<Deed>,
    pub on_ask: &'a Callback<Asking>,
}

pub fn tools(texts: &Texts, tools: &Tools) -> Html {
    let Tools { item, colleagues, me, on_deed, on_ask } = tools;
    let words = &words(texts).inbox;
    let assigned = item.assigned.as_ref().map(|colleague| colleague.account);
    let is_open = item.state == ConversationState::Open;
    let next = if is_open { ConversationState::Closed } else { ConversationState::Open };
    let on_assign = on_deed.reform(|event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        Deed::Assign(select.and_then(|select| select.value().parse().ok()))
    });
    let me = *me;
    html! {
        <header class="tools">
            <h2>{ name_of(texts, &item.name, item.visitor) }</h2>
            if item.blocked { <Badge tone={BadgeTone::Bad}>{ words.blocked }</Badge> }
            if !is_open { <Badge>{ words.closed }</Badge> }
            <label>{ words.assignee }
                <select id="assignee" onchange={on_assign}>
                    <option value="" selected={assigned.is_none()}>{ words.nobody }</option>
                    { for colleagues.iter().map(|colleague| html! {
                        <option value={colleague.account.to_string()} selected={assigned == Some(colleague.account)}>{ colleague.name.clone() }</option>
                    }) }
                </select>
            </label>
            if me.is_some() && assigned != me {
                <Button id="take" class="small" onclick={on_deed.reform(move |_| Deed::Assign(me))}>{ words.take }</Button>
            }
            <Button id="close-conversation" class="small" onclick={on_deed.reform(move |_| Deed::SetState(next))}>
                { if is_open { words.close } else { words.reopen } }
            </Button>
            if item.blocked {
                <Button class="small" weight={Weight::Quiet} onclick={on_deed.reform(|_| Deed::Unblock)}>{ words.unblock }</Button>
            } else {
                <Button id="block" class="small" weight={Weight::Quiet} onclick={on_ask.reform(|_| Asking::Block)}>{ words.block }</Button>
            }
            <Button class="small" weight={Weight::Quiet} onclick={on_ask.reform(|_| Asking::Report)}>{ words.report }</Button>
        </header>
    }
}
