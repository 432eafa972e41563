//! Programs with a key, also those whose key was revoked.

use crate::texts::office::Office;
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::{Button, Weight};
use shared::partners::ApiClient;
use yew::prelude::*;

pub fn keys(office: &Office, clients: &[ApiClient], zone: &str, on_ask: &Callback<ApiClient>) -> Html {
    let words = &office.team;
    let format = office.format();
    if clients.is_empty() {
        return html! { <p class="soft">{ words.no_keys }</p> };
    }
    html! {
        <ul class="people api-keys">
            { for clients.iter().map(|client| {
                let used = client.last_used_at.map_or_else(|| words.never_used.to_owned(), |at| (words.used)(&format.moment(at, zone)));
                let made_by = client.created_by.as_ref().map(|by| format!(" · {by}")).unwrap_or_default();
                let scopes: Vec<_> = client.scopes.iter().map(|scope| (words.scope)(*scope)).collect();
                let asked = client.clone();
                html! {
                    <li key={client.id.0} class="card">
                        <div>
                            <p class="who-is">
                                <b>{ client.name.clone() }</b><code>{ format!("{}…", client.prefix) }</code>
                                if client.revoked_at.is_some() { <Badge tone={BadgeTone::Bad}>{ words.revoked }</Badge> }
                            </p>
                            <p>{ scopes.join(", ") }</p>
                            <p class="soft">{ format!("{}{made_by} · {used}", format.date_only(client.created_at, zone)) }</p>
                        </div>
                        if client.revoked_at.is_none() {
                            <Button class="small revoke" weight={Weight::Quiet} onclick={on_ask.reform(move |_: MouseEvent| asked.clone())}>{ words.revoke }</Button>
                        }
                    </li>
                }
            }) }
        </ul>
    }
}
