//! The list of the stages beside the form, and what stands around each form.

use super::Stage;
use crate::staff::place::Go;
use crate::texts::office::Office;
use crate::ui::icon::{Icon, Sign};
use shared::setup::SetupProgress;
use yew::prelude::*;

pub fn stages(office: &Office, progress: &SetupProgress, current: Stage) -> Html {
    let words = &office.wizard;
    html! {
        <nav class="wizard-stages" aria-label={words.stages}>
            <ol>
                { for Stage::ALL.into_iter().map(|stage| {
                    let is_done = stage.is_done(progress) || (stage == Stage::End && progress.can_sell);
                    html! {
                        <li key={stage.word()} aria-current={(stage == current).then_some("step")} class={classes!(is_done.then_some("done"), (stage == current).then_some("current"))}>
                            <Go to={stage.address()} class="stage">
                                <span class="mark" aria-hidden="true">if is_done { <Icon sign={Sign::Check} /> }</span>
                                <span>{ (words.stage)(stage) }
                                    if is_done { <span class="only-read">{ format!(" ({})", words.done) }</span> }
                                    if is_optional(stage) && !is_done { <small class="soft">{ words.optional }</small> }
                                </span>
                            </Go>
                        </li>
                    }
                }) }
            </ol>
        </nav>
    }
}

const fn is_optional(stage: Stage) -> bool {
    matches!(stage, Stage::Payment | Stage::Team)
}

/// The way on without saving: it is quiet while something is still to do here.
pub fn onward(office: &Office, stage: Stage, is_done: bool) -> Html {
    let words = &office.wizard;
    html! {
        <Go to={stage.next().address()} class={if is_done { "button small onward" } else { "button quiet small onward" }}>
            { if is_done { words.go_on } else { words.skip } }
        </Go>
    }
}
