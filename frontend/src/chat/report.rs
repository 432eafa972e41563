//! Something in the conversation does not belong there: says so to whoever runs the house.

use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Dialog;
use crate::ui::field::Field;
use shared::chat::REASON_MAX;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ReportProps {
    pub title: AttrValue,
    pub label: AttrValue,
    /// On the button.
    pub action: AttrValue,
    /// With the reason and who hears whether it worked.
    pub on_send: Callback<(String, Callback<bool>)>,
    pub on_close: Callback<()>,
}

/// Asks for a reason.
#[component]
pub fn Reason(props: &ReportProps) -> Html {
    let texts = use_texts();
    let reason = use_state_eq(String::new);
    let busy = use_state_eq(|| false);
    let onsubmit = {
        let (reason, busy) = (reason.clone(), busy.setter());
        let (on_send, on_close) = (props.on_send.clone(), props.on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if reason.trim().is_empty() {
                return;
            }
            busy.set(true);
            let (busy, on_close) = (busy.clone(), on_close.clone());
            let on_done = Callback::from(move |worked: bool| {
                busy.set(false);
                if worked {
                    on_close.emit(());
                }
            });
            on_send.emit((reason.trim().to_owned(), on_done));
        })
    };
    let on_input = {
        let reason = reason.setter();
        Callback::from(move |text| reason.set(text))
    };
    html! {
        <Dialog title={props.title.clone()} on_close={props.on_close.clone()}>
            <form {onsubmit}>
                <Field id="reason" label={props.label.clone()} rows={3} value={(*reason).clone()} {on_input} max_length={REASON_MAX} />
                <footer class="actions">
                    <Button onclick={props.on_close.reform(|_| ())}>{ texts.common.cancel }</Button>
                    <Button submit=true weight={Weight::Danger} busy={*busy}>{ props.action.clone() }</Button>
                </footer>
            </form>
        </Dialog>
    }
}
