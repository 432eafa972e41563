//! The staff's list of conversations and of who is on the site, kept in step by the socket.

use crate::api;
use crate::live::{Version, use_topic};
use crate::load::{Loaded, use_load};
use crate::staff::inbox::{Inbox, InboxMove, is_listed};
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::ui::error_panel::use_explain;
use shared::chat::{InboxFilter, ListInbox, PreparedAnswer, WriteAnswer};
use shared::ids::AnswerId;
use shared::live::{ServerFrame, SetPresence, StaffPresence, Topic};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Which conversations are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    pub filter: InboxFilter,
    pub search: Option<String>,
}

/// The list, and the way to more of it.
#[hook]
pub fn use_inbox(which: &Which) -> (UseReducerHandle<Inbox>, Callback<()>) {
    let inbox = use_reducer(Inbox::default);
    let me = use_session().account.as_ref().map(|account| account.id);
    let load = use_callback(which.clone(), {
        let dispatcher = inbox.dispatcher();
        move |cursor: Option<String>, which| {
            let (dispatcher, first) = (dispatcher.clone(), cursor.is_none());
            let wanted = ListInbox { filter: which.filter, search: which.search.clone(), cursor, limit: None };
            spawn_local(async move {
                // Not now: the next time the socket is there.
                if let Ok(page) = api::staff::list_conversations(&wanted).await {
                    dispatcher.dispatch(if first { InboxMove::Loaded(page) } else { InboxMove::Older(page) });
                }
            });
        }
    });
    use_effect_with(load.clone(), |load| load.emit(None));
    let hear = {
        let (dispatcher, load, which) = (inbox.dispatcher(), load.clone(), which.clone());
        Callback::from(move |frame: Rc<ServerFrame>| match &*frame {
            ServerFrame::Watching { .. } | ServerFrame::Refetch { .. } => load.emit(None),
            // What a search finds, only the server knows.
            ServerFrame::Inbox(_) if which.search.is_some() => load.emit(None),
            ServerFrame::Inbox(item) => {
                let listed = is_listed(item, which.filter, me);
                dispatcher.dispatch(InboxMove::Heard { item: item.clone(), listed });
            }
            ServerFrame::InboxGone { conversation } => dispatcher.dispatch(InboxMove::Gone(*conversation)),
            _ => {}
        })
    };
    use_topic(Some(Topic::Inbox), Version::default(), hear);
    use_visitors(&inbox);
    let next = inbox.next.clone();
    (inbox, load.reform(move |()| next.clone()))
}

#[hook]
fn use_visitors(inbox: &UseReducerHandle<Inbox>) {
    let dispatcher = inbox.dispatcher();
    let hear = Callback::from(move |frame: Rc<ServerFrame>| match &*frame {
        ServerFrame::Watching { .. } | ServerFrame::Refetch { .. } => {
            let dispatcher = dispatcher.clone();
            spawn_local(async move {
                if let Ok(here) = api::staff::visitors().await {
                    dispatcher.dispatch(InboxMove::Here { total: here.total, visitors: here.visitors });
                }
            });
        }
        ServerFrame::Visitors { total, visitors } => {
            dispatcher.dispatch(InboxMove::Here { total: *total, visitors: visitors.clone() });
        }
        ServerFrame::VisitorHere { total, visitor } => {
            dispatcher.dispatch(InboxMove::Came { total: *total, visitor: visitor.clone() });
        }
        ServerFrame::VisitorLeft { total, person } => {
            dispatcher.dispatch(InboxMove::Left { total: *total, person: person.clone() });
        }
        _ => {}
    });
    use_topic(Some(Topic::Visitors), Version::default(), hear);
}

/// What the staff say of themselves, and the way to change it.
#[hook]
pub fn use_presence() -> (Loaded<StaffPresence>, Callback<SetPresence>) {
    let presence = use_load((), |()| api::staff::presence());
    let (told, explain) = (use_notices(), use_explain());
    let reload = presence.reload.clone();
    let hear = Callback::from(move |frame: Rc<ServerFrame>| {
        if matches!(&*frame, ServerFrame::BoxOffice(_)) {
            reload.emit(());
        }
    });
    use_topic(Some(Topic::BoxOffice), Version::default(), hear);
    let on_set = {
        let presence = presence.clone();
        Callback::from(move |word: SetPresence| {
            let (presence, told, explain) = (presence.clone(), told.clone(), explain.clone());
            spawn_local(async move {
                match api::staff::set_presence(&word).await {
                    Ok(new) => presence.put(new),
                    Err(refused) => told.bad(explain.emit(refused)),
                }
            });
        })
    };
    (presence, on_set)
}

/// A change of the prepared answers.
#[derive(Debug, Clone)]
pub enum AnswerDeed {
    Write(Option<AnswerId>, WriteAnswer),
    Remove(AnswerId),
}

/// The prepared answers, and the way to change them.
#[hook]
pub fn use_answers() -> (Rc<Vec<PreparedAnswer>>, Callback<AnswerDeed>) {
    let answers = use_load((), |()| api::staff::answers());
    let (told, explain) = (use_notices(), use_explain());
    let list = answers.ready().cloned().unwrap_or_default();
    let on_deed = Callback::from(move |deed: AnswerDeed| {
        let (reload, told, explain) = (answers.reload.clone(), told.clone(), explain.clone());
        spawn_local(async move {
            let done = match deed {
                AnswerDeed::Write(None, answer) => api::staff::write_answer(&answer).await.map(|_| ()),
                AnswerDeed::Write(Some(id), answer) => api::staff::change_answer(id, &answer).await.map(|_| ()),
                AnswerDeed::Remove(id) => api::staff::remove_answer(id).await,
            };
            if let Err(refused) = done {
                told.bad(explain.emit(refused));
            }
            reload.emit(());
        });
    });
    (list, on_deed)
}
