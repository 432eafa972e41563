//! The members of the staff and what can be done with each.

use crate::staff::place::{Go, row_of};
use crate::state::team::Deed;
use crate::texts::office::Office;
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::{Button, Weight};
use shared::ids::AccountId;
use shared::staff::StaffMember;
use yew::prelude::*;

/// `me` changes nothing of themselves here.
pub fn members(
    office: &Office,
    members: &[StaffMember],
    me: Option<AccountId>,
    zone: &str,
    on_ask: &Callback<Deed>,
) -> Html {
    html! {
        <ul class="people">
            { for members.iter().map(|member| {
                let is_me = me == Some(member.id);
                html! {
                    <li key={member.id.0} id={format!("member-{}", member.id)} class="card">
                        { facts(office, member, is_me, zone) }
                        if !is_me { { buttons(office, member, on_ask) } }
                    </li>
                }
            }) }
        </ul>
    }
}

fn facts(office: &Office, member: &StaffMember, is_me: bool, zone: &str) -> Html {
    let words = &office.team;
    let format = office.format();
    let seen = member.seen_at.map_or_else(|| words.never_seen.to_owned(), |at| (words.seen)(&format.moment(at, zone)));
    html! {
        <div>
            <p class="who-is">
                <Go class="name" to={row_of("staff", &member.id.to_string())}>{ member.name.clone() }</Go>
                if let Some(role) = member.role { <Badge>{ (office.shell.role)(role) }</Badge> }
                if is_me { <Badge tone={BadgeTone::Good}>{ words.you }</Badge> }
                if member.disabled_at.is_some() { <Badge tone={BadgeTone::Bad}>{ words.disabled }</Badge> }
                if member.has_second_factor { <Badge tone={BadgeTone::Good}>{ words.second_factor }</Badge> }
                else { <Badge tone={BadgeTone::Warm}>{ words.no_second_factor }</Badge> }
            </p>
            <p class="soft">{ format!("{} · {seen}", member.email) }</p>
        </div>
    }
}

fn buttons(office: &Office, member: &StaffMember, on_ask: &Callback<Deed>) -> Html {
    let words = &office.team;
    let ask = |deed: Deed| on_ask.reform(move |_: MouseEvent| deed.clone());
    html! {
        <p class="actions">
            <Button class="small change-role" onclick={ask(Deed::Role(member.clone(), member.role))}>{ words.change_role }</Button>
            if member.disabled_at.is_some() {
                <Button class="small enable" onclick={ask(Deed::Enable(member.clone()))}>{ words.enable }</Button>
            } else {
                <Button class="small disable" onclick={ask(Deed::Disable(member.clone()))}>{ words.disable }</Button>
            }
            if member.has_second_factor {
                <Button class="small reset-factor" weight={Weight::Quiet} onclick={ask(Deed::ResetSecondFactor(member.clone()))}>{ words.reset_factor }</Button>
            }
        </p>
    }
}
