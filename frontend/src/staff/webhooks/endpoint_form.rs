//! The form of an address that is told what happens: a new one, or one that is there.

use crate::accounts::form::{Sending, use_form, use_typed};
use crate::accounts::form_error::FormError;
use crate::state::webhooks::Written;
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use crate::ui::field::{CheckField, Field};
use shared::partners::{Endpoint, EventKind, WriteEndpoint};
use yew::prelude::*;

const EVENTS: [(&str, EventKind); 4] = [
    ("order-paid", EventKind::OrderPaid),
    ("order-refunded", EventKind::OrderRefunded),
    ("ticket-used", EventKind::TicketUsed),
    ("performance-cancelled", EventKind::PerformanceCancelled),
];

#[derive(Properties, PartialEq)]
pub struct EndpointFormProps {
    /// Begins the ids of its fields.
    pub id: AttrValue,
    /// None for a new one.
    #[prop_or_default]
    pub endpoint: Option<Endpoint>,
    pub on_send: Callback<Sending<Written>>,
}

#[component]
pub fn EndpointForm(props: &EndpointFormProps) -> Html {
    let words = &use_office().webhooks;
    let form = use_form();
    let before = props.endpoint.as_ref();
    let url = use_typed(before.map(|endpoint| endpoint.url.clone()).unwrap_or_default());
    let description = use_typed(before.map(|endpoint| endpoint.description.clone()).unwrap_or_default());
    let events = use_state_eq(|| before.map(|endpoint| endpoint.events.clone()).unwrap_or_default());
    let disabled = use_state_eq(|| before.is_some_and(|endpoint| endpoint.disabled_at.is_some()));
    let url_missing = url.text.trim().is_empty().then(|| words.url_needed.to_owned());
    let event_missing = events.is_empty().then(|| words.event_needed.to_owned());
    let onsubmit = {
        let (form, on_send, id) = (form.clone(), props.on_send.clone(), before.map(|endpoint| endpoint.id));
        let wish = WriteEndpoint {
            url: url.text.trim().to_owned(),
            description: description.text.trim().to_owned(),
            events: (*events).clone(),
            disabled: *disabled,
        };
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.busy() {
                return;
            }
            if wish.url.is_empty() || wish.events.is_empty() {
                return form.not_yet();
            }
            on_send.emit(Sending { what: (id, wish.clone()), on_done: form.sent() });
        })
    };
    let id = |rest: &str| format!("{}-{rest}", props.id);
    html! {
        <form ref={form.node.clone()} {onsubmit} novalidate=true>
            <FormError sentence={form.general_error(&["url", "description", "events"])} />
            <Field id={id("url")} kind="url" label={words.url} hint={words.url_hint} max_length={500} autocomplete="off" value={(*url.text).clone()}
                on_input={url.on_input.clone()} error={form.error(&["url"], url_missing)} />
            <Field id={id("description")} label={words.description} required=false max_length={200} autocomplete="off" value={(*description.text).clone()}
                on_input={description.on_input.clone()} error={form.error(&["description"], None)} />
            <fieldset>
                <legend>{ words.events }</legend>
                { for EVENTS.into_iter().map(|(key, event)| {
                    let (setter, now) = (events.setter(), (*events).clone());
                    let on_change = Callback::from(move |wanted: bool| {
                        let mut next: Vec<_> = now.iter().copied().filter(|known| *known != event).collect();
                        if wanted { next.push(event); }
                        setter.set(next);
                    });
                    html! { <CheckField key={key} id={id(key)} checked={events.contains(&event)} {on_change}>{ (words.event)(event) }</CheckField> }
                }) }
                if let Some(error) = form.error(&["events"], event_missing) { <p class="field-error" role="alert">{ error }</p> }
            </fieldset>
            if before.is_some() {
                <CheckField id={id("disabled")} checked={*disabled} on_change={let disabled = disabled.setter(); Callback::from(move |wanted| disabled.set(wanted))}>{ words.disable }</CheckField>
            }
            <Button id={id("save")} submit=true weight={Weight::Primary} busy={form.busy()}>{ if before.is_some() { words.save } else { words.add } }</Button>
        </form>
    }
}
