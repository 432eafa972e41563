//! Prepared answers: choosing one, and keeping them in order.

use crate::staff::words::words;
use crate::state::inbox::AnswerDeed;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Dialog;
use crate::ui::field::Field;
use shared::chat::{ANSWER_MAX, ANSWER_TITLE_MAX, PreparedAnswer, WriteAnswer};
use shared::ids::AnswerId;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct AnswersProps {
    pub answers: Rc<Vec<PreparedAnswer>>,
    /// The text of the one that was chosen, its places not filled in.
    pub on_choose: Callback<String>,
    pub on_deed: Callback<AnswerDeed>,
}

#[component]
pub fn Answers(props: &AnswersProps) -> Html {
    let texts = use_texts();
    let words = &words(texts).inbox;
    let managing = use_state_eq(|| false);
    let onchange = {
        let (answers, on_choose) = (props.answers.clone(), props.on_choose.clone());
        Callback::from(move |event: Event| {
            let Some(select) = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok()) else {
                return;
            };
            let chosen = answers.iter().find(|answer| answer.id.to_string() == select.value());
            if let Some(answer) = chosen {
                on_choose.emit(answer.text.clone());
            }
            // So that the same one can be chosen once more.
            select.set_value("");
        })
    };
    let manage = |shown: bool| {
        let managing = managing.setter();
        move || managing.set(shown)
    };
    let (open, close) = (manage(true), manage(false));
    html! {
        <div class="answers">
            <label class="only-read" for="answers">{ words.prepared }</label>
            <select id="answers" {onchange}>
                <option value="" selected=true>{ words.prepared_choose }</option>
                { for props.answers.iter().map(|answer| html! { <option value={answer.id.to_string()}>{ answer.title.clone() }</option> }) }
            </select>
            <Button id="manage-answers" class="small" weight={Weight::Quiet} onclick={move |_| open()}>{ words.prepared_manage }</Button>
            if *managing {
                <Dialog title={words.prepared} on_close={move |()| close()}>
                    <p class="soft">{ words.prepared_hint }</p>
                    { for props.answers.iter().map(|answer| html! {
                        <details key={answer.id.to_string()}><summary>{ answer.title.clone() }</summary>
                            <AnswerForm answer={Some(answer.clone())} on_deed={props.on_deed.clone()} />
                        </details>
                    }) }
                    <details open={props.answers.is_empty()}><summary>{ words.prepared_new }</summary>
                        <AnswerForm key={props.answers.len()} answer={None::<PreparedAnswer>} on_deed={props.on_deed.clone()} />
                    </details>
                </Dialog>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct AnswerFormProps {
    answer: Option<PreparedAnswer>,
    on_deed: Callback<AnswerDeed>,
}

#[component]
fn AnswerForm(props: &AnswerFormProps) -> Html {
    let texts = use_texts();
    let words = &words(texts).inbox;
    let id: Option<AnswerId> = props.answer.as_ref().map(|answer| answer.id);
    let state = use_state(|| match &props.answer {
        Some(answer) => WriteAnswer { title: answer.title.clone(), text: answer.text.clone() },
        None => WriteAnswer { title: String::new(), text: String::new() },
    });
    let change = |set: fn(&mut WriteAnswer, String)| {
        let state = state.clone();
        Callback::from(move |text: String| {
            let mut next = (*state).clone();
            set(&mut next, text);
            state.set(next);
        })
    };
    let onsubmit = {
        let (state, on_deed) = (state.clone(), props.on_deed.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            on_deed.emit(AnswerDeed::Write(id, (*state).clone()));
        })
    };
    let name = id.map_or_else(|| "new".to_owned(), |id| id.to_string());
    html! {
        <form {onsubmit}>
            <Field id={format!("answer-title-{name}")} label={words.prepared_title} value={state.title.clone()}
                on_input={change(|answer, text| answer.title = text)} max_length={ANSWER_TITLE_MAX} />
            <Field id={format!("answer-text-{name}")} label={words.prepared_text} rows={4} value={state.text.clone()}
                on_input={change(|answer, text| answer.text = text)} max_length={ANSWER_MAX} />
            <div class="actions">
                if let Some(id) = id {
                    <Button weight={Weight::Danger} class="small" onclick={props.on_deed.reform(move |_| AnswerDeed::Remove(id))}>{ texts.common.remove }</Button>
                }
                <Button submit=true class="small">{ texts.common.save }</Button>
            </div>
        </form>
    }
}
