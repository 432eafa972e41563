//! One comment: read, or, when it is one's own, changed in place.

use crate::comments::comment_form::CommentForm;
use crate::state::comments::Asked;
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::{Button, Weight};
use crate::ui::format::use_format;
use crate::ui::icon::{Icon, Sign};
use crate::ui::paragraphs::paragraphs;
use shared::comments::Comment;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CommentViewProps {
    pub comment: Comment,
    pub on_change: Callback<Asked>,
    pub on_remove: Callback<()>,
    /// None for those who are not signed in.
    pub on_report: Option<Callback<()>>,
}

#[component]
pub fn CommentView(props: &CommentViewProps) -> Html {
    let texts = use_texts();
    let words = &texts.comments;
    let format = use_format();
    let session = use_session();
    let editing = use_state_eq(|| false);
    let comment = &props.comment;
    let author = if comment.author.is_empty() { words.left } else { comment.author.as_str() };
    let edit = |on: bool| {
        let editing = editing.setter();
        move |_| editing.set(on)
    };
    html! {
        <article class="comment">
            <header>
                <b>{ author.to_owned() }</b>
                if comment.mine { <Badge>{ words.yours }</Badge> }
                if comment.has_seen_it { <Badge tone={BadgeTone::Warm}><Icon sign={Sign::Check} />{ words.has_seen_it }</Badge> }
                <time class="soft" datetime={comment.written_at.to_rfc3339()}>
                    { format.date_only(comment.written_at, session.time_zone()) }
                    if comment.edited_at.is_some() { { format!(" ({})", words.edited) } }
                </time>
            </header>
            if *editing {
                <CommentForm id={format!("comment-{}", comment.id)} text={comment.text.clone()} action={texts.common.save}
                    on_send={props.on_change.clone()} on_done={Callback::from(edit(false))} on_cancel={Callback::from(edit(false))} />
            } else {
                { paragraphs(&comment.text) }
                if let Some(reply) = &comment.reply {
                    <blockquote class="theatre-reply"><b>{ words.theatre }</b>{ paragraphs(reply) }</blockquote>
                }
                <div class="comment-actions">
                    if comment.mine {
                        <Button weight={Weight::Quiet} class="small" onclick={{ let editing = editing.setter(); move |_| editing.set(true) }}>
                            <Icon sign={Sign::Pen} />{ texts.common.edit }
                        </Button>
                        <Button weight={Weight::Quiet} class="small" onclick={props.on_remove.reform(|_| ())}>
                            <Icon sign={Sign::Bin} />{ texts.common.remove }
                        </Button>
                    } else if let Some(on_report) = &props.on_report {
                        <Button weight={Weight::Quiet} class="small" onclick={on_report.reform(|_| ())}
                            label={format!("{}, {author}", words.report)}>
                            <Icon sign={Sign::Flag} />{ words.report }
                        </Button>
                    }
                </div>
            }
        </article>
    }
}
