//! The first colleagues: invited by mail, as many as one likes.

use crate::load::Load;
use crate::staff::settings::local::{form, line, needed, option, section};
use crate::staff::settings::sheet_form::{SheetForm, use_sheet};
use crate::state::wizard::{use_invitations, use_invite};
use crate::texts::office::{Office, use_office};
use serde_json::json;
use shared::accounts::NAME_MAX_LENGTH;
use shared::forms::{FieldKind, Form};
use shared::staff::Invitation;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TeamStageProps {
    pub zone: AttrValue,
    pub onward: Html,
}

#[component]
pub fn TeamStage(props: &TeamStageProps) -> Html {
    let office = use_office();
    let open = use_invitations();
    let sheet = use_sheet(invitation(&props.zone));
    let on_save = use_invite(&sheet, invitation(&props.zone), open.reload.clone());
    html! {
        <>
            if let Load::Ready(open) = &open.load { { invitations(office, open) } }
            <SheetForm {sheet} {on_save} save={office.wizard.invite} tools={props.onward.clone()} />
        </>
    }
}

fn invitations(office: &Office, open: &[Invitation]) -> Html {
    if open.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card form-section" aria-labelledby="invitations-title">
            <h2 id="invitations-title">{ office.wizard.invitations }</h2>
            <ul class="invitations">
                { for open.iter().map(|invitation| html! {
                    <li key={invitation.id.0.to_string()}><b>{ invitation.name.clone() }</b>{ format!(" {} · ", invitation.email) }{ (office.shell.role)(invitation.role) }</li>
                }) }
            </ul>
        </section>
    }
}

/// The form of an invitation.
pub fn invitation(zone: &str) -> Rc<Form> {
    let roles = vec![
        option("box_office", ("Billetterie", "Box office")),
        option("admin", ("Administration", "Administrator")),
        option("door", ("Contrôle à l’entrée", "Door")),
        option("moderator", ("Modération", "Moderator")),
    ];
    let fields = vec![
        needed("name", ("Nom", "Name"), line(NAME_MAX_LENGTH)),
        needed("email", ("Adresse e-mail", "E-mail address"), FieldKind::Email),
        needed("role", ("Rôle", "Role"), FieldKind::Choice { options: roles }),
    ];
    let values = json!({ "role": "box_office" });
    form(0, vec![section(None, fields)], values.as_object().cloned().unwrap_or_default(), zone)
}
