//! The visitor's conversation and the requests that carry it on. The socket only hurries what is asked for here.

use crate::chat::signals;
use crate::chat::stored::{self, Draft};
use crate::chat::talk::{Talk, TalkMove};
use crate::live::{self, Version, use_topic};
use crate::load::Refused;
use crate::state::notices::use_notices;
use crate::state::sending::{Posting, Queue, Told, use_sending};
use crate::state::session::use_session;
use crate::texts::{use_language, use_texts};
use crate::ui::error_panel::use_explain;
use crate::{api, clock};
use gloo_timers::callback::{Interval, Timeout};
use shared::chat::{Attachment, Contact, ListMessages, ReportConversation, SendMessage, Side};
use shared::live::{ClientFrame, ServerFrame, Topic};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// How often the conversation is asked for while the socket is not there, in milliseconds.
const POLL_MS: u32 = 10_000;
const WAITING_STORED_AS: &str = "chat-waiting";
/// How long a sign of writing counts, and how often it is said, in milliseconds.
pub const WRITING_MS: u32 = 6_000;
const SAY_WRITING_MS: f64 = 3_000.0;

/// A message as the form hands it over.
#[derive(Debug, Clone)]
pub struct Written {
    pub draft: Draft,
    pub contact: Option<Contact>,
}

/// A file to be sent to the server, and who waits for it.
#[derive(Clone)]
pub struct Attaching {
    pub file: File,
    pub on_done: Callback<Result<Attachment, Refused>>,
}

/// The conversation as the widget sees it.
#[derive(Clone, PartialEq)]
pub struct ChatContext {
    pub talk: UseReducerHandle<Talk>,
    pub on_write: Callback<Written>,
    /// Messages before those at hand.
    pub on_older: Callback<()>,
    pub on_attach: Callback<Attaching>,
    pub on_typing: Callback<bool>,
    /// With the reason and who hears whether it worked.
    pub on_report: Callback<(String, Callback<bool>)>,
}

/// `reading`: whether the messages are before the visitor's eyes.
#[hook]
pub fn use_chat(reading: bool) -> ChatContext {
    let language = use_language();
    let talk = use_reducer_eq(|| Talk::with_waiting(stored::waiting(WAITING_STORED_AS)));
    let waits_for_a_name = talk.contact_needed && !talk.waiting.is_empty();
    let reload = use_reload(&talk, waits_for_a_name);
    use_effect_with(reading && !talk.known, {
        let reload = reload.clone();
        // Who never wrote has no topic to watch: only those who open the conversation ask.
        move |unknown| {
            if *unknown {
                reload.emit(());
            }
        }
    });
    use_frames(&talk, reload);
    use_posting(&talk);
    use_gaps(&talk);
    use_marks(&talk, reading);
    use_signals(&talk, reading);
    let on_write = {
        let (dispatcher, locale) = (talk.dispatcher(), language.locale);
        Callback::from(move |Written { draft: (text, files), contact }: Written| {
            let attachments = files.iter().map(|file| file.id).collect();
            let client_id = api::new_idempotency_key();
            dispatcher.dispatch(TalkMove::Wrote(SendMessage { client_id, text, attachments, contact, locale }));
        })
    };
    let on_older = {
        let (dispatcher, before) = (talk.dispatcher(), talk.thread.first());
        Callback::from(move |()| read(&dispatcher, ListMessages { before: Some(before), ..ListMessages::default() }))
    };
    let on_attach = Callback::from(|Attaching { file, on_done }: Attaching| {
        spawn_local(async move { on_done.emit(api::attach(&file).await) });
    });
    let on_typing = use_typing(talk.conversation.as_ref().map(|conversation| conversation.id));
    let on_report = use_report();
    ChatContext { talk, on_write, on_older, on_attach, on_typing, on_report }
}

type Dispatcher = UseReducerDispatcher<Talk>;

fn read(dispatcher: &Dispatcher, which: ListMessages) {
    let dispatcher = dispatcher.clone();
    spawn_local(async move {
        // Refused or lost: the next look at the conversation asks again.
        if let Ok(messages) = api::chat_messages(&which).await {
            dispatcher.dispatch(TalkMove::Read(messages));
        }
    });
}

/// Asks for everything: when the topic is watched, when somebody signed in or out, and now and then without a socket or
/// when messages wait because nobody was there.
#[hook]
fn use_reload(talk: &UseReducerHandle<Talk>, waits: bool) -> Callback<()> {
    let session = use_session();
    let reload = use_callback((), {
        let dispatcher = talk.dispatcher();
        move |(), ()| {
            let dispatcher = dispatcher.clone();
            spawn_local(async move {
                if let Ok(chat) = api::chat().await {
                    dispatcher.dispatch(TalkMove::Loaded(chat));
                }
                dispatcher.dispatch(TalkMove::Again);
            });
        }
    });
    let who = session.known.then(|| session.account.as_ref().map(|account| account.id));
    let before = use_mut_ref(|| None);
    use_effect_with(who, {
        let (reload, dispatcher) = (reload.clone(), talk.dispatcher());
        move |who| {
            let before = before.replace(*who);
            if before.is_some() && before != *who {
                dispatcher.dispatch(TalkMove::Left);
                reload.emit(());
            }
        }
    });
    use_effect_with(waits, {
        let reload = reload.clone();
        move |waits| {
            let waits = *waits;
            let polling = Interval::new(POLL_MS, move || {
                if waits || !live::is_up() {
                    reload.emit(());
                }
            });
            move || drop(polling)
        }
    });
    reload
}

/// Takes over what the socket tells.
#[hook]
fn use_frames(talk: &UseReducerHandle<Talk>, reload: Callback<()>) {
    let version = use_memo((), |()| Version::default());
    let writing = use_mut_ref(|| None::<Timeout>);
    let (dispatcher, own) = (talk.dispatcher(), talk.conversation.as_ref().map(|own| own.id));
    let watched = use_mut_ref(|| false);
    let who = use_session().account.as_ref().map(|account| account.id);
    let before = use_mut_ref(|| who);
    use_effect_with((own, who), {
        let watched = watched.clone();
        move |(own, who)| {
            if before.replace(*who) != *who {
                *watched.borrow_mut() = false;
            } else if own.is_some() && !*watched.borrow() {
                // The first message made a session, of which the socket does not know yet.
                live::renew();
            }
        }
    });
    let hear = Callback::from(move |frame: Rc<ServerFrame>| match &*frame {
        ServerFrame::Watching { topic: Topic::Chat, .. } => {
            *watched.borrow_mut() = true;
            reload.emit(());
        }
        ServerFrame::Refetch { .. } => reload.emit(()),
        ServerFrame::Message(message) => {
            dispatcher.dispatch(TalkMove::Heard(message.clone()));
            if own.is_none() {
                reload.emit(());
            }
        }
        ServerFrame::Marked { conversation, side, mark } => {
            dispatcher.dispatch(TalkMove::Marked { conversation: *conversation, side: *side, mark: *mark });
        }
        ServerFrame::Conversation(conversation) => dispatcher.dispatch(TalkMove::Changed(conversation.clone())),
        ServerFrame::BoxOffice(office) => dispatcher.dispatch(TalkMove::Office(office.clone())),
        ServerFrame::Typing { conversation, side: Side::Staff, name, typing } if own == Some(*conversation) => {
            dispatcher.dispatch(TalkMove::Writing(typing.then(|| name.clone())));
            let dispatcher = dispatcher.clone();
            let over = Timeout::new(WRITING_MS, move || dispatcher.dispatch(TalkMove::Writing(None)));
            *writing.borrow_mut() = typing.then_some(over);
        }
        _ => {}
    });
    use_topic(Some(Topic::Chat), (*version).clone(), hear.clone());
    use_topic(Some(Topic::BoxOffice), (*version).clone(), hear);
}

/// Sends what waits.
#[hook]
fn use_posting(talk: &UseReducerHandle<Talk>) {
    let queue = Queue {
        stored_as: WAITING_STORED_AS.into(),
        waiting: talk.waiting.iter().map(|outgoing| outgoing.message.clone()).collect(),
        next: talk.next_to_send(),
        tries: talk.tries,
    };
    let (posted, told) = (talk.dispatcher(), talk.dispatcher());
    let post = Callback::from(move |message: Rc<SendMessage>| {
        let dispatcher = posted.clone();
        let posting: Posting = Box::pin(async move {
            dispatcher.dispatch(TalkMove::Sent(api::send_message(&message).await?));
            Ok(())
        });
        posting
    });
    let tell = Callback::from(move |what| {
        told.dispatch(match what {
            Told::Again => TalkMove::Again,
            Told::NotSent { client_id, refused } => TalkMove::NotSent { client_id, refused },
        });
    });
    use_sending(queue, post, tell);
}

/// Asks for messages that are missing between those at hand.
#[hook]
fn use_gaps(talk: &UseReducerHandle<Talk>) {
    let dispatcher = talk.dispatcher();
    use_effect_with(talk.thread.missing_after(), move |missing| {
        if let Some(after) = *missing {
            read(&dispatcher, ListMessages { after: Some(after), ..ListMessages::default() });
        }
    });
}

/// Tells the server how far the visitor has got.
#[hook]
fn use_marks(talk: &UseReducerHandle<Talk>, reading: bool) {
    let dispatcher = talk.dispatcher();
    use_effect_with(talk.mark_due(reading), move |due| {
        let Some(due) = *due else {
            return;
        };
        spawn_local(async move {
            if let Ok(conversation) = api::mark_chat(due).await {
                dispatcher.dispatch(TalkMove::Changed(conversation));
            }
        });
    });
}

/// Sound and notification for what the box office writes while the visitor looks elsewhere.
#[hook]
fn use_signals(talk: &UseReducerHandle<Talk>, reading: bool) {
    let texts = use_texts();
    let newest = talk.known.then(|| talk.thread.newest_of(Side::Staff));
    let before = use_mut_ref(|| None::<i64>);
    let message = talk.thread.messages.last().cloned();
    use_effect_with(newest, move |newest| {
        let before = before.replace(*newest);
        let is_new = before.zip(*newest).is_some_and(|(before, newest)| newest > before);
        if let Some(message) = message.filter(|_| is_new && !reading) {
            if !stored::is_muted() {
                signals::ring();
            }
            signals::notify(&(texts.chat.says)(&message.name), &message.text);
        }
    });
}

/// Says that somebody is writing, not more often than needed; `false` when they stopped.
#[hook]
pub fn use_typing(conversation: Option<shared::ids::ConversationId>) -> Callback<bool> {
    let said_at = use_mut_ref(|| 0.0);
    use_callback(conversation, move |typing: bool, conversation| {
        let Some(conversation) = *conversation else {
            return;
        };
        let now = clock::now_ms();
        let said = *said_at.borrow();
        let due = if typing { now - said > SAY_WRITING_MS } else { said > 0.0 };
        if due {
            *said_at.borrow_mut() = if typing { now } else { 0.0 };
            live::say(&ClientFrame::Typing { conversation, typing });
        }
    })
}

#[hook]
fn use_report() -> Callback<(String, Callback<bool>)> {
    let (notices, explain, texts) = (use_notices(), use_explain(), use_texts());
    Callback::from(move |(reason, on_done): (String, Callback<bool>)| {
        let (notices, explain) = (notices.clone(), explain.clone());
        spawn_local(async move {
            let done = api::report_conversation(&ReportConversation { reason }).await;
            on_done.emit(done.is_ok());
            match done {
                Ok(()) => notices.good(texts.chat.reported),
                Err(refused) => notices.bad(explain.emit(refused)),
            }
        });
    })
}
