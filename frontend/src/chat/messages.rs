//! The messages one below the other, as both sides see them.

use super::files::attachments;
use super::links::{Part, parts};
use crate::texts::Texts;
use crate::ui::format::day_of;
use chrono::NaiveDate;
use shared::chat::{Mark, Message, Side};
use std::rc::Rc;
use yew::prelude::*;

/// Whose eyes look, and how far the other side has got.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub texts: &'a Texts,
    pub zone: &'a str,
    pub own: Side,
    pub theirs: Mark,
}

/// Messages as items of a list, with the days between them.
pub fn messages(look: Look, messages: &[Rc<Message>]) -> Html {
    let mut day = None::<NaiveDate>;
    let mut writer = None::<(Side, String)>;
    let newest = messages.iter().rev().find(|message| message.side == look.own).map(|message| message.sequence);
    let mut items = Vec::with_capacity(messages.len());
    for message in messages {
        let today = day_of(message.sent_at, look.zone);
        if day.replace(today) != Some(today) {
            writer = None;
            let name = look.texts.format().day(message.sent_at, look.zone);
            items.push(html! { <li key={format!("day-{today}")} class="day">{ name }</li> });
        }
        let who = (message.side, message.name.clone());
        let heading = (writer.as_ref() != Some(&who)).then(|| name_of(look, message));
        writer = Some(who);
        items.push(item(look, message, heading, newest == Some(message.sequence)));
    }
    items.into_iter().collect()
}

fn name_of(look: Look, message: &Message) -> String {
    match message.side {
        side if side == look.own && message.account.is_none() => look.texts.chat.you.to_owned(),
        Side::Staff if message.name.is_empty() => look.texts.chat.office.to_owned(),
        Side::Visitor if message.name.is_empty() => look.texts.chat.visitor.to_owned(),
        _ => message.name.clone(),
    }
}

fn item(look: Look, message: &Message, heading: Option<String>, is_newest: bool) -> Html {
    let time = look.texts.format().time(message.sent_at, look.zone);
    let state = is_newest.then(|| {
        let words = &look.texts.chat;
        if look.theirs.read >= message.sequence {
            words.read
        } else if look.theirs.delivered >= message.sequence {
            words.delivered
        } else {
            words.sent
        }
    });
    html! {
        <li key={message.sequence.to_string()} class={classes!("message", (message.side == look.own).then_some("own"))}
            data-sequence={message.sequence.to_string()}>
            if let Some(heading) = heading { <b>{ heading }</b> }
            <div class="bubble">{ text(&message.text) }{ attachments(look.texts, &message.attachments) }</div>
            <small><time>{ time }</time>if let Some(state) = state { <span class="state">{ format!(" · {state}") }</span> }</small>
        </li>
    }
}

/// A text with its lines and links; never HTML.
pub fn text(text: &str) -> Html {
    if text.is_empty() {
        return Html::default();
    }
    let part = |part: Part| match part {
        Part::Text(text) => html! { { text.to_owned() } },
        Part::Web(link) => {
            html! { <a href={link.to_owned()} target="_blank" rel="noopener noreferrer nofollow">{ link.to_owned() }</a> }
        }
        Part::Mail(link) => html! { <a href={format!("mailto:{link}")}>{ link.to_owned() }</a> },
    };
    html! { <p>{ for parts(text).into_iter().map(part) }</p> }
}
