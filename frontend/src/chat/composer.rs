//! Where a message is written: the text, its files, and the button that sends it. What was written stays until it is sent,
//! also over a reload.

use super::files::{ACCEPTED, of_list};
use super::stored::{self, Draft};
use crate::load::Refused;
use crate::state::chat::Attaching;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::error_panel::use_explain;
use crate::ui::field::text_of;
use crate::ui::icon::{Icon, Sign};
use shared::chat::{ATTACHMENT_MAX_BYTES, ATTACHMENTS_MAX, Attachment, MESSAGE_MAX};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, File, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ComposerProps {
    /// Unique on the page, and the name under which the draft is kept.
    pub id: AttrValue,
    pub label: AttrValue,
    /// Answers whether the message was taken.
    pub on_send: Callback<Draft, bool>,
    pub on_attach: Callback<Attaching>,
    pub on_typing: Callback<bool>,
    /// A text to put where one writes; the number makes the same text another wish.
    #[prop_or_default]
    pub insert: Option<(u32, AttrValue)>,
    pub input_ref: NodeRef,
}

#[component]
pub fn Composer(props: &ComposerProps) -> Html {
    let texts = use_texts();
    let words = &texts.chat;
    let draft = use_state(|| stored::draft(&props.id));
    // What is written now, for answers that arrive later than the next drawing.
    let latest = use_mut_ref(|| (*draft).clone());
    let uploading = use_state_eq(|| 0_usize);
    let running = use_mut_ref(|| 0_usize);
    let problem = use_state_eq(|| None::<String>);
    let explain = use_explain();
    let put = {
        let (draft, latest, id) = (draft.setter(), latest.clone(), props.id.clone());
        Callback::from(move |new: Draft| {
            stored::keep_draft(&id, &new);
            latest.borrow_mut().clone_from(&new);
            draft.set(new);
        })
    };
    use_effect_with(props.insert.clone(), {
        let (put, latest, input) = (put.clone(), latest.clone(), props.input_ref.clone());
        move |insert| {
            if let Some((_, text)) = insert {
                let (before, files) = latest.borrow().clone();
                let gap = if before.is_empty() || before.ends_with(char::is_whitespace) { "" } else { "\n" };
                put.emit((format!("{before}{gap}{text}"), files));
                focus(&input);
            }
        }
    });
    let take = {
        let (put, latest, problem) = (put.clone(), latest.clone(), problem.setter());
        let (uploading, on_attach) = (uploading.setter(), props.on_attach.clone());
        Callback::from(move |files: Vec<File>| {
            problem.set(None);
            for file in files {
                if latest.borrow().1.len() + *running.borrow() >= ATTACHMENTS_MAX {
                    return problem.set(Some((words.too_many_files)(ATTACHMENTS_MAX)));
                }
                if crate::clock::whole(file.size()) > i64::try_from(ATTACHMENT_MAX_BYTES).unwrap_or(i64::MAX) {
                    problem.set(Some((words.too_large)(&file.name(), ATTACHMENT_MAX_BYTES / 1_048_576)));
                    continue;
                }
                *running.borrow_mut() += 1;
                uploading.set(*running.borrow());
                let (put, latest, problem, explain) = (put.clone(), latest.clone(), problem.clone(), explain.clone());
                let (uploading, running) = (uploading.clone(), running.clone());
                let on_done = Callback::from(move |answer: Result<Attachment, Refused>| {
                    *running.borrow_mut() -= 1;
                    uploading.set(*running.borrow());
                    match answer {
                        Ok(attachment) => {
                            let (text, mut files) = latest.borrow().clone();
                            files.push(attachment);
                            put.emit((text, files));
                        }
                        Err(refused) => problem.set(Some(explain.emit(refused))),
                    }
                });
                on_attach.emit(Attaching { file, on_done });
            }
        })
    };
    let busy = *uploading > 0;
    let send = {
        let (put, latest, on_send, on_typing) =
            (put.clone(), latest.clone(), props.on_send.clone(), props.on_typing.clone());
        let input = props.input_ref.clone();
        Callback::from(move |()| {
            let (text, files) = latest.borrow().clone();
            let text = text.trim().to_owned();
            if busy || (text.is_empty() && files.is_empty()) {
                return;
            }
            if on_send.emit((text, files)) {
                on_typing.emit(false);
                put.emit(Draft::default());
                focus(&input);
            }
        })
    };
    let oninput = {
        let (put, latest, on_typing) = (put.clone(), latest.clone(), props.on_typing.clone());
        Callback::from(move |event: InputEvent| {
            let text = text_of(&event);
            on_typing.emit(!text.is_empty());
            let files = latest.borrow().1.clone();
            put.emit((text, files));
        })
    };
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
                event.prevent_default();
                send.emit(());
            }
        })
    };
    let onpaste = {
        let take = take.clone();
        Callback::from(move |event: Event| {
            let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            let files = of_list(data.and_then(|data| data.files()));
            if !files.is_empty() {
                event.prevent_default();
                take.emit(files);
            }
        })
    };
    let ondrop = {
        let take = take.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            take.emit(of_list(event.data_transfer().and_then(|data| data.files())));
        })
    };
    let onchange = Callback::from(move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            take.emit(of_list(input.files()));
            // So that the same file can be chosen once more.
            input.set_value("");
        }
    });
    let (text, files) = &*draft;
    let remove = |at: usize| {
        let (put, latest) = (put.clone(), latest.clone());
        Callback::from(move |_: MouseEvent| {
            let (text, mut files) = latest.borrow().clone();
            files.remove(at);
            put.emit((text, files));
        })
    };
    html! {
        <form class="composer" onsubmit={send.reform(|event: SubmitEvent| event.prevent_default())} {ondrop}
            ondragover={|event: DragEvent| event.prevent_default()}>
            if let Some(problem) = &*problem { <p class="refused" role="alert">{ problem.clone() }</p> }
            if busy || !files.is_empty() {
                <ul class="files">
                    { for files.iter().enumerate().map(|(at, file)| html! {
                        <li key={file.id.to_string()}>{ file.name.clone() }
                            <Button weight={Weight::Quiet} class="round" label={(words.remove_file)(&file.name)} onclick={remove(at)}><Icon sign={Sign::Cross} /></Button>
                        </li>
                    }) }
                    if busy { <li role="status">{ words.uploading }</li> }
                </ul>
            }
            <label class="only-read" for={props.id.clone()}>{ props.label.clone() }</label>
            <textarea ref={props.input_ref.clone()} id={props.id.clone()} rows="1" placeholder={props.label.clone()} value={text.clone()}
                maxlength={MESSAGE_MAX.to_string()} {oninput} {onkeydown} {onpaste} enterkeyhint="send" />
            <label class="button round quiet" title={words.attach}>
                <Icon sign={Sign::Clip} /><span class="only-read">{ words.attach }</span>
                <input type="file" class="only-read" multiple=true accept={ACCEPTED} {onchange} />
            </label>
            <Button submit=true weight={Weight::Primary} class="round" label={words.send} disabled={busy}><Icon sign={Sign::Send} /></Button>
        </form>
    }
}

/// Puts the cursor into the field, if it is there.
pub fn focus(input: &NodeRef) {
    if let Some(input) = input.cast::<HtmlTextAreaElement>() {
        // A field that cannot take the focus leaves it where it was.
        let _ = input.focus();
    }
}
