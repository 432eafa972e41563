//! The comments of one show and the requests that change them; the page gives them to the components as callbacks.

use crate::api;
use crate::comments::discussion::{Discussion, DiscussionMove};
use crate::load::Refused;
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::error_panel::use_explain;
use shared::comments::{ReportComment, WriteComment};
use shared::ids::{CommentId, ShowId};
use yew::prelude::*;

/// Something asked of the server; `on_done` says whether it worked, so that a form keeps what was typed.
#[derive(Clone, PartialEq)]
pub struct Asked {
    pub text: String,
    pub on_done: Callback<bool>,
}

/// The comments as a page hands them to its components.
#[derive(Clone, PartialEq)]
pub struct Comments {
    pub discussion: UseReducerHandle<Discussion>,
    pub on_more: Callback<()>,
    pub on_write: Callback<Asked>,
    pub on_change: Callback<(CommentId, Asked)>,
    pub on_remove: Callback<(CommentId, Callback<bool>)>,
    pub on_report: Callback<(CommentId, Asked)>,
}

/// Loads the comments of `show` when it appears and again when somebody signs in or out.
#[hook]
pub fn use_comments(show: ShowId) -> Comments {
    let words = &use_texts().comments;
    let notices = use_notices();
    let explain = use_explain();
    let who = use_session().account.as_ref().map(|account| account.id);
    let discussion = use_reducer(Discussion::default);
    let load = {
        let dispatcher = discussion.dispatcher();
        move |cursor: Option<String>| {
            let dispatcher = dispatcher.clone();
            dispatcher.dispatch(DiscussionMove::Asked);
            wasm_bindgen_futures::spawn_local(async move {
                dispatcher
                    .dispatch(DiscussionMove::Answered(api::comments::list_comments(show, cursor.as_deref()).await));
            });
        }
    };
    use_effect_with((show, who), {
        let load = load.clone();
        move |_| load(None)
    });
    let next = discussion.next.clone();
    let on_more = Callback::from(move |()| load(next.clone()));

    let dispatcher = discussion.dispatcher();
    let (told, explained) = (notices.clone(), explain.clone());
    // What every change ends with: the list follows or the refusal is told, and the form hears which.
    let finish = move |done: Result<DiscussionMove, Refused>, said: &'static str, on_done: Callback<bool>| {
        let worked = done.is_ok();
        match done {
            Ok(step) => {
                dispatcher.dispatch(step);
                told.good(said);
            }
            Err(refused) => told.bad(explained.emit(refused)),
        }
        on_done.emit(worked);
    };
    let on_write = {
        let finish = finish.clone();
        Callback::from(move |Asked { text, on_done }: Asked| {
            let finish = finish.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let done = api::comments::write_comment(show, &WriteComment { text }).await;
                finish(done.map(DiscussionMove::Wrote), words.published, on_done);
            });
        })
    };
    let on_change = {
        let finish = finish.clone();
        Callback::from(move |(id, Asked { text, on_done }): (CommentId, Asked)| {
            let finish = finish.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let done = api::comments::change_comment(id, &WriteComment { text }).await;
                finish(done.map(DiscussionMove::Wrote), words.changed, on_done);
            });
        })
    };
    let on_remove = {
        let finish = finish.clone();
        Callback::from(move |(id, on_done): (CommentId, Callback<bool>)| {
            let finish = finish.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let done = api::comments::remove_comment(id).await;
                finish(done.map(|()| DiscussionMove::Removed(id)), words.removed, on_done);
            });
        })
    };
    let on_report = {
        Callback::from(move |(id, Asked { text, on_done }): (CommentId, Asked)| {
            let (notices, explain) = (notices.clone(), explain.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let done = api::comments::report_comment(id, &ReportComment { reason: text }).await;
                on_done.emit(done.is_ok());
                match done {
                    Ok(()) => notices.good(words.reported),
                    Err(refused) => notices.bad(explain.emit(refused)),
                }
            });
        })
    };
    Comments { discussion, on_more, on_write, on_change, on_remove, on_report }
}
