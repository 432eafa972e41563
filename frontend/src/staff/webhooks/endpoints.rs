//! The addresses that are told what happens, and what can be done with each.

use super::log::Log;
use crate::texts::office::Office;
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::{Button, Weight};
use shared::ids::EndpointId;
use shared::partners::Endpoint;
use yew::prelude::*;

/// What the buttons of the list want.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    Change(Endpoint),
    Test(Endpoint),
    /// Opens the log, or closes it.
    Log(EndpointId),
    Remove(Endpoint),
}

/// What the list is drawn from.
pub struct Endpoints<'e> {
    pub office: &'static Office,
    pub all: &'e [Endpoint],
    pub zone: &'e str,
    /// Whose log is open.
    pub open: Option<EndpointId>,
    pub tests: u32,
    pub on_wish: &'e Callback<Wish>,
    pub on_arrived: &'e Callback<()>,
}

impl Endpoints<'_> {
    pub fn view(&self) -> Html {
        if self.all.is_empty() {
            return html! { <p class="soft">{ self.office.webhooks.none }</p> };
        }
        html! { <ul class="people webhooks">{ for self.all.iter().map(|endpoint| self.item(endpoint)) }</ul> }
    }

    fn item(&self, endpoint: &Endpoint) -> Html {
        let is_open = self.open == Some(endpoint.id);
        html! {
            <li key={endpoint.id.0} id={format!("webhook-{}", endpoint.id)} class="card">
                { self.facts(endpoint) }
                { self.buttons(endpoint, is_open) }
                if is_open { <Log endpoint={endpoint.id} zone={self.zone.to_owned()} tests={self.tests} on_arrived={self.on_arrived.clone()} /> }
            </li>
        }
    }

    fn facts(&self, endpoint: &Endpoint) -> Html {
        let words = &self.office.webhooks;
        let format = self.office.format();
        let events: Vec<_> = endpoint.events.iter().map(|event| (words.event)(*event)).collect();
        let disabled = endpoint.disabled_at.map(|at| (words.disabled_since)(&format.moment(at, self.zone)));
        html! {
            <div>
                <p class="who-is">
                    <b>{ endpoint.url.clone() }</b>
                    if disabled.is_some() { <Badge tone={BadgeTone::Bad}>{ words.disabled }</Badge> }
                    else { <Badge tone={BadgeTone::Good}>{ words.enabled }</Badge> }
                </p>
                if !endpoint.description.is_empty() { <p>{ endpoint.description.clone() }</p> }
                <p class="soft">{ events.join(" · ") }</p>
                if let Some(since) = disabled {
                    <p class="soft">{ since }if endpoint.gone { { " " }{ words.gone } }</p>
                }
            </div>
        }
    }

    fn buttons(&self, endpoint: &Endpoint, is_open: bool) -> Html {
        let words = &self.office.webhooks;
        let wish = |wish: Wish| self.on_wish.reform(move |_: MouseEvent| wish.clone());
        html! {
            <p class="actions">
                <Button class="small open-log" onclick={wish(Wish::Log(endpoint.id))}>{ if is_open { words.close_log } else { words.open_log } }</Button>
                if endpoint.disabled_at.is_none() {
                    <Button class="small test" onclick={wish(Wish::Test(endpoint.clone()))}>{ words.test }</Button>
                }
                <Button class="small change" onclick={wish(Wish::Change(endpoint.clone()))}>{ words.change }</Button>
                <Button class="small remove" weight={Weight::Quiet} onclick={wish(Wish::Remove(endpoint.clone()))}>{ words.remove }</Button>
            </p>
        }
    }
}
