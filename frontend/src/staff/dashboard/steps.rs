//! What a new house still has to do.

use crate::staff::place::{Go, list_of};
use crate::staff::wizard::Stage;
use crate::texts::office::Office;
use crate::ui::icon::{Icon, Sign};
use shared::setup::{SetupStep, SetupStepState};
use yew::prelude::*;

pub fn steps(office: &Office, setup: &[SetupStepState]) -> Html {
    let words = &office.dashboard;
    if setup.iter().all(|step| step.done) {
        return Html::default();
    }
    html! {
        <section class="steps card" aria-labelledby="steps-title">
            <h2 id="steps-title">{ words.setup }</h2>
            if setup.iter().any(|step| !step.done && !step.optional) { <p class="soft">{ words.setup_hint }</p> }
            <ol>
                { for setup.iter().map(|state| {
                    let name = (words.step)(state.step);
                    html! {
                        <li class={state.done.then_some("done")}>
                            if state.done { <Icon sign={Sign::Check} /><span>{ name }<span class="only-read">{ format!(" ({})", words.done) }</span></span> }
                            else { <Go to={way(state.step)}>{ name }</Go> }
                            if state.optional && !state.done { <small class="soft">{ format!(" ({})", words.optional) }</small> }
                        </li>
                    }
                }) }
            </ol>
        </section>
    }
}

/// Where the step is done: in the first run, or among the staff.
fn way(step: SetupStep) -> String {
    match Stage::of(step) {
        Some(stage) => stage.address(),
        None if step == SetupStep::SecondFactor => "/staff/settings?part=security".to_owned(),
        None => list_of("staff"),
    }
}
