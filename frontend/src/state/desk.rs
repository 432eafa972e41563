//! One conversation of the inbox and everything the staff can do in it.

use crate::api;
use crate::chat::stored;
use crate::live::{Version, use_topic};
use crate::load::{Loaded, Refused, use_load};
use crate::staff::desk::{Desk, DeskMove};
use crate::staff::words::words;
use crate::state::chat::{Attaching, WRITING_MS, Written, use_typing};
use crate::state::notices::use_notices;
use crate::state::sending::{Posting, Queue, Told, use_sending};
use crate::texts::{use_language, use_texts};
use crate::ui::error_panel::use_explain;
use gloo_timers::callback::Timeout;
use shared::chat::{
    AssignConversation, BlockVisitor, ConversationState, CustomerCard, InboxItem, ListMessages, ReportConversation,
    ResendTickets, SendMessage, SetConversationState, Side, WriteNote,
};
use shared::ids::{AccountId, ConversationId, OrderId};
use shared::live::{ServerFrame, Topic};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Something to do in the conversation.
#[derive(Debug, Clone)]
pub enum Deed {
    Assign(Option<AccountId>),
    SetState(ConversationState),
    Note(String),
    Block(String),
    Unblock,
    Report(String),
    ExtendHold,
    ResendTickets(OrderId),
}

/// The conversation as the inbox sees it.
#[derive(Clone, PartialEq)]
pub struct DeskContext {
    pub desk: UseReducerHandle<Desk>,
    pub on_write: Callback<Written>,
    pub on_attach: Callback<Attaching>,
    pub on_typing: Callback<bool>,
    pub on_older: Callback<()>,
    /// Looks for words in the history; none shows it all again.
    pub on_search: Callback<Option<String>>,
    /// With who hears whether it worked.
    pub on_deed: Callback<(Deed, Callback<bool>)>,
}

/// `reading`: whether the messages are before somebody's eyes.
#[hook]
pub fn use_desk(id: ConversationId, reading: bool) -> (DeskContext, Loaded<CustomerCard>) {
    let locale = use_language().locale;
    let desk = use_reducer_eq(|| Desk::with_waiting(stored::waiting(&waiting_stored_as(id))));
    let card = use_load(id, api::staff::customer);
    use_frames(id, &desk, &card.reload);
    use_posting(id, &desk);
    use_gaps(id, &desk);
    let dispatcher = desk.dispatcher();
    use_effect_with(desk.mark_due(reading), move |due| {
        if let Some(mark) = *due {
            spawn_local(async move {
                if api::staff::mark(id, mark).await.is_ok() {
                    dispatcher.dispatch(DeskMove::Marked { side: Side::Staff, mark });
                }
            });
        }
    });
    let on_write = {
        let dispatcher = desk.dispatcher();
        Callback::from(move |Written { draft: (text, files), .. }: Written| {
            let attachments = files.iter().map(|file| file.id).collect();
            let client_id = api::new_idempotency_key();
            dispatcher.dispatch(DeskMove::Wrote(SendMessage { client_id, text, attachments, contact: None, locale }));
        })
    };
    let on_attach = Callback::from(move |Attaching { file, on_done }: Attaching| {
        spawn_local(async move { on_done.emit(api::staff::attach(id, &file).await) });
    });
    let on_older = {
        let (dispatcher, before) = (desk.dispatcher(), desk.thread.first());
        Callback::from(move |()| read(id, &dispatcher, ListMessages { before: Some(before), ..Default::default() }))
    };
    let on_search = {
        let dispatcher = desk.dispatcher();
        Callback::from(move |search: Option<String>| {
            let dispatcher = dispatcher.clone();
            spawn_local(async move {
                let found = match &search {
                    None => None,
                    Some(_) => api::staff::messages(id, &ListMessages { search, ..Default::default() }).await.ok(),
                };
                dispatcher.dispatch(DeskMove::Found(found));
            });
        })
    };
    let on_typing = use_typing(Some(id));
    let on_deed = use_deeds(id, &desk, card.reload.clone());
    (DeskContext { desk, on_write, on_attach, on_typing, on_older, on_search, on_deed }, card)
}

fn waiting_stored_as(id: ConversationId) -> String {
    format!("desk-waiting-{id}")
}

fn read(id: ConversationId, dispatcher: &UseReducerDispatcher<Desk>, which: ListMessages) {
    let dispatcher = dispatcher.clone();
    spawn_local(async move {
        // Refused or lost: the next look at the conversation asks again.
        if let Ok(messages) = api::staff::messages(id, &which).await {
            dispatcher.dispatch(DeskMove::Read(messages));
        }
    });
}

#[hook]
fn use_frames(id: ConversationId, desk: &UseReducerHandle<Desk>, reload_card: &Callback<()>) {
    let dispatcher = desk.dispatcher();
    let load = use_callback(id, {
        let dispatcher = dispatcher.clone();
        move |(), id| {
            let (id, dispatcher) = (*id, dispatcher.clone());
            spawn_local(async move {
                dispatcher.dispatch(match api::staff::conversation(id).await {
                    Ok(conversation) => DeskMove::Loaded(conversation),
                    Err(refused) => DeskMove::Refused(refused),
                });
                dispatcher.dispatch(DeskMove::Again);
            });
        }
    });
    use_effect_with(load.clone(), |load| load.emit(()));
    let writing = use_mut_ref(Vec::<(Side, String, Timeout)>::new);
    let reload_card = reload_card.clone();
    let hear = Callback::from(move |frame: Rc<ServerFrame>| match &*frame {
        ServerFrame::Watching { .. } | ServerFrame::Refetch { .. } => load.emit(()),
        ServerFrame::Message(message) => dispatcher.dispatch(DeskMove::Heard(message.clone())),
        ServerFrame::Marked { side, mark, .. } => dispatcher.dispatch(DeskMove::Marked { side: *side, mark: *mark }),
        ServerFrame::Typing { side, name, typing, .. } => {
            let step = |typing| DeskMove::Writing { side: *side, name: name.clone(), typing };
            dispatcher.dispatch(step(*typing));
            let (dispatcher, over) = (dispatcher.clone(), step(false));
            let over = Timeout::new(WRITING_MS, move || dispatcher.dispatch(over));
            let mut writing = writing.borrow_mut();
            writing.retain(|(known, who, _)| known != side || who != name);
            writing.push((*side, name.clone(), over));
        }
        _ => {}
    });
    use_topic(Some(Topic::Conversation { conversation: id }), Version::default(), hear);
    let hear_inbox = {
        let dispatcher = desk.dispatcher();
        Callback::from(move |frame: Rc<ServerFrame>| {
            if let ServerFrame::Inbox(item) = &*frame
                && item.id == id
            {
                dispatcher.dispatch(DeskMove::Item(item.clone()));
                reload_card.emit(());
            }
        })
    };
    use_topic(Some(Topic::Inbox), Version::default(), hear_inbox);
}

#[hook]
fn use_posting(id: ConversationId, desk: &UseReducerHandle<Desk>) {
    let queue = Queue {
        stored_as: waiting_stored_as(id).into(),
        waiting: desk.waiting.iter().map(|outgoing| outgoing.message.clone()).collect(),
        next: desk.next_to_send(),
        tries: desk.tries,
    };
    let (posted, told) = (desk.dispatcher(), desk.dispatcher());
    let post = Callback::from(move |message: Rc<SendMessage>| {
        let dispatcher = posted.clone();
        let posting: Posting = Box::pin(async move {
            dispatcher.dispatch(DeskMove::Heard(api::staff::send_message(id, &message).await?));
            Ok(())
        });
        posting
    });
    let tell = Callback::from(move |what| {
        told.dispatch(match what {
            Told::Again => DeskMove::Again,
            Told::NotSent { client_id, refused } => DeskMove::NotSent { client_id, refused },
        });
    });
    use_sending(queue, post, tell);
}

#[hook]
fn use_gaps(id: ConversationId, desk: &UseReducerHandle<Desk>) {
    let dispatcher = desk.dispatcher();
    use_effect_with(desk.thread.missing_after(), move |missing| {
        if let Some(after) = *missing {
            read(id, &dispatcher, ListMessages { after: Some(after), ..Default::default() });
        }
    });
}

/// What the server answered to a deed.
enum Done {
    Item(InboxItem),
    Step(DeskMove),
    /// The customer's card shows it.
    Card(&'static str),
    Said(&'static str),
}

#[hook]
fn use_deeds(
    id: ConversationId,
    desk: &UseReducerHandle<Desk>,
    reload_card: Callback<()>,
) -> Callback<(Deed, Callback<bool>)> {
    let (told, explain) = (use_notices(), use_explain());
    let words = &words(use_texts()).inbox;
    let dispatcher = desk.dispatcher();
    Callback::from(move |(deed, on_done): (Deed, Callback<bool>)| {
        let (told, explain, dispatcher) = (told.clone(), explain.clone(), dispatcher.clone());
        let reload_card = reload_card.clone();
        spawn_local(async move {
            let done = carry_out(id, deed, words).await;
            on_done.emit(done.is_ok());
            match done {
                Ok(Done::Item(item)) => dispatcher.dispatch(DeskMove::Item(item)),
                Ok(Done::Step(step)) => dispatcher.dispatch(step),
                Ok(Done::Card(said)) => {
                    told.good(said);
                    reload_card.emit(());
                }
                Ok(Done::Said(said)) => told.good(said),
                Err(refused) => told.bad(explain.emit(refused)),
            }
        });
    })
}

async fn carry_out(id: ConversationId, deed: Deed, words: &crate::staff::words::inbox::Inbox) -> Result<Done, Refused> {
    Ok(match deed {
        Deed::Assign(account) => Done::Item(api::staff::assign(id, AssignConversation { account }).await?),
        Deed::SetState(state) => Done::Item(api::staff::set_state(id, SetConversationState { state }).await?),
        Deed::Note(text) => Done::Step(DeskMove::Noted(api::staff::write_note(id, &WriteNote { text }).await?)),
        Deed::Block(reason) => Done::Item(api::staff::block(id, &BlockVisitor { reason }).await?),
        Deed::Unblock => Done::Item(api::staff::unblock(id).await?),
        Deed::Report(reason) => {
            api::staff::report(id, &ReportConversation { reason }).await?;
            Done::Said(words.reported)
        }
        Deed::ExtendHold => {
            api::staff::extend_hold(id).await?;
            Done::Card(words.hold_extended)
        }
        Deed::ResendTickets(order) => {
            api::staff::resend_tickets(id, ResendTickets { order }).await?;
            Done::Said(words.tickets_sent)
        }
    })
}
