//! One conversation as the staff see it: its messages, notes, marks, who is writing, and what waits to be sent.

use crate::chat::talk::{Outgoing, further};
use crate::chat::thread::Thread;
use crate::load::Refused;
use shared::chat::{
    Colleague, ConversationReport, InboxItem, Mark, Message, Messages, Note, SendMessage, Side, StaffConversation,
};
use std::rc::Rc;
use yew::Reducible;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Desk {
    pub item: Option<Rc<InboxItem>>,
    pub thread: Thread,
    pub visitor_mark: Mark,
    pub staff_mark: Mark,
    pub notes: Vec<Note>,
    pub reports: Vec<ConversationReport>,
    pub colleagues: Vec<Colleague>,
    pub waiting: Vec<Outgoing>,
    pub tries: u32,
    /// Who is writing: the visitor, or a colleague.
    pub writers: Vec<(Side, String)>,
    /// What a search in the history found.
    pub found: Option<Vec<Rc<Message>>>,
    pub refused: Option<Refused>,
}

#[derive(Debug)]
pub enum DeskMove {
    Loaded(StaffConversation),
    Refused(Refused),
    Read(Messages),
    Found(Option<Messages>),
    Heard(Message),
    Marked { side: Side, mark: Mark },
    Item(InboxItem),
    Noted(Note),
    Writing { side: Side, name: String, typing: bool },
    Wrote(SendMessage),
    NotSent { client_id: String, refused: Refused },
    Again,
    Retry(String),
    Forget(String),
}

impl Reducible for Desk {
    type Action = DeskMove;

    fn reduce(self: Rc<Self>, action: DeskMove) -> Rc<Self> {
        let mut next = Self::clone(&self);
        next.apply(action);
        if next == *self { self } else { Rc::new(next) }
    }
}

impl Desk {
    /// Begins with messages that an earlier page could not send any more.
    pub fn with_waiting(messages: Vec<SendMessage>) -> Self {
        let waiting =
            messages.into_iter().map(|message| Outgoing { message: Rc::new(message), refused: None }).collect();
        Self { waiting, ..Self::default() }
    }

    /// The message to send now.
    pub fn next_to_send(&self) -> Option<Rc<SendMessage>> {
        self.waiting.first().filter(|first| first.refused.is_none()).map(|first| first.message.clone())
    }

    /// How far the server should be told that the staff is, while somebody looks.
    pub fn mark_due(&self, reading: bool) -> Option<Mark> {
        let newest = self.thread.newest_of(Side::Visitor);
        let due = Mark { delivered: newest, read: newest };
        (reading && newest > 0 && further(due, self.staff_mark) != self.staff_mark).then_some(due)
    }

    fn apply(&mut self, action: DeskMove) {
        match action {
            DeskMove::Loaded(loaded) => self.load(loaded),
            DeskMove::Refused(refused) => self.refused = Some(refused),
            DeskMove::Read(messages) => self.thread.add_all(messages),
            DeskMove::Found(found) => self.found = found.map(|found| found.items.into_iter().map(Rc::new).collect()),
            DeskMove::Heard(message) => self.hear(message),
            DeskMove::Marked { side: Side::Visitor, mark } => self.visitor_mark = further(self.visitor_mark, mark),
            DeskMove::Marked { side: Side::Staff, mark } => self.staff_mark = further(self.staff_mark, mark),
            DeskMove::Item(item) => {
                self.thread.heard_of(item.last);
                self.item = Some(Rc::new(item));
            }
            DeskMove::Noted(note) => {
                self.notes.retain(|known| known.id != note.id);
                self.notes.push(note);
            }
            DeskMove::Writing { side, name, typing } => {
                let who = (side, name);
                self.writers.retain(|known| *known != who);
                if typing {
                    self.writers.push(who);
                }
            }
            DeskMove::Wrote(message) => {
                self.waiting.push(Outgoing { message: Rc::new(message), refused: None });
            }
            DeskMove::NotSent { client_id, refused } => self.each(&client_id, Some(refused)),
            DeskMove::Again => self.tries = self.tries.wrapping_add(1),
            DeskMove::Retry(client_id) => self.each(&client_id, None),
            DeskMove::Forget(client_id) => self.waiting.retain(|outgoing| outgoing.message.client_id != client_id),
        }
    }

    fn each(&mut self, client_id: &str, refused: Option<Refused>) {
        if let Some(outgoing) = self.waiting.iter_mut().find(|outgoing| outgoing.message.client_id == client_id) {
            outgoing.refused = refused;
        }
    }

    fn load(&mut self, loaded: StaffConversation) {
        let StaffConversation { item, visitor_mark, staff_mark, messages, notes, reports, colleagues } = loaded;
        let newest = Thread::new(messages);
        if self.thread.messages.is_empty() || newest.first() > self.thread.complete_to() + 1 {
            self.thread = newest;
        } else {
            newest.messages.into_iter().for_each(|message| self.thread.add(Rc::unwrap_or_clone(message)));
        }
        self.thread.heard_of(item.last);
        let known: Vec<String> = self.thread.messages.iter().map(|message| message.client_id.clone()).collect();
        self.waiting.retain(|outgoing| !known.contains(&outgoing.message.client_id));
        self.visitor_mark = further(self.visitor_mark, visitor_mark);
        self.staff_mark = further(self.staff_mark, staff_mark);
        self.item = Some(Rc::new(item));
        (self.notes, self.reports, self.colleagues, self.refused) = (notes, reports, colleagues, None);
    }

    fn hear(&mut self, message: Message) {
        self.waiting.retain(|outgoing| outgoing.message.client_id != message.client_id);
        self.writers
            .retain(|(side, name)| *side != message.side || (message.side == Side::Staff && *name != message.name));
        self.thread.add(message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::inbox::tests::item;
    use super::*;
    use crate::chat::thread::tests::message;
    use shared::house::Locale;

    fn loaded(sequences: std::ops::RangeInclusive<i64>) -> DeskMove {
        let mut item = item(1, 1);
        item.last = *sequences.end();
        DeskMove::Loaded(StaffConversation {
            item,
            visitor_mark: Mark::default(),
            staff_mark: Mark { delivered: 1, read: 1 },
            messages: sequences.map(|sequence| message(sequence, Side::Visitor)).collect(),
            notes: Vec::new(),
            reports: Vec::new(),
            colleagues: Vec::new(),
        })
    }

    fn written(client_id: &str) -> SendMessage {
        SendMessage {
            client_id: client_id.to_owned(),
            text: "Bonjour".to_owned(),
            attachments: Vec::new(),
            contact: None,
            locale: Locale::Fr,
        }
    }

    #[test]
    fn an_answer_waits_until_the_server_has_it_and_a_reload_doubles_nothing() {
        let mut desk = Desk::with_waiting(vec![written("client-3")]);
        desk.apply(loaded(1..=2));
        desk.apply(DeskMove::Wrote(written("later")));
        assert_eq!(desk.next_to_send().unwrap().client_id, "client-3");
        desk.apply(DeskMove::Heard(message(3, Side::Staff)));
        assert_eq!(desk.next_to_send().unwrap().client_id, "later");
        desk.apply(DeskMove::NotSent { client_id: "later".to_owned(), refused: Refused::Unreadable });
        assert_eq!(desk.next_to_send(), None);
    }

    #[test]
    fn what_was_read_is_marked_only_while_somebody_looks_and_only_once() {
        let mut desk = Desk::default();
        desk.apply(loaded(1..=2));
        assert_eq!((desk.mark_due(false), desk.mark_due(true)), (None, Some(Mark { delivered: 2, read: 2 })));
        desk.apply(DeskMove::Marked { side: Side::Staff, mark: Mark { delivered: 2, read: 2 } });
        assert_eq!(desk.mark_due(true), None);
    }

    #[test]
    fn who_is_writing_stops_with_their_message() {
        let mut desk = Desk::default();
        for (side, name) in [(Side::Visitor, ""), (Side::Staff, "Ada L."), (Side::Staff, "Grace H.")] {
            desk.apply(DeskMove::Writing { side, name: name.to_owned(), typing: true });
        }
        desk.apply(DeskMove::Heard(Message { name: "Ada L.".to_owned(), ..message(1, Side::Staff) }));
        assert_eq!(desk.writers, [(Side::Visitor, String::new()), (Side::Staff, "Grace H.".to_owned())]);
        desk.apply(DeskMove::Heard(message(2, Side::Visitor)));
        assert_eq!(desk.writers.len(), 1);
    }
}
