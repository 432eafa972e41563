//! `/staff/setup` for admins: the first run, stage by stage; each can be skipped and found again from the dashboard.

use super::place::{Go, list_of, use_go};
use super::settings::paypal_form::PaypalForm;
use super::wizard::end::end;
use super::wizard::evening::EveningStage;
use super::wizard::identity::IdentityStage;
use super::wizard::room::RoomStage;
use super::wizard::stages::{onward, stages};
use super::wizard::team::TeamStage;
use super::wizard::{Stage, is_step_done};
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, use_load};
use crate::route::use_query;
use crate::state::session::use_session;
use crate::texts::office::{Office, use_office};
use crate::ui::button::Button;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::settings::Settings;
use shared::setup::{SetupProgress, SetupStep};
use std::rc::Rc;
use yew::prelude::*;

#[component]
pub fn WizardPage() -> Html {
    let office = use_office();
    let words = &office.wizard;
    use_page_title(words.title);
    let wanted = use_query("step");
    let asked = wanted.as_deref().and_then(Stage::of_word);
    // Asked again for each stage: what another page did meanwhile counts.
    let progress = use_load((), |()| api::settings::setup_progress());
    let settings = use_load((), |()| api::settings::settings());
    let (session, go) = (use_session(), use_go());
    let (progress_now, settings_now) = match (&progress.load, &settings.load) {
        (Load::Ready(progress), Load::Ready(settings)) => (progress.clone(), settings.clone()),
        (Load::Refused(refused), _) | (_, Load::Refused(refused)) => {
            let (again, also) = (progress.reload.clone(), settings.reload.clone());
            let on_retry = Callback::from(move |()| {
                again.emit(());
                also.emit(());
            });
            return html! { <div class="office-page"><h1 tabindex="-1">{ words.title }</h1><ErrorPanel refused={refused.clone()} {on_retry} /></div> };
        }
        _ => {
            return html! { <div class="office-page"><h1 tabindex="-1">{ words.title }</h1><Skeleton count={8} /></div> };
        }
    };
    let stage = asked.unwrap_or_else(|| Stage::first_open(&progress_now));
    let on_done = {
        let (progress, settings, session) = (progress.reload.clone(), settings.reload.clone(), session.reload);
        Callback::from(move |()| {
            progress.emit(());
            settings.emit(());
            if stage == Stage::Identity {
                session.emit(());
            }
            go.emit(stage.next().address());
        })
    };
    html! {
        <div class="office-page wizard">
            <header class="page-head"><h1 tabindex="-1">{ words.title }</h1><p class="soft">{ words.intro }</p></header>
            <div class="wizard-columns">
                { stages(office, &progress_now, stage) }
                <section class="wizard-stage" key={stage.word()} aria-labelledby="stage-title">
                    <h2 id="stage-title">{ (words.stage)(stage) }</h2>
                    <p class="soft">{ (words.hint)(stage) }</p>
                    <StageView {stage} progress={progress_now} settings={settings_now} {on_done} />
                </section>
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct StageViewProps {
    stage: Stage,
    progress: Rc<SetupProgress>,
    settings: Rc<Settings>,
    on_done: Callback<()>,
}

/// The form of a stage; one that is done says so first.
#[component]
fn StageView(props: &StageViewProps) -> Html {
    let office = use_office();
    let another = use_state_eq(|| false);
    let (stage, progress, on_done) = (props.stage, &*props.progress, props.on_done.clone());
    let zone = AttrValue::from(props.settings.sales.time_zone.clone());
    let is_done = stage.is_done(progress);
    let onward = onward(office, stage, is_done);
    if is_done && matches!(stage, Stage::Room | Stage::Evening) && !*another {
        let onclick = {
            let another = another.setter();
            Callback::from(move |_: MouseEvent| another.set(true))
        };
        return already(office, stage, onward, onclick);
    }
    match stage {
        Stage::Identity => html! {
            <IdentityStage settings={props.settings.clone()} is_named={is_done} {on_done} {onward} />
        },
        Stage::Room => html! {
            <RoomStage {zone} has_venue={is_step_done(progress, SetupStep::Venue)} {on_done} {onward} />
        },
        Stage::Evening => html! {
            <EveningStage {zone} currency={props.settings.sales.currency} has_show={is_step_done(progress, SetupStep::Show)} {on_done} {onward} />
        },
        Stage::Payment => html! { <PaymentStage {on_done} {onward} /> },
        Stage::Team => html! { <TeamStage {zone} {onward} /> },
        Stage::End => end(office, progress),
    }
}

/// What is there, and the ways to it.
fn already(office: &Office, stage: Stage, onward: Html, onclick: Callback<MouseEvent>) -> Html {
    let words = &office.wizard;
    let ways = match stage {
        Stage::Room => [("venues", words.to_venues), ("plans", words.to_plans)],
        _ => [("shows", words.to_shows), ("performances", words.to_performances)],
    };
    html! {
        <section class="card form-section">
            <p>{ (words.is_done)(stage) }</p>
            <div class="actions">
                { for ways.into_iter().map(|(noun, name)| html! { <Go key={noun} to={list_of(noun)} class="button small">{ name }</Go> }) }
                <Button id="another" class="small" {onclick}>{ words.another }</Button>
                { onward }
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct PaymentStageProps {
    on_done: Callback<()>,
    onward: Html,
}

#[component]
fn PaymentStage(props: &PaymentStageProps) -> Html {
    let account = use_load((), |()| api::settings::paypal());
    match &account.load {
        Load::Waiting => html! { <Skeleton count={5} /> },
        Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={account.reload.clone()} /> },
        Load::Ready(stored) => {
            let on_saved = props.on_done.reform(|_| ());
            html! { <PaypalForm account={stored.clone()} {on_saved} tools={props.onward.clone()} /> }
        }
    }
}
