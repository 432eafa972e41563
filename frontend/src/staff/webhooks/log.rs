//! What an address was told in the last thirty days, and how that went.

use crate::load::Load;
use crate::state::webhooks::use_deliveries;
use crate::texts::office::{Office, use_office};
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::pager::Pager;
use crate::ui::skeleton::Skeleton;
use shared::ids::EndpointId;
use shared::paging::LIMIT_MAX;
use shared::partners::{Delivery, DeliveryState};
use yew::prelude::*;

/// How many are shown at first.
const FEW: i64 = 20;

#[derive(Properties, PartialEq)]
pub struct LogProps {
    pub endpoint: EndpointId,
    pub zone: AttrValue,
    /// How often something was sent to try it.
    pub tests: u32,
    /// What was on its way has arrived, or not.
    pub on_arrived: Callback<()>,
}

#[component]
pub fn Log(props: &LogProps) -> Html {
    let office = use_office();
    let words = &office.webhooks;
    let limit = use_state_eq(|| FEW);
    let loaded = use_deliveries(props.endpoint, *limit, props.tests, props.on_arrived.clone());
    let on_more = {
        let limit = limit.setter();
        Callback::from(move |()| limit.set(LIMIT_MAX))
    };
    let inside = match &loaded.load {
        Load::Waiting => html! { <Skeleton count={2} /> },
        Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
        Load::Ready(page) if page.items.is_empty() => html! { <p class="soft">{ words.log_empty }</p> },
        Load::Ready(page) => html! {
            <>
                <ol>{ for page.items.iter().map(|delivery| entry(office, delivery, &props.zone)) }</ol>
                <Pager more={page.next.is_some() && *limit < LIMIT_MAX} busy={loaded.reloading} {on_more} />
            </>
        },
    };
    html! {
        <section class="deliveries" aria-label={words.log}>{ inside }</section>
    }
}

fn entry(office: &Office, delivery: &Delivery, zone: &str) -> Html {
    let words = &office.webhooks;
    let format = office.format();
    let tone = match delivery.state {
        DeliveryState::Waiting => BadgeTone::Warm,
        DeliveryState::Delivered => BadgeTone::Good,
        DeliveryState::Failed => BadgeTone::Bad,
    };
    let tried = (delivery.attempts > 0).then(|| (words.attempts)(delivery.attempts));
    let next = delivery.next_attempt_at.filter(|_| delivery.attempts > 0);
    let next = next.map(|at| (words.next)(&format.moment(at, zone)));
    let facts: Vec<_> = [tried, (words.answer)(delivery), next].into_iter().flatten().collect();
    html! {
        <li key={delivery.id.0}>
            <p class="who-is">
                <b>{ (words.event)(delivery.event) }</b>
                <Badge {tone}>{ (words.state)(delivery.state) }</Badge>
                <time class="soft" datetime={delivery.created_at.to_rfc3339()}>{ format.moment(delivery.created_at, zone) }</time>
            </p>
            if !facts.is_empty() { <p class="soft">{ facts.join(" · ") }</p> }
            <details>
                <summary>{ words.content }</summary>
                <p><code>{ delivery.message.clone() }</code></p>
                <pre>{ delivery.body.clone() }</pre>
            </details>
        </li>
    }
}
