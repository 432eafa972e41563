//! `/staff`: today and the next evenings, what needs attention, what was earned, what a new house still has to do.

use super::dashboard::attention::attention;
use super::dashboard::performances::{Day, performances};
use super::dashboard::revenue::revenue;
use super::dashboard::steps::steps;
use super::talks;
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, use_load};
use crate::state::session::use_session;
use crate::texts::office::use_office;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::accounts::Role;
use yew::prelude::*;

#[component]
pub fn DashboardPage() -> Html {
    let office = use_office();
    let words = &office.dashboard;
    let session = use_session();
    use_page_title(office.shell.dashboard);
    let loaded = use_load((), |()| api::tables::dashboard());
    let role = session.account.as_ref().and_then(|account| account.role);
    let (moderates, checks) = (role == Some(Role::Moderator), role == Some(Role::Door));
    let sells = role.is_some_and(talks);
    let name = session.account.as_ref().map(|account| account.name.clone()).unwrap_or_default();
    let first_name = name.split_whitespace().next().unwrap_or(&name).to_owned();
    let dashboard = match &loaded.load {
        Load::Ready(dashboard) => dashboard,
        Load::Waiting => {
            return html! { <div class="office-page"><h1 tabindex="-1">{ (words.good_day)(&first_name) }</h1><Skeleton count={8} /></div> };
        }
        Load::Refused(refused) => {
            return html! { <div class="office-page"><h1 tabindex="-1">{ (words.good_day)(&first_name) }</h1><ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /></div> };
        }
    };
    html! {
        <div class="office-page dashboard">
            <header class="page-head">
                <h1 tabindex="-1">{ (words.good_day)(&first_name) }</h1>
                <p class="soft">{ office.format().day(dashboard.now, &dashboard.time_zone) }</p>
            </header>
            <div class="dashboard-columns">
                if !moderates { <div>
                    { performances(office, words.today, words.nothing_today, &dashboard.today, Day::Known, sells) }
                    { performances(office, words.next, words.nothing_next, &dashboard.next, Day::Said, sells) }
                </div> }
                <div>
                    if !checks { { attention(office, dashboard.attention) } }
                    if role.is_some_and(talks) { <Earned /> }
                    { steps(office, &dashboard.setup) }
                </div>
            </div>
        </div>
    }
}

/// What was earned; nothing until it is known.
#[component]
fn Earned() -> Html {
    let office = use_office();
    let earned = use_load((), |()| api::tables::revenue_overview());
    match &earned.load {
        Load::Ready(overview) => revenue(office, overview),
        Load::Waiting | Load::Refused(_) => Html::default(),
    }
}
