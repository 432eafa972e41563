//! `/staff/t/staff/{id}`: one of the staff and what was done about them. What can be done is what the team's page offers.

use super::form::history::History;
use super::place::Go;
use super::team::deed_dialog::DeedDialog;
use super::team::members::members;
use super::wizard::team::invitation;
use crate::layout::title::use_page_title;
use crate::load::Load;
use crate::state::session::use_session;
use crate::state::team::{Deed, use_team};
use crate::texts::office::use_office;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::icon::{Icon, Sign};
use crate::ui::skeleton::Skeleton;
use shared::staff::StaffMember;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct MemberPageProps {
    pub id: AttrValue,
}

#[component]
pub fn MemberPage(props: &MemberPageProps) -> Html {
    let office = use_office();
    let words = &office.team;
    let session = use_session();
    let zone = session.time_zone();
    let me = session.account.as_ref().map(|account| account.id);
    let team = use_team();
    let is_meant = |member: &&StaffMember| props.id.parse() == Ok(member.id);
    let member = team.members.ready().and_then(|all| all.iter().find(is_meant).cloned());
    let title = member.as_ref().map_or_else(|| words.title.to_owned(), |member| member.name.clone());
    use_page_title(title.clone());
    let on_ask = {
        let asked = team.asked.setter();
        Callback::from(move |deed: Deed| asked.set(Some(deed)))
    };
    let on_close = {
        let asked = team.asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let shown = match (&team.members.load, member) {
        (Load::Waiting, _) => html! { <Skeleton count={2} /> },
        (Load::Refused(refused), _) => {
            html! { <ErrorPanel refused={refused.clone()} on_retry={team.members.reload.clone()} /> }
        }
        (Load::Ready(_), None) => html! { <p class="soft">{ words.not_yet }</p> },
        (Load::Ready(_), Some(member)) => members(office, &[member], me, zone, &on_ask),
    };
    html! {
        <div class="office-page team-page">
            <nav class="crumbs"><Go to="/staff/team"><Icon sign={Sign::Left} />{ words.title }</Go></nav>
            <h1 tabindex="-1">{ title }</h1>
            { shown }
            <History noun="staff" id={props.id.clone()} version={i64::from(team.deeds)} zone={zone.to_owned()} sections={invitation(zone).sections.clone()} />
            if let Some(deed) = &*team.asked {
                <DeedDialog deed={deed.clone()} busy={team.busy} {on_ask} on_do={team.on_do.clone()} {on_close} />
            }
        </div>
    }
}
