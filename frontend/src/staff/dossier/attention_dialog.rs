//! The dialog that marks a case of money as looked at, with a note.

use crate::accounts::form::{use_form, use_typed};
use crate::accounts::form_error::FormError;
use crate::state::dossier::{Resolved, use_resolve_attention};
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Dialog;
use crate::ui::field::Field;
use yew::prelude::*;

/// Longest note, in characters.
const NOTE_MAX_LENGTH: usize = 500;

#[derive(Properties, PartialEq)]
pub struct AttentionDialogProps {
    pub id: i64,
    pub on_close: Callback<()>,
    pub on_done: Callback<()>,
}

#[component]
pub fn AttentionDialog(props: &AttentionDialogProps) -> Html {
    let office = use_office();
    let words = &office.dossier;
    let (form, note) = (use_form(), use_typed(String::new()));
    let resolve_attention = use_resolve_attention();
    let onsubmit = {
        let (form, note) = (form.clone(), note.text.clone());
        let (id, on_done) = (props.id, props.on_done.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.busy() {
                return;
            }
            if note.trim().is_empty() {
                return form.not_yet();
            }
            let (sent, on_done) = (form.sent(), on_done.clone());
            let told = Callback::from(move |answer: Result<(), _>| {
                let is_done = answer.is_ok();
                sent.emit(answer);
                if is_done {
                    on_done.emit(());
                }
            });
            resolve_attention.emit(Resolved { id, note: note.trim().to_owned(), on_done: told });
        })
    };
    let missing = note.text.trim().is_empty().then(|| words.lacks_note.to_owned());
    html! {
        <Dialog title={words.resolve} on_close={props.on_close.clone()}>
            <form ref={form.node.clone()} {onsubmit} novalidate=true>
                <p>{ words.resolve_hint }</p>
                <FormError sentence={form.general_error(&["note"])} />
                <Field id="resolution" label={words.resolution} rows={3} max_length={NOTE_MAX_LENGTH} value={(*note.text).clone()}
                    on_input={note.on_input.clone()} error={form.error(&["note"], missing)} />
                <footer class="actions">
                    <Button onclick={props.on_close.reform(|_: MouseEvent| ())}>{ office.site().common.cancel }</Button>
                    <Button id="resolve-go" submit=true weight={Weight::Primary} busy={form.busy()}>{ words.resolve }</Button>
                </footer>
            </form>
        </Dialog>
    }
}
