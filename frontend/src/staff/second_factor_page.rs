//! `/staff/account`: one's own second factor.

use super::second_factor::codes::codes;
use super::second_factor::enrolling::enrolling;
use super::second_factor::proof_form::ProofForm;
use crate::accounts::form::Sending;
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, Refused, use_load};
use crate::state::back_office::use_ask_again;
use crate::state::notices::use_notices;
use crate::texts::office::{Office, use_office};
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::Weight;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::accounts::{ConfirmSecondFactor, EnrolSecondFactor, Enrolment, ProveSecondFactor, SecondFactor};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

type Send = Callback<Sending<ProveSecondFactor>>;

/// How far somebody is.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    Shown,
    Enrolling(Enrolment),
    Codes(Vec<String>),
}

#[component]
pub fn SecondFactorPage() -> Html {
    let office = use_office();
    let words = &office.team;
    let (told, ask_again) = (use_notices(), use_ask_again());
    use_page_title(words.access);
    let factor = use_load((), |()| api::team::second_factor());
    let stage = use_state_eq(|| Stage::Shown);
    let next = {
        let (stage, reload) = (stage.setter(), factor.reload.clone());
        Callback::from(move |to: Stage| {
            // Whom the house kept out for want of one may do something now.
            ask_again.emit(());
            reload.emit(());
            stage.set(to);
        })
    };
    let confirmed = {
        let (next, told) = (next.clone(), told.clone());
        move |answer: shared::accounts::RecoveryCodes| {
            told.good(words.turned_on);
            next.emit(Stage::Codes(answer.codes));
        }
    };
    let on_confirm = sends(
        |proof| async move { api::team::confirm_second_factor(&ConfirmSecondFactor { code: proof.code }).await },
        confirmed,
    );
    let inside = match (&*stage, &factor.load) {
        (Stage::Codes(list), _) => {
            return framed(office, codes(office, list, &next.reform(|()| Stage::Shown)));
        }
        (Stage::Enrolling(enrolment), _) => enrolling(office, enrolment, &on_confirm),
        (Stage::Shown, Load::Waiting) => html! { <Skeleton count={3} /> },
        (Stage::Shown, Load::Refused(refused)) => {
            html! { <ErrorPanel refused={refused.clone()} on_retry={factor.reload.clone()} /> }
        }
        (Stage::Shown, Load::Ready(factor)) if factor.confirmed_at.is_none() => off(office, factor, &next),
        (Stage::Shown, Load::Ready(factor)) => {
            let turned_off = {
                let next = next.clone();
                move |()| {
                    told.good(words.turned_off);
                    next.emit(Stage::Shown);
                }
            };
            on(office, factor, &next, turned_off)
        }
    };
    framed(
        office,
        html! {
            <section class="card" aria-labelledby="factor-title">
                <h2 id="factor-title">{ words.factor }</h2>
                <p>{ words.factor_hint }</p>
                { inside }
            </section>
        },
    )
}

fn framed(office: &Office, inside: Html) -> Html {
    html! {
        <div class="office-page second-factor-page">
            <header class="page-head"><h1 tabindex="-1">{ office.team.access }</h1></header>
            <p><a href="/account">{ office.team.to_profile }</a></p>
            { inside }
        </div>
    }
}

fn off(office: &Office, factor: &SecondFactor, next: &Callback<Stage>) -> Html {
    let words = &office.team;
    let next = next.clone();
    let on_send = sends(
        |proof| async move { api::team::enrol_second_factor(&EnrolSecondFactor { password: proof.password }).await },
        move |enrolment| next.emit(Stage::Enrolling(enrolment)),
    );
    html! {
        <>
            <p><Badge tone={BadgeTone::Warm}>{ words.factor_off }</Badge></p>
            if factor.required { <p role="status"><b>{ words.factor_required }</b></p> }
            <ProofForm key="enrol" id="enrol" asks_password=true go={words.set_up} weight={Weight::Primary} {on_send} />
        </>
    }
}

fn on(
    office: &Office,
    factor: &SecondFactor,
    next: &Callback<Stage>,
    turned_off: impl Fn(()) + Clone + 'static,
) -> Html {
    let words = &office.team;
    let next = next.clone();
    let on_renew = sends(
        |proof| async move { api::team::renew_recovery_codes(&proof).await },
        move |answer| next.emit(Stage::Codes(answer.codes)),
    );
    let on_turn_off: Send = sends(|proof| async move { api::team::disable_second_factor(&proof).await }, turned_off);
    html! {
        <>
            <p><Badge tone={BadgeTone::Good}>{ words.factor_on }</Badge>{ " " }{ (words.codes_left)(factor.recovery_codes_left) }</p>
            <details id="renew">
                <summary>{ words.renew }</summary>
                <p class="soft">{ words.renew_hint }</p>
                <ProofForm key="renew" id="renew" asks_password=true asks_code=true go={words.renew} on_send={on_renew} />
            </details>
            if !factor.required {
                <details id="turn-off">
                    <summary>{ words.turn_off }</summary>
                    <ProofForm key="off" id="off" asks_password=true asks_code=true go={words.turn_off} weight={Weight::Danger} on_send={on_turn_off} />
                </details>
            }
        </>
    }
}

/// Sends what a form hands over and, when it worked, does `then` with the answer.
fn sends<A, F>(ask: impl Fn(ProveSecondFactor) -> F + 'static, then: impl Fn(A) + Clone + 'static) -> Send
where
    A: 'static,
    F: Future<Output = Result<A, Refused>> + 'static,
{
    Callback::from(move |Sending { what, on_done }: Sending<ProveSecondFactor>| {
        let (answer, then) = (ask(what), then.clone());
        spawn_local(async move { on_done.emit(answer.await.map(then)) });
    })
}
