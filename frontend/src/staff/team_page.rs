//! `/staff/team`: who works here, who is invited, and what they may do.

use super::place::{Go, list_of};
use super::settings::sheet_form::{SheetForm, use_sheet};
use super::team::deed_dialog::DeedDialog;
use super::team::invitations::invitations;
use super::team::members::members;
use super::wizard::team::invitation;
use crate::clock::now_ms;
use crate::layout::title::use_page_title;
use crate::load::Load;
use crate::state::session::use_session;
use crate::state::team::{Deed, use_team};
use crate::state::wizard::use_invite;
use crate::texts::office::use_office;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::icon::{Icon, Sign};
use crate::ui::skeleton::Skeleton;
use yew::prelude::*;

#[component]
pub fn TeamPage() -> Html {
    let office = use_office();
    let words = &office.team;
    let session = use_session();
    use_page_title(words.title);
    let zone = session.time_zone();
    let me = session.account.as_ref().map(|account| account.id);
    let team = use_team();
    let sheet = use_sheet(invitation(zone));
    let on_save = use_invite(&sheet, invitation(zone), team.invitations.reload.clone());
    let on_ask = {
        let asked = team.asked.setter();
        Callback::from(move |deed: Deed| asked.set(Some(deed)))
    };
    let on_close = {
        let asked = team.asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let listed = match &team.members.load {
        Load::Waiting => html! { <Skeleton count={4} /> },
        Load::Refused(refused) => {
            html! { <ErrorPanel refused={refused.clone()} on_retry={team.members.reload.clone()} /> }
        }
        Load::Ready(all) => members(office, all, me, zone, &on_ask),
    };
    let waiting = match &team.invitations.load {
        Load::Waiting => html! { <Skeleton count={1} /> },
        Load::Refused(refused) => {
            html! { <ErrorPanel refused={refused.clone()} on_retry={team.invitations.reload.clone()} /> }
        }
        Load::Ready(open) => invitations(office, open, (zone, now_ms()), &team.on_do, &on_ask),
    };
    html! {
        <div class="office-page team-page">
            <header class="page-head">
                <h1 tabindex="-1">{ words.title }</h1>
                <Go class="button small" to={list_of("staff")}><Icon sign={Sign::Search} />{ words.as_list }</Go>
            </header>
            { listed }
            <section aria-labelledby="invitations-title"><h2 id="invitations-title">{ words.invitations }</h2>{ waiting }</section>
            <section aria-labelledby="invite-title">
                <h2 id="invite-title">{ words.invite }</h2>
                <p class="soft">{ words.invite_hint }</p>
                <SheetForm {sheet} {on_save} save={office.wizard.invite} />
            </section>
            if let Some(deed) = &*team.asked {
                <DeedDialog deed={deed.clone()} busy={team.busy} {on_ask} on_do={team.on_do.clone()} {on_close} />
            }
        </div>
    }
}
