//! What PayPal said to credentials.

use crate::texts::office::Office;
use crate::ui::badge::{Badge, BadgeTone};
use shared::settings::{CheckOutcome, PaypalCheck};
use yew::prelude::*;

pub fn paypal_check(office: &Office, check: &PaypalCheck) -> Html {
    let words = &office.settings.paypal;
    let is_right = check.sign_in == CheckOutcome::Works;
    let line = |name: &str, outcome: &CheckOutcome| {
        html! { <p>{ format!("{name}{}", office.colon()) }<Badge tone={tone(outcome)}>{ (words.outcome)(outcome) }</Badge></p> }
    };
    html! {
        <div id="paypal-outcome" class="card form-section paypal-outcome" role="status">
            { line(words.sign_in, &check.sign_in) }
            { line(words.events, &check.webhook) }
            if !is_right { <p>{ words.not_saved }</p> }
            else if check.webhook_id.is_none() { <p class="soft">{ words.webhook_none }</p> }
        </div>
    }
}

const fn tone(outcome: &CheckOutcome) -> BadgeTone {
    match outcome {
        CheckOutcome::Works | CheckOutcome::Made | CheckOutcome::Mended => BadgeTone::Good,
        CheckOutcome::Refused { .. } | CheckOutcome::Unreachable => BadgeTone::Bad,
        CheckOutcome::NotTried => BadgeTone::Plain,
    }
}
