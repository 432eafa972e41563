//! Telling the theatre that a comment should not be there.

use crate::state::comments::Asked;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Dialog;
use crate::ui::field::Field;
use shared::comments::REPORT_REASON_MAX;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ReportDialogProps {
    pub on_send: Callback<Asked>,
    pub on_close: Callback<()>,
}

#[component]
pub fn ReportDialog(props: &ReportDialogProps) -> Html {
    let texts = use_texts();
    let reason = use_state(String::new);
    let busy = use_state_eq(|| false);
    let missing = use_state_eq(|| false);
    let on_input = {
        let reason = reason.setter();
        Callback::from(move |typed: String| reason.set(typed))
    };
    let onsubmit = {
        let (reason, busy, missing) = (reason.clone(), busy.clone(), missing.setter());
        let (on_send, on_close) = (props.on_send.clone(), props.on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            missing.set(reason.trim().is_empty());
            if reason.trim().is_empty() {
                return;
            }
            busy.set(true);
            let (busy, on_close) = (busy.setter(), on_close.clone());
            let on_done = Callback::from(move |worked: bool| {
                busy.set(false);
                if worked {
                    on_close.emit(());
                }
            });
            on_send.emit(Asked { text: reason.trim().to_owned(), on_done });
        })
    };
    let error = missing.then_some(AttrValue::Static(texts.common.required));
    html! {
        <Dialog title={texts.comments.report_title} on_close={props.on_close.clone()}>
            <form {onsubmit} novalidate=true>
                <Field id="report-reason" label={texts.comments.report_label} rows={4} value={(*reason).clone()} {on_input} {error}
                    max_length={REPORT_REASON_MAX} />
                <footer class="actions">
                    <Button onclick={props.on_close.reform(|_| ())}>{ texts.common.cancel }</Button>
                    <Button submit=true weight={Weight::Primary} busy={*busy}>{ texts.comments.report_send }</Button>
                </footer>
            </form>
        </Dialog>
    }
}
