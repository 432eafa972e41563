//! Who was invited and has not answered yet.

use crate::clock::ms_of;
use crate::state::team::Deed;
use crate::texts::office::Office;
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::{Button, Weight};
use shared::staff::Invitation;
use yew::prelude::*;

pub fn invitations(
    office: &Office,
    open: &[Invitation],
    (zone, now): (&str, f64),
    on_do: &Callback<Deed>,
    on_ask: &Callback<Deed>,
) -> Html {
    let words = &office.team;
    let format = office.format();
    if open.is_empty() {
        return html! { <p class="soft">{ words.no_invitations }</p> };
    }
    html! {
        <ul class="people invited">
            { for open.iter().map(|invitation| {
                let (again, withdrawn) = (Deed::Resend(invitation.clone()), Deed::Withdraw(invitation.clone()));
                let until = (words.until)(&format.moment(invitation.expires_at, zone));
                let by = invitation.invited_by.as_ref().map(|by| format!(" · {}", (words.invited_by)(by)));
                html! {
                    <li key={invitation.id.0} class="card">
                        <div>
                            <p class="who-is">
                                <b>{ invitation.name.clone() }</b><Badge>{ (office.shell.role)(invitation.role) }</Badge>
                                if ms_of(invitation.expires_at) <= now { <Badge tone={BadgeTone::Bad}>{ words.expired }</Badge> }
                            </p>
                            <p class="soft">{ format!("{} · {until}{}", invitation.email, by.unwrap_or_default()) }</p>
                        </div>
                        <p class="actions">
                            <Button class="small resend" onclick={on_do.reform(move |_: MouseEvent| again.clone())}>{ words.resend }</Button>
                            <Button class="small withdraw" weight={Weight::Quiet} onclick={on_ask.reform(move |_: MouseEvent| withdrawn.clone())}>{ words.withdraw }</Button>
                        </p>
                    </li>
                }
            }) }
        </ul>
    }
}
