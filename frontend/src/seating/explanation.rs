//! Why a choice did not happen, kindly, naming the seats, with the way on.

use super::board::Word;
use super::scene::Scene;
use super::words::names;
use crate::load::Refused;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::error_panel::use_explain;
use shared::ids::SeatId;
use shared::refusal::Problem;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ExplanationProps {
    pub word: Word,
    pub scene: Rc<Scene>,
    /// Take these together after all.
    pub on_take: Callback<Vec<SeatId>>,
    pub on_understood: Callback<()>,
}

#[component]
pub fn Explanation(props: &ExplanationProps) -> Html {
    let texts = use_texts();
    let explain = use_explain();
    let named = |seats: &[SeatId]| names(texts, &props.scene, seats);
    let sentence = match &props.word {
        Word::Taken { seats } => (texts.seating.taken_word)(&named(seats), seats.len()),
        Word::Gone { seats } => (texts.seating.gone_word)(&named(seats), seats.len()),
        Word::Lonely { seats, .. } => (texts.seating.lonely_word)(&named(seats), seats.len()),
        Word::Refused(refusal) => {
            let problem = Problem {
                kind: String::new(),
                title: String::new(),
                status: 0,
                detail: String::new(),
                refusal: refusal.clone(),
            };
            explain.emit(Refused::Said(Rc::new(problem)))
        }
        Word::Unreachable => explain.emit(Refused::Offline),
    };
    html! {
        <div class="explanation" role="alert" id="explanation">
            <p>{ sentence }</p>
            <div class="actions">
                if let Word::Lonely { seats, wanted } = &props.word {
                    <Button class="small" weight={Weight::Secondary} onclick={props.on_take.reform({
                        let all: Vec<SeatId> = wanted.iter().chain(seats).copied().collect();
                        move |_| all.clone()
                    })}>{ (texts.seating.take_too)(&named(seats)) }</Button>
                }
                <Button class="small" weight={Weight::Quiet} onclick={props.on_understood.reform(|_| ())}>{ texts.seating.understood }</Button>
            </div>
        </div>
    }
}
