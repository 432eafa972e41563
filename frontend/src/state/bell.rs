//! The person's notices and the requests that mark them as read; and which kinds they want.

use crate::api;
use crate::live::{Version, use_topic};
use crate::load::use_load;
use crate::notices::list::{NoticeList, NoticeMove};
use crate::notices::sentence::sentence;
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::error_panel::use_explain;
use shared::ids::NoticeId;
use shared::live::{ServerFrame, Topic};
use shared::notices::{NoticeAbout, NoticeKind, NoticeSetting, NoticeSettings, ReadNotices};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The notices as the bell sees them.
#[derive(Clone, PartialEq)]
pub struct BellContext {
    pub list: UseReducerHandle<NoticeList>,
    /// These were read, or (none) all.
    pub on_read: Callback<Option<Vec<NoticeId>>>,
    pub on_older: Callback<()>,
}

/// Loads the notices once the socket is there, and follows it.
#[hook]
pub fn use_bell() -> BellContext {
    let texts = use_texts();
    let (session, told) = (use_session(), use_notices());
    let list = use_reducer(NoticeList::default);
    let load = use_callback((), {
        let dispatcher = list.dispatcher();
        move |cursor: Option<String>, ()| {
            let dispatcher = dispatcher.clone();
            spawn_local(async move {
                // Not now: the next time the socket is there.
                if let Ok(notices) = api::list_notices(cursor.as_deref()).await {
                    dispatcher.dispatch(match cursor {
                        None => NoticeMove::Loaded(notices),
                        Some(_) => NoticeMove::Older(notices),
                    });
                }
            });
        }
    });
    let who = session.account.as_ref().map(|account| account.id);
    use_effect_with(who, {
        let dispatcher = list.dispatcher();
        move |_| dispatcher.dispatch(NoticeMove::Left)
    });
    let hear = {
        let (dispatcher, load, session) = (list.dispatcher(), load.clone(), session.clone());
        Callback::from(move |frame: Rc<ServerFrame>| match &*frame {
            ServerFrame::Watching { .. } | ServerFrame::Refetch { .. } => load.emit(None),
            ServerFrame::Notice { notice, unread } => {
                // The conversation has its own signs.
                if !matches!(notice.about, NoticeAbout::ChatReply { .. }) {
                    told.plain(sentence(texts, &notice.about, session.time_zone()));
                }
                dispatcher.dispatch(NoticeMove::Heard { notice: notice.clone(), unread: *unread });
            }
            ServerFrame::NoticesRead { unread: 0 } => {
                dispatcher.dispatch(NoticeMove::Read { notices: None, unread: 0 });
            }
            ServerFrame::NoticesRead { .. } => load.emit(None),
            _ => {}
        })
    };
    use_topic(Some(Topic::Notices), Version::default(), hear);
    let on_read = {
        let dispatcher = list.dispatcher();
        Callback::from(move |notices: Option<Vec<NoticeId>>| {
            let dispatcher = dispatcher.clone();
            spawn_local(async move {
                let which = ReadNotices { notices };
                if let Ok(left) = api::read_notices(&which).await {
                    dispatcher.dispatch(NoticeMove::Read { notices: which.notices, unread: left.unread });
                }
            });
        })
    };
    let next = list.next.clone();
    let on_older = load.reform(move |()| next.clone());
    BellContext { list, on_read, on_older }
}

/// Which kinds the person wants, once known, and the way to change one.
#[hook]
pub fn use_notice_settings() -> (Option<Rc<NoticeSettings>>, Callback<(NoticeKind, bool)>) {
    let (told, explain) = (use_notices(), use_explain());
    let settings = use_load((), |()| api::notice_settings());
    let ready = settings.ready().cloned();
    let on_change = Callback::from(move |(kind, wanted): (NoticeKind, bool)| {
        let (settings, told, explain) = (settings.clone(), told.clone(), explain.clone());
        spawn_local(async move {
            let change = NoticeSettings { settings: vec![NoticeSetting { kind, wanted }] };
            match api::change_notice_settings(&change).await {
                Ok(changed) => settings.put(changed),
                Err(refused) => {
                    told.bad(explain.emit(refused));
                    settings.reload.emit(());
                }
            }
        });
    });
    (ready, on_change)
}
