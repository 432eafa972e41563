//! Writing or changing a comment: what was typed stays until the server has it.

use crate::state::comments::Asked;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::field::Field;
use shared::comments::{COMMENT_MAX, COMMENT_MIN};
use yew::prelude::*;

/// From how few characters on the rest is counted.
const COUNTED_BELOW: usize = 200;

#[derive(Properties, PartialEq)]
pub struct CommentFormProps {
    /// Unique on the page.
    pub id: AttrValue,
    #[prop_or_default]
    pub text: AttrValue,
    /// On the button.
    pub action: AttrValue,
    pub on_send: Callback<Asked>,
    /// After it worked.
    #[prop_or_default]
    pub on_done: Callback<()>,
    #[prop_or_default]
    pub on_cancel: Option<Callback<()>>,
}

#[component]
pub fn CommentForm(props: &CommentFormProps) -> Html {
    let texts = use_texts();
    let text = use_state(|| props.text.to_string());
    let busy = use_state_eq(|| false);
    let too_short = use_state_eq(|| false);
    let length = text.trim().chars().count();
    let left = COMMENT_MAX.saturating_sub(text.chars().count());
    let on_input = {
        let (text, too_short) = (text.setter(), too_short.setter());
        Callback::from(move |typed: String| {
            too_short.set(false);
            text.set(typed);
        })
    };
    let onsubmit = {
        let (text, busy, too_short) = (text.clone(), busy.clone(), too_short.clone());
        let (on_send, on_done) = (props.on_send.clone(), props.on_done.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            if length < COMMENT_MIN {
                too_short.set(true);
                return;
            }
            busy.set(true);
            let (setter, busy, on_done) = (text.setter(), busy.setter(), on_done.clone());
            let on_done = Callback::from(move |worked: bool| {
                busy.set(false);
                if worked {
                    setter.set(String::new());
                    on_done.emit(());
                }
            });
            on_send.emit(Asked { text: text.trim().to_owned(), on_done });
        })
    };
    let error = too_short.then_some(AttrValue::Static(texts.comments.too_short));
    html! {
        <form class="comment-form" {onsubmit} novalidate=true>
            <Field id={props.id.clone()} label={texts.comments.write_label} rows={3} value={(*text).clone()} {on_input} {error}
                max_length={COMMENT_MAX} hint={texts.comments.write_hint} />
            <div class="actions">
                if left < COUNTED_BELOW {
                    <span class="soft" role="status">{ (texts.common.characters_left)(i64::try_from(left).unwrap_or_default()) }</span>
                }
                if let Some(on_cancel) = &props.on_cancel {
                    <Button onclick={on_cancel.reform(|_| ())}>{ texts.common.cancel }</Button>
                }
                <Button submit=true weight={Weight::Secondary} busy={*busy}>{ props.action.clone() }</Button>
            </div>
        </form>
    }
}
