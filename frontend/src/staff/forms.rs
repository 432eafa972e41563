//! Two small forms beside a conversation: looking for words in it, and a note for the team.

use crate::staff::words::words;
use crate::state::desk::Deed;
use crate::texts::use_texts;
use crate::ui::button::Button;
use crate::ui::field::Field;
use shared::chat::NOTE_MAX;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SearchProps {
    pub on_search: Callback<Option<String>>,
}

/// Looks for words in the history.
#[component]
pub fn Search(props: &SearchProps) -> Html {
    let texts = use_texts();
    let text = use_state_eq(String::new);
    let on_input = {
        let (text, on_search) = (text.setter(), props.on_search.clone());
        Callback::from(move |typed: String| {
            if typed.is_empty() {
                on_search.emit(None);
            }
            text.set(typed);
        })
    };
    let onsubmit = {
        let (text, on_search) = (text.clone(), props.on_search.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            on_search.emit(Some(text.trim().to_owned()).filter(|text| !text.is_empty()));
        })
    };
    html! {
        <form role="search" {onsubmit}>
            <Field id="search-here" kind="search" label={words(texts).inbox.search_here} value={(*text).clone()} {on_input} required=false />
        </form>
    }
}

#[derive(Properties, PartialEq)]
pub struct NoteFormProps {
    pub on_deed: Callback<(Deed, Callback<bool>)>,
}

#[component]
pub fn NoteForm(props: &NoteFormProps) -> Html {
    let words = &words(use_texts()).inbox;
    let text = use_state_eq(String::new);
    let on_input = {
        let text = text.setter();
        Callback::from(move |typed| text.set(typed))
    };
    let onsubmit = {
        let (text, on_deed) = (text.clone(), props.on_deed.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let setter = text.setter();
            let on_done = Callback::from(move |worked: bool| {
                if worked {
                    setter.set(String::new());
                }
            });
            if !text.trim().is_empty() {
                on_deed.emit((Deed::Note(text.trim().to_owned()), on_done));
            }
        })
    };
    html! {
        <form {onsubmit}>
            <Field id="note" label={words.note} rows={2} value={(*text).clone()} {on_input} max_length={NOTE_MAX} />
            <Button id="add-note" submit=true class="small">{ words.note_add }</Button>
        </form>
    }
}
