//! A cancellation or a postponement: what was decided, what money goes back, which mails went.

use crate::staff::place::{Go, row_of};
use crate::texts::office::Office;
use crate::ui::badge::{Badge, BadgeTone};
use shared::catalogue::PerformanceCard;
use shared::rescheduling::{Rescheduling, ReschedulingKind};
use yew::prelude::*;

pub fn decision(office: &'static Office, one: &Rescheduling, zone: &str) -> Html {
    let (words, format) = (&office.rescheduling, office.format());
    let local = |at| format.moment(at, &one.performance.time_zone);
    let (tone, title) = match one.kind {
        ReschedulingKind::Cancelled => (BadgeTone::Bad, words.cancelled),
        ReschedulingKind::Postponed => (BadgeTone::Warm, words.postponed),
    };
    html! {
        <>
            <header class="page-head">
                <h2 id={format!("decision-{}", one.id)}><Badge {tone}>{ title }</Badge></h2>
                <small class="soft">{ (words.decided)(&one.decided_by, &format.moment_short(one.decided_at, zone)) }</small>
            </header>
            <dl class="facts">
                <dt>{ words.reason }</dt><dd>{ one.reason.clone() }</dd>
                if one.kind == ReschedulingKind::Postponed {
                    <dt>{ words.before }</dt><dd>{ local(one.previous_starts_at) }</dd>
                    <dt>{ words.now }</dt><dd>{ local(one.performance.starts_at) }</dd>
                }
                <dt>{ words.remedy }</dt><dd>{ remedy(office, one) }</dd>
                if let Some(until) = one.answer_until { <dt>{ words.until }</dt><dd>{ local(until) }</dd> }
            </dl>
            { for one.conflicts.iter().map(|other| html! {
                <p class="field-error">{ (office.planning.conflict)(&other.show_title, &format.time(other.starts_at, &one.performance.time_zone)) }</p>
            }) }
            { figures(office, one) }
        </>
    }
}

fn remedy(office: &'static Office, one: &Rescheduling) -> Html {
    let words = &office.rescheduling;
    match (one.kind, &one.exchange_to) {
        (ReschedulingKind::Postponed, _) => html! { { words.tickets_stay } },
        (ReschedulingKind::Cancelled, None) => html! { { words.refund_all } },
        (ReschedulingKind::Cancelled, Some(other)) => html! {
            <>{ words.exchange_to }{ office.colon() }<Go to={row_of("performances", &other.id.to_string())}>{ evening(office, other) }</Go></>
        },
    }
}

/// «L’Avare, samedi 5 décembre à 20:00».
pub fn evening(office: &Office, card: &PerformanceCard) -> String {
    format!("{}, {}", card.show_title, office.format().moment(card.starts_at, &card.time_zone))
}

fn figures(office: &'static Office, one: &Rescheduling) -> Html {
    let (words, format) = (&office.rescheduling, office.format());
    let mails = one.mails;
    html! {
        <dl class="decision-figures">
            <div><dt>{ words.paid_back }</dt><dd class="number" data-figure="paid-back">{ format.money(one.paid_back) }</dd></div>
            if !one.by_hand.is_zero() {
                <div>
                    <dt>{ words.by_hand }</dt>
                    <dd class="number" data-figure="by-hand">{ format.money(one.by_hand) }<small><Go to="/staff/attention">{ words.hand_over }</Go></small></dd>
                </div>
            }
            <div>
                <dt>{ words.mails }</dt>
                <dd class="number" data-figure="mails">{ format.number(mails.sent) }
                    if mails.waiting > 0 { <small>{ (words.mails_waiting)(mails.waiting) }</small> }
                    if mails.failed > 0 { <small class="wrong">{ (words.mails_failed)(mails.failed) }</small> }
                </dd>
            </div>
        </dl>
    }
}
