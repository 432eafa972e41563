//! The last page: whether the house can sell, and what it still lacks.

use super::Stage;
use crate::staff::place::Go;
use crate::texts::office::Office;
use crate::ui::icon::{Icon, Sign};
use shared::setup::{SetupProgress, SetupStep};
use yew::prelude::*;

pub fn end(office: &Office, progress: &SetupProgress) -> Html {
    let words = &office.wizard;
    let missing = progress.steps.iter().filter(|state| !state.done && !state.optional);
    let is_paid = super::is_step_done(progress, SetupStep::Payment);
    html! {
        <section class="card form-section wizard-end" aria-labelledby="end-title">
            if progress.can_sell {
                <h3 id="end-title"><Icon sign={Sign::Check} />{ words.can_sell }</h3>
                <p>{ words.can_sell_hint }</p>
            } else {
                <h3 id="end-title">{ words.cannot_sell }</h3>
                <p>{ words.cannot_sell_hint }</p>
                <ul>{ for missing.map(|state| {
                    let name = (office.dashboard.step)(state.step);
                    let to = Stage::of(state.step).map_or_else(|| "/staff/team".to_owned(), Stage::address);
                    html! { <li key={name}><Go {to}>{ name }</Go></li> }
                }) }</ul>
            }
            if !is_paid { <p class="soft"><Go to={Stage::Payment.address()}>{ words.cannot_be_paid }</Go></p> }
            <div class="actions">
                if progress.can_sell { <a id="to-site" class="button primary" href="/">{ words.to_site }</a> }
                <Go to="/staff" class="button">{ office.shell.to_dashboard }</Go>
            </div>
        </section>
    }
}
