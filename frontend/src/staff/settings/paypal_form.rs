//! The account at PayPal: its keys are tried before they are kept, and its events are ordered on the way.

use super::paypal_check::paypal_check;
use crate::accounts::form::{Sending, use_form, use_typed};
use crate::accounts::form_error::FormError;
use crate::staff::form::guard::use_guard;
use crate::state::house_settings::{TryPaypal, use_try_paypal};
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use crate::ui::field::{Field, SelectField};
use shared::settings::{PaypalCheck, PaypalPlace, PaypalSettings, PaypalSource, WritePaypal};
use std::rc::Rc;
use yew::prelude::*;

/// Every place, by the value that a choice of the browser has.
const PLACES: [(&str, PaypalPlace); 3] =
    [("live", PaypalPlace::Live), ("sandbox", PaypalPlace::Sandbox), ("custom", PaypalPlace::Custom)];

#[derive(Properties, PartialEq)]
pub struct PaypalFormProps {
    pub account: Rc<PaypalSettings>,
    pub on_saved: Callback<PaypalSettings>,
    /// Other buttons, before the one that saves.
    #[prop_or_default]
    pub tools: Html,
}

#[component]
pub fn PaypalForm(props: &PaypalFormProps) -> Html {
    let office = use_office();
    let words = &office.settings.paypal;
    let account = &props.account;
    let form = use_form();
    let place = use_state_eq(|| account.place);
    let first_url = if account.place == PaypalPlace::Custom { account.base_url.clone() } else { String::new() };
    let (base_url, client_id) = (use_typed(first_url.clone()), use_typed(account.client_id.clone()));
    let secret = use_typed(String::new());
    let check = use_state_eq(|| None::<PaypalCheck>);
    let send = {
        let check = check.setter();
        use_try_paypal(Callback::from(move |found| check.set(Some(found))), props.on_saved.clone())
    };
    let is_custom = *place == PaypalPlace::Custom;
    let keeps_secret =
        !account.secret_end.is_empty() && *place == account.place && *client_id.text == account.client_id;
    let missing = |text: &str| text.trim().is_empty().then(|| words.needed.to_owned());
    let wrong_url = missing(&base_url.text).filter(|_| is_custom);
    let wrong_id = missing(&client_id.text);
    let wrong_secret = missing(&secret.text).filter(|_| !keeps_secret);
    let is_wrong = wrong_url.is_some() || wrong_id.is_some() || wrong_secret.is_some();
    let changed = *place != account.place
        || *client_id.text != account.client_id
        || !secret.text.is_empty()
        || (is_custom && *base_url.text != first_url);
    use_guard(changed && !form.busy(), office.form.leave_anyway);
    let go = {
        let (form, place) = (form.clone(), *place);
        let (base_url, client_id, secret) = (base_url.text.clone(), client_id.text.clone(), secret.text.clone());
        let (version, webhook_id) = (account.version, account.webhook_id.clone());
        Callback::from(move |unchecked: bool| {
            if form.busy() {
                return;
            }
            if is_wrong {
                return form.not_yet();
            }
            let account = WritePaypal {
                place,
                base_url: is_custom.then(|| base_url.trim().to_owned()),
                client_id: client_id.trim().to_owned(),
                secret: Some(secret.trim().to_owned()).filter(|secret| !secret.is_empty()),
                webhook_id: webhook_id.clone(),
            };
            send.emit(Sending { what: TryPaypal { account, version, unchecked }, on_done: form.sent() });
        })
    };
    if account.source == PaypalSource::Environment {
        return html! { <section class="card form-section"><p>{ words.from_environment }</p><p>{ account.base_url.clone() }</p><div class="actions">{ props.tools.clone() }</div></section> };
    }
    let onsubmit = go.reform(|event: SubmitEvent| {
        event.prevent_default();
        false
    });
    let on_place = {
        let place = place.setter();
        Callback::from(move |value: String| {
            let found = PLACES.iter().find(|(word, _)| *word == value);
            place.set(found.map_or(PaypalPlace::Live, |(_, place)| *place));
        })
    };
    let name = |place: PaypalPlace| AttrValue::from((words.place_name)(place));
    let options: Vec<_> = PLACES.iter().map(|(word, place)| (AttrValue::from(*word), name(*place))).collect();
    let value = PLACES.iter().find(|(_, one)| *one == *place).map_or("live", |(word, _)| word);
    let failed = check.as_ref().is_some_and(|check| check.sign_in != shared::settings::CheckOutcome::Works);
    html! {
        <form ref={form.node.clone()} class="row-form paypal-form" {onsubmit} novalidate=true>
            <FormError sentence={form.general_error(&["base_url", "client_id", "secret"])} />
            if let Some(check) = &*check { { paypal_check(office, check) } }
            <section class="card form-section">
                <p class="hint">{ words.where_from }</p>
                <SelectField id="paypal-place" label={words.place} {value} {options} on_change={on_place} />
                if is_custom {
                    <Field id="paypal-url" label={words.base_url} value={(*base_url.text).clone()} on_input={base_url.on_input.clone()} autocomplete="off"
                        error={form.error(&["base_url"], wrong_url)} />
                }
                <Field id="paypal-id" label={words.client_id} value={(*client_id.text).clone()} on_input={client_id.on_input.clone()} autocomplete="off"
                    error={form.error(&["client_id"], wrong_id)} />
                <Field id="paypal-secret" kind="password" label={words.secret} value={(*secret.text).clone()} on_input={secret.on_input.clone()} autocomplete="off"
                    required={!keeps_secret} hint={keeps_secret.then(|| AttrValue::from((words.secret_kept)(&account.secret_end)))}
                    error={form.error(&["secret"], wrong_secret)} />
                <p class="hint">{ words.webhook }{ office.colon() }<code>{ account.webhook_url.clone() }</code></p>
                if account.open_payments > 0 { <p class="form-refused">{ (words.open_payments)(account.open_payments) }</p> }
            </section>
            <footer class="row-bar">
                { props.tools.clone() }
                <span class="grow" role="status">if changed { { office.form.unsaved } }</span>
                if failed { <Button id="save-anyway" class="small" onclick={go.reform(|_: MouseEvent| true)}>{ words.save_anyway }</Button> }
                <Button id="save-paypal" class="small" weight={Weight::Primary} submit=true busy={form.busy()}>{ words.check_and_save }</Button>
            </footer>
        </form>
    }
}
