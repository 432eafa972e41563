//! The comments under a show: the form for those who are signed in, then what others said.

use crate::comments::comment_form::CommentForm;
use crate::comments::comment_view::CommentView;
use crate::comments::report_dialog::ReportDialog;
use crate::route::{Link, Route};
use crate::state::comments::{Asked, Comments};
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::dialog::Confirm;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::pager::Pager;
use crate::ui::skeleton::Skeleton;
use shared::ids::CommentId;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ThreadProps {
    pub comments: Comments,
    /// The path of the page, to come back to after signing in.
    pub back_to: AttrValue,
}

/// What a dialog asks about.
#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Remove(CommentId),
    Report(CommentId),
}

#[component]
pub fn Thread(props: &ThreadProps) -> Html {
    let texts = use_texts();
    let words = &texts.comments;
    let session = use_session();
    let asking = use_state_eq(|| None::<Asking>);
    let Comments { discussion, on_more, on_write, on_change, on_remove, on_report } = &props.comments;
    let signed_in = session.account.is_some();
    let ask = {
        let asking = asking.setter();
        Callback::from(move |what: Option<Asking>| asking.set(what))
    };
    html! {
        <section class="thread" aria-labelledby="comments">
            <h2 id="comments">{ words.title }</h2>
            if signed_in {
                <CommentForm id="comment" action={words.publish} on_send={on_write.clone()} />
            } else if session.known {
                <p class="sign-in-hint">
                    <Link to={Route::SignIn} query={format!("?next={}", props.back_to)}>{ words.sign_in_first }</Link>
                </p>
            }
            if discussion.comments.is_empty() && discussion.known {
                <p class="soft">{ words.nobody_yet }</p>
            }
            <ol class="comments">
                { for discussion.comments.iter().map(|comment| {
                    let id = comment.id;
                    html! {
                        <li key={id.0}>
                            <CommentView comment={comment.clone()} on_change={on_change.reform(move |asked| (id, asked))}
                                on_remove={ask.reform(move |()| Some(Asking::Remove(id)))}
                                on_report={signed_in.then(|| ask.reform(move |()| Some(Asking::Report(id))))} />
                        </li>
                    }
                }) }
            </ol>
            if !discussion.known && discussion.loading { <Skeleton /> }
            if let Some(refused) = &discussion.refused {
                <ErrorPanel refused={refused.clone()} on_retry={on_more.clone()} />
            }
            <Pager more={discussion.next.is_some()} busy={discussion.loading} on_more={on_more.clone()} />
            { match *asking {
                None => Html::default(),
                Some(Asking::Remove(id)) => html! {
                    <RemoveDialog on_remove={on_remove.reform(move |done| (id, done))} on_close={ask.reform(|()| None)} />
                },
                Some(Asking::Report(id)) => html! {
                    <ReportDialog on_send={on_report.reform(move |asked: Asked| (id, asked))} on_close={ask.reform(|()| None)} />
                },
            } }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct RemoveDialogProps {
    on_remove: Callback<Callback<bool>>,
    on_close: Callback<()>,
}

#[component]
fn RemoveDialog(props: &RemoveDialogProps) -> Html {
    let texts = use_texts();
    let busy = use_state_eq(|| false);
    let on_confirm = {
        let (busy, on_remove, on_close) = (busy.setter(), props.on_remove.clone(), props.on_close.clone());
        Callback::from(move |()| {
            busy.set(true);
            let on_close = on_close.clone();
            // Refused or not, the dialog has nothing more to ask: a refusal is told in a notice.
            on_remove.emit(Callback::from(move |_| on_close.emit(())));
        })
    };
    html! {
        <Confirm title={texts.comments.remove_title} question={texts.comments.remove_question} action={texts.common.remove}
            busy={*busy} {on_confirm} on_close={props.on_close.clone()} />
    }
}
