//! What a conversation must never do: lose a message, double one, or forget what was read.

use super::super::thread::tests::message;
use super::*;
use shared::chat::ConversationState;
use shared::house::Locale;

fn conversation(last: i64) -> Conversation {
    Conversation {
        id: ConversationId(1),
        state: ConversationState::Open,
        name: String::new(),
        email: None,
        last,
        unread: 0,
        mine: Mark::default(),
        theirs: Mark::default(),
        blocked: false,
    }
}

fn chat(sequences: std::ops::RangeInclusive<i64>) -> Chat {
    Chat {
        office: BoxOfficePresence { state: PresenceState::Here, back_at: None, hours: Vec::new() },
        contact_needed: false,
        conversation: (!sequences.is_empty()).then(|| conversation(*sequences.end())),
        messages: sequences.map(|sequence| message(sequence, Side::Staff)).collect(),
    }
}

/// No message at all.
const NOTHING: std::ops::RangeInclusive<i64> = std::ops::RangeInclusive::new(1, 0);

fn written(client_id: &str) -> SendMessage {
    SendMessage {
        client_id: client_id.to_owned(),
        text: "Bonjour".to_owned(),
        attachments: Vec::new(),
        contact: None,
        locale: Locale::Fr,
    }
}

fn after(moves: impl IntoIterator<Item = TalkMove>) -> Talk {
    let mut talk = Talk::default();
    moves.into_iter().for_each(|step| talk.apply(step));
    talk
}

#[test]
fn a_message_leaves_the_queue_whichever_way_its_arrival_is_told() {
    let arrived = message(1, Side::Visitor);
    let sent = Sent { conversation: conversation(1), message: arrived.clone() };
    for told in [TalkMove::Sent(sent), TalkMove::Heard(arrived)] {
        let mut talk = after([TalkMove::Loaded(chat(NOTHING)), TalkMove::Wrote(written("client-1"))]);
        assert_eq!(talk.next_to_send().unwrap().client_id, "client-1");
        talk.apply(told);
        assert_eq!((talk.next_to_send(), talk.thread.messages.len()), (None, 1));
        talk.apply(TalkMove::Heard(message(1, Side::Visitor)));
        assert_eq!(talk.thread.messages.len(), 1);
    }
}

#[test]
fn what_an_earlier_page_could_not_send_waits_unless_the_server_has_it() {
    let mut talk = Talk::with_waiting(vec![written("client-2"), written("new")]);
    talk.apply(TalkMove::Loaded(chat(1..=2)));
    assert_eq!(talk.next_to_send().unwrap().client_id, "new");
    assert_eq!(talk.waiting.len(), 1);
}

#[test]
fn messages_are_sent_in_the_order_they_were_written_and_a_refused_one_holds_the_others() {
    let mut talk = after([TalkMove::Wrote(written("a")), TalkMove::Wrote(written("b"))]);
    talk.apply(TalkMove::NotSent { client_id: "a".to_owned(), refused: Refused::Unreadable });
    assert_eq!(talk.next_to_send(), None);
    talk.apply(TalkMove::Retry("a".to_owned()));
    assert_eq!(talk.next_to_send().unwrap().client_id, "a");
    talk.apply(TalkMove::Forget("a".to_owned()));
    assert_eq!(talk.next_to_send().unwrap().client_id, "b");
}

#[test]
fn a_guest_who_is_asked_for_a_name_sends_the_same_message_with_it() {
    let mut talk = after([TalkMove::Wrote(written("a"))]);
    let problem = shared::refusal::Problem {
        kind: String::new(),
        title: String::new(),
        status: 422,
        detail: String::new(),
        refusal: Refusal::ContactNeeded,
    };
    talk.apply(TalkMove::NotSent { client_id: "a".to_owned(), refused: Refused::Said(Rc::new(problem)) });
    assert!(talk.contact_needed && talk.next_to_send().is_none());
    talk.apply(TalkMove::Introduced(Contact { name: "Ada".to_owned(), email: "ada@example.org".parse().unwrap() }));
    let next = talk.next_to_send().unwrap();
    assert_eq!((next.client_id.as_str(), next.contact.is_some()), ("a", true));
    talk.apply(TalkMove::Sent(Sent { conversation: conversation(1), message: message(1, Side::Visitor) }));
    assert!(!talk.contact_needed);
}

#[test]
fn unread_messages_and_marks_follow_the_reader_and_never_go_back() {
    let mut talk = after([TalkMove::Loaded(chat(1..=3))]);
    assert_eq!(talk.unread(), 3);
    assert_eq!(talk.mark_due(false), Some(Mark { delivered: 3, read: 0 }));
    assert_eq!(talk.mark_due(true), Some(Mark { delivered: 3, read: 3 }));
    let mark = |delivered, read| TalkMove::Marked {
        conversation: ConversationId(1),
        side: Side::Visitor,
        mark: Mark { delivered, read },
    };
    talk.apply(mark(3, 3));
    talk.apply(mark(2, 1));
    assert_eq!((talk.unread(), talk.mark_due(true)), (0, None));
    talk.apply(TalkMove::Changed(Conversation { mine: Mark { delivered: 1, read: 1 }, ..conversation(3) }));
    assert_eq!(talk.unread(), 0);
}

#[test]
fn a_break_that_is_too_long_to_bridge_starts_from_the_newest_messages() {
    let mut talk = after([TalkMove::Loaded(chat(1..=3))]);
    talk.apply(TalkMove::Loaded(chat(3..=5)));
    assert_eq!(talk.thread.messages.len(), 5);
    talk.apply(TalkMove::Loaded(chat(60..=109)));
    assert_eq!((talk.thread.first(), talk.thread.missing_after(), talk.thread.has_older), (60, None, true));
}

#[test]
fn a_conversation_that_moved_into_the_account_is_read_anew() {
    let mut talk = after([TalkMove::Loaded(chat(1..=2)), TalkMove::Wrote(written("late"))]);
    talk.apply(TalkMove::Changed(Conversation { id: ConversationId(9), ..conversation(4) }));
    assert_eq!((talk.thread.messages.len(), talk.thread.missing_after()), (0, Some(0)));
    talk.apply(TalkMove::Heard(message(3, Side::Staff)));
    assert!(talk.thread.messages.is_empty(), "of the conversation that was");
    talk.apply(TalkMove::Left);
    assert_eq!((talk.conversation.is_none(), talk.waiting.len()), (true, 1));
}

#[test]
fn a_message_that_waited_for_a_name_goes_when_somebody_comes() {
    let refused = Refused::Said(Rc::new(shared::refusal::Problem {
        kind: String::new(),
        title: String::new(),
        status: 422,
        detail: String::new(),
        refusal: Refusal::ContactNeeded,
    }));
    let not_sent = TalkMove::NotSent { client_id: "client-1".to_owned(), refused };
    let mut talk = after([TalkMove::Loaded(chat(NOTHING)), TalkMove::Wrote(written("client-1")), not_sent]);
    assert!(talk.contact_needed && talk.next_to_send().is_none());
    let office = |state| TalkMove::Office(BoxOfficePresence { state, back_at: None, hours: Vec::new() });
    talk.apply(office(PresenceState::Away));
    assert!(talk.next_to_send().is_none());
    talk.apply(office(PresenceState::Busy));
    assert_eq!(talk.next_to_send().unwrap().client_id, "client-1");
}
