//! The conversations one below the other, as links: the address says which one is open.

use crate::route::{Link, Route};
use crate::staff::words::words;
use crate::texts::Texts;
use crate::ui::badge::{Badge, BadgeTone};
use shared::chat::{ConversationState, InboxItem};
use shared::ids::{ConversationId, VisitorId};
use std::rc::Rc;
use yew::prelude::*;

/// `rest` is what the address says besides the conversation.
pub fn list(texts: &Texts, items: &[Rc<InboxItem>], chosen: Option<ConversationId>, rest: &str, zone: &str) -> Html {
    html! {
        <ul class="conversations">
            { for items.iter().map(|item| {
                let query = format!("?{rest}conversation={}", item.id);
                let class = classes!((chosen == Some(item.id)).then_some("chosen"), (item.unread > 0).then_some("unread"));
                html! {
                    <li key={item.id.to_string()} {class} data-conversation={item.id.to_string()}>
                        <Link to={Route::StaffInbox} {query}>{ summary(texts, item, zone) }</Link>
                    </li>
                }
            }) }
        </ul>
    }
}

fn summary(texts: &Texts, item: &InboxItem, zone: &str) -> Html {
    let words = &words(texts).inbox;
    html! {
        <>
            <b>{ name_of(texts, &item.name, item.visitor) }</b>
            <small>{ texts.format().moment(item.last_at, zone) }</small>
            <span class="excerpt">{ item.excerpt.clone() }</span>
            <span class="badges">
                if item.unread > 0 { <Badge tone={BadgeTone::Warm}>{ (words.unread)(item.unread) }</Badge> }
                if let Some(colleague) = &item.assigned { <Badge>{ (words.assigned_to)(&colleague.name) }</Badge> }
                if item.state == ConversationState::Closed { <Badge>{ words.closed }</Badge> }
                if item.blocked { <Badge tone={BadgeTone::Bad}>{ words.blocked }</Badge> }
                if item.reports > 0 { <Badge tone={BadgeTone::Bad}>{ words.reports }</Badge> }
            </span>
        </>
    }
}

/// The name that is known, else the visitor's number.
pub fn name_of(texts: &Texts, name: &str, visitor: Option<VisitorId>) -> String {
    match visitor {
        _ if !name.is_empty() => name.to_owned(),
        Some(visitor) => (words(texts).inbox.visitor)(visitor.0),
        None => texts.chat.visitor.to_owned(),
    }
}
