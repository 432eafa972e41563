//! Performances of an order that were cancelled or moved: what happened, and what the buyer may choose.

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
    let title = match one.kind {
        ReschedulingKind::Cancelled => words.cancelled_title,
        ReschedulingKind::Postponed => words.postponed_title,
    };
    let refused = at_hand.doing.refused_to(Deed::Choose).filter(|_| !one.choices.is_empty());
    html! {
        <section class="offers card" data-rescheduled={one.performance.id.to_string()}>
            <h2>{ title }</h2>
            <p>{ happened(texts, one) }</p>
            <p class="soft">{ (words.reason)(&one.reason) }</p>
            if let Some(next) = next(texts, one) { <p>{ next }</p> }
            if let Some(refused) = refused { <p class="field-error" role="alert">{ explain.emit(refused.clone()) }</p> }
            if !one.choices.is_empty() { <div class="actions">{ for one.choices.iter().map(|choice| button(texts, at_hand, one, *choice)) }</div> }
        </section>
    }
}

fn button(texts: &'static Texts, at_hand: &OrderAtHand, one: &Rescheduled, choice: Choice) -> Html {
    let words = &texts.rescheduling;
    let answer = AnswerRescheduling { performance: one.performance.id, choice };
    let onclick = at_hand.deeds.on_choose.reform(move |_: MouseEvent| answer);
    let busy = at_hand.doing.is(Deed::Choose);
    match choice {
        Choice::Exchange => {
            html! { <Button id="exchange-places" weight={Weight::Primary} {busy} {onclick}>{ words.exchange }</Button> }
        }
        Choice::Keep => {
            html! { <Button id="keep-tickets" weight={Weight::Primary} {busy} {onclick}>{ words.keep }</Button> }
        }
        // Asked twice: it cannot be taken back.
        Choice::Refund => {
            let amount = texts.format().money(one.refund);
            let label = if one.refund.is_zero() { words.refund_free.to_owned() } else { (words.refund)(&amount) };
            html! {
                <details class="sure">
                    <summary class="button">{ label.clone() }</summary>
                    <p>{ words.refund_sure }</p>
                    <Button id="give-back" weight={Weight::Danger} {busy} {onclick}>{ label }</Button>
                </details>
            }
        }
    }
}

fn happened(texts: &'static Texts, one: &Rescheduled) -> String {
    let words = &texts.rescheduling;
    let card = &one.performance;
    match one.kind {
        ReschedulingKind::Cancelled => (words.cancelled)(&evening(texts, card)),
        ReschedulingKind::Postponed => {
            let before = texts.format().moment(one.previous_starts_at, &card.time_zone);
            (words.postponed)(&before, &evening(texts, card))
        }
    }
}

/// What follows from it, or may be chosen.
fn next(texts: &'static Texts, one: &Rescheduled) -> Option<String> {
    let words = &texts.rescheduling;
    let amount = texts.format().money(one.refund);
    let until =
        one.answer_until.map(|until| texts.format().moment(until, &one.performance.time_zone)).unwrap_or_default();
    let other = one.exchange_to.as_ref().map(|other| evening(texts, other));
    match (one.state, one.kind, other) {
        (AnswerState::Exchanged, _, Some(other)) => Some((words.exchanged)(&other)),
        (AnswerState::Open, ReschedulingKind::Cancelled, Some(other)) => Some((words.offer)(&other, &until)),
        (AnswerState::Open, ReschedulingKind::Postponed, _) if !one.choices.is_empty() => {
            Some((words.give_back)(&until))
        }
        (AnswerState::Refunding | AnswerState::Refunded, ..) if one.refund.is_zero() => {
            Some(words.nothing_to_refund.to_owned())
        }
        (AnswerState::Refunding | AnswerState::Refunded, ..) if one.by_hand => Some((words.by_hand)(&amount)),
        (AnswerState::Refunding | AnswerState::Refunded, ..) => Some((words.refunding)(&amount)),
        _ => None,
    }
}

fn evening(texts: &'static Texts, card: &PerformanceCard) -> String {
    let moment = texts.format().moment(card.starts_at, &card.time_zone);
    format!("{}, {moment}, {}", card.show_title, card.venue_name)
}
