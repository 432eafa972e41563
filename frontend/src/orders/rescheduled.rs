//! Performances of an order that were cancelled or moved: what happened, and what the buyer may choose.

use crate::catalogue::place_words::place_words;
use crate::load::Refused;
use crate::orders::doing::Deed;
use crate::state::order::OrderAtHand;
use crate::texts::Texts;
use crate::ui::button::{Button, Weight};
use shared::catalogue::PerformanceCard;
use shared::rescheduling::{AnswerRescheduling, AnswerState, Choice, Rescheduled, ReschedulingKind};
use yew::prelude::*;

/// One card a performance; nothing when there is none.
pub fn rescheduled(texts: &'static Texts, at_hand: &OrderAtHand, explain: &Callback<Refused, String>) -> Html {
    let Some(known) = at_hand.rescheduled.ready() else { return Html::default() };
    let shown = known.iter().filter(|one| one.state != AnswerState::Nothing);
    html! {
        { for shown.map(|one| card(texts, at_hand, one, explain)) }
    }
}

fn card(texts: &'static Texts, at_hand: &OrderAtHand, one: &Rescheduled, explain: &Callback<Refused, String>) -> Html {
    let words = &texts.rescheduling;
    let (id, title) = (format!("rescheduled-{}", one.performance.id), title(texts, one));
    let refused = at_hand.doing.refused_choice(one.performance.id);
    html! {
        <section key={id.clone()} class="offers card rescheduled" data-rescheduled={one.performance.id.to_string()} aria-labelledby={id.clone()}>
            <h2 {id}>{ title }</h2>
            { happened(texts, one) }
            <p class="soft">{ (words.reason)(&one.reason) }</p>
            if let Some(refused) = refused { <p class="field-error" role="alert">{ explain.emit(refused.clone()) }</p> }
            if one.choices.is_empty() {
                if let Some(result) = result(texts, one) { <p class="result" role="status"><b>{ result }</b></p> }
            } else {
                <p><b>{ words.choose }</b></p>
                <ul class="choices">{ for one.choices.iter().map(|choice| way(texts, at_hand, one, *choice)) }</ul>
                <p class="soft">{ until(texts, one) }</p>
            }
        </section>
    }
}

/// One of the things to choose from: what it is, what it costs or brings, and its button.
fn way(texts: &'static Texts, at_hand: &OrderAtHand, one: &Rescheduled, choice: Choice) -> Html {
    let words = &texts.rescheduling;
    let answer = AnswerRescheduling { performance: one.performance.id, choice };
    let onclick = at_hand.deeds.on_choose.reform(move |_: MouseEvent| answer);
    let busy = at_hand.doing.is(Deed::Choose(answer));
    // One thing at a time: what is under way may change the others.
    let disabled = at_hand.doing.deed.is_some() && !busy;
    let id = |name: &str| format!("{name}-{}", one.performance.id);
    match choice {
        Choice::Exchange => html! {
            <li key="exchange">
                <h3>{ words.exchange_title }</h3>
                if let Some(other) = &one.exchange_to { <p><b>{ evening(texts, other) }</b></p><p>{ place_words(texts, other, false) }</p> }
                <p class="soft">{ words.exchange_hint }</p>
                <Button id={id("exchange-places")} weight={Weight::Primary} {busy} {disabled} {onclick}>{ words.exchange }</Button>
            </li>
        },
        Choice::Keep => html! {
            <li key="keep">
                <h3>{ words.keep_title }</h3>
                <p><b>{ moment(texts, &one.performance) }</b></p>
                <p class="soft">{ words.keep_hint }</p>
                <Button id={id("keep-tickets")} weight={Weight::Primary} {busy} {disabled} {onclick}>{ words.keep }</Button>
            </li>
        },
        // Asked twice: it cannot be taken back.
        Choice::Refund => {
            let amount = texts.format().money(one.refund);
            let (hint, label) = match (one.refund.is_zero(), one.by_hand) {
                (true, _) => (words.refund_nothing.to_owned(), words.refund_free.to_owned()),
                (false, true) => ((words.refund_by_hand)(&amount), (words.refund)(&amount)),
                (false, false) => ((words.refund_hint)(&amount), (words.refund)(&amount)),
            };
            html! {
                <li key="refund">
                    <h3>{ if one.refund.is_zero() { words.refund_free } else { words.refund_title } }</h3>
                    <p class="soft">{ hint }</p>
                    <details class="sure" id={id("refund")}>
                        <summary class="button">{ label.clone() }</summary>
                        <p>{ words.refund_sure }</p>
                        <Button id={id("give-back")} weight={Weight::Danger} {busy} {disabled} {onclick}>{ label }</Button>
                    </details>
                </li>
            }
        }
    }
}

const fn title(texts: &'static Texts, one: &Rescheduled) -> &'static str {
    match one.kind {
        ReschedulingKind::Cancelled => texts.rescheduling.cancelled_title,
        ReschedulingKind::Postponed => texts.rescheduling.postponed_title,
    }
}

fn happened(texts: &'static Texts, one: &Rescheduled) -> Html {
    let words = &texts.rescheduling;
    let card = &one.performance;
    match one.kind {
        ReschedulingKind::Cancelled => html! { <p>{ (words.cancelled)(&evening(texts, card)) }</p> },
        ReschedulingKind::Postponed => html! {
            <>
                <p>{ format!("{}, {}", card.show_title, card.venue_name) }</p>
                <p class="soft">{ words.before }<s>{ texts.format().moment(one.previous_starts_at, &card.time_zone) }</s></p>
                <p>{ words.now }<b>{ moment(texts, card) }</b></p>
            </>
        },
    }
}

/// Until when to choose, and what follows without an answer.
fn until(texts: &'static Texts, one: &Rescheduled) -> String {
    let words = &texts.rescheduling;
    let until =
        one.answer_until.map(|until| texts.format().moment(until, &one.performance.time_zone)).unwrap_or_default();
    match one.kind {
        ReschedulingKind::Cancelled => (words.choose_or_refund)(&until),
        ReschedulingKind::Postponed => (words.choose_or_keep)(&until),
    }
}

/// What is decided when there is nothing more to choose.
fn result(texts: &'static Texts, one: &Rescheduled) -> Option<String> {
    let words = &texts.rescheduling;
    let amount = texts.format().money(one.refund);
    match (one.state, one.kind) {
        (AnswerState::Exchanged, _) => one.exchange_to.as_ref().map(|other| (words.exchanged)(&evening(texts, other))),
        (AnswerState::Kept, _) | (AnswerState::Open, ReschedulingKind::Postponed) => Some(words.kept.to_owned()),
        (AnswerState::Nothing, _) => None,
        // Open and too late to choose is about to be paid back.
        (AnswerState::Open | AnswerState::Refunding | AnswerState::Refunded, _) => {
            Some(match (one.refund.is_zero(), one.by_hand) {
                (true, _) => words.nothing_to_refund.to_owned(),
                (false, true) => (words.by_hand)(&amount),
                (false, false) => (words.refunding)(&amount),
            })
        }
    }
}

fn evening(texts: &'static Texts, card: &PerformanceCard) -> String {
    format!("{}, {}, {}", card.show_title, moment(texts, card), card.venue_name)
}

fn moment(texts: &'static Texts, card: &PerformanceCard) -> String {
    texts.format().moment(card.starts_at, &card.time_zone)
}
