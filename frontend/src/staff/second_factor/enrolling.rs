//! What the authenticator app needs to know, and the first code it shows.

use super::proof_form::ProofForm;
use crate::accounts::form::Sending;
use crate::texts::office::Office;
use crate::ui::button::Weight;
use shared::accounts::{Enrolment, ProveSecondFactor};
use yew::prelude::*;

pub fn enrolling(office: &Office, enrolment: &Enrolment, on_send: &Callback<Sending<ProveSecondFactor>>) -> Html {
    let words = &office.team;
    let picture = format!("data:image/svg+xml,{}", js_sys::encode_uri_component(&enrolment.qr_svg));
    html! {
        <>
            <p>{ words.scan }</p>
            <img class="enrol-qr" src={picture} alt={words.qr} width="208" height="208" />
            <p>{ words.or_type }{ " " }<code id="enrol-secret">{ enrolment.secret.clone() }</code></p>
            <ProofForm id="confirm" asks_code=true go={words.confirm} weight={Weight::Primary} on_send={on_send.clone()} />
        </>
    }
}
