//! The visitor's side of the conversation: what was said, what waits to be sent, who is there. Messages that wait stay until
//! the server has them, under the name the page gave them, so that none is lost and none said twice.

use super::thread::Thread;
use crate::load::Refused;
use shared::chat::{Chat, Contact, Conversation, Mark, Message, Messages, SendMessage, Sent, Side};
use shared::ids::ConversationId;
use shared::live::{BoxOfficePresence, PresenceState};
use shared::refusal::Refusal;
use std::rc::Rc;
use yew::Reducible;

/// A message that the server does not have yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    pub message: Rc<SendMessage>,
    /// Why the server did not want it; the person decides what becomes of it.
    pub refused: Option<Refused>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Talk {
    /// Whether the server has answered once.
    pub known: bool,
    pub office: Option<BoxOfficePresence>,
    /// Whether messages need a name and an address.
    pub contact_needed: bool,
    pub conversation: Option<Conversation>,
    pub thread: Thread,
    /// In the order they were written.
    pub waiting: Vec<Outgoing>,
    /// Who of the box office is writing.
    pub writer: Option<String>,
    /// Counts the tries to send, so that a new one is another.
    pub tries: u32,
}

#[derive(Debug)]
pub enum TalkMove {
    /// What the server knows.
    Loaded(Chat),
    /// Messages that were asked for.
    Read(Messages),
    /// The socket told of a message.
    Heard(Message),
    Marked {
        conversation: ConversationId,
        side: Side,
        mark: Mark,
    },
    Changed(Conversation),
    Office(BoxOfficePresence),
    /// Somebody of the box office writes, or has stopped.
    Writing(Option<String>),
    Wrote(SendMessage),
    Sent(Sent),
    NotSent {
        client_id: String,
        refused: Refused,
    },
    /// Try again to send what waits.
    Again,
    /// The person wants a refused message to be tried once more.
    Retry(String),
    Forget(String),
    /// Who a guest is, for the messages that wait for it.
    Introduced(Contact),
    /// Somebody signed in or out: another conversation.
    Left,
}

impl Reducible for Talk {
    type Action = TalkMove;

    fn reduce(self: Rc<Self>, action: TalkMove) -> Rc<Self> {
        let mut next = Self::clone(&self);
        next.apply(action);
        if next == *self { self } else { Rc::new(next) }
    }
}

impl Talk {
    /// Begins with messages that an earlier page could not send any more.
    pub fn with_waiting(messages: Vec<SendMessage>) -> Self {
        let waiting =
            messages.into_iter().map(|message| Outgoing { message: Rc::new(message), refused: None }).collect();
        Self { waiting, ..Self::default() }
    }

    /// The message to send now: the oldest, unless it was refused or waits for the name of its writer.
    pub fn next_to_send(&self) -> Option<Rc<SendMessage>> {
        let ready = |outgoing: &&Outgoing| {
            outgoing.refused.is_none() && (!self.contact_needed || outgoing.message.contact.is_some())
        };
        self.waiting.first().filter(ready).map(|first| first.message.clone())
    }

    /// How many messages of the box office were not read.
    pub fn unread(&self) -> usize {
        let read = self.conversation.as_ref().map_or(0, |conversation| conversation.mine.read);
        self.thread.count_after(Side::Staff, read)
    }

    /// How far the server should be told that the visitor is; `reading` when the messages are before their eyes.
    pub fn mark_due(&self, reading: bool) -> Option<Mark> {
        let mine = self.conversation.as_ref()?.mine;
        let newest = self.thread.newest_of(Side::Staff);
        let due = Mark {
            delivered: newest.max(mine.delivered),
            read: if reading { newest.max(mine.read) } else { mine.read },
        };
        (due != mine).then_some(due)
    }

    fn apply(&mut self, action: TalkMove) {
        match action {
            TalkMove::Loaded(chat) => self.load(chat),
            TalkMove::Read(messages) => self.thread.add_all(messages),
            TalkMove::Heard(message) => self.hear(message),
            TalkMove::Marked { conversation, side, mark } => self.mark(conversation, side, mark),
            TalkMove::Changed(conversation) => self.put(conversation),
            TalkMove::Office(office) => {
                // Who came meanwhile answers here: what waits for a name needs none any more.
                self.contact_needed &= office.state == PresenceState::Away;
                self.office = Some(office);
            }
            TalkMove::Writing(writer) => self.writer = writer,
            TalkMove::Wrote(message) => {
                self.waiting.push(Outgoing { message: Rc::new(message), refused: None });
            }
            TalkMove::Sent(Sent { conversation, message }) => {
                self.contact_needed = false;
                self.put(conversation);
                self.hear(message);
            }
            TalkMove::NotSent { refused, .. } if refused.refusal() == Some(&Refusal::ContactNeeded) => {
                self.contact_needed = true;
                for outgoing in &mut self.waiting {
                    Rc::make_mut(&mut outgoing.message).contact = None;
                }
            }
            TalkMove::NotSent { client_id, refused } => {
                self.each(&client_id, |outgoing| outgoing.refused = Some(refused));
            }
            TalkMove::Again => self.tries = self.tries.wrapping_add(1),
            TalkMove::Retry(client_id) => self.each(&client_id, |outgoing| outgoing.refused = None),
            TalkMove::Forget(client_id) => self.waiting.retain(|outgoing| outgoing.message.client_id != client_id),
            TalkMove::Introduced(contact) => {
                for outgoing in &mut self.waiting {
                    Rc::make_mut(&mut outgoing.message).contact = Some(contact.clone());
                }
            }
            TalkMove::Left => {
                let waiting = std::mem::take(&mut self.waiting);
                *self = Self { waiting, office: self.office.take(), tries: self.tries, ..Self::default() };
            }
        }
    }

    fn each(&mut self, client_id: &str, change: impl FnOnce(&mut Outgoing)) {
        if let Some(outgoing) = self.waiting.iter_mut().find(|outgoing| outgoing.message.client_id == client_id) {
            change(outgoing);
        }
    }

    fn load(&mut self, chat: Chat) {
        self.known = true;
        self.office = Some(chat.office);
        self.contact_needed = chat.contact_needed;
        let same = |known: &Conversation, new: &Conversation| known.id == new.id;
        if !self.conversation.iter().zip(&chat.conversation).any(|(known, new)| same(known, new)) {
            self.thread = Thread::default();
            self.conversation = None;
        }
        let loaded = Thread::new(chat.messages);
        // What was said before a longer break is asked for again by reading back.
        if self.thread.messages.is_empty() || loaded.first() > self.thread.complete_to() + 1 {
            self.thread = loaded;
        } else {
            loaded.messages.into_iter().for_each(|message| self.thread.add(Rc::unwrap_or_clone(message)));
        }
        let known: Vec<String> = self.thread.messages.iter().map(|message| message.client_id.clone()).collect();
        self.waiting.retain(|outgoing| !known.contains(&outgoing.message.client_id));
        if let Some(conversation) = chat.conversation {
            self.put(conversation);
        }
    }

    fn put(&mut self, conversation: Conversation) {
        if self.conversation.as_ref().is_some_and(|known| known.id != conversation.id) {
            // Moved into the account: its messages are numbered anew.
            self.thread = Thread::default();
        }
        self.thread.heard_of(conversation.last);
        let known = self.conversation.as_ref().filter(|known| known.id == conversation.id);
        let (mine, theirs) = known.map_or_else(Default::default, |known| (known.mine, known.theirs));
        self.conversation = Some(Conversation {
            mine: further(mine, conversation.mine),
            theirs: further(theirs, conversation.theirs),
            ..conversation
        });
    }

    fn hear(&mut self, message: Message) {
        if self.conversation.as_ref().is_some_and(|known| known.id != message.conversation) {
            return;
        }
        self.waiting.retain(|outgoing| outgoing.message.client_id != message.client_id);
        if message.side == Side::Staff {
            self.writer = None;
        }
        self.thread.add(message);
    }

    fn mark(&mut self, id: ConversationId, side: Side, mark: Mark) {
        let Some(conversation) = self.conversation.as_mut().filter(|known| known.id == id) else {
            return;
        };
        let place = match side {
            Side::Visitor => &mut conversation.mine,
            Side::Staff => &mut conversation.theirs,
        };
        *place = further(*place, mark);
    }
}

/// Marks only go forwards, whatever the order in which they arrive.
pub fn further(one: Mark, other: Mark) -> Mark {
    Mark { delivered: one.delivered.max(other.delivered), read: one.read.max(other.read) }
}

#[cfg(test)]
#[path = "talk_tests.rs"]
mod tests;
