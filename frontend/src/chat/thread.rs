//! The messages of a conversation as a page knows them: in their order, each once, with what is missing between.

use shared::chat::{Message, Messages, Side};
use std::rc::Rc;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Thread {
    /// By sequence.
    pub messages: Vec<Rc<Message>>,
    /// Whether there are older ones on the server.
    pub has_older: bool,
    /// The newest sequence that was heard of.
    last: i64,
}

impl Thread {
    /// The newest messages as the server listed them.
    pub fn new(messages: Vec<Message>) -> Self {
        let mut thread = Self::default();
        messages.into_iter().for_each(|message| thread.add(message));
        thread.has_older = thread.first() > 1;
        thread
    }

    /// Takes a message; one that is there already changes nothing.
    pub fn add(&mut self, message: Message) {
        self.last = self.last.max(message.sequence);
        if let Err(place) = self.messages.binary_search_by_key(&message.sequence, |known| known.sequence) {
            self.messages.insert(place, Rc::new(message));
        }
    }

    /// Takes messages that were asked for: older ones, or those that were missing.
    pub fn add_all(&mut self, answer: Messages) {
        answer.items.into_iter().for_each(|message| self.add(message));
        self.has_older = self.first() > 1;
    }

    /// There are messages up to this sequence.
    pub fn heard_of(&mut self, last: i64) {
        self.last = self.last.max(last);
    }

    /// The oldest sequence at hand; 0 without messages.
    pub fn first(&self) -> i64 {
        self.messages.first().map_or(0, |message| message.sequence)
    }

    /// The sequence up to which all messages are here.
    pub fn complete_to(&self) -> i64 {
        let mut complete = self.first();
        for message in &self.messages {
            if message.sequence > complete + 1 {
                break;
            }
            complete = message.sequence;
        }
        complete
    }

    /// After which sequence messages are missing, if any are.
    pub fn missing_after(&self) -> Option<i64> {
        let complete = self.complete_to();
        (complete < self.last).then_some(complete)
    }

    /// The newest sequence that a side wrote; 0 for none.
    pub fn newest_of(&self, side: Side) -> i64 {
        self.messages.iter().rev().find(|message| message.side == side).map_or(0, |message| message.sequence)
    }

    /// How many messages of a side come after a sequence.
    pub fn count_after(&self, side: Side, sequence: i64) -> usize {
        self.messages.iter().rev().take_while(|message| message.sequence > sequence).filter(|m| m.side == side).count()
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use proptest::prelude::*;
    use shared::ids::{ConversationId, MessageId};

    pub fn message(sequence: i64, side: Side) -> Message {
        Message {
            id: MessageId(sequence + 100),
            conversation: ConversationId(1),
            sequence,
            client_id: format!("client-{sequence}"),
            side,
            name: String::new(),
            account: None,
            text: format!("message {sequence}"),
            attachments: Vec::new(),
            sent_at: "2026-11-24T19:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn what_is_missing_between_is_told_until_it_is_there() {
        let mut thread = Thread::new(vec![message(4, Side::Visitor), message(5, Side::Staff)]);
        assert!(thread.has_older);
        assert_eq!(thread.missing_after(), None);
        thread.add(message(8, Side::Staff));
        assert_eq!(thread.missing_after(), Some(5));
        thread.add_all(Messages { items: vec![message(6, Side::Staff), message(7, Side::Visitor)], has_more: false });
        assert_eq!((thread.missing_after(), thread.complete_to()), (None, 8));
        thread.heard_of(9);
        assert_eq!(thread.missing_after(), Some(8));
        assert_eq!(thread.count_after(Side::Staff, 5), 2);
        thread.add_all(Messages { items: (1..4).map(|at| message(at, Side::Staff)).collect(), has_more: false });
        assert!(!thread.has_older);
    }

    proptest! {
        #[test]
        fn in_whatever_order_and_however_often_they_come_each_is_there_once(order in proptest::collection::vec(1_i64..12, 1..60)) {
            let mut thread = Thread::default();
            for sequence in &order {
                thread.add(message(*sequence, Side::Staff));
            }
            let mut expected = order.clone();
            expected.sort_unstable();
            expected.dedup();
            let got: Vec<i64> = thread.messages.iter().map(|message| message.sequence).collect();
            let gap = expected.windows(2).find(|pair| pair[1] != pair[0] + 1).map(|pair| pair[0]);
            prop_assert_eq!(got, expected);
            prop_assert_eq!(thread.missing_after(), gap);
        }
    }
}
