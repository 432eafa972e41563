//! Who works here, and what an admin does about it.

use crate::api;
use crate::load::{Loaded, Refused, use_load};
use crate::state::notices::use_notices;
use crate::state::wizard::use_invitations;
use crate::texts::office::use_office;
use crate::ui::error_panel::use_explain;
use shared::accounts::Role;
use shared::staff::{Invitation, StaffMember};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What an admin does with somebody.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    Resend(Invitation),
    Withdraw(Invitation),
    /// Without a role they are of the staff no more.
    Role(StaffMember, Option<Role>),
    Disable(StaffMember),
    Enable(StaffMember),
    ResetSecondFactor(StaffMember),
}

impl Deed {
    /// Whom it is about.
    pub fn name(&self) -> &str {
        match self {
            Self::Resend(invitation) | Self::Withdraw(invitation) => &invitation.name,
            Self::Role(member, _) | Self::Disable(member) | Self::Enable(member) | Self::ResetSecondFactor(member) => {
                &member.name
            }
        }
    }
}

/// As the page sees it.
pub struct Team {
    pub members: Loaded<Vec<StaffMember>>,
    pub invitations: Loaded<Vec<Invitation>>,
    /// What waits for a yes.
    pub asked: UseStateHandle<Option<Deed>>,
    pub busy: bool,
    /// How often something was done: histories look again.
    pub deeds: u32,
    pub on_do: Callback<Deed>,
}

#[hook]
pub fn use_team() -> Team {
    let members = use_load((), |()| api::team::list_staff());
    let invitations = use_invitations();
    let (office, told, explain) = (use_office(), use_notices(), use_explain());
    let (asked, busy, deeds) = (use_state_eq(|| None), use_state_eq(|| false), use_state_eq(|| 0_u32));
    let on_do = {
        let (reload, reload_invitations) = (members.reload.clone(), invitations.reload.clone());
        let (asked, busy, deeds) = (asked.setter(), busy.setter(), deeds.clone());
        Callback::from(move |deed: Deed| {
            let deeds = deeds.clone();
            let (reload, reload_invitations) = (reload.clone(), reload_invitations.clone());
            let (told, explain, asked, busy) = (told.clone(), explain.clone(), asked.clone(), busy.clone());
            busy.set(true);
            spawn_local(async move {
                match done(&deed).await {
                    Ok(()) => told.good((office.team.done)(&deed)),
                    Err(refused) => told.bad(explain.emit(refused)),
                }
                busy.set(false);
                asked.set(None);
                deeds.set(deeds.wrapping_add(1));
                // Also after a refusal: somebody else may have been faster.
                reload.emit(());
                reload_invitations.emit(());
            });
        })
    };
    Team { members, invitations, asked, busy: *busy, deeds: *deeds, on_do }
}

async fn done(deed: &Deed) -> Result<(), Refused> {
    match deed {
        Deed::Resend(invitation) => api::team::resend_invitation(invitation.id).await.map(|_| ()),
        Deed::Withdraw(invitation) => api::team::revoke_invitation(invitation.id).await,
        Deed::Role(member, role) => api::team::change_role(member.id, *role).await.map(|_| ()),
        Deed::Disable(member) => api::team::set_staff_state(member.id, true).await.map(|_| ()),
        Deed::Enable(member) => api::team::set_staff_state(member.id, false).await.map(|_| ()),
        Deed::ResetSecondFactor(member) => api::team::reset_second_factor(member.id).await,
    }
}
