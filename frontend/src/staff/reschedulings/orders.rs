//! The orders of a cancelled or moved performance: who has answered what, and what is still open.

use crate::load::Load;
use crate::staff::place::{Go, row_of};
use crate::state::reschedulings::{Shown, use_rescheduled_orders};
use crate::texts::office::{Office, use_office};
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::Button;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::paging::Page;
use shared::rescheduling::{AnswerState, RescheduledOrder, Rescheduling};
use yew::prelude::*;

/// From what is open to what is done.
const STATES: [AnswerState; 6] = [
    AnswerState::Open,
    AnswerState::Refunding,
    AnswerState::Exchanged,
    AnswerState::Kept,
    AnswerState::Refunded,
    AnswerState::Nothing,
];

#[derive(Properties, PartialEq)]
pub struct RescheduledOrdersProps {
    pub decision: Rescheduling,
    pub zone: AttrValue,
}

#[component]
pub fn RescheduledOrders(props: &RescheduledOrdersProps) -> Html {
    let office = use_office();
    let words = &office.rescheduling;
    let shown = use_state_eq(Shown::default);
    let loaded = use_rescheduled_orders(&props.decision, &shown);
    let total: i64 = props.decision.orders.iter().map(|orders| orders.orders).sum();
    if total == 0 {
        return html! { <p class="soft">{ words.nobody }</p> };
    }
    let on_show = {
        let shown = shown.setter();
        Callback::from(move |wanted: Shown| shown.set(wanted))
    };
    let chip = |state: Option<AnswerState>, label: &'static str, count: i64| {
        let onclick = on_show.reform(move |_: MouseEvent| Shown { state, cursor: None });
        let pressed = shown.state == state;
        html! {
            <button type="button" aria-pressed={pressed.to_string()} {onclick} data-state={state.map_or("all", word)}>
                { label }<b class="number">{ office.format().number(count) }</b>
            </button>
        }
    };
    let counts = STATES.into_iter().filter_map(|state| {
        let found = props.decision.orders.iter().find(|orders| orders.state == state);
        found.map(|orders| (state, orders.orders))
    });
    html! {
        <div class="decision-orders">
            <div class="state-chips" role="group" aria-label={words.orders}>
                { chip(None, words.all, total) }
                { for counts.map(|(state, count)| chip(Some(state), (words.state)(state), count)) }
            </div>
            { match &loaded.load {
                Load::Waiting => html! { <Skeleton count={4} /> },
                Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
                Load::Ready(page) => list(office, page, &shown, &props.zone, &on_show),
            } }
        </div>
    }
}

fn list(
    office: &'static Office,
    page: &Page<RescheduledOrder>,
    shown: &Shown,
    zone: &str,
    on_show: &Callback<Shown>,
) -> Html {
    let words = &office.rescheduling;
    let at = |cursor: Option<String>| {
        let state = shown.state;
        on_show.reform(move |_: MouseEvent| Shown { state, cursor: cursor.clone() })
    };
    html! {
        <>
            <ul class="dossier-list">{ for page.items.iter().map(|one| order(office, one, zone)) }</ul>
            <div class="actions">
                if shown.cursor.is_some() { <Button class="small" onclick={at(None)}>{ words.from_the_start }</Button> }
                if let Some(next) = &page.next { <Button class="small" onclick={at(Some(next.clone()))}>{ office.dossier.more }</Button> }
            </div>
        </>
    }
}

fn order(office: &'static Office, one: &RescheduledOrder, zone: &str) -> Html {
    let (words, format) = (&office.rescheduling, office.format());
    let tone = match one.state {
        AnswerState::Open | AnswerState::Refunding => BadgeTone::Warm,
        AnswerState::Exchanged | AnswerState::Kept => BadgeTone::Good,
        AnswerState::Refunded | AnswerState::Nothing => BadgeTone::Plain,
    };
    let mails = one.mails;
    html! {
        <li key={one.order.to_string()} data-order={one.order.to_string()}>
            <p>
                <Go to={row_of("orders", &one.order.to_string())} class="number">{ one.number.clone() }</Go>
                <span>{ one.buyer_name.clone() }</span>
                <Badge {tone}>{ (words.state)(one.state) }</Badge>
                if !one.refund.is_zero() {
                    <span class="amount number">{ format.money(one.refund) }if one.by_hand { <small>{ format!(" {}", words.at_the_desk) }</small> }</span>
                }
            </p>
            <small class="soft">{ format.moment_short(one.changed_at, zone) }</small>
            if mails.sent > 0 { <small class="soft">{ (words.mails_sent)(mails.sent) }</small> }
            if mails.waiting > 0 { <small class="soft">{ (words.mails_waiting)(mails.waiting) }</small> }
            if mails.failed > 0 { <small class="wrong">{ (words.mails_failed)(mails.failed) }</small> }
        </li>
    }
}

/// For those who look for a state in the page.
const fn word(state: AnswerState) -> &'static str {
    match state {
        AnswerState::Open => "open",
        AnswerState::Refunding => "refunding",
        AnswerState::Refunded => "refunded",
        AnswerState::Exchanged => "exchanged",
        AnswerState::Kept => "kept",
        AnswerState::Nothing => "nothing",
    }
}
